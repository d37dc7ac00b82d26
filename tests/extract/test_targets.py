"""Where links lead: to an article of this newspaper, of another, or to none."""

import pytest

from newscrawl.extract.page import read_page
from newscrawl.extract.targets import Targets

HERE = "https://gazette.example/news/2026/bridge-opens-for-good-1200"


@pytest.mark.parametrize(
    ("href", "url"),
    [
        ("/news/ferry-comes-back-at-last", "https://gazette.example/news/ferry-comes-back-at-last"),
        ("HTTPS://gazette.example/news/1234", "https://gazette.example/news/1234"),
        ("ferry-1300", "https://gazette.example/news/2026/ferry-1300"),
        ("mailto:?subject=the-bridge-is-open-again-1234", None),
        ("whatsapp://send?text=1234", None),
        ("javascript:open('/news/1234')", None),
        (HERE, None),
        ("#1234", None),
    ],
)
def test_a_target_is_another_page_of_the_web(href: str, url: str | None) -> None:
    found = Targets(read_page(b"<p>", HERE)).find(href)
    assert (found.url if found else None) == url
