# ruff: noqa: E501  # a story in one line is read best
"""One story as the usual editorial systems, their themes and portals print it, in our own words.

``families/`` holds a page of each, with what such pages set around a story: menus, credits, boxes,
teasers, comments.
"""

from pathlib import Path

import pytest

from newscrawl import extract_article

PAGES = Path(__file__).parent / "families"
URL = "https://gazette.example/2026/03/14/bridge-reopens-after-repairs/"

HEADLINE = "Bridge reopens after nine months of repairs"
STANDFIRST = "After nine months of repairs the oldest crossing of the valley carries buses,"
FIRST = ["The old bridge over the Wend", "Masons took out every stone"]
NEXT = ["The river was led round", "“Nobody believed that we", "In the autumn the lamps"]
STORY = [(None, FIRST), ("What comes next", NEXT)]

WITH_STANDFIRST = {"tagdiv", "arc", "brightspot", "drupal", "newspack", "bold_lead", "liveblog"}
UNSIGNED = {"drupal_paragraphs", "wix", "thai", "nextjs", "bold_lead", "liveblog"}

OTHERS = {
    "zh_portal": ("老桥维修九个月后重新开放", [(None, ["经过九个月的维修", "石匠们把中间"]), ("下一步", ["秋天将更换路灯", "经过九个月的维修"])]),
    "ko_portal": ("아홉 달 만에 다시 열린 오래된 다리", [(None, ["오래된 다리가", "석공들은 가운데", "가을에는 가로등이"])]),
    "thai": ("สะพานเก่าเปิดอีกครั้งหลังซ่อมเก้าเดือน", [(None, ["สะพานเก่าข้าม", "ช่างหินนำหิน", "ในฤดูใบไม้ร่วง"])]),
    "hindi": ("नौ महीने बाद फिर से खुला पुराना पुल", [(None, ["पुराना पुल नौ", "राजमिस्त्रियों ने", "पतझड़ में"])]),
    "liveblog": (HEADLINE, [("First bus crosses", NEXT[:1]), ("Mayor cuts the ribbon", NEXT[1:2]), ("Good morning", FIRST)]),
}  # fmt: skip
"""Headline and story where they are others: section headings with how their paragraphs begin."""
SIGNED = {"zh_portal": "李安", "ko_portal": "이안"}


def test_each_page_of_the_folder_is_read():
    assert len(list(PAGES.glob("*.html"))) == 24


@pytest.mark.parametrize("page", sorted(PAGES.glob("*.html")), ids=lambda page: page.stem)
def test_story_of_a_family_of_pages(page):
    headline, story = OTHERS.get(page.stem, (HEADLINE, STORY))
    found = extract_article(page.read_bytes(), URL, encoding="utf-8")
    assert found.headline == headline
    assert [section.heading for section in found.body] == [heading for heading, _ in story]
    for section, (_, beginnings) in zip(found.body, story, strict=True):
        assert len(section.paragraphs) == len(beginnings)
        assert all(map(str.startswith, section.paragraphs, beginnings))
    lead = found.standfirst or ""
    assert lead.startswith(STANDFIRST) if page.stem in WITH_STANDFIRST else not lead
    names = [] if page.stem in UNSIGNED else [SIGNED.get(page.stem, "Ann Lee")]
    assert [author.name for author in found.authors] == names
    assert (found.published_at or "")[:10] == "2026-03-14"
