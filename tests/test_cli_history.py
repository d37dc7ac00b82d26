"""``newscrawl front``, ``history`` and ``reworded`` over the Harbour Gazette's two days.

What the newspaper did: on the second day it voted for a slate roof (4108: a new headline, slug and
text), told of a piano in other words on its front page only (4103), withdrew the bakery's closing
(4105), dropped the bus (4100) and brought two stories (4110, 4111). Two hours later, in the last
look, it went back to the first day's edition.
"""

import json
import re
import shutil
import subprocess
import sys
from dataclasses import replace

import pytest
from report.made_up import at, fetch, look
from report.two_days import HOME, SITE, archive

from newscrawl.archive.reader import articles, fetches, front_pages
from newscrawl.archive.verify import verify
from newscrawl.archive.writer import Writer
from newscrawl.cli import main
from newscrawl.clock import parse
from newscrawl.report.front import difference, page_at
from newscrawl.report.history import history
from newscrawl.report.reworded import reworded
from newscrawl.run_record import Run

SLATE = HOME + "2026/03/council-votes-for-a-slate-roof-on-the-fish-market-4108/"
PUT_OFF = HOME + "2026/03/council-puts-off-vote-on-fish-market-roof-4108/"
PIANO = HOME + "2026/03/the-night-the-ferry-carried-a-piano-4103/"
LETTER = HOME + "private/2026/03/the-editors-letter-4090/"
BAKERY = HOME + "2026/03/rope-lane-bakery-to-close-after-ninety-years-4105/"

DAY_ONE = """\
   1  Council puts off vote on fish market roof                        Town
   2  How Exampleton Plans to Keep Its Old Lighthouse Lit              Harbour
   3  The night the ferry carried a piano to Saltmere                  Culture
   4  Rope Lane bakery to close after ninety years                     Town
   5  School orchestra borrows a foghorn for its spring concert        Culture
   6  Live: the Lantern Regatta, race by race                          Harbour
   7  Inside the accounts of the Harbour Trust                         Harbour
   8  Bus 7 will stop at the hospital again from Monday                Town
   9  A winter of storms moved the sandbar forty metres, survey shows  Harbour
  10  Watch: The harbour crane lifts the Mary Anvil                    Harbour
  11  O relojoeiro que dá horas à torre                                Weekend
  12  Volunteers count 1,200 lapwings on the salt marsh                Weekend
  13  The editor's letter, for subscribers                             For subscribers
"""


def write(root, *records):
    """Archive records of one site in one run; return the folder."""
    site, run_id = records[0].site, f"{records[0].site}-run"
    writer = Writer.open(root, site, run_id=run_id, started_at=at(0), killed_run=None)
    for one in records:
        writer.append(replace(one, run_id=run_id))
    run = Run(
        site=site,
        run_id=run_id,
        verdict="fine",
        exit_code=0,
        started_at=at(0),
        finished_at=at(60),
        newscrawl_version="0",
    )
    writer.seal(run)
    return root


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    return archive(tmp_path_factory.mktemp("two-days"))


@pytest.fixture(scope="module")
def both(tmp_path_factory):
    root = tmp_path_factory.mktemp("both")
    archive(root, looks={0: 1})
    return archive(root, site="gazette_example", looks={0: 1, 60: 1})


@pytest.fixture(scope="module")
def sections(tmp_path_factory):
    root = tmp_path_factory.mktemp("sections")
    bad = "[red]One\x1b[2J\u202e two[/]"
    sport = "https://sport.example/"
    looks = look(0, a="One two"), look(60, a=bad), look(60, page=sport, b="Goal", a="Off")
    return write(root, *looks)


@pytest.fixture
def newscrawl(root, capsys, monkeypatch):
    """A function that calls a command and returns its exit code, output and messages."""
    monkeypatch.setenv("NEWSCRAWL_CLOCK_START", "2026-03-14T19:00:00Z")

    def call(*arguments, archive=root):
        code = main([*map(str, arguments), "--archive", str(archive)])
        said = capsys.readouterr()
        return code, said.out, said.err

    return call


