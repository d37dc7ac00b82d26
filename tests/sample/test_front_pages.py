"""The reader gets the sample front pages right: each story once, with its title alone."""

import pytest

from newscrawl import extract_front_page
from newscrawl.sample import ferry_post, harbour_gazette

GAZETTE, POST = "http://127.0.0.1:8701", "http://127.0.0.1:8702"

DAY_ONE = [
    ("Council puts off vote on fish market roof", "Town"),
    ("How Exampleton Plans to Keep Its Old Lighthouse Lit", "Harbour"),
    ("The night the ferry carried a piano to Saltmere", "Culture"),
    ("Rope Lane bakery to close after ninety years", "Town"),
    ("School orchestra borrows a foghorn for its spring concert", "Culture"),
    ("Live: the Lantern Regatta, race by race", "Harbour"),
    ("Inside the accounts of the Harbour Trust", "Harbour"),
    ("Bus 7 will stop at the hospital again from Monday", "Town"),
    ("A winter of storms moved the sandbar forty metres, survey shows", "Harbour"),
    ("Watch: The harbour crane lifts the Mary Anvil", "Harbour"),
    ("O relojoeiro que dá horas à torre", "Weekend"),
    ("Volunteers count 1,200 lapwings on the salt marsh", "Weekend"),
    ("The editor's letter, for subscribers", "For subscribers"),
]
DAY_TWO = [
    ("Lifeboat tows home a stranded theatre troupe", "Harbour"),
    ("Council votes for a slate roof on the fish market after all", "Town"),
    ("Rope Lane bakery is staying, family says", "Town"),
    ("The piano that took the night boat", "Culture"),
    ("How Exampleton Plans to Keep Its Old Lighthouse Lit", "Harbour"),
    ("Live: the Lantern Regatta, race by race", "Harbour"),
    ("A winter of storms moved the sandbar forty metres, survey shows", "Harbour"),
    ("Watch: The harbour crane lifts the Mary Anvil", "Harbour"),
    ("School orchestra borrows a foghorn for its spring concert", "Culture"),
    ("Volunteers count 1,200 lapwings on the salt marsh", "Weekend"),
    ("O relojoeiro que dá horas à torre", "Weekend"),
    ("The editor's letter, for subscribers", "For subscribers"),
    ("Inside the accounts of the Harbour Trust", "Harbour"),
]
"""Title and category of each story, in the order in which the pages show them first."""

POST_ONE = [
    (
        "Summer timetable: one boat more, and later home",
        "News",
        (
            "From 1 May the last boat to Saltmere will leave Exampleton at half past ten at night, "
            "ninety minutes later than now. The company ..."
        ),
    ),
    ("The tea urn is mended", "On board", "Six weeks of flasks and good will are over."),
    (
        "Lost property: the list for February",
        "On board",
        (
            "February was a quiet month for losing things. Forty-one articles were handed in to "
            "the mate, of which thirty were gloves. None of the ..."
        ),
    ),
]
REPRINT = (
    "The night the ferry carried a piano to Saltmere",
    "From other papers",
    (
        "It took six deckhands, one mattress and a calm sea to bring a concert grand across the "
        "sound, and it arrived in tune."
    ),
)


def teasers(paper, base, day):
    return extract_front_page(paper.answers(day, base)["/"].body, f"{base}/").teasers


@pytest.fixture(scope="module", params=[(1, DAY_ONE), (2, DAY_TWO)], ids=["day-1", "day-2"])
def gazette(request):
    day, expected = request.param
    return teasers(harbour_gazette, GAZETTE, day), expected


def test_gazette_teasers_by_title_in_page_order(gazette):
    found, expected = gazette
    assert [teaser.title for teaser in found] == [title for title, _ in expected]


def test_gazette_teasers_know_their_section(gazette):
    found, expected = gazette
    assert [(teaser.title, teaser.section_label) for teaser in found] == expected


def test_gazette_shows_each_target_once(gazette):
    found, _ = gazette
    assert len({teaser.url for teaser in found}) == len(found)
    assert [teaser.rank for teaser in found] == list(range(1, len(found) + 1))


def test_lead_has_excerpt_and_picture():
    lead = teasers(harbour_gazette, GAZETTE, 1)[0]
    assert lead.url == f"{GAZETTE}/2026/03/council-puts-off-vote-on-fish-market-roof-4108/"
    assert lead.excerpt == (
        "Stallholders must work another month under buckets after councillors asked for a second "
        "estimate."
    )
    assert lead.image == f"{GAZETTE}/pictures/fish-market.png"


@pytest.mark.parametrize(("day", "expected"), [(1, POST_ONE), (2, [REPRINT, *POST_ONE])])
def test_plain_front_page(day, expected):
    found = teasers(ferry_post, POST, day)
    assert [(t.title, t.section_label, t.excerpt) for t in found] == expected
