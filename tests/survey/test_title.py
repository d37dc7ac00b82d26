"""Names of sites and newspapers."""

import pytest
from survey.made_up import seen

from newscrawl.survey.title import name_finding, title


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://www.harbour-gazette.example/", "harbour_gazette"),
        ("https://harbourgazette.co.uk/", "harbourgazette"),
        ("https://www.gazette.com.pt/", "gazette"),
        ("https://news.gazette.example/", "gazette_news"),
        ("https://m.gazette.example/section/", "gazette"),
        ("https://24h.example/", "site_24h"),
        ("https://the-echo.example/", "echo"),
    ],
)
def test_the_host_gives_the_name(url, name):
    assert name_finding(seen(url=url)).value == name


def test_where_the_host_is_a_number_the_newspaper_says_its_name():
    told = seen(url="http://127.0.0.1:8701/", names=(("title", "The Quay Écho - News of the bay"),))
    assert name_finding(told).value == "quay_echo"
    assert name_finding(told).doubt is None
    assert name_finding(seen(url="http://127.0.0.1:8701/")).doubt is not None


def test_what_a_person_says_counts():
    assert name_finding(seen(), "echo").value == "echo"


@pytest.mark.parametrize(
    ("names", "words"),
    [
        ((("og:site_name", "The Harbour Gazette"),), "The Harbour Gazette"),
        ((("title", "News from the bay | Harbour Gazette"),), "Harbour Gazette"),
        ((("title", "Today: all the news"),), "Today"),
        ((("og:site_name", 'Evil """\n import os \\ \u202e'),), "Evil ''' import os /"),
        ((), "www.harbour-gazette.example"),
    ],
)
def test_title_in_words(names, words):
    assert title(seen(names=names), "harbour_gazette") == words
