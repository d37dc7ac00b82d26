"""Whole crawls of newspapers that print nearly the same story."""

from contextlib import ExitStack

import pytest
from newspapers import Crawls, front, page, serve_pages
from stories import STORY, reworded

from newscrawl.archive.reader import articles, runs
from newscrawl.archive.verify import verify

DAY_ONE, NOON, DAY_TWO = "2026-03-14T06:00:00Z", "2026-03-14T12:00:00Z", "2026-03-15T06:00:00Z"


def paper(*texts: str) -> dict[str, object]:
    paths = [f"/2026/03/the-ferry-that-had-no-key-{n}" for n, _ in enumerate(texts, 1)]
    return {"/": front(*paths)} | dict(zip(paths, map(told, texts), strict=True))


def told(text: str) -> object:
    words = text.split()
    parts = (" ".join(words[n : n + 60]) for n in range(0, len(words), 60))
    paragraphs = "".join(f"<p>{part}</p>" for part in parts)
    return page(
        "<html lang=en><body><article><h1>The ferry that had no key</h1>"
        "<p>By <a rel=author href=/by/ada>Ada Quill</a></p>"
        f'<time datetime="2026-03-14T05:00:00+00:00">14 March</time>{paragraphs}</article></body>'
        "</html>"
    )


def counted(run) -> dict[str, int]:
    return {count.name: count.count for count in run.duplicates}


@pytest.fixture(scope="module")
def two_days(tmp_path_factory):
    """Three newspapers: one has a story, one rewrites it a little, one takes it as it is. On the
    second day the first one edits it, and prints it nearly the same at a second address."""
    crawls = Crawls(tmp_path_factory.mktemp("copies") / "archive")
    said = []
    with ExitStack() as stack:

        def crawl(pages, day):
            served, server = serve_pages(pages, "127.0.0.1")
            stack.callback(server.server_close)
            stack.callback(server.shutdown)
            code, words = crawls.any(served.url, clock=day)
            assert code == 0, words
            said.append(words)
            return served

        first = crawl(paper(STORY), DAY_ONE)
        rewrites = crawl(paper(reworded(STORY, 0.06)), NOON)
        takes = crawl(paper(STORY), NOON)
        first.pages.update(paper(reworded(STORY, 0.04), reworded(STORY, 0.05, seed=2)))
        assert crawls.any(first.url, clock=DAY_TWO)[0] == 0
    found = {name: [] for name in ("first", "rewrites", "takes")}
    for name, paper_ in (("first", first), ("rewrites", rewrites), ("takes", takes)):
        found[name] += [one for one in articles(crawls.root) if one.url.startswith(paper_.url)]
    return crawls.root, found, said


def test_near_copy_of_another_newspaper_is_kept_marked_and_counted(two_days):
    root, found, said = two_days
    (copy,) = found["rewrites"]
    assert (copy.duplicate_of, copy.duplicate_kind) == (found["first"][0].article_id, "near")
    assert 0.5 <= copy.similarity < 1
    assert "near copies of earlier articles: 1\n" in said[1]
    assert {"near": 1} in map(counted, runs(root, copy.site))
    assert verify(root).problems == ()


def test_same_words_are_an_exact_copy(two_days):
    _, found, said = two_days
    (copy,) = found["takes"]
    assert (copy.duplicate_of, copy.duplicate_kind) == (found["first"][0].article_id, "exact")
    assert copy.similarity == 1.0
    assert "exact copies of other newspapers' articles: 1\n" in said[2]


def test_revision_is_no_copy_and_what_is_nearly_the_same_elsewhere_on_the_site_is_one(two_days):
    _, found, _ = two_days
    original, revised, again = sorted(found["first"], key=lambda one: one.fetched_at)
    assert (revised.article_id, revised.revision) == (original.article_id, 2)
    assert (original.duplicate_of, revised.duplicate_of) == (None, None)
    assert (again.duplicate_of, again.duplicate_kind) == (original.article_id, "near")
