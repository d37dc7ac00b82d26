"""When and how to ask a host, and which never."""
