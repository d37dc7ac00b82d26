"""Whether a site's module reads its recorded pages as expected, and what is wrong if not."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from newscrawl import recorded
from newscrawl.items import Article, FrontPageSnapshot
from newscrawl.layout import Layout, layout_for
from newscrawl.recorded import RecordedPage
from newscrawl.site_reader import Site, charset, front_page_at, read_article, read_front_page
from newscrawl.sources import FrontPage
from newscrawl.urls import canonical_url


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that is read otherwise than it was recorded."""

    page: RecordedPage
    field: str
    expected: Any
    read: Any

    @property
    def cure(self) -> str:
        """What to type."""
        site = self.page.site
        return (
            f"{site}/{self.page.name}: {self.field} is read as {self.read!r}, not as "
            f"{self.expected!r}. If the page says what is expected, mend the module "
            f"('scrapy explain {site} {self.page.name}' shows which rule reads what); if it says "
            f"what is read now, 'scrapy checksite {site} --accept'."
        )


def read(site: Site, page: RecordedPage) -> Article | FrontPageSnapshot:
    """Return what ``site`` reads on a recorded page, with the layout of the day of its capture."""
    encoding = charset(page.content_type)
    if page.kind == "front_page":
        declared = front_page_at(site, page.url) or FrontPage(page.url)
        return read_front_page(site, page.body, page.url, encoding=encoding, declared=declared)
    return read_article(
        site, page.body, page.url, encoding=encoding, day=date.fromisoformat(page.day)
    )


def difference(page: RecordedPage, field: str, fields: dict[str, Any]) -> Difference | None:
    """Return how ``field`` differs from what is expected; ``None`` if it does not.

    Args:
        page: The recorded page.
        field: One of those it expects.
        fields: What was read, as ``recorded.compared`` gives it.
    """
    found = fields.get(field, "no such field")
    expected = page.expected[field]
    return None if found == expected else Difference(page, field, expected, found)


def differences(site: Site, page: RecordedPage) -> list[Difference]:
    """Return every field of ``page`` that ``site`` reads otherwise."""
    fields = recorded.compared(read(site, page))
    found = (difference(page, name, fields) for name in page.expected)
    return [one for one in found if one is not None]


def fault_of_name(site: Site, module: str) -> str | None:
    """Return what is wrong where a module is not named after its site."""
    own = module.rpartition(".")[2]
    if own == site.site.replace("-", "_"):
        return None
    return (
        f"{site.site}: its module is {own}.py, which nobody would look into. Rename it: "
        f"git mv {own}.py {site.site.replace('-', '_')}.py"
    )


def fault_of_article_url(site: Site, pages: Sequence[RecordedPage]) -> str | None:
    """Return what is wrong where ``article_url`` does not fit the articles recorded."""
    urls = [canonical_url(page.url) for page in pages if page.kind == "article"]
    missed = [url for url in urls if site.pattern and not site.pattern.search(url)]
    if not missed:
        return None
    return (
        f"{site.site}: article_url = r{site.article_url!r} does not match {missed[0]}, "
        f"which is recorded as an article. Widen it; 'scrapy newsite' of the front page proposes "
        "a pattern."
    )


def fault_of_layouts(site: Site, pages: Sequence[RecordedPage]) -> str | None:
    """Return what is wrong where a layout has no recorded page: nothing would notice it break."""
    days = [date.fromisoformat(page.day) for page in pages if page.kind == "article"]
    in_force = [layout_for(site.layouts, day) for day in days]
    for layout in site.layouts:
        if layout not in in_force:
            return (
                f"{site.site}: no article is recorded of the layout {_span(layout)}. Record one: "
                f"'scrapy capture {site.site} URL', with --archived for a page of that time."
            )
    return None


def _span(layout: Layout) -> str:
    return f"until {layout.until}" if layout.until else "of today (without until=)"