@pytest.fixture
def lines(newscrawl):
    """A function that calls a command with --json and returns what it printed."""

    def call(*arguments):
        code, out, err = newscrawl(*arguments, "--json")
        assert (code, err) == (0, "")
        return [json.loads(line) for line in out.splitlines()]

    return call


def test_the_archive_is_sound(root):
    assert verify(root).problems == ()


class TestFront:
    def test_shows_the_page_as_it_stood(self, newscrawl):
        code, out, _ = newscrawl("front", SITE, "--at", at(115))
        head, told, names, *rows = out.splitlines()
        assert (code, head) == (0, f"{SITE}  {HOME}")
        assert told == (
            "13 teasers as looked at 2026-03-14T07:50:00Z, 5 min before 2026-03-14T07:55:00Z, "
            "unchanged since an earlier look"
        )
        assert names.split() == ["rank", "title", "section", "url"]
        assert [row.partition("  https:")[0].rstrip() for row in rows] == DAY_ONE.splitlines()
        assert rows[2].endswith(f"  {PIANO}")

    def test_an_unchanged_look_is_the_same_as_an_earlier_one(self, lines):
        (early,) = lines("front", SITE, "--at", at(0))
        (late,) = lines("front", SITE, "--at", at(115))
        assert (late["looked_at"], late["age_seconds"]) == (at(110), 300.0)
        assert (early["changed"], late["changed"]) == (True, False)
        assert late["same_as"] == early["snapshot_id"]
        assert late["teasers"] == early["teasers"]
        assert len(late["teasers"]) == 13

    def test_is_as_of_now_by_the_clock(self, lines):
        (page,) = lines("front", SITE)
        assert page["looked_at"] == at(720)
        assert page["at"].startswith("2026-03-14T19:0")

    def test_a_day_means_its_end(self, lines):
        assert lines("front", SITE, "--at", "2026-03-14")[0]["looked_at"] == at(720)

    @pytest.mark.parametrize("url", [HOME, "http://www.gazette.example"])
    def test_a_front_page_is_chosen_by_its_url(self, lines, url):
        assert lines("front", SITE, "--url", url)[0]["url"] == HOME


class TestDiff:
    def test_says_word_for_word_what_changed(self, newscrawl):
        code, out, _ = newscrawl("front", SITE, "--diff", at(110), at(600))
        told = [line.partition("  https:")[0].rstrip() for line in out.splitlines()[1:]]
        assert code == 0
        assert "\n".join(told) == (
            "from 2026-03-14T07:50:00Z to 2026-03-14T16:00:00Z\n"
            "\n"
            "entered: 2\n"
            "rank  title                                         url\n"
            "   1  Lifeboat tows home a stranded theatre troupe\n"
            "   3  Rope Lane bakery is staying, family says\n"
            "\n"
            "left: 2\n"
            "rank  title                                              url\n"
            "   4  Rope Lane bakery to close after ninety years\n"
            "   8  Bus 7 will stop at the hospital again from Monday\n"
            "\n"
            "moved: 9\n"
            "from  to  title                                                            url\n"
            "   1   2  Council votes for a slate roof on the fish market after all\n"
            "   3   4  The piano that took the night boat\n"
            "   2   5  How Exampleton Plans to Keep Its Old Lighthouse Lit\n"
            "   9   7  A winter of storms moved the sandbar forty metres, survey shows\n"
            "  10   8  Watch: The harbour crane lifts the Mary Anvil\n"
            "   5   9  School orchestra borrows a foghorn for its spring concert\n"
            "  12  10  Volunteers count 1,200 lapwings on the salt marsh\n"
            "  13  12  The editor's letter, for subscribers\n"
            "   7  13  Inside the accounts of the Harbour Trust\n"
            "\n"
            "reworded: 2\n"
            "rank  from                                             "
            "to                                                           url\n"
            "   2  Council puts off vote on fish market roof        "
            "Council votes for a slate roof on the fish market after all\n"
            "   4  The night the ferry carried a piano to Saltmere  "
            "The piano that took the night boat"
        )

    def test_a_page_that_came_back_differs_from_neither(self, newscrawl):
        out = newscrawl("front", SITE, "--diff", at(0), at(720))[1]
        assert out.splitlines()[1:] == [
            "from 2026-03-14T06:00:00Z to 2026-03-14T18:00:00Z",
            "Nothing changed.",
        ]

    def test_one_look_may_be_in_force_at_both_times(self, newscrawl):
        out = newscrawl("front", SITE, "--diff", at(1), at(2))[1]
        assert "One look is in force at both times: 2026-03-14T06:00:00Z" in out

    def test_is_what_the_function_returns(self, root, lines):
        before, after = (
            page_at(front_pages(root, SITE), parse(at(minute))) for minute in (110, 600)
        )
        found = difference(before, after)
        (told,) = lines("front", SITE, "--diff", at(110), at(600))
        assert [one["title"] for one in told["left"]] == [place.title for place in found.left]
        assert len(found.left) == 2


