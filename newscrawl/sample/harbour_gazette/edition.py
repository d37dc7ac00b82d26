"""One day's Harbour Gazette: which stories stand where, and every path it answers."""

from collections.abc import Iterable
from pathlib import Path

from newscrawl.sample import feeds
from newscrawl.sample.answer import Answer, gone, moved, page
from newscrawl.sample.harbour_gazette import theme
from newscrawl.sample.harbour_gazette.cards import Card
from newscrawl.sample.markup import ago, picture_path
from newscrawl.sample.picture import draw
from newscrawl.sample.story import EDITIONS, Story, stories

_HERE = Path(__file__).parent

_FRONT_PAGES: dict[int, dict[str, tuple[int, ...]]] = {
    1: {
        "lead": (4108,),
        "beside": (4107, 4103),
        "trending": (4105, 4102, 4109),
        "latest": (4107, 4108, 4106, 4105),
        "Town": (4100, 4105),
        "Harbour": (4098, 4104),
        "Culture": (4102, 4103),
        "Weekend": (4099, 4101),
        "more": (4109, 4106, 4101, 4100, 4098),
    },
    2: {
        "lead": (4111,),
        "beside": (4108, 4110),
        "trending": (4103, 4107, 4109),
        "latest": (4111, 4110, 4108, 4107),
        "Town": (4110, 4107),
        "Harbour": (4098, 4104),
        "Culture": (4102, 4103),
        "Weekend": (4101, 4099),
        "more": (4109, 4106, 4101, 4098),
    },
}
"""The stories in each block. On the second day 4110 and 4111 are new; 4105 was taken down, and
4100 stays but is no longer on the front page."""

_REWORDED = {2: {4103: "The piano that took the night boat"}}
"""Headlines that the front page words differently from the story."""

_TAKEN_DOWN = {1: frozenset[int](), 2: frozenset({4105})}
"""Stories of the day before that are answered with 410 from this day on."""

_NO_NEWS = {
    "/about/": ("About us", "The Harbour Gazette has told Exampleton the news since 1874."),
    "/subscribe/": ("Subscribe", "Two crowns a month, or a crab, at 3 Capstan Row."),
    "/login/": ("Log in", "Subscribers are known by their faces. Please look at the screen."),
    "/private/2026/03/the-editors-letter-4090/": (
        "The editor's letter, for subscribers",
        "Dear subscriber, this one is between us.",
    ),
}
"""Headline and words of the pages that are no stories. robots.txt forbids the last one."""


class _Edition:
    """The stories of one day and how that day's pages show them."""

    def __init__(self, day: int) -> None:
        self.day = day
        self.stories = {
            number: story
            for number, story in stories(_HERE, day).items()
            if number not in _TAKEN_DOWN[day]
        }
        newest = sorted(self.stories.values(), key=lambda story: story.published, reverse=True)
        self.newest = [story.number for story in newest]

    def card(self, number: int, *, reworded: bool = False) -> Card:
        story = self.stories[number]
        title = _REWORDED.get(self.day, {}).get(number, story.headline)
        return Card(
            path=theme.path(story),
            title=title if reworded else story.headline,
            excerpt=story.excerpt,
            section=story.section,
            ago=ago(story.published, EDITIONS[self.day], "en"),
            picture=story.picture or story.slug,
        )

    def cards(self, numbers: Iterable[int]) -> list[Card]:
        return [self.card(number) for number in numbers]

    def article_page(self, story: Story, base: str) -> str:
        place = self.newest.index(story.number)
        others = [number for number in self.newest if number != story.number]
        shown = _FRONT_PAGES[self.day]
        around = theme.Around(
            before=self.card(self.newest[(place + 1) % len(self.newest)]),
            after=self.card(self.newest[place - 1]),
            related=self.cards(others[place % 5 : place % 5 + 3]),
            trending=self.cards(shown["trending"]),
            newest=self.cards(shown["latest"]),
            latest=self.cards(story.latest),
            appended=self.stories[story.appended] if story.appended else None,
        )
        return theme.article_page(story, around, day=self.day, base=base)

    def front_page(self) -> str:
        blocks = _FRONT_PAGES[self.day].items()
        return theme.front_page(
            {name: [self.card(n, reworded=True) for n in numbers] for name, numbers in blocks}
        )


