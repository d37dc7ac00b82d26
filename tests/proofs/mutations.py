# ruff: noqa: E501  # a table of odd bytes is read best in full lines
"""Ways to damage a page, each a function of a source of chance, the page and another page."""

import random
import re
from collections.abc import Callable

Mutation = Callable[[random.Random, bytes, bytes], bytes]

_TAG = re.compile(rb"<[^<>]{1,400}>")
_ATTRIBUTE = re.compile(rb"""[\w:-]{1,40}=(?:"[^"]{0,400}"|'[^']{0,400}')""")
_VALUE = re.compile(rb"""(?<=[:\[,])\s*(?:"[^"]{0,400}"|-?\d[\d.]{0,40}|true|false|null)""")

SPLINTERS = (
    b"\0", b"\x1b[31m", b"\xed\xa0\x80", b"\xff\xfe", b"\xef\xbb\xbf", b"\xe2\x80\xa8", b"\r\n\r\n",
    b"&#0;", b"&#xd800;", b"&#27;", b"&#x110000;", b"&#99999999999999999999;", b"&amp;lt;", b"&nope;",
    b"<!--", b"-->", b"<![CDATA[", b"]]>", b"<!DOCTYPE x [<!ENTITY a 'b'>]>", b"<?xml version='1.0'?>",
    b'<meta charset="utf-16">', b'<meta charset="rot13">', b'<meta charset="punycode">',
    b'<meta http-equiv="content-type" content="text/html; charset=hex">', b'<base href="//[::1">',
    b'<base href="javascript:1">', b'<html lang="\xc4\xb0">', b'<a href="http://[">', b"<plaintext>",
    b'<a href="http://a:99999/">', b'<a href="http://u:p@h/">', b'<a href="http://\xe2\x84\xaa.example/">',
    b"<script>", b"</script>", b"<textarea>", b"<template>", b"<svg><title>", b"<math><mi>", b"<select>",
    b"<table><tr>", b"</body></html>", b"<frameset>", b"<h1>", b"<article>", b"<p>" * 50, b"<b><i>" * 200,
    b'<time datetime="9999-12-31T23:59:60+99:99">', b'<time datetime="0000-00-00">', b"<time>\xd9\xa1\xd9\xa2",
    b'<meta property="article:published_time" content="99999-01-01T00:00:00Z">',
    b'<script type="application/ld+json">', b'<script type="application/ld+json">' + b"[" * 3000,
    b'{"@type":"NewsArticle","headline":{"@value":[1e999,NaN,-Infinity]}}', b'"\\ud800"', b'"\\u0000"',
    b'{"@graph":[{"@graph":[{"@id":null}]}]}', b'"author":[[[[null]]]]', b'"datePublished":-1', b"9" * 5000,
    b"User-agent: *\nDisallow: /" + b"*" * 40 + b"$\n", b"Crawl-delay: 1e400\n", b"Crawl-delay: nan\n",
    b"Sitemap: http://[\n", b"<loc>", b"<lastmod>9999-99-99</lastmod>", b"<item><link>", b"<pubDate>x</pubDate>",
)  # fmt: skip
"""What readers trip over: control bytes, half characters, bad references, lying charsets, odd URLs,
elements that change how the rest is parsed, impossible dates, JSON that is none."""


def _place(chance: random.Random, page: bytes) -> int:
    return chance.randint(0, len(page))


def flip(chance: random.Random, page: bytes, _other: bytes) -> bytes:
    """Change up to 20 bytes."""
    changed = bytearray(page)
    for _ in range(chance.randint(1, 20) if changed else 0):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def cut(chance: random.Random, page: bytes, _other: bytes) -> bytes:
    """Take a piece out, or all behind a place."""
    begin = _place(chance, page)
    end = len(page) if chance.random() < 0.3 else begin + chance.randint(1, 500)
    return page[:begin] + page[end:]


def double(chance: random.Random, page: bytes, _other: bytes) -> bytes:
    """Repeat a piece, up to a hundred times where it is short."""
    begin = _place(chance, page)
    piece = page[begin : begin + chance.randint(1, 400)]
    return page[:begin] + piece * chance.choice((2, 3, 10, 100)) + page[begin:]


def splice(chance: random.Random, page: bytes, other: bytes) -> bytes:
    """Go on with another page."""
    return page[: _place(chance, page)] + other[_place(chance, other) :]


def splinter(chance: random.Random, page: bytes, _other: bytes) -> bytes:
    """Put something in that readers trip over."""
    where = _place(chance, page)
    return page[:where] + chance.choice(SPLINTERS) + page[where:]


def _swapping(pattern: re.Pattern[bytes]) -> Mutation:
    def swap(chance: random.Random, page: bytes, other: bytes) -> bytes:
        here = list(pattern.finditer(page))
        there = pattern.findall(other) or [b""]
        if not here:
            return page
        match = chance.choice(here)
        return page[: match.start()] + chance.choice(there) + page[match.end() :]

    return swap


def truncated_twice(chance: random.Random, page: bytes, other: bytes) -> bytes:
    """Two beginnings, one behind the other, with no end to either."""
    return page[: _place(chance, page)] + other[: _place(chance, other)]


def recoded(chance: random.Random, page: bytes, _other: bytes) -> bytes:
    """Write a piece in another encoding than it says."""
    begin = _place(chance, page)
    end = begin + chance.randint(1, 2000)
    text = page[begin:end].decode("utf-8", "replace")
    name = chance.choice(("utf-16-le", "utf-16", "utf-7", "utf-32", "shift_jis", "gb18030"))
    return page[:begin] + text.encode(name, "replace") + page[end:]


MUTATIONS: tuple[Mutation, ...] = (
    flip, cut, double, splice, splinter, splinter, truncated_twice, recoded,
    _swapping(_TAG), _swapping(_ATTRIBUTE), _swapping(_VALUE),
)  # fmt: skip


def mutated(chance: random.Random, page: bytes, other: bytes, *, most: int) -> bytes:
    """Damage ``page`` in one to five ways; at most ``most`` bytes of it are left."""
    for _ in range(chance.randint(1, 5)):
        page = chance.choice(MUTATIONS)(chance, page, other)
    return page[:most]
