"""The stages hung into Scrapy's crawl: settings are read, rules called, and what they say counted."""
