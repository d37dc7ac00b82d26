import re

from newscrawl.report.metrics import metrics
from newscrawl.report.status import Standing

LINE = re.compile(r"(# (HELP|TYPE) newscrawl_\w+ .+|newscrawl_\w+\{site=\"[a-z0-9_-]+\"\} -?\d+)")


def standing(site, **more):
    fields = {
        "verdict": "fine",
        "exit_code": 0,
        "message": None,
        "last_run": "2026-03-14T08:00:02Z",
        "hours_ago": 1.0,
        "trend": ".",
        "runs": 3,
        "articles": 12,
        "gaps": (),
        "is_overdue": False,
        "is_fine": True,
    }
    return Standing(site=site, **(fields | more))


def test_every_line_is_in_the_text_format():
    lines = metrics([standing("b"), standing("a-1")]).splitlines()
    assert all(LINE.fullmatch(line) for line in lines)
    assert 'newscrawl_last_run_timestamp_seconds{site="a-1"} 1773475202' in lines
    assert 'newscrawl_articles{site="b"} 12' in lines


def test_a_killed_run_and_an_overdue_site_are_told():
    said = metrics([standing("a", exit_code=None, is_overdue=True)])
    assert 'newscrawl_last_run_exit_code{site="a"} -1' in said
    assert 'newscrawl_overdue{site="a"} 1' in said
