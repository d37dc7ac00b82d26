"""A zone is declared only where clock times state none, and told from what there is."""

import pytest
from survey.made_up import published, seen

from newscrawl.survey.zone import ZONES, zone_finding

BARE = "2026-03-14T08:30:00"


def found(stated, *, host="gazette.example", lang="en", **what):
    url = f"https://{host}/"
    finding = zone_finding(seen(published(stated, lang=lang), url=url, **what))
    return finding.value, finding.doubt is not None


@pytest.mark.parametrize("stated", [f"{BARE}+01:00", f"{BARE}Z", "2026-03-14"])
def test_none_is_needed_where_times_say_it(stated):
    assert found(stated, host="gazette.pl") == (None, False)


def test_the_pages_name_it():
    assert found(BARE, zones=("No/Where", "Europe/Lisbon")) == ("Europe/Lisbon", False)


def test_domain_and_language_are_doubts():
    assert found(BARE, host="gazette.pl") == ("Europe/Warsaw", True)
    assert found(BARE, lang="is") == ("Atlantic/Reykjavik", True)
    assert found(BARE, lang="en-IE") == ("Europe/Dublin", True)


def test_offsets_of_feeds_speak_against_it():
    assert found(BARE, host="gazette.pl", feed_dates=(f"{BARE}+05:30",)) == (None, True)
    assert found(BARE, host="gazette.pl", feed_dates=(f"{BARE}+01:00",))[0] == "Europe/Warsaw"
    assert found(BARE, host="gazette.pl", feed_dates=(f"{BARE}+00:00",))[0] == "Europe/Warsaw"


def test_nothing_is_guessed_from_english_alone():
    assert found(BARE) == (None, True)


@pytest.mark.parametrize("zone", sorted(set(ZONES.values())))
def test_every_zone_exists(zone):
    assert found(BARE, zones=(zone,)) == (zone, False)
