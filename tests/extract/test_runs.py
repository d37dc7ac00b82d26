"""The texts behind an element, in page order."""

from itertools import islice

from lxml import html

from newscrawl.extract import runs

PAGE = html.document_fromstring(
    "<main><header><p>above</p><h1>Ferry <b>returns</b></h1> tail <p>one <b>two</b> three</p>"
    "</header><script>no</script> four<div> <br>five<p>\u00a0</p></div></main><footer>six</footer>"
)


def test_texts_below_are_those_behind_in_page_order() -> None:
    headline = PAGE.find(".//h1")
    assert headline is not None
    found = [(run.text.strip(" "), run.holder.tag, run.begins) for run in runs.below(headline)]
    assert found == [
        ("tail", "header", False),
        ("one", "p", True),
        ("two", "b", True),
        ("three", "p", False),
        ("four", "main", False),
        ("five", "div", False),
        ("\u00a0", "p", True),
        ("six", "footer", True),
    ]


def test_nothing_is_below_a_whole_page() -> None:
    assert not list(islice(runs.below(PAGE), 1))


def test_texts_below_are_those_that_xpath_finds() -> None:
    for element in PAGE.iter():
        found = element.xpath("following::text()[normalize-space(.)][not(parent::script)]")
        assert [run.text for run in runs.below(element)] == found
