"""Whole crawls of newspapers that lead a crawler somewhere else, or on for ever."""

import json
from collections import Counter
from pathlib import Path

import pytest
from hostile.addresses import LOOPBACK
from hostile.cases import to
from hostile.serving import answer, serving, story
from newspapers import Crawls, front

from newscrawl.archive.reader import fetches, runs
from newscrawl.archive.verify import verify
from newscrawl.urls import is_web

MODULE = """
import json
from pathlib import Path
from twisted.internet.address import IPv4Address
from newscrawl.fetch import addresses
from newscrawl.spider import *

told = json.loads(Path(__file__).with_name("told.json").read_text())
# The canary's port is not 80: only so it is the address that is refused, not the port.
addresses.PORTS = frozenset({told["port"]})


class Resolver:
    '''Names "public.example" and "rebinds.example": the second is private from its third time.'''

    def __init__(self):
        self.asked = 0

    @classmethod
    def from_crawler(cls, crawler, reactor):
        return cls()

    def install_on_reactor(self):
        from twisted.internet import reactor
        reactor.installNameResolver(self)

    def resolveHostName(self, receiver, name, portNumber=0, *_, **__):
        self.asked += 1
        host = "127.0.0.1" if self.asked > 2 else "127.0.0.2"
        receiver.resolutionBegan(self)
        receiver.addressResolved(IPv4Address("TCP", host, portNumber))
        receiver.resolutionComplete()
        return receiver


class Site(NewsSpider):
    name = "site"
    discover = tuple(
        {"page": FrontPage, "feed": Feed, "sitemap": Sitemap}[kind](url, **more)
        for kind, url, more in told["sources"]
    )
"""


def crawled(crawls: Crawls, folder: Path, sources: list, port: int, **settings: object):
    """Crawl these sources; return exit code, output and Fetch lines."""
    folder.mkdir(exist_ok=True)
    (folder / "hostile_site.py").write_text(MODULE)
    (folder / "told.json").write_text(json.dumps({"port": port, "sources": sources}))
    process = crawls.start("site", environment={"PYTHONPATH": str(folder)}, **{
        "SPIDER_MODULES": "hostile_site", "RETRY_TIMES": 0, "DOWNLOAD_TIMEOUT": 5, **settings,
    })  # fmt: skip
    said, _ = process.communicate(timeout=120)
    assert verify(crawls.root).problems == (), said
    lines = list(fetches(crawls.root))
    (run,) = runs(crawls.root)
    assert sum(one.count for one in run.outcomes) == len(lines), said
    return process.returncode, said, lines


def test_no_spelling_of_a_private_address_is_asked(crawls, tmp_path):
    """Declared as front pages, so that nothing but the guard of addresses stands before them."""
    with serving() as canary:
        urls = [f"http://{host}:{canary.port}/" for host in LOOPBACK]
        sources = [("page", url, {}) for url in urls if is_web(url)]
        code, said, lines = crawled(
            crawls, tmp_path / "site", sources, canary.port,
            NEWSCRAWL_FETCH_ALLOWED_NETWORKS="", DNS_TIMEOUT=1,
        )  # fmt: skip
    assert canary.asked == Counter()
    assert code == 3, said
    assert len(sources) > 35
    assert {line.outcome for line in lines} <= {"refused", "unreachable", "forbidden", "repeated"}
    assert sum(line.outcome == "refused" for line in lines) > 15


def test_the_canary_would_have_been_asked(crawls, tmp_path):
    with serving() as canary:
        sources = [("page", f"http://{host}:{canary.port}/", {}) for host in ("127.1", "0x7f.1")]
        crawled(crawls, tmp_path / "site", sources, canary.port)
    assert canary.asked.total() == 4


