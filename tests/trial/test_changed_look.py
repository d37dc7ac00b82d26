"""A newspaper changes its look between two runs of a real crawl."""

from datetime import UTC, datetime, timedelta

import pytest
from dry_crawl import dry_run

from newscrawl import recorded
from newscrawl.archive.reader import articles
from newscrawl.extract.article import extract_article
from newscrawl.recorded import RecordedPage
from newscrawl.spider import FrontPage, Layout, NewsSpider, css
from newscrawl.trial import changed_look
from newscrawl.trial.changed_look import FOLDER, KEPT, keep

WORDS = "The harbour was quiet that morning and the boats came in one after the other. "


def page(number=1):
    body = (
        f"<html lang=en><body><main><article><h1 class=top>The boats of day {number} come in</h1>"
        f"<div class=copy><p>{WORDS * 2}</p><p>{WORDS * 3}</p></div></article></main></body></html>"
    )
    return RecordedPage(
        site="a",
        name="",
        url=f"https://a.example/{number}",
        captured_at="2026-03-14T08:00:00Z",
        content_type="text/html",
        kind="article",
        body=body.encode(),
    )


def test_a_page_is_kept_as_a_test_that_is_ready_to_be_moved(tmp_path):
    one = page()
    about = keep(tmp_path, one, extract_article(one.body, one.url))
    assert about == tmp_path / FOLDER / "site=a" / "2026-03-14-the-boats-of-day-1-come-in.json"
    again = recorded.load(about)
    assert again.body == one.body
    assert again.expected["headline"] == "The boats of day 1 come in"
    assert again.checked is None


def test_only_some_pages_of_a_site_are_kept(tmp_path):
    for number in range(KEPT + 2):
        one = page(number)
        kept = keep(tmp_path, one, extract_article(one.body, one.url))
        assert (kept is None) == (number >= KEPT)


BEGIN = datetime(2026, 3, 14, 6, tzinfo=UTC)
STORY = "/news/the-boats-of-the-day-come-in"
FRONT = f"""<html lang=en><body><main><article><h2><a href="{STORY}">The boats of the day come
in</a></h2><p>They were seen at noon.</p></article></main></body></html>"""


class Quay(NewsSpider):
    name = "quay"
    discover = (FrontPage("https://quay.example/"),)
    layouts = (Layout(headline=css("h1")),)


class Changed(Quay):
    name = "quay"
    layouts = (Layout(headline=css(".old")),)


def answers(heading='<h1 data-testid="reader\'s">{}</h1>'):
    title = heading.format("The boats of the day come in")
    text = f"<p>{WORDS * 3}</p><p>{WORDS * 4}</p>"
    story = f"<html lang=en><body><main><article>{title}{text}</article></main></body></html>"

    def answer(request):
        body = story if STORY in request.url else FRONT
        return 200, {"Content-Type": "text/html"}, body.encode()

    return answer


def kept(root):
    return list((root / FOLDER / "site=quay").glob("*.json"))


@pytest.mark.parametrize(
    "heading", ['<h1 data-testid="reader\'s">{}</h1>', "<o:p><h1 class='--a'>{}</h1></o:p>"]
)
def test_a_page_with_a_new_look_is_archived_and_kept(tmp_path, heading):
    run = dry_run(Changed, answers(heading), tmp_path, BEGIN)
    (article,) = articles(tmp_path)
    assert "layout_headline_matched_nothing" in article.problems
    assert run.verdict != "defect"
    assert len(kept(tmp_path)) == 1


def test_a_diagnosis_that_fails_is_told_and_the_article_is_archived(tmp_path, monkeypatch, caplog):
    def fail(*_):
        raise ZeroDivisionError

    monkeypatch.setattr(changed_look, "keep", fail)
    run = dry_run(Changed, answers(), tmp_path, BEGIN)
    assert len(list(articles(tmp_path))) == 1
    assert run.verdict != "defect"
    (told,) = [line for line in caplog.messages if "ZeroDivisionError" in line]
    assert STORY in told


def test_a_new_look_is_noticed_on_an_article_of_which_nothing_else_is_new(tmp_path):
    dry_run(Quay, answers(), tmp_path, BEGIN)
    assert kept(tmp_path) == []
    run = dry_run(Changed, answers(), tmp_path, BEGIN + timedelta(hours=3))
    assert {count.name for count in run.outcomes} >= {"unchanged"}
    assert len(kept(tmp_path)) == 1
