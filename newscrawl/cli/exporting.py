"""``newscrawl schema`` and ``newscrawl export``: the archive for other programs."""

import argparse
import sys
from pathlib import Path
from typing import Any, get_args

from newscrawl.analysis.export import FORMS as EXPORTS
from newscrawl.analysis.export import export
from newscrawl.analysis.opened import open_archive
from newscrawl.archive.location import locate
from newscrawl.cli.options import OK, Commands, add_archive
from newscrawl.cli.printing import say
from newscrawl.items import PageKind
from newscrawl.report.destination import is_stream
from newscrawl.report.progress import Progress
from newscrawl.schema.codebook import codebook
from newscrawl.schema.printed import FORMS, printed
from newscrawl.schema.shape import KINDS


def add_commands(commands: "Commands[argparse.ArgumentParser]") -> None:
    """Add the commands to the parser of ``newscrawl``."""
    _add_schema(commands)
    _add_export(commands)


def _add_schema(commands: "Commands[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser(
        "schema",
        help="print the schema of an archive's records, or their codebook",
        description="Print the types of an archive's records as other programs want them: "
        "json-schema (draft 2020-12), arrow, polars or features (Python that defines schema), "
        "duckdb (columns={…} of read_json), or codebook (every field explained, in Markdown).",
        epilog="The same in Python: from newscrawl import schema; schema.polars('articles').",
    )
    parser.add_argument(
        "--kind", choices=KINDS, help="of these records (default: articles; codebook: all)"
    )
    parser.add_argument("--as", choices=FORMS, default="json-schema", dest="form", help="the form")
    parser.set_defaults(command=_schema)


def _schema(options: argparse.Namespace) -> int:
    if options.form == "codebook" and options.kind is None:
        text = codebook()
    else:
        text = printed(options.kind or "articles", options.form)
    sys.stdout.buffer.write(text.encode())  # UTF-8 in every locale
    sys.stdout.buffer.flush()
    return OK


# --- export -------------------------------------------------------------------------------------

_OF_ARTICLES = {"page_kind": "--page-kind", "latest": "--latest", "as_of": "--as-of"}
"""Options that choose articles, and nothing else."""


def _add_export(commands: "Commands[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser(
        "export",
        help="write records as Parquet, CSV or a Hugging Face dataset",
        description="Write the sealed records of an archive for other programs. PATH is there "
        "whole or not at all, and memory does not grow with the archive. parquet: one file where "
        "PATH ends in .parquet, else a folder by site and month. csv: one file; a text that a "
        "spreadsheet would take for a formula gets an apostrophe in front, lists and records are "
        "JSON. hf: a folder that datasets.load_dataset loads, with a card that tells coverage, "
        "dates and the days on which nobody looked.",
        epilog="TIME is 2026-03-14T08:00:00Z, or with another offset, or a day as 2026-03-14: from "
        "its beginning, or to its end, in UTC. parquet and hf need "
        'pip install "newscrawl[analysis]".',
    )
    parser.add_argument("--to", required=True, choices=EXPORTS, dest="form", help="the form")
    parser.add_argument("--out", required=True, type=Path, metavar="PATH", help="where to write it")
    parser.add_argument(
        "--kind", choices=KINDS, default="articles", help="which records (default: articles)"
    )
    parser.add_argument("--site", action="append", metavar="SITE", help="may be given again")
    parser.add_argument("--since", metavar="TIME", help="fetched then or later")
    parser.add_argument("--until", metavar="TIME", help="fetched then or before")
    parser.add_argument(
        "--page-kind",
        action="append",
        choices=get_args(PageKind),
        metavar="KIND",
        help="articles of this page kind, as article or live_blog; may be given again",
    )
    newest = parser.add_mutually_exclusive_group()
    newest.add_argument(
        "--latest", action="store_true", default=None, help="the newest revision of each article"
    )
    newest.add_argument("--as-of", metavar="TIME", help="the newest revision of each at that time")
    parser.add_argument("--overwrite", action="store_true", help="replace an earlier export")
    add_archive(parser)
    parser.set_defaults(command=_export, parser=parser)


def _export(options: argparse.Namespace) -> int:
    names = ("site", "since", "until", *_OF_ARTICLES)
    chosen: dict[str, Any] = {name: getattr(options, name) for name in names}
    given = {name: value for name, value in chosen.items() if value is not None}
    for name in _OF_ARTICLES.keys() & given.keys():
        if options.kind != "articles":
            options.parser.error(f"{_OF_ARTICLES[name]} chooses articles; leave out --kind")
    archive = open_archive(locate(options.archive))
    selection = getattr(archive, options.kind)(**given)
    with Progress("exporting", "files") as progress:
        count = export(
            selection,
            options.form,
            options.out,
            overwrite=options.overwrite,
            progress=progress.show,
        )
    # Into a pipe go the lines alone: it may be standard output.
    tell = say if is_stream(options.out) else print
    tell(f"{count:,} lines of {options.kind} in {options.out}")
    return OK
