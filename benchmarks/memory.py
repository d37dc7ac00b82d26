"""How much memory a long crawl takes, and whether it grows with the pages.

A newspaper of made-up pages, as many as you say, is served from a process of its own; a sitemap
names them all. One crawl reads them; the resident memory of its processes, the one that reads pages
too, is read from /proc twice a second beside the number of pages served. What is printed: memory at
the start, at the most, and the slope after the first third (least squares), in bytes a page. All
requests wait in memory from the start, which is no slope; what remains is Scrapy's set of requests
seen, and whatever leaks.
"""

import argparse
import json
import multiprocessing
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from multiprocessing.sharedctypes import Synchronized
from pathlib import Path
from typing import NamedTuple

SAMPLE_SECONDS = 0.5
WARM = 1 / 3
"""Of the pages: caches fill, the sitemap is read, requests are queued."""
SITEMAP_URLS = 50_000
"""Most in one file (sitemaps.org, protocol)."""
WORDS = ("harbour", "quiet", "boats", "came", "late", "little", "tell", "night", "ice", "tide")


class Sample(NamedTuple):
    """Memory at a moment."""

    pages: int
    kib: int


def page(number: int) -> bytes:
    """Return an article of its own of some 12 kB."""
    told = " ".join(WORDS[(number * 7 + n * n) % len(WORDS)] for n in range(60))
    paragraphs = "".join(f"<p>Paragraph {n} of story {number}: {told}.</p>" for n in range(30))
    return (
        f"<html lang=en><head><title>Story {number}</title></head><body><article>"
        f"<h1>What happened in place {number}</h1>"
        f'<time datetime="2026-03-14T08:00:00+00:00">14 March</time>{paragraphs}</article>'
        "</body></html>"
    ).encode()


def sitemap(base: str, first: int, last: int) -> bytes:
    """Return the sitemap of stories ``first`` to ``last``."""
    day = time.strftime("%Y-%m-%d")
    entries = "".join(
        f"<url><loc>{base}/2026/03/story-{n}/</loc><lastmod>{day}</lastmod></url>"
        for n in range(first, last)
    )
    return (
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{entries}</urlset>'.encode()
    )


def index(base: str, number: int) -> bytes:
    """Return the list of sitemaps."""
    parts = "".join(
        f"<sitemap><loc>{base}/part-{first}.xml</loc></sitemap>"
        for first in range(0, number, SITEMAP_URLS)
    )
    return (
        f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{parts}</sitemapindex>'
    ).encode()


def serve(number: int, port: "Synchronized[int]", served: "Synchronized[int]") -> None:
    """Serve ``number`` stories; of a process of its own."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True
        wbufsize = -1

        def do_GET(self) -> None:
            base = f"http://127.0.0.1:{port.value}"
            body = b""
            if self.path == "/sitemap.xml":
                body = index(base, number)
            elif self.path.startswith("/part-"):
                first = int(self.path.removeprefix("/part-").removesuffix(".xml"))
                body = sitemap(base, first, min(number, first + SITEMAP_URLS))
            elif "/story-" in self.path:
                body = page(int(self.path.strip("/").rpartition("-")[2]))
                served.value += 1
            self.send_response(200 if body else 404)
            self.send_header("Content-Type", "text/xml" if ".xml" in self.path else "text/html")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    port.value = server.server_address[1]
    server.serve_forever()


@contextmanager
def newspaper(number: int) -> Iterator[tuple[str, "Synchronized[int]"]]:
    """Yield the address of a newspaper of so many stories, and how many it has served."""
    port, served = multiprocessing.Value("i", 0), multiprocessing.Value("i", 0)
    process = multiprocessing.Process(target=serve, args=(number, port, served), daemon=True)
    process.start()
    while not port.value:
        time.sleep(0.01)
    try:
        yield f"http://127.0.0.1:{port.value}/", served
    finally:
        process.terminate()


def resident_kib(pid: int) -> int:
    """Return the resident memory of a process and of those it started; 0 once it is gone."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
        started = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return 0
    found = (line.split()[1] for line in status.splitlines() if line.startswith("VmRSS"))
    return int(next(found, 0)) + sum(resident_kib(int(one)) for one in started)


def crawled(url: str, served: "Synchronized[int]", number: int) -> list[Sample]:
    """Crawl all stories; return memory over pages."""
    samples: list[Sample] = []
    with tempfile.TemporaryDirectory(prefix="newscrawl-memory-") as folder:
        command = [
            sys.executable,
            "-m",
            "scrapy",
            "crawl",
            "any",
            "-a",
            f"sitemap={url}sitemap.xml",
        ]
        for setting in (
            "NEWSCRAWL_FETCH_ALLOWED_NETWORKS=127.0.0.0/8",
            f"NEWSCRAWL_ARCHIVE_DIR={folder}/archive",
            f"NEWSCRAWL_DISCOVER_ARTICLES_MAX={number}",
            "DOWNLOAD_DELAY=0",
            "MEMUSAGE_LIMIT_MB=0",
        ):
            command += ["-s", setting]
        environment = {**os.environ, "SCRAPY_SETTINGS_MODULE": "newscrawl.settings"}
        crawl = subprocess.Popen(
            command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        while crawl.poll() is None:
            if kib := resident_kib(crawl.pid):
                samples.append(Sample(served.value, kib))
            time.sleep(SAMPLE_SECONDS)
        if crawl.returncode:
            message = f"the crawl ended with {crawl.returncode}"
            raise RuntimeError(message)
    return samples


def slope(samples: list[Sample]) -> float:
    """Return bytes a page, by least squares."""
    mean_pages = sum(sample.pages for sample in samples) / len(samples)
    mean_kib = sum(sample.kib for sample in samples) / len(samples)
    above = sum((s.pages - mean_pages) * (s.kib - mean_kib) for s in samples)
    below = sum((s.pages - mean_pages) ** 2 for s in samples)
    return above / below * 1024 if below else 0.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=20_000, help="default 20,000")
    parser.add_argument("--samples", type=Path, help="write the samples to this file, as JSON")
    options = parser.parse_args()
    began = time.monotonic()
    with newspaper(options.pages) as (url, served):
        samples = crawled(url, served, options.pages)
        read = served.value
    if options.samples:
        options.samples.write_text(json.dumps(samples))
    # At the end the process that reads is gone.
    warm = [sample for sample in samples if read * WARM <= sample.pages < read]
    first = next(sample for sample in samples if sample.pages)
    print(
        f"{read:,} pages in {time.monotonic() - began:.0f} s; resident: {first.kib / 1024:.0f} MiB "
        f"at the first page, {warm[0].kib / 1024:.0f} after a third, {samples[-1].kib / 1024:.0f} "
        f"at the end, {max(sample.kib for sample in samples) / 1024:.0f} at most"
    )
    print(f"slope after the first third: {slope(warm):+.0f} bytes a page, {len(warm)} samples")


if __name__ == "__main__":
    main()
