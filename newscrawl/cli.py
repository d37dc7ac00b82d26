"""``newscrawl``: for everybody with an archive or a page."""

import argparse
import io
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from newscrawl.archive.location import locate
from newscrawl.archive.verify import verify
from newscrawl.batch import is_error, read_lines, read_page, read_page_file, read_pages, record_line
from newscrawl.demo import demo
from newscrawl.errors import NewscrawlError
from newscrawl.looking import add_commands
from newscrawl.report.progress import Progress
from newscrawl.urls import is_web
from newscrawl.version import __version__

OK = 0
FAILED = 1
USAGE = 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code: 0 done, 1 it found or met a problem, 2 usage."""
    _print_anything()
    parser = _parser()
    options = parser.parse_args(arguments)
    try:
        return int(options.command(options))
    except NewscrawlError as error:
        sys.stderr.write(f"newscrawl: {error}\n")
        return FAILED
    except BrokenPipeError:  # `newscrawl … | head`
        sys.stderr.close()
        return OK


def _print_anything() -> None:
    """Let a locale that lacks a newspaper's letters show them escaped."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="newscrawl",
        description="Read newspaper pages, and look after an archive of them. "
        "Crawling is done with 'scrapy crawl SITE'.",
    )
    parser.add_argument("--version", action="version", version=f"newscrawl {__version__}")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    _add_extract(commands)
    _add_verify(commands)
    _add_demo(commands)
    add_commands(commands, _add_archive)
    return parser


Commands = argparse._SubParsersAction  # noqa: SLF001 - argparse has no public name for it


def _add_extract(commands: "Commands[argparse.ArgumentParser]") -> None:
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
        "--workers", type=_at_least_one, help="processes for --jsonl (default: all cores)"
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
            f"newscrawl: --url {options.url} is no http or https URL. "
            "Write it whole: --url https://newspaper.example/story\n"
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


def _at_least_one(said: str) -> int:
    if not (said.isdecimal() and int(said) > 0):
        message = f"{said} is no whole number from 1"
        raise argparse.ArgumentTypeError(message)
    return int(said)


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
    done, failed = _Sum(), 0
    try:
        lines = (
            read_lines(sys.stdin.buffer, "standard input")
            if source == "-"
            else _lines(Path(source))
        )
        with (
            Progress("extracting", "pages") as progress,
            sys.stdout.buffer if target == "-" else Path(target).open("wb") as out,
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
        sys.stderr.write(f"newscrawl: {error}\n")
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


def _add_verify(commands: "Commands[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser(
        "verify",
        help="check an archive's files against each other",
        description="Check every line, every WARC record, the manifest and the catalogue of an "
        "archive against each other. Exit code 0: all is well; 1: problems, each with its file "
        "and line. Nothing is changed.",
    )
    _add_archive(parser)
    parser.set_defaults(command=_verify)


def _verify(options: argparse.Namespace) -> int:
    root = locate(options.archive)
    done = _Sum()
    with Progress("verifying", "MB") as progress:
        report = verify(root, progress=lambda size: progress.show(done.add(size) >> 20, None))
    for problem in report.problems:
        print(problem)
    print(report)
    return FAILED if report.problems else OK


def _add_demo(commands: "Commands[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser(
        "demo",
        help="crawl the bundled sample newspapers",
        description="Serve the bundled sample newspapers on this machine and crawl them into an "
        "archive. The first call is one day, the second the day after.",
    )
    _add_archive(parser)
    parser.set_defaults(command=lambda options: demo(locate(options.archive)))


def _add_archive(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--archive",
        metavar="DIR",
        help="the archive's folder (default: $NEWSCRAWL_ARCHIVE_DIR, else data beside scrapy.cfg)",
    )


class _Sum:
    """Adds up what is reported piece by piece."""

    def __init__(self) -> None:
        self.total = 0

    def add(self, count: int) -> int:
        """Return the sum so far."""
        self.total += count
        return self.total


if __name__ == "__main__":
    sys.exit(main())
