"""What is taken down is in no byte of the archive, and stays away."""

import gzip
import json
import random
import re
import shutil
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from archive.faulty_system import EVERY_STEP, Counting, Dying, run_in_child
from archive.small_runs import (
    SITE,
    article,
    crawl,
    fetch_one,
    killed_run,
    look_at_front_page,
    opened,
    run,
    text,
    url,
)
from archive.test_compact import joined
from archive.test_repair import settled, tables

from newscrawl.archive import reader, removal, tombstones
from newscrawl.archive.files import Files
from newscrawl.archive.forget import Taken, forget, named_in
from newscrawl.archive.passages import Passages
from newscrawl.archive.paths import Root
from newscrawl.archive.repair import repair
from newscrawl.archive.verify import verify
from newscrawl.archive.warc import read_payload
from newscrawl.deduplicate.revision import judge
from newscrawl.errors import ArchiveError, ConfigurationError, SiteBusy
from newscrawl.items import Teaser

GONE = 3
SEED = 20260314
ID = article(GONE).article_id


def forgotten(root: Path, named: str = ID, site: str = SITE, **more: object) -> Taken:
    ids = named_in(root, named, site)[site]
    made = partial(killed_run, site=site)
    return forget(root, site, ids, reason="court order", killed_run=made, **more)


def every_byte(root: Path) -> dict[str, bytes]:
    """Return what each file holds, as it is and unpacked."""
    found = {}
    for path in sorted(root.rglob("*")):
        if path.is_file():
            data = path.read_bytes()
            packed = path.suffix == ".gz" and data
            found[str(path.relative_to(root))] = data + (gzip.decompress(data) if packed else b"")
    return found


def assert_nowhere(root: Path) -> None:
    said = [text(GONE), text(GONE, 2), f"Headline {GONE}", url(GONE), f"{SITE}.example/{GONE}"]
    said += [f"Story {GONE}, version"]
    for path, data in every_byte(root).items():
        for passage in said:
            where = re.search(re.escape(passage.encode()) + rb"(?!\d)", data)
            assert where is None, (path, passage, data[where.start() - 80 : where.end() + 80])


def page_with_a_box(writer: object, number: int, run_id: str) -> None:
    """Write another article whose page shows a teaser of the one that will go."""
    shown = Teaser(
        rank=1,
        url=url(GONE),
        article_id=ID,
        title=f"Headline {GONE}",
        excerpt=text(GONE)[:60],
        image="https://gazette.example/picture.jpg",
    )
    other = Teaser(rank=2, url=url(1), article_id=article(1).article_id, title="Headline 1")
    page = f"<a href='/{GONE}'><b>{text(GONE)[:30]}</b>{text(GONE)[30:60]}</a>".encode()
    capture = writer.capture(
        url=url(number), status=200, reason="OK", headers=[], body=page,
        fetched_at=article(number).fetched_at, ip=None,
    )  # fmt: skip
    read = replace(article(number, run_id), teasers=(shown, other), capture=capture)
    judged = judge(read, None, None)
    settled(
        writer, number, "new", number, judged.article,
        revision_id=judged.revision_id, capture=capture, sha256=capture.sha256,
    )  # fmt: skip


def made(root: Path) -> Path:
    crawl(root, "r1", range(6))
    crawl(root, "r2", [GONE, 4], version=2)
    crawl(root, "e1", [7], site="echo")
    writer = opened(root, "r3")
    look_at_front_page(writer, "r3", [GONE, 2, 1], second=9)
    look_at_front_page(writer, "r3", [GONE, 2, 1], second=10)
    page_with_a_box(writer, 20, "r3")
    settled(writer, 40, "redirected", 63, alias_of=ID, status=301)
    settled(writer, GONE, "unchanged", 64, etag='"x"', status=200)
    fetch_one(writer, 8, "r3")
    writer.seal(run("r3"))
    return root


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return made(tmp_path)


def test_no_byte_of_it_is_left(root: Path) -> None:
    before = {one.url for one in reader.articles(root, SITE)}
    taken = forgotten(root)
    assert_nowhere(root)
    assert verify(root).problems == ()
    assert {one.url for one in reader.articles(root, SITE)} == before - {url(GONE)}
    assert taken.article_ids[0] == ID
    assert len(taken.article_ids) == 2
    assert taken.scrubbed


def test_other_captures_are_where_the_lines_say(root: Path) -> None:
    forgotten(root)
    cited = [one for one in reader.articles(root, SITE) if one.capture]
    assert len(cited) >= 6
    for one in cited:
        assert read_payload(Root.at(root), one.capture).startswith(b"<p>Story")
    (boxed,) = [one for one in reader.articles(root, SITE) if one.url == url(20)]
    assert boxed.capture is None  # its page quotes what went
    gone, other = boxed.teasers
    assert gone == Teaser(rank=1, url=f"forgotten:{ID}", article_id=ID, title="")
    assert other.title == "Headline 1"


