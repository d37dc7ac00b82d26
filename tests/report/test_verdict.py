import pytest

from newscrawl.report.tally import Tally
from newscrawl.report.verdict import CAUSES, FEW, WALLS, WORST_FIRST, verdict
from newscrawl.run_record import Drift

FAILED = ("http_error", "unreachable", "damaged", "unreadable", "forbidden", "refused")
REPLACED = ("redirected", "retried", "repeated")


def tally(  # noqa: PLR0913 - all that a verdict looks at
    outcomes=None,
    *,
    pages=1,
    teasers=1,
    kinds=None,
    not_due=0,
    failures=None,
    sources=(),
    causes=("blocked", "blocked", "refused"),
    rules=(),
):
    found = Tally()
    found.front_pages = pages
    found.pages_with_teasers = teasers
    found.article_outcomes.update(outcomes or {})
    found.page_kinds.update(kinds or {})
    found.skipped.update(not_due=not_due)
    found.failures.update(failures or {})
    found.source_causes.update(sources)
    found.article_causes.update(causes)
    found.robots_causes.update(rules)
    return found


def finished(*args, **kwargs):
    return verdict(tally(*args, **kwargs), ending="finished", reason=None)


def test_exit_codes_stand_from_the_worst_to_the_best():
    assert WORST_FIRST == (5, 70, 1, 6, 3, 4, 75, 0)


@pytest.mark.parametrize(
    ("ending", "name", "code", "said"),
    [
        ("storage", "storage", 5, "No space left on device. What was acknowledged is safe."),
        ("defect", "defect", 70, "A defect of newscrawl: No space left on device."),
        ("interrupted", "interrupted", 6, "the next run reads the rest"),
    ],
)
@pytest.mark.parametrize("pages", [0, 1])
def test_how_a_run_ended_comes_before_what_it_read(ending, name, code, said, pages):
    found = verdict(
        tally({"new": 1}, pages=pages), ending=ending, reason="No space left on device."
    )
    assert (found.name, found.exit_code) == (name, code)
    assert said in found.message


@pytest.mark.parametrize(
    ("outcomes", "more"),
    [
        ({}, {}),
        ({"new": 3}, {"kinds": {"article": 3}}),
        ({"new": 3}, {"pages": 2, "kinds": {"article": 3}}),
        ({"unchanged": 1}, {}),
        ({"not_modified": 1}, {}),
        ({"alias": 1}, {}),
        ({"vanished": 4}, {"not_due": 1}),
        ({"vanished": 4, "unchanged": 1}, {}),
        ({"not_sent": 4, "http_error": 1}, {}),
        ({"new": 1, "http_error": 99}, {"kinds": {"article": 1}}),
        ({"redirected": 2, "new": 1}, {"kinds": {"article": 1}}),
        ({"retried": 2, "new": 1}, {"kinds": {"article": 1}}),
        ({"repeated": 2}, {}),
        ({"new": 3}, {"kinds": {"block_page": 2, "article": 1}}),
        ({"new": 3}, {"kinds": {"soft_404": 2, "video": 1}}),
        ({"http_error": FEW}, {"not_due": 1}),
        ({"forbidden": 99, "refused": 99}, {"not_due": 1}),
    ],
)
def test_a_run_that_archived_what_there_was_is_fine(outcomes, more):
    found = finished(outcomes, **more)
    assert (found.name, found.exit_code, found.message) == ("fine", 0, None)


@pytest.mark.parametrize("cause", ["dns", "blocked", "redirected", "robots"])
def test_no_front_page_is_unread(cause):
    found = finished(pages=0, teasers=0, sources=[cause])
    assert (found.name, found.exit_code) == (cause, 3)
    assert found.message == f"No front page could be read. {CAUSES[cause]}"


def test_why_the_front_page_failed_is_said():
    failed = {"http_error": "https://a.example/ answered 503."}
    found = finished(pages=0, failures=failed, sources=["server_error"])
    assert found.message.startswith("https://a.example/ answered 503. The newspaper's server")


def test_rules_that_could_not_be_read_are_the_cause_of_all_that_they_forbid():
    found = finished(pages=0, sources=["robots", "robots"], rules=["dns"])
    assert found.name == "dns"


@pytest.mark.parametrize("cause", ["front_page_changed", "consent_wall", "empty"])
def test_a_front_page_without_teasers_is_unread(cause):
    found = finished({"new": 3}, teasers=0, sources=[cause])
    assert (found.name, found.exit_code) == (cause, 3)
    assert found.message.startswith("No teaser was found on any front page.")


