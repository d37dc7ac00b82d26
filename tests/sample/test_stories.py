"""The texts of the sample newspapers keep the house rules."""

from dataclasses import fields
from pathlib import Path

import pytest

from newscrawl.sample import EDITIONS, story
from newscrawl.sample.story import Story, read_story

PAPERS = Path(story.__file__).parent
FILES = sorted(PAPERS.glob("*/day-*/*.txt"))
PROSE = {"paragraph", "heading", "list", "quote"}


def day(file):
    return int(file.parent.name.removeprefix("day-"))


@pytest.fixture(params=FILES, ids=[f"{file.parent.name}/{file.stem}" for file in FILES])
def file(request):
    return request.param


def test_head_names_only_what_a_story_has(file):
    head = file.read_text(encoding="utf-8").partition("\n\n")[0]
    named = [line.partition(":")[0] for line in head.splitlines()]
    assert len(named) == len(set(named))
    assert set(named) <= {field.name for field in fields(Story)} - {"day", "body"}


def test_file_is_named_by_number_and_day_by_date(file):
    printed = read_story(file.read_text(encoding="utf-8"), day=day(file))
    assert file.stem.partition("-")[0] == str(printed.number)
    assert printed.published <= printed.changed < EDITIONS[printed.day]
    if printed.day > 1:
        assert printed.changed > EDITIONS[printed.day - 1]


def test_articles_have_150_to_600_words(file):
    printed = read_story(file.read_text(encoding="utf-8"), day=day(file))
    words = [word for b in printed.body if b.kind in PROSE for p in b.parts for word in p.split()]
    shortest = 150 if printed.kind in {"article", "live_blog"} else 40
    assert shortest <= len(words) <= 600