class TestHistory:
    @pytest.mark.parametrize("url", [SLATE, PUT_OFF])
    def test_tells_of_an_article_by_any_of_its_urls(self, newscrawl, root, url):
        code, out, _ = newscrawl("history", url)
        own = next(one for one in articles(root, SITE) if one.url == SLATE).article_id
        assert code == 0
        assert out == (
            "Council puts off vote on fish market roof\n"
            f"{PUT_OFF}\n"
            f"article_id {own}\n"
            "230.0 minutes on a front page; unknown: 1 gap of over 2 h between looks, "
            "8 h 10 min in all\n"
            "\n"
            "front pages: 1\n"
            "front page                first seen            last seen             "
            "there now  best rank  minutes  unknown\n"
            "https://gazette.example/  2026-03-14T06:00:00Z  2026-03-14T18:00:00Z  "
            "yes                1    230.0  8 h 10 min\n"
            "\n"
            "headlines there: 3\n"
            "from                  until                 looks  headline\n"
            "2026-03-14T06:00:00Z  2026-03-14T07:50:00Z      3  "
            "Council puts off vote on fish market roof\n"
            "2026-03-14T16:00:00Z  2026-03-14T17:30:00Z      2  "
            "Council votes for a slate roof on the fish market after all\n"
            "2026-03-14T18:00:00Z  2026-03-14T18:00:00Z      1  "
            "Council puts off vote on fish market roof\n"
            "\n"
            "revisions of the article: 3\n"
            "revision  first read            "
            "own headline                                                 changed\n"
            "       1  2026-03-14T06:00:06Z  Council puts off vote on fish market roof\n"
            "       2  2026-03-14T16:00:06Z  "
            "Council votes for a slate roof on the fish market after all  "
            "body, canonical_url, headline, modified_at\n"
            "       3  2026-03-14T18:00:06Z  "
            "Council puts off vote on fish market roof                    "
            "body, canonical_url, headline, modified_at\n"
        )

    def test_words_of_the_front_page_stand_beside_the_article_s_own(self, lines):
        (piano,) = lines("history", PIANO)
        assert [one["title"] for one in piano["front_pages"][0]["wordings"]] == [
            "The night the ferry carried a piano to Saltmere",
            "The piano that took the night boat",
            "The night the ferry carried a piano to Saltmere",
        ]
        assert [one["headline"] for one in piano["revisions"]] == [
            "The night the ferry carried a piano to Saltmere"
        ]
        assert (piano["best_rank"], piano["minutes"]) == (3, 230.0)

    def test_an_article_that_left_and_came_back(self, lines):
        (bakery,) = lines("history", BAKERY)
        (stand,) = bakery["front_pages"]
        assert (bakery["minutes"], bakery["gaps"]) == (110.0, [])
        assert [(one["since"], one["until"]) for one in stand["wordings"]] == [
            (at(0), at(110)),
            (at(720), at(720)),
        ]

    def test_takes_an_article_id(self, lines):
        (by_url,) = lines("history", PIANO)
        assert lines("history", by_url["article_id"], "--site", SITE) == [by_url]
        assert lines("history", by_url["article_id"]) == [by_url]

    def test_is_what_the_function_returns(self, root, lines):
        (told,) = lines("history", PIANO)
        records = front_pages(root, SITE), articles(root, SITE), fetches(root, SITE)
        assert history(told["article_id"], *records).minutes == told["minutes"]

    def test_tells_of_an_article_that_nobody_asked_for(self, newscrawl):
        code, out, _ = newscrawl("history", LETTER)
        assert code == 0
        assert out.startswith("Never archived itself.\narticle_id ")
        assert "The editor's letter, for subscribers" in out
        assert "revisions" not in out


