"""Decides which URLs to fetch."""
