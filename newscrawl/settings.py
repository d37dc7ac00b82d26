"""Every setting of newscrawl, with its unit and its reason.

A site overrides them in its ``custom_settings``, a command line with ``-s NAME=VALUE``: Scrapy's
own priorities. The archive's folder alone can also stand in the environment, which goes behind
the command line and before all else.
"""

import os

from scrapy.settings import default_settings

from newscrawl.crawl.switched import unswitched
from newscrawl.version import __version__

BOT_NAME = "newscrawl"
SPIDER_MODULES = ["newscrawl.spiders"]
NEWSPIDER_MODULE = "newscrawl.spiders"
COMMANDS_MODULE = "newscrawl.commands"
# One broken site module is told of in a line; the others still run.
SPIDER_LOADER_CLASS = "newscrawl.crawl.loader.SiteLoader"

# --- Who asks, and how often -----------------------------------------------------------------
# Put an address at which a newspaper can reach you behind the name.
USER_AGENT = f"newscrawl/{__version__}"
ROBOTSTXT_OBEY = True
# The name that robots.txt rules are looked up by (RFC 9309, section 2.2.1).
ROBOTSTXT_USER_AGENT = "newscrawl"
# One request at a time per host, and a pause between two: what a careful reader does.
CONCURRENT_REQUESTS_PER_DOMAIN = 1
DOWNLOADER = "newscrawl.crawl.downloader.OneAtATimeDownloader"
DOWNLOAD_DELAY = 1.0  # seconds
DOWNLOAD_DELAY_JITTER = 0.0
# The longest pause that a host's Crawl-delay can ask for, in seconds: beyond, a run would not
# end before the next one starts.
NEWSCRAWL_FETCH_CRAWL_DELAY_MAX_SECONDS = 30.0
RETRY_TIMES = 2
# The longest pause, in seconds, that a run waits out when a host answers 429 or 503 with
# Retry-After. For a longer one the host is given up: the run asks it for nothing more, and says so.
NEWSCRAWL_FETCH_RETRY_AFTER_MAX_SECONDS = 120.0
# The pause after a 429 or 503 that names none, in seconds.
NEWSCRAWL_FETCH_RETRY_AFTER_DEFAULT_SECONDS = 10.0
# After so many answers 403 or 429 one after the other a host is given up; 0: never. A site behind
# a wall refuses everything, and asking on makes nothing better.
NEWSCRAWL_FETCH_REFUSALS_MAX = 10

# --- What is refused -------------------------------------------------------------------------
# Networks in CIDR notation that may be fetched although they are private; all ports there.
NEWSCRAWL_FETCH_ALLOWED_NETWORKS: list[str] = []
DOWNLOAD_HANDLERS = {
    "http": "newscrawl.crawl.connection.GuardedDownloadHandler",
    "https": "newscrawl.crawl.connection.GuardedDownloadHandler",
    "data": None,
    "file": None,
    "ftp": None,
    "s3": None,
}
DOWNLOAD_VERIFY_CERTIFICATES = True
# A proxy would be the peer that the address guard sees; Scrapy reads one from the environment.
HTTPPROXY_ENABLED = False
# Both run code for whoever reaches them.
TELNETCONSOLE_ENABLED = False
REMOTE_CONTROL_ENABLED = False
COOKIES_ENABLED = False
# No Referer at all: REFERRER_POLICY alone is overruled by the header Referrer-Policy of any page.
REFERER_ENABLED = False
REFERRER_POLICY = "no-referrer"
METAREFRESH_ENABLED = False
REDIRECT_MAX_TIMES = 5  # as RFC 9309 has it for robots.txt

# --- What one answer may cost ----------------------------------------------------------------
DOWNLOAD_MAXSIZE = 10 * 1024 * 1024  # bytes, also after decompression; the largest of some 950
# measured pages of newspapers has 4 MiB
DOWNLOAD_WARNSIZE = 0  # bytes; 0: no warning
DOWNLOAD_TIMEOUT = 30  # seconds for the whole answer: ends well before systemd's 90 to stop
DNS_TIMEOUT = 10  # seconds
DOWNLOAD_FAIL_ON_DATALOSS = True

# --- What one run may take -------------------------------------------------------------------
# Requests a run may send, and seconds after which it sends no more; 0: without end. What is left
# is counted, and the next run asks for it.
NEWSCRAWL_FETCH_REQUESTS_MAX = 0
NEWSCRAWL_FETCH_RUN_MAX_SECONDS = 0.0
# Articles a run may ask for; a trap of endless links ends here.
NEWSCRAWL_DISCOVER_ARTICLES_MAX = 1000
# Entries of sitemaps that are older, in days, are left: a sitemap may list years.
NEWSCRAWL_DISCOVER_SITEMAP_DAYS = 3
# Sitemaps a run may ask for; an index may name thousands.
NEWSCRAWL_DISCOVER_SITEMAPS_MAX = 20

