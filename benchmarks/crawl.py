"""How much of a crawl's speed newscrawl costs: pages per second beside a bare Scrapy spider.

Both fetch the same articles of the same newspaper from a server on this machine, in turn, in one
call, without a pause between requests. The bare spider selects one h1 of each page and keeps
nothing. The ratio is what to look at: 1.0 would mean that reading, checking and archiving are
free. Where other work goes on beside, look at the processor seconds: those of newscrawl are of its
two processes together, which where two cores are free run side by side.

The newspaper is made: the page of a bundled one, some 20 kB (the median of real pages of newspapers
in the benchmarks of the readers is 24 kB), with headline and paragraphs of its own on every page,
about 600 words drawn from a made vocabulary with a seed, so that no text is near another. Modules
are compiled beforehand, as an installer leaves them.
"""

import argparse
import json
import os
import random
import re
import resource
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
from typing import NamedTuple
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
    "CONCURRENT_ITEMS": int(sys.argv[3]),
    "LOG_LEVEL": "ERROR", "TELNETCONSOLE_ENABLED": False, "REMOTE_CONTROL_ENABLED": False,
    "COOKIES_ENABLED": False,
})
process.crawl(Bare)
process.start()
"""

SENTENCES = 45
"""Of a made article; with ``WORDS_A_SENTENCE`` words, some 600 in all."""
WORDS_A_SENTENCE = (9, 18)
LITTLE_WORDS = (
    *("the", "of", "and", "to", "in", "a", "is", "that", "it", "was", "for", "on", "with"),
    *("as", "at", "by", "from", "they", "this", "not"),
)
HEADLINE = "A winter of storms moved the sandbar forty metres, survey shows"
"""Of the page that all are made from."""
BODY = re.compile(r'(<div id="mvp-content-main"[^>]*>).*?</div>', re.DOTALL)
ITEMS_OF_SCRAPY = 100
"""Scrapy's CONCURRENT_ITEMS: it starts so many tasks for every answer."""


class Cost(NamedTuple):
    """What a process and those it started took."""

    seconds: float
    processor_seconds: float


def vocabulary(random_: random.Random, size: int = 2000) -> list[str]:
    """Return made words of one to four syllables."""
    syllables = [a + b for a in "bdfghklmnprstvw" for b in ("a", "e", "i", "o", "u", "an", "er")]
    return ["".join(random_.choices(syllables, k=random_.randint(1, 4))) for _ in range(size)]


def sentence(random_: random.Random, words: list[str]) -> str:
    """Return made words as a sentence, every other word a little one."""
    count = random_.randint(*WORDS_A_SENTENCE)
    pairs = zip(
        random_.choices(LITTLE_WORDS, k=count), random_.choices(words, k=count), strict=True
    )
    told = [word for pair in pairs for word in pair][:count]
    told[count // 2] += ","
    return " ".join(told).capitalize() + "."


def made_page(template: str, number: int, words: list[str]) -> bytes:
    """Return the page of article ``number``: the template with another headline and body."""
    random_ = random.Random(number)  # noqa: S311 - the same pages in every call
    headline = sentence(random_, words)[:-1]
    told = [sentence(random_, words) for _ in range(SENTENCES)]
    paragraphs = [" ".join(told[at : at + 3]) for at in range(0, SENTENCES, 3)]
    third = len(paragraphs) // 3
    parts = (paragraphs[:third], paragraphs[third : 2 * third], paragraphs[2 * third :])
    body = f"<h2>{told[1]}</h2>\n".join(
        "".join(f"<p>{one}</p>\n" for one in part) for part in parts
    )
    return BODY.sub(rf"\1{body}</div>", template.replace(HEADLINE, headline), count=1).encode()


def template() -> str:
    """Return an article's page of the bundled newspaper, which names no canonical URL."""
    with serve(1, ports=(0, 0)) as sample:
        home = sample.harbour_gazette.url
        with urlopen(home) as answer:  # noqa: S310 - our own server
            found = re.search(r'href="([^"]+-4098/)"', answer.read().decode())
        assert found is not None
        with urlopen(urljoin(home, found[1])) as answer:  # noqa: S310 - our own server
            page = answer.read().decode()
    return re.sub(
        r'<link rel="canonical"[^>]*>|"mainEntityOfPage": {[^}]*},|"@id": "[^"]*",', "", page
    )


@contextmanager
def many_articles(number: int) -> Iterator[str]:
    """Serve a newspaper of so many articles, no two alike; yield its URL."""
    words, page = vocabulary(random.Random(7)), template()  # noqa: S311 - no secret
    pages = {f"/2026/03/the-story-of-number-{n}/": made_page(page, n, words) for n in range(number)}
    cards = "".join(
        f'<article><h2><a href="{path}">The story {path.split("/")[3].replace("-", " ")}</a></h2>'
        f"<p>And what came of it.</p></article>"
        for path in pages
    )
    pages["/"] = f"<html lang=en><body><main>{cards}</main></body></html>".encode()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True
        wbufsize = -1  # head and body in one packet

        def do_GET(self) -> None:
            body = pages.get(self.path)
            self.send_response(404 if body is None else 200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body or b"")))
            self.end_headers()
            self.wfile.write(body or b"")

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()
        server.server_close()


