"""The records of newscrawl, schema 1: what one line of an archive holds.

This module is the codebook, and every schema is made from it: see ``newscrawl schema``.

A record's JSON keys are its field names, and every key stands in every line. An absent value
is ``None`` (JSON ``null``); a list is never absent, only empty. There are no maps, because
readers infer them badly: counts are lists of ``{name, count}``. In each record ``schema`` is
the number of this layout and ``newscrawl_version`` the version of the program that wrote it.

Times are strings. Those newscrawl takes itself (``fetched_at`` and the like) are UTC,
RFC 3339, ending in ``Z``. Those a page states (``published_at``, ``modified_at``) keep the
page's own offset; a bare day stays ``YYYY-MM-DD``.
"""

from dataclasses import dataclass
from typing import Literal

SCHEMA = 1
"""The number of this layout of the records; it stands in every line as ``schema``."""

FORGOTTEN = "forgotten:"
"""What ``url`` begins with, before the article's id, in a teaser or a request that named a page
which was taken down with ``newscrawl forget``. Such a teaser has an empty title and nothing else
but its rank; such a request has its outcome, its times and its size, and no capture."""

LINE_TOO_LONG = "line_too_long"
"""Among ``problems``: the line would have been longer than 16 MiB, so its fields hold the beginning
of what the page says: ``body`` 5 MiB (and ``text`` the same), ``teasers`` 3 MiB, each other field
64 KiB. Ids and ``word_count`` are those of the whole page, which is in the capture. A front page
keeps as many teasers, without a mark."""

PageKind = Literal[
    "article",
    "live_blog",
    "video",
    "gallery",
    "audio",
    "paywall_stub",
    "consent_wall",
    "block_page",
    "soft_404",
    "other",
]
"""What a fetched page turned out to be. What is no article is kept, marked."""

READABLE: frozenset[PageKind] = frozenset({"article", "live_blog"})
"""Page kinds whose body is worth comparing: only these can have a ``content_id``."""

Via = Literal["front_page", "feed", "sitemap", "pagination", "revisit", "robots", "start"]
"""How newscrawl came to ask for a URL. ``start`` is a front page that was declared."""

Outcome = Literal[
    "new",
    "revised",
    "unchanged",
    "not_modified",
    "alias",
    "front_page",
    "feed",
    "sitemap",
    "robots",
    "redirected",
    "retried",
    "repeated",
    "forbidden",
    "refused",
    "given_up",
    "over_budget",
    "vanished",
    "http_error",
    "unreachable",
    "damaged",
    "unreadable",
    "unread",
    "not_sent",
    "defect",
]
"""How one request ended:

- ``new``, ``revised``: an article line was written; ``unchanged``: the page was read and says
  the same as its newest revision; ``alias``: it is an article known under another URL.
- ``not_modified``: the server answered 304. ``front_page``, ``feed``, ``sitemap``, ``robots``: such
  a page was read.
- ``redirected``, ``retried``: another request took its place. ``repeated``: the run had asked
  for it already. ``forbidden``: robots.txt forbids it. ``refused``: newscrawl will not ask
  there (a private address, a port or a scheme that is not allowed), or the page was taken down.
- ``given_up``: the host asked to be left alone for longer than a run waits, or refused again and
  again. ``over_budget``: the run's own limit of requests or seconds was reached before its turn.
- ``vanished``: 404 or 410. ``http_error``: another error status. ``unreachable``: no answer
  (name, connection, TLS, time-out). ``damaged``: an answer that was cut short, too large or
  wrongly compressed. ``unreadable``: an answer that is no page. ``unread``: a page that was kept,
  but its reading was given up; it is asked for again.
- ``not_sent``: the run ended before its turn. ``defect``: an exception of newscrawl's own.
"""

Reason = Literal[
    "dns",
    "connection",
    "timeout",
    "elsewhere",
    "too_slow",
    "reader_ended",
    "run_ended",
    "consent_wall",
    "block_page",
    "no_teasers",
    "no_links",
]
"""Why a request ended as it did, where its outcome does not say it all:

- ``dns``: the name has no address. ``connection``: refused, lost, or TLS failed. ``timeout``: no
  answer in time.
- ``elsewhere``: it redirects to another host.
- Of a page that is ``unread``: reading it was ``too_slow``; the process that read it ended over it
  (``reader_ended``), as by a fault in C code or for want of memory; the run ended before
  (``run_ended``).
- Of a front page that was read: it is a ``consent_wall`` or a ``block_page``; it has
  ``no_teasers``, or ``no_links`` at all.
"""