def test_a_name_that_turns_private_is_not_asked(crawls, tmp_path):
    """DNS rebinding: 127.0.0.2 stands for a public address, and is the only one allowed."""
    paths = [f"/2026/03/story-{n}" for n in range(4)]
    with serving() as canary, serving("127.0.0.2", canary.port) as newspaper:
        newspaper.answers["/"] = answer(front(*paths)[2])
        newspaper.answers |= {path: answer(story(path[9:])) for path in paths}
        sources = [("page", f"http://rebinds.example:{canary.port}/", {})]
        _, said, lines = crawled(
            crawls, tmp_path / "site", sources, canary.port,
            NEWSCRAWL_FETCH_ALLOWED_NETWORKS="127.0.0.2/32",
            TWISTED_DNS_RESOLVER="hostile_site.Resolver",
        )  # fmt: skip
    ended = Counter(line.outcome for line in lines)
    assert newspaper.asked == Counter({"/robots.txt": 1, "/": 1}), said
    assert canary.asked == Counter()
    assert ended["refused"] == len(paths), said


LOL = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "lol"}">' for n in range(12))
DTDS = {
    "laughs": f"[{LOL}]",
    "quadratic": f'[<!ENTITY l11 "{"x" * 100_000}">]',
    "file": '[<!ENTITY l11 SYSTEM "file:///etc/passwd">]',
    "canary": '[<!ENTITY l11 SYSTEM "http://127.0.0.1:CANARY/entity">]',
    "external": 'SYSTEM "http://127.0.0.1:CANARY/dtd"',
    "parameter": '[<!ENTITY % a SYSTEM "http://127.0.0.1:CANARY/parameter"> %a;]',
    "recursive": '[<!ENTITY l11 "&l10;"><!ENTITY l10 "&l11;">]',
    "unclosed": '[<!ENTITY l11 "x"',
    "half": "[<!ENTITY l11 '&#xd800;'>]",
}
TIMES = {"quadratic": 3000}


def documents(port: int) -> dict[str, bytes]:
    """Return feeds and sitemaps by path; each names one article, behind what it would expand."""
    found = {}
    for name, dtd in DTDS.items():
        bomb = "&l11;" * TIMES.get(name, 1)
        rss = (
            f"<rss><channel><item><title>{bomb}</title></item>"
            f"<item><link>/2026/03/feed-{name}</link></item></channel></rss>"
        )
        url = f"<url><loc>/{bomb}</loc></url><url><loc>/2026/03/map-{name}</loc></url>"
        places = f"<urlset>{url}</urlset>"
        for kind, root, text in (("feed", "rss", rss), ("map", "urlset", places)):
            whole = f'<?xml version="1.0"?><!DOCTYPE {root} {dtd}>{text}'
            found[f"/{kind}/{name}"] = whole.replace("CANARY", str(port)).encode()
    return found


def test_nothing_in_xml_is_expanded_or_fetched(crawls, tmp_path):
    with serving() as newspaper, serving() as canary:
        told = documents(canary.port)
        newspaper.answers = {
            path: answer(body, "Content-Type: text/xml") for path, body in told.items()
        }
        for name in DTDS:
            for kind in ("feed", "map"):
                newspaper.answers[f"/2026/03/{kind}-{name}"] = answer(story(f"{kind}-{name}"))
        kinds = {"feed": "feed", "map": "sitemap"}
        sources = [(kinds[path[1:].partition("/")[0]], newspaper.url + path, {}) for path in told]
        _, said, lines = crawled(crawls, tmp_path / "site", sources, newspaper.port)
    assert canary.asked == Counter()
    ended = {line.url.removeprefix(newspaper.url): line.outcome for line in lines}
    wanted = {path for path in newspaper.answers if path.startswith("/2026")}
    lost = {path for path in wanted if ended.get(path) != "new"}
    # What stands in a document type that does not end is no feed at all.
    assert lost <= {"/2026/03/feed-unclosed", "/2026/03/map-unclosed"}, said
    assert {ended[path] for path in told} <= {"feed", "sitemap", "unreadable"}
    assert all("root:" not in line.url and len(line.url) < 2000 for line in lines)


