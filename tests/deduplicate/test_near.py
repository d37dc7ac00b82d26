from dataclasses import replace

from stories import STORY, reworded, story

from newscrawl.deduplicate.near import NEAR, first_like, marked
from newscrawl.fingerprint import fingerprint, similarity
from newscrawl.known import KnownText

ORIGINAL = story()
COPY = story(reworded(STORY, 0.05), site="echo")


def known(article, *, hour=6):
    return KnownText(
        site=article.site,
        article_id=article.article_id,
        fetched_at=f"2026-03-14T{hour:02}:00:00.000000Z",
        fingerprint=fingerprint(article),
    )


def judged(article, *texts):
    return marked(article, fingerprint(article), texts)


def test_near_copy_names_the_article_and_how_similar_it_is():
    found = judged(COPY, known(ORIGINAL))
    true = similarity(fingerprint(COPY), fingerprint(ORIGINAL))
    assert (found.duplicate_of, found.duplicate_kind) == (ORIGINAL.article_id, "near")
    assert found.similarity == round(true, 3)
    assert NEAR <= found.similarity < 1


def test_text_less_than_half_alike_is_no_copy():
    other = story(reworded(STORY, 0.3), site="echo")
    assert similarity(fingerprint(other), fingerprint(ORIGINAL)) < NEAR
    assert judged(other, known(ORIGINAL)) is other


def test_first_seen_is_named_and_not_the_most_similar():
    third = story(site="third")
    found = judged(third, known(COPY, hour=5), known(ORIGINAL, hour=6))
    assert found.duplicate_of == COPY.article_id


def test_near_copy_on_the_same_site_is_marked_too():
    again = story(reworded(STORY, 0.05), number=2)
    assert judged(again, known(ORIGINAL)).duplicate_of == ORIGINAL.article_id


def test_revision_is_no_copy_of_its_article():
    revised = story(reworded(STORY, 0.05), revision=2)
    assert judged(revised, known(ORIGINAL)) is revised


def test_revision_of_the_first_is_no_copy_of_who_copied_it():
    revised = story(reworded(STORY, 0.03), revision=2)
    assert judged(revised, known(ORIGINAL, hour=6), known(COPY, hour=7)) is revised


def test_revision_of_a_copy_stays_a_copy():
    revised = story(reworded(STORY, 0.07), site="echo", revision=2)
    found = judged(revised, known(ORIGINAL, hour=6), known(COPY, hour=7))
    assert found.duplicate_of == ORIGINAL.article_id


def test_revision_that_takes_over_another_text_is_a_copy():
    flash = story(" ".join(f"word{n}" for n in range(120)), site="echo")
    revised = story(site="echo", revision=2)
    found = judged(revised, known(flash, hour=5), known(ORIGINAL, hour=6))
    assert found.duplicate_of == ORIGINAL.article_id


def test_exact_copy_stays_one():
    exact = replace(COPY, duplicate_of="x", duplicate_kind="exact", similarity=1.0)
    assert judged(exact, known(ORIGINAL)) is exact


def test_text_that_cannot_be_compared_is_no_copy():
    assert marked(COPY, None, [known(ORIGINAL)]) is COPY


def test_nothing_known_is_nothing_copied():
    assert first_like(COPY, fingerprint(COPY), []) is None
