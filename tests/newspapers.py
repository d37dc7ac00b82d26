"""Newspapers that a test makes up, on a real socket, and crawls of them in own processes."""

import os
import re
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

Page = tuple[int, dict[str, str], bytes]
Answer = Page | Callable[[BaseHTTPRequestHandler], Page]

PROJECT = Path(__file__).parent.parent


@dataclass
class Newspaper:
    """A server on this machine whose pages a test decides."""

    url: str
    pages: dict[str, Answer]
    log: list[tuple[str, int]] = field(default_factory=list)
    """Path and status of every answer."""
    times: list[float] = field(default_factory=list)
    """When each request came; seconds of the monotonic clock."""

    def paths(self) -> list[str]:
        return [path for path, _ in self.log]


def page(body: str, status: int = 200, **headers: str) -> Page:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return status, {"Content-Type": "text/html; charset=utf-8", **named}, body.encode()


def article(
    headline: str, words: str = "The harbour was quiet and the boats came in late. "
) -> Page:
    return page(
        f"<html lang=en><head><title>{headline}</title></head><body><article><h1>{headline}</h1>"
        f"<p>By <a rel=author href=/by/ada>Ada Quill</a></p>"
        f'<time datetime="2026-03-14T08:00:00+00:00">14 March</time>'
        f"<p>{words * 6}</p><p>{headline}: {words * 5}</p></article></body></html>"
    )


def front(*paths: str) -> Page:
    cards = "".join(
        f'<article><h2><a href="{path}">A headline of several words about {path}</a></h2>'
        f"<p>What it says in one line, for {path}.</p></article>"
        for path in paths
    )
    return page(f"<html lang=en><body><main>{cards}</main></body></html>")


def consent_wall() -> Page:
    return page(
        "<html lang=en><head><title>Before you continue</title></head><body>"
        '<div id="onetrust-consent"><h1>We value your privacy</h1>'
        '<p>We and our partners use cookies.</p><form action="/collectConsent">'
        "<button>Accept all</button></form></div></body></html>"
    )


def serve_pages(pages: dict[str, Answer], host: str) -> tuple[Newspaper, ThreadingHTTPServer]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            newspaper.times.append(time.monotonic())
            answer = newspaper.pages.get(self.path, (404, {}, b"not here"))
            status, headers, body = answer(self) if callable(answer) else answer
            newspaper.log.append((self.path, status))
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            if "Content-Length" not in headers:
                self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer((host, 0), Handler)
    server.daemon_threads = True
    newspaper = Newspaper(f"http://{host}:{server.server_address[1]}/", pages)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    return newspaper, server


class Peak:
    """The largest resident memory in KiB that a process and those it started had at one time, seen
    every 20 ms; what one of them had for a moment between counts for it alone.

    Not ``ru_maxrss``: on Linux that begins with what the process that started it had.
    """

    def __init__(self, pid: int) -> None:
        self.kib = 0
        self.alone_kib = 0
        """The most that one process alone had."""
        self._pid = pid
        self._watching = threading.Thread(target=self._watch)
        self._watching.start()

    def _watch(self) -> None:
        while own := _memory(self._pid):
            every = [own, *map(_memory, children(self._pid))]
            together = sum(one.get("VmRSS", 0) for one in every)
            self.alone_kib = max(self.alone_kib, *(one.get("VmHWM", 0) for one in every))
            self.kib = max(self.kib, together, self.alone_kib)
            time.sleep(0.02)

    def ended(self) -> int:
        """Return the peak; waits for the end."""
        self._watching.join()
        return self.kib


def children(pid: int) -> list[int]:
    """Return the processes that a process has started."""
    try:
        return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []


def _memory(pid: int) -> dict[str, int]:
    """Return VmRSS (now) and VmHWM (at most) in KiB; nothing for a process that has ended."""
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    except OSError:
        return {}
    found = re.findall(r"^(VmRSS|VmHWM):\s+(\d+) kB$", status, re.MULTILINE)
    return {name: int(kib) for name, kib in found}


@dataclass
class Crawls:
    """Starts crawls into one archive."""

    root: Path

    def command(self, *arguments: str, verb: str = "crawl", **settings: object) -> list[str]:
        given = {
            "NEWSCRAWL_FETCH_ALLOWED_NETWORKS": "127.0.0.1/32",
            "NEWSCRAWL_ARCHIVE_DIR": self.root,
            "DOWNLOAD_DELAY": 0,
            "NEWSCRAWL_FETCH_RETRY_AFTER_DEFAULT_SECONDS": 0,
            **settings,
        }
        options = [part for name, value in given.items() for part in ("-s", f"{name}={value}")]
        return [sys.executable, "-m", "scrapy", verb, *arguments, *options]

    def start(
        self,
        *arguments: str,
        clock: str | None = None,
        environment: dict[str, str] | None = None,
        **settings: object,
    ) -> subprocess.Popen[str]:
        moved = {"NEWSCRAWL_CLOCK_START": clock} if clock else {}
        return subprocess.Popen(
            self.command(*arguments, **settings),
            cwd=PROJECT,
            env={**os.environ, **moved, **(environment or {})},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def run(self, *arguments: str, clock: str | None = None, **settings: object) -> tuple[int, str]:
        """Return exit code and output."""
        process = self.start(*arguments, clock=clock, **settings)
        said, _ = process.communicate(timeout=60)
        return process.returncode, said

    def all(
        self, folder: Path, sites: dict[str, str], *names: str, **settings: object
    ) -> tuple[int, str]:
        """Crawl newspapers side by side, each with a module of its own: name and front page."""
        process = self.start_all(folder, sites, *names, **settings)
        said, _ = process.communicate(timeout=120)
        return process.returncode, said

    def start_all(
        self,
        folder: Path,
        sites: dict[str, str],
        *names: str,
        more: dict[str, list[str]] | None = None,
        **settings: object,
    ) -> subprocess.Popen[str]:
        """Start it; ``more`` are further lines of a site's class."""
        lines = ["from newscrawl.spider import *"]
        for name, url in sites.items():
            lines += [f"class {name.title()}(NewsSpider):", f"    name = {name!r}"]
            lines += [f"    discover = (FrontPage({url!r}),)", *(more or {}).get(name, ())]
        (folder / "sites_of_test.py").write_text("\n".join(lines))
        given = {"SPIDER_MODULES": "sites_of_test", "verb": "crawlall"}
        given["NEWSCRAWL_FETCH_ALLOWED_NETWORKS"] = "127.0.0.0/8"
        path = {"PYTHONPATH": str(folder)}
        return self.start(*names, environment=path, **{**given, **settings})

    def module(self, folder: Path, *body: str) -> tuple[int, str]:
        """Crawl a newspaper with a module of its own, whose class has these lines."""
        lines = ["from newscrawl.spider import *", "class Site(NewsSpider):", "    name = 'site'"]
        (folder / "site_of_test.py").write_text("\n".join([*lines, *(f"    {x}" for x in body)]))
        path = {"PYTHONPATH": str(folder)}
        process = self.start("site", environment=path, SPIDER_MODULES="site_of_test")
        said, _ = process.communicate(timeout=60)
        return process.returncode, said

    def any(self, url: str, clock: str | None = None, **settings: object) -> tuple[int, str]:
        return self.run("any", "-a", f"url={url}", clock=clock, **settings)