class TestSeveralSites:
    """Two sites of the archive have crawled the same newspaper."""

    def test_a_url_of_both_is_not_guessed(self, newscrawl, both):
        code, _, err = newscrawl("history", PIANO, archive=both)
        assert code == 1
        assert "of gazette_example, " in err
        assert "of harbour_gazette. Give an article_id, or --site." in err

    @pytest.mark.parametrize(("site", "looks"), [(SITE, 1), ("gazette_example", 2)])
    def test_a_site_chooses(self, newscrawl, both, site, looks):
        code, out, _ = newscrawl("history", PIANO, "--site", site, "--json", archive=both)
        assert (code, json.loads(out)["front_pages"][0]["looks"]) == (0, looks)

    def test_an_article_id_is_of_one_site(self, newscrawl, both):
        out = newscrawl("history", PIANO, "--site", SITE, "--json", archive=both)[1]
        named = json.loads(out)["article_id"]
        assert newscrawl("history", named, "--json", archive=both)[1] == out


class TestSeveralFrontPages:
    """A home page with a hostile headline, and a section looked at later, on another host."""

    def test_all_are_shown(self, newscrawl, sections):
        code, out, _ = newscrawl("front", "gazette", archive=sections)
        heads = [line for line in out.splitlines() if line.startswith("gazette  ")]
        assert (code, heads) == (0, [f"gazette  {HOME}", "gazette  https://sport.example/"])

    def test_markup_and_control_characters_are_text(self, newscrawl, sections):
        out = newscrawl("reworded", "gazette", archive=sections)[1]
        assert "[red]One[2J two[/]" in out
        assert not {"\x1b", "\u202e"} & set(out)

    def test_one_that_nobody_had_looked_at_is_said(self, newscrawl, sections):
        code, out, err = newscrawl("front", "gazette", "--diff", at(0), at(60), archive=sections)
        assert (code, out.count("gazette  ")) == (0, 1)
        assert err == f"https://sport.example/ is left out: nobody had looked at it by {at(0)}.\n"

    def test_a_url_of_neither_is_no_front_page(self, newscrawl, sections):
        code, _, err = newscrawl("front", "gazette", "--url", HOME + "x", archive=sections)
        assert (code, f"It has: {HOME}, https://sport.example/." in err) == (1, True)

    def test_one_looked_at_later_is_not_there_yet(self, newscrawl, sections):
        wanted = ("--url", "https://sport.example", "--at", at(30))
        code, _, err = newscrawl("front", "gazette", *wanted, archive=sections)
        assert (code, f"was at {at(60)}, after {at(30)}" in err) == (1, True)

    def test_a_history_tells_which(self, newscrawl, sections):
        out = newscrawl("history", HOME + "a", archive=sections)[1]
        assert "front pages: 2" in out
        assert re.search(r"1 +Off +https://sport.example/\n", out)

    def test_a_url_on_another_host_is_found_too(self, newscrawl, tmp_path):
        write(tmp_path, look(0, page="https://frontpage.example/", a="One"))
        assert newscrawl("history", HOME + "a", archive=tmp_path)[0] == 0

    def test_a_link_of_another_newspaper_is_not_its_history(self, newscrawl, tmp_path):
        write(tmp_path, look(0, a="One"))
        write(tmp_path, look(0, page="https://post.example/", site="post", a="They say one"))
        code, out, _ = newscrawl("history", HOME + "a", archive=tmp_path)
        assert (code, "They say one" in out) == (0, False)

    def test_a_difference_knows_aliases(self, newscrawl, tmp_path):
        write(tmp_path, look(0, x="One"), look(60, a="One"), fetch("x", 1, "new", "a"))
        out = newscrawl("front", "gazette", "--diff", at(0), at(60), archive=tmp_path)[1]
        assert "Nothing changed." in out


