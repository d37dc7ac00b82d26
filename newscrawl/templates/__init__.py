"""What ``scrapy genspider`` writes."""