def test_a_chain_of_redirects_is_followed_five_times(crawls):
    with serving() as newspaper:
        newspaper.answers["/"] = answer(front("/2026/03/chain-0", "/2026/03/loop-a")[2])
        for n in range(20):
            newspaper.answers[f"/2026/03/chain-{n}"] = to(f"/2026/03/chain-{n + 1}")
        newspaper.answers |= {"/2026/03/loop-a": to("loop-b"), "/2026/03/loop-b": to("loop-a")}
        crawls.any(newspaper.url + "/", RETRY_TIMES=0)
    asked = Counter({path: n for path, n in newspaper.asked.items() if path.startswith("/2026")})
    assert asked == Counter(
        [f"/2026/03/chain-{n}" for n in range(6)] + ["/2026/03/loop-a", "/2026/03/loop-b"]
    )
    lines = Counter(line.url.removeprefix(newspaper.url) for line in fetches(crawls.root))
    assert lines["/2026/03/loop-a"] == 2  # the second was not sent: the run had asked for it
    assert sum(lines.values()) == 2 + 6 + 3
    assert verify(crawls.root).problems == ()


class TestTraps:
    """What goes on for ever ends at the run's limits, and says so."""

    def test_a_front_page_of_endless_links(self, crawls):
        with serving() as newspaper:
            days = [f"/calendar/{n // 360}/{n // 30 % 12}/{n % 30}?sid={n}" for n in range(5000)]
            newspaper.answers["/"] = answer(front(*days)[2])
            newspaper.answers |= {day: answer(story(f"day-{n}")) for n, day in enumerate(days)}
            code, said = crawls.any(newspaper.url + "/", NEWSCRAWL_DISCOVER_ARTICLES_MAX=15)
        assert code == 0, said
        assert newspaper.asked.total() == 2 + 15
        (run,) = runs(crawls.root)
        assert {one.name: one.count for one in run.skipped}["over_limit"] == 5000 - 15

    def test_pages_and_sitemaps_that_name_ever_more(self, crawls, tmp_path):
        with serving() as newspaper:
            for n in range(60):
                pager = f'<link rel=next href="/pages/{n + 1}">'.encode()
                newspaper.answers[f"/pages/{n}"] = answer(pager + front(f"/2026/03/from-{n}")[2])
                newspaper.answers[f"/2026/03/from-{n}"] = answer(story(f"from-{n}"))
                part = f"<sitemap><loc>{newspaper.url}/maps/{n + 1}</loc></sitemap>" * 3
                newspaper.answers[f"/maps/{n}"] = answer(
                    f"<sitemapindex>{part}</sitemapindex>".encode(), "Content-Type: text/xml"
                )
            sources = [
                ("page", f"{newspaper.url}/pages/0", {"pages": 4}),
                ("sitemap", f"{newspaper.url}/maps/0", {}),
            ]
            code, said, _ = crawled(
                crawls, tmp_path / "site", sources, newspaper.port,
                NEWSCRAWL_DISCOVER_SITEMAPS_MAX=7,
            )  # fmt: skip
        kinds = Counter(path.split("/")[1] for path in newspaper.asked)
        assert (kinds["pages"], kinds["maps"]) == (4, 7), said
        assert code == 0, said


@pytest.mark.slow
def test_a_clock_that_jumps_loses_and_doubles_nothing(crawls):
    """Backwards by a year and by an hour at the end of summer time, then far ahead."""
    with serving() as newspaper:
        paths = [f"/2026/03/story-{n}" for n in range(3)]
        newspaper.answers["/"] = answer(front(*paths)[2])
        newspaper.answers |= {path: answer(story(path[9:])) for path in paths}
        for clock in ("2026-10-25T01:30:00+02:00", "2025-10-25T00:00:00Z",
                      "2026-10-25T01:30:00+01:00", "9999-12-01T00:00:00Z"):  # fmt: skip
            code, said = crawls.any(newspaper.url + "/", clock=clock)
            assert code == 0, said
    ended = Counter(line.outcome for line in fetches(crawls.root))
    assert ended["new"] == 3
    assert ended["revised"] == ended["defect"] == 0
    assert verify(crawls.root).problems == ()
