"""The stages hung into Scrapy's crawl: settings are read, rules called, their findings counted."""
