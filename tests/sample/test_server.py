"""The sample newspapers answer as web servers do, over a real socket."""

import gzip
import http.client
import re
import socket
import xml.etree.ElementTree as ET
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

import pytest
from protego import Protego

from newscrawl.errors import ConfigurationError
from newscrawl.sample import EDITIONS, serve
from newscrawl.sample.__main__ import main

PIANO = "/2026/03/the-night-the-ferry-carried-a-piano-4103/"
LIGHTHOUSE = "/2026/03/how-exampleton-plans-to-keep-its-old-lighthouse-lit-4107/"
ROOF_ONE = "/2026/03/council-puts-off-vote-on-fish-market-roof-4108/"
ROOF_TWO = "/2026/03/council-votes-for-a-slate-roof-on-the-fish-market-4108/"
BAKERY = "/2026/03/rope-lane-bakery-to-close-after-ninety-years-4105/"
LETTER = "/private/2026/03/the-editors-letter-4090/"
REPRINT = "/2026-03-15/the-night-the-ferry-carried-a-piano.html"


def ask(server, path, method="GET", **headers):
    """Return the response of a newspaper and its body; one connection a request."""
    connection = http.client.HTTPConnection(urlsplit(server.url).netloc, timeout=5)
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request(method, path, headers=names)
    response = connection.getresponse()
    body = response.read()
    connection.close()
    return response, body


def links(html):
    """Return every link within the newspaper, once, in page order."""
    return list(dict.fromkeys(re.findall(r'<a [^>]*href="(/[^"#]*)"', html)))


def stories(html):
    return [path for path in links(html) if re.match(r"/2026/03/", path)]


def titles(html, path):
    return re.findall(rf'<a href="{path}"[^>]*>.*?<h2>(.*?)</h2>', html, flags=re.DOTALL)


def front(server):
    return ask(server, "/")[1].decode()


def test_page_says_what_it_is(day_one):
    response, body = ask(day_one.harbour_gazette, PIANO)
    assert response.status == 200
    assert response.headers["Content-Type"] == "text/html; charset=utf-8"
    assert int(response.headers["Content-Length"]) == len(body)
    changed = parsedate_to_datetime(response.headers["Last-Modified"])
    assert changed.isoformat() == "2026-03-13T06:30:00+00:00"
    assert "amidships" in body.decode()


@pytest.mark.parametrize("header", ["ETag", "Last-Modified"])
def test_known_page_is_not_sent_again(day_one, header):
    first, _ = ask(day_one.harbour_gazette, PIANO)
    condition = {"ETag": "If_None_Match", "Last-Modified": "If_Modified_Since"}[header]
    again, body = ask(day_one.harbour_gazette, PIANO, **{condition: first.headers[header]})
    assert (again.status, body) == (304, b"")
    assert again.headers["ETag"] == first.headers["ETag"]


def test_etag_comes_before_the_date(day_one):
    """RFC 9110, section 13.1.3: with If-None-Match, If-Modified-Since does not count."""
    first, _ = ask(day_one.harbour_gazette, PIANO)
    since = first.headers["Last-Modified"]
    again, _ = ask(day_one.harbour_gazette, PIANO, If_None_Match='"other"', If_Modified_Since=since)
    assert again.status == 200


@pytest.mark.parametrize("since", ["yesterday", "", "Sat, 01 Jan 2000 00:00:00 GMT"])
def test_page_is_sent_for_a_date_that_is_old_or_none(day_one, since):
    assert ask(day_one.harbour_gazette, PIANO, If_Modified_Since=since)[0].status == 200


def test_gzip_only_where_accepted(day_one):
    plain, body = ask(day_one.harbour_gazette, PIANO)
    packed, short = ask(day_one.harbour_gazette, PIANO, Accept_Encoding="gzip, br")
    assert "Content-Encoding" not in plain.headers
    assert packed.headers["Content-Encoding"] == "gzip"
    assert packed.headers["Vary"] == "Accept-Encoding"
    assert gzip.decompress(short) == body


