# ruff: noqa: E501  # a page in one line is read best; the marks of many scripts
"""Pages as many editorial systems print them, built from one story and a few lines each.

``[T]`` stands for the headline, ``[S]`` for the standfirst, ``[A]`` for the author and ``[D]`` for
the day; ``told()`` sets the paragraphs and their heading.
"""

import re
from dataclasses import dataclass, field

HEADLINE = "Bridge reopens after nine months of repairs"
STANDFIRST = "After nine months of repairs the oldest crossing of the valley carries buses, bicycles and cattle again."
FIRST = (
    "The old bridge over the Wend opened again on Saturday after nine months of repairs, to the sound of a brass band and the bells of both churches.",
    "Masons took out every stone of the two middle arches, numbered it and put it back, which took longer than anybody had planned. The council paid for the stones, the state for the steel and the lamps beneath them.",
)
HEADING = "What comes next"
NEXT = (
    "The river was led round the piers for five months, and the ferry made the crossing instead, at half the usual price.",
    "“Nobody believed that we would be ready before the winter,” said Bo Ek, who led the work for the town council.",
    "It was not.",
    "In the autumn the lamps will be changed, and the toll house becomes a small museum of bridges and of those who built them.",
)
AUTHOR = "Ann Lee"


@dataclass(frozen=True, slots=True)
class Telling:
    """A story: its paragraphs above the heading, the heading, those below."""

    headline: str = HEADLINE
    first: tuple[str, ...] = FIRST
    heading: str | None = HEADING
    rest: tuple[str, ...] = NEXT
    standfirst: str | None = None
    lang: str = "en"
    attributes: str = ""
    """Of the ``html`` element."""

    @property
    def outline(self) -> list[tuple[str | None, list[str]]]:
        """What the reader is to find."""
        if self.heading is None:
            return [(None, [*self.first, *self.rest])]
        return [(None, list(self.first)), (self.heading, list(self.rest))]

    def told(
        self,
        paragraph: str = "<p>%</p>",
        heading: str = "<h2>%</h2>",
        between: tuple[str, ...] = (),
        joint: str = "\n",
    ) -> str:
        """Return the story in markup, one of ``between`` behind each paragraph."""
        parts = [paragraph.replace("%", text) for text in self.first]
        if self.heading is not None:
            parts.append(heading.replace("%", self.heading))
        parts += [paragraph.replace("%", text) for text in self.rest]
        held = dict(enumerate(between))
        return joint.join(part + held.get(n, "") for n, part in enumerate(parts))


@dataclass(frozen=True, slots=True)
class StoryPage:
    """A page and what is to be read from it."""

    markup: str
    story: Telling = field(default_factory=Telling)
    extra: tuple[tuple[int, tuple[str, ...]], ...] = ()
    """Further paragraphs of the story: behind which of all, and what they say."""
    standfirst: str | None = None

    @property
    def page(self) -> bytes:
        """The page's bytes."""
        told = self.story
        text = (
            f'<!doctype html><html lang="{told.lang}"{told.attributes}><head>'
            f"<title>[T] | The Gazette</title></head><body>{self.markup}</body></html>"
        )
        for mark, value in (
            ("[T]", told.headline),
            ("[S]", told.standfirst or STANDFIRST),
            ("[A]", AUTHOR),
            ("[D]", "14 March 2026"),
        ):
            text = text.replace(mark, value)
        return text.encode()

    @property
    def outline(self) -> list[tuple[str | None, list[str]]]:
        """Headings with their paragraphs, as they are to be read."""
        flat: list[tuple[str | None, str]] = []
        for heading, paragraphs in self.story.outline:
            flat += [(heading, text) for text in paragraphs]
        for place, texts in reversed(self.extra):
            flat[place:place] = [(flat[place - 1][0], text) for text in texts]
        found: list[tuple[str | None, list[str]]] = []
        for heading, text in flat:
            if not found or found[-1][0] != heading:
                found.append((heading, []))
            found[-1][1].append(text)
        return found


def hashed(markup: str) -> str:
    """Return ``markup`` with class names and ids that tell nothing, as many builders make them."""
    return re.sub(
        r"""\b(class|id)=["']([^"']*)["']""",
        lambda m: f'{m[1]}="{" ".join(_hash(name) for name in m[2].split())}"',
        markup,
    )


def _hash(name: str) -> str:
    number = sum((place + 7) * ord(letter) ** 2 for place, letter in enumerate(name))
    return "x" + "".join(chr(97 + number // 25**n % 25) for n in range(6))
