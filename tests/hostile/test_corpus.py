"""A newspaper whose every article is an attack: each ends as the table says, none is lost."""

import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hostile.cases import Case, cases
from hostile.serving import answer, serving
from newspapers import Crawls, Peak, front

from newscrawl.archive.reader import articles, fetches, runs
from newscrawl.archive.verify import verify
from newscrawl.items import Article, Fetch

MEMORY_MAX_KIB = 300 * 1024
"""Of each process: the crawl's, and the one that reads."""
TOGETHER_MAX_KIB = 350 * 1024
"""Of both at one time: a page of ten megabytes lies in each for a moment."""
ALL = cases()


def test_names_are_unique_and_there_are_300():
    assert len({case.name for case in ALL}) == len(ALL) >= 300


@dataclass
class Crawled:
    """What a crawl of some cases left."""

    root: Path
    code: int
    said: str
    memory_kib: int
    together_kib: int
    canary: Counter[str]
    asked: Counter[str]
    lines: dict[str, list[Fetch]] = field(default_factory=dict)
    read: dict[str, Article] = field(default_factory=dict)


def crawled(crawls: Crawls, chosen: list[Case], **settings: object) -> Crawled:
    """Crawl a newspaper whose front page leads to all of the cases."""
    with serving() as newspaper, serving() as canary:
        for case in chosen:
            given = case.answer
            if isinstance(given, bytes):
                given = given.replace(b"CANARY", str(canary.port).encode())
            newspaper.answers[case.path] = given
        newspaper.answers["/"] = answer(front(*(case.path for case in chosen))[2])
        address = f"127.0.0.1:{newspaper.port}"
        process = crawls.start("any", "-a", f"url=http://{address}/", **{
            "DOWNLOAD_TIMEOUT": 20, "RETRY_TIMES": 0, "NEWSCRAWL_FETCH_REFUSALS_MAX": 0, **settings,
        })  # fmt: skip
        peak = Peak(process.pid)
        said, _ = process.communicate()
        found = Crawled(
            crawls.root,
            process.returncode,
            said,
            together_kib=peak.ended(),
            memory_kib=peak.alone_kib,
            canary=canary.asked,
            asked=newspaper.asked,
        )
    for line in fetches(crawls.root):
        found.lines.setdefault(line.url.partition(address)[2], []).append(line)
    for one in articles(crawls.root):
        found.read[one.url.partition(address)[2]] = one
    return found


def wrong(case: Case, found: Crawled) -> str | None:
    """Return how a case ended otherwise than it must."""
    lines = found.lines.get(case.path, [])
    ended = " and ".join(line.outcome for line in lines)
    if not re.fullmatch(case.outcome, ended):
        return f"{case.name}: {ended or 'no line'}, not {case.outcome}"
    if case.reason and lines[0].reason != case.reason:
        return f"{case.name}: {lines[0].reason}, not {case.reason}"
    return misread(case, found.read.get(case.path)) if ended == "new" else None


def misread(case: Case, one: Article | None) -> str | None:
    if one is None:
        return f"{case.name}: no article line"
    if case.has and case.has not in f"{one.headline} {one.text}":
        return f"{case.name}: {case.has} is not in {one.headline!r:.200}"
    if case.problem and case.problem not in one.problems:
        return f"{case.name}: {case.problem} is not in {one.problems}"
    return None


def assert_held(chosen: list[Case], found: Crawled, code: int = 0) -> None:
    assert [said for case in chosen if (said := wrong(case, found))] == []
    assert found.canary == Counter()
    assert all(found.asked[case.path] == 1 for case in chosen)
    (run,) = runs(found.root)
    assert (run.exit_code, found.code) == (code, code), found.said
    lines = [line for each in found.lines.values() for line in each]
    assert sum(one.count for one in run.outcomes) == len(lines)
    sent = [line for line in lines if line.outcome != "repeated"]
    assert len(sent) == run.requests == found.asked.total()
    assert verify(found.root).problems == ()
    assert found.memory_kib < MEMORY_MAX_KIB
    assert found.together_kib < TOGETHER_MAX_KIB


def test_what_is_quick_ends_as_it_must(crawls):
    chosen = [case for case in ALL if not case.slow]
    assert_held(chosen, crawled(crawls, chosen))


@pytest.mark.slow
def test_what_is_large_ends_as_it_must(crawls):
    chosen = [case for case in ALL if case.slow and case.reason != "timeout"]
    assert_held(chosen, crawled(crawls, chosen))


@pytest.mark.slow
def test_what_never_comes_is_given_up(crawls):
    chosen = [case for case in ALL if case.slow and case.reason == "timeout"]
    assert_held(chosen, crawled(crawls, chosen, DOWNLOAD_TIMEOUT=2), code=3)
