"""How much of a crawl's speed newscrawl costs: pages per second beside a bare Scrapy spider.

Both fetch the same articles of the same newspaper from a server on this machine, in turn, in one
call, without a pause between requests. The bare spider selects one h1 of each page and keeps
nothing. The ratio is what to look at: 1.0 would mean that reading, checking and archiving are
free.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

from newscrawl.archive.reader import fetches
from newscrawl.sample import serve

BARE = """
import sys, json, scrapy
from scrapy.crawler import AsyncCrawlerProcess

URLS = json.load(open(sys.argv[1]))

class Bare(scrapy.Spider):
    name = "bare"
    pages = 0
    async def start(self):
        for url in URLS:
            yield scrapy.Request(url)
    def parse(self, response):
        response.css("h1 ::text").get()
        Bare.pages += 1

process = AsyncCrawlerProcess({
    "DOWNLOAD_DELAY": 0, "CONCURRENT_REQUESTS_PER_DOMAIN": int(sys.argv[2]),
    "LOG_LEVEL": "ERROR", "TELNETCONSOLE_ENABLED": False, "REMOTE_CONTROL_ENABLED": False,
    "COOKIES_ENABLED": False,
})
process.crawl(Bare)
process.start()
"""


def newscrawl(url: str, root: Path, concurrency: int, *settings: str) -> float:
    """Crawl with everything on; return seconds."""
    command = [sys.executable, "-m", "scrapy", "crawl", "any", "-a", f"url={url}"]
    for setting in (
        "NEWSCRAWL_FETCH_ALLOWED_NETWORKS=127.0.0.0/8",
        f"NEWSCRAWL_ARCHIVE_DIR={root}",
        "DOWNLOAD_DELAY=0",
        f"CONCURRENT_REQUESTS_PER_DOMAIN={concurrency}",
        *settings,
    ):
        command += ["-s", setting]
    environment = {**os.environ, "SCRAPY_SETTINGS_MODULE": "newscrawl.settings"}
    return _timed(command, environment)


def bare(urls: list[str], folder: Path, concurrency: int) -> float:
    """Fetch ``urls`` with a bare spider; return seconds."""
    script, wanted = folder / "bare.py", folder / "urls.json"
    script.write_text(BARE)
    wanted.write_text(json.dumps(urls))
    command = [sys.executable, str(script), str(wanted), str(concurrency)]
    return _timed(command, dict(os.environ))


def _timed(command: list[str], environment: dict[str, str]) -> float:
    began = time.perf_counter()
    subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - began


def compare(url: str, rounds: int, concurrency: int) -> None:
    """Print pages per second of both, and their ratio, over ``rounds`` pairs."""
    ratios = []
    with tempfile.TemporaryDirectory(prefix="newscrawl-bench-") as name:
        folder = Path(name)
        ours = newscrawl(url, folder / "first", concurrency)
        urls = sorted({f.url for f in fetches(folder / "first") if f.status})
        idle = bare([], folder, concurrency)
        empty = newscrawl(url, folder / "first", concurrency)
        print(
            f"{len(urls)} pages; a process that fetches none takes {idle:.2f} s (bare), "
            f"{empty:.2f} s (newscrawl, nothing due)"
        )
        for number in range(rounds):
            ours = newscrawl(url, folder / str(number), concurrency)
            other = bare(urls, folder, concurrency)
            ratios.append(other / ours)
            print(
                f"newscrawl {len(urls) / ours:6.1f} pages/s, bare {len(urls) / other:6.1f} "
                f"pages/s, ratio {other / ours:.2f}; without start-up "
                f"{(other - idle) / (ours - empty):.2f}",
                flush=True,
            )
    print(
        f"median ratio {statistics.median(ratios):.2f} of {rounds} pairs, "
        f"{concurrency} request(s) at a time"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--url", help="a newspaper on this machine (default: the bundled one)")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--concurrency", type=int, default=1, help="requests at a time (default 1)")
    options = parser.parse_args()
    with ExitStack() as stack:
        url = options.url or stack.enter_context(serve(1, ports=(0, 0))).harbour_gazette.url
        compare(url, options.rounds, options.concurrency)


if __name__ == "__main__":
    main()
