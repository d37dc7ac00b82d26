"""Which links a run follows: what is known of them decides."""

from collections import Counter

import pytest

from newscrawl import clock
from newscrawl.crawl.plan import Plan
from newscrawl.discover.links import Lead
from newscrawl.known import KnownArticle
from newscrawl.report.tally import Tally

NOW = "2026-03-14T08:00:00Z"
HOME = "https://a.example/"


class Catalogue:
    """Knows one article under every name."""

    def __init__(self, known):
        self.known = known

    def article(self, site, article_id):  # noqa: ARG002
        return self.known

    def is_forgotten(self, article_id):  # noqa: ARG002
        return False

    def recent(self, site, since):  # noqa: ARG002
        return ()


def known(outcome, looked, kind="article", revision=1):
    return KnownArticle(
        site="x",
        article_id="b",
        url=f"{HOME}track/9",
        canonical_url=f"{HOME}track/9",
        first_seen="2026-03-01T00:00:00Z",
        last_looked=looked,
        outcome=outcome,
        page_kind=kind,
        revision=revision,
    )


@pytest.mark.parametrize(
    ("outcome", "looked", "kind", "revision", "follows"),
    [
        ("unchanged", "2026-03-12T08:00:00Z", "article", 1, False),
        ("redirected", "2026-03-14T07:50:00Z", "article", 1, False),
        ("redirected", "2026-03-13T08:00:10Z", "article", 1, True),
        ("redirected", "2026-03-14T07:50:00Z", "consent_wall", 1, True),
        ("new", "2026-03-14T07:50:00Z", "consent_wall", 1, False),
        ("redirected", "2026-03-14T07:50:00Z", None, 0, True),
        ("vanished", "2026-03-14T07:50:00Z", None, 0, False),
    ],
    ids=["old", "detour", "detour of yesterday", "wall behind a detour", "wall", "nowhere", "gone"],
)
def test_a_link_is_followed_again(monkeypatch, outcome, looked, kind, revision, follows):
    monkeypatch.setattr(clock, "now", lambda: clock.parse(NOW))
    tally = Tally()
    of_link = Catalogue(known(outcome, looked, kind, revision))
    plan = Plan("x", (HOME,), None, of_link, tally, 10)
    lead = Lead(f"{HOME}track/9", 1, "a")
    wanted = list(plan.follow([lead], via="front_page", found_on=HOME))
    assert (len(wanted), +tally.skipped) == (follows, Counter(not_due=int(not follows)) - Counter())