def test_a_pattern_that_fits_no_link_is_told():
    books = tally()
    books.skipped["no_article"] = 40
    found = verdict(books, ending="finished", reason=None)
    assert (found.name, found.exit_code) == ("pattern", 3)
    books.fitting = 1
    assert verdict(books, ending="finished", reason=None).name == "fine"


@pytest.mark.parametrize("outcome", FAILED)
def test_no_article_behind_the_teasers_is_unread(outcome):
    found = finished({outcome: 4}, failures={outcome: "https://a.example/b: why."})
    assert (found.name, found.exit_code) == ("blocked", 3)
    assert found.message.startswith("None of 4 articles behind the teasers could be fetched.")
    assert "https://a.example/b: why." in found.message


@pytest.mark.parametrize("outcome", REPLACED)
def test_a_request_that_another_took_the_place_of_is_no_success(outcome):
    assert finished({"http_error": 4, outcome: 9}).name == "blocked"


def test_failures_of_all_kinds_count_together():
    found = finished(dict.fromkeys(FAILED, 2))
    assert found.message.startswith(f"None of {2 * len(FAILED)} articles")


def test_articles_that_all_redirect_elsewhere_are_unread():
    """A redirect that was followed leads to another outcome; these lead to another newspaper."""
    found = finished({"redirected": 4}, failures={"redirected": "It may have moved."})
    assert (found.name, found.exit_code) == ("blocked", 3)
    assert "It may have moved." in found.message


def test_many_failures_beside_known_articles_are_unread():
    assert finished({"http_error": FEW + 1}, not_due=50).name == "blocked"


@pytest.mark.parametrize(
    "kinds", [{"block_page": 3}, {"consent_wall": 3}, {"block_page": 2, "consent_wall": 1}]
)
def test_nothing_but_walls_is_blocked(kinds):
    found = finished({"new": 3}, kinds=kinds)
    common = max(kinds, key=kinds.get)
    assert (found.name, found.exit_code) == (WALLS[common], 3)
    assert found.message.startswith("All 3 pages behind the teasers are walls: ")
    assert all(kind in found.message for kind in kinds)


def drift(name, count=2, of=20):
    return Drift(name=name, count=count, of=of, usual_count=99, usual_of=100, probability=1e-9)


@pytest.mark.parametrize(
    ("fallen", "kinds", "cause"),
    [
        (["fill published_at"], {"article": 9}, "layout_changed"),
        (["rule body layout css(.a)"], {"article": 9}, "layout_changed"),
        (["articles", "fill body"], {"article": 1, "paywall_stub": 8, "video": 2}, "paywall"),
        (["articles", "fill body"], {"article": 1, "consent_wall": 8}, "consent_wall"),
        (["articles", "fill body"], {"article": 1, "other": 8}, "layout_changed"),
        (["article_links", "fill body"], {"article": 9}, "pattern"),
        (["teasers https://a.example/", "fill body"], {"article": 9}, "front_page_changed"),
        (["fetched", "teasers https://a.example/"], {"article": 9}, "blocked"),
    ],
)
def test_what_fell_names_its_cause_and_its_figures(fallen, kinds, cause):
    found = verdict(
        tally({"new": 9}, kinds=kinds), list(map(drift, fallen)), ending="finished", reason=None
    )
    assert (found.name, found.exit_code) == (cause, 4)
    assert (
        "2 of 20, usually 99%" in found.message or "teasers a look: 0, usually 1" in found.message
    )


def test_a_site_that_could_not_be_read_did_not_fall():
    found = verdict(
        tally(pages=0, sources=["dns"]), [drift("teasers")], ending="finished", reason=None
    )
    assert (found.name, found.exit_code) == ("dns", 3)


def test_a_declared_page_that_says_nothing_beside_others_is_told():
    books = tally({"new": 9}, kinds={"article": 9}, sources=["blocked"])
    books.fitting, books.declared, books.declared_lost = 9, 2, 1
    found = verdict(books, ending="finished", reason=None)
    assert (found.name, found.exit_code) == ("blocked", 4)
    assert found.message.startswith("1 of 2 declared pages and feeds said nothing.")


def test_links_that_all_lead_elsewhere_are_told():
    books = tally()
    books.skipped["foreign"] = 40
    assert verdict(books, ending="finished", reason=None).name == "redirected"
