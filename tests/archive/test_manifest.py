from dataclasses import replace
from pathlib import Path

import pytest

from newscrawl.archive import manifest
from newscrawl.archive.files import Files
from newscrawl.archive.lines import LineError, encode
from newscrawl.archive.manifest import ManifestLine
from newscrawl.archive.paths import Root
from newscrawl.errors import ArchiveError

FILES = Files()


def line(run_id: str) -> ManifestLine:
    return ManifestLine(
        kind="runs", site="a", date="2026-03-14", run_id=run_id,
        path=f"runs/site=a/date=2026-03-14/{run_id}.json", rows=1, bytes=2, length=2, sha256="0",
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


@pytest.mark.parametrize("torn", [b"", b"\0" * 9, b"x\n"], ids=["whole", "zeros", "odd"])
@pytest.mark.parametrize("cut", [0, 1, 70_000])
def test_a_long_line_is_kept_or_cut_whole(tmp_path: Path, torn: bytes, cut: int) -> None:
    root = Root.at(tmp_path)
    long = replace(line("r2"), replaces=tuple(f"articles/{number}" for number in range(9000)))
    manifest.add(root, FILES, [line("r1")])
    manifest.add(root, FILES, [long])
    whole = root.manifest.read_bytes()
    root.manifest.write_bytes(whole[: len(whole) - cut] + torn)
    manifest.add(root, FILES, [line("r3")])
    expected = [line("r1"), long, line("r3")] if not cut else [line("r1"), line("r3")]
    assert [entry for _, entry in manifest.entries(root, FILES)] == expected


def test_a_file_counts_until_a_later_line_replaces_it() -> None:
    joined = replace(line("joined"), replaces=(line("r1").path, line("r2").path))
    lines = [line("r1"), line("r2"), line("r3"), joined]
    assert list(manifest.counting(lines).values()) == [line("r3"), joined]


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


@pytest.mark.parametrize(
    "damage",
    [
        (b'"schema":1', b'"schema":x'),
        (b'"schema":1', b'"schema":1,"more":1'),
        (b'"rows":1,', b""),
        (b"\n", b"\0"),
        (b"{", b"\0"),
    ],
    ids=["rotten", "one-key-more", "one-key-less", "lines-grown-together", "zero"],
)
def test_no_line_that_was_whole_is_cut(tmp_path: Path, damage: tuple[bytes, bytes]) -> None:
    root = Root.at(tmp_path)
    manifest.add(root, FILES, [line("r1"), line("r2"), replace(line("e1"), site="echo")])
    first, *others = root.manifest.read_bytes().splitlines(keepends=True)
    data = b"".join([first.replace(*damage, 1), *others])
    root.manifest.write_bytes(data)
    with pytest.raises(ArchiveError, match="newscrawl repair"):
        manifest.add(root, FILES, [line("r3")])
    assert root.manifest.read_bytes() == data


def test_a_damaged_last_line_is_not_cut_either(tmp_path: Path) -> None:
    root = Root.at(tmp_path)
    manifest.add(root, FILES, [line("r1")])
    root.manifest.write_bytes(root.manifest.read_bytes().replace(b'"rows":1', b'"rows":x'))
    with pytest.raises(ArchiveError, match="damaged"):
        manifest.add(root, FILES, [line("r2")])


def test_what_stands_behind_a_hole_that_a_power_cut_left_is_kept(tmp_path: Path) -> None:
    root = Root.at(tmp_path)
    old = [replace(line(f"old{number}"), site="echo") for number in range(600)]
    manifest.add(root, FILES, [*old, line("r0")])
    hole = b"\0" * 20 + encode(line("r1"))[20:]
    with root.manifest.open("ab") as file:
        file.write(hole + encode(line("r2")) + b"{")
    manifest.add(root, FILES, [line("r1"), line("r2")], again=True)
    found = [entry for _, entry in manifest.entries(root, FILES)]
    assert found == [*old, line("r0"), line("r2"), line("r1")]


def test_a_line_of_another_site_is_not_looked_at(tmp_path: Path) -> None:
    root = Root.at(tmp_path)
    manifest.add(root, FILES, [replace(line("e1"), site="echo"), line("r1")])
    root.manifest.write_bytes(root.manifest.read_bytes().replace(b'"rows":1', b'"rows":x', 1))
    found = [entry for _, entry in manifest.entries(root, FILES, site="a")]
    assert found == [line("r1")]
