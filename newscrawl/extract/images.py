"""The pictures of a story, with caption and credit."""

import re
from collections.abc import Callable

from lxml import etree
from lxml.etree import _Element as Element

from newscrawl import urls
from newscrawl.extract import hints, json_ld
from newscrawl.extract.evidence import Evidence
from newscrawl.extract.teaser_pictures import TeaserPictures
from newscrawl.extract.text import fold, key, text_of
from newscrawl.items import Image

_PICTURES = etree.XPath(
    ".//img[not(ancestor::nav or ancestor::footer or ancestor::noscript)]", smart_strings=False
)
_CREDIT = re.compile(
    r"(?:^|[\s_-])(?:credits?|copyright|source|photographer|byline|agency|rights|foto(?:graf)?"
    r"|quelle)(?:$|[\s_-])",
    re.IGNORECASE,
)
_SMALL = 100
"""Pixels of width or height below which a picture is an icon, a pixel or a face."""
_MOST = 60
_SOURCES = (
    "src",
    "data-src",
    "data-original",
    "data-lazy-src",
    "data-url",
    "data-srcset",
    "srcset",
)
"""Where the picture's URL may stand; the ``data-`` names are those of the common lazy loaders."""


def images(evidence: Evidence, root: Element | None) -> tuple[Image, ...]:
    """Return the pictures in ``root`` in page order, but for those of teasers, the declared lead
    picture first if it is none of them; each URL once.

    Args:
        evidence: The page.
        root: The element that holds headline and body.
    """
    found: dict[str, Image] = {}
    if root is not None and (pictures := _PICTURES(root)[:_MOST]):
        teasers = TeaserPictures(evidence.page, evidence.cards)
        for img in pictures:
            image = _image(img, root, evidence.page.base, teasers)
            if image is not None:
                found.setdefault(_name(image.url), image)
    declared = _declared(evidence)
    if declared is not None and _name(declared.url) not in found:
        return (declared, *found.values())
    return tuple(found.values())


def _declared(evidence: Evidence) -> Image | None:
    sources: tuple[Callable[[], list[str]], ...] = (
        lambda: evidence.meta(*_META),
        lambda: _node_images(evidence.node.get("image"), evidence.nodes),
        lambda: [str(link) for link in _LINKED(evidence.page.root)],
    )
    texts = (text for source in sources for text in source())
    found = (urls.absolute(text, evidence.page.base) for text in texts)
    return next((Image(url=url) for url in found if url is not None), None)


_META = (
    "og:image", "og:image:url", "og:image:secure_url", "twitter:image", "twitter:image:src",
    "parsely-image-url", "sailthru.image.full", "cxenseparse:recs:image",
)  # fmt: skip
_LINKED = etree.XPath("/html/head/link[@rel = 'image_src']/@href")


def _node_images(value: object, nodes: list[json_ld.Node]) -> list[str]:
    if isinstance(value, dict):
        node = json_ld.resolved(value, nodes)
        value = node.get("url") or node.get("contentUrl")
    if isinstance(value, list):
        return [text for item in value[:3] for text in _node_images(item, nodes)]
    return json_ld.strings(value)


def _image(img: Element, root: Element, base: str, teasers: TeaserPictures) -> Image | None:
    if _is_small(img):
        return None
    figure: Element | None = None
    above: list[Element] = []
    for step in img.iterancestors():
        if step is root:
            break
        above.append(step)
        said = hints.said(step)
        if "aside" in said and "caption" not in said:
            return None
        if figure is None and (step.tag == "figure" or "caption" in said):
            figure = step
    url = _url(img, base)
    if url is None:
        return None
    holder = None if figure is None else _holder(figure)
    if teasers.has(above, holder):
        return None
    caption, credit = (None, None) if holder is None else _caption(holder)
    return Image(url=url, caption=caption, credit=credit)


def _url(img: Element, base: str) -> str | None:
    for name in _SOURCES:
        value = (img.get(name) or "").strip()
        if name.endswith("srcset"):
            value = value.split(",")[-1].strip().split(" ")[0]
        if (
            value
            and not value.startswith("data:")
            and not value.lower().split("?")[0].endswith(".svg")
        ):
            return urls.absolute(value, base)
    return None


def _is_small(img: Element) -> bool:
    for name in ("width", "height"):
        size = re.match(r"\d+", img.get(name) or "")
        if size and int(size[0][:6]) < _SMALL:
            return True
    return False


def _holder(figure: Element) -> Element | None:
    """Return the element of the picture's caption."""
    found = figure.find(".//figcaption")
    if found is not None:
        return found
    return next((each for each in figure.iter() if "caption" in hints.said(each)), None)


def _caption(holder: Element) -> tuple[str | None, str | None]:
    caption, credit = text_of(holder), None
    for part in holder.iter():
        if part is not holder and _CREDIT.search(hints.names(part)):
            credit = text_of(part) or None
            break
    if credit:
        caption = fold(caption.replace(credit, " "))
    return caption or None, credit


def _name(url: str) -> str:
    """Return the picture's file name, by which its sizes are one picture."""
    path = url.partition("?")[0].rstrip("/")
    return key(re.sub(r"[-_]\d+x\d+(?=\.\w+$)", "", path.rsplit("/", 1)[-1])) or url
