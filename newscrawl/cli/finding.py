"""Finding an article in an archive by its id or by any of its URLs."""

import re
from pathlib import Path

from newscrawl.archive.reader import articles, fetches, front_pages, sites
from newscrawl.items import Article
from newscrawl.report.alias import aliases
from newscrawl.report.history import History, history
from newscrawl.report.spelling import Spelling
from newscrawl.urls import is_own

_ARTICLE_ID = re.compile(r"[0-9a-f]{32}")


def histories(root: Path, article: str, site: str | None = None) -> list[tuple[str, History]]:
    """Return site and history of each article that ``article`` names; mostly there is one.

    Reads the lines alone, which takes as long as the sites are large. An article that was asked
    for, but is neither archived nor on a front page, has a history without either.

    Args:
        root: The archive's folder.
        article: An ``article_id``, or a URL in any spelling: as fetched, redirected from, declared
            by the page, or linked on a front page.
        site: Where to look; ``None`` for the newspaper whose URL it is, or else all.

    Raises:
        ConfigurationError: It is neither id nor URL, or ``site`` is no name of a site.
        ArchiveError: A line or a file is damaged.
    """
    is_id = _ARTICLE_ID.fullmatch(article) is not None
    found: dict[str, tuple[str, History]] = {}
    for one in [site] if site else _homes(root, article):
        for named in [article] if is_id else _ids(root, one, article):
            told = history(named, front_pages(root, one), articles(root, one), fetches(root, one))
            if told.front_pages or told.revisions or not is_id:
                found[told.article_id] = one, told
        if found and is_id:
            break  # the id was made from the site's name, too
    return list(found.values())


def revisions_of(root: Path, article: str, site: str | None = None) -> list[list[Article]]:
    """Return the archived lines of each article that ``article`` names, in the order of its
    revisions; mostly there is one article.

    Args, Raises: As ``histories``. What was never archived is left out.
    """
    is_id = _ARTICLE_ID.fullmatch(article) is not None
    found: dict[str, list[Article]] = {}
    for one in [site] if site else _homes(root, article):
        known = aliases(fetches(root, one))
        ids = [article] if is_id else _ids(root, one, article)
        wanted = {known.get(named, named) for named in ids}
        for line in articles(root, one):
            if line.article_id in wanted:
                found.setdefault(line.article_id, []).append(line)
        if found and is_id:
            break
    return [sorted(lines, key=lambda line: line.revision or 0) for lines in found.values()]


def ids_told(root: Path, url: str, site: str | None = None) -> dict[str, set[str]]:
    """Return, by site, the ids of the article that a URL names, as the lines tell.

    Looks first where ``histories`` does, and if that is in vain, everywhere.

    Raises:
        ConfigurationError: It is neither id nor URL.
        ArchiveError: A line or a file is damaged.
    """
    if _ARTICLE_ID.fullmatch(url):
        return {}
    homes = [site] if site else _homes(root, url)
    for some in (homes, [one for one in sites(root) if not site and one not in homes]):
        told = {one: filter(_ARTICLE_ID.fullmatch, _ids(root, one, url)) for one in some}
        found = {one: ids for one, every in told.items() if (ids := set(every))}
        if found:
            return found
    return {}


def _homes(root: Path, article: str) -> list[str]:
    """Return the sites that live where a URL leads; if there is none, all."""
    every = sites(root)
    first = ((site, next(front_pages(root, site), None)) for site in every)
    return [site for site, look in first if look and is_own(article, (look.url,))] or every


def _ids(root: Path, site: str, url: str) -> list[str]:
    spelling = Spelling(site, url)
    found = (
        spelling.in_fetches(fetches(root, site))
        or spelling.in_articles(articles(root, site))
        or spelling.in_front_pages(front_pages(root, site))
    )
    return sorted(found)
