import pytest

from newscrawl.extract.article import extract_article
from newscrawl.layout import css
from newscrawl.recorded import RecordedPage, compared
from newscrawl.trial.proposal import propose

WORDS = "The harbour was quiet that morning and the boats came in one after the other. "


def page(headline_class, body_class, number=1, wrapped="article"):
    text = "".join(f"<p>{WORDS * 2}It was part {part} of {number}.</p>" for part in range(4))
    body = (
        f"<html lang=en><body><nav><h2>News</h2></nav><main><{wrapped}>"
        f'<h1 class="{headline_class}">The boats of day {number} come in</h1>'
        f'<div class="{body_class}">{text}</div></{wrapped}>'
        "<aside><div class=box><p>Subscribe now.</p></div></aside></main></body></html>"
    )
    return RecordedPage(
        site="a",
        name=f"page-{number}",
        url=f"https://a.example/{number}",
        captured_at="2026-03-14T08:00:00Z",
        content_type="text/html; charset=utf-8",
        kind="article",
        body=body.encode(),
    )


def read(one):
    return extract_article(one.body, one.url)


def recorded(one):
    return RecordedPage(
        **{name: getattr(one, name) for name in one.__slots__ if name != "expected"},
        expected=compared(read(one)),
    )


OLD = [recorded(page("title", "story", number)) for number in (1, 2)]


def proposed(field, failed, new, old=OLD):
    return propose(field, css(failed), read(new), new, old)


def test_a_selector_that_works_on_old_and_new_pages_comes_before_one_of_the_new_look():
    found = proposed("headline", "h1.title", page("top", "copy", 3))
    assert (found.selector, found.works, found.of) == ("h1", 2, 2)
    assert str(found) == (
        "headline=css(\"h1\") instead of css('h1.title'): found here and on 2 of 2 recorded pages"
    )


def test_the_body_is_the_element_that_holds_all_its_paragraphs():
    found = proposed("body", ".story", page("top", "copy", 3))
    assert (found.selector, found.works) == ("article div", 2)


def test_of_several_that_work_the_closest_is_taken():
    found = proposed("headline", "article h1.title", page("top", "copy", 3))
    assert found.selector == "article h1"


def test_where_none_works_on_the_old_pages_one_of_the_new_page_is_proposed():
    found = proposed("body", ".story", page("top", "copy", 3, wrapped="section"))
    assert found.works == 0
    assert found.selector in {".copy", "div.copy", "section .copy", "section div.copy"}


def test_without_recorded_pages_the_closest_of_the_new_page_is_proposed():
    found = proposed("headline", "h1.title", page("title-2", "copy", 3), old=())
    assert (found.selector, found.of) == ("h1.title-2", 0)
    assert str(found).endswith("found here")


@pytest.mark.parametrize("field", ["kicker", "authors", "tags"])
def test_what_the_reader_does_not_find_has_no_proposal(field):
    assert proposed(field, ".x", page("top", "copy", 3)) is None


def test_a_text_that_stands_twice_has_the_first_that_stands_alone():
    new = page("top", "copy", 3)
    twice = new.body.replace(b"<nav>", b"<nav><span>The boats of day 3 come in</span>")
    new = RecordedPage(
        **{name: getattr(new, name) for name in new.__slots__ if name != "body"}, body=twice
    )
    assert proposed("headline", "h1.title", new) is not None


@pytest.mark.parametrize(
    ("heading", "selector"),
    [
        ('<h1 data-testid="reader\'s">{}</h1>', "h1"),
        ("<h1 data-testid='a\\'>{}</h1>", "h1"),
        ("<h1 data-testid='say \"x\"'>{}</h1>", "h1"),
        ("<o:p><h1 class='--top -1a'>{}</h1></o:p>", "h1"),
        ("<h1><o:p class=top>{}</o:p></h1>", None),
        ("<h1 data-testid=top role='a\nb'>{}</h1>", "h1"),
    ],
)
def test_names_of_a_page_that_are_none_in_css_raise_nothing(heading, selector):
    new = page("top", "copy", 3)
    title = "The boats of day 3 come in"
    body = new.body.replace(
        f'<h1 class="top">{title}</h1>'.encode(), heading.format(title).encode()
    )
    fields = {name: getattr(new, name) for name in new.__slots__ if name != "body"}
    found = proposed("headline", "h1.title", RecordedPage(**fields, body=body))
    assert found is not None
    assert selector in {None, found.selector}
    assert not set(found.selector) & set('"\\\n')
