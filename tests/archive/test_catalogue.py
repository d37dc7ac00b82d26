import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from archive.small_runs import SITE, article, at, fetch_one, look_at_front_page, opened, run, url

from newscrawl.archive.catalogue import Catalogue
from newscrawl.archive.files import Files
from newscrawl.archive.paths import Root
from newscrawl.archive.writer import Writer
from newscrawl.deduplicate.revision import judge
from newscrawl.errors import ArchiveError
from newscrawl.items import Capture, Fetch, FrontPageSnapshot, Outcome, Teaser
from newscrawl.known import ANSWERED, field_digests


@pytest.fixture
def writer(tmp_path: Path) -> Iterator[Writer]:
    writer = opened(tmp_path, "r1")
    yield writer
    writer.abandon()


def fetch(number: int, outcome: Outcome, second: int, **more: object) -> Fetch:
    values = {"article_id": article(number).article_id} | more
    return Fetch(
        site=SITE,
        url=url(number),
        canonical_url=url(number),
        via="front_page",
        outcome=outcome,
        fetched_at=at(second),
        run_id="r1",
        **values,
    )


def on_disk_too(writer: Writer) -> Iterator[Catalogue]:
    """Yield the catalogue before and after a commit: both answer alike."""
    yield writer.catalogue
    writer.flush()
    assert not any(writer.catalogue._noted.values())
    yield writer.catalogue


def test_what_was_never_asked_for_is_not_known(writer: Writer) -> None:
    assert writer.catalogue.article(SITE, "x") is None
    assert writer.catalogue.first_with_content("x") is None
    assert writer.catalogue.front_page(SITE, "https://gazette.example/") is None
    assert writer.catalogue.front_page(SITE, "no url") is None
    assert list(writer.catalogue.recent(SITE, "")) == []
    assert writer.catalogue.runs(SITE) == ()


def test_article_is_known_with_all_that_the_next_look_needs(writer: Writer) -> None:
    fetch_one(writer, 1, "r1")
    for catalogue in on_disk_too(writer):
        known = catalogue.article(SITE, article(1).article_id)
        assert known is not None
        assert (known.revision, known.outcome, known.etag) == (1, "new", '"1"')
        assert (known.first_seen, known.last_looked) == (at(1), at(1))
        assert known.content_id == article(1).content_id
        assert known.field_digests == field_digests(article(1))
        assert (known.page_kind, known.headline) == ("article", "Headline 1")


def test_vanished_page_is_known_without_revision(writer: Writer) -> None:
    writer.append(fetch(1, "vanished", 5, etag='"of the error page"'))
    for catalogue in on_disk_too(writer):
        known = catalogue.article(SITE, article(1).article_id)
        assert known is not None
        assert (known.revision, known.revision_id, known.page_kind) == (0, None, None)
        assert (known.outcome, known.last_looked, known.etag) == ("vanished", at(5), None)


@pytest.mark.parametrize("outcome", Outcome.__args__)
def test_only_an_answer_counts_as_a_look(writer: Writer, outcome: Outcome) -> None:
    fetch_one(writer, 1, "r1")
    writer.append(fetch(1, outcome, 50, etag='"new"'))
    for catalogue in on_disk_too(writer):
        known = catalogue.article(SITE, article(1).article_id)
        assert known is not None
        assert known.last_looked == (at(50) if outcome in ANSWERED else at(1))
        assert known.first_seen == at(1)
        assert known.outcome == outcome
        read = outcome in {"new", "revised", "unchanged", "alias"}
        assert known.etag == ('"new"' if read else '"1"')


def test_alias_is_resolved_and_a_look_at_it_is_a_look_at_its_article(writer: Writer) -> None:
    fetch_one(writer, 1, "r1")
    one, two, three = (article(number).article_id for number in (1, 2, 3))
    writer.append(fetch(2, "alias", 60, alias_of=one, etag='"2"'))
    writer.append(fetch(3, "redirected", 61, alias_of=two))
    for catalogue in on_disk_too(writer):
        known, itself = catalogue.article(SITE, two), catalogue.article(SITE, one)
        assert known is not None
        assert itself is not None
        assert (known.article_id, known.revision) == (one, 1)
        assert (known.url, known.etag, known.outcome) == (url(2), '"2"', "alias")
        assert (itself.url, itself.etag, itself.outcome) == (url(1), '"1"', "new")
        assert known.last_looked == itself.last_looked == at(60)
        assert catalogue.article(SITE, three).article_id == one
        assert [known.article_id for known in catalogue.recent(SITE, "")] == [one]


