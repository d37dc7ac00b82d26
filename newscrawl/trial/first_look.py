"""A first look at a newspaper that has no module: robots.txt, front page, feeds, sitemaps, three
articles; what they say is handed on as plain values."""

import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from scrapy import Request

from newscrawl.discover import announced, feed, sitemap
from newscrawl.discover.found import Found
from newscrawl.extract import json_ld, metadata
from newscrawl.extract.article import extract_article
from newscrawl.extract.front_page import extract_front_page
from newscrawl.extract.page import read_page
from newscrawl.items import READABLE, Article, Teaser
from newscrawl.site_reader import charset
from newscrawl.sources import FrontPage
from newscrawl.spider import NewsSpider
from newscrawl.survey.article_url import Learned, learn
from newscrawl.survey.seen import Seen
from newscrawl.trial.visit import Answer, NotSeen, Visit
from newscrawl.urls import absolute, canonical_url, is_own

if TYPE_CHECKING:
    from scrapy.http import Response

ARTICLES = 3
"""Articles that are read: enough to see whether they look alike."""
TRIES = 6
"""Articles that are asked for where some cannot be read."""
FEEDS, SITEMAPS, REDIRECTS = 2, 2, 5
"""Feeds, sitemaps and redirects of the front page that are followed."""
DEPTH = 1
"""Parts of the path of a main section's page."""
NAMED = 200
"""URLs of feeds and news sitemaps that are looked at."""

_ZONE = re.compile(
    rb"[\"'>]((?:Africa|America|Asia|Atlantic|Australia|Europe|Indian|Pacific)"
    rb"(?:\\?/[A-Z][A-Za-z_-]+){1,2})[\"'<]"
)
"""IANA's names, as settings in a page's scripts have them."""


class FirstLook(Visit, NewsSpider):
    """Looks at one newspaper."""

    name = "newsite"
    home: Answer | None = None
    """The front page, redirects followed."""
    teasers: tuple[Teaser, ...] = ()
    robots: bytes = b""

    def __init__(self, url: str, sections: str = "0", **kwargs: str) -> None:
        self._sections = int(sections)
        self.discover = (FrontPage(url),)
        super().__init__(**kwargs)
        self._roles: dict[str, str] = {}
        self._candidates: list[str] = []
        self._redirects = 0

    def then(self, answer: Answer) -> Iterator[Request]:
        """Ask on: what the front page leads to, and other articles for those not read."""
        role = self._roles.get(answer.asked, "front page")
        if role == "front page":
            yield from self._from_front_page(answer)
        elif role == "article" and _article(answer) is None:
            yield from self._next_article()

    def look_at(self, url: str, *, follow: bool = True) -> Iterator[Request]:
        """Yield the request; redirects of the front page are told of, not followed blindly."""
        yield from super().look_at(url, follow=follow and url in self._roles)

    def _from_front_page(self, answer: Answer) -> Iterator[Request]:
        self.home = answer
        if answer.location and is_own(answer.location, self.homes) and self._redirects < REDIRECTS:
            self._redirects += 1
            yield from self.look_at(answer.location)
            return
        if not answer.is_html:
            return
        encoding = charset(answer.content_type)
        self.teasers = extract_front_page(answer.body, answer.url, encoding=encoding).teasers
        if not self.teasers:
            return
        for url in announced.feeds(answer.body, answer.url, encoding=encoding)[:FEEDS]:
            yield from self._in_role("feed", url)
        own = [teaser.url for teaser in self.teasers if is_own(teaser.url, self.homes)]
        other = [url for url in links(answer) if url not in set(map(canonical_url, own))]
        found = learn(own, other)
        self._candidates = [url for url in own if url not in found.missed][:TRIES]
        for url in _likely_sections(other, found)[: self._sections]:
            yield from self._in_role("section", url)
        for _ in range(ARTICLES):
            yield from self._next_article()

    def _next_article(self) -> Iterator[Request]:
        if self._candidates:
            yield from self._in_role("article", self._candidates.pop(0))

    def _in_role(self, role: str, url: str) -> Iterator[Request]:
        if is_own(url, self.homes) and url not in self._roles:
            self._roles[url] = role
            yield from self.look_at(url)

    def read_robots(self, response: "Response") -> Iterator[Request]:
        """Ask for the sitemaps that robots.txt names."""
        self.robots = response.body
        for url in announced.sitemaps(response.body, response.url)[:SITEMAPS]:
            yield from self._in_role("sitemap", url)

    # --- what was seen --------------------------------------------------------------------

    def in_role(self, role: str) -> list[Answer]:
        """Return what came of what was asked for as ``role``."""
        return [self.answers[url] for url, own in self._roles.items() if own == role]

    def articles(self) -> list[tuple[Answer, Article]]:
        """Return the articles that could be read, at most ``ARTICLES``."""
        read = ((answer, _article(answer)) for answer in self.in_role("article"))
        return [(answer, article) for answer, article in read if article][:ARTICLES]

    def seen(self) -> Seen:
        """Return what was seen.

        Raises:
            NotSeen: The address is no front page of a newspaper; the message says what it is.
        """
        home = self._home()
        articles = self.articles()
        pages = [home, *(answer for answer, _ in articles)]
        teasers = tuple(one for one in self.teasers if is_own(one.url, (home.url,)))
        feeds, dates = _of_feeds(self.in_role("feed"))
        named = [*feeds, *_of_sitemaps(self.in_role("sitemap"))][:NAMED]
        named = [url for url in named if is_own(url, (home.url,))]
        known = {canonical_url(url) for url in (*named, *(one.url for one in teasers))}
        return Seen(
            url=home.url,
            names=tuple(_names(pages)),
            teasers=teasers,
            named=tuple(named),
            links=tuple(url for url in _everywhere(pages) if url not in known),
            articles=tuple(article for _, article in articles),
            sections=tuple(map(_teasers, self.in_role("section"))),
            zones=tuple(dict.fromkeys(zone for page in pages for zone in _zones(page.body))),
            feed_dates=dates,
            feeds=announced.feeds(home.body, home.url, encoding=charset(home.content_type)),
            sitemaps=announced.sitemaps(self.robots, home.url),
            notes=tuple(self._notes()),
        )

    def _home(self) -> Answer:
        home = self.home
        if home is None:
            message = "Nothing came."
            raise NotSeen(message)
        if home.location:
            raise NotSeen(_moved(home))
        home.page()
        if not self.teasers:
            message = (
                f"{home.url} shows no teaser: no link with a headline that leads to an article. "
                "Give the address of a front page or a section. If it is one, its links may be "
                "made by JavaScript, which newscrawl does not run: look for a feed or a sitemap "
                "and try 'scrapy crawl any -a feed=URL'."
            )
            raise NotSeen(message)
        return home

    def _notes(self) -> Iterator[str]:
        for url, role in self._roles.items():
            answer = self.answers[url]
            if answer.outcome is not None:
                yield f"{role}: {answer.problem}"


