"""What class and id say of an element: told name by name."""

import pytest
from lxml import html

from newscrawl.extract import hints


@pytest.mark.parametrize(
    ("names", "told"),
    [
        ('class="col-8 entry-content"', {"body"}),
        ('class="relatedArticles"', {"aside"}),
        ('class="c-photo__caption"', {"caption", "picture"}),
        ('class="photo image-left"', {"picture"}),
        ('id="comments"', {"comments"}),
        ('class="live" id="comments"', set()),
        ('class="live" id="comments-consent"', set()),
        ('class="lead3"', {"standfirst"}),
        ('class="bigTeaserBox"', {"teaser", "aside"}),
        ('class="overflow-hidden"', set()),
        ('class="hidden-xs"', set()),
        ('class="newsroom subtle leader"', set()),
        ('id="more-from-the-harbour-on-a-windy-day"', set()),
        ("", set()),
    ],
)
def test_names_say_what_an_element_is(names: str, told: set[str]) -> None:
    assert hints.said(html.fromstring(f"<div {names}>x</div>")) == told


def test_a_word_within_a_word_says_nothing() -> None:
    assert not hints.said(html.fromstring('<div class="headnavy loadshare unshared">x</div>'))


@pytest.mark.parametrize(
    ("name", "hint"),
    [("site-logo", "logo"), ("overLine", "kicker"), ("jwplayer", "player")],
)
def test_rare_words_are_asked_for_one_by_one(name: str, hint: hints.Rare) -> None:
    element = html.fromstring(f'<div class="x {name}">x</div>')
    assert hints.says(element, hint)
    assert not any(hints.says(element, other) for other in hints._RARE if other != hint)
