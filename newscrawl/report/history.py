"""How long an article stood on the front pages of its site, where, and in which words.

::

    from newscrawl.archive.reader import articles, fetches, front_pages
    from newscrawl.report.history import history

    told = history(
        article_id, front_pages(root, site), articles(root, site), fetches(root, site)
    )
    print(told.minutes, [wording.title for page in told.front_pages for wording in page.wordings])
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from newscrawl import clock
from newscrawl.items import Article, Fetch, FrontPageSnapshot, Teaser
from newscrawl.report.alias import aliases
from newscrawl.report.look import Look, looks, named, same_words
from newscrawl.report.revision import Revision, revisions
from newscrawl.report.span import Span, is_known, joined, minutes, without

Sights = list[Look[Teaser | None]]
"""The looks at one front page, each with the article's teaser or ``None``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A time between two looks that both show the article, and of which nobody knows whether it
    stood there: the looks are over two hours apart."""

    after: str
    """The look before it: UTC, RFC 3339, as all times here."""
    until: str
    """The look that ends it."""
    minutes: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """A headline of the article on a front page, as long as each look found it unchanged."""

    title: str
    since: str
    """The first look that shows it."""
    until: str
    """The last look that shows it, before another wording or before the article left."""
    looks: int
    """1 or more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """How an article stood on one front page."""

    url: str
    """Of the front page."""
    first_seen: str
    last_seen: str
    """The first and the last look that show it."""
    is_there: bool
    """Whether the newest look at the page shows it."""
    looks: int
    """Looks that show it; 1 or more."""
    best_rank: int
    best_rank_at: str
    """The first look that shows it at ``best_rank``."""
    minutes: float
    """Between consecutive looks that both show it, ``gaps`` not counted."""
    gaps: tuple[Gap, ...]
    wordings: tuple[Wording, ...]
    """In the order of time. A headline that comes back is listed again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """An article on the front pages of its site, beside what was archived of it."""

    article_id: str
    """Aliases resolved."""
    aliases: tuple[str, ...]
    """Other ids that turned out to name it, sorted."""
    first_seen: str | None
    last_seen: str | None
    """On any front page; ``None``, as ``best_rank``, if no look shows it."""
    best_rank: int | None
    minutes: float
    """On at least one front page: what two of them show at once counts once."""
    gaps: tuple[Gap, ...]
    """Where no front page tells."""
    front_pages: tuple[Stand, ...]
    """Those that showed it; the one looked at first comes first."""
    revisions: tuple[Revision, ...]
    """The article's own headline and how it changed; empty if it was never archived."""


def history(
    article_id: str,
    snapshots: Iterable[FrontPageSnapshot],
    articles: Iterable[Article] = (),
    fetches: Iterable[Fetch] = (),
) -> History:
    """Return the history of an article.

    Args:
        article_id: Its own or an alias. A URL stands for an article that has no id.
        snapshots: Of its site, in any order; read once, as the others, one after the other.
        articles: Of the same site. Without them the revisions are missing.
        fetches: Of the same site. Without them the aliases are.

    Raises:
        ValueError: As ``look.looks``.
    """
    known = aliases(fetches)
    own = known.get(article_id, article_id)
    found = looks(snapshots, _teaser_of(own, known))
    spans = {url: _spans(made) for url, made in found.items()}
    stands = tuple(_stand(url, made, spans[url]) for url, made in found.items() if _seen(made))
    every = [span for some in spans.values() for span in some]
    on_page = joined(filter(is_known, every))
    unknown = without((span for span in every if not is_known(span)), on_page)
    return History(
        article_id=own,
        aliases=tuple(sorted(alias for alias, target in known.items() if target == own)),
        first_seen=min((stand.first_seen for stand in stands), default=None),
        last_seen=max((stand.last_seen for stand in stands), default=None),
        best_rank=min((stand.best_rank for stand in stands), default=None),
        minutes=minutes(on_page),
        gaps=tuple(map(_gap, unknown)),
        front_pages=stands,
        revisions=revisions(articles, own).get(own, ()),
    )


def _teaser_of(own: str, known: Mapping[str, str]) -> Callable[[tuple[Teaser, ...]], Teaser | None]:
    def see(teasers: tuple[Teaser, ...]) -> Teaser | None:
        return next((teaser for teaser in teasers if named(teaser, known) == own), None)

    return see


def _seen(made: Sights) -> list[tuple[Look[Teaser | None], Teaser]]:
    return [(look, look.seen) for look in made if look.seen is not None]


def _spans(made: Sights) -> list[Span]:
    """Return the time between each two consecutive looks that both show the article."""
    pairs = pairwise(made)
    return [Span(one.at, two.at) for one, two in pairs if one.seen and two.seen]


def _stand(url: str, made: Sights, spans: list[Span]) -> Stand:
    seen = _seen(made)
    best_look, best = min(seen, key=lambda pair: pair[1].rank)
    return Stand(
        url=url,
        first_seen=clock.text(seen[0][0].at),
        last_seen=clock.text(seen[-1][0].at),
        is_there=made[-1].seen is not None,
        looks=len(seen),
        best_rank=best.rank,
        best_rank_at=clock.text(best_look.at),
        minutes=minutes(filter(is_known, spans)),
        gaps=tuple(_gap(span) for span in spans if not is_known(span)),
        wordings=_wordings(made),
    )


def _gap(span: Span) -> Gap:
    return Gap(after=clock.text(span.begin), until=clock.text(span.end), minutes=minutes([span]))


def _wordings(made: Sights) -> tuple[Wording, ...]:
    runs: list[Sights] = []
    last: Teaser | None = None
    for look in made:
        if look.seen and last and same_words(look.seen.title, last.title):
            runs[-1].append(look)
        elif look.seen:
            runs.append([look])
        last = look.seen
    return tuple(map(_wording, runs))


def _wording(run: Sights) -> Wording:
    assert run[0].seen is not None
    return Wording(
        title=run[0].seen.title,
        since=clock.text(run[0].at),
        until=clock.text(run[-1].at),
        looks=len(run),
    )
