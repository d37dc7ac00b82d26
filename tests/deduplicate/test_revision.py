from dataclasses import replace

import pytest

from newscrawl.deduplicate import revision
from newscrawl.deduplicate.identity import content_id, field_digests, revision_id
from newscrawl.deduplicate.revision import Judgement, judge_front_page
from newscrawl.items import Article, FrontPageSnapshot, Section, Teaser
from newscrawl.known import KnownArticle, KnownFrontPage

STORY = Article(
    site="a",
    url="https://a.example/1",
    canonical_url="https://a.example/1",
    article_id="one",
    page_kind="article",
    headline="Harbour freezes",
    body=(Section(paragraphs=("The harbour froze over in the night. " * 8,)),),
    newscrawl_version="0",
)
EDITED = replace(STORY, headline="Harbour froze", tags=("ice",))
WALL = replace(STORY, page_kind="consent_wall", body=(), headline="Before you go on")


def judge(article: Article, *more: object) -> Judgement:
    return revision.judge(replace(article, content_id=content_id(article)), *more)


def known(article: Article, **more: object) -> KnownArticle:
    values = {
        "site": article.site,
        "article_id": article.article_id,
        "url": article.url,
        "canonical_url": article.canonical_url,
        "first_seen": "2026-03-14T06:00:00Z",
        "last_looked": "2026-03-14T06:00:00Z",
        "outcome": "new",
        "revision": 1,
        "revision_id": revision_id(article.article_id, None, content_id(article)),
        "content_id": content_id(article),
        "page_kind": article.page_kind,
        "headline": article.headline,
        "field_digests": field_digests(article),
    }
    return KnownArticle(**(values | more))


def test_first_look_is_revision_one() -> None:
    judged = judge(STORY, None, None)
    written = judged.article
    assert judged.outcome == "new"
    assert written is not None
    assert (written.revision, written.previous_revision_id, written.changed_fields) == (1, None, ())
    assert written.content_id == content_id(STORY)
    assert written.revision_id == judged.revision_id == revision_id("one", None, written.content_id)
    assert written.duplicate_of is None


def test_page_that_had_vanished_before_is_new() -> None:
    never = known(STORY, revision=0, revision_id=None, content_id=None, page_kind=None)
    judged = judge(STORY, never, None)
    assert judged.outcome == "new"
    assert judged.article.revision == 1


def test_same_content_is_unchanged_whatever_else_differs() -> None:
    judged = judge(replace(STORY, tags=("ice",), teasers=()), known(STORY), ("a", "one"))
    assert judged == Judgement("unchanged", revision_id=known(STORY).revision_id)


def test_changed_content_is_the_next_revision() -> None:
    judged = judge(EDITED, known(STORY), None)
    assert judged.outcome == "revised"
    written = judged.article
    assert (written.revision, written.previous_revision_id) == (2, known(STORY).revision_id)
    assert written.changed_fields == ("headline", "tags")


def test_field_that_goes_is_a_changed_field() -> None:
    judged = judge(STORY, known(EDITED), None)
    assert judged.article.changed_fields == ("headline", "tags")


@pytest.mark.parametrize(
    ("page", "before", "outcome"),
    [
        (WALL, WALL, "unchanged"),
        (replace(WALL, headline="Stop"), WALL, "revised"),
        (replace(WALL, page_kind="block_page"), WALL, "revised"),
        (WALL, STORY, "revised"),
        (STORY, WALL, "revised"),
        (replace(STORY, body=()), STORY, "revised"),
    ],
)
def test_page_without_content_is_compared_by_kind_and_headline(
    page: Article, before: Article, outcome: str
) -> None:
    assert judge(page, known(before), None).outcome == outcome


def test_way_back_to_an_older_text_is_a_revision_of_its_own() -> None:
    second = judge(EDITED, known(STORY), None).article
    third = judge(STORY, known(EDITED, revision=2, revision_id=second.revision_id), ("a", "one"))
    assert (third.outcome, third.article.revision) == ("revised", 3)
    assert third.article.duplicate_of is None
    assert third.revision_id not in {second.revision_id, second.previous_revision_id}


def test_copy_on_another_site_is_kept_and_marked() -> None:
    judged = judge(STORY, None, ("b", "other"))
    assert judged.outcome == "new"
    written = judged.article
    assert (written.duplicate_of, written.duplicate_kind, written.similarity) == (
        "other",
        "exact",
        1.0,
    )


def test_copy_on_the_same_site_is_an_alias() -> None:
    assert judge(STORY, None, ("a", "other")) == Judgement("alias", alias_of="other")


def test_article_is_no_alias_of_itself() -> None:
    assert judge(STORY, None, ("a", "one")).outcome == "new"


def test_archived_article_never_becomes_an_alias() -> None:
    assert judge(EDITED, known(STORY), ("a", "other")).outcome == "revised"


def test_alias_seen_again_is_an_alias_again() -> None:
    target = known(STORY, article_id="other")
    judged = judge(STORY, target, ("a", "other"))
    assert judged == Judgement("alias", alias_of="other", revision_id=target.revision_id)


def test_other_words_under_an_alias_make_it_an_article_of_its_own() -> None:
    judged = judge(EDITED, known(STORY, article_id="other"), None)
    assert (judged.outcome, judged.alias_of) == ("new", None)
    assert (judged.article.article_id, judged.article.revision) == (EDITED.article_id, 1)


def look(*titles: str, second: int = 1) -> FrontPageSnapshot:
    return FrontPageSnapshot(
        site="a",
        url="https://a.example/",
        fetched_at=f"2026-03-14T06:00:{second:02d}Z",
        teasers=tuple(
            Teaser(rank=rank, url=f"https://a.example/{title}", title=title)
            for rank, title in enumerate(titles, 1)
        ),
        run_id="r1",
        newscrawl_version="0",
    )


def known_look(snapshot: FrontPageSnapshot) -> KnownFrontPage:
    return KnownFrontPage(
        site="a", url=snapshot.url, snapshot_id=snapshot.snapshot_id, teasers=snapshot.teasers
    )


def test_front_page_keeps_its_teasers_only_where_they_changed() -> None:
    first = judge_front_page(look("x", "y"), None)
    assert (first.changed, first.same_as, len(first.teasers)) == (True, None, 2)
    same = judge_front_page(look("x", "y", second=2), known_look(first))
    assert (same.changed, same.same_as, same.teasers) == (False, first.snapshot_id, ())
    moved = judge_front_page(look("y", "x", second=3), known_look(first))
    assert (moved.changed, moved.same_as, len(moved.teasers)) == (True, None, 2)
    assert len({first.snapshot_id, same.snapshot_id, moved.snapshot_id}) == 3
