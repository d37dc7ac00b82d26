"""Damages pages at random and gives them to the readers: any exception is a finding, and so is a
page that takes more than two seconds of processor time.

    python -m proofs.fuzz --count 100000 --seconds 3600 --seed 1 --findings /tmp/findings

The pages are those below ``$NEWSCRAWL_BENCH``, else the recorded ones of this project, with feeds,
sitemaps and robots.txt made up here. Most inputs are fragments of 1 to 20 kB. Seed and number of an
input give the same bytes again. A finding is made smaller and written with its traceback.
"""

import argparse
import gzip
import os
import random
import signal
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from proofs.mutations import mutated

from newscrawl import extract_article, extract_front_page
from newscrawl.archive.lines import decode, encode
from newscrawl.discover import announced, feed, sitemap
from newscrawl.discover.pagination import next_page
from newscrawl.extract.front_page import without_teasers
from newscrawl.fetch.robots import robots
from newscrawl.items import Article, FrontPageSnapshot

URL = "https://gazette.example/news/"
MOST_SECONDS = 2.0
"""Of processor time: what one page may block a crawl."""
TRIES = 400
"""At making a finding smaller."""
HERE = Path(__file__).parent.parent
ENCODINGS = (None, None, None, "utf-8", "utf-16", "shift_jis", "hex", "punycode", "idna", "x" * 99)


class TooSlow(BaseException):
    """A reader took over two seconds; no Exception, so that no reader swallows it."""


def _article(body: bytes, encoding: str | None) -> None:
    record = extract_article(body, URL, encoding=encoding)
    line = encode(record)
    assert encode(decode(line, Article)) == line, "a line is not read as it was written"


def _front_page(body: bytes, encoding: str | None) -> None:
    record = extract_front_page(body, URL, encoding=encoding)
    line = encode(record)
    assert encode(decode(line, FrontPageSnapshot)) == line, "a line is not read as it was written"
    assert [one.rank for one in record.teasers] == list(range(1, len(record.teasers) + 1))
    if not record.teasers:
        without_teasers(body, URL, encoding=encoding)


def _links_of_page(body: bytes, encoding: str | None) -> None:
    next_page(body, URL, encoding=encoding)
    announced.feeds(body, URL, encoding=encoding)


def _feed(body: bytes, encoding: str | None) -> None:
    with suppress(feed.NotAFeed):
        feed.read(body, URL, encoding=encoding)


def _sitemap(body: bytes, _encoding: str | None) -> None:
    sitemap.newest(sitemap.read(body, URL), None)


def _robots(body: bytes, _encoding: str | None) -> None:
    rules = robots(200, body)
    rules.allows(f"{URL}2026/a-b?c=d", "newscrawl")
    rules.crawl_delay("newscrawl")
    announced.sitemaps(body, f"{URL}robots.txt")


READERS: dict[str, tuple[str, Callable[[bytes, str | None], None], int]] = {
    "article": ("pages", _article, 8),
    "front_page": ("pages", _front_page, 4),
    "links": ("pages", _links_of_page, 2),
    "feed": ("feeds", _feed, 2),
    "sitemap": ("sitemaps", _sitemap, 2),
    "robots": ("robots", _robots, 2),
}
"""What each reader is given, the reader, and how often of twenty."""

RSS = b"""<?xml version="1.0"?><rss version="2.0"><channel><title>T</title>%s</channel></rss>"""
ITEM = b"""<item><title>Ferry &amp; quay</title><link>https://gazette.example/2026/%d</link>
<guid isPermaLink="false">%d</guid><pubDate>Sat, 14 Mar 2026 08:00:00 +0000</pubDate></item>"""
ATOM = b"""<feed xmlns="http://www.w3.org/2005/Atom" xml:base="/n/"><entry>
<title type="html">a</title>
<link rel="alternate" href="x"/><updated>2026-03-14T08:00:00Z</updated></entry></feed>"""
JSON_FEED = b"""{"version":"https://jsonfeed.org/version/1.1","items":[{"id":"1","url":"/a/b",
"title":"T","date_published":"2026-03-14T08:00:00Z"},{"id":2,"external_url":null}]}"""
URLSET = b"""<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
xmlns:n="http://www.google.com/schemas/sitemap-news/0.9">%s</urlset>"""
PLACE = b"""<url><loc>https://gazette.example/2026/%d</loc><lastmod>2026-03-14</lastmod><n:news>
<n:publication_date>2026-03-14T08:00:00+01:00</n:publication_date><n:title>T</n:title></n:news></url>"""
INDEX = b"""<sitemapindex><sitemap><loc>https://gazette.example/s-2026-03.xml.gz</loc>
<lastmod>2026-03</lastmod></sitemap></sitemapindex>"""
RULES = b"""User-agent: *\nDisallow: /a*b$\nAllow: /a/\nCrawl-delay: 2\n\nUser-agent: newscrawl
Disallow: /private\nRequest-rate: 1/5\nSitemap: https://gazette.example/sitemap.xml\n"""


