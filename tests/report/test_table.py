import io

import pytest
from rich.console import Console

from newscrawl.report.table import Column, harmless, show_line, show_table


def printed(rows, *, terminal=False, width=40):
    out = io.StringIO()
    console = Console(file=out, force_terminal=terminal, width=width, color_system=None)
    show_table(console, (Column("rank", "right"), Column("title"), Column("url")), rows)
    return out.getvalue()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("[red]Fire[/red]", "[red]Fire[/red]"),
        ("a\x1b[31mb\x07", "a[31mb"),
        ("a\x9b31mb", "a31mb"),
        ("a\nb\r\nc\td\u2028e\x85f", "a b c d e f"),
        ("a\u202eb\u2066c\u200fd", "abcd"),
        ("half \ud83d", "half \ufffd"),
        ("می‌خواهم 👩‍🚒", "می‌خواهم 👩‍🚒"),
        (":fire: https://a.example/", ":fire: https://a.example/"),
        (7, "7"),
    ],
)
def test_words_are_shown_and_do_nothing(text, shown):
    assert harmless(text) == shown


def test_without_a_terminal_a_row_is_a_line_whatever_its_length():
    long = "word " * 60 + "end"
    lines = printed([(1, long, "u"), (10, "船が遅れた", "v"), (2, "[b]x", None)]).splitlines()
    assert len(lines) == 4
    assert lines[0].startswith("rank  title")
    assert lines[1].startswith("   1  word word")
    assert lines[2].startswith("  10  船が遅れた")
    assert lines[3] == "   2  [b]x"
    assert lines[1].index("  u") == lines[2].index("  v") + 5  # five characters of two cells each


def test_wide_characters_take_two_cells():
    lines = printed([(1, "船が遅れた", "u"), (2, "short", "v")]).splitlines()
    assert lines[1:] == ["   1  船が遅れた  u", "   2  short       v"]


def test_in_a_terminal_cells_are_folded_to_its_width():
    lines = printed([(1, "word " * 20, "https://a.example/")], terminal=True).splitlines()
    assert len(lines) > 3
    assert all(len(line) <= 40 for line in lines)


@pytest.mark.parametrize("terminal", [True, False])
def test_markup_in_a_cell_is_text(terminal):
    shown = printed([(1, "[red]Fire[/]\x1b[2J :fire:", "u")], terminal=terminal, width=99)
    assert "[red]Fire[/][2J :fire:" in shown
    assert "\x1b" not in shown


NAMES = (Column("seen", whole=True), Column("title"), Column("url", whole=True))
ROWS = [
    ("2026-03-14T08:00:01Z", "The ferry is late", "https://a.example/" + "x" * 70),
    ("2026-03-14T09:00:01Z", None, "https://b.example/"),
]


@pytest.mark.parametrize("width", [20, 80, 128])
def test_below_the_width_it_needs_a_table_is_blocks_of_lines(width):
    out = io.StringIO()
    show_table(Console(file=out, force_terminal=True, width=width, color_system=None), NAMES, ROWS)
    lines = out.getvalue().splitlines()
    assert f"url: {ROWS[0][2]}" in lines
    assert lines[0] == "seen: 2026-03-14T08:00:01Z"
    assert lines[-3:] == ["", "seen: 2026-03-14T09:00:01Z", "url: https://b.example/"]


def test_with_the_width_it_needs_a_table_is_a_table():
    out = io.StringIO()
    show_table(Console(file=out, force_terminal=True, width=129, color_system=None), NAMES, ROWS)
    assert [line.split()[0] for line in out.getvalue().splitlines()] == [
        "seen",
        "2026-03-14T08:00:01Z",
        "2026-03-14T09:00:01Z",
    ]
    assert ROWS[0][2] in out.getvalue()


def test_times_stay_whole_in_a_narrow_terminal():
    out = io.StringIO()
    console = Console(file=out, force_terminal=True, width=50, color_system=None)
    columns = (Column("seen", whole=True), Column("title"), Column("url"))
    show_table(console, columns, [("2026-03-14T08:00:01Z", "word " * 9, "https://a.example/" * 3)])
    assert "2026-03-14T08:00:01Z" in out.getvalue()


def test_no_rows_print_nothing():
    assert printed([]) == ""


def test_a_line_is_not_broken():
    out = io.StringIO()
    show_line(Console(file=out, width=20), "[b] word " * 20)
    assert out.getvalue().count("\n") == 1
    assert "[b] word [b]" in out.getvalue()