def test_aliases_in_a_circle_end(writer: Writer) -> None:
    one, two = (article(number).article_id for number in (1, 2))
    writer.append(fetch(1, "redirected", 1, alias_of=two), fetch(2, "redirected", 2, alias_of=one))
    assert writer.catalogue.article(SITE, one) is not None
    assert writer.catalogue.article(SITE, two) is not None


def test_archived_article_is_no_alias(writer: Writer) -> None:
    fetch_one(writer, 1, "r1")
    fetch_one(writer, 2, "r1")
    writer.append(fetch(2, "redirected", 9, alias_of=article(1).article_id))
    known = writer.catalogue.article(SITE, article(2).article_id)
    assert known is not None
    assert known.article_id == article(2).article_id


def test_article_that_a_redirect_led_to_is_known_by_its_own_id(writer: Writer) -> None:
    judged = judge(replace(article(1), capture=capture(200, '"1"')), None, None)
    assert judged.article is not None
    asked = fetch(2, "new", 1, alias_of=article(1).article_id, revision_id=judged.revision_id)
    writer.append(judged.article, asked)
    for catalogue in on_disk_too(writer):
        for number in (1, 2):
            known = catalogue.article(SITE, article(number).article_id)
            assert known is not None
            assert (known.article_id, known.revision) == (article(1).article_id, 1)
            assert known.etag == ('"1"' if number == 1 else None)


def test_first_copy_is_of_the_own_site_else_the_oldest(tmp_path: Path) -> None:
    content = article(1).content_id
    for run_id, site, second in (("a", "late", 30), ("b", "early", 0)):
        other = opened(tmp_path, run_id, site=site)
        judged = judge(replace(article(1, run_id, site=site), fetched_at=at(second)), None, None)
        assert judged.article is not None
        other.append(judged.article)
        other.seal(run(run_id, site))
    writer = opened(tmp_path, "r1")
    assert writer.catalogue.first_with_content(content)[0] == "early"
    fetch_one(writer, 1, "r1")
    for catalogue in on_disk_too(writer):
        assert catalogue.first_with_content(content) == (SITE, article(1).article_id)
    writer.abandon()


def test_recent_articles_come_oldest_first_from_disk_and_memory(writer: Writer) -> None:
    for number in (40, 10):
        fetch_one(writer, number, "r1")
    writer.flush()
    for number in (30, 20):
        fetch_one(writer, number, "r1")
    writer.append(fetch(10, "unchanged", 90))
    found = [(known.url, known.last_looked) for known in writer.catalogue.recent(SITE, at(10))]
    assert found == [
        (url(10), at(90)),
        (url(20), at(20)),
        (url(30), at(30)),
        (url(40), at(40)),
    ]
    assert [known.url for known in writer.catalogue.recent(SITE, at(25))] == [url(30), url(40)]
    assert list(writer.catalogue.recent("echo", "")) == []


def test_front_page_is_known_by_any_spelling_with_the_look_that_holds_its_teasers(
    writer: Writer,
) -> None:
    first = look_at_front_page(writer, "r1", [1, 2], second=1)
    look_at_front_page(writer, "r1", [1, 2], second=2)
    for catalogue in on_disk_too(writer):
        for spelling in ("https://gazette.example/", "http://www.gazette.example/index.html"):
            known = catalogue.front_page(SITE, spelling)
            assert known is not None
            assert (known.snapshot_id, known.teasers) == (first.snapshot_id, first.teasers)
    third = look_at_front_page(writer, "r1", [2, 1], second=3)
    assert writer.catalogue.front_page(SITE, first.url).snapshot_id == third.snapshot_id


def capture(status: int, etag: str | None) -> Capture:
    return Capture(
        capture_id="c",
        status=status,
        etag=etag,
        sha256="",
        warc_file="",
        warc_offset=0,
        warc_length=0,
    )


