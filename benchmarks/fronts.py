"""Measures the reader of teasers on front pages with gold.

    python benchmarks/fronts.py [FOLDER] [--pages] [--predictions FILE] [--guard] [--rounds N]

FOLDER holds ``gold.jsonl``, ``pages/`` and its own ``score_fronts.py``; without it, ``fronts`` in
the folder that the environment variable NEWSCRAWL_BENCH names. Prints newscrawl beside two simple
readers, and the cost of a page as a multiple of one ``lxml.html.document_fromstring`` of the same
bytes in the same run. ``--guard`` ends with 1 where a figure is below its floor.
"""

import argparse
import gc
import gzip
import importlib.util
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from lxml.etree import _Element as Element
from lxml.html import document_fromstring

from newscrawl.extract.front_page import extract_front_page
from newscrawl.extract.page import Page, read_page
from newscrawl.items import FrontPageSnapshot
from newscrawl.urls import absolute, is_own

FLOORS = {
    "F1": 0.985,
    "F1 of articles": 0.98,
    "title_em": 0.985,
    "excerpt_f1": 0.98,
    "tau": 0.99,
    "lowest tau": 0.95,
}
"""What the dev half of the gold must give at least: a little less than it gave last."""
FIGURES = ("P", "R", "F1", "title_em", "title_f1", "excerpt_f1", "tau")
MIN_WORDS = 4

Teasers = list[dict[str, Any]]
Reader = Callable[[bytes, dict[str, Any]], Teasers]


@dataclass(slots=True)
class Cost:
    """Best processor time of several rounds, seconds; one value a page."""

    ours: list[float]
    parse: list[float]


def newscrawl(body: bytes, gold: dict[str, Any]) -> Teasers:
    """Return what newscrawl reads."""
    return [asdict(teaser) for teaser in _snapshot(body, gold).teasers]


def _snapshot(body: bytes, gold: dict[str, Any]) -> FrontPageSnapshot:
    return extract_front_page(body, gold["url"], encoding=gold["encoding"])


def long_links(body: bytes, gold: dict[str, Any]) -> Teasers:
    """Return the links to the same site that have four words or more."""
    page = read_page(body, gold["url"], encoding=gold["encoding"])
    return _listed(page, lambda text, _: len(text.split()) >= MIN_WORDS)


def headings(body: bytes, gold: dict[str, Any]) -> Teasers:
    """Return the links to the same site that stand in a heading or hold one."""
    page = read_page(body, gold["url"], encoding=gold["encoding"])
    return _listed(page, lambda _, link: _headed(link))


def _headed(link: Element) -> bool:
    names = ("h1", "h2", "h3", "h4", "h5", "h6")
    return any(True for _ in (*link.iterancestors(*names), *link.iterdescendants(*names)))


def _listed(page: Page, fits: Callable[[str, Element], bool]) -> Teasers:
    found: dict[str, dict[str, Any]] = {}
    for link in page.root.iter("a"):
        url = absolute(link.get("href") or "", page.base)
        text = " ".join("".join(link.itertext()).split())
        if url and text and is_own(url, (page.url,)) and fits(text, link):
            found.setdefault(url, {"url": url, "title": text, "rank": len(found) + 1})
    return list(found.values())


def golds(folder: Path) -> Iterator[tuple[dict[str, Any], bytes]]:
    """Yield each record with the bytes of its page."""
    for line in (folder / "gold.jsonl").read_text("utf-8").splitlines():
        if line.strip():
            gold = json.loads(line)
            yield gold, gzip.decompress((folder / gold["html"]).read_bytes())


def scorer(folder: Path) -> ModuleType:
    """Return the folder's own scorer as a module."""
    spec = importlib.util.spec_from_file_location("score_fronts", folder / "score_fronts.py")
    if spec is None or spec.loader is None:
        message = f"{folder}: no score_fronts.py there"
        raise FileNotFoundError(message)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def predictions(reader: Reader, folder: Path) -> list[dict[str, Any]]:
    return [{"id": gold["id"], "teasers": reader(body, gold)} for gold, body in golds(folder)]


def scored(
    score: ModuleType, folder: Path, lines: list[dict[str, Any]]
) -> tuple[list[dict[str, Any]], dict[str, float]]:
    """Return the scorer's row of each page and the means."""
    with tempfile.TemporaryDirectory() as place:
        file = Path(place) / "predictions.jsonl"
        file.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
        rows, means = score.score(folder / "gold.jsonl", file, 1)
    kinds = {gold["id"]: gold["kind"] for gold, _ in golds(folder)}
    figures = {name: means[name][0] for name in FIGURES if means[name][0] is not None}
    articles = [row["F1"] for row in rows if kinds[row["id"]] == "article"]
    if articles:
        figures["F1 of articles"] = sum(articles) / len(articles)
    figures["lowest tau"] = min((row["tau"] for row in rows if row["tau"] is not None), default=1.0)
    return rows, figures


