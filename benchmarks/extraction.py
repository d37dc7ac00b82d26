"""How well and how fast ``extract_article`` reads pages with known content.

    python benchmarks/extraction.py [FOLDER] [--only SET ...] [--peers] [--predictions FILE]
                                    [--guard] [--worst N] [--body-only]

FOLDER holds ``gold.jsonl``, ``pages/`` and the scorer ``score.py``; without it
``$NEWSCRAWL_BENCH/articles``. Prints a table for each data set with the figures of other readers
beside ours, and the cost as a multiple of one ``lxml.html.document_fromstring`` of the same pages.

What is predicted: headline, standfirst, authors, time and sections as they stand in the record. The
text that is compared is the standfirst and the body, since the other readers give both as one text;
``--body-only`` leaves the standfirst out.
"""

import argparse
import gc
import gzip
import importlib.util
import json
import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

from lxml.html import document_fromstring

from newscrawl import extract_article
from newscrawl.items import Article
from newscrawl.urls import is_web

Record = dict[str, Any]
Prediction = dict[str, Any]

DATA_SETS = ("fundus_eval", "fundus_tests", "aeb", "trafilatura")

PEERS: dict[str, dict[str, float]] = {
    "fundus_eval": {"body_f1": 95.5, "para_f1": 89.7},
    "fundus_tests": {
        "body_f1": 96.1, "para_f1": 89.0, "head_f1": 80.8, "bound_f1": 78.9, "headline_ok": 87.0,
        "standfirst_f1": 79.0, "date_day": 98.0, "date_instant": 90.6, "authors_f1": 84.7,
    },
    "aeb": {"body_f1": 96.4},
    "trafilatura": {"with_recall": 94.6, "leak": 8.5},
}  # fmt: skip
"""The best other open reader, figure by figure, as found when the data sets were put together: the
same pages, the same scorer. ``--peers`` reruns trafilatura."""

FLOORS: dict[str, dict[str, float]] = {
    "fundus_eval": {"body_f1": 97.1, "para_f1": 93.7},
    "fundus_tests": {
        "body_f1": 97.8, "para_f1": 95.4, "head_f1": 94.7, "bound_f1": 94.3, "headline_ok": 98.0,
        "standfirst_f1": 92.4, "date_day": 99.5, "date_instant": 99.5, "authors_f1": 92.2,
    },
    "aeb": {"body_f1": 97.5},
    "trafilatura": {"with_recall": 94.6, "headline_exact": 85.5},
}  # fmt: skip
"""Below these ``--guard`` fails: half a point under what was reached when they were set."""

CEILINGS = {"trafilatura": {"leak": 4.4}}

NO_URL = "https://bench.invalid/page"
"""For records whose URL is none."""


FOLDER = Path(os.environ.get("NEWSCRAWL_BENCH", "bench")) / "articles"


def gold_of(folder: Path) -> list[Record]:
    """Return the records of ``gold.jsonl``; end the program with code 2 where there is none."""
    path = folder / "gold.jsonl"
    if not path.is_file():
        print(f"{folder} holds no gold.jsonl. Give the folder, or set NEWSCRAWL_BENCH.")
        sys.exit(2)
    return [json.loads(line) for line in path.open(encoding="utf-8")]


def main() -> int:
    options = _options()
    folder = options.folder or FOLDER
    gold, score = gold_of(folder), _scorer(folder)
    gold = [record for record in gold if not options.only or record["dataset"] in options.only]
    predictions = {
        record["id"]: _prediction(article, record, body_only=options.body_only)
        for record, article in _read(folder, gold)
    }
    if options.predictions:
        _write(options.predictions, predictions.values())
    figures, pages = score.score(gold, predictions, 0, options.only or None)
    others = {"trafilatura": _peer(folder, gold, score)} if options.peers else {}
    for name in (*DATA_SETS, "newspaper4k"):
        if name in figures:
            _print_table(name, figures[name], score.COLS[name], others)
    if options.worst:
        _print_worst(pages, options.worst)
    _print_cost(folder, gold)
    return _guard(figures) if options.guard else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--peers", action="store_true", help="rerun the peers that are installed")
    parser.add_argument("--predictions", type=Path, help="write our predictions as JSON Lines")
    parser.add_argument("--body-only", action="store_true", help="leave the standfirst out")
    parser.add_argument("--only", nargs="+", metavar="SET", help="read these data sets only")
    parser.add_argument("--guard", action="store_true", help="fail where figures fell")
    parser.add_argument("--worst", type=int, default=0, help="print the N worst pages by body")
    return parser.parse_args()


