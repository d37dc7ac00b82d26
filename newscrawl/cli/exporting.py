"""``newscrawl schema``: the archive in the words of other programs."""

import argparse
import sys

from newscrawl.cli.options import OK, Commands
from newscrawl.schema.codebook import codebook
from newscrawl.schema.printed import FORMS, printed
from newscrawl.schema.shape import KINDS


def add_commands(commands: "Commands[argparse.ArgumentParser]") -> None:
    """Add the commands to the parser of ``newscrawl``."""
    _add_schema(commands)


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
