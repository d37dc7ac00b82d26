"""What is wrong in a site's module is said with its site, its value and its cure."""

from datetime import date, datetime

import pytest

from newscrawl.errors import SiteError
from newscrawl.spider import Announced, Feed, FrontPage, Layout, NewsSpider, Sitemap, css, xpath
from newscrawl.spiders.any import AnyNewspaper

HOME = "https://harbour-gazette.example/"
FRONT = (FrontPage(HOME),)


def site(**declared):
    """Make the spider of a site that declares this."""
    kind = type("Gazette", (NewsSpider,), {"name": "gazette", "discover": FRONT, **declared})
    return kind()


def paragraphs(page):
    return page.css("p::text").getall()


@pytest.mark.parametrize(
    "declared",
    [
        {"discover": [FrontPage(HOME, teasers="article.card", title="h3", excerpt="p", pages=3)]},
        {"discover": (Feed(HOME), Sitemap(HOME), Announced())},
        {"layouts": (Layout(until=date(2026, 3, 1), headline=css("h1"), body=paragraphs),)},
        {"layouts": [Layout(teasers=".card", teaser_title="h3", remove=".ad", tags=xpath("//a"))]},
        {"language": "en", "timezone": "Europe/Lisbon", "article_url": r"/\d+/"},
        {"language": "zh-Hant-TW", "custom_settings": {}, "allowed_domains": []},
        {"section": "sport", "_layout": 3, "EDITIONS": 6, "names": lambda self: self.name},
        {"layout": property(lambda self: self.name), "read": staticmethod(paragraphs)},
    ],
)
def test_what_is_right_is_taken(declared):
    assert site(**declared).site == "gazette"


@pytest.mark.parametrize(
    ("declared", "value", "cure"),
    [
        ({"discover": FRONT[0]}, "discover is one FrontPage", "Write a comma behind each entry"),
        ({"discover": HOME}, "discover is one str", "Write a comma behind each entry"),
        ({"discover": (HOME,)}, HOME, "is no FrontPage, Feed, Sitemap or Announced"),
        ({"discover": ()}, "discover", "Declare a front page"),
        ({"discover": (Announced(),)}, "discover", "Declare a front page"),
        ({"discover": (Feed(None),)}, "None", "is no http or https URL of a Feed"),
        ({"discover": (FrontPage(HOME, teasers="bad[css"),)}, "'bad[css'", "teasers of FrontPage"),
        ({"discover": (FrontPage(HOME, title="h3::no"),)}, "'h3::no'", "title of FrontPage"),
        ({"discover": (FrontPage(HOME, excerpt=css("p")),)}, "'p'", "Write CSS as text"),
        ({"discover": (FrontPage(HOME, pages="3"),)}, "'3'", "without quotes: pages=3"),
        ({"discover": (FrontPage(HOME, pages=0),)}, "pages=0", "a whole number from 1 on"),
        ({"discover": (FrontPage(HOME, pages=True),)}, "True", "a whole number from 1 on"),
        (
            {"layouts": Layout(body=css("p"))},
            "layouts is one Layout",
            "Write a comma behind each entry",
        ),
        ({"layouts": (css("p"),)}, "'p'", "is no Layout"),
        ({"layouts": (Layout(headline="h1"),)}, "headline='h1'", "Write headline=css('h1')"),
        ({"layouts": (Layout(body=3),)}, "body=3", "Write body=css("),
        ({"layouts": (Layout(remove="bad[css"),)}, "'bad[css'", "remove of Layout"),
        ({"layouts": (Layout(teaser_title=""),)}, "''", "teaser_title of Layout"),
        ({"layouts": (Layout(until="2026-03-01"),)}, "'2026-03-01'", "until=date(2026, 3, 1)"),
        ({"layouts": (Layout(until=datetime(2026, 3, 1)),)}, "datetime", "until=date("),  # noqa: DTZ001
        ({"timezon": "Europe/Lisbon"}, "timezon", "Did you mean timezone?"),
        ({"time_zone": "Europe/Lisbon"}, "time_zone", "Did you mean timezone?"),
        ({"layout": ()}, "layout", "Did you mean layouts?"),
        ({"articles_url": "x"}, "articles_url", "Did you mean article_url?"),
        ({"LANGUAGE": "en"}, "LANGUAGE", "Did you mean language?"),
        ({"custom_setting": {}}, "custom_setting", "Did you mean custom_settings?"),
        ({"language": "English"}, "'English'", "for example en, de or pt-BR"),
        ({"language": "pt_BR"}, "'pt_BR'", "for example en, de or pt-BR"),
        ({"language": ("en",)}, "('en',)", "for example en, de or pt-BR"),
        ({"timezone": "Europe"}, "'Europe'", "Write an IANA name"),
        ({"timezone": "Lisbon"}, "'Lisbon'", "Write an IANA name"),
        ({"timezone": 1}, "1", "Write an IANA name"),
        ({"article_url": "/(a"}, "'/(a'", "is no pattern"),
        ({"article_url": 2026}, "2026", "is no pattern"),
        ({"article_url": "/a", "formerly": ("/(b",)}, "'/(b'", "formerly '/(b' is no pattern"),
        ({"article_url": "/a", "formerly": "/b"}, "'/b'", 'formerly = (r"...",)'),
        ({"formerly": ("/b",)}, "('/b',)", "what it is now as article_url"),
    ],
)
def test_what_is_wrong_is_told(declared, value, cure):
    with pytest.raises(SiteError) as error:
        site(**declared)
    said = str(error.value)
    assert said.startswith("gazette: ")
    assert value in said
    assert cure in said


def test_a_typing_mistake_in_a_class_between_is_told_too():
    shared = type("Shared", (NewsSpider,), {"timezon": "Europe/Lisbon"})
    with pytest.raises(SiteError, match="timezone"):
        type("Gazette", (shared,), {"name": "gazette", "discover": FRONT})()


@pytest.mark.parametrize("name", ["anounced", "start_urls", "name", "site", "pages"])
def test_an_unknown_argument_of_any_is_refused(name):
    with pytest.raises(SiteError) as error:
        AnyNewspaper(url=HOME, **{name: "yes"})
    said = str(error.value)
    assert said.startswith(f"The site 'any' knows no argument {name!r}.")
    assert said.endswith("It knows url, feed, sitemap, announced.")
    assert ("Did you mean announced?" in said) is (name == "anounced")


@pytest.mark.parametrize("name", ["url", "announced", "name"])
def test_a_site_with_a_module_takes_no_arguments(name):
    kind = type("Gazette", (NewsSpider,), {"name": "gazette", "discover": FRONT})
    with pytest.raises(SiteError) as error:
        kind(**{name: HOME})
    assert str(error.value) == (
        f"The site 'gazette' knows no argument {name!r}. It takes no -a arguments."
    )


def test_an_unknown_argument_ends_the_crawl_before_it_begins(newspaper, crawls):
    gazette = newspaper({})
    code, said = crawls.run("any", "-a", f"url={gazette.url}", "-a", "anounced=yes")
    assert (code, gazette.log) == (1, [])
    assert "Did you mean announced?" in said
    assert "Traceback" not in said


def test_a_crawl_with_a_wrong_module_fetches_nothing(newspaper, crawls, tmp_path):
    gazette = newspaper({})
    code, said = crawls.module(
        tmp_path, f"discover = (FrontPage({gazette.url!r}),)", "layouts = Layout(body=css('p'))"
    )
    assert (code, gazette.log) == (1, [])
    assert "site: layouts is one Layout, no tuple." in said
    assert "Traceback" not in said
    assert not crawls.root.exists()
