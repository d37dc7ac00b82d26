"""``newscrawl diff`` and ``copies``, over an archive of two newspapers that print one story."""

import json
from dataclasses import replace

import pytest
from archive.small_runs import killed_run, run
from rich.console import Console
from stories import STORY, reworded, story

from newscrawl.archive.writer import Writer
from newscrawl.cli import main
from newscrawl.fingerprint import fingerprint
from newscrawl.items import Fetch
from newscrawl.report.comparison import show_edit
from newscrawl.report.edits import edit

FIRST = story(at="2026-03-14T06:00:00.000000Z")
SECOND = replace(
    story(STORY.replace("third ferry", "fourth ferry"), revision=2, at="2026-03-14T12:00:00Z"),
    headline="The ferry that had one key",
)
THIRD = replace(SECOND, revision=3, revision_id="f" * 32, fetched_at="2026-03-15T06:00:00Z")
ONCE = story(" ".join(f"word{n}" for n in range(120)), number=7)
COPY = replace(
    story(reworded(STORY, 0.05), site="echo", at="2026-03-14T09:30:00Z"),
    headline="Ferry stays, band [red]plays[/]",
    duplicate_of=FIRST.article_id,
    duplicate_kind="near",
    similarity=0.742,
)
ALIAS = "https://gazette.example/moved"


def written(root, run_id, *lines):
    site = lines[0].site
    writer = Writer.open(
        root, site, run_id=run_id, started_at=lines[0].fetched_at, killed_run=killed_run
    )
    for line in lines:
        writer.append(replace(line, run_id=run_id))
    writer.seal(run(run_id, site))


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    root = tmp_path_factory.mktemp("archive")
    moved = Fetch(
        site="gazette",
        url=ALIAS,
        canonical_url=ALIAS,
        article_id="0" * 32,
        via="front_page",
        outcome="alias",
        alias_of=FIRST.article_id,
        fetched_at="2026-03-14T12:00:00Z",
        run_id="r1",
    )
    written(root, "r1", FIRST, ONCE, moved)
    written(root, "r2", COPY)
    written(root, "r3", SECOND)
    written(root, "r4", replace(THIRD, tags=("sea",)))
    return root


@pytest.fixture
def newscrawl(root, capsys):
    def call(*arguments):
        code = main([*map(str, arguments), "--archive", str(root)])
        said = capsys.readouterr()
        return code, said.out, said.err

    return call