def seeds() -> dict[str, list[bytes]]:
    """Return what is damaged, by kind."""
    bench = os.environ.get("NEWSCRAWL_BENCH")
    found = sorted(Path(bench).rglob("pages/*.gz")) if bench else []
    found = found or sorted(HERE.glob("sites/*/*.html.gz"))
    urlset = URLSET % b"".join(PLACE % n for n in range(9))
    return {
        "pages": [gzip.decompress(path.read_bytes()) for path in found],
        "feeds": [RSS % b"".join(ITEM % (n, n) for n in range(9)), ATOM, JSON_FEED],
        "sitemaps": [urlset, INDEX, gzip.compress(urlset, mtime=0), b"https://gazette.example/a\n"],
        "robots": [RULES, RULES.replace(b"\n", b"\r"), RULES.decode().encode("utf-16")],
    }


@dataclass(frozen=True)
class Input:
    """One damaged page, and who reads it."""

    reader: str
    body: bytes
    encoding: str | None


def made(seed: int, number: int, pages: dict[str, list[bytes]]) -> Input:
    """Return the input of this number: the same bytes whenever it is made."""
    chance = random.Random(f"{seed}/{number}")
    reader = chance.choices([*READERS], [weight for *_, weight in READERS.values()])[0]
    kind = pages[READERS[reader][0]]
    one, other = chance.choice(kind), chance.choice(kind)
    most = 1 << 20
    if chance.random() < 0.99:  # a whole page in a hundred
        most = chance.randint(1_000, 20_000)
        one, other = _fragment(chance, one, most), _fragment(chance, other, most)
    body = mutated(chance, one, other, most=most)
    return Input(reader, body, chance.choice(ENCODINGS))


def _fragment(chance: random.Random, page: bytes, size: int) -> bytes:
    begin = chance.choice((0, chance.randint(0, max(len(page) - size, 0))))
    return page[begin : begin + size]


def tried(given: Input) -> BaseException | None:
    """Return what went wrong when the input was read."""
    read = READERS[given.reader][1]
    try:
        with _limit():
            read(given.body, given.encoding)
    except (Exception, TooSlow) as error:  # noqa: BLE001 - that is what is looked for
        return error
    return None


@contextmanager
def _limit() -> Iterator[None]:
    signal.setitimer(signal.ITIMER_PROF, MOST_SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def _too_slow(*_: object) -> None:
    raise TooSlow


def place(error: BaseException) -> str:
    """Return what an error is told apart by: its type, and where it was raised."""
    if isinstance(error, TooSlow):
        return "TooSlow"
    frame = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__}-{Path(frame.filename).stem}-{frame.lineno}"


def smaller(given: Input, wanted: str) -> Input:
    """Return a smaller input that fails alike: pieces are left out as long as that is so."""
    step, tries = len(given.body) // 2, TRIES if wanted != "TooSlow" else 30
    while step and tries:
        begin = 0
        while begin < len(given.body) and tries:
            body = given.body[:begin] + given.body[begin + step :]
            less, tries = Input(given.reader, body, given.encoding), tries - 1
            error = tried(less)
            if error is not None and place(error) == wanted:
                given = less
            else:
                begin += step
        step //= 2
    return given


@dataclass
class Fuzz:
    """One run."""

    seed: int
    folder: Path
    pages: dict[str, list[bytes]] = field(default_factory=seeds)
    given: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)

    def give(self, number: int) -> None:
        """Make an input and have it read."""
        one = made(self.seed, number, self.pages)
        self.given[one.reader] += 1
        error = tried(one)
        if error is None:
            return
        name = f"{one.reader}-{place(error)}"
        self.found[name] += 1
        if self.found[name] == 1:
            self.keep(name, number, one, error)

    def keep(self, name: str, number: int, one: Input, error: BaseException) -> None:
        """Write a finding down."""
        small = smaller(one, place(error))
        self.folder.mkdir(parents=True, exist_ok=True)
        (self.folder / f"{name}.bin").write_bytes(small.body)
        told = "".join(traceback.format_exception(error))
        head = f"seed {self.seed}, input {number}, encoding {one.encoding!r}, "
        head += f"{len(one.body)} bytes, made smaller {len(small.body)}\n"
        digest = sha256(small.body).hexdigest()
        (self.folder / f"{name}.txt").write_text(f"{head}sha256 {digest}\n\n{told}")
        print(f"found {name}: {head}{type(error).__name__}: {error}"[:600], flush=True)


def main() -> int:
    """Return 1 where something was found."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n\n")[0])
    parser.add_argument("--count", type=int, default=20_000, help="inputs")
    parser.add_argument("--seconds", type=float, default=600.0, help="after which it ends")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--first", type=int, default=0, help="number of the first input")
    parser.add_argument("--findings", type=Path, default=Path("findings"), help="folder")
    options = parser.parse_args()
    signal.signal(signal.SIGPROF, _too_slow)
    fuzz = Fuzz(options.seed, options.findings)
    extract_article(b"<time>15 Foomber 2026</time>", URL)  # the tables of months, read once
    began = told = time.monotonic()
    number = options.first
    for number in range(options.first, options.first + options.count):
        fuzz.give(number)
        now = time.monotonic()
        if now - told > 30:
            told = now
            print(f"{number + 1:,} inputs, {len(fuzz.found)} findings", flush=True)
        if now - began > options.seconds:
            break
    took, total = time.monotonic() - began, fuzz.given.total()
    print(f"seed {options.seed}: inputs {options.first} to {number}, {total:,} in {took:.0f} s, "
          f"{total / took:.0f} a second; {dict(fuzz.given)}")  # fmt: skip
    print(f"{len(fuzz.found)} findings: {dict(fuzz.found)}")
    return 1 if fuzz.found else 0


if __name__ == "__main__":
    sys.exit(main())
