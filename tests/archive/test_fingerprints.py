import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from archive import small_runs
from stories import STORY, reworded, story

from newscrawl.archive import fingerprints
from newscrawl.archive.catalogue import Catalogue
from newscrawl.archive.files import Files
from newscrawl.archive.fingerprints import BandRow, FingerprintRow, day, rows_of_text
from newscrawl.archive.paths import Root
from newscrawl.archive.repair import repair
from newscrawl.archive.schema import TABLE_OF, of_site
from newscrawl.errors import ArchiveError
from newscrawl.fingerprint import BANDS, fingerprint

EVER = "0001-01-02T00:00:00.000000Z"
ORIGINAL = story()
TEXT = fingerprint(story(reworded(STORY, 0.03)))


def opened(root: Path, site: str = "gazette") -> Catalogue:
    root.mkdir(exist_ok=True)
    return Catalogue.open(Root.at(root), Files(), site=site)


def rows(root: Path) -> tuple[list[tuple], list[tuple]]:
    with closing(sqlite3.connect(root / "catalogue.sqlite3")) as connection:
        return tuple(
            sorted(connection.execute(f"SELECT * FROM {table}").fetchall())
            for table in ("fingerprints", "bands")
        )


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "archive"


def test_text_is_found_before_and_after_its_commit_and_by_other_sites(root):
    with closing(opened(root)) as catalogue:
        assert catalogue.like(TEXT, EVER) == ()
        catalogue.note(ORIGINAL)
        (noted,) = catalogue.like(TEXT, EVER)
        catalogue.commit()
        assert catalogue.like(TEXT, EVER) == (noted,)
    assert (noted.site, noted.article_id) == ("gazette", ORIGINAL.article_id)
    assert noted.fingerprint == fingerprint(ORIGINAL)
    with closing(opened(root, "echo")) as other:
        assert other.like(TEXT, EVER) == (noted,)


def test_text_outside_the_window_is_not_found_to_the_second(root):
    with closing(opened(root)) as catalogue:
        catalogue.note(ORIGINAL)
        for _ in range(2):
            assert catalogue.like(TEXT, "2026-03-14T06:00:00.000000Z")
            assert not catalogue.like(TEXT, "2026-03-14T06:00:00.000001Z")
            assert not catalogue.like(TEXT, "2026-03-15T00:00:00.000000Z")
            catalogue.commit()


def test_unlike_text_is_not_found(root):
    with closing(opened(root)) as catalogue:
        catalogue.note(story(" ".join(f"w{n}" for n in range(200)), number=2))
        catalogue.commit()
        assert catalogue.like(TEXT, EVER) == ()


def test_fingerprint_of_another_version_is_not_compared(root, monkeypatch):
    with closing(opened(root)) as catalogue:
        monkeypatch.setattr(fingerprints, "VERSION", "0.0")
        catalogue.note(ORIGINAL)
        catalogue.commit()
        monkeypatch.undo()
        assert catalogue.like(TEXT, EVER) == ()


def test_tables_follow_from_the_lines_whatever_their_order_and_number(tmp_path):
    lines = [story(number=n, site=site) for n in range(3) for site in ("gazette", "echo")]
    found = []
    for name, order in (("a", lines), ("b", lines[::-1]), ("c", [*lines, *lines])):
        with closing(opened(tmp_path / name)) as catalogue:
            for line in order:
                catalogue.note(line)
                catalogue.commit()
        found.append(rows(tmp_path / name))
    assert found[0] == found[1] == found[2]
    assert len(found[0][0]) == 6
    assert len(found[0][1]) == 6 * BANDS


def test_each_revision_has_a_row_and_short_texts_have_none(root):
    with closing(opened(root)) as catalogue:
        for line in (ORIGINAL, story(reworded(STORY, 0.1), revision=2), story("Short.", number=2)):
            catalogue.note(line)
        catalogue.commit()
    assert len(rows(root)[0]) == 2


def test_old_rows_are_forgotten_some_at_a_time_and_the_others_stay(root, monkeypatch):
    monkeypatch.setattr(fingerprints, "FORGOTTEN_A_COMMIT", 2)
    old = [story(number=n, at="2026-01-01T00:00:00.000000Z") for n in range(3)]
    with closing(opened(root)) as catalogue:
        for line in (*old, story(number=9)):
            catalogue.note(line)
        catalogue.commit()
        catalogue.forget_texts_before("2026-03-14T23:00:00.000000Z")
        left = []
        for _ in range(3):
            catalogue.commit()
            left.append(tuple(map(len, rows(root))))
    assert left == [(2, 2 * BANDS), (1, BANDS), (1, BANDS)]
    assert rows(root)[0][0][0] == next(rows_of_text(story(number=9))).fingerprint_id


def test_old_text_is_not_kept_at_all(root):
    with closing(opened(root)) as catalogue:
        catalogue.forget_texts_before("2026-03-15T00:00:00.000000Z")
        catalogue.note(ORIGINAL)
        catalogue.commit()
        assert catalogue.article("gazette", ORIGINAL.article_id) is not None
    assert rows(root) == ([], [])


@pytest.mark.parametrize("site", [None, "echo"])
def test_repair_makes_them_anew_from_the_lines(root, site):
    for number, name in enumerate(("gazette", "echo")):
        writer = small_runs.opened(root, f"r{number}", site=name)
        for line in (story(site=name), story(site=name, number=2, at="2025-11-01T06:00:00Z")):
            writer.append(replace(line, run_id=f"r{number}"))
        writer.seal(small_runs.run(f"r{number}", name))
    expected = tuple([row for row in table if row[1] > day("2026-01-01")] for table in rows(root))
    with closing(sqlite3.connect(root / "catalogue.sqlite3")) as connection, connection:
        for kind in (BandRow, FingerprintRow) if site else ():
            connection.execute(f"DELETE FROM {TABLE_OF[kind]} WHERE {of_site(kind)}", ("echo",))
    repair(root, site=site)
    found = tuple([row for row in table if row[1] > day("2026-01-01")] for table in rows(root))
    assert found == expected
    assert list(map(len, found)) == [2, 2 * BANDS]
    assert len(rows(root)[0]) == (3 if site else 2)


def test_phrase_in_every_article_makes_few_of_them_candidates(root, monkeypatch):
    monkeypatch.setattr(fingerprints, "CANDIDATES_A_BAND", 5)
    with closing(opened(root)) as catalogue:
        for number in range(60):
            catalogue.note(
                story(number=number, at=f"2026-03-{1 + number % 28:02}T06:00:00.000000Z")
            )
        catalogue.commit()
        found = catalogue.like(fingerprint(ORIGINAL), EVER)
    assert len(found) <= 5 * BANDS
    assert {one.fetched_at[:10] for one in found} <= {"2026-03-01", "2026-03-02"}


def test_failed_commit_leaves_nothing_and_keeps_what_was_noted(root):
    with closing(opened(root)) as catalogue:
        catalogue.note(ORIGINAL)
        catalogue._connection.execute("DROP TABLE bands")
        with pytest.raises(ArchiveError):
            catalogue.commit()
    with closing(sqlite3.connect(root / "catalogue.sqlite3")) as connection:
        assert connection.execute("SELECT * FROM fingerprints").fetchall() == []
        assert connection.execute("SELECT * FROM articles").fetchall() == []


def test_damage_is_told(root):
    with closing(opened(root)) as catalogue:
        catalogue._connection.execute("DROP TABLE bands")
        with pytest.raises(ArchiveError, match="no such table: bands"):
            catalogue.like(TEXT, EVER)