class TestReworded:
    def test_says_word_for_word_what_was_reworded(self, newscrawl):
        code, out, _ = newscrawl("reworded", SITE)
        assert code == 0
        council = "Council puts off vote on fish market roof"
        slate = "Council votes for a slate roof on the fish market after all"
        ferry = "The night the ferry carried a piano to Saltmere"
        boat = "The piano that took the night boat"
        rows = [
            ("seen", "from", "to", "own headline", "url"),
            ("2026-03-14T16:00:00Z", council, slate, f"changed: {slate}", SLATE),
            ("2026-03-14T16:00:00Z", ferry, boat, "not changed", PIANO),
            ("2026-03-14T18:00:00Z", slate, council, f"changed: {council}", PUT_OFF),
            ("2026-03-14T18:00:00Z", boat, ferry, "not changed", PIANO),
        ]
        found = [tuple(filter(None, map(str.strip, line.split("  ")))) for line in out.splitlines()]
        assert (found[0], sorted(found[1:])) == (rows[0], sorted(rows[1:]))

    def test_is_what_the_function_returns(self, root, lines):
        records = front_pages(root, SITE), articles(root, SITE), fetches(root, SITE)
        found = reworded(*records)
        told = lines("reworded", SITE)
        assert [one["title"] for one in told] == [one.title for one in found]
        assert [one["own_changed"] for one in told if "piano" in one["url"]] == [False, False]
        assert {one["after"] for one in told} == {at(110), at(690)}

    @pytest.mark.parametrize(
        ("limits", "count"),
        [
            (("--since", at(600)), 4),
            (("--since", at(600.001)), 2),
            (("--until", at(600)), 2),
            (("--since", at(601), "--until", at(719)), 0),
            (("--since", "2026-03-14", "--until", "2026-03-14"), 4),
            (("--since", "2026-03-15"), 0),
        ],
    )
    def test_since_and_until_limit_when_it_was_first_seen(self, lines, limits, count):
        assert len(lines("reworded", SITE, *limits)) == count

    def test_says_so_when_there_is_none(self, newscrawl):
        code, out, err = newscrawl("reworded", SITE, "--since", "2026-03-15")
        assert (code, out) == (0, "")
        assert err == (f"No headline was reworded while on a front page of {SITE} in that time.\n")


