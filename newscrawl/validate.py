"""Lists what is wanting in an article. Nothing is changed or dropped for it."""

from datetime import date, timedelta

from newscrawl.items import READABLE, Article

MAX_HEADLINE_LETTERS = 300
"""No headline of the 152 hand-checked pages of 20 countries that newscrawl is measured on has
more than 200; what is longer is usually a headline with a text glued to it."""


def problems(article: Article, *, min_words: int) -> tuple[str, ...]:
    """Return the names of all faults, those the reader reported first, each once.

    Args:
        article: As read.
        min_words: A body with fewer words is ``short_body``.
    """
    found = [*article.problems, *_missing(article)]
    if article.headline and len(article.headline) > MAX_HEADLINE_LETTERS:
        found.append("long_headline")
    if article.page_kind in READABLE and 0 < (article.word_count or 0) < min_words:
        found.append("short_body")
    if article.published_at and article.modified_at:
        found.extend(_order(article.published_at, article.modified_at))
    return tuple(dict.fromkeys(found))


def _missing(article: Article) -> list[str]:
    if article.page_kind not in READABLE:
        return [f"is_{article.page_kind}"]
    wanted = {
        "headline": article.headline,
        "body": article.body,
        "published_at": article.published_at,
        "authors": article.authors or article.byline,
        "language": article.language,
    }
    return [f"no_{name}" for name, value in wanted.items() if not value]


def _order(published_at: str, modified_at: str) -> list[str]:
    # Days are compared whatever the zones, which can shift one of them by a day.
    try:
        published, modified = (date.fromisoformat(at[:10]) for at in (published_at, modified_at))
    except ValueError:
        return []
    return ["modified_before_published"] if published - modified > timedelta(days=1) else []