def test_requests_stay_counted(root: Path) -> None:
    before = sum(1 for _ in reader.fetches(root, SITE))
    forgotten(root)
    fetches = list(reader.fetches(root, SITE))
    assert len(fetches) == before
    gone = [one for one in fetches if one.url.startswith("forgotten:")]
    assert [one.outcome for one in gone] == ["new", "revised", "redirected", "unchanged"]
    assert {(one.capture, one.sha256, one.etag, one.revision_id) for one in gone} == {(None,) * 4}


def test_front_pages_keep_the_place_without_the_words(root: Path) -> None:
    forgotten(root)
    looks = list(reader.front_pages(root, SITE))
    shown = [teaser for look in looks for teaser in look.teasers if teaser.article_id == ID]
    assert shown
    assert {(one.title, one.excerpt, one.url) for one in shown} == {("", None, f"forgotten:{ID}")}
    assert [teaser.rank for teaser in looks[0].teasers] == [1, 2, 3, 4, 5, 6]


def test_the_catalogue_is_that_of_the_files(root: Path) -> None:
    forgotten(root)
    expected = tables(root)
    repair(root)
    assert tables(root) == expected


def test_a_later_crawl_does_not_bring_it_back(root: Path) -> None:
    forgotten(root)
    before = every_byte(root)["tombstones.jsonl"]
    writer = opened(root, "r9")
    assert writer.catalogue.is_forgotten(ID)
    assert writer.catalogue.is_forgotten("other", article(GONE).content_id)
    fetch_one(writer, GONE, "r9")  # whoever forgets to ask meets the last door
    writer.seal(run("r9"))
    assert url(GONE) not in {one.url for one in reader.articles(root, SITE)}
    assert every_byte(root)["tombstones.jsonl"] == before


def test_the_tombstone_says_why_and_holds_nothing_of_it(root: Path) -> None:
    forgotten(root)
    (stone,) = tombstones.read(Root.at(root), Files())
    assert (stone.site, stone.article_ids[0], stone.reason) == (SITE, ID, "court order")
    assert stone.url_sha256
    assert len(stone.content_ids) == 2


@pytest.mark.parametrize(
    "named", [ID, url(GONE), f"{url(GONE)}?utm_source=x", article(40).article_id]
)
def test_it_is_found_by_every_name(root: Path, named: str) -> None:
    assert named_in(root, named)[SITE][0] == ID
    forgotten(root, named)
    assert_nowhere(root)
    assert named_in(root, ID)[SITE][0] == ID  # also afterwards


def test_an_unknown_name_is_refused(root: Path) -> None:
    with pytest.raises(ConfigurationError, match="Nothing is known by the name"):
        named_in(root, "https://gazette.example/999")


def lasting(root: Path) -> dict[str, bytes]:
    """Return every byte, but of the files that those who read the catalogue share."""
    shared = ("catalogue.sqlite3-shm", "catalogue.sqlite3-wal")
    return {path: data for path, data in every_byte(root).items() if path not in shared}


def test_a_dry_run_tells_the_same_and_writes_nothing(root: Path) -> None:
    shutil.rmtree(root / "locks")
    before = lasting(root)
    dry = forgotten(root, dry_run=True)
    assert lasting(root) == before
    assert not (root / "locks").exists()
    assert forgotten(root).files == dry.files


def test_a_dry_run_tells_what_it_did_not_look_at(root: Path) -> None:
    writer = opened(root, "r9")
    fetch_one(writer, 30, "r9")
    writer.flush()
    with pytest.raises(SiteBusy, match="A run of gazette is going on"):
        forgotten(root, dry_run=True)
    writer.abandon()
    before = lasting(root)
    assert forgotten(root, dry_run=True).unsealed == ("r9",)
    assert lasting(root) == before
    assert forgotten(root).unsealed == ()


def test_copies_elsewhere_are_told_and_stay(root: Path) -> None:
    crawl(root, "e2", [GONE], site="echo")
    taken = forgotten(root)
    ((site, copy),) = taken.copies
    assert site == "echo"
    assert len(list(reader.articles(root, "echo"))) == 2
    forgotten(root, copy, "echo")
    assert_nowhere(root)
    assert verify(root).problems == ()


def test_joined_files_are_written_anew_too(root: Path) -> None:
    joined(root)
    forgotten(root)
    assert_nowhere(root)
    assert verify(root).problems == ()
    crawl(root, "r9", [1, 2], version=5)
    joined(root)
    assert_nowhere(root)
    assert verify(root).problems == ()
    expected = tables(root)
    repair(root)
    assert tables(root) == expected


def test_a_second_time_nothing_is_left_to_do(root: Path) -> None:
    forgotten(root)
    before = {path: data for path, data in every_byte(root).items() if path.endswith(".gz")}
    again = forgotten(root)
    assert again.files == ()
    assert {path: data for path, data in every_byte(root).items() if path.endswith(".gz")} == before