def _moved(home: Answer) -> str:
    assert home.location is not None
    there = urlsplit(home.location).hostname or home.location
    return (
        f"{home.url} redirects to another host, {there}. If that is the newspaper, use its "
        f"address: scrapy newsite {home.location}"
    )


def _article(answer: Answer) -> Article | None:
    """Return the article on a page; ``None`` where there is none."""
    if not answer.is_html:
        return None
    read = extract_article(answer.body, answer.url, encoding=charset(answer.content_type))
    return read if read.headline and (read.page_kind in READABLE or read.body) else None


def _of_feeds(answers: Iterable[Answer]) -> tuple[list[str], tuple[str, ...]]:
    """Return the URLs that feeds name and the times they state."""
    found: list[Found] = []
    for answer in answers:
        try:
            found += feed.read(answer.body, answer.url) if answer.outcome is None else []
        except feed.NotAFeed:
            continue  # it says nothing; the announcement is told of all the same
    dates = (_moment(one.published_at) for one in found if one.published_at)
    return [one.url for one in found], tuple(one for one in dates if one)


def _moment(stated: str) -> str | None:
    """Return a feed's date as RFC 3339; RSS has those of RFC 5322, Atom RFC 3339."""
    for parse in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            moment = parse(stated)
        except (TypeError, ValueError):
            continue
        return moment.isoformat() if moment.tzinfo else None
    return None


def _of_sitemaps(answers: Iterable[Answer]) -> list[str]:
    """Return the URLs that news sitemaps name; others hold sections too."""
    read = (sitemap.read(one.body, one.url) for one in answers if one.outcome is None)
    return [page.url for each in read for page in each.pages if page.published_at]


def links(answer: Answer) -> list[str]:
    """Return the page's links to its own newspaper, canonical, each once."""
    page = read_page(answer.body, answer.url, encoding=charset(answer.content_type))
    found = (absolute(node.get("href") or "", page.base) for node in page.root.iter("a"))
    own = (canonical_url(url) for url in found if url and is_own(url, (answer.url,)))
    return list(dict.fromkeys(own))


def _likely_sections(other: Iterable[str], articles: Learned) -> list[str]:
    """Return the links that may lead to sections: near the home page, and no articles."""
    near = ((url, [part for part in urlsplit(url).path.split("/") if part]) for url in other)
    return [
        url
        for url, parts in near
        if len(parts) == DEPTH and url not in articles.admitted and "?" not in url
    ]


def _teasers(answer: Answer) -> tuple[str, tuple[str, ...]]:
    """Return a section's URL and those of its teasers; none where it could not be read."""
    if not answer.is_html:
        return answer.url, ()
    read = extract_front_page(answer.body, answer.url, encoding=charset(answer.content_type))
    own = (teaser.url for teaser in read.teasers if is_own(teaser.url, (answer.url,)))
    return answer.url, tuple(own)


def _everywhere(pages: list[Answer]) -> list[str]:
    """Return the links that stand on every page: what leads everywhere is navigation."""
    first, *others = map(links, pages)
    if not others:
        return []
    return [url for url in first if all(url in each for each in others)]


def _names(pages: Iterable[Answer]) -> Iterator[tuple[str, str]]:
    """Yield what pages declare as the newspaper's name, the surest first."""
    read = [read_page(p.body, p.url, encoding=charset(p.content_type)) for p in pages]
    for page in read:
        for text in metadata.declared(page).get(metadata.name("og:site_name"), ()):
            yield "og:site_name", text
    for page in read:
        for node in json_ld.nodes(page):
            publisher = node.get("publisher")
            name = publisher.get("name") if isinstance(publisher, dict) else None
            if isinstance(name, str) and name.strip():
                yield "JSON-LD publisher", name
    if title := metadata.title(read[0]):
        yield "title", title


def _zones(body: bytes) -> Iterator[str]:
    for match in _ZONE.finditer(body):
        yield match[1].decode().replace("\\/", "/")
