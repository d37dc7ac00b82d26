"""Reads one article."""
