"""One day's Ferry Post: its pages, and every path it answers."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from html import escape
from pathlib import Path

from newscrawl.sample import declared, feeds
from newscrawl.sample.answer import Answer, page
from newscrawl.sample.markup import blocks, inline, long_date, picture_path, template
from newscrawl.sample.picture import draw
from newscrawl.sample.story import EDITIONS, Story, stories

NAME = "ferry_post"
TITLE = "The Ferry Post"

_HERE = Path(__file__).parent
_GAZETTE = _HERE.parent / "harbour_gazette"

_FRONT_PAGES = {1: (12, 11, 10), 2: (13, 12, 11, 10)}

_REPRINTED = 4103
"""The Gazette's number of the story that the Post prints on the second day, as its own 13."""


def answers(day: int, base: str) -> dict[str, Answer]:
    """Return the answer to each path of the Post.

    Args:
        day: A key of ``EDITIONS``.
        base: Where the Post is served, without a closing slash.
    """
    printed = dict(stories(_HERE, day))
    if day > 1:
        printed[13] = _reprint()
    edited = EDITIONS[day]
    style = (_HERE / "style.css").read_bytes()
    found = {
        "/": page(_front_page(printed, day), edited),
        "/timetable.html": page(_page("Timetable", _TIMETABLE), EDITIONS[1]),
        "/robots.txt": feeds.robots(base, EDITIONS[1]),
        "/sitemap.xml": feeds.sitemap(base, [_entry(s, base) for s in printed.values()], edited),
        "/style.css": Answer(content_type="text/css; charset=utf-8", body=style),
    }
    for story in printed.values():
        found[path(story)] = page(_article(story, printed, base), story.changed)
    for block in (block for story in printed.values() for block in story.body):
        if block.kind == "photo":
            name = block.parts[0]
            found[picture_path(name)] = Answer(content_type="image/png", body=draw(name))
    return found


_TIMETABLE = """<h1>Timetable</h1>
<p>From Exampleton on the hour, from Saltmere on the half hour, six to ten.</p>"""


def path(story: Story) -> str:
    """Return where a story stands: the Post has no ids, only days and slugs."""
    return f"/{story.published:%Y-%m-%d}/{story.slug}.html"


def _reprint() -> Story:
    """Return the Gazette's story in the Post's frame: same words, another page."""
    return replace(
        stories(_GAZETTE, 1)[_REPRINTED],
        day=2,
        number=13,
        authors=("The Harbour Gazette",),
        published=datetime(2026, 3, 15, 6, 0, tzinfo=UTC),
        modified=None,
        section="From other papers",
        declares=frozenset(),
    )


def _front_page(printed: Mapping[int, Story], day: int) -> str:
    rows = (
        f"""<article>
  <p class="section">{escape(story.section)}</p>
  <h2><a href="{path(story)}">{escape(story.headline)}</a></h2>
  <p>{escape(story.excerpt)}</p>
</article>"""
        for story in (printed[number] for number in _FRONT_PAGES[day])
    )
    date = long_date(EDITIONS[day], "en")
    return _page(TITLE, _fill("front", date=date, stories="\n".join(rows)))


def _article(story: Story, printed: Mapping[int, Story], base: str) -> str:
    # Only what was printed before: a page then stays the same on later days.
    earlier = [printed[n] for n in sorted(printed, reverse=True) if n < story.number]
    main = _fill(
        "article",
        section=escape(story.section),
        headline=escape(story.headline),
        standfirst=_standfirst(story),
        authors=escape(" and ".join(story.authors)),
        published=story.published.isoformat(timespec="minutes"),
        date=long_date(story.published, "en"),
        body=blocks(story.body, {}),
        others="\n".join(
            f'    <li><a href="{path(other)}">{escape(other.headline)}</a></li>'
            for other in earlier
        ),
    )
    url = base + path(story)
    return _page(
        f"{story.headline} | {TITLE}",
        main,
        head=f'<link rel="canonical" href="{url}">\n'
        + declared.head(story, url, declared.Publisher(TITLE, base)),
    )


def _standfirst(story: Story) -> str:
    return f'<p class="standfirst">{inline(story.standfirst)}</p>' if story.standfirst else ""


def _entry(story: Story, base: str) -> feeds.Entry:
    return feeds.Entry(
        url=base + path(story),
        title=story.headline,
        excerpt=story.excerpt,
        authors=story.authors,
        section=story.section,
        published=story.published,
        changed=story.changed,
    )


def _page(title: str, main: str, *, head: str = "") -> str:
    return _fill("page", title=escape(title), head=head, main=main)


def _fill(name: str, /, **values: str) -> str:
    return template(_HERE / "templates" / f"{name}.html").substitute(values)
