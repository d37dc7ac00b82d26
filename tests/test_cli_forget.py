"""``newscrawl forget`` as a takedown request has it: by any address that the article ever had."""

from dataclasses import replace

import pytest
from archive import small_runs
from report.two_days import SITE, archive

from newscrawl.archive.reader import articles, front_pages
from newscrawl.archive.verify import verify
from newscrawl.cli import main
from newscrawl.deduplicate.revision import judge

OLD = "gazette.example/2026/03/council-puts-off-vote-on-fish-market-roof-4108"
NEW = "gazette.example/2026/03/council-votes-for-a-slate-roof-on-the-fish-market-4108"
NEVER_READ = "the-editors-letter-4090"

ADDRESSES = [
    *(f"https://{path}/" for path in (OLD, NEW)),  # the slug follows the headline
    *(f"{scheme}://{OLD}{end}" for scheme in ("http", "https") for end in ("", "/", "/amp/")),
    *(f"http://www.{path}?utm_source=x#top" for path in (OLD, NEW)),
]


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    return archive(tmp_path_factory.mktemp("two-days"))


def forget(root, named, *more):
    return main(["forget", named, "--reason", "asked to", "--archive", str(root), *more])


def own(root):
    (found,) = {one.article_id for one in articles(root) if "-4108" in one.url}
    return found


@pytest.mark.parametrize("address", ADDRESSES)
def test_it_is_found_by_any_address_that_it_had(root, address, capsys):
    assert forget(root, address, "--dry-run") == 0
    assert f"{SITE}: article {own(root)} would be forgotten" in capsys.readouterr().out


def test_what_only_stood_on_a_front_page_is_found_too(root, capsys):
    (teaser,) = {
        (one.url, one.article_id)
        for look in front_pages(root)
        for one in look.teasers
        if NEVER_READ in one.url
    }
    assert forget(root, teaser[0].rstrip("/"), "--dry-run") == 0
    assert f"article {teaser[1]} would be forgotten" in capsys.readouterr().out


def test_it_goes_by_an_old_address_and_is_known_afterwards(tmp_path, capsys):
    root = archive(tmp_path / "archive")
    named = own(root)
    assert forget(root, f"http://{NEW}") == 0
    assert not [one for one in articles(root) if "-4108" in one.url]
    assert verify(root).problems == ()
    for address in (f"http://{NEW}", f"https://{OLD}/amp/", named):
        capsys.readouterr()
        assert forget(root, address) == 0
        assert f"article {named} is forgotten, in 0 files" in capsys.readouterr().out


@pytest.mark.parametrize(
    "named",
    ["https://gazette.example/nothing-4199/", "http://[bad", "http://ann:pw1@gazette.example/"],
)
def test_what_names_nothing_is_one_line_without_a_password(root, named, capsys):
    assert forget(root, named) == 1
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "Name an article by its URL or article_id." in said
    assert "pw1" not in said


@pytest.mark.parametrize("command", ["history", "diff"])
def test_no_password_is_repeated(root, command, capsys):
    assert main([command, "http://ann:pw1@gazette.example/", "--archive", str(root)]) == 1
    said = capsys.readouterr().err
    assert "without name and password" in said
    assert "pw1" not in said


def test_an_address_that_several_pages_declare_takes_none_of_them_down(tmp_path, capsys):
    writer = small_runs.opened(tmp_path, "r1")
    for number in (1, 2):
        read = replace(small_runs.article(number), canonical_url="https://gazette.example/start")
        writer.append(judge(read, None, None).article)
    writer.seal(small_runs.run("r1"))
    assert forget(tmp_path, "https://gazette.example/start") == 1
    assert "names several articles of gazette" in capsys.readouterr().err
    assert len(list(articles(tmp_path))) == 2
