"""Reads pages: bytes and a URL in, records out. Pure; no Scrapy, no socket."""
