import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawl.redaction import one_line, redacted, redacted_start


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("https://ada:s3cret@a.example/x", "https://***@a.example/x"),
        ("https://ada@a.example/", "https://***@a.example/"),
        ("http://ada:p@ss@a.example/", "http://***@a.example/"),
        ("ada:s3cret@a.example", "***@a.example"),
        ("<GET https://u:p@a.example/?q=1> and 'http://v:w@b.example'",
         "<GET https://***@a.example/?q=1> and 'http://***@b.example'"),
        ("https://a.example/?access_token=abc&id=7", "https://a.example/?access_token=***&id=7"),
        ("https://a.example/?id=7&API-KEY=abc#top", "https://a.example/?id=7&API-KEY=***#top"),
        ("?sid=a;password=b&sessionid=c&sig=d&key=e&code=f",
         "?sid=***;password=***&sessionid=***&sig=***&key=***&code=***"),
        ("https://a.example/@ada/2026?page=2&monkey=1", "https://a.example/@ada/2026?page=2&monkey=1"),
        ("write to ada@a.example", "write to ada@a.example"),
        ("https://a.example/cb#access_token=abc&x=1", "https://a.example/cb#access_token=***&x=1"),
        ("https://a.example/?to=https%3A%2F%2Fb.example%2F%3Fa%3D1%26access_token%3Dabc%26b%3D2&c=3",
         "https://a.example/?to=https%3A%2F%2Fb.example%2F%3Fa%3D1%26access_token%3D***%26b%3D2&c=3"),
        ("https://a.example/?token=ab%26cd&e=f", "https://a.example/?token=***&e=f"),
        ("Authorization: Bearer abc.def+/= to a.example", "Authorization: *** to a.example"),
        ("proxy-authorization: Digest username=x, response=y", "proxy-authorization: ***"),
        ("{b'Authorization': [b'Basic abc'], b'Accept': [b'*/*']}",
         "{b'Authorization': [***], b'Accept': [b'*/*']}"),
        ('Cookie: id="abc"; theme=dark\nnext', "Cookie: ***\nnext"),
        ("'Set-Cookie': 'id=abc; Secure', 'a': 'b'", "'Set-Cookie': ***, 'a': 'b'"),
    ],
)  # fmt: skip
def test_secrets_are_hidden_and_nothing_else(text, shown):
    assert redacted(text) == shown


@pytest.mark.parametrize(
    "steering",
    [
        *("\r", "\n", "\x1b[2J", "\u2028", "\u2029", "\x85", "\x00"),
        *("\u202e", "\u2066", "\u200f", "\ufeff", "\ud800", "\x9b"),
    ],
)
def test_what_steers_a_terminal_or_ends_a_line_is_escaped(steering):
    shown = one_line(f"a{steering}b")
    assert shown.startswith("a\\")
    assert shown.isascii()
    assert shown.isprintable()


@pytest.mark.parametrize("secret", ["https://ada:s3cret@a.example/", "ada:s3cret@a.example"])
@pytest.mark.parametrize("longest", range(1, 40))
def test_a_secret_that_is_cut_is_hidden_too(secret, longest):
    shown = redacted_start(f"see {secret}", longest)
    assert not {part for part in ("s3", "3c", "cr", "et@") if part in shown}
    assert len(shown) <= longest + len(" ...")


def test_letters_of_any_language_stay():
    assert one_line("café Ζούμε 東京 🙂") == "café Ζούμε 東京 🙂"


@given(st.text())
def test_one_line_is_one_line(text):
    shown = one_line(text)
    assert len(shown.splitlines()) <= 1
    assert not any(unicodedata.category(char) in {"Cc", "Zl", "Zp", "Cs"} for char in shown)
    assert one_line(shown) == shown
