"""Whether a module reads its recorded pages, and what it is told if not."""

from datetime import date

import pytest

from newscrawl import recorded
from newscrawl.layout import Layout, css
from newscrawl.recorded import RecordedPage
from newscrawl.sources import FrontPage
from newscrawl.spider import NewsSpider
from newscrawl.trial import check

BODY = b"<html lang=en><h1>Bridge reopens</h1><b class=old>Harbour</b><i class=new>Town</i></html>"


class Echo(NewsSpider):
    name = "echo"
    discover = (FrontPage("https://echo.example/"),)
    article_url = r"/story-\d+$"
    layouts = (
        Layout(until=date(2026, 3, 14), section=css(".old")),
        Layout(section=css(".new")),
    )


def page(day="2026-03-14", url="https://echo.example/story-1", **expected):
    return RecordedPage(
        site="echo",
        name=f"{day}-bridge",
        url=url,
        captured_at=f"{day}T08:00:00Z",
        content_type="text/html",
        kind="article",
        body=BODY,
        expected=expected,
    )


@pytest.mark.parametrize(("day", "section"), [("2026-03-14", "Harbour"), ("2026-03-15", "Town")])
def test_a_page_is_read_with_the_layout_of_its_day(day, section):
    assert check.read(Echo(), page(day)).section == section
    assert check.differences(Echo(), page(day, section=section)) == []


def test_a_difference_says_both_values_and_what_to_type():
    (found,) = check.differences(Echo(), page(section="Sport", headline="Bridge reopens"))
    assert (found.field, found.expected, found.read) == ("section", "Sport", "Harbour")
    for said in ("'Harbour'", "'Sport'", "scrapy explain echo", "scrapy checksite echo --accept"):
        assert said in found.cure


def test_a_field_that_records_have_no_more_differs():
    (found,) = check.differences(Echo(), page(colour="blue"))
    assert found.read == "no such field"


def test_faults_of_a_site_name_the_cure():
    site = Echo()
    both = [page("2026-03-14"), page("2026-03-15")]
    assert check.fault_of_layouts(site, both) is None
    assert "scrapy capture echo URL" in check.fault_of_layouts(site, both[:1])
    assert "until 2026-03-14" in check.fault_of_layouts(site, both[1:])
    assert check.fault_of_article_url(site, both) is None
    astray = [page(url="https://echo.example/other")]
    assert "https://echo.example/other" in check.fault_of_article_url(site, astray)
    assert check.fault_of_name(site, "newscrawl.spiders.echo") is None
    assert "git mv" in check.fault_of_name(site, "newscrawl.spiders.gazette")


def test_the_front_page_is_read_as_it_is_declared():
    cards = "".join(
        f"<h2><a href=/story-{n}>The bridge reopens after nine months of work, part {n}</a></h2>"
        for n in range(3)
    )
    front = RecordedPage(
        site="echo",
        name="front",
        url="https://echo.example/",
        captured_at="2026-03-14T08:00:00Z",
        content_type="text/html",
        kind="front_page",
        body=f"<html>{cards}</html>".encode(),
    )
    fields = recorded.compared(check.read(Echo(), front))
    assert set(fields) == {"teasers"}
    assert [one["url"] for one in fields["teasers"]] == [
        f"https://echo.example/story-{n}" for n in range(3)
    ]
