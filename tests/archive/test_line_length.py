"""No line is longer than 16 MiB; what is cut says so."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from archive.small_runs import article, fetch_one, opened, run
from archive.test_repair import settled

from newscrawl.archive import reader
from newscrawl.archive.line_length import LONGEST_BYTES, fitted, line_of
from newscrawl.archive.lines import encode
from newscrawl.archive.verify import verify
from newscrawl.deduplicate.revision import judge
from newscrawl.items import LINE_TOO_LONG, Article, FrontPageSnapshot, Section, Teaser

HUGE = 20 << 20
PARAGRAPH = "The ice creaked, and nobody spoke. " * 300


def with_text(record: Article, *paragraphs: str) -> Article:
    return replace(record, body=(Section(paragraphs=paragraphs),), text="\n\n".join(paragraphs))


def test_a_line_that_fits_is_not_touched() -> None:
    long = with_text(article(1), PARAGRAPH * 700)
    assert len(encode(long)) > LONGEST_BYTES * 0.8
    assert line_of(long) == encode(long)


@pytest.mark.parametrize(
    "long",
    [
        with_text(article(1), *[PARAGRAPH] * (HUGE // len(PARAGRAPH))),
        with_text(article(1), "x" * HUGE),
        with_text(article(1), "\\" * (HUGE // 2)),
        with_text(article(1), "\U0001f600" * (HUGE // 4)),
        replace(article(1), headline="h" * HUGE, byline='"' * HUGE, tags=("t" * HUGE, "u")),
        replace(article(1), teasers=(Teaser(rank=1, url="u", title="t" * HUGE),)),
        replace(article(1), problems=("p" * 99,) * (HUGE // 99)),
    ],
    ids=["paragraphs", "paragraph", "escapes", "emoji", "strings", "teaser", "many"],
)
def test_a_line_that_is_too_long_is_cut_and_marked(long: Article) -> None:
    line = line_of(long)
    assert len(line) <= LONGEST_BYTES
    values = json.loads(line)
    assert values["problems"][-1] == LINE_TOO_LONG
    assert (values["article_id"], values["content_id"]) == (long.article_id, long.content_id)
    assert values.keys() == json.loads(encode(article(1))).keys()


def test_the_beginning_stays_and_text_follows_body() -> None:
    long = with_text(article(1), *[f"{number} {PARAGRAPH}" for number in range(2000)])
    cut = fitted(long)
    (section,) = cut.body
    assert section.paragraphs[:400] == long.body[0].paragraphs[:400]
    assert cut.text == "\n\n".join(section.paragraphs)
    assert 4 << 20 < len(cut.text) <= 5 << 20
    assert fitted(cut) == cut


def test_a_front_page_keeps_its_first_teasers() -> None:
    teasers = tuple(Teaser(rank=rank, url=f"u{rank}", title=PARAGRAPH) for rank in range(1, 2500))
    page = FrontPageSnapshot(site="a", url="u", teasers=teasers, newscrawl_version="0")
    values = json.loads(line_of(page))
    kept = len(values["teasers"])
    assert 200 < kept < 2500
    assert values["teasers"][0]["title"] == PARAGRAPH


def test_a_run_goes_on_with_a_page_that_is_too_long(tmp_path: Path) -> None:
    writer = opened(tmp_path, "r1")
    long = judge(with_text(article(1), PARAGRAPH * 2000), None, None)
    settled(writer, 1, "new", 1, long.article, revision_id=long.revision_id)
    fetch_one(writer, 2, "r1")
    writer.seal(run("r1"))
    marked = [LINE_TOO_LONG in one.problems for one in reader.articles(tmp_path)]
    assert marked == [True, False]
    assert verify(tmp_path).problems == ()