# --- What is read, and where it goes ---------------------------------------------------------
# Processes that read pages, shared by all newspapers of a crawlall; one reads faster than a crawl
# fetches. 0: pages are read in the crawl's own process, one core is enough, and nothing limits how
# long a page takes.
NEWSCRAWL_EXTRACT_PROCESSES = 1 if (os.cpu_count() or 1) > 1 else 0
# What reading one page may take, in seconds by the clock: the slowest of some 950 measured pages
# takes 0.2, and more on a busy machine. A page that takes longer is kept, counted as unread, and
# asked for again by the next run.
NEWSCRAWL_EXTRACT_PAGE_MAX_SECONDS = 20.0
# A body with fewer words is marked short_body.
NEWSCRAWL_VALIDATE_BODY_MIN_WORDS = 40
# How far back a text is compared with others to find near copies. Fingerprints of older texts,
# some 2 KB each, are removed from the catalogue, those of other sites too: choose one number for
# an archive. 0: near copies are not looked for. Exact copies are found however old they are.
NEWSCRAWL_DEDUPLICATE_WINDOW_DAYS = 30
# The folder of the archive; the environment variable of the same name goes first. None: "data"
# beside scrapy.cfg, else in the current folder.
NEWSCRAWL_ARCHIVE_DIR: str | None = None

# --- The machinery ---------------------------------------------------------------------------
TWISTED_REACTOR = "twisted.internet.asyncioreactor.AsyncioSelectorReactor"
# Scrapy starts so many tasks for each answer, most of which find nothing to do: an answer leads to
# one item, or for a front page to one and to requests. 100, its default, costs 0.5 ms an answer.
CONCURRENT_ITEMS = 1
# In the order of the front page: what stands first is read first.
SCHEDULER_MEMORY_QUEUE = "scrapy.squeues.FifoMemoryQueue"
LOG_LEVEL = "WARNING"  # progress and summary tell the rest
# True: standard error and standard output hold one JSON object a line, and nothing else: log
# records, and at the end the run record.
NEWSCRAWL_LOG_JSON = False
# Newspapers that 'scrapy crawlall' reads at once.
NEWSCRAWL_FETCH_SITES_AT_ONCE = 8
DOWNLOADER_MIDDLEWARES = {
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    "newscrawl.crawl.middlewares.robots.RobotsMiddleware": 100,
    "scrapy.downloadermiddlewares.retry.RetryMiddleware": None,
    "newscrawl.crawl.middlewares.pauses.PauseMiddleware": 550,
    "scrapy.downloadermiddlewares.redirect.RedirectMiddleware": None,
    "newscrawl.crawl.middlewares.whole.WholeBodyMiddleware": 595,
    "newscrawl.crawl.middlewares.redirects.OwnRedirectMiddleware": 600,
    "newscrawl.crawl.switched.Cookies": 700,
}
SPIDER_MIDDLEWARES = {
    # Every answer reaches the spider, which knows what its status means.
    "scrapy.spidermiddlewares.httperror.HttpErrorMiddleware": None,
    # These drop requests without a trace; newscrawl's own limits count what they leave.
    "scrapy.spidermiddlewares.urllength.UrlLengthMiddleware": None,
    "scrapy.spidermiddlewares.depth.DepthMiddleware": None,
    # Looks for spiders that copy all of a request's meta; none here does.
    "scrapy.spidermiddlewares.metacopy.MetaCopyDetectionMiddleware": None,
}
ITEM_PIPELINES = {
    "newscrawl.crawl.pipelines.ValidatePipeline": 100,
    "newscrawl.crawl.pipelines.DeduplicatePipeline": 200,
    "newscrawl.crawl.pipelines.ArchivePipeline": 300,
    # Behind the archive: a diagnosis is never in the way of what was read.
    "newscrawl.crawl.pipelines.NewLookPipeline": 400,
}
# Parts of Scrapy's own that load much are loaded where they are switched on, see crawl/switched.py:
# what stands in these two is imported even where it is set to None or its setting is off.
DOWNLOADER_MIDDLEWARES_BASE = unswitched(default_settings.DOWNLOADER_MIDDLEWARES_BASE)
EXTENSIONS_BASE = unswitched(default_settings.EXTENSIONS_BASE)
EXTENSIONS = {
    "newscrawl.crawl.extensions.RunExtension": 0,
    "newscrawl.crawl.showing.ProgressExtension": 10,
    "newscrawl.crawl.switched.Telnet": 0,
    "newscrawl.crawl.switched.RemoteControl": 0,
}
