"""Hostile answers, and how the request for each must end.

A case is one article's address on a front page. ``outcome`` is that of its Fetch line, as a regular
expression where it depends on the versions below; a redirect to itself is a request of its own, and
then it is both joined by "and". Of a page that was read, ``has`` stands in its headline or text,
and ``problem`` among its problems.
"""

import json
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from hostile.addresses import SPELLINGS
from hostile.serving import ENCODED, Answer, Send, answer, story

MB = 1 << 20


@dataclass(frozen=True)
class Case:
    """One address and what its server answers."""

    name: str
    answer: Answer
    outcome: str
    reason: str | None = None
    has: str | None = None
    problem: str | None = None
    slow: bool = False

    @property
    def path(self) -> str:
        return f"/2026/03/{self.name}"


# --- bombs, and bodies cut short ---------------------------------------------------------------


def _encoded(name: str, text: bytes, stated: str | None = None) -> bytes:
    return answer(ENCODED[name](text), f"Content-Encoding: {stated or name}")


def _bomb(name: str, size: int) -> bytes:
    return _encoded(name, bytes(size * MB))


def _bomb_in(name: str, size: int) -> bytes:
    return answer(
        ENCODED[name](ENCODED["gzip"](bytes(size * MB))), f"Content-Encoding: gzip, {name}"
    )


def _later(made: Callable[[], bytes]) -> Answer:
    """Return an answer that is made when it is asked for."""
    return lambda send: send(made())


def bombs() -> Iterator[Case]:
    for name in ENCODED:
        for size in (11, 32, 96):
            bomb = _later(partial(_bomb, name, size))
            yield Case(f"bomb-{name}-{size}-mb", bomb, "damaged", slow=size > 11)
        twice = _later(partial(_bomb_in, name, 64))
        yield Case(f"bomb-gzip-in-{name}", twice, "damaged", slow=True)
        page = story(f"padded-{name}") + b" " * (6 * MB)
        yield Case(f"large-{name}", _encoded(name, page), "new", has=f"padded-{name}")
        yield Case(f"garbage-{name}", answer(b"no such thing" * 9, f"Content-Encoding: {name}"),
                   "damaged")  # fmt: skip
        yield Case(f"empty-{name}", answer(b"", f"Content-Encoding: {name}"), "new")
        shouted = f"shouted-{name}"
        yield Case(shouted, _encoded(name, story(shouted), name.upper()), "new", has=shouted)


