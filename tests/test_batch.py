import gzip
import json
import os
from multiprocessing import active_children

import pytest

from newscrawl import batch
from newscrawl.batch import PAGES_PER_TASK, read_page_file, read_pages, record_line

PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{0}</title></head><body>
<article><h1>{0}</h1><p>The bridge between the two halves of Exampleton is open again, said the
harbour office on Friday, after a winter of repairs that took longer than anybody had wished.</p>
</article></body></html>"""
URL = "https://a.example/b"


class Deadly(bytes):
    """A line that ends the process that receives it, as a page that exhausts its memory does."""

    __slots__ = ()

    def __reduce__(self):
        return os._exit, (1,)


@pytest.fixture
def page(tmp_path):
    """A function that saves a page and returns its line."""

    def save(name, body=None, *, path=None, **fields):
        body = PAGE.format(f"Page {name}").encode() if body is None else body
        (tmp_path / f"{name}.html").write_bytes(body)
        line = {"id": name, "url": f"{URL}-{name}", "html": path or f"{name}.html"}
        return json.dumps({**line, **fields}).encode() + b"\n"

    return save


def told(lines, folder, **options):
    return [json.loads(line) for line in read_pages(lines, folder, **options)]


def alone(line, folder, *, front_page=False):
    """Read one line in this process: as a worker does, and faster than starting one."""
    written = batch._read_line(line, folder, front_page=front_page)
    assert written.endswith(b"}\n")
    assert written.count(b"\n") == 1
    return json.loads(written)


def test_many_workers_keep_the_order_and_one_bad_line_stops_nothing(tmp_path, page):
    lines = [
        page(f"{place:03}", PAGE.format(f"Page {place}" * (place % 7)).encode())
        for place in range(40)
    ]
    lines[3] = b"no json\n"
    lines.insert(20, b"  \n")
    lines[30] = page("999", path="missing.html")
    done = []
    found = told(lines, tmp_path, workers=2, done=done.append)
    names = [None if place == 3 else "999" if place == 29 else f"{place:03}" for place in range(40)]
    assert [line["id"] for line in found] == names
    assert [place for place, line in enumerate(found) if "error" in line] == [3, 29]
    assert all(line["record"]["url"] == f"{URL}-{line['id']}" for line in found if "record" in line)
    assert (sum(done), max(done)) == (40, PAGES_PER_TASK)


def test_a_page_that_kills_its_process_is_an_error_and_the_others_are_read(
    tmp_path, page, monkeypatch
):
    monkeypatch.setattr(batch, "PAGES_PER_TASK", 3)
    lines = [page(name) for name in "abcdefg"]
    lines[1] = Deadly(lines[1])
    found = told(lines, tmp_path, workers=1)
    assert [line["id"] for line in found] == list("abcdefg")
    wrong = {line["id"]: line["error"] for line in found if "error" in line}
    assert wrong == {"b": "reading this page killed the process"}


def test_no_lines_give_no_lines(tmp_path):
    assert told([], tmp_path, workers=1) == []
    assert told([b"\n", b" "], tmp_path, workers=1) == []


def test_a_reader_that_has_enough_leaves_no_process_behind(tmp_path, page):
    lines = read_pages((page("1") for _ in range(20)), tmp_path, workers=1)
    assert b'"record"' in next(lines)
    assert active_children()
    lines.close()
    assert active_children() == []


class TestLine:
    def test_of_a_page_is_its_record_with_every_key(self, tmp_path, page):
        found = alone(page("1"), tmp_path)
        assert found.keys() == {"id", "record"}
        assert found["record"]["headline"] == "Page 1"
        assert found["record"]["capture"] is None

    def test_of_a_front_page_has_teasers(self, tmp_path, page):
        found = alone(page("1"), tmp_path, front_page=True)
        assert found["record"].keys() >= {"snapshot_id", "teasers"}

    def test_of_a_gzipped_page_is_the_same(self, tmp_path, page):
        plain = alone(page("1"), tmp_path)
        zipped = page("1", gzip.compress(PAGE.format("Page 1").encode()))
        assert alone(zipped, tmp_path) == plain

    def test_of_an_empty_page_is_a_record(self, tmp_path, page):
        assert alone(page("1", b""), tmp_path)["record"]["headline"] is None

    def test_may_name_the_page_by_a_path_from_anywhere(self, tmp_path, page):
        (tmp_path / "pages").mkdir()
        line = page("1", path="../1.html")
        assert "record" in alone(line, tmp_path / "pages")
        assert "record" in alone(page("1", path=str(tmp_path / "1.html")), tmp_path / "elsewhere")

    @pytest.mark.parametrize("name", [None, 1, 1.5, "é \u2028 \x1b", ["a", {"b": None}], True])
    def test_gives_back_the_id_as_it_was(self, tmp_path, page, name):
        assert alone(page("1", id=name), tmp_path)["id"] == name

    def test_decodes_by_the_encoding_it_names(self, tmp_path, page):
        body = PAGE.replace('<meta charset="utf-8">', "").format("Züge").encode("utf-16-le")
        assert (
            alone(page("1", body, encoding="utf-16-le"), tmp_path)["record"]["headline"] == "Züge"
        )

    @pytest.mark.parametrize("encoding", ["klingon", "rot13", "hex", "", "x" * 5000, None, 7, []])
    def test_with_an_encoding_nobody_knows_is_read_as_if_it_named_none(
        self, tmp_path, page, encoding
    ):
        assert alone(page("1", encoding=encoding), tmp_path)["record"]["headline"] == "Page 1"


class TestBadLine:
    @pytest.mark.parametrize(
        "line",
        [
            b"{",
            b"no json",
            b"null",
            b"[1]",
            b'"text"',
            b"{}",
            b'{"id": 1}',
            b'{"url": "https://a.example/"}',
            b'{"url": 1, "html": "a.html"}',
            b'{"url": "https://a.example/", "html": null}',
            b"\xff\xfe\x00",
            b"\x80abc",
            b"[" * 100_000,
            b'{"id": ' + b"9" * 5000 + b"}",
        ],
        ids=lambda line: ascii(line[:30]),
    )
    def test_is_an_error_that_says_what_a_line_is(self, tmp_path, line):
        found = alone(line, tmp_path)
        assert found.keys() == {"id", "error"}
        assert (
            'the line is no {"id": …, "url": "https://…", "html": "path of the page"}'
            in found["error"]
        )

    @pytest.mark.parametrize(
        "url",
        ["", "a.example", "ftp://a.example/", "https://[::1", "https://u:p@a.example/", "\ud800"],
    )
    def test_with_no_web_url_names_it(self, tmp_path, page, url):
        assert "is no http or https URL" in alone(page("1", url=url), tmp_path)["error"]

    @pytest.mark.parametrize(
        ("path", "said"),
        [
            ("missing.html", "FileNotFoundError"),
            (".", "IsADirectoryError"),
            ("a\x00b", "ValueError"),
            ("x" * 5000, "OSError"),
            ("\ud800.html", "UnicodeEncodeError"),
        ],
    )
    def test_with_no_file_names_the_fault(self, tmp_path, page, path, said):
        assert alone(page("1", path=path), tmp_path)["error"].startswith(said)

    @pytest.mark.parametrize("name", [float("nan"), float("inf"), "\ud800", "\x7f"])
    def test_with_an_id_that_json_cannot_hold_gives_json_all_the_same(self, tmp_path, page, name):
        written = batch._read_line(page("1", id=name), tmp_path, front_page=False)

        def refuse(constant):
            raise AssertionError(constant)

        assert json.loads(written.decode(), parse_constant=refuse)["id"] in {None, "\ufffd", ""}
        assert b"\\ud" not in written

    def test_with_an_error_of_the_reader_is_an_error(self, tmp_path, page, monkeypatch):
        def fail(*_args, **_options):
            message = "a defect"
            raise LookupError(message)

        monkeypatch.setattr(batch, "extract_article", fail)
        assert alone(page("1"), tmp_path) == {"id": "1", "error": "LookupError: a defect"}


class TestPageFile:
    BODY = PAGE.format("Title").encode() * 50

    def saved(self, tmp_path, body):
        path = tmp_path / "page"
        path.write_bytes(body)
        return path

    @pytest.mark.parametrize("body", [b"", b"\x1f", b"<html>", b"\x1f\x8c"])
    def test_plain_bytes_are_themselves(self, tmp_path, body):
        assert read_page_file(self.saved(tmp_path, body)) == body

    def test_gzip_is_known_by_its_bytes_not_its_name(self, tmp_path):
        zipped = gzip.compress(self.BODY[:100]) + gzip.compress(self.BODY[100:])
        assert read_page_file(self.saved(tmp_path, zipped)) == self.BODY

    @pytest.mark.parametrize("tenth", range(10))
    def test_a_cut_gzip_file_is_an_error(self, tmp_path, tenth):
        zipped = gzip.compress(self.BODY)
        path = self.saved(tmp_path, zipped[: 2 + (len(zipped) - 2) * tenth // 10])
        with pytest.raises(OSError, match="is cut short"):
            read_page_file(path)

    @pytest.mark.parametrize("place", [2, 3, 10, 20, -8, -1])
    def test_a_damaged_gzip_file_is_an_error(self, tmp_path, place):
        zipped = bytearray(gzip.compress(self.BODY))
        zipped[place] ^= 0xFF
        with pytest.raises(OSError, match=r"."):
            read_page_file(self.saved(tmp_path, bytes(zipped)))

    @pytest.mark.parametrize("pack", [bytes, gzip.compress])
    def test_a_page_is_read_up_to_its_largest_size(self, tmp_path, pack, monkeypatch):
        monkeypatch.setattr(batch, "MAX_PAGE_BYTES", 1000)
        assert len(read_page_file(self.saved(tmp_path, pack(b"x" * 1000)))) == 1000
        with pytest.raises(ValueError, match="has more than 1000 bytes"):
            read_page_file(self.saved(tmp_path, pack(b"x" * 1001)))


def test_a_record_is_one_line():
    line = record_line("<h1>a\u2028b</h1>\n".encode(), URL, None, front_page=False)
    assert line.count(b"\n") == 1
    assert line.endswith(b"}\n")
