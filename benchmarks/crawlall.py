"""Whether newspapers crawled side by side hold each other up: all beside the slowest alone.

Five newspapers on this machine, each on an address of its own, ask for different Crawl-delays. The
ratio is what to look at: 1.0 would mean that the other four cost the slowest one nothing. Each
host's smallest pause between two requests is read from its server's log.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from pathlib import Path

DELAYS = {"alba": 0.1, "bora": 0.2, "cima": 0.4, "duna": 0.8, "etna": 0.3}
"""Seconds, by site."""
MOST = 1.2
"""Of the slowest alone: what all together may take."""


@contextmanager
def newspaper(host: str, delay: float, stories: int) -> Iterator[tuple[str, list[float]]]:
    """Serve a newspaper; yield its address, and when each request came."""
    times: list[float] = []
    links = "".join(
        f'<article><h2><a href="/2026/03/a-story-about-number-{number}">A story about number '
        f"{number}</a></h2><p>In one line.</p></article>"
        for number in range(stories)
    )

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            times.append(time.monotonic())
            text = f"<article><h1>{self.path}</h1><p>{'It is a quiet day. ' * 60}</p></article>"
            text = f"<main>{links}</main>" if self.path == "/" else text
            rules = f"User-agent: *\nCrawl-delay: {delay}\n"
            body = (rules if self.path == "/robots.txt" else f"<html>{text}</html>").encode()
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer((host, 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://{host}:{server.server_address[1]}/", times
    finally:
        server.shutdown()
        server.server_close()


def crawl(folder: Path, archive: str, *names: str) -> float:
    """Crawl these sites, and return the seconds of the whole process."""
    settings = {
        "SPIDER_MODULES": "sites_of_benchmark",
        "NEWSCRAWL_FETCH_ALLOWED_NETWORKS": "127.0.0.0/8",
        "NEWSCRAWL_ARCHIVE_DIR": folder / archive,
        "DOWNLOAD_DELAY": 0,
    }
    options = [part for name, value in settings.items() for part in ("-s", f"{name}={value}")]
    began = time.monotonic()
    subprocess.run(
        [sys.executable, "-m", "scrapy", "crawlall", *names, *options],
        cwd=Path(__file__).parent.parent,
        env={**os.environ, "PYTHONPATH": str(folder)},
        check=True,
        capture_output=True,
    )
    return time.monotonic() - began


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stories", type=int, default=20, help="of each newspaper")
    stories = parser.parse_args().stories
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        lines, logs = ["from newscrawl.spider import *"], {}
        for number, (name, delay) in enumerate(DELAYS.items(), start=2):
            url, logs[name] = stack.enter_context(newspaper(f"127.0.5.{number}", delay, stories))
            lines += [f"class {name.title()}(NewsSpider):", f"    name = {name!r}"]
            lines += [f"    discover = (FrontPage({url!r}),)"]
        (folder / "sites_of_benchmark.py").write_text("\n".join(lines))
        slowest = max(DELAYS, key=lambda name: DELAYS[name])
        alone = crawl(folder, "alone", slowest)
        logs[slowest].clear()
        together = crawl(folder, "together")
    print(f"{slowest} alone: {alone:.1f} s; all {len(DELAYS)}: {together:.1f} s")
    print(f"ratio: {together / alone:.2f} (at most {MOST})")
    for name, times in logs.items():
        gap = min(after - before for before, after in pairwise(times))
        print(f"{name}: {len(times)} requests, smallest gap {gap:.3f} s, asked {DELAYS[name]} s")
    sys.exit(together / alone > MOST)


if __name__ == "__main__":
    main()
