"""The Gazette's theme: a story, or a list of them, as a page."""

from dataclasses import dataclass
from html import escape
from pathlib import Path

from newscrawl.sample import declared
from newscrawl.sample.harbour_gazette import cards
from newscrawl.sample.harbour_gazette.cards import Card
from newscrawl.sample.markup import ago, blocks, inline, long_date, picture_path, template
from newscrawl.sample.story import EDITIONS, Story

NAME = "harbour_gazette"
TITLE = "The Harbour Gazette"
SECTIONS = ("Town", "Harbour", "Culture", "Weekend")

_TEMPLATES = Path(__file__).parent / "templates"
_WORDS = {
    "en": {"published": "Published", "on": "on", "by": "By"},
    "pt": {"published": "Publicado", "on": "em", "by": "Por"},
}
_ADVERTISEMENT = (
    '<div class="mvp-post-ad-wrap"><span class="mvp-ad-label">Advertisement</span>'
    '<div class="mvp-post-ad"><a href="https://ropes.example/" rel="sponsored">'
    "Dunnock &amp; Daughters: rope by the fathom since 1911</a></div></div>"
)
_WALL = (
    '<div class="subscribe-wall"><h4>This story is for subscribers</h4>'
    "<p>Subscribe from two crowns a month to read the rest.</p>"
    '<a href="/subscribe/">Subscribe</a> <a href="/login/">Log in</a></div>'
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """The other stories that a story's page shows."""

    before: Card
    after: Card
    related: list[Card]
    trending: list[Card]
    newest: list[Card]
    latest: list[Card]
    appended: Story | None


def path(story: Story) -> str:
    """Return where a story stands; the number at the end is the Gazette's own id."""
    return f"/{story.published:%Y/%m}/{story.slug}-{story.number}/"


def section_path(section: str) -> str:
    """Return where a section's page stands."""
    return f"/{section.lower()}/"


def article_page(story: Story, around: Around, *, day: int, base: str) -> str:
    """Return a story's page as written on ``day``."""
    url = base + path(story)
    head = [
        f'<link rel="canonical" href="{url}">',
        declared.head(story, url, declared.Publisher(TITLE, base)),
    ]
    heading = f'<div class="mvp-drop-nav-title left"><h4>{escape(story.headline)}</h4></div>'
    return _page(
        title=f"{story.headline} - {TITLE}",
        language=story.language,
        head="\n".join(part for part in head if part),
        body_class="single single-post",
        drop_title=heading,
        main=_article(story, around, day=day, base=base),
    )


def _article(story: Story, around: Around, *, day: int, base: str) -> str:
    said = _microdata(story, base)
    boxes = {
        "advertisement": _ADVERTISEMENT,
        "wall": _WALL,
        "latest": cards.latest_news(around.latest),
    }
    neighbours = (
        cards.neighbour(around.after, "Up Next"),
        cards.neighbour(around.before, "Don't Miss"),
    )
    return _fill(
        "article",
        **said,
        path=path(story),
        section=story.section,
        section_path=section_path(story.section),
        headline=escape(story.headline),
        standfirst=_standfirst(story),
        signed=_signed(story, day=day, microdata="microdata" in story.declares),
        lead_picture=_lead_picture(story),
        body=blocks(story.body, boxes),
        tags=_tags(story),
        previous_next="\n".join(neighbours),
        author_links=_author_links(story),
        author_note=f"{escape(story.authors[0])} writes for {TITLE}.",
        related="\n".join(map(cards.related, around.related)),
        appended=_appended(around.appended, day=day) if around.appended else "",
        tabs=cards.tabs(around.newest, around.trending),
        trending="\n".join(map(cards.more, around.trending)),
    )


def _microdata(story: Story, base: str) -> dict[str, str]:
    """Return what the theme itself tells machines, where the newspaper lets it."""
    if "microdata" not in story.declares:
        names = ("scope", "main_entity", "headline_prop", "body_prop", "publisher")
        return dict.fromkeys(names, "")
    return {
        "scope": ' itemscope itemtype="http://schema.org/NewsArticle"',
        "main_entity": '<meta itemscope itemprop="mainEntityOfPage" '
        f'itemtype="https://schema.org/WebPage" itemid="{base}{path(story)}">',
        "headline_prop": ' itemprop="headline"',
        "body_prop": ' itemprop="articleBody"',
        "publisher": '<div class="mvp-org-wrap" itemprop="publisher" itemscope '
        'itemtype="https://schema.org/Organization">'
        f'<meta itemprop="name" content="{TITLE}"></div>',
    }


def _signed(story: Story, *, day: int, microdata: bool = False) -> str:
    """Return the block "Published … on …, By …"."""
    words = _WORDS[story.language]
    date = f"{story.published:%Y-%m-%d}"
    changed = f'<meta itemprop="dateModified" content="{story.changed:%Y-%m-%d}">'
    author = ' itemprop="author" itemscope itemtype="https://schema.org/Person"'
    return _fill(
        "signed",
        published_word=words["published"],
        on_word=words["on"],
        by_word=words["by"],
        ago=ago(story.published, EDITIONS[day], story.language),
        day=date,
        date=long_date(story.published, story.language),
        date_prop=' itemprop="datePublished"' if microdata else "",
        modified_prop=changed if microdata else "",
        author_scope=author if microdata else "",
        authors=_names(story, ' itemprop="name"' if microdata else ""),
    )


def _names(story: Story, name_prop: str) -> str:
    joint = {"en": " and ", "pt": " e "}[story.language]
    return joint.join(
        f'<span class="author-name vcard fn author"{name_prop}>{_author_link(name)}</span>'
        for name in story.authors
    )


def _author_links(story: Story) -> str:
    return ", ".join(map(_author_link, story.authors))


def _author_link(name: str) -> str:
    shown = escape(name)
    return f'<a href="{author_path(name)}" title="Posts by {shown}" rel="author">{shown}</a>'


def author_path(name: str) -> str:
    """Return where an author's page stands.

    >>> author_path("Marta Quill")
    '/author/marta-quill/'
    """
    return f"/author/{_slug(name)}/"


def tag_path(tag: str) -> str:
    """Return where the page of a related topic stands."""
    return f"/tag/{_slug(tag)}/"


def _slug(name: str) -> str:
    return name.lower().replace(" ", "-")


def _standfirst(story: Story) -> str:
    if not story.standfirst:
        return ""
    return f'<span class="mvp-post-excerpt left"><p>{inline(story.standfirst)}</p></span>'


def _lead_picture(story: Story) -> str:
    if not story.picture:
        return ""
    image = f'<img src="{picture_path(story.picture)}" alt="">'
    box = f'<div id="mvp-post-feat-img" class="left relative">{image}</div>'
    if not story.picture_caption:
        return box
    return f'{box}\n<span class="mvp-feat-caption">{inline(story.picture_caption)}</span>'


def _tags(story: Story) -> str:
    if not story.tags:
        return ""
    links = "".join(f'<a href="{tag_path(tag)}" rel="tag">{escape(tag)}</a>' for tag in story.tags)
    return (
        '<div class="mvp-post-tags"><span class="mvp-post-tags-header">Related Topics:</span>'
        f'<span itemprop="keywords">{links}</span></div>'
    )


def _appended(story: Story, *, day: int) -> str:
    return _fill(
        "appended",
        path=path(story),
        section=story.section,
        section_path=section_path(story.section),
        headline=escape(story.headline),
        standfirst=_standfirst(story),
        signed=_signed(story, day=day),
        body=blocks(story.body, {"advertisement": _ADVERTISEMENT}),
    )


def front_page(shown: dict[str, list[Card]]) -> str:
    """Return the front page; ``shown`` has its blocks by name."""
    sections = (cards.widget(name, shown[name]) for name in SECTIONS)
    main = _fill(
        "front",
        lead=cards.lead(shown["lead"][0]),
        beside="\n".join(map(cards.beside, shown["beside"])),
        trending="\n".join(map(cards.popular, shown["trending"])),
        tabs=cards.tabs(shown["latest"], shown["trending"]),
        sections="\n".join(sections),
        more="\n".join(map(cards.listed, shown["more"])),
    )
    title = f"{TITLE} - News from Exampleton and its harbour"
    return _page(title=title, body_class="home", logo_tag="h1", main=main)


def list_page(name: str, stories: list[Card]) -> str:
    """Return the page of a section, an author or a topic."""
    main = _fill("list", name=escape(name), stories="\n".join(map(cards.listed, stories)))
    return _page(title=f"{name} - {TITLE}", body_class="archive", main=main)


def plain_page(headline: str, words: str) -> str:
    """Return a page that is no story; ``words`` is HTML."""
    main = _fill("plain", headline=escape(headline), words=words)
    return _page(title=f"{headline} - {TITLE}", body_class="page", main=main)


def _page(
    *,
    title: str,
    body_class: str,
    main: str,
    language: str = "en",
    head: str = "",
    drop_title: str = "",
    logo_tag: str = "h2",
) -> str:
    menu = "".join(f'<li><a href="{section_path(name)}">{name}</a></li>' for name in SECTIONS)
    return _fill(
        "page",
        title=escape(title),
        language=language,
        head=head,
        body_class=body_class,
        menu=menu,
        drop_title=drop_title,
        logo_tag=logo_tag,
        main=main,
    )


def _fill(name: str, /, **values: str) -> str:
    return template(_TEMPLATES / f"{name}.html").substitute(values)
