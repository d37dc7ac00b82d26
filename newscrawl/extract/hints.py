"""Class names, ids and roles that many newspapers share: hints for the readers, never a must."""

import re
from functools import lru_cache
from typing import Final, Literal

from lxml.etree import _Element as Element

Hint = Literal["aside", "comments", "body", "standfirst", "caption", "picture", "teaser"]
"""What names say of many an element: that it is something beside the story, readers' comments, the
story's body, a summary below the headline, a picture's caption or credit, a picture, or a teaser:
one to another page has a link, without one it is a standfirst."""

Rare = Literal["logo", "kicker", "player"]
"""What is asked of a few: the newspaper's own name, the line above a headline, a film or a
recording."""

_MOST_HYPHENS = 4
_LONGEST = 400
"""Letters of class and id that are looked at: attributes of a megabyte exist."""
_CACHE = 50_000
"""Names remembered, single ones and all of an element (250 bytes each): a page has 300 of them,
those of one newspaper are the same, those of 700 newspapers 38,000 together."""

_MACHINE: Final = r"""ai-?(?:generated|summary|overview|takeaways?|highlights|brief|box)
        |(?:summary|overview|takeaways?|highlights)-?ai"""
"""Boxes in which a machine sums the story up: none of its words are the newspaper's."""

_WORDS: Final[dict[Hint, str]] = {
    "aside": rf"""(?:
          social(?!-?(?:media-?)?(?:embed|post))|share|sharing|sharedaddy|addtoany
        | sharebar|shariff
        | news-?letters?|subscri(?:be|ption)|sign-?up|opt-?in|donat(?:e|ion)|membership
        | related|similar|recommend(?:ed|ations?)?|recirc\w*|more-?(?:on|from|stories|articles|news)
        | read-?(?:more|also|next)|also-?(?:like|read)|you-?may|most-?(?:read|popular|viewed)
        | popular|trending|latest|up-?next|linklist|link-?box|teasers?|teaserlist|onward|further
        | promo\w*|advert\w*|ads?|adslot|banner|sponsor\w*|outbrain|taboola|affiliate|commercial
        | werbung
        | nav|navigation|navbar|menu|breadcrumbs?|footer|sidebar|widget(?:-area|-title)|pagination
        | pager|paging|toolbar|(?:page|post-page)-?(?:links|numbers)
        | (?:fact|info|fakta|expandable|text|link|side|cta|author)-?box|boxout|pull-?quote
        | quick-?facts?|inset
        | byline|authors?|author-?(?:box|bio|info|name)|bio|vcard|contributors?
        | tags?|tag-?(?:list|cloud|links)|topics?|keywords|categories
        | meta|post-?meta|entry-?meta|article-?meta|post-?info|date-?line|timestamp
        | publish(?:ed)?-?date
        | pop-?up|overlay|lightbox|dialog|tooltip
        | print-?(?:only|button|link|box)|(?<!overflow-)hidden(?!-(?:[sml]|xs|sm|md|lg|xl)\b)
        | offscreen|skip-?link|no-?print|robots-?nocontent|no-?script
        | {_MACHINE}
        | copyright|disclaimer|rating|voting|poll|quiz|search|cart|app-?download
        )s?""",
    "comments": r"""
          comments?|comment-?list|disqus|respond|reply|replies|discussion|coral|kommentare?
        | comentarios|forum|cookies?\w*|consent|gdpr|gprd|onetrust|privacy|log-?in|sign-?in
        | sign-?up|modal|forgot-?password|register|registration|newsletters?""",
    "body": r"""
          article-?(?:body|content|text|main)(?:-?text|-?content)?
        | (?:entry|post|story|news|single|main|td-post|mvp)-?(?:content|body|text)
            (?:-?(?:body|main))?
        | story-?text | rich-?text(?:-?body)? | body-?(?:copy|text|content) | field-name-body
        | articletext | artikel-?(?:text|body|content)""",
    "standfirst": r"""(?:
          standfirst | lead | lede | leadin | lead-?(?:text|paragraph) | intro(?:duction|text)?
        | sub-?(?:title|head|heading|headline|line|deck|tit) | de(?:c)?k | summary | excerpt
        | abstract | description | chapo | chapeau | entradilla | bajada | copete | sommario
        | sottotitolo | catenaccio | ingress | vorspann | anriss | perex | zajawka | preamble
        | strapline | spot | ozet | (?:article|news|story|text)-?teaser(?:-?text)? | teaser-?text
        | linh?a-?fina | resumen | sumario | postscript | sapo
        )(?:\d\S*)?""",
    "caption": r"""
          caption|captions?-?text|image-?(?:caption|credit|source)|img-?caption|credits?
        | (?:img|photo|pic|picture)-?(?:desc|te?xt|cap)
        | photo-?credit|figcaption|wp-caption(?:-text)?|bildunterschrift|bild-?info|image-?info
        | legende|bu|picture-?info""",
    "picture": r"""(?:image|images|photo|picture|img|foto|bild)
        (?:-(?:wrap|wrapper|container|block|box|top|left|right|inline|widget|full|image))?""",
}
"""Words between hyphens or at the ends of a name. Those of asides were gathered from the lists of
trafilatura, Readability.js and news-please; each occurs on pages of dozens of publishers. WordPress
and its themes call the body ``entry-content`` (some 40 % of the web runs on it), most editorial
systems ``article-body`` in one spelling or another. The standfirst has the trade's words for it,
in the languages of class names."""

