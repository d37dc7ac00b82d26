"""``newscrawl extract``: saved pages to JSON."""

import argparse
import json
import sys
from contextlib import nullcontext
from pathlib import Path

from newscrawl.batch import is_error, read_lines, read_page, read_page_file, read_pages, record_line
from newscrawl.cli.options import FAILED, OK, Commands, Sum, at_least_one
from newscrawl.redaction import redacted
from newscrawl.report.progress import Progress
from newscrawl.urls import is_web


def add_commands(commands: "Commands[argparse.ArgumentParser]") -> None:
    """Add the command to the parser of ``newscrawl``."""
    parser = commands.add_parser(
        "extract",
        help="print what a saved page says, as JSON",
        description="Print the record of a saved page as JSON. FILE may be gzipped; - reads "
        "standard input. With --jsonl, read many pages on all cores: IN holds lines "
        '{"id", "url", "html", "encoding"}, html being the path of a page relative to IN; OUT '
        'gets a line {"id", "record"} or {"id", "error"} for each, in the same order. IN may be '
        "gzipped; - stands for standard input or output. Exit code 1: a page could not be read.",
    )
    parser.add_argument("file", nargs="?", metavar="FILE", help="a saved page")
    parser.add_argument("--url", help="where the page was fetched; its links start from there")
    parser.add_argument("--encoding", help="as if from the HTTP header, for example utf-8")
    parser.add_argument("--front-page", action="store_true", help="read front pages: the teasers")
    parser.add_argument("--jsonl", nargs=2, metavar=("IN", "OUT"), help="read many pages")
    parser.add_argument(
        "--workers", type=at_least_one, help="processes for --jsonl (default: all cores)"
    )
    parser.set_defaults(command=_extract, parser=parser)


def _extract(options: argparse.Namespace) -> int:
    if (options.file is None) == (options.jsonl is None):
        options.parser.error("give either a FILE and its --url, or --jsonl IN OUT")
    if options.jsonl is not None:
        _check_many(options)
        return _extract_many(options)
    if options.url is None:
        options.parser.error("--url is missing: where was the page fetched?")
    if not is_web(options.url):
        sys.stderr.write(
            f"newscrawl: --url {redacted(options.url)} is no http or https URL. Write it whole, "
            "without name and password: --url https://newspaper.example/story\n"
        )
        return FAILED
    try:
        body = (
            read_page(sys.stdin.buffer, "standard input")
            if options.file == "-"
            else read_page_file(Path(options.file))
        )
        line = record_line(body, options.url, options.encoding, front_page=options.front_page)
    except (OSError, ValueError) as error:
        sys.stderr.write(f"newscrawl: {options.file} cannot be read: {error}\n")
        return FAILED
    record = json.dumps(json.loads(line), ensure_ascii=False, indent=2) + "\n"
    sys.stdout.buffer.write(record.encode())  # JSON is UTF-8 in every locale
    sys.stdout.buffer.flush()
    return OK


def _check_many(options: argparse.Namespace) -> None:
    source, target = options.jsonl
    for name, value in (("--url", options.url), ("--encoding", options.encoding)):
        if value is not None:
            options.parser.error(f"{name} is of one FILE; with --jsonl every line says its own")
    if "-" not in {source, target} and _is_same(Path(source), Path(target)):
        options.parser.error(f"--jsonl {source} {target}: the output would replace the input")


def _is_same(source: Path, target: Path) -> bool:
    return source.exists() and target.exists() and source.samefile(target)


def _extract_many(options: argparse.Namespace) -> int:
    source, target = options.jsonl
    folder = Path.cwd() if source == "-" else Path(source).resolve().parent
    done, failed = Sum(), 0
    try:
        lines = (
            read_lines(sys.stdin.buffer, "standard input")
            if source == "-"
            else _lines(Path(source))
        )
        with (
            Progress("extracting", "pages") as progress,
            nullcontext(sys.stdout.buffer) if target == "-" else Path(target).open("wb") as out,
        ):
            for line in read_pages(
                lines,
                folder,
                front_page=options.front_page,
                workers=options.workers,
                done=lambda number: progress.show(done.add(number), len(lines)),
            ):
                out.write(line)
                failed += is_error(line)
    except OSError as error:
        sys.stderr.write(f"newscrawl: {redacted(str(error))}\n")
        return FAILED
    if failed:
        sys.stderr.write(
            f"newscrawl: {failed} of {len(lines)} lines could not be read; "
            '"error" in the output says why\n'
        )
    return FAILED if failed else OK


def _lines(path: Path) -> list[bytes]:
    with path.open("rb") as file:
        return read_lines(file, str(path))
