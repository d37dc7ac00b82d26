"""Durable files, and what is known of them. The only stage that writes."""