class TestErrors:
    @pytest.mark.parametrize(
        ("arguments", "told"),
        [
            (("front", "harbor_gazette"), "no site 'harbor_gazette' in the archive"),
            (("front", "harbor_gazette"), "Did you mean harbour_gazette?"),
            (("reworded", "post"), "Its sites: harbour_gazette."),
            (("history", PIANO, "--site", "post"), "no site 'post'"),
            (("front", SITE, "--url", HOME + "sport"), f"no front page of {SITE}. It has: {HOME}."),
            (("front", SITE, "--at", "2026-03-13"), f"was at {at(0)}, after 2026-03-13T23:59:59"),
            (("front", SITE, "--at", "noon"), "--at is 'noon', which is no time"),
            (("front", SITE, "--at", "2026-03-14T08:00"), "Add Z for UTC"),
            (("front", SITE, "--at", "2026-02-30"), "no day of the calendar"),
            (("front", SITE, "--diff", at(9), "B"), "--diff B is 'B', which is no time"),
            (("front", SITE, "--diff", at(9), at(8)), "the first time is after the second"),
            (("front", SITE, "--diff", at(-9), at(8)), "The first look"),
            (("reworded", SITE, "--since", "2026-03-15", "--until", "2026-03-14"), "Swap them"),
            (("history", "the-piano"), "(without name and password) nor an article_id"),
            (("history", HOME + "about/"), "is not in the archive"),
            (("history", "0" * 32), "is not in the archive"),
        ],
    )
    def test_1_and_the_cure(self, newscrawl, arguments, told):
        code, out, err = newscrawl(*arguments)
        assert (code, out) == (1, "")
        assert told in err

    @pytest.mark.parametrize("command", ["front", "reworded"])
    def test_1_without_an_archive(self, newscrawl, tmp_path, command):
        code, _, err = newscrawl(command, SITE, archive=tmp_path / "none")
        assert (code, f"There is no archive at {tmp_path / 'none'}" in err) == (1, True)

    def test_1_for_an_article_that_never_stood_on_a_front_page(self, newscrawl, root, tmp_path):
        copy = tmp_path / "archive"
        shutil.copytree(root, copy, ignore=shutil.ignore_patterns("front_pages"))
        code, _, err = newscrawl("history", PIANO, archive=copy)
        assert code == 1
        assert "is archived ('The night the ferry carried a piano to Saltmere', revision 1" in err
        assert f"no look at a front page of {SITE} shows it" in err

    def test_1_for_an_article_that_was_only_asked_for(self, newscrawl, tmp_path):
        write(tmp_path, fetch("a", 0, "vanished"))
        code, _, err = newscrawl("history", HOME + "a", archive=tmp_path)
        assert code == 1
        assert "a was asked for, but is not archived, and no look at a front page of g" in err

    def test_2_for_both_a_time_and_a_difference(self, newscrawl, capsys):
        with pytest.raises(SystemExit) as ended:
            newscrawl("front", SITE, "--at", at(0), "--diff", at(0), at(1))
        assert ended.value.code == 2
        assert "not allowed with" in capsys.readouterr().err


class TestTerminal:
    @pytest.mark.parametrize("columns", ["60", "80", "250"])
    @pytest.mark.parametrize(
        ("asked", "told"),
        [
            (("front", SITE, "--at", at(600)), (SLATE, PIANO, "Culture")),
            (("history", SLATE), (HOME, "2026-03-14T16:00:00Z", "yes", "after all", "2")),
            (("reworded", SITE), (SLATE, PIANO, "2026-03-14T18:00:00Z", "not changed")),
        ],
    )
    def test_nothing_is_lost_however_narrow_it_is(
        self, newscrawl, monkeypatch, asked, told, columns
    ):
        monkeypatch.setenv("FORCE_COLOR", "1")
        monkeypatch.setenv("COLUMNS", columns)
        out = re.sub(r"\x1b\[[\d;]*m", "", newscrawl(*asked)[1])
        assert [text for text in told if text not in out] == []
        blocks = [line for line in out.splitlines() if line.startswith(("url: ", "front page: "))]
        assert bool(blocks) == (columns != "250")

    def test_a_pipe_gets_whole_lines_and_no_colour(self, newscrawl):
        out = newscrawl("front", SITE)[1]
        assert len(out.splitlines()) == 16
        assert "\x1b" not in out


def test_letters_that_the_locale_lacks_are_shown_escaped(root, monkeypatch):
    monkeypatch.setenv("PYTHONIOENCODING", "ascii")
    called = [sys.executable, "-m", "newscrawl.cli", "front", SITE, "--archive", str(root)]
    ended = subprocess.run(called, capture_output=True, check=False, timeout=60)
    assert (ended.returncode, ended.stderr) == (0, b"")
    assert rb"O relojoeiro que d\xe1 horas \xe0 torre" in ended.stdout


@pytest.mark.parametrize("command", ["front", "history", "reworded", "diff", "copies"])
def test_help_has_an_example_on_one_line(command):
    called = [sys.executable, "-m", "newscrawl.cli", command, "--help"]
    ended = subprocess.run(called, capture_output=True, text=True, check=False, timeout=60)
    assert ended.returncode == 0
    assert f"example:\n  newscrawl {command} " in ended.stdout
    assert "TIME" in ended.stdout or command == "history"
