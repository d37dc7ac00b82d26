"""Downloader middlewares: robots.txt, redirects, pauses and retries; each request accounted for."""