def test_validators_of_a_front_page_are_those_of_the_last_page_that_came(writer: Writer) -> None:
    look = FrontPageSnapshot(
        site=SITE, url="https://gazette.example/", snapshot_id="s1", fetched_at=at(1),
        teasers=(Teaser(rank=1, url=url(1), title="T"),), capture=capture(200, '"a"'),
        run_id="r1", newscrawl_version="0",
    )  # fmt: skip
    same = replace(look, snapshot_id="s2", changed=False, same_as="s1", teasers=())
    writer.append(look)
    writer.append(replace(same, capture=capture(304, None)))
    assert writer.catalogue.front_page(SITE, look.url).etag == '"a"'
    writer.append(replace(same, capture=capture(200, '"b"')))
    known = writer.catalogue.front_page(SITE, look.url)
    assert (known.etag, known.snapshot_id, known.teasers) == ('"b"', "s1", look.teasers)


def test_text_of_any_kind_is_stored(writer: Writer) -> None:
    odd = replace(article(1), headline="NUL \x00 half \ud83d", url=url(1) + "?\udc00")
    judged = judge(odd, None, None)
    assert judged.article is not None
    writer.append(judged.article)
    for catalogue in on_disk_too(writer):
        assert catalogue.article(SITE, odd.article_id).headline == "NUL  half �"


def test_order_of_revisions_does_not_matter(writer: Writer) -> None:
    first = judge(article(1), None, None).article
    assert first is not None
    writer.append(replace(first, revision=2, revision_id="1a7e5" * 6, headline="Later"))
    writer.append(first)
    for catalogue in on_disk_too(writer):
        known = catalogue.article(SITE, first.article_id)
        assert known is not None
        assert (known.revision, known.revision_id, known.headline) == (2, "1a7e5" * 6, "Later")


def test_runs_are_listed_oldest_first_and_only_of_the_site(tmp_path: Path) -> None:
    for run_id, site in (("b", SITE), ("a", SITE), ("c", "echo")):
        opened(tmp_path, run_id, site=site).seal(run(run_id, site))
    writer = opened(tmp_path, "d")
    assert [run.run_id for run in writer.catalogue.runs(SITE)] == ["a", "b"]
    writer.abandon()


def test_catalogue_of_a_newer_newscrawl_is_not_touched(tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / "catalogue.sqlite3")
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    for opening in (lambda: opened(tmp_path, "r1"), lambda: Catalogue.read(Root.at(tmp_path))):
        with pytest.raises(ArchiveError, match="version 99"):
            opening()


def test_indices_that_nobody_asks_any_more_go_when_a_run_opens_the_catalogue(
    tmp_path: Path,
) -> None:
    opened(tmp_path, "r1").abandon()
    with sqlite3.connect(tmp_path / "catalogue.sqlite3") as connection:
        connection.execute("DROP INDEX revisions_by_text")
        connection.execute("CREATE INDEX revisions_by_article ON revisions (site, article_id)")
    connection.close()
    writer = opened(tmp_path, "r2")
    found = writer.catalogue._connection.execute("SELECT name FROM sqlite_schema").fetchall()
    writer.abandon()
    assert ("revisions_by_text",) in found
    assert ("revisions_by_article",) not in found


def test_damaged_catalogue_is_told(tmp_path: Path) -> None:
    (tmp_path / "catalogue.sqlite3").write_bytes(b"no database" * 1000)
    with pytest.raises(ArchiveError, match="not a database"):
        opened(tmp_path, "r1")


def test_full_catalogue_stops_the_run(tmp_path: Path) -> None:
    writer = opened(tmp_path, "r1")
    pages = writer.catalogue._connection.execute("PRAGMA page_count").fetchone()[0]
    writer.catalogue._connection.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(ArchiveError, match="full"):
        [fetch_one(writer, number, "r1") for number in range(200)]
    writer.abandon()
    assert opened(tmp_path, "r2").recovered == ("r1",)


def test_two_processes_write_one_catalogue_in_turn(tmp_path: Path) -> None:
    root, files = Root.at(tmp_path), Files()
    first, second = (opened(tmp_path, f"r-{site}", site=site) for site in ("a", "b"))
    for number in range(60):
        fetch_one(first, number, "r-a", site="a")
        fetch_one(second, number, "r-b", site="b")
    first.seal(run("r-a", "a"))
    second.seal(run("r-b", "b"))
    catalogue = Catalogue.open(root, files)
    assert len(catalogue.all_runs()) == 2
    assert len(catalogue.revisions_of("r-b")) == 60
    catalogue.close()