def test_head_is_get_without_body(day_one):
    full, body = ask(day_one.harbour_gazette, PIANO)
    head, nothing = ask(day_one.harbour_gazette, PIANO, method="HEAD")
    assert nothing == b""
    assert head.headers["Content-Length"] == str(len(body))
    assert head.headers["ETag"] == full.headers["ETag"]


def test_unknown_page_is_404(day_one):
    for server in day_one:
        assert ask(server, "/2026/03/nothing-here-1/")[0].status == 404


def test_missing_slash_and_query_find_the_page(day_one):
    response, _ = ask(day_one.harbour_gazette, PIANO.rstrip("/"))
    assert (response.status, response.headers["Location"]) == (301, PIANO)
    assert ask(day_one.harbour_gazette, PIANO + "?utm_source=post")[0].status == 200


def test_connection_is_kept_alive(day_one):
    connection = http.client.HTTPConnection(urlsplit(day_one.ferry_post.url).netloc, timeout=5)
    for path in ("/", "/robots.txt", "/nothing"):
        connection.request("GET", path)
        connection.getresponse().read()
        assert connection.sock is not None
    connection.close()


def test_robots_keeps_out_of_private_only(day_one):
    server = day_one.harbour_gazette
    response, body = ask(server, "/robots.txt")
    assert response.headers["Content-Type"].startswith("text/plain")
    robots = Protego.parse(body.decode())
    assert not robots.can_fetch(LETTER, "newscrawl")
    assert robots.can_fetch(PIANO, "newscrawl")
    assert robots.crawl_delay("newscrawl") is None
    assert list(robots.sitemaps) == [server.url + "sitemap.xml"]
    assert LETTER in links(front(server))


@pytest.mark.parametrize("day", [1, 2])
def test_every_link_on_the_front_pages_answers(request, day):
    for server in request.getfixturevalue({1: "day_one", 2: "day_two"}[day]):
        found = links(front(server))
        assert found
        assert [path for path in found if ask(server, path)[0].status != 200] == []


def test_feed_names_every_story_once(day_two):
    server = day_two.harbour_gazette
    response, body = ask(server, "/rss.xml")
    assert response.headers["Content-Type"].startswith("application/rss+xml")
    items = ET.fromstring(body).findall("channel/item")
    found = [item.findtext("link") for item in items]
    assert len(found) == len(set(found)) == 13
    assert found[0].endswith("-4111/")
    assert all(ask(server, urlsplit(link).path)[0].status == 200 for link in found)
    dates = [parsedate_to_datetime(item.findtext("pubDate")) for item in items]
    assert dates == sorted(dates, reverse=True)
    assert dates[0] < EDITIONS[2]


def test_sitemap_lists_what_is_served(day_two):
    for server in day_two:
        _, body = ask(server, "/sitemap.xml")
        urls = [node.text for node in ET.fromstring(body).iter() if node.tag.endswith("}loc")]
        assert server.url in urls
        assert all(ask(server, urlsplit(url).path)[0].status == 200 for url in urls)


def test_front_page_of_day_two_differs(day_one, day_two):
    before, after = front(day_one.harbour_gazette), front(day_two.harbour_gazette)
    old, new = stories(before), stories(after)
    assert len(old) == len(new) == 12
    assert [path for path in new if path not in old] == [
        "/2026/03/lifeboat-tows-home-a-stranded-theatre-troupe-4111/",
        ROOF_TWO,
        "/2026/03/rope-lane-bakery-is-staying-family-says-4110/",
    ]
    assert {path for path in old if path not in new} == {
        ROOF_ONE,
        BAKERY,
        "/2026/03/bus-7-will-stop-at-the-hospital-again-4100/",
    }
    both = set(old) & set(new)
    assert [path for path in old if path in both] != [path for path in new if path in both]


