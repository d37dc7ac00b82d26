"""Where a page comes from, and how it becomes a recorded one: live, recorded or archived."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from newscrawl import recorded
from newscrawl.archive.paths import Root
from newscrawl.archive.reader import fetches
from newscrawl.archive.warc import read_response
from newscrawl.errors import SiteError
from newscrawl.items import Article, Fetch
from newscrawl.recorded import RecordedPage
from newscrawl.site_reader import Site, front_page_at
from newscrawl.trial import check
from newscrawl.trial.visit import Answer
from newscrawl.urls import canonical_url

GOOD = 200

NOTICE = (
    "The page belongs to its publisher. Before you commit or publish it, ask whether you may: a "
    "repository that others can read makes it public. To keep it on this machine, add "
    "tests/sites/{site}/ to .git/info/exclude or .gitignore; its tests run all the same."
)
"""What is said whenever a page was recorded."""


def page_of(site: Site, answer: Answer) -> RecordedPage:
    """Return the page that an answer holds, not recorded yet: nothing is expected of it.

    Raises:
        NotSeen: The answer holds none.
    """
    declared = front_page_at(site, answer.asked)
    return RecordedPage(
        site=site.site,
        name="",
        url=declared.url if declared else answer.url,
        captured_at=answer.at,
        content_type=answer.content_type,
        kind="front_page" if declared else "article",
        body=answer.page(),
    )


def archived(site: Site, root: Path, url: str | None) -> RecordedPage:
    """Return the newest page of the archive at ``url``; without one, the newest article.

    Raises:
        SiteError: There is none.
        ArchiveError: The archive is damaged.
    """
    wanted = url and canonical_url(url)
    held = [one for one in _held(root, site) if wanted in {one.canonical_url, None}]
    if not held:
        what = f"of {url} " if url else ""
        message = (
            f"The archive {root} holds no page {what}for the site {site.site}. Name another one "
            "with -s NEWSCRAWL_ARCHIVE_DIR=DIR, or leave --archived out."
        )
        raise SiteError(message)
    newest = max(held, key=lambda one: one.fetched_at)
    assert newest.capture is not None
    headers, body = read_response(Root.at(root), newest.capture)
    declared = front_page_at(site, newest.url)
    return RecordedPage(
        site=site.site,
        name="",
        url=declared.url if declared else newest.url,
        captured_at=newest.fetched_at,
        content_type=headers.get("content-type"),
        kind="front_page" if declared else "article",
        body=body,
    )


def _held(root: Path, site: Site) -> Iterable[Fetch]:
    if not root.is_dir():
        return []
    kinds = {"new", "revised", "unchanged", "alias", "front_page"}
    return (
        one
        for one in fetches(root, site.site)
        if one.capture is not None and one.outcome in kinds and one.status == GOOD
    )


def record(site: Site, page: RecordedPage, folder: Path, *, renew: bool = False) -> RecordedPage:
    """Write a page with what is read on it now, and return it.

    A page that was recorded at the same URL on the same day is replaced; what a person checked
    stays checked where it is read as before.

    Args:
        site: The newspaper.
        page: As ``page_of`` or ``archived`` returns it.
        folder: Of the site's recorded pages.
        renew: Replace the page of that URL of any day, but keep one that a person has checked.
    """
    known = recorded.pages(folder) if folder.is_dir() else []
    same = [one for one in known if canonical_url(one.url) == canonical_url(page.url)]
    old = same if renew else [one for one in same if one.day == page.day]
    checked = next((one for one in old if one.checked is not None), None)
    if renew and checked:
        return checked
    read = check.read(site, page)
    words = read.headline if isinstance(read, Article) else "front page"
    taken = {one.name for one in known if one not in old}
    named = replace(page, name=_free(recorded.page_name(page.day, words, page.url), taken))
    if checked:
        named = replace(named, checked=checked.checked, recheck=checked.recheck,
                        expected=checked.expected)  # fmt: skip
    done = recorded.accepted(named, recorded.compared(read))
    for one in old:
        recorded.remove(one, folder)
    recorded.save(done, folder)
    return done


def _free(name: str, taken: set[str]) -> str:
    names = (name, *(f"{name}-{number}" for number in range(2, len(taken) + 3)))
    return next(one for one in names if one not in taken)
