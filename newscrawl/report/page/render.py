"""The morning report as HTML: escaped, without a script, with a policy that forbids all else."""

import base64
import hashlib
from collections.abc import Sequence
from datetime import datetime
from importlib.resources import files

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from newscrawl.report.board import Board
from newscrawl.report.copies import Cluster
from newscrawl.report.edits import Edit, Piece
from newscrawl.report.morning import Morning, Site
from newscrawl.report.page import plots
from newscrawl.report.sheet import brief, duration
from newscrawl.report.status import Standing
from newscrawl.report.table import harmless
from newscrawl.report.tally import FIELDS
from newscrawl.report.verdict import FELL
from newscrawl.urls import is_web
from newscrawl.version import __version__

LONGEST = 300
"""Characters of a headline or a passage that are shown: a hostile page may give a million."""


PASSAGES = 30
"""Passages of a revision that are shown: more than a screen of one revision hides the others."""


def render(
    told: Morning,
    *,
    board: Board | None = None,
    edits: Sequence[Edit] = (),
    copies: Sequence[Cluster] = (),
) -> str:
    """Return the report as one HTML page that asks for nothing.

    Args:
        told: All sites.
        board: One day of one front page.
        edits: The latest revisions, newest first.
        copies: The latest stories that were copied, newest first.
    """
    style = Markup(_read("report.css"))  # noqa: S704 - our own file
    return _TEMPLATE.render(
        told=told,
        board=board,
        edits=edits,
        copies=copies,
        fields=FIELDS,
        most=PASSAGES,
        plots=plots,
        style=style,
        policy=_policy(style),
        version=__version__,
    )


def _policy(style: str) -> str:
    """Return a Content-Security-Policy that allows this style sheet and nothing else."""
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return (
        f"default-src 'none'; style-src 'sha256-{digest}'; img-src 'none'; base-uri 'none'; "
        "form-action 'none'"
    )


def _read(name: str) -> str:
    return files("newscrawl.report.page").joinpath(name).read_text(encoding="utf-8")


def _words(said: object) -> str:
    """Return a newspaper's words as one short line without marks that turn or hide others."""
    line = harmless("" if said is None else said).strip()
    return line if len(line) <= LONGEST else f"{line[:LONGEST].rstrip()}…"


def _changed(pieces: Sequence[Piece]) -> bool:
    return any(piece.kind != "same" for piece in pieces)


def _latest(site: Site, field: str) -> str:
    """Return the last known share of a field, in percent."""
    known = [value for value in _filled(site, field) if value is not None]
    return f"{known[-1]:.0%}" if known else ""


def _after(pieces: Sequence[Piece]) -> str:
    """Return a text as it became."""
    return _words("".join(piece.text for piece in pieces if piece.kind != "deleted"))


def _tone(one: Standing) -> str:
    if one.is_fine:
        return "good"
    return "warn" if one.exit_code in {0, FELL} else "bad"


def _filled(site: Site, field: str) -> list[float | None]:
    return [day.fill[field] for day in site.days]


def _moment(time: datetime) -> str:
    return f"{time:%Y-%m-%d %H:%M}"


def _environment() -> Environment:
    made = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    made.filters |= {
        "words": _words,
        "after": _after,
        "changed": _changed,
        "latest": _latest,
        "tone": _tone,
        "filled": _filled,
        "moment": _moment,
        "day": lambda time: f"{time:%Y-%m-%d}",
        "clock": lambda time: f"{time:%H:%M}",
        "brief": brief,
        "duration": duration,
    }
    made.tests["web"] = is_web
    return made


_TEMPLATE = _environment().from_string(_read("report.html"))
