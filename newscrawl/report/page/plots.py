"""Small plots as inline SVG. Each says in words what it shows; the style sheet has the colours."""

from collections.abc import Sequence

from markupsafe import Markup

_WIDTH, _HEIGHT = 120, 28
"""Of a plot in a table, in CSS pixels."""
_CLASS = {".": "fine", "~": "fell", "!": "unread", "-": "stopped", "x": "killed", "X": "worse"}
_WORDS = {
    ".": "fine",
    "~": "fell",
    "!": "not read",
    "-": "interrupted",
    "x": "killed",
    "X": "failed",
}


def trend(marks: str) -> Markup:
    """Return the last runs as a row of squares, oldest first.

    Args:
        marks: As ``report.status.trend`` gives them.
    """
    words = ", ".join(_WORDS[mark] for mark in marks)
    squares = Markup("").join(
        Markup('<rect class="{}" x="{}" y="2" width="8" height="8"/>').format(
            _CLASS[mark], number * 10
        )
        for number, mark in enumerate(marks)
    )
    return _svg(len(marks) * 10 or 1, 12, f"Last runs, oldest first: {words}", squares)


def bars(
    values: Sequence[float | None], label: str, *, width: int = _WIDTH, height: int = _HEIGHT
) -> Markup:
    """Return a bar for each value; where there is none, a gap.

    Args:
        values: 0 or more.
        label: What they are.
        width: In CSS pixels.
        height: In CSS pixels.
    """
    most = max((value for value in values if value), default=0) or 1
    step = width / max(1, len(values))
    drawn = Markup("").join(
        Markup('<rect class="bar" x="{}" y="{}" width="{}" height="{}"/>').format(
            _short(number * step),
            _short(height - value / most * (height - 1)),
            _short(max(1.0, step - 1)),
            _short(value / most * (height - 1)),
        )
        for number, value in enumerate(values)
        if value
    )
    floor = Markup('<rect class="floor" x="0" y="{}" width="{}" height="1"/>').format(height, width)
    return _svg(width, height, _said(label, values), floor + drawn)


def line(
    values: Sequence[float | None], label: str, *, width: int = _WIDTH, height: int = _HEIGHT
) -> Markup:
    """Return a line through shares, broken where there is none.

    Args:
        values: 0 to 1.
        label: What they are.
        width: In CSS pixels.
        height: In CSS pixels.
    """
    step = width / max(1, len(values) - 1)
    drawn = Markup("").join(_stroke(part, step, height) for part in _unbroken(values))
    frame = Markup('<rect class="frame" x="0" y="0" width="{}" height="{}"/>').format(width, height)
    percent = [None if value is None else round(value * 100) for value in values]
    return _svg(width, height, _said(label, percent, unit=" %"), frame + drawn)


def _stroke(points: Sequence[tuple[int, float]], step: float, height: int) -> Markup:
    placed = [(_short(x * step), _short(1 + (1 - y) * (height - 2))) for x, y in points]
    if len(placed) == 1:
        return Markup('<circle class="dot" cx="{}" cy="{}" r="1.5"/>').format(*placed[0])
    said = " ".join(f"{x},{y}" for x, y in placed)
    return Markup('<polyline class="line" points="{}"/>').format(said)


def _unbroken(values: Sequence[float | None]) -> list[list[tuple[int, float]]]:
    parts: list[list[tuple[int, float]]] = [[]]
    for number, value in enumerate(values):
        if value is None:
            parts.append([])
        else:
            parts[-1].append((number, value))
    return [part for part in parts if part]


def _said(label: str, values: Sequence[float | None], unit: str = "") -> str:
    known = [value for value in values if value is not None]
    if not known:
        return f"{label}: nothing"
    low, high = min(known), max(known)
    return (
        f"{label}: {known[0]:.0f} to {known[-1]:.0f}{unit}, least {low:.0f}, most {high:.0f}{unit}"
    )


def _svg(width: int, height: int, label: str, drawn: Markup) -> Markup:
    return Markup(
        '<svg role="img" aria-label="{label}" width="{width}" height="{height}" '
        'viewBox="0 0 {width} {height}" focusable="false"><title>{label}</title>{drawn}</svg>'
    ).format(label=label, width=width, height=height, drawn=drawn)


def _short(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")
