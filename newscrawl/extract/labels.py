"""What class names and URLs commonly say about the parts of a page with teasers.

The one place for words. They only break ties: the reader of teasers goes by structure first.
Class names are English on most of the web, whatever a newspaper's language; these are the words
of the HTML standard, of schema.org, of WordPress's and Drupal's default themes and of the BEM
style (``teaser__headline``), with the few that Romance and German newspapers share. No name of a
newspaper or of a single theme belongs here.
"""

import re
from functools import lru_cache
from typing import Final, Literal

Role = Literal[
    "hidden", "title", "excerpt", "time", "author", "kicker", "category", "label", "action", ""
]
"""What a class name says of the text inside; empty where it says nothing. A ``kicker`` stands
above its headline, a ``category`` names the section; a ``label`` is any other small print."""

Region = Literal["menu", "ad", "foot", ""]
"""A part of the page where links are no teasers, or need to look more like it (``foot``)."""

_START, _END = r"(?:^|[\s_-])", r"(?=$|[\s_-])"
_LAST = r"(?=\d*$)"
_LONG = r"(?=[\d_-]*(?:text|link|wrap(?:per)?|inner|con(?:tainer)?|box|main|label)?\d*$)"

_ROLES: Final[tuple[tuple[Role, re.Pattern[str]], ...]] = tuple(
    (role, re.compile(rf"{_START}(?:{names}){end}", re.VERBOSE))  # type: ignore[misc]
    for role, end, names in (
        ("hidden", _END, r"sr-only|visually-?hidden|screen-?reader|a11y|assistive|offscreen"),
        (
            "excerpt",
            _LONG,
            r"sub[_-]?(?:titles?|tit|ttl|titulo|head(?:line|ing)?|hed)|sous-?titre",
        ),
        (
            "kicker",
            _LONG,
            r"(?:over|pre|super|supra|sur|ante)[_-]?(?:titles?|tit|ttl|titre|titulo)|over-?line",
        ),
        (
            "title",
            _LONG,
            r"titles?|headlines?|heading|hed|hdl|titulo|titre|titel|titolo|tit|ttl|subject",
        ),
        (
            "excerpt",
            r"(?=[\d_-]*(?:text|inner|wrap(?:per)?)?\d*$)",
            r"""excerpt|summ[ae]ry|desc(?:ription)?|dek|standfirst|lead|lede|intro|synopsis|abstract
            |snippet|teaser-?text|deck|blurb|strapline|chapo|sumario|bajada|copete|linha-?fina
            |sapo""",
        ),
        ("time", _LAST, r"date(?:line|time)?|time(?:stamp)?|ago|published|updated|duration"),
        ("author", _LAST, r"authors?|by-?line|writer|creator|credits?|copyright|source"),
        ("kicker", _LAST, r"kicker|eyebrow|roof"),
        ("category", _LAST, r"cat(?:egor(?:y|ies))?|rubric|rubrik|tags?|topic|section(?:-name)?"),
        (
            "label",
            _LAST,
            r"""labels?|badges?|flag|ribbon|comments?|meta(?:-info)?|counter|count|rank|number|bullet
            |rating|share|premium""",
        ),
        ("action", _LAST, r"(?:read-?)?more(?:-link|-btn)?|btn|button|cta"),
    )
)
"""Tried in this order: "sub-title" and "pre-title" before the "title" that ends them.

The line below a headline is *bajada*, *copete* or *sumario* in Spanish newsrooms, *linha fina* in
Portuguese, *sapo* (French: *chapeau*) in Vietnamese ones: the words of the trade, whoever builds
the pages. Of 761 newspapers, most of them European, 16 have "sub-title" or "sub_title" with the
mark, 4 *bajada*, 1 *sumario*. "Summery" is a common misspelling.
"""

_MENU = re.compile(
    rf"""{_START}(?:menu|nav(?:bar|igation)?|breadcrumbs?|menu-item|off-?canvas|hamburger|pagination
    |pager|toolbar|cookies?|consent|social|shar(?:e|ing)|newsletter|subscri(?:be|ption)|tags?-?list
    |tag-?cloud|login|toc|skip-?links?|comment-?list|comments|respond){_END}""",
    re.VERBOSE,
)
_NO_MENU = re.compile(
    rf"""{_START}(?:(?:has|with|no|ajax)[_-]\S*|prev(?:ious)?|next|posts?-?nav(?:igation)?){_END}""",
    re.VERBOSE,
)
_AD = re.compile(
    rf"""(?:^|\s)ads?{_END} | {_START}(?:advert(?:s|isement|isements|orial)?|sponsor(?:ed|s|ship)?
    |promoted|affiliate|commercial|shop){_END}""",
    re.VERBOSE,
)
_FOOT = re.compile(rf"{_START}(?:footer|foot|colophon){_END}")

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_MODIFIER = re.compile(r"--\S+")

_REMEMBERED: Final = 20_000
"""Class attributes kept per process (about 4 MB); the pages of one newspaper share theirs."""


@lru_cache(maxsize=_REMEMBERED)
def role(names: str) -> Role:
    """Return what the class attribute ``names`` says of the text inside.

    >>> role("card__headline"), role("entry-date c3"), role("tag-cats post"), role("storyTitle")
    ('title', 'time', '', 'title')
    """
    each = _CAMEL.sub("-", _MODIFIER.sub("", names)).lower().split()
    for found, pattern in _ROLES:
        if any(pattern.search(name) for name in each):
            return found
    return ""


