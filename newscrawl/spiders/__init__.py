"""One module per newspaper, and nothing else."""
