"""``newscrawl`` as people call it: a process, its output, its exit code."""

import gzip
import json
import subprocess
import sys
from pathlib import Path

import pytest

PAGE = b"""<html lang="en"><head><title>Late ferry - The Paper</title></head><body><article>
<h1>The ferry is late again</h1><p>By Ada Quill</p>
<p>The evening ferry left the island forty minutes late on Tuesday, its third delay this week.</p>
<p>The company blamed the tide. The tide, reached for comment, came in as usual.</p>
</article></body></html>"""
FRONT = b"""<html lang="en"><body><main>
<article><h2><a href="/2026/03/the-ferry-is-late-again">The ferry is late again today</a></h2>
<p>Third delay this week.</p></article>
<article><h2><a href="/2026/03/the-tide-came-in-as-usual">The tide came in as usual</a></h2>
</article>
</main></body></html>"""
URL = "https://paper.example/2026/03/the-ferry-is-late-again"


def newscrawl(*arguments: object, stdin: bytes | None = None) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "newscrawl.cli", *map(str, arguments)]
    return subprocess.run(command, input=stdin, capture_output=True, check=False, timeout=60)


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    path = tmp_path / "page.html"
    path.write_bytes(PAGE)
    return path


class TestExtract:
    def test_prints_the_record_of_a_page(self, saved):
        ended = newscrawl("extract", saved, "--url", URL)
        record = json.loads(ended.stdout)
        assert (ended.returncode, record["headline"]) == (0, "The ferry is late again")
        assert record["schema"] == 1

    def test_reads_standard_input(self):
        ended = newscrawl("extract", "-", "--url", URL, stdin=PAGE)
        assert json.loads(ended.stdout)["headline"] == "The ferry is late again"

    def test_reads_a_front_page(self, tmp_path):
        path = tmp_path / "front.html.gz"
        path.write_bytes(gzip.compress(FRONT))
        ended = newscrawl("extract", path, "--url", "https://paper.example/", "--front-page")
        assert [one["title"] for one in json.loads(ended.stdout)["teasers"]] == [
            "The ferry is late again today",
            "The tide came in as usual",
        ]

    def test_reads_many_pages_in_order(self, saved, tmp_path):
        wanted = [
            {"id": "b", "url": URL, "html": saved.name, "encoding": "utf-8"},
            {"id": "a", "url": URL, "html": "not-there.html"},
            {"id": 3, "url": "ftp://paper.example/", "html": saved.name},
        ]
        lines, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
        lines.write_text("".join(json.dumps(one) + "\n" for one in wanted) + "no json\n")
        ended = newscrawl("extract", "--jsonl", lines, out)
        assert ended.returncode == 1
        assert b"newscrawl: 3 of 4 lines could not be read" in ended.stderr
        found = [json.loads(line) for line in out.read_bytes().splitlines()]
        assert [one["id"] for one in found] == ["b", "a", 3, None]
        assert found[0]["record"]["headline"] == "The ferry is late again"
        assert "not-there.html" in found[1]["error"]
        assert "no http or https URL" in found[2]["error"]
        assert "record" not in found[3]

    @pytest.mark.parametrize(
        ("arguments", "told"),
        [
            (("extract",), "give either a FILE"),
            (("extract", "page.html"), "--url is missing"),
            (("extract", "--jsonl", "a", "b", "--workers", "0"), "0 is no whole number from 1"),
            (("extract", "--jsonl", "a", "b", "--workers", "two"), "two is no whole number"),
            (("extract", "--jsonl", "a", "b", "--url", URL), "--url is of one FILE"),
            (("extract", "--jsonl", "a", "b", "--encoding", "utf-8"), "--encoding is of one FILE"),
            ((), "COMMAND"),
            (("extrakt",), "extract"),
        ],
    )
    def test_2_and_the_cure_for_wrong_use(self, arguments, told):
        ended = newscrawl(*arguments)
        assert (ended.returncode, told in ended.stderr.decode()) == (2, True)

    def test_a_gzipped_page_is_unpacked_from_standard_input_too(self):
        ended = newscrawl("extract", "-", "--url", URL, stdin=gzip.compress(PAGE))
        assert json.loads(ended.stdout)["headline"] == "The ferry is late again"

    @pytest.mark.parametrize("is_file", [True, False])
    def test_lines_may_be_gzipped(self, saved, tmp_path, is_file):
        line = json.dumps({"id": 1, "url": URL, "html": str(saved)}).encode()
        lines = tmp_path / "in.jsonl.gz"
        lines.write_bytes(gzip.compress(line + b"\n\n"))
        source, stdin = (lines, None) if is_file else ("-", lines.read_bytes())
        ended = newscrawl("extract", "--jsonl", source, "-", stdin=stdin)
        assert (ended.returncode, ended.stderr) == (0, b"")
        assert json.loads(ended.stdout)["record"]["headline"] == "The ferry is late again"

    def test_lines_that_are_cut_short_are_told(self, tmp_path):
        lines = tmp_path / "in.jsonl.gz"
        lines.write_bytes(gzip.compress(b"{}\n" * 99)[:-9])
        ended = newscrawl("extract", "--jsonl", lines, tmp_path / "out.jsonl")
        assert (ended.returncode, ended.stderr.startswith(b"newscrawl: ")) == (1, True)
        assert f"{lines} is cut short" in ended.stderr.decode()

    def test_the_output_never_replaces_the_input(self, saved, tmp_path):
        link = tmp_path / "link.jsonl"
        link.symlink_to(saved)
        ended = newscrawl("extract", "--jsonl", saved, link)
        assert (ended.returncode, saved.read_bytes()) == (2, PAGE)
        assert b"would replace the input" in ended.stderr

    def test_a_url_that_is_none_is_blamed_and_not_the_page(self, saved):
        ended = newscrawl("extract", saved, "--url", "paper.example")
        assert ended.returncode == 1
        assert ended.stderr.startswith(b"newscrawl: --url paper.example is no http or https URL")
        assert b"page.html" not in ended.stderr

    @pytest.mark.parametrize(("name", "url"), [("none.html", URL), ("page.html", "/relative")])
    def test_1_for_a_page_that_cannot_be_read(self, saved, name, url):
        ended = newscrawl("extract", saved.with_name(name), "--url", url)
        assert ended.returncode == 1
        assert b"Traceback" not in ended.stderr
        assert (name if url == URL else url) in ended.stderr.decode()

    def test_1_for_an_output_that_cannot_be_written(self, saved, tmp_path):
        lines = tmp_path / "in.jsonl"
        lines.write_text(json.dumps({"id": 1, "url": URL, "html": saved.name}) + "\n")
        ended = newscrawl("extract", "--jsonl", lines, tmp_path / "no" / "out.jsonl")
        assert (ended.returncode, b"Traceback" in ended.stderr) == (1, False)


