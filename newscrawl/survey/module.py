"""The text of a site's module: what differs from the generic reader, and no more."""

from dataclasses import dataclass
from pprint import pformat

MAX_LINES = 15
"""A module that says more was not found but written."""
LINE = 100
"""Letters of the longest line, as in the rest of the project."""


def class_name(name: str) -> str:
    """Return the name of a site's class.

    >>> class_name("harbour_gazette")
    'HarbourGazette'
    """
    return "".join(part.capitalize() for part in name.replace("-", "_").split("_"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Module:
    """What a module declares."""

    name: str
    title: str
    """What the newspaper is called."""
    about: str
    """Language, free or paywalled."""
    front_pages: tuple[str, ...]
    """The home page first."""
    article_url: str | None = None
    language: str | None = None
    timezone: str | None = None
    networks: tuple[str, ...] = ()
    """Private networks that a person allowed for it on the command line."""

    @property
    def file_name(self) -> str:
        """As ``harbour_gazette.py``."""
        return f"{self.name.replace('-', '_')}.py"

    @property
    def lines(self) -> int:
        """How long the text is."""
        return self.text().count("\n")

    def text(self) -> str:
        """Return the module's text, formatted as the rest of the project."""
        said = {"timezone": self.timezone, "language": self.language}
        lines = [
            f'"""{self._first_line()}"""',
            "",
            "from newscrawl.spider import FrontPage, NewsSpider",
            "",
            "",
            f"class {class_name(self.name)}(NewsSpider):",
            f"    name = {_quoted(self.name)}",
            *(f"    {name} = {_quoted(value)}" for name, value in said.items() if value),
            *self._discover(),
        ]
        if self.article_url:
            lines.append(f"    article_url = {_raw(self.article_url)}")
        if self.networks:
            allowed = ", ".join(map(_quoted, self.networks))
            lines.append(
                f'    custom_settings = {{"NEWSCRAWL_FETCH_ALLOWED_NETWORKS": [{allowed}]}}'
            )
        return "\n".join(lines) + "\n"

    def _discover(self) -> list[str]:
        pages = [f"FrontPage({_quoted(url)})," for url in self.front_pages]
        if len(pages) == 1:
            return [f"    discover = ({pages[0]})"]
        return ["    discover = (", *(f"        {page}" for page in pages), "    )"]

    def _first_line(self) -> str:
        about = f"{self.title}: {self.about}." if self.about else f"{self.title}."
        return about[: LINE - 6]


def _quoted(text: str) -> str:
    shown = pformat(text, width=10_000)
    inner = shown[1:-1]
    return f'"{inner}"' if shown[0] == "'" and '"' not in inner else shown


def _raw(pattern: str) -> str:
    if '"' in pattern or pattern.endswith("\\"):
        return _quoted(pattern)
    return f'r"{pattern}"'
