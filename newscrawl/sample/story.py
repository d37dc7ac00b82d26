"""The sample newspapers' stories: text files, and how they are read.

A story is a file whose name starts with the story's number, as ``4107-lighthouse.txt``. It has a
head and a body, an empty line between. The head says what the newspaper knows of the story
(``headline: …``) and what its page tells machines (``declares: …``); each name is a field of
``Story``. The body is a list of blocks, an empty line between two:

============================================ ====================================================
``Some words.``                              a paragraph; ``*so*`` and ``[so](/there/)`` inside
``## Some words``                            a heading
``- Some words``                             an item of a list, one a line
``> Some words.``                            a quotation
``@photo NAME | alt | caption | credit``     a picture
``@video NAME | minutes:seconds``            a film
``@update 14:05 | Some words``               the head of an entry in a live blog
``@advertisement``, ``@latest``, ``@wall``   a box of the theme that is not part of the story
============================================ ====================================================
"""

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Literal, cast

EDITIONS = {
    1: datetime(2026, 3, 14, 8, tzinfo=UTC),
    2: datetime(2026, 3, 15, 8, tzinfo=UTC),
}
"""When each day's papers come out. Exampleton keeps Lisbon time, which is UTC in March."""

StoryKind = Literal["article", "live_blog", "video", "paywall_stub"]

BlockKind = Literal[
    "paragraph",
    "heading",
    "list",
    "quote",
    "photo",
    "video",
    "update",
    "advertisement",
    "latest",
    "wall",
]

_BY_FIRST_WORD: dict[str, BlockKind] = {
    "##": "heading",
    "-": "list",
    ">": "quote",
    "@photo": "photo",
    "@video": "video",
    "@update": "update",
    "@advertisement": "advertisement",
    "@latest": "latest",
    "@wall": "wall",
}

_MARKS = re.compile(r"\*|\[([^]]+)\]\([^)]+\)")

_EXCERPT_WORDS = 24


@dataclass(frozen=True, slots=True)
class Block:
    """One block of a story's body."""

    kind: BlockKind
    parts: tuple[str, ...]
    """A list's items, else what stands between the ``|``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One story as one edition prints it."""

    day: int
    """The first edition that prints this version."""
    number: int
    """The newspaper's own id; it outlives a change of headline."""
    slug: str
    headline: str
    section: str
    authors: tuple[str, ...]
    published: datetime
    """Aware."""
    modified: datetime | None = None
    kind: StoryKind = "article"
    language: str = "en"
    declares: frozenset[str] = frozenset()
    """What tells machines about the page: ``json_ld``, ``opengraph``, ``microdata``. Without
    any, a reader has only what people see."""
    standfirst: str | None = None
    tags: tuple[str, ...] = ()
    picture: str | None = None
    picture_caption: str | None = None
    latest: tuple[int, ...] = ()
    """Stories in the box THE LATEST NEWS."""
    appended: int | None = None
    """The story that the theme loads below this one."""
    cached: bool = True
    """A cached page is written once a version; another is written anew for every edition, with
    its "3 hours ago" and its boxes of the day."""
    body: tuple[Block, ...] = field(default=(), repr=False)

    @property
    def changed(self) -> datetime:
        """When this version appeared."""
        return self.modified or self.published

    @property
    def excerpt(self) -> str:
        """The standfirst, else the first words: what cards and feeds show."""
        if self.standfirst:
            return self.standfirst
        said = " ".join(b.parts[0] for b in self.body if b.kind == "paragraph")
        words = _MARKS.sub(r"\1", said).split()
        return " ".join(words[:_EXCERPT_WORDS]) + " ..."


@cache
def stories(folder: Path, day: int) -> dict[int, Story]:
    """Return each story of a newspaper as ``day`` prints it, by number."""
    found = {}
    for edition in range(1, day + 1):
        for file in sorted((folder / f"day-{edition}").glob("*.txt")):
            story = read_story(file.read_text(encoding="utf-8"), day=edition)
            found[story.number] = story
    return found


def read_story(text: str, *, day: int) -> Story:
    """Return the story that ``text`` describes; the module says how it is written."""
    head, _, body = text.partition("\n\n")
    said = dict(_pair(line) for line in head.splitlines())
    return Story(
        day=day,
        number=int(said["number"]),
        slug=said["slug"],
        headline=said["headline"],
        section=said["section"],
        authors=_listed(said["authors"]),
        published=datetime.fromisoformat(said["published"]),
        modified=datetime.fromisoformat(said["modified"]) if "modified" in said else None,
        kind=cast("StoryKind", said.get("kind", "article")),
        language=said.get("language", "en"),
        declares=frozenset(_listed(said.get("declares", ""))),
        standfirst=said.get("standfirst"),
        tags=_listed(said.get("tags", "")),
        picture=said.get("picture"),
        picture_caption=said.get("picture_caption"),
        latest=tuple(map(int, _listed(said.get("latest", "")))),
        appended=int(said["appended"]) if "appended" in said else None,
        cached=said.get("cached", "yes") == "yes",
        body=tuple(_block(part) for part in body.split("\n\n") if part.strip()),
    )


def _pair(line: str) -> tuple[str, str]:
    name, _, value = line.partition(":")
    return name, value.strip()


def _listed(value: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in value.split(",") if part.strip())


def _block(text: str) -> Block:
    """Return one block.

    >>> _block("@photo pier | The pier")
    Block(kind='photo', parts=('pier', 'The pier'))
    """
    text = text.strip()
    mark, _, rest = text.partition(" ")
    kind = _BY_FIRST_WORD.get(mark, "paragraph")
    if kind == "list":
        return Block(kind, tuple(line.removeprefix("- ") for line in text.splitlines()))
    if kind == "paragraph":
        return Block(kind, (" ".join(text.split()),))
    return Block(kind, tuple(part.strip() for part in " ".join(rest.split()).split("|")))