def test_what_came_back_in_a_capture_goes_the_next_time(root: Path) -> None:
    forgotten(root)
    writer = opened(root, "r9")
    page_with_a_box(writer, 30, "r9")
    writer.seal(run("r9"))
    assert text(GONE)[:30] in repr(every_byte(root))
    forgotten(root)
    assert_nowhere(root)
    assert text(GONE)[:30] not in repr(every_byte(root))


def test_a_site_that_is_crawled_is_refused(root: Path) -> None:
    writer = opened(root, "r9")
    with pytest.raises(SiteBusy):
        forgotten(root)
    writer.abandon()


def test_a_broken_catalogue_that_was_kept_goes_too(root: Path) -> None:
    kept = root / "catalogue.sqlite3.broken-x"
    kept.write_bytes(text(GONE).encode())
    forgotten(root)
    assert not kept.exists()


@pytest.mark.parametrize(
    "count",
    [15, pytest.param(30, marks=pytest.mark.slow), pytest.param(None, marks=EVERY_STEP)],
)
def test_process_may_die_at_every_step(tmp_path: Path, count: int | None) -> None:
    def prepared(name: str) -> Path:
        (tmp_path / name).mkdir()
        return made(tmp_path / name)

    system = Counting()
    whole = prepared("whole")
    forgotten(whole, files=Files(system))
    expected = sorted(map(str, reader.articles(whole)))
    steps = range(1, len(system.made) + 1)
    for step in random.Random(SEED).sample(steps, count or len(steps)):
        root = prepared(f"dies-at-{step}")
        run_in_child(lambda root=root, step=step: forgotten(root, files=Files(Dying(step))))
        if step % 2:
            crawl(root, "between", [])  # a run in between harms nothing
            joined(root)
        forgotten(root)
        assert_nowhere(root)
        assert verify(root).problems == (), step
        if not step % 2:
            assert sorted(map(str, reader.articles(root))) == expected


@pytest.mark.parametrize(
    "page",
    [
        "<p>The <b>harbour</b> froze\n over in  the night.</p>",
        "<p>The harbour froze over in the night.</p>",
        '{"articleBody": "The harbour froze over in the \\u006eight."}',
        "<p>The&nbsp;harbour froze over&#32;in the night.</p>",
    ],
)
def test_a_passage_is_known_however_it_is_written(page: str) -> None:
    assert Passages(["The harbour froze over in the night."]).stand_in(page.encode())
    assert not Passages(["The harbour froze over in the day."]).stand_in(page.encode())


def test_a_passage_is_known_in_a_western_encoding() -> None:
    passage = "Der Hafen von Königsbrück fror über Nacht zu."
    assert Passages([passage]).stand_in(f"<p>{passage}</p>".encode("cp1252"))


def test_short_passages_are_not_looked_for() -> None:
    assert not Passages(["Read more"]).stand_in(b"Read more")


def test_a_damaged_tombstone_stops_everybody(root: Path) -> None:
    forgotten(root)
    path = root / "tombstones.jsonl"
    stone = json.loads(path.read_text())
    path.write_text(json.dumps(stone | {"reason": 3}) + "\n")
    with pytest.raises(Exception, match="what must not come back"):
        opened(root, "r9")


def test_what_of_it_is_there_again_is_told_by_verify(root: Path) -> None:
    kept = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    forgotten(root)
    stones = (root / "tombstones.jsonl").read_bytes()
    for path in root.rglob("*"):
        if path.is_file():
            path.unlink()
    for path, data in kept.items():
        path.write_bytes(data)
    (root / "tombstones.jsonl").write_bytes(stones)  # and the rest from an old copy
    told = [str(problem) for problem in verify(root).problems]
    assert len(told) >= 6
    assert all("run 'newscrawl forget' again" in line for line in told)
    forgotten(root)
    assert_nowhere(root)
    assert verify(root).problems == ()


def test_whoever_dies_while_files_are_written_has_done_nothing(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: object) -> None:
        raise InterruptedError

    before = sorted(map(str, reader.articles(root)))
    monkeypatch.setattr(removal.Removal, "rewrite", stop)
    with pytest.raises(InterruptedError):
        forgotten(root)
    assert not (root / "tombstones.jsonl").exists()
    assert sorted(map(str, reader.articles(root))) == before
    assert verify(root).problems == ()


def test_a_damaged_run_record_is_told_before_anything_is_taken_down(root: Path) -> None:
    record = next(root.glob(f"runs/site={SITE}/*/*.json"))
    whole = record.read_bytes()
    record.write_bytes(whole[:20])
    before = sorted(map(str, reader.articles(root)))
    with pytest.raises(ArchiveError, match="Nothing was taken down"):
        forgotten(root)
    assert not list(root.glob("pending/*"))
    assert sorted(map(str, reader.articles(root))) == before
    record.write_bytes(whole)
    forgotten(root)
    assert_nowhere(root)
