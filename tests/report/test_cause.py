import pytest

from newscrawl.items import Fetch
from newscrawl.report.cause import cause
from newscrawl.report.verdict import CAUSES


def fetch(outcome, *, status=None, reason=None, article_id=None, via="start"):
    url = "https://a.example/"
    return Fetch(
        site="a",
        url=url,
        canonical_url=url,
        article_id=article_id,
        via=via,
        outcome=outcome,
        status=status,
        reason=reason,
        fetched_at="2026-03-14T06:00:00Z",
        run_id="r",
    )


@pytest.mark.parametrize(
    ("outcome", "more", "expected"),
    [
        ("unreachable", {"reason": "dns"}, "dns"),
        ("unreachable", {"reason": "connection"}, "refused"),
        ("unreachable", {"reason": "timeout"}, "refused"),
        ("unreachable", {}, "refused"),
        ("http_error", {"status": 401}, "blocked"),
        ("http_error", {"status": 403}, "blocked"),
        ("http_error", {"status": 429}, "blocked"),
        ("http_error", {"status": 451}, "blocked"),
        ("http_error", {"status": 500}, "server_error"),
        ("http_error", {"status": 400}, "server_error"),
        ("forbidden", {}, "robots"),
        ("refused", {}, "not_allowed"),
        ("redirected", {"reason": "elsewhere"}, "redirected"),
        ("redirected", {}, None),
        ("damaged", {}, "damaged"),
        ("vanished", {"status": 404}, "front_page_changed"),
        ("vanished", {"status": 404, "article_id": "0"}, None),
        ("unreadable", {}, "front_page_changed"),
        ("unreadable", {"article_id": "0"}, "damaged"),
        ("front_page", {"reason": "consent_wall"}, "consent_wall"),
        ("front_page", {"reason": "block_page"}, "blocked"),
        ("front_page", {"reason": "no_teasers"}, "front_page_changed"),
        ("front_page", {"reason": "no_links"}, "empty"),
        ("front_page", {}, None),
        ("robots", {"status": 200, "via": "robots"}, None),
        ("robots", {"status": 404, "via": "robots"}, None),
        ("robots", {"status": 403, "via": "robots"}, None),
        ("robots", {"status": 429, "via": "robots"}, "blocked"),
        ("robots", {"status": 503, "via": "robots"}, "server_error"),
        ("new", {"article_id": "0"}, None),
        ("retried", {"status": 503}, None),
        ("not_sent", {}, None),
    ],
)
def test_every_way_to_fail_has_one_cause(outcome, more, expected):
    found = cause(fetch(outcome, **more))
    assert found == expected
    assert found is None or found in CAUSES
