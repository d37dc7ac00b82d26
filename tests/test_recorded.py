"""Files of recorded pages."""

import json
from dataclasses import replace

import pytest

from newscrawl import extract_article, recorded
from newscrawl.errors import SiteError
from newscrawl.recorded import NOT_TESTED, RecordedPage, accepted, page_name

PAGE = RecordedPage(
    site="echo",
    name="2026-03-14-bridge-reopens",
    url="https://echo.example/1",
    captured_at="2026-03-14T08:00:00Z",
    content_type="text/html; charset=iso-8859-1",
    kind="article",
    body="<h1>Café</h1>".encode("latin-1"),
    expected={"headline": "Café", "tags": []},
)


def test_what_is_saved_is_loaded_and_the_bytes_are_the_same_each_time(tmp_path):
    folder = tmp_path / "echo"
    recorded.save(PAGE, folder)
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert recorded.pages(folder) == [PAGE]
    recorded.save(recorded.pages(folder)[0], folder)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    recorded.remove(PAGE, folder)
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("damage", ["no page", "cut page", "no json", "no key"])
def test_a_damaged_page_is_named_with_its_cure(tmp_path, damage):
    about = recorded.save(PAGE, tmp_path)
    page = tmp_path / (PAGE.name + recorded.PAGE)
    if damage == "no page":
        page.unlink()
    if damage == "cut page":
        page.write_bytes(page.read_bytes()[:20])
    if damage == "no json":
        about.write_text("{")
    if damage == "no key":
        about.write_text(json.dumps({"url": "x"}))
    with pytest.raises(SiteError, match=rf"{PAGE.name}\.json cannot be read.*scrapy capture"):
        recorded.pages(tmp_path)


def test_what_a_person_checked_stays_checked_where_nothing_changed():
    checked = replace(PAGE, checked="2026-03-15")
    same = accepted(checked, {"headline": "Café", "tags": []})
    assert (same.checked, same.recheck, same.to_check) == ("2026-03-15", (), ())
    changed = accepted(checked, {"headline": "Cafés", "tags": []})
    assert (changed.checked, changed.recheck) == ("2026-03-15", ("headline",))
    again = accepted(changed, {"headline": "Cafés", "tags": ["a"], "byline": None})
    assert again.recheck == ("headline", "tags", "byline")
    unchecked = accepted(PAGE, {"headline": "Cafés"})
    assert (unchecked.recheck, unchecked.to_check) == ((), ("headline",))


def test_every_field_that_is_not_tested_is_of_a_record():
    article = extract_article(PAGE.body, PAGE.url)
    tested = recorded.compared(article)
    assert {"headline", "body", "teasers", "article_id", "problems"} <= set(tested)
    assert not NOT_TESTED & set(tested)
    assert tested["authors"] == []


@pytest.mark.parametrize(
    ("words", "url", "name"),
    [
        ("Bridge reopens: what now?", "https://x.example/1", "bridge-reopens-what-now"),
        ("Água", "https://x.example/1", "agua"),
        ("大阪", "https://x.example/news/osaka-1/", "osaka-1"),
        (None, "https://x.example/a/b.html?x=1", "b-html"),
        ("word " * 20, "https://x.example/1", "word-word-word-word-word-word-word-word"),
        ("x" * 99, "https://x.example/9", "9"),
    ],
)
def test_names_of_pages(words, url, name):
    assert page_name("2026-03-14", words, url) == f"2026-03-14-{name}"