_RARE: Final[dict[Rare, str]] = {
    "logo": r"""site-?(?:title|name|logo|branding)|blog-?(?:title|name)|logo
        | brand(?:ing)?(?!-title)|masthead""",
    "kicker": r"""\S*(?:kicker|topline|over-?line|over-?title|pre-?title|eyebrow|super-?title
        | supra-?title|up-?title|antetitulo|rutitr|rotitr|spitzmarke|dachzeile|surtitre
        | occhiello|roofline|header-?tag)\S*
        | roof""",
    "player": "embed|video|player|media-?player|vjs|jwplayer|brightcove|audio",
}


def _pattern(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?:^|[\s-])(?:{words})(?:$|[\s-])", re.VERBOSE)


_PATTERNS: Final = {hint: _pattern(words) for hint, words in _WORDS.items()}
_RARE_PATTERNS: Final = {hint: _pattern(words) for hint, words in _RARE.items()}
_BY_MACHINE: Final = _pattern(_MACHINE)
_ANY: Final = re.compile(rf"(?:^|-)(?:{'|'.join(_WORDS.values())})|teaser", re.VERBOSE)
"""How a name begins that says something: three in four say nothing."""

_COMMENTARY = re.compile(r"(?:^|[\s-])(?:live|ticker|match|gallery|slide)(?:$|[\s-])")
"""Beside such a word a comment is the newsroom's own: on a match, on a picture."""

NOTHING: Final[frozenset[Hint]] = frozenset()


def said(element: Element) -> frozenset[Hint]:
    """Return what class and id of ``element`` say of it."""
    own, name = element.get("class"), element.get("id")
    if own is None and name is None:
        return NOTHING
    return _said((own or "")[:_LONGEST], (name or "")[:_LONGEST])


_TELLING: Final = frozenset({"role", "data-testid", "data-component", "data-module"})


def told(element: Element) -> frozenset[Hint]:
    """Return what other attributes say of ``element``: what tests and scripts know it by, and its
    role. Where class names are made by machines nothing else does."""
    names = _TELLING.intersection(element.keys())
    if not names:
        return NOTHING
    own = [element.get(name, "")[:_LONGEST] for name in names]
    if "complementary" in own:
        return _ASIDE
    return NOTHING.union(*(_said(value, "") for value in own if not _SIGNED.search(value)))


_SIGNED: Final = re.compile("uthor|yline")
"""Names of bylines, which are read."""
_ASIDE: Final[frozenset[Hint]] = frozenset({"aside"})


def says(element: Element, hint: Rare) -> bool:
    """Return whether class and id of ``element`` speak of ``hint``."""
    return _RARE_PATTERNS[hint].search(names(element).lower()) is not None


def names(element: Element) -> str:
    """Return class and id of ``element`` as one string, its words parted by ``-``."""
    own, name = element.get("class"), element.get("id")
    if own is None and name is None:
        return ""
    return _names((own or "")[:_LONGEST], (name or "")[:_LONGEST])


@lru_cache(maxsize=_CACHE)
def _names(own: str, name: str) -> str:
    return _parted(own, name)


@lru_cache(maxsize=_CACHE)
def _said(own: str, name: str) -> frozenset[Hint]:
    label = _parted(own, name).lower()
    found = NOTHING.union(*map(_said_by_one, label.split()))
    return found - {"comments"} if "comments" in found and _is_commentary(label) else found


@lru_cache(maxsize=_CACHE)
def _said_by_one(name: str) -> frozenset[Hint]:
    """Return what a single name says: no pattern goes beyond one."""
    if not _ANY.search(name):
        return NOTHING
    found: set[Hint] = {hint for hint, pattern in _PATTERNS.items() if pattern.search(name)}
    if "aside" in found and _BY_MACHINE.search(name):
        found -= {"standfirst", "body"}
    return frozenset({*found, "teaser"} if "teaser" in name else found)


def _is_commentary(label: str) -> bool:
    found = _PATTERNS["comments"].search(label)
    return found is not None and "omment" in found[0] and _COMMENTARY.search(label) is not None


def _parted(own: str, name: str) -> str:
    if name.count("-") > _MOST_HYPHENS:
        name = ""  # a headline made into an id says what it is about, not what it is
    label = f"{own} {name}"[:_LONGEST]
    parted = label if label.islower() else _CAMEL.sub("-", label)
    return _UNDERSCORES.sub("-", parted) if "_" in parted or "--" in parted else parted


_UNDERSCORES = re.compile(r"_+-*|-{2,}")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")


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
    return label is not None and _is_named_unseen(label[:_LONGEST])


@lru_cache(maxsize=_CACHE)
def _is_named_unseen(label: str) -> bool:
    return _UNSEEN.search(label) is not None


_NOT_SHOWN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|clip\s*:\s*rect\(\s*0|clip-path\s*:\s*inset\(50%",
    re.IGNORECASE,
)
