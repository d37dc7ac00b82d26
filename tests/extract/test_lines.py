# ruff: noqa: RUF001  # a page in one line is read best; the marks of many scripts are meant
"""What a line of a page is by itself: a caption, an invitation, a note of who owns the text."""

import pytest

from tests.extract.test_body import LAST, LEAD, MORE, article, paragraphs


@pytest.mark.parametrize(
    "caption",
    [
        "▲ The bridge on Saturday",
        "The bridge on Saturday. Photo: Ann Lee",
        "The bridge on Saturday (Photo by Ann Lee)",
        "Die Brücke am Samstag. Archivfoto: Ann Lee",
        "橋（圖／市府提供）",
    ],
)
def test_line_below_a_picture_that_ends_with_a_credit_is_none_of_the_story(caption):
    found = article(
        f"<p>{LEAD}</p><p><img src='/a.jpg'></p><p>{caption}</p><p>{MORE}</p><p>{LAST}</p>"
    )
    assert paragraphs(found) == [LEAD, MORE, LAST]


def test_line_that_tells_of_a_photo_is_kept():
    line = "He took the photo by the river."
    found = article(
        f"<p>{LEAD}</p><p><img src='/a.jpg'></p><p>{line}</p><p>{MORE}</p><p>{LAST}</p>"
    )
    assert paragraphs(found) == [LEAD, line, MORE, LAST]


@pytest.mark.parametrize(
    "address",
    [
        "https://chat.whatsapp.com/x1",
        "https://www.whatsapp.com/channel/x1",
        "https://news.google.com/publications/x1",
        "https://gazette.example/newsletters/",
        "/subscribe?from=story",
    ],
)
def test_line_that_asks_to_follow_the_newspaper_is_left_out(address):
    asked = f"<p>Take part in our <a href='{address}'>channel</a> and read of the bridge first.</p>"
    found = article(f"<p>{LEAD}</p>{asked}<p>{MORE}</p><p>{LAST}</p>")
    assert paragraphs(found) == [LEAD, MORE, LAST]


@pytest.mark.parametrize(
    "address",
    [
        "https://t.me/mayor/17",
        "/news/letters-found-in-the-bridge",
        "https://relief.example/donate/",
        "https://apps.apple.com/app/id1",
    ],
)
def test_line_with_a_link_to_what_it_cites_is_kept(address):
    told = "Nobody was hurt, the mayor wrote"
    found = article(
        f"<p>{LEAD}</p><p>{told} <a href='{address}'>here</a>.</p><p>{MORE}</p><p>{LAST}</p>"
    )
    assert paragraphs(found) == [LEAD, f"{told} here.", MORE, LAST]


def test_lines_of_owner_and_editor_at_the_end_are_left_out():
    end = (
        "<p>&lt;ⓒ 2026 The Gazette, all rights reserved&gt;</p><p>编辑：周文</p><p>Write to us.</p>"
    )
    found = article(f"<p>{LEAD}</p><p>{MORE}</p><p>{LAST}</p>{end}")
    assert paragraphs(found) == [LEAD, MORE, LAST, "Write to us."]


def test_line_that_names_two_stores_of_apps_asks_to_follow():
    stores = "<a href='https://play.google.com/store/apps/x'>Android</a> or <a href='https://apps.apple.com/x'>iOS</a>"
    found = article(f"<p>{LEAD}</p><p>Our app is there for {stores}.</p><p>{MORE}</p><p>{LAST}</p>")
    assert paragraphs(found) == [LEAD, MORE, LAST]


@pytest.mark.parametrize(
    "line",
    [
        "Copyright law does not protect the plans of the bridge, the judge ruled.",
        "(c) The county pays for the road.",
    ],
)
def test_sentence_about_copyright_is_kept(line):
    found = article(f"<p>{LEAD}</p><p>{MORE}</p><p>{line}</p><p>{LAST}</p>")
    assert paragraphs(found) == [LEAD, MORE, line, LAST]


def test_winners_at_the_end_are_all_kept():
    winners = ["Story: Ann Lee", "Photo: Bo Kim", "Video: Cy Day"]
    items = "".join(f"<li>{one}</li>" for one in winners)
    found = article(f"<p>{LEAD}</p><p>{MORE}</p><p>{LAST}</p><ul>{items}</ul>")
    assert paragraphs(found) == [LEAD, MORE, LAST, *winners]


def test_line_below_a_picture_that_tells_who_took_it_is_kept():
    line = "The police shared this picture by Ann Lee on Monday and asked for help:"
    found = article(f"<p>{LEAD}</p><p><img src='/a.jpg'>{line}</p><p>{MORE}</p><p>{LAST}</p>")
    assert line in paragraphs(found)