class TestVerify:
    def test_1_for_an_archive_that_is_not_there(self, tmp_path):
        ended = newscrawl("verify", "--archive", tmp_path / "none")
        assert (ended.returncode, b"Traceback" in ended.stderr) == (1, False)
        assert str(tmp_path / "none") in (ended.stderr + ended.stdout).decode()

    def test_1_for_a_folder_that_holds_no_archive(self, tmp_path):
        ended = newscrawl("verify", "--archive", tmp_path)
        assert (ended.returncode, ended.stdout) == (1, b"")
        assert f"{tmp_path} holds no archive" in ended.stderr.decode()


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_a_record_is_whole_json_in_a_locale_without_the_letters(tmp_path, monkeypatch, encoding):
    page = tmp_path / "page.html"
    page.write_text("<h1>Café 船が遅れた 🚒</h1>", encoding="utf-8")
    monkeypatch.setenv("PYTHONIOENCODING", encoding)
    ended = newscrawl("extract", page, "--url", URL, "--encoding", "utf-8")
    assert (ended.returncode, json.loads(ended.stdout)["headline"]) == (0, "Café 船が遅れた 🚒")


def test_help_names_every_command():
    said = newscrawl("--help").stdout.decode()
    names = ("extract", "verify", "demo", "front", "history", "reworded")
    assert all(name in said for name in names)
