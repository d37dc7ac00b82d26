"""What a run does with a page on which a layout finds nothing any more: it is kept as a test that
is ready to be moved, and a selector is proposed."""

from pathlib import Path

from newscrawl import recorded
from newscrawl.archive.kept_pages import FOLDER
from newscrawl.extract.layout_parts import NOTHING
from newscrawl.items import Article
from newscrawl.layout import Layout, Query
from newscrawl.recorded import RecordedPage
from newscrawl.trial.proposal import Proposal, propose

KEPT = 20
"""Pages kept of a site; of more nobody would learn more."""


def missed(article: Article, layout: Layout | None) -> list[str]:
    """Return the parts of a layout that found nothing."""
    parts = layout.parts() if layout else {}
    return [name for name in parts if NOTHING.format(name) in article.problems]


def keep(root: Path, page: RecordedPage, article: Article) -> Path | None:
    """Write a page, with what was read on it as expected, and return the path of its JSON.

    Args:
        root: The archive's folder.
        page: As the server sent it; its name does not matter.
        article: What was read on it.

    Returns:
        ``None`` where enough are kept.

    Raises:
        OSError: It cannot be written.
    """
    folder = root / FOLDER / f"site={page.site}"
    if folder.is_dir() and len(list(folder.glob(f"*{recorded.ABOUT}"))) >= KEPT:
        return None
    name = recorded.page_name(page.day, article.headline, page.url)
    expected = recorded.compared(article)
    return recorded.save(recorded.named(page, name, expected), folder)


def proposals(
    article: Article, layout: Layout | None, page: RecordedPage, folder: Path
) -> list[Proposal]:
    """Return a selector for each part that found nothing, where one is found.

    Args:
        article: What the generic reader found where the layout did not.
        layout: In force on the page.
        page: The page.
        folder: Of the site's recorded pages; it need not exist.
    """
    parts = layout.parts() if layout else {}
    known = recorded.pages(folder) if folder.is_dir() else []
    articles = [one for one in known if one.kind == "article"]
    found = (
        propose(name, part, article, page, articles)
        for name in missed(article, layout)
        if isinstance(part := parts[name], Query)
    )
    return [one for one in found if one]
