from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest

from newscrawl import extract_article
from newscrawl.extract.declared import with_language, with_zone
from newscrawl.items import Provenance

LISBON = ZoneInfo("Europe/Lisbon")


@pytest.fixture
def article():
    return extract_article(b"<p>Some words.", "https://a.example/b")


@pytest.mark.parametrize(
    ("stated", "kept", "assumed"),
    [
        ("2026-07-14T08:00", "2026-07-14T08:00+01:00", True),
        ("2026-01-14T08:00:30", "2026-01-14T08:00:30+00:00", True),
        ("2026-07-14T08:00:00+05:30", "2026-07-14T08:00:00+05:30", False),
        ("2026-07-14T08:00:00Z", "2026-07-14T08:00:00Z", False),
        ("2026-07-14", "2026-07-14", False),
        (None, None, False),
    ],
)
def test_a_clock_time_without_zone_gets_the_sites(article, stated, kept, assumed):
    found = with_zone(replace(article, published_at=stated, modified_at=stated), LISBON)
    assert (found.published_at, found.modified_at) == (kept, kept)
    assert found.published_zone_assumed is assumed


def test_a_page_that_declares_no_language_has_the_sites(article):
    found = with_language(replace(article, language="pl", provenance=()), "pt")
    assert found.language == "pt"
    assert [(one.field, one.source) for one in found.provenance] == [("language", "layout")]


def test_a_page_that_declares_its_language_keeps_it(article):
    stated = Provenance(field="language", source="rule", rule="html[lang]")
    declared = replace(article, language="en", provenance=(stated,))
    assert with_language(declared, "pt") == declared
