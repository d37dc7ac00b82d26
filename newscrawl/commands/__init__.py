"""The commands that newscrawl adds to scrapy."""
