"""Class names, ids and roles that many newspapers share: hints for the readers, never a must."""

import re
from functools import lru_cache

from lxml.etree import _Element as Element

_WORDS = 4
_LONGEST = 400
"""Letters of class and id that are looked at: attributes of a megabyte exist."""
_CACHE = 20_000
"""Labels remembered: a page has some 300, and those of one newspaper are the same."""

_NEGATIVE = re.compile(
    r"""(?:^|[\s_-])(?: (?:social(?!-?(?:media-?)?(?:embed|post))|share|sharing|sharedaddy|addtoany
        |sharebar|shariff)
    | (?:news-?letters?|subscri(?:be|ption)|sign-?up|opt-?in|donat(?:e|ion)|membership)
    | (?:related|similar|recommend(?:ed|ations?)?|recirc\w*|more-?(?:on|from|stories|articles|news)
        |read-?(?:more|also|next)|also-?(?:like|read)|you-?may|most-?(?:read|popular|viewed)|popular
        |trending|latest|up-?next|linklist|link-?box|teasers?|teaserlist|onward|further)
    | (?:promo\w*|advert\w*|ads?|adslot|banner|sponsor\w*|outbrain|taboola|affiliate|commercial
        |werbung)
    | (?:nav|navigation|navbar|menu|breadcrumbs?|footer|sidebar|widget(?:-area|-title)|pagination
        |pager|paging|toolbar)
    | (?:(?:fact|info|fakta|expandable|text|link|side|cta|author)-?box|boxout|pull-?quote
        |quick-?facts?|inset)
    | (?:byline|authors?|author-?(?:box|bio|info|name)|bio|vcard|contributors?)
    | (?:tags?|tag-?(?:list|cloud|links)|topics?|keywords|categories)
    | (?:meta|post-?meta|entry-?meta|article-?meta|post-?info|date-?line|timestamp
        |publish(?:ed)?-?date)
    | (?:pop-?up|overlay|lightbox|dialog|tooltip)
    | (?:print-?(?:only|button|link|box)|(?<!overflow-)hidden(?!-(?:[sml]|xs|sm|md|lg|xl)\b)
        |offscreen|skip-?link|no-?print)
    | (?:copyright|disclaimer|rating|voting|poll|quiz|search|cart|app-?download)
    )s?(?:$|[\s_-])""",
    re.VERBOSE | re.IGNORECASE,
)
"""Gathered from the lists of trafilatura, Readability.js and news-please; each occurs on pages
of dozens of publishers."""

_TEASER = re.compile("teaser", re.IGNORECASE)


@lru_cache(maxsize=_CACHE)
def is_teaser(label: str) -> bool:
    """Return whether the names in ``label`` speak of a teaser: one to another page has a link,
    without one it is a standfirst."""
    return _TEASER.search(label) is not None


_BODY = re.compile(
    r"""(?:^|[\s_-])(?: article-?_{0,2}-?(?:body|content|text|main)(?:-?text|-?content)?
    | (?:entry|post|story|news|single|main|td-post|mvp)-?_{0,2}-?(?:content|body
        |text)(?:-?(?:body|main))?
    | story-?text | rich-?text(?:-?body)? | body-?(?:copy|text|content) | field--name-body
        | article__?body
    | articletext | artikel-?(?:text|body|content)
    )(?:$|[\s_-])""",
    re.VERBOSE | re.IGNORECASE,
)
"""Names of the body's element; WordPress and its themes write ``entry-content`` (some 40 % of
the web runs on it), most editorial systems ``article-body`` in one spelling or another."""


def names(element: Element) -> str:
    """Return class and id of ``element`` as one string, its words parted by ``-``."""
    own, name = element.get("class"), element.get("id")
    if own is None and name is None:
        return ""
    return _parted((own or "")[:_LONGEST], (name or "")[:_LONGEST])


@lru_cache(maxsize=_CACHE)
def _parted(own: str, name: str) -> str:
    if name.count("-") > _WORDS:
        name = ""  # a headline made into an id says what it is about, not what it is
    label = f"{own} {name}"[:_LONGEST]
    parted = label if label.islower() else _CAMEL.sub("-", label)
    return _UNDERSCORES.sub("-", parted)


_UNDERSCORES = re.compile(r"_+-*|-{2,}")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")


@lru_cache(maxsize=_CACHE)
def is_aside(label: str) -> bool:
    """Return whether the names in ``label`` speak of something beside the story."""
    return len(label) > 1 and _NEGATIVE.search(label) is not None


_COMMENTS = re.compile(
    r"(?:^|[\s_-])(?:comments?|comment-?list|disqus|respond|reply|replies|discussion|coral"
    r"|kommentare?"
    r"|comentarios|forum|cookies?\w*|consent|gdpr|gprd|onetrust|privacy|log-?in|sign-?in"
    r"|sign-?up|modal"
    r"|forgot-?password|register|registration|newsletters?)(?:$|[\s_-])",
    re.IGNORECASE,
)


@lru_cache(maxsize=_CACHE)
def is_comments(label: str) -> bool:
    """Return whether the names in ``label`` speak of readers' comments."""
    found = _COMMENTS.search(label) if len(label) > 1 else None
    return found is not None and not ("omment" in found[0] and _COMMENTARY.search(label))


_COMMENTARY = re.compile(
    r"(?:^|[\s_-])(?:live|ticker|match|gallery|slide)(?:$|[\s_-])", re.IGNORECASE
)
"""Beside such a word a comment is the newsroom's own: on a match, on a picture."""