def newscrawl(url: str, root: Path, concurrency: int, *settings: str) -> Cost:
    """Crawl with everything on; return what it cost."""
    command = [sys.executable, "-m", "scrapy", "crawl", "any", "-a", f"url={url}"]
    for setting in (
        "NEWSCRAWL_FETCH_ALLOWED_NETWORKS=127.0.0.0/8",
        f"NEWSCRAWL_ARCHIVE_DIR={root}",
        "NEWSCRAWL_DISCOVER_ARTICLES_MAX=1000000",
        "DOWNLOAD_DELAY=0",
        f"CONCURRENT_REQUESTS_PER_DOMAIN={concurrency}",
        *settings,
    ):
        command += ["-s", setting]
    return _cost(command, {"SCRAPY_SETTINGS_MODULE": "newscrawl.settings"})


def bare(urls: list[str], folder: Path, concurrency: int, items: int = ITEMS_OF_SCRAPY) -> Cost:
    """Fetch ``urls`` with a bare spider; return what it cost."""
    script, wanted = folder / "bare.py", folder / "urls.json"
    script.write_text(BARE)
    wanted.write_text(json.dumps(urls))
    return _cost([sys.executable, str(script), str(wanted), str(concurrency), str(items)], {})


def _cost(command: list[str], environment: dict[str, str]) -> Cost:
    compiled = {"PYTHONPYCACHEPREFIX": str(Path(tempfile.gettempdir()) / "newscrawl-bench-pycache")}
    inherited = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(
        command, env={**inherited, **compiled, **environment}, check=True, stdout=subprocess.DEVNULL
    )
    seconds, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
    return Cost(seconds, used)


def compare(url: str, rounds: int, concurrency: int, items: int, settings: list[str]) -> None:
    """Print pages per second of both, and their ratio, over ``rounds`` pairs."""
    ratios = []
    with tempfile.TemporaryDirectory(prefix="newscrawl-bench-") as name:
        folder = Path(name)
        newscrawl(url, folder / "first", concurrency, *settings)
        urls = sorted({f.url for f in fetches(folder / "first") if f.status})
        idle = bare([], folder, concurrency, items)
        empty = newscrawl(url, folder / "first", concurrency, *settings)
        print(
            f"{len(urls)} pages; a process that fetches none takes {idle.seconds:.2f} s (bare), "
            f"{empty.seconds:.2f} s (newscrawl, nothing due)"
        )
        for number in range(rounds):
            ours = newscrawl(url, folder / str(number), concurrency, *settings)
            other = bare(urls, folder, concurrency, items)
            ratios.append(other.seconds / ours.seconds)
            print(
                f"newscrawl {len(urls) / ours.seconds:6.1f} pages/s, bare "
                f"{len(urls) / other.seconds:6.1f} pages/s, ratio {ratios[-1]:.2f}; without "
                f"start-up {(other.seconds - idle.seconds) / (ours.seconds - empty.seconds):.2f}; "
                f"processor seconds {ours.processor_seconds:.1f} and {other.processor_seconds:.1f}",
                flush=True,
            )
    print(
        f"median ratio {statistics.median(ratios):.2f} of {rounds} pairs, "
        f"{concurrency} request(s) at a time"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--url", help="a newspaper on this machine (default: a made one)")
    parser.add_argument("--articles", type=int, default=2000, help="of the made one (default 2000)")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--concurrency", type=int, default=1, help="requests at a time (default 1)")
    parser.add_argument(
        "--items",
        type=int,
        default=ITEMS_OF_SCRAPY,
        help=f"CONCURRENT_ITEMS of the bare spider (default {ITEMS_OF_SCRAPY}, as Scrapy's)",
    )
    parser.add_argument("--set", action="append", default=[], metavar="NAME=VALUE", dest="settings")
    options = parser.parse_args()
    with ExitStack() as stack:
        url = options.url or stack.enter_context(many_articles(options.articles))
        compare(url, options.rounds, options.concurrency, options.items, options.settings)


if __name__ == "__main__":
    main()
