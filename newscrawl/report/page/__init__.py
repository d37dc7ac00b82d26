"""The morning report as one page: no server, no script, nothing from elsewhere."""
