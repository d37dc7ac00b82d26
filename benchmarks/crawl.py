"""How much of a crawl's speed newscrawl costs: pages per second beside a bare Scrapy spider.

Both fetch the same articles of the same newspaper from a server on this machine, in turn, in one
call, without a pause between requests. The bare spider selects one h1 of each page and keeps
nothing. The ratio is what to look at: 1.0 would mean that reading, checking and archiving are
free.
"""

import argparse
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urljoin
from urllib.request import urlopen

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
    # As newscrawl: with no delay at all Scrapy sends 16 at once, whatever the next setting says.
    "DOWNLOAD_DELAY": 0.001, "DOWNLOAD_DELAY_JITTER": 0,
    "CONCURRENT_REQUESTS_PER_DOMAIN": int(sys.argv[2]),
    "LOG_LEVEL": "ERROR", "TELNETCONSOLE_ENABLED": False, "REMOTE_CONTROL_ENABLED": False,
    "COOKIES_ENABLED": False,
})
process.crawl(Bare)
process.start()
"""


@contextmanager
def many_articles(number: int) -> Iterator[str]:
    """Serve a newspaper of so many articles, each a page of the bundled one; yield its URL."""
    with serve(1, ports=(0, 0)) as sample:
        home = sample.harbour_gazette.url
        with urlopen(home) as answer:  # noqa: S310 - our own server
            found = re.search(r'href="([^"]+-4098/)"', answer.read().decode())
        assert found is not None
        with urlopen(urljoin(home, found[1])) as answer:  # noqa: S310 - our own server
            page = re.sub(rb'<link rel="canonical"[^>]*>', b"", answer.read())
    cards = "".join(
        f'<article><h2><a href="/2026/03/the-story-of-number-{n}/">The story of number {n}</a></h2>'
        f"<p>And what came of it.</p></article>"
        for n in range(number)
    )
    front = f"<html lang=en><body><main>{cards}</main></body></html>".encode()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True
        wbufsize = -1  # head and body in one packet

        def do_GET(self) -> None:
            told = self.path.strip("/").rpartition("-")[2].encode()
            body = front if self.path == "/" else page.replace(b"<p>", b"<p>" + told + b" ", 1)
            self.send_response(404 if self.path == "/robots.txt" else 200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()
        server.server_close()


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
    parser.add_argument("--url", help="a newspaper on this machine (default: a made one)")
    parser.add_argument("--articles", type=int, default=500, help="of the made one (default 500)")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--concurrency", type=int, default=1, help="requests at a time (default 1)")
    options = parser.parse_args()
    with ExitStack() as stack:
        url = options.url or stack.enter_context(many_articles(options.articles))
        compare(url, options.rounds, options.concurrency)


if __name__ == "__main__":
    main()
