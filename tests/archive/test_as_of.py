from dataclasses import replace

import pytest
from report.made_up import article, fetch, look, moment

from newscrawl.archive.as_of import as_of, latest, newest_ids, read_by

FIRST = article("a", 0, "Ferry late")
SECOND = article("a", 60, "Ferry later still", revision=2, changed=("headline",))
THIRD = article("a", 120, "Ferry gone", revision=3, changed=("headline",))
OTHER = article("b", 90, "Lapwings are back")
LINES = [THIRD, FIRST, OTHER, SECOND]


@pytest.mark.parametrize(
    ("minute", "expected"),
    [
        (-1, []),
        (0, [FIRST]),
        (59, [FIRST]),
        (60, [SECOND]),
        (100, [OTHER, SECOND]),
        (1000, [THIRD, OTHER]),
    ],
)
def test_each_article_stands_in_its_newest_revision_read_by_then(minute, expected):
    found = list(as_of(LINES, moment(minute)))
    assert sorted(found, key=str) == sorted(expected, key=str)


def test_newest_revisions_come_in_the_order_of_their_articles():
    assert list(latest(LINES)) == [THIRD, OTHER]


def test_same_id_on_two_sites_is_two_articles():
    assert len(list(latest([FIRST, replace(FIRST, site="echo")]))) == 2


def test_ids_of_the_newest_revisions_need_no_articles_in_memory():
    assert newest_ids(iter(LINES)) == {THIRD.revision_id, OTHER.revision_id}
    assert newest_ids(read_by(LINES, moment(70))) == {SECOND.revision_id}


def test_looks_and_requests_are_those_made_by_then():
    looks = [look(0, a="Ferry late"), look(60, b="Lapwings are back")]
    assert list(read_by(looks, moment(59))) == looks[:1]
    requests = [fetch("a", 0, "new"), fetch("b", 90, "new")]
    assert list(read_by(requests, moment(90))) == requests


def test_whole_seconds_and_parts_of_them_are_compared_as_times():
    told = replace(FIRST, fetched_at="2026-03-14T06:00:00.500000Z")
    assert list(read_by([told], moment(0))) == []
    assert list(read_by([replace(FIRST, fetched_at="2026-03-14T06:00:00Z")], moment(0)))
