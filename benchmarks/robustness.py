"""How much of what ``extract_article`` reads hangs on names and declarations: the pages of
``extraction.py``, changed, and what is still read of them.

    .venv/bin/python benchmarks/robustness.py [FOLDER] [--change NAME ...] [--worst N]

Every change leaves the story, its order and its look as they are, so a reader that goes by the
structure reads the same. A figure that falls tells how pages are read that nobody has seen: built
by machines, in a language of their own, without a word for search engines.
"""

import argparse
import hashlib
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from extraction import DATA_SETS, FOLDER, NO_URL, Record, _page, _prediction, _scorer, _url, gold_of
from lxml.etree import _Element as Element
from lxml.html import HtmlElement, tostring

from newscrawl import extract_article
from newscrawl.extract.page import read_page
from newscrawl.report.progress import Progress

SHOWN = ("body_f1", "para_f1", "head_f1", "bound_f1", "headline_ok", "standfirst_f1", "date_day",
         "authors_f1", "with_recall", "leak")  # fmt: skip


def hash_names(root: HtmlElement) -> None:
    """Every class and id becomes letters that mean nothing, the same for the same."""
    for element in root.iter("*"):
        for attribute in ("class", "id"):
            names = (element.get(attribute) or "").split()
            if names:
                element.set(attribute, " ".join(map(_hashed, names)))


def _hashed(name: str) -> str:
    return "x" + hashlib.sha256(name.encode("utf-8", "replace")).hexdigest()[:6]


def drop_sections(root: HtmlElement) -> None:
    """``article``, ``aside``, ``nav``, ``figure`` and their like become ``div``."""
    for element in root.iter(
        "article", "main", "section", "header", "footer", "nav", "aside", "figure", "figcaption"
    ):
        element.tag = "div"


def wrap_paragraphs(root: HtmlElement) -> None:
    """Each paragraph stands in a ``div`` of its own."""
    for paragraph in list(root.iter("p")):
        parent = paragraph.getparent()
        if parent is not None:
            wrapper: Element = paragraph.makeelement("div")
            wrapper.tail, paragraph.tail = paragraph.tail, None
            parent.replace(paragraph, wrapper)
            wrapper.append(paragraph)


def rename_paragraphs(root: HtmlElement) -> None:
    """Each ``p`` becomes a ``div``."""
    for paragraph in list(root.iter("p")):
        paragraph.tag = "div"


def drop_declarations(root: HtmlElement) -> None:
    """No JSON-LD, no ``meta``."""
    for element in list(root.iter("script", "meta")):
        if element.tag == "meta" or "ld+json" in (element.get("type") or ""):
            element.drop_tree()


CHANGES: dict[str, tuple[Callable[[HtmlElement], None], ...]] = {
    "none": (),
    "names hashed": (hash_names,),
    "sections dropped": (drop_sections,),
    "both": (hash_names, drop_sections),
    "paragraphs wrapped": (wrap_paragraphs,),
    "paragraphs renamed": (rename_paragraphs,),
    "declarations dropped": (drop_declarations,),
}


def changed(page: bytes, encoding: str | None, change: str) -> bytes:
    """Return a page in UTF-8 after ``change``."""
    root = read_page(page, NO_URL, encoding=encoding).root
    for step in CHANGES[change]:
        step(root)
    written: bytes = tostring(root, encoding="utf-8", doctype="<!DOCTYPE html>")
    return written


def read(folder: Path, gold: list[Record], change: str) -> Iterator[tuple[str, dict[str, object]]]:
    with Progress(change, "pages") as bar:
        for number, record in enumerate(gold, start=1):
            page = changed(_page(folder, record), record["encoding"], change)
            article = extract_article(page, _url(record), encoding="utf-8")
            yield record["id"], _prediction(article, record, body_only=False)
            bar.show(number, len(gold))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n\n")[0])
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--change", nargs="+", choices=CHANGES, default=list(CHANGES))
    parser.add_argument("--worst", type=int, default=0, help="name the N pages that fell furthest")
    options = parser.parse_args()
    folder = options.folder or FOLDER
    gold = [record for record in gold_of(folder) if record["dataset"] in DATA_SETS]
    score = _scorer(folder)
    before: dict[str, float] = {}
    for change in options.change:
        figures, pages = score.score(gold, dict(read(folder, gold, change)), 0, None)
        print(f"\n### {change}")
        for name in DATA_SETS:
            told = (f"{key} {100 * figures[name]['fig'][key]:.1f}" for key in SHOWN
                    if key in figures[name]["fig"])  # fmt: skip
            print(f"  {name:13} {', '.join(told)}")
        bodies = {name: page["body_page_f1"] for name, _, page in pages if "body_page_f1" in page}
        fallen = sorted((bodies[name] - before.get(name, 0), name) for name in bodies if before)
        for by, name in fallen[: options.worst]:
            print(f"  {100 * by:+6.0f} {name}")
        before = before or bodies
    return 0


if __name__ == "__main__":
    sys.exit(main())
