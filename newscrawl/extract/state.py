"""Stories that stand only in a script: JSON-LD's ``articleBody`` or a web application's state."""

import json
import re
from collections.abc import Iterator
from typing import Any

from lxml import etree
from lxml.etree import _Element as Element
from lxml.html import HTMLParser, document_fromstring

from newscrawl.extract import hints, json_ld
from newscrawl.extract.blocks import Block, blocks
from newscrawl.extract.lines import ends_sentence
from newscrawl.extract.text import weight

_SCRIPTS = etree.XPath("//script[not(@src)][string-length(.) > 400]")
_STRING = re.compile(r'"((?:[^"\\]++|\\.)*+)')
"""What stands between two quotes, in a string or between two strings; the second one begins the
next, so that a script is read once, whatever it holds."""
_MARKUP = re.compile(r"<(?:p|br|div|h[2-6])\b[^>]*>", re.IGNORECASE)
_LARGEST = 4_000_000
"""Letters of script looked at on one page."""
_LEAST = 300
"""Letters of a story worth the name; also of the longest text taken for a stub in the page."""
_HEADED = re.compile(r"head(?:ing|er)|h[2-4]\b", re.IGNORECASE)
"""What Editor.js, Contentful, Arc and Gutenberg call a block with a heading."""
_TEXT_KEYS = ("content", "text", "body", "html", "value", "paragraph")


def from_node(node: json_ld.Node) -> list[Block]:
    """Return the blocks of ``articleBody`` in the article's JSON-LD node."""
    value = node.get("articleBody")
    texts = value if isinstance(value, list) else [value]
    return [b for text in texts if isinstance(text, str) for b in from_text(text)]


def from_text(text: str) -> list[Block]:
    """Return the blocks of a text that holds HTML, or paragraphs on lines of their own."""
    if "&lt;" in text or "&#60;" in text:
        text = re.sub(r"&(?:lt|#60);", "<", re.sub(r"&(?:gt|#62);", ">", text))
    if not _MARKUP.search(text):
        text = "".join(f"<p>{_escaped(line)}</p>" for line in text.splitlines() if line.strip())
    return _read(text)


def _escaped(line: str) -> str:
    return line.replace("<", "&lt;") if "<" in line and not re.search(r"</?\w", line) else line


def _read(markup: str) -> list[Block]:
    try:
        root = document_fromstring(
            f"<html><body>{markup}</body></html>".encode("utf-8", "replace"),
            parser=HTMLParser(encoding="utf-8", huge_tree=True),
        )
    except (etree.ParserError, etree.XMLSyntaxError):
        return []
    body = root.find("body")
    return blocks(body, _is_beside) if body is not None else []


def _is_beside(element: Element) -> bool:
    return element.tag == "figure" or not {"caption", "aside"}.isdisjoint(hints.said(element))


def from_scripts(root: Element) -> list[Block]:
    """Return the blocks of the longest story in the page's scripts, empty where none has one."""
    best: list[Block] = []
    size = 0
    for candidate in _candidates(root):
        told = sum(weight(b.text) for b in candidate if ends_sentence(b.text))
        if told > size:
            best, size = candidate, told
    return best if size >= _LEAST else []


def _candidates(root: Element) -> Iterator[list[Block]]:
    left = _LARGEST
    for script in _SCRIPTS(root):
        text = script.text or ""
        left -= len(text)
        if left < 0:
            return
        for literal in _long_strings(text):
            markup = _decoded(literal)
            if markup and _MARKUP.search(markup) and len(_MARKUP.findall(markup)) > 2:  # noqa: PLR2004
                yield _read(markup)
        yield from _paragraph_lists(_parsed(text))


def _long_strings(script: str) -> Iterator[str]:
    for match in _STRING.finditer(script):
        if len(match[1]) >= _LEAST and script.startswith('"', match.end()):
            yield match[1]


def _decoded(literal: str) -> str | None:
    try:
        value = json.loads(f'"{literal}"', strict=False)
    except ValueError:
        return None
    return value if isinstance(value, str) else None


def _parsed(text: str) -> Any:
    """Return the first JSON object or array in a script that is one, or assigns one."""
    start = min((at for at in (text.find("{"), text.find("[{")) if at >= 0), default=-1)
    for _ in range(4):
        if start < 0:
            return None
        try:
            return json.JSONDecoder(strict=False).raw_decode(text, start)[0]
        except (ValueError, RecursionError):
            start = text.find("{", text.find("=", start + 1))
    return None


def _paragraph_lists(value: Any) -> Iterator[list[Block]]:
    """Yield the lists of paragraphs in a JSON value: items that are texts, or hold one."""
    queue = [value]
    for _ in range(20_000):
        if not queue:
            return
        item = queue.pop()
        if isinstance(item, dict):
            queue.extend(item.values())
        elif isinstance(item, list):
            queue.extend(item)
            texts = [text for entry in item[:2000] if (text := _text(entry))]
            if sum(map(len, texts)) > _LEAST:
                yield [block for text in texts for block in from_text(text)]


def _text(entry: Any) -> str | None:
    if isinstance(entry, str):
        return entry if " " in entry else None
    if isinstance(entry, dict):
        for name in _TEXT_KEYS:
            if isinstance(entry.get(name), str):
                headed = _HEADED.search(str(entry.get("type") or entry.get("__typename")))
                return f"<h2>{entry[name]}</h2>" if headed else str(entry[name])
    return None
