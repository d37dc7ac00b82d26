import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser

import pytest

from newscrawl.items import Article, Fetch, Section
from newscrawl.report.copies import clusters
from newscrawl.report.edits import edit
from newscrawl.report.morning import morning
from newscrawl.report.page import plots
from newscrawl.report.page.render import LONGEST, PASSAGES, render
from newscrawl.report.status import Books
from newscrawl.run_record import Drift, FillRate, Run

NOW = datetime(2026, 3, 14, 9, tzinfo=UTC)
HOSTILE = "</title><script>alert(1)</script>\u202egnihton\x1b[31m" + "long " * 2000


class Elements(HTMLParser):
    """Names and attributes of what a page holds."""

    def __init__(self, page):
        super().__init__()
        self.found = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))

    def of(self, tag):
        return [attrs for name, attrs in self.found if name == tag]


def run(hour=8, **fields):
    return Run(
        site="a",
        run_id=f"r{hour}",
        started_at=f"2026-03-14T0{hour}:00:00Z",
        finished_at=None,
        newscrawl_version="0",
        **({"verdict": "fine", "exit_code": 0} | fields),
    )


def article(revision=1, url="https://a.example/b", **fields):
    return Article(
        site="a",
        url=url,
        canonical_url=url,
        article_id="0" * 32,
        revision=revision,
        fetched_at="2026-03-14T08:00:00Z",
        newscrawl_version="0",
        **fields,
    )


def original():
    return article(headline=HOSTILE)


def copied():
    found = article(headline=HOSTILE, duplicate_of="0" * 32, duplicate_kind="near", similarity=0.9)
    return replace(found, site="b", article_id="1" * 32, fetched_at="2026-03-14T08:30:00Z")


def fetch(url, seconds):
    return Fetch(
        site="a",
        url=url,
        canonical_url=url,
        via="start",
        outcome="new",
        seconds=seconds,
        bytes=1000,
        fetched_at="2026-03-14T08:00:00Z",
        run_id="r",
    )


def page(*runs, fetches=(), **more):
    return render(morning({"a": Books(runs or (run(),))}, fetches, NOW, 3), **more)


def test_nothing_that_a_newspaper_says_becomes_markup():
    said = page(
        run(verdict="blocked", exit_code=3, message=HOSTILE),
        edits=[edit(article(headline="Old"), article(2, headline=HOSTILE))],
        copies=clusters(lambda: [copied(), original()]),
    )
    assert not Elements(said).of("script")
    assert "30 min" in said
    assert said.count("<title>") == 1 + said.count("<svg")
    assert not re.search("[\u202a-\u202e\u2066-\u2069\x1b]", said)
    assert all(len(text) < LONGEST + 100 for text in re.findall("long [long …]*", said))


def test_only_web_addresses_are_links_and_none_tells_where_it_was_clicked():
    said = page(
        fetches=[fetch("javascript:alert(1)", 1.0), fetch("https://a.example/ok?a=1&b=2", 2.0)]
    )
    links = [attrs for attrs in Elements(said).of("a") if not attrs["href"].startswith("#")]
    assert {attrs["href"] for attrs in links} == {"https://a.example/ok?a=1&b=2"}
    assert {attrs["rel"] for attrs in links} == {"noreferrer noopener"}
    assert "javascript:alert(1)" in said  # told, not linked


def test_the_policy_forbids_all_but_the_style_sheet():
    elements = Elements(page())
    (policy,) = [a["content"] for a in elements.of("meta") if "http-equiv" in a]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy
    assert not [a for _, a in elements.found if "style" in a or any(n[:2] == "on" for n in a)]
    assert not elements.of("img") + elements.of("link")


def test_a_site_that_needs_somebody_is_told_with_what_to_do_and_what_fell():
    drift = Drift(name="fill authors", count=2, of=9, usual_count=90, usual_of=99, probability=1e-9)
    said = page(run(verdict="layout_changed", exit_code=4, message="Look.", drifts=(drift,)))
    assert "What needs somebody" in said
    assert "<p>Look.</p>" in said
    assert "2 of 9" in said
    assert "90 of 99" in said
    assert "What needs somebody" not in page()


def test_days_hold_what_their_runs_did():
    filled = FillRate(field="authors", filled=3, of=4)
    told = morning({"a": Books((run(7, fill=(filled,)), run(8, fill=(filled,))))}, [], NOW, 3)
    (site,) = told.sites
    assert [day.runs for day in site.days] == [0, 0, 2]
    assert site.days[2].fill["authors"] == 0.75
    assert site.days[1].fill["authors"] is None


def test_the_slowest_come_first():
    asked = [fetch("https://a.example/1", 1), fetch("https://a.example/2", 9)]
    told = morning({"a": Books((run(),))}, asked, NOW, 3)
    assert [one.seconds for one in told.slowest] == [9, 1]


@pytest.mark.parametrize(
    "plot",
    [
        plots.bars([None, 1, 0, 5], "articles"),
        plots.line([None, 0.5, 1.0, None, 0.2], "authors"),
        plots.bars([], "articles"),
        plots.line([None], "authors"),
        plots.trend("..~!-xX"),
        plots.trend(""),
    ],
)
def test_a_plot_says_in_words_what_it_shows(plot):
    (svg,) = Elements(plot).of("svg")
    assert svg["role"] == "img"
    assert svg["aria-label"]
    assert float(svg["width"]) > 0


def test_a_line_is_broken_where_nothing_was_read():
    assert plots.line([1.0, 1.0, None, 1.0, 1.0], "authors").count("<polyline") == 2
    assert plots.line([1.0, None, 1.0, 1.0], "authors").count("<circle") == 1


def test_an_overdue_site_says_since_when():
    late = [replace(run(hour), run_id=f"r{hour}") for hour in (1, 2, 3)]
    said = render(morning({"a": Books(tuple(late))}, [], NOW + timedelta(hours=9), 3))
    assert "Nobody has seen it since 2026-03-14T03:00:00Z. Is it still scheduled?" in said


def test_of_a_revision_some_passages_are_shown_and_how_many_more_there_are():
    before, after = (
        replace(
            article(number),
            body=(Section(paragraphs=tuple(f"{mark}{n} {mark}{n}" for n in range(PASSAGES))),),
        )
        for number, mark in ((1, "old"), (2, "new"))
    )
    said = page(edits=[edit(before, after)])
    assert said.count("<del>old") == PASSAGES
    assert f"and {PASSAGES} more passages" in said
    assert "more passage" not in page(edits=[edit(before, replace(before, headline="Other"))])