@lru_cache(maxsize=_REMEMBERED)
def region(names: str) -> Region:
    """Return which part of a page an element with class and id ``names`` is.

    >>> region("main-menu"), region("c-footer"), region("post-navigation prev"), region("story")
    ('menu', 'foot', '', '')
    """
    names = _CAMEL.sub("-", names).lower()
    if _AD.search(names):
        return "ad"
    if _MENU.search(names):
        return "" if _NO_MENU.search(names) else "menu"
    return "foot" if _FOOT.search(names) else ""


@lru_cache(maxsize=_REMEMBERED)
def is_neighbour(names: str) -> bool:
    """Return whether class and id ``names`` speak of the article before or after this one."""
    return bool(_NO_MENU.search(names.lower()))


_LIST_NAMES = (
    "tag tags tagged topic topics thema themas themen tema temas emne dossier dossiers category "
    "categories kategorie categoria "
    "author authors autor autores autoren auteur auteurs profile profiles staff user users by page "
    "seite "
    "pagina search suche login log-in wp-login.php signin sign-in register account konto subscribe "
    "subscription subscriptions abo newsletter newsletters privacy datenschutz imprint impressum "
    "contact kontakt contacto about about-us terms cookie cookies rss feed feeds sitemap advertise "
    "jobs shop help faq notice"
)
_LISTS: Final = frozenset(_LIST_NAMES.split())
"""Folders of lists, people and services: the permalink bases of WordPress, Drupal and Joomla and
what their sites call their service pages, in the languages of the larger newspaper markets."""
_DAY = re.compile(r"/(?:19|20)\d\d(?:[-/]\d\d?){0,2}/?$")
_FILE = re.compile(
    r"\.(?:jpe?g|png|gif|webp|svg|pdf|zip|mp[34]|docx?|xlsx?|ics|rss|xml)$", re.IGNORECASE
)
_GALLERY = re.compile(
    r"/(?:galler(?:y|ie|ia)s?|galer(?:ie|ia|i)s?|(?:image|photo|picture|img|pic|bild|foto)s?|bilder"
    r"|(?:bild|foto)(?:er)?-?(?:strecken?|galeri\w*)|diaporama|slideshow|attachment|media)(?:[/.-]|$)"
)
"""Pages of pictures: English, and the words of the larger markets that class names have, too."""
_LIST_QUERY = re.compile(r"[?&](?:cat|category|tag|author|page|paged|s|q)=")
_NUMBER = re.compile(r"\d{4}")
_ID_QUERY = re.compile(r"[?&](?:p|id|[a-z]*_?id|no|idx\w*|sn)=\w*\d")
_MAYBE_NUMBER = re.compile(r"\d{4}|=\w*\d")
_SLUG_HYPHENS: Final = 3
"""Hyphens of a slug that is more than a section's name: "world-us-canada" has two."""
_COMMENTS = re.compile(r"comment|respond|reply|disqus|kommentar", re.IGNORECASE)


def leads_elsewhere(path: str, query: str = "") -> bool:
    """Return whether path and query say themselves: a list, a person, a service or a file.

    >>> leads_elsewhere("/tag/floods"), leads_elsewhere("/2025/03/"), leads_elsewhere("/", "?cat=3")
    (True, True, True)
    """
    if not _LISTS.isdisjoint(path.lower().split("/")):
        return True
    if query and _LIST_QUERY.search(query):
        return True
    return bool(path.rstrip("/")[-2:].isdigit() and _DAY.search(path)) or bool(
        "." in path[-5:] and _FILE.search(path)
    )


def is_gallery(path: str) -> bool:
    """Return whether a path says itself that it leads to pictures.

    >>> is_gallery("/galerie/1042/flood"), is_gallery("/2026/flood/attachment/3"), is_gallery("/a")
    (True, True, False)
    """
    return _GALLERY.search(path.lower()) is not None


def is_service(host: str) -> bool:
    """Return whether the first label of a sister host names a shop, jobs or a campaign.

    Campaigns have hosts of their own with names of three words and more.
    """
    return host.count("-") > 1 or host.lower() in _LISTS


def like_an_article(path: str, query: str = "") -> bool:
    """Return whether path and query have a date, a number or a slug of four words or more.

    >>> like_an_article("/news/rain-floods-old-town"), like_an_article("/sport/table-tennis")
    (True, False)
    """
    if (path.count("-") >= _SLUG_HYPHENS or path.count("_") > _SLUG_HYPHENS) and any(
        part.count("-") >= _SLUG_HYPHENS or part.count("_") > _SLUG_HYPHENS
        for part in path.split("/")
    ):
        return True
    return _NUMBER.search(path) is not None or bool(query and _ID_QUERY.search(query))


def may_be_article(href: str) -> bool:
    """Return whether a link as written may pass ``like_an_article``: a cheap look before it."""
    return (
        href.count("-") >= _SLUG_HYPHENS
        or _MAYBE_NUMBER.search(href) is not None
        or href.count("_") > _SLUG_HYPHENS
    )


def has_slug(path: str) -> bool:
    """Return whether the path ends in three words or more: less than ``like_an_article`` asks."""
    return path.rstrip("/").rpartition("/")[2].count("-") > 1


def is_comments(fragment: str) -> bool:
    """Return whether a link with this fragment goes to an article's comments."""
    return bool(_COMMENTS.search(fragment))