Source = Literal["layout", "json_ld", "opengraph", "meta", "microdata", "rule"]
"""Where on a page a value was read: a site's layout, one of the declared vocabularies, or
a ``rule`` of the generic reader on the visible page."""

DuplicateKind = Literal["exact", "near"]
"""How like its first copy an article is: the same text once normalised, or nearly."""

Precision = Literal["day", "minute", "second"]
"""How exactly a page states a time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Author:
    """A person or an agency that signs an article."""

    name: str
    """As printed, without "By", role, place or e-mail address."""
    url: str | None = None
    """The author's own page, absolute."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading of the body and the paragraphs below it, up to the next heading."""

    heading: str | None = None
    """``None`` for what stands before the first heading."""
    level: int | None = None
    """2 to 6 as HTML counts; ``None`` without a heading."""
    paragraphs: tuple[str, ...] = ()
    """In page order, white space folded, none empty. List items, quotes and table rows are
    paragraphs too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Image:
    """A picture of the article itself."""

    url: str
    """Absolute."""
    caption: str | None = None
    """As printed below it, without the credit."""
    credit: str | None = None
    """Who took it or owns it, as printed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Teaser:
    """A link to one article, as a front page or a "latest" box shows it."""

    rank: int
    """1 is the first in document order."""
    url: str
    """Absolute, as linked. One teaser per target."""
    article_id: str | None = None
    """Joins the teaser to its article; see ``Article.article_id``."""
    title: str
    """The headline as shown, with nothing glued to it."""
    excerpt: str | None = None
    """The lines of text below the title, as shown."""
    kicker: str | None = None
    """The short line above the title, as shown."""
    section_label: str | None = None
    """The category on the card, else the heading of its block."""
    image: str | None = None
    """The picture's URL, absolute."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """Which rule gave a field its value."""

    field: str
    """Name of a field of ``Article``."""
    source: Source
    """Where on the page the value was read."""
    rule: str
    """The selector, key or function that won."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Discovered:
    """Where newscrawl found the article's URL."""

    via: Via
    """What named the URL."""
    url: str | None = None
    """The front page, feed or sitemap."""
    rank: int | None = None
    """The place there; 1 is first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """The answer of the server, kept as one record of a WARC file."""

    capture_id: str
    """The UUID of the WARC record."""
    status: int
    """HTTP status."""
    etag: str | None = None
    """The ETag header as the server sent it, quotes included."""
    last_modified: str | None = None
    """The Last-Modified header as the server sent it."""
    sha256: str
    """Of the payload: the decoded body. Lower-case hex."""
    warc_file: str
    """Relative to the archive."""
    warc_offset: int
    """Bytes from the start of the file to the record."""
    warc_length: int
    """Bytes of the compressed record in the file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One revision of an article, or of a page that stood where an article should be."""

    schema: int = SCHEMA
    site: str
    """The newspaper's name in newscrawl: ``[a-z0-9_-]``, 1 to 64 characters."""
    url: str
    """As fetched."""
    canonical_url: str
    """The same for every spelling of the URL, ``rel=canonical`` of the same site included."""
    article_id: str
    """Hash of the site and the newspaper's own id, or else the canonical URL; 32 lower-case hex
    digits, as every id here. It comes from URL text alone, so a teaser has it before the article
    is fetched."""
    revision: int | None = None
    """Counts from 1."""
    revision_id: str | None = None
    """Hash of ``article_id``, ``previous_revision_id`` and ``content_id``."""
    previous_revision_id: str | None = None
    """``revision_id`` of the revision before; ``None`` for the first."""
    content_id: str | None = None
    """Hash of headline, standfirst and body, normalised; ``None`` where there is no body
    worth comparing, so that a consent wall on 200 URLs is not one article."""
    changed_fields: tuple[str, ...] = ()
    """Fields that differ from the revision before."""
    page_kind: PageKind = "other"
    """What the page turned out to be."""
    headline: str | None = None
    """As the reader sees it, without site name or kicker."""
    kicker: str | None = None
    """The short line above the headline."""
    standfirst: str | None = None
    """The summary between headline and body."""
    authors: tuple[Author, ...] = ()
    """Who signs the article, in the order of the page."""
    byline: str | None = None
    """The line that names the authors, as printed."""
    published_at: str | None = None
    """When the article was first published, as the page states it: ``YYYY-MM-DD``, or RFC 3339
    with the page's own offset; without an offset where neither the page nor the site states one."""
    published_precision: Precision | None = None
    """How exact ``published_at`` is; ``None`` without it."""
    published_raw: str | None = None
    """The text that ``published_at`` was read from."""
    published_zone_assumed: bool = False
    """True where the page states no zone and the site's own was taken."""
    modified_at: str | None = None
    """When the article was last changed, as the page states it, written as ``published_at``."""
    language: str | None = None
    """BCP 47, as ``en`` or ``pt-BR``."""
    section: str | None = None
    """The newspaper's own section."""
    tags: tuple[str, ...] = ()
    """The newspaper's own keywords, in the order of the page, each once."""
    body: tuple[Section, ...] = ()
    """The article's text in page order, cut at its headings."""
    text: str | None = None
    """Headings and paragraphs of the body, a blank line between."""
    word_count: int | None = None
    """Words in ``text``; a letter of a script without spaces counts as a word."""
    images: tuple[Image, ...] = ()
    """In page order; pictures of ads, of other articles and of the site itself are left out."""
    teasers: tuple[Teaser, ...] = ()
    """Links to other articles in the page's related, latest or most-read boxes."""
    free_access: bool | None = None
    """What the page declares; ``None`` where it declares nothing."""
    provenance: tuple[Provenance, ...] = ()
    """Which rule gave a field its value; at most one entry a field."""
    problems: tuple[str, ...] = ()
    """What ``validate`` found wanting; nothing is dropped for it. ``text_cut``: the page is deeper
    than 2,048 levels or has more than 50,000 tags, and what comes after was not read."""
    discovered: Discovered | None = None
    """Where newscrawl found the URL; ``None`` for a page that no run fetched."""
    duplicate_of: str | None = None
    """``article_id`` of the copy that was seen first."""
    duplicate_kind: DuplicateKind | None = None
    """``exact``: same ``content_id``. ``near``: similar text. ``None``: no copy was known."""
    similarity: float | None = None
    """To that copy, 0 to 1; 1.0 for an exact one. For a near one the share of runs of three words
    (five characters where a script has no spaces) that both bodies have of all that either has:
    an estimate, mostly right to 0.03."""
    fetched_at: str | None = None
    """When the answer was read: UTC, RFC 3339. ``None`` for a page that no run fetched."""
    capture: Capture | None = None
    """The answer this was read from; ``None`` for a page that no run fetched."""
    run_id: str | None = None
    """Joins the line to its ``Run``; ``None`` for a page that no run fetched."""
    newscrawl_version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontPageSnapshot:
    """One look at a front page. An unchanged page is a line too: that somebody looked is data."""

    schema: int = SCHEMA
    site: str
    """As ``Article.site``."""
    url: str
    """Canonical, as declared by the site: the same at every look."""
    snapshot_id: str | None = None
    """Hash that names this look; lower-case hex. ``None`` for a page that no run fetched."""
    fetched_at: str | None = None
    """When the answer was read: UTC, RFC 3339. ``None`` for a page that no run fetched."""
    changed: bool = True
    """False where every teaser is as at the look before; ``teasers`` is empty then."""
    same_as: str | None = None
    """``snapshot_id`` of the look that holds the teasers, where this one does not."""
    teasers: tuple[Teaser, ...] = ()
    """In document order, ranked from 1."""
    capture: Capture | None = None
    """The answer this was read from; ``None`` after a 304, which has no page."""
    run_id: str | None = None
    """Joins the line to its ``Run``; ``None`` for a page that no run fetched."""
    newscrawl_version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetch:
    """One request and how it ended. Each request has exactly one such line."""

    schema: int = SCHEMA
    site: str
    """As ``Article.site``."""
    url: str
    """As requested."""
    canonical_url: str
    """Of ``url``, from its text alone."""
    article_id: str | None = None
    """``None`` for front pages and robots.txt."""
    via: Via
    """What named the URL."""
    rank: int | None = None
    """The place there; 1 is first. ``None`` where there is no order."""
    outcome: Outcome
    """How it ended."""
    reason: Reason | None = None
    """Why, where the outcome does not say it all."""
    status: int | None = None
    """HTTP status; ``None`` where no answer came."""
    alias_of: str | None = None
    """``article_id`` of the article that this URL turned out to name."""
    revision_id: str | None = None
    """Of the article line that was written, or of the newest one that still holds."""
    etag: str | None = None
    """The answer's ETag header as the server sent it, quotes included."""
    last_modified: str | None = None
    """The answer's Last-Modified header as the server sent it."""
    sha256: str | None = None
    """Of the payload."""
    capture: Capture | None = None
    """The record of the answer; ``None`` where none was kept."""
    bytes: int | None = None
    """Of the decoded body."""
    seconds: float | None = None
    """From sending it to the end of the answer; ``None`` where nothing was sent."""
    fetched_at: str
    """When the request ended: UTC, RFC 3339."""
    run_id: str
    """Joins the line to its ``Run``."""
