"""Where else an archive tells of a page: run records, pages kept in ``changed/``, the log of the
catalogue, fingerprints; and a forget that was interrupted."""

import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from archive.small_runs import SITE, STARTED, article, crawl, fetch_one, opened, run, text, url
from archive.test_forget import GONE, ID, assert_nowhere, every_byte, forgotten, made
from archive.test_repair import tables
from stories import STORY, story

from newscrawl import recorded
from newscrawl.archive import forget as forgetting
from newscrawl.archive import reader
from newscrawl.archive.fingerprints import rows_of_text
from newscrawl.archive.forget import named_in
from newscrawl.archive.passages import Passages
from newscrawl.archive.repair import repair
from newscrawl.archive.verify import verify
from newscrawl.fingerprint import BANDS
from newscrawl.recorded import RecordedPage
from newscrawl.run_record import HostPoliteness, Pause, Run
from newscrawl.trial.changed_look import keep

OTHER = 4


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return made(tmp_path)


# --- pages in changed/ --------------------------------------------------------------------------


def kept(root: Path, number: int, body: str) -> Path:
    page = RecordedPage(
        site=SITE,
        name="",
        url=url(number),
        captured_at=STARTED,
        content_type="text/html",
        kind="article",
        body=body.encode(),
    )
    about = keep(root, page, article(number))
    assert about is not None
    return about


def left(about: Path) -> list[str]:
    return sorted(path.name for path in about.parent.iterdir())


def test_pages_that_tell_of_it_are_removed_and_named(root: Path) -> None:
    its = kept(root, GONE, "<p>A page on which nothing is found</p>")
    quoting = kept(root, 5, f"<p>Read on: {text(GONE)}</p>")
    other = kept(root, OTHER, f"<p>{text(OTHER)}</p>")
    assert len(left(its)) == 6
    dry = forgotten(root, dry_run=True)
    assert len(left(its)) == 6
    taken = forgotten(root)
    assert taken.pages == dry.pages
    assert {path.rpartition("/")[2] for path in taken.pages} == {
        *(its.name, its.name.replace(".json", ".html.gz")),
        *(quoting.name, quoting.name.replace(".json", ".html.gz")),
    }
    assert left(other) == [other.name.replace(".json", ".html.gz"), other.name]
    assert_nowhere(root)
    assert verify(root).problems == ()


@pytest.mark.parametrize(
    "about",
    [
        json.dumps({"url": f"{url(GONE)}?utm_source=x", "expected": {}}),
        json.dumps({"url": "https://gazette.example/x", "expected": {"article_id": ID}}),
        json.dumps({"url": 7, "expected": {"canonical_url": url(GONE)}}),
    ],
)
def test_a_page_of_it_that_is_there_again_is_told_by_verify_and_goes(
    root: Path, about: str
) -> None:
    forgotten(root)
    folder = root / "changed" / f"site={SITE}"
    folder.mkdir(parents=True)
    (folder / "again.json").write_text(about)
    (problem,) = verify(root).problems
    assert str(problem) == (
        f"changed/site={SITE}/again.json: is of a page that was taken down; "
        "run 'newscrawl forget' again"
    )
    assert forgotten(root).pages == (problem.path,)
    assert verify(root).problems == ()


@pytest.mark.parametrize("about", ["", "[1]", '{"url": "http://[", "expected": 3}', "{" * 9])
def test_what_nobody_can_read_there_is_left(root: Path, about: str) -> None:
    path = kept(root, OTHER, "<p>x</p>")
    path.write_text(about)
    path.with_name("odd.html.gz").write_bytes(b"\x1f\x8b no gzip")
    assert forgotten(root).pages == ()
    assert verify(root).problems == ()
    assert path.read_text() == about


def test_a_kept_page_reads_as_before(root: Path) -> None:
    about = kept(root, OTHER, "<p>x</p>")
    forgotten(root)
    assert recorded.load(about).url == url(OTHER)


# --- run records --------------------------------------------------------------------------------


def telling(run_id: str) -> Run:
    """Return a record as they were written once: with addresses."""
    pause = Pause(at=STARTED, url=url(GONE), status=429, asked_seconds=1.0, kept_seconds=1.0)
    host = HostPoliteness(
        host="gazette.example",
        requests=1,
        not_modified=0,
        bytes=0,
        smallest_gap_seconds=None,
        pauses=(pause, replace(pause, url=url(OTHER))),
        given_up_at=STARTED,
        given_up_because=f"{url(GONE)}?utm_medium=x: refused",
    )
    return replace(
        run(run_id), hosts=(host,), message=f"{url(GONE)}: unreachable. ({url(GONE)}) {url(31)}"
    )


@pytest.fixture
def told(root: Path) -> Path:
    writer = opened(root, "r4")
    fetch_one(writer, 9, "r4")
    writer.seal(telling("r4"))
    return root


def test_run_records_lose_its_address_and_no_other(told: Path) -> None:
    before = list(reader.runs(told))
    forgotten(told)
    assert_nowhere(told)
    assert verify(told).problems == ()
    after = list(reader.runs(told))
    assert [one.run_id for one in after] == [one.run_id for one in before]
    record = next(one for one in after if one.run_id == "r4")
    gone = f"forgotten:{ID}"
    assert record.message == f"{gone}: unreachable. ({gone}) {url(31)}"
    (host,) = record.hosts
    assert [pause.url for pause in host.pauses] == [gone, url(OTHER)]
    assert host.given_up_because == f"{gone}: refused"


