"""What ops read in the morning: verdicts and summaries."""
