import pytest
from report.made_up import fetch

from newscrawl.report.alias import aliases


@pytest.mark.parametrize(
    ("fetches", "found"),
    [
        ([], {}),
        ([fetch("a", 0, "new")], {}),
        ([fetch("x", 0, "alias", "a")], {"x": "a"}),
        ([fetch("x", 0, "new", "a")], {"x": "a"}),
        ([fetch("x", 0, "alias", "x")], {}),
        ([fetch("x", 0, "alias", "y"), fetch("y", 1, "alias", "a")], {"x": "a", "y": "a"}),
        ([fetch("x", 5, "alias", "b"), fetch("x", 0, "alias", "a")], {"x": "b"}),
        ([fetch("x", 0, "alias", "a"), fetch("x", 5, "not_modified")], {"x": "a"}),
        ([fetch("x", 0, "new"), fetch("x", 5, "alias", "a")], {}),
        ([fetch("x", 0, "alias", "a"), fetch("x", 5, "revised")], {}),
        (
            [fetch("y", 0, "new"), fetch("y", 1, "alias", "a"), fetch("x", 2, "alias", "y")],
            {"x": "y"},
        ),
        ([fetch(None, 0, "front_page", "a")], {}),
    ],
    ids=[
        "nothing",
        "its own",
        "redirected",
        "written under the other id",
        "of itself",
        "of an alias",
        "learnt later",
        "not unlearnt",
        "archived before",
        "archived later",
        "of an archived one",
        "a front page",
    ],
)
def test_an_alias_names_the_article(fetches, found):
    assert aliases(fetches) == found


@pytest.mark.parametrize(
    ("circle", "found"),
    [("xy", {"x": "y", "y": "x"}), ("xyz", {"x": "z", "y": "x", "z": "y"})],
)
def test_a_circle_ends(circle, found):
    pairs = zip(circle, circle[1:] + circle[0], strict=True)
    assert aliases([fetch(own, 0, "alias", named) for own, named in pairs]) == found
