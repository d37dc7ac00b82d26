"""Reads one front page."""
