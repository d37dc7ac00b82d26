from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from report.made_up import article

from newscrawl.items import Section
from newscrawl.report.edits import PARAGRAPHS_MAX, WORDS_MAX, edit, edits, passages, pieces

TEXTS = st.text(alphabet="ab é東京のน้हि.,-'\u2019 ", max_size=40).map(
    lambda text: " ".join(text.split())
)


def told(found):
    """Return pieces as ``newscrawl diff`` prints them in a pipe, spaces inside the marks."""
    marks = {"same": "{}", "deleted": "[-{}-]", "inserted": "{{+{}+}}"}
    return "".join(marks[piece.kind].format(piece.text) for piece in found)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("The ferry is late.", "The ferry is late.", "The ferry is late."),
        ("The ferry is late.", "The bus is late.", "The [-ferry -]{+bus +}is late."),
        ("It is late.", "It is late again.", "It is late {+again+}."),
        ("It is late again.", "It is late.", "It is late [-again-]."),
        ("", "New", "{+New+}"),
        ("Gone", "", "[-Gone-]"),
        ("", "", ""),
        ("us", "US", "[-us-]{+US+}"),
        ("I don't know", "I don\u2019t know", "I [-don't -]{+don\u2019t +}know"),
        ("今日は東京で会議", "今日は大阪で会議", "今日は[-東京-]{+大阪+}で会議"),
        ("मैं घर में हूँ", "मैं बाग में हूँ", "मैं [-घर -]{+बाग +}में हूँ"),
        ("น้ำแพง", "น้ำถูก", "น้ำ[-แพง-]{+ถูก+}"),
        ("العبارة متأخرة", "العبارة هنا", "العبارة [-متأخرة-]{+هنا+}"),
    ],
)  # fmt: skip
def test_words_that_differ_are_marked_in_any_script(before, after, expected):
    assert told(pieces(before, after)) == expected


class TestBothTextsAreInTheirPieces:
    """What was not inserted is the text before, what was not deleted the text after."""

    @given(TEXTS, TEXTS)
    def test_whatever_they_are(self, before, after):
        found = pieces(before, after)
        old = "".join(piece.text for piece in found if piece.kind != "inserted")
        new = "".join(piece.text for piece in found if piece.kind != "deleted")
        assert "".join(old.split()) == "".join(before.split())
        assert "".join(new.split()) == "".join(after.split())

    @given(TEXTS)
    def test_nothing_differs_from_itself(self, text):
        assert {piece.kind for piece in pieces(text, text)} <= {"same"}


FIRST = "The night ferry lay at the quay until morning."
LAST = "The harbour master saw a harbour with people in it."


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ([FIRST, LAST], [FIRST, LAST], [("same", 2)]),
        ([FIRST], [FIRST, LAST], [("same", 1), ("inserted", 1)]),
        ([FIRST, LAST], [LAST], [("deleted", 1), ("same", 1)]),
        ([FIRST, LAST], [FIRST.replace("ferry", "bus"), LAST], [("changed", 1), ("same", 1)]),
        ([FIRST], [LAST], [("deleted", 1), ("inserted", 1)]),
        (
            [FIRST, "Soup was given out."],
            ["A band played.", FIRST + " Soup came late."],
            [("inserted", 1), ("changed", 1), ("deleted", 1)],
        ),
        ([], [], []),
    ],
)
def test_paragraphs_are_folded_changed_or_exchanged(before, after, expected):
    found = list(passages(before, after))
    assert [(one.kind, one.paragraphs) for one in found] == expected


LONG = [f"word{number}" for number in range(WORDS_MAX + 1)]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (" ".join(LONG), " ".join([*LONG[1:], "end"])),
        (" ".join(f"a x{n}" for n in range(900)), " ".join(f"a y{n}" for n in range(900))),
        ("a " * WORDS_MAX + "x", "a " * WORDS_MAX + "y"),
    ],
)
def test_what_is_too_long_to_be_compared_went_and_came_whole(before, after):
    assert [(one.kind, one.text) for one in pieces(before, after)] == [
        ("deleted", before),
        ("inserted", after),
    ]


def test_texts_of_the_longest_length_are_compared():
    before = LONG[:WORDS_MAX]
    found = pieces(" ".join(before), " ".join([*before[1:], "end"]))
    assert [one.kind for one in found] == ["deleted", "same", "inserted"]


def test_the_paragraphs_of_a_body_share_what_may_be_compared():
    once = " ".join(["a b c d"] * 50)
    before, after = ([f"{mark} {once} {n}" for n in range(12)] for mark in "xy")
    kinds = [[piece.kind for piece in one.pieces] for one in passages(before, after)]
    assert kinds[0] == ["deleted", "inserted", "same"]
    assert kinds[-1] == ["deleted", "inserted"]


def test_too_many_changed_paragraphs_went_and_came_whole():
    before, after = ([f"word{n} {mark}" for n in range(PARAGRAPHS_MAX + 1)] for mark in "xy")
    kinds = [one.kind for one in passages(before, after)]
    assert kinds == ["deleted"] * len(before) + ["inserted"] * len(after)


def test_a_very_long_body_is_compared_from_both_ends():
    before = ["Scores."] * 3000
    after = [*before[:1000], "A goal.", *before[1000:]]
    found = [(one.kind, one.paragraphs) for one in passages(before, after)]
    assert found == [("same", 1000), ("inserted", 1), ("same", 2000)]
    assert [one.kind for one in passages(before, before)] == ["same"]
    one = [*before[:1000], "A goal.", *before[1001:]]
    other = [*before[:1000], "A penalty.", *before[1001:]]
    assert [one.paragraphs for one in passages(one, other)] == [1000, 1, 1999]


def test_an_edit_tells_what_differs_and_between_which_revisions():
    body = (Section(paragraphs=(FIRST,)), Section(heading="Why", level=3, paragraphs=(LAST,)))
    before = replace(article("a", 0, "Ferry late"), body=body, standfirst="Again.")
    changed = (body[0], replace(body[1], heading="Who"))
    after = replace(article("a", 60, "Ferry late again", revision=2), body=changed, tags=("sea",))
    found = edit(before, after)
    assert (found.before.revision, found.after.revision) == (1, 2)
    assert found.changed_fields == ("body", "headline", "standfirst", "tags")
    assert told(found.headline) == "Ferry late {+again+}"
    assert told(found.standfirst) == "[-Again.-]"
    assert [(one.kind, told(one.pieces)) for one in found.body] == [
        ("same", ""),
        ("changed", "### [-Why-]{+Who+}"),
        ("same", ""),
    ]


def test_each_revision_is_compared_with_the_one_before():
    lines = [article("a", n, f"Headline {n}", revision=n) for n in (1, 2, 3)]
    found = edits(lines)
    assert [(one.before.revision, one.after.revision) for one in found] == [(1, 2), (2, 3)]
    assert edits(lines[:1]) == ()
