from pathlib import Path

import pytest

from newscrawl.archive.paths import KINDS, FileName, Root, file_name
from newscrawl.errors import ArchiveError, ConfigurationError


@pytest.mark.parametrize("kind", KINDS)
def test_path_says_what_the_file_is(kind: str) -> None:
    name = FileName(kind, "gazette", "2026-03-14", "20260314T060000Z-0a1b")
    assert file_name(name.sealed) == name
    assert name.part.startswith(f"{kind}/site=gazette/date=2026-03-14/20260314T060000Z-0a1b.")
    assert name.part.endswith(".part")
    assert file_name(name.part) is None


@pytest.mark.parametrize(
    "path",
    [
        "sample/site=a/date=2026-03-14/r.jsonl.gz",
        "articles/site=a/date=2026-03-14/r.json",
        "articles/site=A/date=2026-03-14/r.jsonl.gz",
        "articles/site=a/date=2026/r.jsonl.gz",
        "articles/site=a/date=2026-03-14/../r.jsonl.gz",
        "articles/r.jsonl.gz",
        "",
    ],
)
def test_other_paths_are_no_files_of_runs(path: str) -> None:
    assert file_name(path) is None


@pytest.mark.parametrize(
    ("site", "date", "run_id"),
    [
        ("a/b", "2026-03-14", "r"),
        ("..", "2026-03-14", "r"),
        ("", "2026-03-14", "r"),
        ("A", "2026-03-14", "r"),
        ("a" * 65, "2026-03-14", "r"),
        ("a\n", "2026-03-14", "r"),
        ("a", "../../etc", "r"),
        ("a", "2026-03-14", "../r"),
        ("a", "2026-03-14", ".r"),
        ("a", "2026-03-14", "r.x"),
    ],
)
def test_what_cannot_be_part_of_a_path_is_refused(site: str, date: str, run_id: str) -> None:
    with pytest.raises(ConfigurationError, match="cannot name a file"):
        FileName("articles", site, date, run_id)


@pytest.mark.parametrize("path", ["../x", "/etc/passwd", "a/../../x", "", ".", "a/../b"])
def test_path_outside_is_refused(tmp_path: Path, path: str) -> None:
    with pytest.raises(ArchiveError, match="outside the archive"):
        Root.at(tmp_path).inside(path)


def test_link_on_the_way_is_refused_and_the_root_itself_may_be_one(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "linked").symlink_to("real")
    root = Root.at(tmp_path / "linked")
    assert root.path == tmp_path / "real"
    (root.path / "articles").symlink_to(tmp_path)
    with pytest.raises(ArchiveError, match="symbolic link"):
        root.inside("articles/x")