def test_a_rewritten_run_record_is_one_for_every_command(told: Path) -> None:
    forgotten(told)
    expected = tables(told)
    repair(told)
    assert tables(told) == expected
    forgotten(told, article(OTHER).article_id)  # the same record once more
    assert verify(told).problems == ()
    assert crawl(told, "r9", [1, 2], version=5)
    assert verify(told).problems == ()
    assert url(OTHER) not in repr(list(reader.runs(told)))


def test_a_rewritten_record_that_was_changed_is_told_by_verify(told: Path) -> None:
    forgotten(told)
    (path,) = told.glob("runs/site=gazette/*/r4--*.json")
    path.write_text(path.read_text().replace("unreachable", "unreachible"))
    problems = verify(told).problems
    assert {problem.path for problem in problems} == {str(path.relative_to(told))}
    path.unlink()
    assert [problem.what for problem in verify(told).problems] == ["is gone"]


# --- what else is left --------------------------------------------------------------------------


def test_the_log_of_the_catalogue_is_emptied_while_another_site_is_crawled(root: Path) -> None:
    other = opened(root, "e9", site="echo")
    fetch_one(other, 50, "e9", site="echo")
    other.flush()
    crawl(root, "r7", [31])
    assert b"Headline 31" in every_byte(root)["catalogue.sqlite3-wal"]
    taken = forgotten(root, article(31).article_id)
    assert not taken.scrubbed
    traces = [path for path, data in every_byte(root).items() if b"Headline 31" in data]
    assert traces == []
    fetch_one(other, 51, "e9", site="echo")
    other.seal(run("e9", "echo"))
    assert verify(root).problems == ()


def test_its_fingerprints_go_and_no_others(tmp_path: Path) -> None:
    root = tmp_path
    lines = [story(number=1), story(f"{STORY} And more.", number=2)]
    for number, line in enumerate(lines):
        writer = opened(root, f"r{number}")
        writer.append(replace(line, run_id=f"r{number}"))
        writer.seal(run(f"r{number}"))
    its, kept_row = (next(rows_of_text(line)).fingerprint_id for line in lines)
    assert {its, kept_row} <= fingerprint_ids(root)[0]
    ids = named_in(root, lines[0].article_id)[SITE]
    forgotten(root, ids[0])
    assert fingerprint_ids(root) == ({kept_row}, [kept_row] * BANDS)


def fingerprint_ids(root: Path) -> tuple[set[int], list[int]]:
    with closing(sqlite3.connect(root / "catalogue.sqlite3")) as connection:
        rows = connection.execute("SELECT fingerprint_id FROM fingerprints").fetchall()
        bands = connection.execute("SELECT fingerprint_id FROM bands").fetchall()
    return {row[0] for row in rows}, [row[0] for row in bands]


def test_the_next_run_ends_a_forget_that_was_interrupted(
    told: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def dies(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(forgetting, "finish", dies)
        with pytest.raises(KeyboardInterrupt):
            forgotten(told)
    assert list((told / "pending").iterdir())
    crawl(told, "r9", [1])
    assert list((told / "pending").iterdir()) == []
    assert verify(told).problems == ()
    assert ID not in {one.article_id for one in reader.articles(told, SITE)}
    with closing(sqlite3.connect(told / "catalogue.sqlite3")) as connection:
        connection.execute("VACUUM")
    assert_nowhere(told)


# --- passages -----------------------------------------------------------------------------------

PASSAGE = "Die große Straße am Hafen ist seit gestern gesperrt"


@pytest.mark.parametrize(
    "page",
    [
        "Die gro&shy;ße Stra&shy;ße am Ha&#173;fen ist seit gestern gesperrt",
        "Die gro\u00adße Stra\u200bße am Ha\u2060fen ist seit\u00a0gestern gesperrt",
        "&lt;p&gt;Die gro&amp;szlig;e Straße am &lt;b&gt;Hafen&lt;/b&gt; ist seit gestern gesperrt",
        r'"Die große Stra\u00dfe am \u003cb\u003eHafen\u003c\/b\u003e ist seit gestern gesperrt"',
        r'"Die große Straße am\nHafen\tist seit gestern gesperrt"',
        r'{"b":"{\"a\":\"Die große Straße am\\nHafen \\u003ci\\u003eist seit gestern gesperrt',
        "Die große Straße am <!-- x > y -->Hafen ist seit gestern gesperrt",
        "<p>Die große Stra<wbr>ße am <a\nhref='/1'>Hafen</a> ist seit gestern gesperrt",
        "<p>DIE GROSSE STRASSE AM HAFEN IST SEIT GESTERN GESPERRT",
        r'<p x="{&quot;t&quot;:&quot;Die gro\u00dfe Straße am Hafen ist seit gestern gesperrt',
    ],
)
def test_a_passage_is_known_however_it_is_wrapped(page: str) -> None:
    assert Passages([PASSAGE]).stand_in(page.encode())
    assert not Passages([PASSAGE.replace("gestern", "heute")]).stand_in(page.encode())


@pytest.mark.parametrize(
    "passage",
    [r"It is kept in C:\new\folder on each disk", "Write &lt;b&gt; before words, <b>so</b>"],
)
def test_a_passage_about_markup_is_known_where_it_stands(passage: str) -> None:
    assert Passages([passage]).stand_in(passage.encode())


def test_a_passage_of_marks_alone_is_in_no_page() -> None:
    assert not Passages(["-" * 40, "* * * * * * * * * * * *"]).stand_in(b"<p>Some page")
