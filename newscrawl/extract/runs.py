"""The texts of a page in page order, one after the other: who needs the first few reads no more."""

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree
from lxml.etree import _Element as Element

_SPACE = " \t\r\n"
"""White space of XML: a text of other blanks is one."""
_SILENT = frozenset({"script", "style"})


@dataclass(frozen=True, slots=True)
class Run:
    """A text between two tags, not blank."""

    text: str
    holder: Element
    """The element it stands in."""
    begins: bool
    """No element stands before it in ``holder``."""


def below(element: Element) -> Iterator[Run]:
    """Yield the texts behind ``element`` up to the end of the page, but those of scripts."""
    here: Element | None = element
    while here is not None and (above := here.getparent()) is not None:
        yield from _run(here.tail, above, begins=False)
        for sibling in here.itersiblings():
            yield from _in_and_behind(sibling)
        here = above


def _in_and_behind(root: Element) -> Iterator[Run]:
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if event == "start":
            yield from _run(element.text, element, begins=True)
        elif (holder := element.getparent()) is not None:
            yield from _run(element.tail, holder, begins=False)


def _run(text: str | None, holder: Element, *, begins: bool) -> Iterator[Run]:
    if text and text.strip(_SPACE) and holder.tag not in _SILENT:
        yield Run(text, holder, begins)
