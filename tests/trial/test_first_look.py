"""What is told of an address that is no front page, and what is gathered of one that is."""

import pytest

from newscrawl.trial.first_look import FirstLook
from newscrawl.trial.visit import Answer, NotSeen

URL = "https://newspaper.example/"


def looked(**came):
    look = FirstLook(url=URL)
    look.home = Answer(asked=URL, url=URL, **came)
    return look


@pytest.mark.parametrize(
    ("told", "came"),
    [
        ("is application/pdf, no HTML page", {"content_type": "application/pdf", "body": b"%PDF"}),
        ("shows no teaser", {"body": b"<p>We are closed.</p>"}),
        ("answered 503", {"outcome": "http_error", "problem": f"{URL} answered 503."}),
        ("robots.txt", {"outcome": "forbidden", "problem": f"{URL}: robots.txt forbids it"}),
        (
            "redirects to another host, other.example",
            {"outcome": "http_error", "status": 301, "location": "https://other.example/"},
        ),
    ],
)
def test_what_is_no_front_page_is_told_of(told, came):
    with pytest.raises(NotSeen, match=told):
        looked(**came).seen()


def test_the_address_to_use_is_said_whole():
    moved = looked(outcome="http_error", status=301, location="https://other.example/news/")
    with pytest.raises(NotSeen, match=r"scrapy newsite https://other\.example/news/"):
        moved.seen()