def cut() -> Iterator[Case]:
    for tenth in range(1, 10):
        for name in ENCODED:
            whole = ENCODED[name](story(f"cut-{name}-{tenth}"))
            piece = whole[: len(whole) * tenth // 10]
            yield Case(f"cut-{name}-{tenth}", answer(piece, f"Content-Encoding: {name}"), "damaged")
        body = story(f"cut-{tenth}")
        piece = body[: len(body) * tenth // 10]
        yield Case(f"cut-length-{tenth}", answer(piece, length=len(body)), "damaged")
        chunk = b"%x\r\n%s" % (len(body), piece)
        yield Case(f"cut-chunk-{tenth}", _chunked(chunk), "damaged")
        yield Case(f"cut-between-chunks-{tenth}", _chunked(_chunk(piece)), "damaged")
        packed = ENCODED["gzip"](body)
        piece = packed[: len(packed) * tenth // 10]
        whole = _chunked(_chunk(piece) + b"0\r\n\r\n", "Content-Encoding: gzip")
        yield Case(f"cut-gzip-in-chunks-{tenth}", whole, "damaged")


def _chunk(piece: bytes) -> bytes:
    return b"%x\r\n%s\r\n" % (len(piece), piece)


def _chunked(body: bytes, *headers: str) -> bytes:
    return answer(body, "Transfer-Encoding: chunked", *headers, length=None)


# --- what is no HTTP, and headers --------------------------------------------------------------


def broken_http() -> Iterator[Case]:
    page = story("broken")
    for name, size in {
        "word": b"zz", "minus": b"-5", "huge": b"ffffffffffffffffff", "none": b"", "space": b"1 0",
        "point": b"1.5", "long": b"0" * 5000 + b"1",
    }.items():  # fmt: skip
        yield Case(f"chunk-size-{name}", _chunked(size + b"\r\n" + page), "unreachable|damaged")
    for name, line in {
        "words": b"what is this\r\n\r\n", "nothing": b"", "newline": b"\r\n", "nul": bytes(500),
        "no-status": b"HTTP/1.1\r\n\r\n", "word-status": b"HTTP/1.1 OK fine\r\n\r\n",
        "version": b"HTTP/9.9.9 200 OK\r\n\r\n", "html": page, "tls": b"\x16\x03\x01\x02\x00\x01",
        "ssh": b"SSH-2.0-OpenSSH_9\r\n", "smtp": b"220 mail ready\r\n", "half": b"HTTP/1.1 20",
        "only-status": b"HTTP/1.1 200 OK\r\n", "half-header": b"HTTP/1.1 200 OK\r\nContent-Le",
    }.items():  # fmt: skip
        yield Case(f"no-http-{name}", line, "unreachable|damaged")
    for status in ("000 x", "099 x", "999 x", "1000 x", "-1 x", "600 x"):
        given = answer(page, status=status)
        yield Case(f"status-{status[:-2]}", given, "http_error|unreachable|damaged")
    for name, length in {
        "minus": "-1", "word": "abc", "exponent": "1e3", "huge": "99999999999999999999",
        "two": "5, 6", "blank": " ", "hex": "0x10",
    }.items():  # fmt: skip
        given = answer(page, f"Content-Length: {length}", length=None)
        yield Case(f"length-{name}", given, "unreachable|damaged")
    two = answer(page, "Content-Length: 5", length=6)
    yield Case("length-twice", two, "unreachable|damaged")
    yield Case("length-too-short", answer(story("stated short"), length=400), "new")
    yield Case("length-and-chunks", answer(_chunk(page), "Transfer-Encoding: chunked"), "damaged")
    yield Case("no-length", answer(story("no-length"), length=None), "new",
               problem="perhaps_cut_short")  # fmt: skip
    yield Case("not-sent-on", answer(b"", status="204 No Content"), "http_error")
    yield Case("early-hints", b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" * 50
               + answer(story("early-hints")), "new", has="early-hints")  # fmt: skip
    yield Case("folded", answer(story("folded"), "X-A: b\r\n folded\r\n\tagain"), "new")
    yield Case(
        "no-colon", answer(story("no-colon"), "this is no header"), "new|unreachable|damaged"
    )
    yield Case("picture", answer(b"\x89PNG" * 99, "Content-Type: image/png"), "unreadable")
    yield Case("no-type", answer(story("no-type"), "Content-Type:"), "new", has="no-type")


def floods() -> Iterator[Case]:
    page = story("flood")
    many = [f"X-{n}: {'y' * 20}" for n in range(20_000)]
    yield Case("many-headers", answer(page, *many), "damaged")
    yield Case(
        "many-cookies", answer(page, *[f"Set-Cookie: a{n}=b" for n in range(30_000)]), "damaged"
    )
    yield Case("one-huge-header", answer(page, "X-A: " + "y" * 300_000), "unreachable|damaged")
    yield Case("huge-etag", answer(story("huge-etag"), f'ETag: "{"e" * 15_000}"'), "new")
    yield Case("hints-flood", b"HTTP/1.1 103 Hints\r\nA: b\r\n\r\n" * 20_000, "damaged")
    yield Case("endless-header", _endless(b"X-A: " + b"y" * 8000 + b"\r\n"), "damaged")
    yield Case("endless-chunks", _endless(_chunk(b"<p>more " * 1000), chunked=True), "damaged")
    yield Case("endless-body", _endless(b"<p>more " * 1000, b"\r\n"), "damaged")


def _endless(piece: bytes, first: bytes = b"", *, chunked: bool = False) -> Answer:
    def send_on(send: Send) -> None:
        send(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n")
        send(b"Transfer-Encoding: chunked\r\n\r\n" if chunked else first)
        for _ in range(64 * MB // len(piece)):
            send(piece)

    return send_on


def slow() -> Iterator[Case]:
    head = answer(b"", length=5000).split(b"\r\n\r\n")[0]
    for name, begin, drop in (
        ("hang-after-accept", b"", b""),
        ("hang-in-status", b"HTTP/1.1 2", b""),
        ("hang-in-header", head, b""),
        ("hang-in-body", head + b"\r\n\r\n<html>", b""),
        ("drops-of-header", head + b"\r\n", b"X-A: b\r\n"),
        ("drops-of-body", head + b"\r\n\r\n", b"<p>"),
        ("drops-of-chunks", _chunked(b""), b"1\r\nx\r\n"),
        ("drops-of-hints", b"", b"HTTP/1.1 103 Hints\r\n\r\n"),
    ):
        yield Case(name, _dripping(begin, drop), "unreachable", reason="timeout", slow=True)


def _dripping(begin: bytes, drop: bytes) -> Answer:
    def drip(send: Send) -> None:
        send(begin)
        for _ in range(20):
            time.sleep(0.2)
            send(drop)

    return drip


# --- redirects ---------------------------------------------------------------------------------


def to(location: str, status: str = "302 Found") -> bytes:
    return answer(b"", f"Location: {location}", status=status)


def redirects() -> Iterator[Case]:
    for name, location in {
        "file": "file:///etc/passwd", "data": "data:text/html,x", "ftp": "ftp://127.0.0.1/x",
        "javascript": "javascript:alert(1)", "gopher": "gopher://127.0.0.1/", "s3": "s3://a/b",
        "other-host": "http://other.example/", "relative-scheme": "//other.example/x",
        "backslashes": "\\\\other.example\\x", "mixed-slashes": "/\\other.example/x",
        "userinfo": "http://127.0.0.1:80@other.example/", "three-slashes": "http:///other.example/",
        "open-bracket": "http://[/", "bad-port": "http://other.example:99999999/",
        "tab": "ht\ttp://other.example/", "wide": "http://\xe9\xe8.example/",
        "long-host": f"http://{'a' * 300}.example/", "dots": "http://a..b.example/",
        "about": "about:blank", "mail": "mailto:a@b.example", "unknown": "newscrawl://x/",
    }.items():  # fmt: skip
        # A scheme that Scrapy's redirects do not know is an answer 302 and nothing else.
        yield Case(f"to-{name}", to(location), "redirected|http_error")
    for status in ("301 x", "303 x", "307 x", "308 x"):
        given = to("http://other.example/", status)
        yield Case(f"elsewhere-{status[:3]}", given, "redirected", reason="elsewhere")
    yield Case("to-itself", to("/2026/03/to-itself"), "redirected and repeated")
    yield Case("to-no-host", to("http://"), "redirected and repeated")  # resolved: itself
    yield Case("to-front-page", to("/"), "vanished")
    yield Case("no-location", answer(b"", status="302 Found"), "http_error")
    yield Case("choices", answer(b"", status="300 Multiple Choices"), "http_error")
    yield Case("meta-refresh", answer(story("meta-refresh") + b"<meta http-equiv=refresh "
               b'content="0;url=http://other.example/">'), "new")  # fmt: skip


def private() -> Iterator[Case]:
    for number, host in enumerate(SPELLINGS):
        name = f"to-private-{number:03}"
        yield Case(name, to(f"http://{host}:CANARY/{name}"), "redirected")


# --- texts -------------------------------------------------------------------------------------


def charsets() -> Iterator[Case]:
    codecs = ["rot13", "hex", "idna", "punycode", "zip", "base64", "undefined", "unicode_escape",
              "utf-7", "utf-16", "utf-32", "no-such", "", '"', "utf-8\x01", "x" * 5000, "mbcs",
              "uu", "quopri", "raw_unicode_escape", "utf_8_sig", "cp037", "../../etc"]  # fmt: skip
    for number, codec in enumerate(codecs):
        name = f"header-says-{number}"
        given = answer(story(name), f"Content-Type: text/html; charset={codec}")
        yield Case(name, given, "new|unreachable")
        name = f"meta-says-{number}"
        body = f'<meta charset="{codec}">'.encode() + story(name)
        yield Case(name, answer(body, "Content-Type: text/html"), "new")
    for name, codec in (("utf-16-le", "utf-16-le"), ("utf-16-bom", "utf-16"), ("utf-7", "utf-7")):
        body = story(f"unsaid-{name}").decode().encode(codec)
        yield Case(f"unsaid-{name}", answer(body, "Content-Type: text/html"), "new")
        yield Case(f"lied-{name}", answer(story(f"lied-{name}").decode().encode(codec)), "new")


ODD = {
    "nul": "a\0b", "escape": "\x1b[31mred\x1b[0m", "c1": "\x85\x9b31m",
    "separator": "a\u2028b\u2029c",
    "bidi": "\u202etxt\u202c", "noncharacter": "\ufffe\uffff", "bom": "\ufeff" * 9,
    "combining": "e" + "\u0301" * 9000, "astral": "\U0001f600" * 99, "crlf": "a\r\n2026 [error] b",
    "formula": "=cmd|' /C calc'!A0", "markup": "<script>alert(1)</script>",
}  # fmt: skip
JSON = {
    "nan": '{"@type":"NewsArticle","wordCount":NaN,"headline":Infinity}',
    "surrogate": '{"@type":"NewsArticle","headline":"a \\ud83d b","author":{"name":"\\udc00 Ada"}}',
    "nul": '{"@type":"NewsArticle","headline":"a\\u0000b"}',
    "deep": "[" * 100_000 + "]" * 100_000,
    "deep-open": '{"a":' * 100_000,
    "digits": '{"@type":"NewsArticle","datePublished":' + "9" * 5000 + "}",
    "exponent": '{"@type":"NewsArticle","datePublished":1e999999}',
    "types": '{"@type":[[["NewsArticle"]]],"headline":[[]],"author":[[null,7,true]],"image":{}}',
    "graph": '{"@graph":' * 500 + "[]" + "}" * 500,
    "keys": "{" + ",".join(f'"k{n}":{n}' for n in range(50_000)) + "}",
    "twice": '{"@type":"NewsArticle","headline":1,"headline":null}',
    "control": '{"@type":"NewsArticle","headline":"a\x01\x1b[0m\tb"}',
    "cut": '{"@type":"NewsArticle","headline":"never e',
    "notes": "/*:" * 200_000,
    "quotes": '"a" b:' * 100_000,
    "escapes": "{" + '"\\' * 200_000,
    "closed": "[" * 10_000 + "}" * 100_000,
}  # fmt: skip
DATES = ["9999-12-31T23:59:59+14:00", "0000-00-00", "0001-01-01T00:00:00+23:59", "10000-01-01",
         "2026-02-30", "2026-03-29T02:30:00", "2026-12-31T23:59:60Z", "-1", "1e9", "2038-01-19",
         "2026-03-14T25:61:61+99:99", "9" * 4000]  # fmt: skip


def texts() -> Iterator[Case]:
    for name, text in ODD.items():
        body = story(f"odd-{name}").replace(b"at the quay", text.encode("utf-8", "surrogatepass"))
        yield Case(f"odd-{name}", answer(body), "new", has=f"odd-{name}")
    for name, text in JSON.items():
        script = f'<script type="application/ld+json">{text}</script></head>'
        body = story(f"json-{name}").replace(b"</head>", script.encode())
        yield Case(f"json-{name}", answer(body), "new", has=f"json-{name}")
    for number, date in enumerate(DATES):
        name = f"date-{number}"
        script = json.dumps({"@type": "NewsArticle", "datePublished": date, "dateModified": date})
        body = story(name).replace(
            b"</head>", f'<script type="application/ld+json">{script}</script></head>'.encode()
        )
        body = body.replace(b"2026-03-14T08:00:00+00:00", date.encode())
        yield Case(name, answer(body), "new", has=name)
    yield Case("halves", answer(story("halves") + b"\xed\xa0\x80 &#xd800; &#0;"), "new")


def large() -> Iterator[Case]:
    first = story("large")[: -len("</article></body></html>")]
    shapes = {
        "div": b"<div>", "b": b"<b>x</b>", "p": b"<p>x", "a": b"<a href=/x>w</a>", "br": b"<br>",
        "td": b"<td>x<tr>", "h1": b"<h1>x</h1>", "li": b"<ul><li>x", "image": b"<img src=/a.jpg>",
        "comment": b"<!--x-->", "entity": b"&amp;", "input": b"<input>", "words": b"Some words. ",
        "time": b"<time>15 foo 2026</time>", "script": b"<script>x</script>", "open": b"<",
    }  # fmt: skip
    for name, piece in shapes.items():
        begin = first.replace(b"large", f"vast-{name}".encode())
        page = _later(partial(_repeated, begin, piece))
        cut_short = None if name in {"entity", "words"} else "text_cut"
        yield Case(f"vast-{name}", page, "new", problem=cut_short, slow=True)
    begin = first.replace(b"large", b"vast-attribute") + b'<p class="'
    page = _later(partial(_repeated, begin, b"x "))
    yield Case("vast-attribute", page, "new", slow=True)


def _repeated(begin: bytes, piece: bytes) -> bytes:
    return answer(begin + piece * (8 * MB // len(piece)))


def cases() -> list[Case]:
    """Return all of them; names are unique."""
    groups = (bombs, cut, broken_http, floods, slow, redirects, private, charsets, texts, large)
    return [case for group in groups for case in group()]