class TestDiff:
    def test_shows_words_that_went_and_came_and_folds_the_rest(self, newscrawl):
        code, out, err = newscrawl("diff", FIRST.url, "--revisions", 1, 2)
        assert (code, err) == (0, "")
        assert out.startswith(
            "The ferry that had one key\nhttps://gazette.example/1\n"
            "revision 1, read 2026-03-14T06:00:00Z -> revision 2, read 2026-03-14T12:00:00Z\n"
            "changed: body, headline\n\nheadline\nThe ferry that had [-no-] {+one+} key\n\nbody\n"
            "  ... 7 paragraphs unchanged ...\n"
        )
        assert "the [-third-] {+fourth+} ferry" in out
        assert "\x1b" not in out

    def test_last_two_revisions_are_compared_by_default(self, newscrawl):
        _, out, _ = newscrawl("diff", FIRST.article_id)
        assert "revision 2, read 2026-03-14T12:00:00Z -> revision 3" in out
        assert out.endswith("changed: tags\n")

    def test_all_shows_each_beside_the_one_before(self, newscrawl):
        lines = newscrawl("diff", FIRST.url, "--all", "--json")[1].splitlines()
        found = [json.loads(line) for line in lines]
        pairs = [(one["before"]["revision"], one["after"]["revision"]) for one in found]
        assert pairs == [(1, 2), (2, 3)]
        assert found[0]["headline"][1] == {"kind": "deleted", "text": "no "}

    def test_revisions_read_later_are_not_known_as_of_a_time(self, newscrawl):
        _, out, _ = newscrawl("diff", FIRST.url, "--as-of", "2026-03-14")
        assert "revision 1, read 2026-03-14T06:00:00Z -> revision 2" in out

    def test_article_is_found_by_any_of_its_urls(self, newscrawl):
        assert newscrawl("diff", ALIAS) == newscrawl("diff", FIRST.article_id)

    @pytest.mark.parametrize(
        ("arguments", "said"),
        [
            (["https://gazette.example/none"], "is not in the archive"),
            (["nonsense"], "(without name and password) nor an article_id"),
            ([ONCE.url], "has one revision, 'The ferry that had no key', read at 2026-03-14T06"),
            ([FIRST.url, "--as-of", "2026-03-14T07:00:00Z"], "has one revision that was read by"),
            ([FIRST.url, "--as-of", "2026-03-13"], "was first read at 2026-03-14T06:00:00Z, after"),
            ([FIRST.url, "--revisions", "1", "9"], "no revision 9. There are 1, 2, 3."),
            ([FIRST.url, "--site", "gazete"], "Did you mean gazette?"),
        ],
    )
    def test_what_cannot_be_compared_is_told_with_its_cure(self, newscrawl, arguments, said):
        code, out, err = newscrawl("diff", *arguments)
        assert (code, out) == (1, "")
        assert said in err

    def test_terminal_gets_colours_and_no_marks(self):
        console = Console(force_terminal=True, color_system="standard", width=80)
        with console.capture() as captured:
            show_edit(console, edit(FIRST, SECOND))
        assert "The ferry that had \x1b[9;31mno \x1b[0m\x1b[32mone \x1b[0mkey" in captured.get()
        assert "[-" not in captured.get()


class TestCopies:
    def test_a_story_is_shown_with_who_followed_and_when(self, newscrawl):
        code, out, err = newscrawl("copies")
        assert (code, err) == (0, "")
        lines = [line.split("  ") for line in out.splitlines()]
        assert out.startswith("The ferry that had no key\nnewspaper")
        assert [part.strip() for part in lines[2] if part] == [
            "gazette", "2026-03-14T06:00:00Z", "first", "The ferry that had no key", FIRST.url,
        ]  # fmt: skip
        assert [part.strip() for part in lines[3] if part.strip()] == [
            *("echo", "2026-03-14T09:30:00Z", "3 h 30 min", "near", "0.74"),
            *("Ferry stays, band [red]plays[/]", COPY.url),
        ]

    @pytest.mark.parametrize(
        ("arguments", "count"),
        [
            ([], 1),
            (["gazette"], 1),
            (["echo"], 1),
            (["--kind", "near"], 1),
            (["--kind", "exact"], 0),
            (["--since", "2026-03-14T09:30:00Z"], 1),
            (["--since", "2026-03-14T09:30:01Z"], 0),
            (["--since", "2026-03-14"], 1),
        ],
    )
    def test_stories_are_chosen_by_newspaper_time_and_kind(self, newscrawl, arguments, count):
        code, out, err = newscrawl("copies", *arguments, "--json")
        assert (code, len(out.splitlines())) == (0, count)
        assert bool(err) == (count == 0)

    def test_json_has_the_records_of_the_python_function(self, newscrawl):
        (one,) = map(json.loads, newscrawl("copies", "--json")[1].splitlines())
        assert one["sites"] == ["gazette", "echo"]
        assert one["copies"][0]["seconds_after"] == 12_600.0
        assert one["copies"][0]["similarity"] == 0.742

    def test_unknown_site_is_told(self, newscrawl):
        code, _, err = newscrawl("copies", "ech")
        assert (code, "Did you mean echo?" in err) == (1, True)


def test_the_stories_of_these_tests_are_long_enough_to_be_compared():
    assert all(fingerprint(one) for one in (FIRST, SECOND, ONCE, COPY))
