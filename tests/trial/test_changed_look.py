"""A newspaper changes its look between two runs of a real crawl."""

from newscrawl import recorded
from newscrawl.extract.article import extract_article
from newscrawl.recorded import RecordedPage
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
