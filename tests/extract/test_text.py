"""Text as records hold it."""

import pytest

from newscrawl.extract.text import fold, word_count


@pytest.mark.parametrize("space", [" ", "\n\t", "\u2003", ""])
@pytest.mark.parametrize("length", [99_999, 100_000, 100_001, 350_000])
def test_a_long_text_is_folded_and_counted_like_a_short_one(space, length):
    words = f"word{space}東{space}x-y{space}"
    text = (f"{space * 3}{words * (length // len(words) + 1)}")[:length] + space * 200_000
    assert fold(text) == " ".join(text.split())
    assert word_count(text) == word_count(" ".join(text.split()))
    parts = text.split()
    assert word_count(text) == sum(map(word_count, parts))


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("(\"One,\" two: 'three'…) four.", 4),
        ("und/oder; well-known, 3.5 — l'été «fin»", 6),
        ("東京 and Kyoto", 4),
        ("... — !", 0),
        ("snake_case", 2),
    ],
)
def test_words_are_counted_whatever_stands_at_their_ends(text: str, count: int) -> None:
    assert word_count(text) == count
