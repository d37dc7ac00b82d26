"""What is gathered of a page."""

from newscrawl.extract.evidence import gathered
from newscrawl.extract.layout_parts import LayoutParts
from newscrawl.extract.page import read_page

PAGE = b"""<body><main><h1>Ferry returns</h1><p class="a b">one</p><p id="b">two</p><p>three</p>
<p class="c">four</p></main><p class="b">five</p>"""


def test_elements_are_named_by_class_or_id_in_page_order_and_asked_once() -> None:
    evidence = gathered(read_page(PAGE, "https://gazette.example/ferry"), LayoutParts())
    asked = list[tuple[str, str]]()

    def says(own: str, name: str) -> bool:
        asked.append((own, name))
        return "b" in own or name == "b"

    main = evidence.page.root.find(".//main")
    assert main is not None
    for _ in range(2):
        assert [element.text for element in evidence.named(main, says)] == ["one", "two"]
    assert asked == [("a b", ""), ("", "b"), ("c", "")]