@lru_cache(maxsize=_CACHE)
def is_body(label: str) -> bool:
    """Return whether the names in ``label`` speak of the story's body."""
    return len(label) > 1 and _BODY.search(label) is not None


_CAPTION = re.compile(
    r"(?:^|[\s_-])(?:caption|captions?-?text|image-?(?:caption|credit|source)|img-?caption|credits?"
    r"|photo-?credit|figcaption|wp-caption(?:-text)?|bildunterschrift|bild-?_{0,2}info|image-?_{0,2}info|legende|bu|picture-?info)"
    r"(?:$|[\s_-])",
    re.IGNORECASE,
)


@lru_cache(maxsize=_CACHE)
def is_caption(label: str) -> bool:
    """Return whether the names in ``label`` speak of a picture's caption or credit."""
    return len(label) > 1 and _CAPTION.search(label) is not None


_UNSEEN = re.compile(
    r"(?:^|[\s_-])(?:visually-?hidden|screen-?reader(?:-?text|-?only)?|sr-?only"
    r"|hide-?completely|a11y-?hidden"
    r"|u-?hidden|is-?hidden|assistive-?text|for-?screen-?readers?)(?:$|[\s_-])",
    re.IGNORECASE,
)
"""What accessibility style guides (Bootstrap, WordPress, Foundation) call text that is only
read aloud."""


def is_unseen(element: Element) -> bool:
    """Return whether ``element`` is on the page but not shown."""
    if element.get("hidden") is not None:
        return True
    style = element.get("style")
    if style and _NOT_SHOWN.search(style):
        return True
    label = element.get("class")
    return label is not None and _UNSEEN.search(label) is not None


_NOT_SHOWN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|clip\s*:\s*rect\(\s*0|clip-path\s*:\s*inset\(50%",
    re.IGNORECASE,
)

_LOGO = re.compile(
    r"(?:^|[\s_-])(?:site-?(?:title|name|logo|branding)|blog-?(?:title|name)|logo|brand(?:ing)?(?!-title)"
    r"|masthead)(?:$|[\s_-])",
    re.IGNORECASE,
)


@lru_cache(maxsize=_CACHE)
def is_logo(label: str) -> bool:
    """Return whether the names in ``label`` speak of the newspaper's own name."""
    return len(label) > 1 and _LOGO.search(label) is not None


_STANDFIRST = re.compile(
    r"""(?:^|[\s_-])(?: standfirst | lead | lede | leadin | lead-?(?:text|paragraph)
        | intro(?:duction|text)?
    | sub-?(?:title|head|heading|headline|line|deck|tit) | de(?:c)?k | summary | excerpt
        | abstract | description
    | chapo | chapeau | entradilla | bajada | copete | sommario | sottotitolo | catenaccio
        | ingress | vorspann
    | anriss | perex | zajawka | preamble | strapline | spot | ozet | (?:article|news|story
        |text)-?teaser(?:-?text)? | teaser-?text
    | linea-?fina | resumen | postscript
    )(?:$|[\s_-]|\d)""",
    re.VERBOSE | re.IGNORECASE,
)
"""The trade's words for the summary below a headline, in the languages of class names."""


@lru_cache(maxsize=_CACHE)
def is_standfirst(label: str) -> bool:
    """Return whether the names in ``label`` speak of a summary below the headline."""
    return len(label) > 1 and _STANDFIRST.search(label) is not None


_HEADING = re.compile(
    r"(?:^|[\s_-])(?:cross-?head(?:ing)?|sub-?head(?:ing|line)?|inter-?(?:title|titre|line)"
    r"|zwischen(?:titel|zeile)"
    r"|zwischen-?ueberschrift|ladillo|intertitulo|mellemrubrik|mellantitel|mezzotitel|tussenkop"
    r"|section-?(?:title|heading)"
    r"|body-?heading|h[2-4])(?:$|[\s_-])",
    re.IGNORECASE,
)


@lru_cache(maxsize=_CACHE)
def is_heading(label: str) -> bool:
    """Return whether the names in ``label`` speak of a heading inside a story."""
    return len(label) > 1 and _HEADING.search(label) is not None


_KICKER = re.compile(
    r"kicker|topline|over-?line|over-?title|pre-?title|eyebrow|super-?title|supra-?title|antetitulo"
    r"|spitzmarke|dachzeile|surtitre|occhiello|roofline|header-?tag|(?:^|[\s_-])roof(?:$|[\s_-])",
    re.IGNORECASE,
)


@lru_cache(maxsize=_CACHE)
def is_kicker(label: str) -> bool:
    """Return whether the names in ``label`` speak of the line above a headline."""
    return len(label) > 1 and _KICKER.search(label) is not None


_PLAYER = re.compile(
    r"(?:^|[\s_-])(?:embed|video|player|media-?player|vjs|jwplayer|brightcove|audio)(?:$|[\s_-])",
    re.IGNORECASE,
)


@lru_cache(maxsize=_CACHE)
def is_player(label: str) -> bool:
    """Return whether the names in ``label`` speak of a film or a recording."""
    return len(label) > 1 and _PLAYER.search(label) is not None


_PICTURE = re.compile(
    r"(?:^|[\s-])(?:image|images|photo|picture|img|foto|bild)"
    r"(?:-(?:wrap|wrapper|container|block|box|top|left|right|inline|widget|full|image))?(?:$|[\s-])",
    re.IGNORECASE,
)


@lru_cache(maxsize=_CACHE)
def is_picture(label: str) -> bool:
    """Return whether the names in ``label`` speak of a picture."""
    return len(label) > 1 and _PICTURE.search(label) is not None
