"""Trying a newspaper: first looks, recorded pages, what is read on them and why. The production
archive is never touched."""
