"""RFC 9309 in a whole crawl: some thirty hosts on this machine, each with its own robots.txt.

Every host serves the same front page and story; the table says what its rules are, and what may
be asked for. What was asked for is read from the servers' own logs.
"""

import socket
import time
from contextlib import ExitStack
from threading import Event

import pytest
from newspapers import Crawls, article, front, page, serve_pages

from newscrawl.archive.reader import runs
from newscrawl.archive.verify import verify
from newscrawl.fetch.robots import MAX_BYTES

STORY = "/2026/03/a-quiet-day-at-the-harbour-1"
FORBID = "User-agent: *\nDisallow: /2026/\n"
FORBID_ALL = "User-agent: *\nDisallow: /\n"
END = Event()

ALL, NO_STORY, NOTHING = ["/", STORY], ["/"], []


def rules(text):
    body = text if isinstance(text, bytes) else text.encode()
    return 200, {"Content-Type": "text/plain"}, body


def hangs(_):
    END.wait(20)
    return 200, {}, b""


def closes(handler):
    handler.connection.shutdown(socket.SHUT_RDWR)
    return 200, {}, b""


def padded(size, after):
    """Return rules with ``after`` behind so many bytes."""
    return rules(f"{FORBID}{'#' * (size - len(FORBID) - 1)}\n{after}")


def without_end(handler):
    """Send the rules, and then comments for as long as somebody reads."""
    handler.send_response(200)
    handler.send_header("Content-Length", str(10**9))
    handler.end_headers()
    handler.wfile.write(FORBID.encode())
    for _ in range(2_000):
        handler.wfile.write(b"#" * 65_535 + b"\n")
    raise ConnectionError  # somebody read 128 MiB of comments


def chain(length, last):
    """Return so many redirects, and what the last one leads to."""
    hops = {f"/hop-{n}": (301, {"Location": f"/hop-{n + 1}"}, b"") for n in range(1, length)}
    start = {"/robots.txt": (301, {"Location": "/hop-1"}, b"")}
    return {**start, **hops, f"/hop-{length}": last}


HOSTS = {
    "ok_200": (rules(FORBID), NO_STORY),
    "empty_200": (rules(""), ALL),
    "no_content_204": ((204, {}, b""), ALL),
    "html_200": (page("<html><body>Disallow: /</body></html>"), ALL),
    "hops_1": (chain(1, rules(FORBID)), NO_STORY),
    "hops_5": (chain(5, rules(FORBID)), NO_STORY),
    "hops_6": (chain(6, rules(FORBID_ALL)), ALL),
    "round": ((302, {"Location": "/robots.txt"}, b""), ALL),
    "not_401": (page(FORBID_ALL, 401), ALL),
    "not_403": (page(FORBID_ALL, 403), ALL),
    "not_404": (page(FORBID_ALL, 404), ALL),
    "not_410": (page(FORBID_ALL, 410), ALL),
    "busy_429": (page("", 429), NOTHING),
    "broken_500": (page("", 500), NOTHING),
    "broken_503": (page("", 503), NOTHING),
    "hanging": (hangs, NOTHING),
    "closing": (closes, NOTHING),
    "long": (padded(MAX_BYTES - len(FORBID_ALL), FORBID_ALL), NOTHING),
    "too_long": (padded(MAX_BYTES, "Disallow: /\n"), NO_STORY),
    "endless": (without_end, NO_STORY),
    "bom": (rules(b"\xef\xbb\xbf" + FORBID.encode()), NO_STORY),
    "utf_16": (rules(FORBID.encode("utf-16")), NO_STORY),
    "utf_16_unmarked": (rules(FORBID.encode("utf-16-le")), ALL),
    "crlf": (rules(FORBID.replace("\n", "\r\n")), NO_STORY),
    "longest": (rules("User-agent: *\nDisallow: /\nAllow: /2026/\nAllow: /$\n"), ALL),
    "as_long": (rules("User-agent: *\nDisallow: /2026\nAllow: /2026\n"), ALL),
    "star_and_end": (rules("User-agent: *\nDisallow: /*-1$\n"), NO_STORY),
    "end_elsewhere": (rules("User-agent: *\nDisallow: /*-harbour$\n"), ALL),
    "percent": (rules("User-agent: *\nDisallow: /2026/03/%61-quiet\n"), NO_STORY),
    "case_of_name": (rules(f"User-agent: NEWSCrawl\nDisallow: /2026\n\n{FORBID_ALL}"), NO_STORY),
    "case_of_path": (rules("User-agent: *\nDisallow: /2026/03/A-QUIET\n"), ALL),
    "merged": (rules("User-agent: newscrawl\nAllow: /\n\nUser-agent: *\nDisallow: /\n\n"
                     "User-agent: newscrawl\nDisallow: /2026\n"), NO_STORY),
    "another_name": (rules("User-agent: newscrawler\nDisallow: /\n"), ALL),
}  # fmt: skip


@pytest.fixture(scope="module")
def crawled(tmp_path_factory):
    """Every host after one run, by name, and the archive."""
    folder = tmp_path_factory.mktemp("hosts")
    crawls, servers, sites = Crawls(folder / "archive"), {}, {}
    with ExitStack() as stack:
        for number, (name, (answer, _)) in enumerate(HOSTS.items(), start=2):
            own = answer if isinstance(answer, dict) else {"/robots.txt": answer}
            pages = {"/": front(STORY), STORY: article("A quiet day"), **own}
            servers[name], server = serve_pages(pages, f"127.0.0.{number}")
            sites[name] = servers[name].url
            stack.callback(server.server_close)
            stack.callback(server.shutdown)
        began = time.monotonic()
        _, said = crawls.all(
            folder, sites, RETRY_TIMES=0, DOWNLOAD_TIMEOUT=3, NEWSCRAWL_FETCH_SITES_AT_ONCE=8
        )
        END.set()
        yield servers, crawls.root, said, time.monotonic() - began


@pytest.mark.parametrize("name", HOSTS)
def test_what_robots_txt_says_is_what_is_asked_for(crawled, name):
    servers, _, said, _ = crawled
    asked = [path for path in servers[name].paths() if path in ALL]
    assert asked == HOSTS[name][1], said


def test_five_redirects_are_followed(crawled):
    servers, *_ = crawled
    assert servers["hops_5"].paths()[:6] == ["/robots.txt", *(f"/hop-{n}" for n in range(1, 6))]


def test_every_host_has_a_run_and_every_request_a_line(crawled):
    _, root, said, _ = crawled
    assert {run.site for run in runs(root)} == set(HOSTS), said
    assert verify(root).problems == ()
    assert all(run.verdict != "defect" for run in runs(root))
