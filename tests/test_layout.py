from dataclasses import FrozenInstanceError, fields
from datetime import date

import pytest
from parsel import Selector

from newscrawl.layout import Layout, css, layout_for, xpath

PAGE = Selector(
    text="""
    <html><head><meta property="og:title" content="  A  bridge "></head><body>
    <h1> The bridge
         <em>reopens</em>\u00a0today</h1><h1>  </h1>
    <div class="story"><p>First &lt;b&gt; paragraph.</p><p>\t</p><p>Second.</p></div>
    </body></html>
    """
)


@pytest.mark.parametrize(
    ("part", "texts"),
    [
        (css("h1"), ["The bridge reopens today"]),
        (css("h1::text"), ["The bridge", "today"]),
        (css("meta::attr(content)"), ["A bridge"]),
        (css(".story p"), ["First <b> paragraph.", "Second."]),
        (css(".story p::text"), ["First <b> paragraph.", "Second."]),
        (css("h2"), []),
        (xpath("//h1"), ["The bridge reopens today"]),
        (xpath("//h1/text()"), ["The bridge", "today"]),
        (xpath("//meta/@content"), ["A bridge"]),
        (xpath("string(//h1)"), ["The bridge reopens today"]),
        (xpath("count(//p)"), ["3.0"]),
        (xpath("//h2"), []),
    ],
    ids=str,
)
def test_a_part_gives_texts_in_page_order_with_white_space_folded_and_none_empty(part, texts):
    assert part(PAGE) == texts


def test_a_part_gives_its_elements_too():
    assert [node.attrib for node in css(".story").select(PAGE)] == [{"class": "story"}]
    assert len(xpath("//p").select(PAGE)) == 3


def test_a_part_prints_as_it_is_written():
    assert str(css("h1.title")) == "css('h1.title')"
    assert str(xpath("//h1")) == "xpath('//h1')"


@pytest.mark.parametrize(
    ("kind", "query"),
    [
        *((css, query) for query in ("", "h1[", "h1::words", "h1:nope", "> p", "h1,,h2")),
        *((xpath, query) for query in ("", "//[", "//h1[", "nope()", "$name", "x:h1", "\ud800")),
    ],
)
def test_a_bad_selector_is_refused_where_it_is_written(kind, query):
    with pytest.raises(ValueError, match="cannot be read: ") as error:
        kind(query)
    assert str(error.value).startswith(f"{kind.__name__}({query!r}) cannot be read: ")


OLDEST = Layout(until=date(2020, 12, 31), headline=css("h3"))
OLD = Layout(until=date(2025, 3, 1), headline=css("h2"))
PRESENT = Layout(headline=css("h1"))


@pytest.mark.parametrize("layouts", [(OLDEST, OLD, PRESENT), (PRESENT, OLD, OLDEST)])
@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(1999, 1, 1), OLDEST),
        (date(2020, 12, 31), OLDEST),
        (date(2021, 1, 1), OLD),
        (date(2025, 3, 1), OLD),
        (date(2025, 3, 2), PRESENT),
        (date.max, PRESENT),
    ],
)
def test_the_layout_is_the_one_in_force_on_the_day(layouts, day, expected):
    assert layout_for(layouts, day) is expected


def test_there_is_no_layout_after_the_last_has_ended():
    assert layout_for((OLD,), date(2025, 3, 1)) is OLD
    assert layout_for((OLD,), date(2025, 3, 2)) is None
    assert layout_for((), date(2025, 3, 1)) is None


def test_parts_are_the_declared_ones_by_the_name_of_the_field():
    def body(page):
        return page.css("p").getall()

    headline = css("h1")
    layout = Layout(
        until=date(2025, 3, 1), headline=headline, body=body, teasers=".card", remove=".ad"
    )
    assert layout.parts() == {"headline": headline, "body": body}
    assert Layout().parts() == {}


def test_every_part_can_be_declared():
    names = {field.name for field in fields(Layout)} - {"until", "remove"}
    parts = {name for name in names if not name.startswith("teaser")}
    assert Layout(**dict.fromkeys(parts, css("p"))).parts().keys() == parts


def test_a_layout_does_not_change():
    with pytest.raises(FrozenInstanceError):
        PRESENT.headline = None
    with pytest.raises(FrozenInstanceError):
        PRESENT.headline.query = "h2"
