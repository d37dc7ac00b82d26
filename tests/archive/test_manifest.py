from pathlib import Path

import pytest

from newscrawl.archive import manifest
from newscrawl.archive.files import Files
from newscrawl.archive.lines import LineError, encode
from newscrawl.archive.manifest import ManifestLine
from newscrawl.archive.paths import Root

FILES = Files()


def line(run_id: str) -> ManifestLine:
    return ManifestLine(
        kind="runs", site="a", date="2026-03-14", run_id=run_id,
        path=f"runs/site=a/date=2026-03-14/{run_id}.json", rows=1, bytes=2, sha256="0",
        newscrawl_version="0",
    )  # fmt: skip


def listed(root: Path, run_id: str | None = None) -> list[tuple[int, str]]:
    return [(n, entry.run_id) for n, entry in manifest.entries(Root.at(root), FILES, run_id)]


def test_lines_are_added_behind_each_other(tmp_path: Path) -> None:
    root = Root.at(tmp_path)
    assert listed(tmp_path) == []
    manifest.add(root, FILES, [line("r1"), line("r2")])
    manifest.add(root, FILES, [])
    manifest.add(root, FILES, [line("r3")])
    assert listed(tmp_path) == [(1, "r1"), (2, "r2"), (3, "r3")]
    assert listed(tmp_path, "r2") == [(2, "r2")]


@pytest.mark.parametrize(
    "torn",
    [b"{", encode(line("r2"))[:-1], b"\0" * 300, encode(line("r2"))[:-1] + b"\0\0\n", b"\n"],
    ids=["begun", "no-line-feed", "zeros", "zeros-then-line-feed", "empty"],
)
def test_torn_end_is_cut(tmp_path: Path, torn: bytes) -> None:
    root = Root.at(tmp_path)
    # More than what is looked at before a line is added.
    manifest.add(root, FILES, [line(f"old{number}") for number in range(600)])
    with root.manifest.open("ab") as file:
        file.write(torn)
    manifest.add(root, FILES, [line("r3")])
    assert len(listed(tmp_path)) == 601
    assert listed(tmp_path, "r3") == [(601, "r3")]


def test_torn_end_is_no_line_for_a_reader(tmp_path: Path) -> None:
    root = Root.at(tmp_path)
    manifest.add(root, FILES, [line("r1")])
    with root.manifest.open("ab") as file:
        file.write(b'{"schema')
    assert listed(tmp_path) == [(1, "r1")]


def test_damaged_line_is_told(tmp_path: Path) -> None:
    root = Root.at(tmp_path)
    manifest.add(root, FILES, [line("r1"), line("r2")])
    root.manifest.write_bytes(root.manifest.read_bytes().replace(b'"rows":1', b'"rows":x', 1))
    with pytest.raises(LineError):
        listed(tmp_path)