def test_front_page_rewords_one_headline(day_one, day_two):
    before, after = front(day_one.harbour_gazette), front(day_two.harbour_gazette)
    both = set(stories(before)) & set(stories(after))
    assert {p for p in both if titles(before, p)[0] != titles(after, p)[0]} == {PIANO}
    assert set(titles(after, PIANO)) == {"The piano that took the night boat"}
    _, story = ask(day_two.harbour_gazette, PIANO)
    assert "The night the ferry carried a piano to Saltmere</h1>" in story.decode()


def test_revised_story_moves_and_the_old_address_leads_there(day_one, day_two):
    assert ask(day_one.harbour_gazette, ROOF_ONE)[0].status == 200
    assert ask(day_one.harbour_gazette, ROOF_TWO)[0].status == 404
    response, _ = ask(day_two.harbour_gazette, ROOF_ONE)
    assert (response.status, response.headers["Location"]) == (301, ROOF_TWO)
    assert ask(day_two.harbour_gazette, ROOF_TWO)[0].status == 200


def test_withdrawn_story_is_gone(day_one, day_two):
    assert ask(day_one.harbour_gazette, BAKERY)[0].status == 200
    assert ask(day_two.harbour_gazette, BAKERY)[0].status == 410


def test_next_day_only_changed_pages_are_sent():
    """The typical page is written anew every day, with another "hours ago"; the others not."""
    with serve(1, ports=(0, 0)) as sample:
        ports = tuple(urlsplit(server.url).port for server in sample)
        seen = {
            (which, path): ask(server, path)[0].headers["ETag"]
            for which, server in enumerate(sample)
            for path in re.findall(r'href="(/2026[^"]*)"', front(server))
        }
    with serve(2, ports=ports) as sample:
        status = {
            (which, path): ask(sample[which], path, If_None_Match=etag)[0].status
            for (which, path), etag in seen.items()
        }
    sent = {path: answer for (_, path), answer in status.items() if answer != 304}
    assert sent == {LIGHTHOUSE: 200, ROOF_ONE: 301, BAKERY: 410}


def test_ferry_post_reprints_on_day_two(day_one, day_two):
    assert ask(day_one.ferry_post, REPRINT)[0].status == 404
    response, body = ask(day_two.ferry_post, REPRINT)
    assert response.status == 200
    assert "By The Harbour Gazette" in body.decode()
    assert REPRINT in front(day_two.ferry_post)


def test_log_holds_method_path_and_status():
    with serve(1, ports=(0, 0)) as sample:
        ask(sample.harbour_gazette, "/?a=1", method="HEAD")
        ask(sample.harbour_gazette, "/nothing")
        assert sample.harbour_gazette.log == [("HEAD", "/?a=1", 200), ("GET", "/nothing", 404)]
        assert sample.ferry_post.log == []


def test_end_hangs_up_and_frees_the_ports():
    with serve(1, ports=(0, 0)) as sample:
        ports = tuple(urlsplit(server.url).port for server in sample)
        idle = http.client.HTTPConnection("127.0.0.1", ports[0], timeout=5)
        idle.request("GET", "/")
        idle.getresponse().read()
    assert idle.sock.recv(1) == b""
    idle.close()
    with serve(2, ports=ports) as sample:
        assert [urlsplit(server.url).port for server in sample] == list(ports)


def test_port_in_use_is_named():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(ConfigurationError, match=f"ferry_post .*:{port}: .*in use.* choose"):
            serve(1, ports=(0, port)).__enter__()


def test_served_on_this_machine_only():
    with pytest.raises(ConfigurationError, match="only"):
        serve(1, host="0.0.0.0", ports=(0, 0)).__enter__()


def test_there_are_two_days():
    with pytest.raises(ConfigurationError, match="Choose 1 or 2"):
        serve(3, ports=(0, 0)).__enter__()


def test_command_says_what_is_wrong(monkeypatch, capsys):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        monkeypatch.setattr("sys.argv", ["sample", "--ports", port, "0"])
        assert main() == 1
    assert f"harbour_gazette cannot be served at 127.0.0.1:{port}" in capsys.readouterr().err