def cost(folder: Path, rounds: int) -> Cost:
    """Return the best time of each page: ours and one bare parse, in turns."""
    found = Cost([], [])
    pages = list(golds(folder))
    gc.collect()
    gc.freeze()  # the gold is none of the reader's garbage
    for gold, body in pages:
        ours, parse = [], []
        for _ in range(rounds):
            parse.append(_seconds(lambda body=body: document_fromstring(body)))
            ours.append(_seconds(lambda body=body, gold=gold: _snapshot(body, gold)))
        found.ours.append(min(ours))
        found.parse.append(min(parse))
    return found


def _seconds(run: Callable[[], object]) -> float:
    start = time.process_time()
    run()
    return time.process_time() - start


def table(named: dict[str, dict[str, float]]) -> str:
    """Return the figures of each reader, a line each."""
    names = [*FIGURES, "F1 of articles", "lowest tau"]
    lines = [" " * 12 + "".join(name.rjust(16) for name in names)]
    for reader, figures in named.items():
        cells = (figures.get(name) for name in names)
        texts = ("-" if cell is None else f"{cell:.3f}" for cell in cells)
        lines.append(reader.ljust(12) + "".join(text.rjust(16) for text in texts))
    return "\n".join(lines)


def page_table(rows: list[dict[str, Any]]) -> str:
    """Return the figures of each page, the worst first."""
    lines = []
    for row in sorted(rows, key=lambda row: row["F1"]):
        cells = ("-" if row[name] is None else f"{row[name]:.3f}" for name in FIGURES)
        counts = f"{row['gold']:5d}{row['fp']:4d}{row['fn']:4d}"
        lines.append(row["id"].ljust(28) + counts + "".join(cell.rjust(11) for cell in cells))
    head = "page".ljust(28) + " gold  fp  fn" + "".join(name.rjust(11) for name in FIGURES)
    return "\n".join([head, *lines])


def shortfalls(figures: dict[str, float]) -> list[str]:
    """Return what is below its floor, in words. The cost is printed only: times are noisy."""
    return [
        f"{name} is {figures[name]:.3f}, floor {floor}"
        for name, floor in FLOORS.items()
        if figures.get(name, floor) < floor
    ]


def main() -> int:
    bench = os.environ.get("NEWSCRAWL_BENCH")
    parser = argparse.ArgumentParser(description="Measure the reader of teasers.")
    parser.add_argument("folder", nargs="?", type=Path, default=bench and Path(bench) / "fronts")
    parser.add_argument("--pages", action="store_true", help="print each page")
    parser.add_argument("--predictions", type=Path, help="write ours to this file")
    parser.add_argument("--guard", action="store_true", help="end with 1 below the floors")
    parser.add_argument("--rounds", type=int, default=5, help="of each page, for its time")
    options = parser.parse_args()
    if options.folder is None or not (options.folder / "gold.jsonl").is_file():
        parser.error("name a folder with gold.jsonl, or set NEWSCRAWL_BENCH to the one above it")
    return run(options)


def run(options: argparse.Namespace) -> int:
    folder: Path = options.folder
    score = scorer(folder)
    ours = predictions(newscrawl, folder)
    if options.predictions:
        options.predictions.write_text("".join(json.dumps(line) + "\n" for line in ours), "utf-8")
    rows, figures = scored(score, folder, ours)
    simple = {"long links": long_links, "headings": headings}
    others = {
        name: scored(score, folder, predictions(reader, folder))[1]
        for name, reader in simple.items()
    }
    print(table({"newscrawl": figures, **others}))
    if options.pages:
        print(page_table(rows))
    times = cost(folder, options.rounds)
    figures["slowest page, ms"] = 1000 * max(times.ours)
    figures["cost in parses"] = sum(times.ours) / sum(times.parse)
    print(
        f"{len(rows)} pages: {figures['cost in parses']:.2f} x one lxml parse, the parse included;"
        f" the slowest page took {figures['slowest page, ms']:.1f} ms"
    )
    missed = shortfalls(figures)
    print("\n".join(missed) or "all figures at their floors or above")
    return 1 if options.guard and missed else 0


if __name__ == "__main__":
    sys.exit(main())
