"""Pictures of teasers in a story's column are none of the story's."""

import pytest

from newscrawl import extract_article

URL = "https://gazette.example/2026/03/old-ferry-returns-10420"
TEXT = (
    "<p>The old ferry is back on the river after nine months in the yard, and the town came to "
    "the quay to see it.</p><p>The yard had to look for a captain, two stokers and an engine that "
    "nobody had built for sixty years.</p>"
)


def pictures(inside: str, url: str = URL) -> list[str]:
    page = (
        f"<html><body><div id='column'><h1>Old ferry returns</h1><div class='c'>{TEXT}</div>"
        f"{inside}</div></body></html>"
    )
    found = extract_article(page.encode(), url, encoding="utf-8")
    return [image.url.rpartition("/")[2] for image in found.images]


@pytest.mark.parametrize(
    "box",
    [
        (
            '<ul><li><a href="/2026/02/bees-settle-in-town-10377"><img src="/bees.jpg">'
            "<span>Bees settle in town hall</span></a></li></ul>"
        ),
        (
            '<article><img src="/bees.jpg"><h3><a href="/2026/02/bees-settle-in-town-10377">'
            "Bees settle in town hall</a></h3></article>"
        ),
        '<div><a href="/2026/02/bees-settle-in-town-10377"><img src="/bees.jpg"></a></div>',
        (
            '<figure><a href="/2026/02/bees-settle-in-town-10377"><img src="/bees.jpg"></a>'
            '<figcaption><a href="/2026/02/bees-settle-in-town-10377">Bees settle in town hall</a>'
            "</figcaption></figure>"
        ),
    ],
)
def test_pictures_of_other_articles_are_left_out(box: str) -> None:
    assert pictures(f'<p><img src="/ferry.jpg"></p>{box}') == ["ferry.jpg"]


@pytest.mark.parametrize(
    "href",
    [
        "/files/2026/ferry-at-the-old-quay-large.jpg",
        "/galleries/10421/ferry-in-the-yard-again",
        "/2026/03/old-ferry-returns-10420/ferry-in-the-yard-01",
        "/frames-of-an-article/old-ferry-returns-10420/2",
        "/article_photo/list?pid=88123&article_id=old-ferry-returns-10420",
        "https://yard.example/ferries/old-ferry-of-1931",
    ],
)
def test_own_picture_that_leads_to_a_page_of_pictures_stays(href: str) -> None:
    assert pictures(f'<p><a href="{href}"><img src="/ferry.jpg"></a></p>') == ["ferry.jpg"]


def test_own_picture_that_leads_to_a_page_below_the_story_stays() -> None:
    link = '<a href="/town/ferry/the-ferry-in-the-yard"><img src="/ferry.jpg"></a>'
    assert pictures(f"<p>{link}</p>", "https://gazette.example/town/ferry") == ["ferry.jpg"]


def test_own_picture_with_a_caption_stays_wherever_it_leads() -> None:
    figure = (
        '<figure><a href="/2026/03/all-ferries-of-the-river-10422"><img src="/ferry.jpg"></a>'
        "<figcaption>The ferry at the quay</figcaption></figure>"
    )
    assert pictures(figure) == ["ferry.jpg"]
