"""A server that never ends its header costs little memory and one Fetch line."""

from collections import Counter

from newspapers import Peak, article, front

from newscrawl.archive.reader import fetches
from newscrawl.crawl.connection import HEADER_MAX_BYTES

STORIES = ("/2026/03/a-quiet-day-at-the-harbour-1", "/2026/03/the-ferry-is-late-again-2")
SENT_MAX_BYTES = 64 << 20
"""What the server sends if nobody stops it."""
MORE_MEMORY_MAX_KIB = 40 * 1024
"""Over a crawl without the flood; the interpreter's own noise is some 5 MiB."""


def flood(sent):
    def answer(handler):
        handler.send_response(200)
        handler.flush_headers()
        line = b"X-Padding: " + b"x" * 8000 + b"\r\n"
        while sum(sent) < SENT_MAX_BYTES:
            handler.wfile.write(line)
            sent.append(len(line))
        return article("never")

    return answer


def crawled(crawls, url):
    """Return the exit code, and the most memory one process had, in KiB.

    Not both together: the process that reads pages has all its modules at the end of so short a
    crawl, or has hardly begun.
    """
    process = crawls.start("any", "-a", f"url={url}", RETRY_TIMES=0)
    peak = Peak(process.pid)
    process.communicate()
    peak.ended()
    return process.returncode, peak.alone_kib


def test_a_header_that_never_ends_is_cut_off(newspaper, crawls):
    sent = []
    pages = {"/": front(*STORIES), **{path: article(path) for path in STORIES}}
    gazette = newspaper(pages)
    code, usual = crawled(crawls, gazette.url)
    assert code == 0
    flooding = newspaper({**pages, STORIES[0]: flood(sent)})
    code, most = crawled(crawls, flooding.url)
    assert code == 0
    assert HEADER_MAX_BYTES < sum(sent) < SENT_MAX_BYTES / 4
    assert most < usual + MORE_MEMORY_MAX_KIB
    ended = Counter(one.outcome for one in fetches(crawls.root) if one.url.startswith(flooding.url))
    assert (ended["damaged"], ended["new"]) == (1, 1)