def answers(day: int, base: str) -> dict[str, Answer]:
    """Return the answer to each path of the Gazette.

    Args:
        day: A key of ``EDITIONS``.
        base: Where the Gazette is served, without a closing slash.
    """
    editions = {known: _Edition(known) for known in EDITIONS if known <= day}
    today = editions[day]
    found = _pages(today)
    for story in today.stories.values():
        written = day if not story.cached else story.day
        html = editions[written].article_page(story, base)
        changed = story.changed if story.cached else EDITIONS[day]
        found[theme.path(story)] = page(html, changed)
    for earlier in [editions[known] for known in editions if known < day]:
        found |= _left_behind(earlier, today)
    return found | _machine_files(today, base)


def _left_behind(earlier: _Edition, today: _Edition) -> dict[str, Answer]:
    """Return the answers to paths of an earlier day that no longer lead to a story."""
    found = {}
    for story in earlier.stories.values():
        if story.number not in today.stories:
            words = "<p>We have withdrawn this story. It was wrong.</p>"
            found[theme.path(story)] = gone(theme.plain_page("This story is gone", words))
        elif theme.path(today.stories[story.number]) != theme.path(story):
            found[theme.path(story)] = moved(theme.path(today.stories[story.number]))
    return found


def _pages(today: _Edition) -> dict[str, Answer]:
    """Return the front page, the lists of stories and what is no news."""
    edited = EDITIONS[today.day]
    found = {"/": page(today.front_page(), edited)}
    for (path, name), numbers in _lists(today).items():
        found[path] = page(theme.list_page(name, today.cards(numbers)), edited)
    for path, (headline, words) in _NO_NEWS.items():
        found[path] = page(theme.plain_page(headline, f"<p>{words}</p>"), EDITIONS[1])
    return found


def _lists(today: _Edition) -> dict[tuple[str, str], list[int]]:
    """Return the newest stories first of each section, author and topic, by path and name."""
    found: dict[tuple[str, str], list[int]] = {}
    for number in today.newest:
        story = today.stories[number]
        pages = [(theme.section_path(story.section), story.section)]
        pages += [(theme.author_path(name), name) for name in story.authors]
        pages += [(theme.tag_path(tag), tag) for tag in story.tags]
        for one in pages:
            found.setdefault(one, []).append(number)
    return found


def _machine_files(today: _Edition, base: str) -> dict[str, Answer]:
    """Return robots.txt, feed, sitemap, style sheet and pictures."""
    edited = EDITIONS[today.day]
    entries = [_entry(today.stories[number], base) for number in today.newest]
    style = (_HERE / "style.css").read_bytes()
    names = {today.card(number).picture for number in today.newest} | {"gazette-anchor", "avatar"}
    names |= {
        block.parts[0]
        for story in today.stories.values()
        for block in story.body
        if block.kind in {"photo", "video"}
    }
    found = {
        "/robots.txt": feeds.robots(base, EDITIONS[1]),
        "/rss.xml": feeds.rss(theme.TITLE, base, entries, edited),
        "/sitemap.xml": feeds.sitemap(base, entries, edited),
        "/style.css": Answer(content_type="text/css; charset=utf-8", body=style),
    }
    for name in names:
        found[picture_path(name)] = Answer(content_type="image/png", body=draw(name))
    return found


def _entry(story: Story, base: str) -> feeds.Entry:
    return feeds.Entry(
        url=base + theme.path(story),
        title=story.headline,
        excerpt=story.excerpt,
        authors=story.authors,
        section=story.section,
        published=story.published,
        changed=story.changed,
    )