def _scorer(folder: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", folder / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _page(folder: Path, record: Record) -> bytes:
    return gzip.decompress((folder / record["html"]).read_bytes())


def _url(record: Record) -> str:
    return record["url"] if is_web(record["url"]) else NO_URL


def _read(folder: Path, gold: list[Record]) -> Iterator[tuple[Record, Article]]:
    for record in gold:
        page = _page(folder, record)
        yield record, extract_article(page, _url(record), encoding=record["encoding"])


def _prediction(article: Article, record: Record, *, body_only: bool) -> Prediction:
    lines = [] if body_only or not article.standfirst else [article.standfirst]
    for section in article.body:
        lines += [section.heading] if section.heading else []
        lines += section.paragraphs
    return {
        "id": record["id"],
        "headline": article.headline,
        "standfirst": article.standfirst,
        "sections": [
            {"heading": section.heading, "paragraphs": list(section.paragraphs)}
            for section in article.body
        ],
        "authors": [author.name for author in article.authors],
        "published": article.published_at,
        "page_kind": article.page_kind,
        "text": "\n".join(lines),
    }


def _write(path: Path, predictions: Iterable[Prediction]) -> None:
    lines = (json.dumps(prediction, ensure_ascii=False) for prediction in predictions)
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def _peer(folder: Path, gold: list[Record], score: ModuleType) -> dict[str, Any]:
    """Run trafilatura, as its own evaluation does, and return its figures."""
    import trafilatura  # noqa: PLC0415  an extra, needed for --peers only

    predictions = {}
    for record in gold:
        tree = trafilatura.load_html(_page(folder, record))
        read = (
            None
            if tree is None
            else trafilatura.bare_extraction(tree, url=_url(record), with_metadata=True)
        )
        found = read.as_dict() if read is not None else {}
        text = found.get("text") or ""
        predictions[record["id"]] = {
            "headline": found.get("title"),
            "standfirst": found.get("description"),
            "sections": [{"heading": None, "paragraphs": text.split("\n")}],
            "authors": (found.get("author") or "").split("; "),
            "published": found.get("date"),
            "text": text,
        }
    return score.score(gold, predictions, 0, {record["dataset"] for record in gold})[0]


def _print_table(
    name: str, scored: dict[str, Any], columns: list[str], others: dict[str, dict[str, Any]]
) -> None:
    print(f"\n### {name} ({scored['n']} pages)\n")
    shown = [column for column in columns if column in scored["fig"]]
    print("| reader | " + " | ".join(shown) + " |")
    print("|---|" + "---|" * len(shown))
    _print_row("newscrawl", [100 * scored["fig"][column] for column in shown])
    _print_row("best peer", [PEERS.get(name, {}).get(column) for column in shown])
    for peer, figures in others.items():
        fig = figures[name]["fig"]
        _print_row(peer, [100 * fig[column] if column in fig else None for column in shown])


def _print_row(name: str, figures: list[float | None]) -> None:
    cells = ("-" if figure is None else f"{figure:.1f}" for figure in figures)
    print(f"| {name} | " + " | ".join(cells) + " |")


def _print_worst(pages: list[tuple[str, str, dict[str, Any]]], count: int) -> None:
    scored = [
        (page["body_page_f1"], name)
        for name, data_set, page in pages
        if "body_page_f1" in page and data_set in DATA_SETS
    ]
    print(f"\nThe {count} worst bodies:")
    for figure, name in sorted(scored)[:count]:
        print(f"  {100 * figure:5.1f}  {name}")


def _print_cost(folder: Path, gold: list[Record]) -> None:
    """Print what a page costs in the second pass, as a multiple of a parse.

    The time is that of this process on the processor, so that neighbours count less. What the
    benchmark itself holds, gold and predictions, is put out of the garbage collector's sight: a
    crawl holds nothing like it, and looking through it took up to 0.1 s of a page now and then.
    """
    gc.collect()
    gc.freeze()
    parse, ours = 0.0, list[float]()
    for record in gold:
        page, url, encoding = _page(folder, record), _url(record), record["encoding"]
        parse += _seconds(lambda page=page: document_fromstring(page))
        ours.append(_seconds(lambda p=page, u=url, e=encoding: extract_article(p, u, encoding=e)))
    ours.sort()
    ratio = sum(ours) / parse
    slow = ours[int(0.95 * len(ours))]
    print(f"\nCost of a page, second pass: {ratio:.2f} times one lxml parse", end="; ")
    print(f"mean {1000 * sum(ours) / len(ours):.1f} ms, 95 % under {1000 * slow:.1f} ms,", end=" ")
    print(f"longest {1000 * ours[-1]:.0f} ms")


def _seconds(work: Callable[[], object]) -> float:
    started = time.process_time()
    work()
    return time.process_time() - started


def _guard(figures: dict[str, Any]) -> int:
    """Return 1, and say why, if a figure fell. The cost is printed only: times are noisy."""
    faults = [
        f"{name} {key}: {100 * figures[name]['fig'][key]:.1f} is below {floor}"
        for name, floors in FLOORS.items()
        if name in figures
        for key, floor in floors.items()
        if 100 * figures[name]["fig"][key] < floor
    ]
    faults += [
        f"{name} {key}: {100 * figures[name]['fig'][key]:.1f} is above {ceiling}"
        for name, ceilings in CEILINGS.items()
        if name in figures
        for key, ceiling in ceilings.items()
        if 100 * figures[name]["fig"][key] > ceiling
    ]
    for fault in faults:
        print(f"FELL {fault}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
