"""Whole crawls: a real socket, a real process, a real archive."""

import gzip
import os
import re
import resource
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from functools import partial
from pathlib import Path

import pytest
from newspapers import Crawls, article, consent_wall, front, page, serve_pages

from newscrawl.archive.paths import Root
from newscrawl.archive.reader import articles, fetches, front_pages, runs
from newscrawl.archive.verify import verify
from newscrawl.archive.warc import read_payload

ARTICLES = ("/2026/03/a-quiet-day-at-the-harbour-1", "/2026/03/the-ferry-is-late-again-2")


def two_articles():
    pages = {"/": front(*ARTICLES), "/robots.txt": page("User-agent: *\nAllow: /\n")}
    return pages | {path: article(f"What happened at {path}") for path in ARTICLES}


@pytest.fixture
def gazette(newspaper):
    """A newspaper with two articles."""
    return newspaper(two_articles())


def outcomes(root: Path) -> dict[str, int]:
    return dict(Counter(fetch.outcome for fetch in fetches(root)))


@pytest.fixture(scope="module")
def good(tmp_path_factory):
    """A newspaper, and the archive after one run: what many tests look at."""
    pages = two_articles()
    pages[ARTICLES[0]] = lambda _: (time.sleep(0.3), article("What happened there"))[1]
    gazette, server = serve_pages(pages, "127.0.0.1")
    crawls = Crawls(tmp_path_factory.mktemp("good") / "archive")
    code, said = crawls.any(gazette.url, DOWNLOAD_DELAY=1)
    yield gazette, crawls.root, code, said
    server.shutdown()
    server.server_close()


class TestAGoodRun:
    def test_archives_the_front_page_and_what_its_teasers_lead_to(self, good):
        gazette, root, code, said = good
        assert code == 0, said
        assert f"archive: {root}" in said
        assert [len(look.teasers) for look in front_pages(root)] == [2]
        found = sorted(articles(root), key=lambda one: one.discovered.rank)
        assert [one.url for one in found] == [gazette.url.rstrip("/") + path for path in ARTICLES]
        assert [one.discovered.rank for one in found] == [1, 2]
        assert all(one.site.startswith("127_0_0_1_") for one in found)
        assert verify(root).problems == ()

    def test_writes_one_fetch_line_for_each_request_the_server_saw(self, good):
        gazette, root, *_ = good
        asked = Counter(fetch.url for fetch in fetches(root))
        seen = Counter(gazette.url.rstrip("/") + path for path in gazette.paths())
        assert asked == seen

    def test_counts_the_seconds_of_the_answer_and_not_of_the_wait(self, good):
        gazette, root, *_ = good
        took = {"/" + fetch.url.removeprefix(gazette.url): fetch.seconds for fetch in fetches(root)}
        assert took[ARTICLES[0]] >= 0.3
        assert took[ARTICLES[1]] < 1

    def test_keeps_the_bytes_of_each_page(self, good):
        gazette, root, *_ = good
        kept = {
            "/" + one.url.removeprefix(gazette.url): read_payload(Root.at(root), one.capture)
            for one in (*articles(root), *front_pages(root))
        }
        assert kept.pop(ARTICLES[0]) == article("What happened there")[2]
        assert kept == {path: gazette.pages[path][2] for path in ("/", ARTICLES[1])}

    def test_teasers_and_articles_join_by_article_id(self, good):
        _, root, *_ = good
        (look,) = front_pages(root)
        ids = {teaser.article_id for teaser in look.teasers}
        assert ids == {one.article_id for one in articles(root)}

    def test_says_what_it_did_in_the_run_record(self, good):
        _, root, *_ = good
        (run,) = runs(root)
        assert (run.verdict, run.exit_code, run.requests) == ("fine", 0, 4)
        assert {count.name: count.count for count in run.outcomes} == outcomes(root)


class TestTheProcess:
    def test_asks_for_one_page_at_a_time_without_any_delay_too(self, newspaper, crawls):
        paths = [f"/2026/03/a-story-about-number-{number}" for number in range(12)]
        under_way, most = [], []

        def slow(handler):
            under_way.append(handler.path)
            most.append(len(under_way))
            time.sleep(0.03)
            under_way.remove(handler.path)
            return article(handler.path)

        gazette = newspaper({"/": front(*paths), **dict.fromkeys(paths, slow)})
        assert crawls.any(gazette.url)[0] == 0
        assert (len(most), max(most)) == (len(paths), 1)

    def test_has_no_listening_socket(self, newspaper, crawls):
        slow = newspaper({"/": lambda _: (time.sleep(3), front())[1]})
        process = crawls.start("any", "-a", f"url={slow.url}")
        try:
            _wait_until(lambda: slow.log or _sockets(process.pid), seconds=20)
            assert _sockets(process.pid), "the crawl has no socket at all yet"
            assert not _listening(process.pid)
        finally:
            process.communicate(timeout=60)


class TestTheNextRun:
    def test_asks_only_for_robots_and_a_changed_front_page(self, newspaper, crawls):
        def conditional(handler):
            if handler.headers.get("If-None-Match") == '"v1"':
                return 304, {"ETag": '"v1"'}, b""
            return page(front(*ARTICLES)[2].decode(), ETag='"v1"')

        gazette = newspaper({"/": conditional} | {path: article(path) for path in ARTICLES})
        assert crawls.any(gazette.url)[0] == 0
        gazette.log.clear()
        assert crawls.any(gazette.url)[0] == 0
        assert gazette.log == [("/robots.txt", 404), ("/", 304)]
        first, second = front_pages(crawls.root)
        assert (second.changed, second.same_as, second.teasers) == (False, first.snapshot_id, ())
        assert len(list(articles(crawls.root))) == 2
        assert verify(crawls.root).problems == ()

    def test_stores_a_changed_article_as_a_revision(self, gazette, crawls):
        crawls.any(gazette.url, clock="2026-03-14T06:00:00Z")
        gazette.pages[ARTICLES[0]] = article("What really happened")
        code, _ = crawls.any(gazette.url, clock="2026-03-15T06:00:00Z")
        assert code == 0
        *_, new = articles(crawls.root)
        old = next(one for one in articles(crawls.root) if one.article_id == new.article_id)
        assert (new.revision, new.previous_revision_id) == (2, old.revision_id)
        assert {"headline", "body"} <= set(new.changed_fields)
        assert outcomes(crawls.root)["unchanged"] == 1

    def test_looks_at_an_article_again_that_left_the_front_page(self, gazette, crawls):
        crawls.any(gazette.url, clock="2026-03-14T06:00:00Z")
        gazette.pages["/"] = front(ARTICLES[1])
        gazette.log.clear()
        crawls.any(gazette.url, clock="2026-03-14T07:30:00Z")
        assert sorted(gazette.paths()) == sorted(["/", "/robots.txt", *ARTICLES])
        assert [f.via for f in fetches(crawls.root)].count("revisit") == 1

    def test_asks_again_for_what_failed_and_not_for_what_vanished(self, gazette, crawls):
        gazette.pages[ARTICLES[0]] = page("later", 500)
        gazette.pages[ARTICLES[1]] = page("gone", 410)
        crawls.any(gazette.url, RETRY_TIMES=0)
        gazette.log.clear()
        crawls.any(gazette.url, RETRY_TIMES=0)
        assert sorted(gazette.paths()) == ["/", ARTICLES[0], "/robots.txt"]


class TestDetours:
    def test_a_redirect_is_an_alias(self, gazette, crawls):
        gazette.pages["/"] = front("/old-name-of-a-quiet-day", *ARTICLES[1:])
        gazette.pages["/old-name-of-a-quiet-day"] = (301, {"Location": ARTICLES[0]}, b"")
        crawls.any(gazette.url)
        (hop,) = (f for f in fetches(crawls.root) if f.outcome == "redirected")
        assert hop.alias_of == next(a.article_id for a in articles(crawls.root) if "quiet" in a.url)
        gazette.log.clear()
        crawls.any(gazette.url)
        assert "/old-name-of-a-quiet-day" not in gazette.paths()

    def test_a_redirect_to_the_front_page_means_that_the_article_vanished(self, gazette, crawls):
        gazette.pages[ARTICLES[0]] = (302, {"Location": "/"}, b"")
        code, _ = crawls.any(gazette.url)
        assert (code, outcomes(crawls.root)["vanished"]) == (0, 1)

    def test_a_loop_of_redirects_ends_and_is_counted(self, gazette, crawls):
        gazette.pages[ARTICLES[0]] = (302, {"Location": ARTICLES[0]}, b"")
        code, _ = crawls.any(gazette.url)
        assert code == 0
        assert outcomes(crawls.root)["redirected"] >= 1
        assert len(list(fetches(crawls.root))) == sum(
            n.count for n in next(runs(crawls.root)).outcomes
        )

    def test_a_redirect_to_another_newspaper_is_not_followed(self, gazette, newspaper, crawls):
        other = newspaper({"/x": article("Somebody else's")})
        gazette.pages[ARTICLES[0]] = (301, {"Location": other.url + "x"}, b"")
        code, _ = crawls.any(gazette.url)
        assert (code, other.log) == (0, [])

    def test_a_server_that_stumbles_is_asked_again(self, gazette, crawls):
        tries = []

        def stumbling(_):
            tries.append(1)
            return article("Here I am") if len(tries) > 1 else page("busy", 503)

        gazette.pages[ARTICLES[0]] = stumbling
        code, _ = crawls.any(gazette.url)
        assert code == 0
        assert outcomes(crawls.root) == {"robots": 1, "front_page": 1, "retried": 1, "new": 2}

    def test_two_spellings_of_a_url_are_one_article(self, gazette, crawls):
        twice = front(ARTICLES[0], ARTICLES[0] + "/index.html", ARTICLES[1])
        gazette.pages["/"] = twice
        crawls.any(gazette.url)
        assert len(gazette.log) == 4

    def test_rel_canonical_names_the_article(self, gazette, crawls):
        body = article("Quiet")[2].decode()
        link = f'<link rel=canonical href="{gazette.url}2026/03/canonical-name-of-the-day">'
        gazette.pages[ARTICLES[0]] = page(body.replace("<head>", "<head>" + link))
        crawls.any(gazette.url)
        named = next(a for a in articles(crawls.root) if a.headline == "Quiet")
        fetched = next(f for f in fetches(crawls.root) if f.url.endswith(ARTICLES[0]))
        assert named.canonical_url.endswith("/2026/03/canonical-name-of-the-day")
        assert fetched.alias_of == named.article_id != fetched.article_id


def rss(*urls):
    items = "".join(f"<item><title>What is new</title><link>{url}</link></item>" for url in urls)
    return 200, {"ETag": '"f"'}, f"<rss version='2.0'><channel>{items}</channel></rss>".encode()


def urlset(*urls, day):
    entries = "".join(f"<url><loc>{url}</loc><lastmod>{day}</lastmod></url>" for url in urls)
    space = "http://www.sitemaps.org/schemas/sitemap/0.9"
    return 200, {}, f"<urlset xmlns='{space}'>{entries}</urlset>".encode()


class TestOtherWays:
    """Feeds, sitemaps and next pages lead to articles too; each says which way it was found."""

    NEW = "/2026/03/only-the-feed-knows-it-3"
    DAY = "2026-03-14T06:00:00Z"

    def found(self, root):
        return {one.url.rpartition("/")[2][-1]: one.discovered.via for one in articles(root)}

    def test_a_declared_feed(self, gazette, crawls):
        gazette.pages |= {self.NEW: article("New"), "/feed": rss(self.NEW, ARTICLES[0])}
        code, said = crawls.run("any", "-a", f"feed={gazette.url}feed")
        assert code == 0, said
        assert self.found(crawls.root) == {"3": "feed", "1": "feed"}
        assert outcomes(crawls.root) == {"robots": 1, "feed": 1, "new": 2}
        assert list(front_pages(crawls.root)) == []

    def test_what_an_unchanged_feed_names_and_could_not_be_fetched_is_asked_for_again(
        self, gazette, crawls
    ):
        def conditional(handler):
            known = handler.headers.get("If-None-Match") == '"f"'
            return (304, {"ETag": '"f"'}, b"") if known else rss(*ARTICLES)

        gazette.pages |= {"/feed": conditional, ARTICLES[0]: page("later", 503)}
        for _ in range(2):
            crawls.run("any", "-a", f"feed={gazette.url}feed", RETRY_TIMES=0)
        assert gazette.paths().count(ARTICLES[0]) == 2

    def test_what_the_newspaper_announces(self, gazette, crawls):
        feeds = "".join(
            f'<link rel=alternate type="application/rss+xml" href="{path}">'
            for path in ("/feed", "/dead-feed", "/no-feed")
        )
        home = front(*ARTICLES)[2].decode().replace("<body>", f"<head>{feeds}</head><body>")
        gazette.pages |= {
            "/": page(home),
            "/feed": rss(self.NEW, ARTICLES[0]),
            "/no-feed": page("<p>Not any more."),
            "/robots.txt": page(f"Sitemap: {gazette.url}map.xml\nSitemap: {gazette.url}no-map\n"),
            "/no-map": page("<p>Not any more."),
            "/map.xml": urlset(gazette.url + "2026/03/mapped-4", day="2026-03-14"),
            "/2026/03/mapped-4": article("Mapped"),
            self.NEW: article("New"),
        }
        arguments = ("any", "-a", f"url={gazette.url}", "-a", "announced=yes")
        code, said = crawls.run(*arguments, clock=self.DAY)
        assert code == 0, said
        ways = self.found(crawls.root)
        assert sorted(ways) == ["1", "2", "3", "4"]
        assert (ways["2"], ways["3"], ways["4"]) == ("front_page", "feed", "sitemap")
        assert set(gazette.paths()) == {*gazette.pages, "/dead-feed"}
        assert len(gazette.log) == len(set(gazette.log)), "something was asked for twice"
        counted = outcomes(crawls.root)
        assert (counted["feed"], counted["sitemap"]) == (1, 1)
        assert (counted["vanished"], counted["unreadable"]) == (1, 2)
        assert verify(crawls.root).problems == ()

    def test_nothing_announced_is_asked_for_unless_wanted(self, gazette, crawls):
        gazette.pages["/robots.txt"] = page(f"Sitemap: {gazette.url}map.xml\n")
        crawls.any(gazette.url)
        assert "/map.xml" not in gazette.paths()

    def test_what_a_sitemap_says_is_old_is_left(self, gazette, crawls):
        gazette.pages["/map.xml"] = urlset(gazette.url + "2001/03/old-5", day="2001-03-14")
        code, _ = crawls.run("any", "-a", f"sitemap={gazette.url}map.xml", clock=self.DAY)
        assert (code, gazette.paths()) == (0, ["/robots.txt", "/map.xml"])

    def test_the_next_page_of_a_section(self, gazette, crawls, tmp_path):
        first = front(ARTICLES[0])[2].decode()
        gazette.pages["/"] = page(first.replace("</main>", '</main><a rel=next href="/2">2</a>'))
        second = front(ARTICLES[1])[2].decode()
        gazette.pages["/2"] = page(second.replace("</main>", '</main><a rel=next href="/3">3</a>'))
        site = f"discover = (FrontPage('{gazette.url}', pages=2),)"
        code, said = crawls.module(tmp_path, site)
        assert code == 0, said
        assert self.found(crawls.root) == {"1": "front_page", "2": "pagination"}
        assert len(list(front_pages(crawls.root))) == 2
        assert "/3" not in gazette.paths()


class TestLayouts:
    def test_one_that_matches_nothing_is_told_once_and_the_generic_reader_fills_in(
        self, gazette, crawls, tmp_path
    ):
        code, said = crawls.module(
            tmp_path,
            f"discover = (FrontPage('{gazette.url}'),)",
            "layouts = (Layout(headline=css('h1.gone'), body=css('article')),)",
        )
        assert code == 0
        assert said.count("layout headline matched nothing") == 1
        assert "new Layout" in said
        found = list(articles(crawls.root))
        assert all(one.headline for one in found)
        assert all("layout_headline_matched_nothing" in one.problems for one in found)
        marks = {mark.field: mark.source for mark in found[0].provenance}
        assert (marks["headline"], marks["body"]) == ("rule", "layout")


class TestAnswersCutShort:
    def test_half_a_compressed_page_is_no_article(self, gazette, crawls):
        whole = gzip.compress(article("Half a story")[2])
        headers = {"Content-Type": "text/html", "Content-Encoding": "gzip"}
        gazette.pages[ARTICLES[0]] = (200, headers, whole[: len(whole) // 2])
        gazette.pages[ARTICLES[1]] = (200, headers, whole)
        code, _ = crawls.any(gazette.url)
        assert code == 0
        assert [one.url for one in articles(crawls.root)] == [gazette.url + ARTICLES[1][1:]]
        assert outcomes(crawls.root)["damaged"] == 1


class TestWhoIsWho:
    """Which URLs name one article, over several runs."""

    LATER = ("2026-03-14T06:00:00Z", "2026-03-14T06:10:00Z", "2026-03-14T08:00:00Z")

    def test_a_wall_that_readers_are_sent_to_for_now_is_no_article_of_theirs(self, gazette, crawls):
        wall = article("Before you go on")
        gazette.pages["/consent"] = wall
        whole = {path: gazette.pages[path] for path in ARTICLES}
        gazette.pages |= dict.fromkeys(ARTICLES, (302, {"Location": "/consent"}, b""))
        crawls.any(gazette.url, clock=self.LATER[0])
        gazette.pages |= whole
        crawls.any(gazette.url, clock=self.LATER[1])
        found = {one.url.removeprefix(gazette.url): one for one in articles(crawls.root)}
        assert set(found) == {"consent", *(path[1:] for path in ARTICLES)}
        assert all(one.revision == 1 for one in found.values())
        assert verify(crawls.root).problems == ()

    def test_where_a_link_leads_for_now_is_asked_for_conditionally(self, gazette, crawls):
        def counted(text):
            def answer(handler):
                known = handler.headers["If-None-Match"] == '"v1"'
                return page("", 304, ETag='"v1"') if known else page(text, ETag='"v1"')

            return answer

        for status in (302, 303, 307):
            target = f"/2026/03/a-counted-story-{status}?utm_source=front"
            gazette.pages[target] = counted(article(f"What {target} says")[2].decode())
            gazette.pages[f"/track/{status}"] = (status, {"Location": target}, b"")
        gazette.pages["/"] = front("/track/302", "/track/303", "/track/307")
        crawls.any(gazette.url, clock=self.LATER[0])
        gazette.log.clear()
        crawls.any(gazette.url, clock=self.LATER[1])
        assert Counter(status for _, status in gazette.log) == {
            200: 2,
            304: 3,
            302: 1,
            303: 1,
            307: 1,
        }
        assert [one.revision for one in articles(crawls.root)] == [1, 1, 1]
        assert verify(crawls.root).problems == ()

    def test_links_that_led_to_no_article_are_asked_for_again(self, gazette, crawls):
        wanted = [f"/2026/03/what-was-behind-it-{number}" for number in range(3)]
        walls = {
            f"/login?next={wanted[0]}": article("Sign in to read on"),
            "/2026/03/before-you-go-on-5": consent_wall(),
            "/2026/03/gone-for-lunch-6": page("", 404),
        }
        gazette.pages |= {"/": front(*wanted), **walls}
        for path, wall in zip(wanted, walls, strict=True):
            gazette.pages[path] = (302, {"Location": wall}, b"")
        crawls.any(gazette.url, clock=self.LATER[0])
        gazette.pages |= {path: article(f"Behind it was {path}") for path in wanted}
        gazette.log.clear()
        crawls.any(gazette.url, clock=self.LATER[1])
        assert {(path, 200) for path in wanted} <= set(gazette.log)
        found = {one.headline for one in articles(crawls.root)}
        assert {f"Behind it was {path}" for path in wanted} <= found
        assert verify(crawls.root).problems == ()

    def test_two_stories_that_began_with_the_same_words_are_two(self, gazette, crawls):
        gazette.pages |= dict.fromkeys(ARTICLES, article("More to come"))
        crawls.any(gazette.url, clock=self.LATER[0])
        assert outcomes(crawls.root)["alias"] == 1
        gazette.pages |= {path: article(f"What {path} became") for path in ARTICLES}
        for clock in self.LATER[2], "2026-03-14T12:30:00Z":
            crawls.any(gazette.url, clock=clock)
        stored = Counter(one.article_id for one in articles(crawls.root))
        assert sorted(stored.values()) == [1, 2]
        assert outcomes(crawls.root)["unchanged"] == 2

    def test_an_article_that_moved_for_good_is_not_asked_for_in_every_run(self, gazette, crawls):
        crawls.any(gazette.url, clock=self.LATER[0])
        gazette.pages["/2026/03/new-name-9"] = article("What happened under a new name")
        gazette.pages[ARTICLES[0]] = (301, {"Location": "/2026/03/new-name-9"}, b"")
        crawls.any(gazette.url, clock=self.LATER[2])
        gazette.log.clear()
        crawls.any(gazette.url, clock="2026-03-14T08:05:00Z")
        assert sorted(gazette.paths()) == ["/", "/robots.txt"]


class TestRobots:
    def test_what_it_forbids_is_not_asked_for(self, gazette, crawls):
        gazette.pages["/robots.txt"] = page(f"User-agent: *\nDisallow: {ARTICLES[0]}\n")
        code, _ = crawls.any(gazette.url)
        assert (code, outcomes(crawls.root)["forbidden"]) == (0, 1)
        assert ARTICLES[0] not in gazette.paths()

    def test_rules_that_cannot_be_read_forbid_everything(self, gazette, crawls):
        gazette.pages["/robots.txt"] = page("", 503)
        code, said = crawls.any(gazette.url, RETRY_TIMES=0)
        assert (code, gazette.paths()) == (3, ["/robots.txt"])
        assert "robots.txt" in said

    def test_a_crawl_delay_is_kept(self, gazette, crawls):
        asked = []

        def noted(path):
            return lambda _: (asked.append(time.monotonic()), article(path))[1]

        gazette.pages |= {path: noted(path) for path in ARTICLES}
        gazette.pages["/robots.txt"] = page("User-agent: *\nCrawl-delay: 0.5\n")
        crawls.any(gazette.url)
        assert asked[1] - asked[0] > 0.45

    def test_it_holds_for_the_sitemaps_that_it_names(self, gazette, crawls):
        rules = f"User-agent: *\nDisallow: /private/\nSitemap: {gazette.url}private/map.xml\n"
        gazette.pages["/robots.txt"] = page(rules)
        crawls.run("any", "-a", f"url={gazette.url}", "-a", "announced=yes")
        assert "/private/map.xml" not in gazette.paths()
        assert outcomes(crawls.root)["forbidden"] == 1


class TestAddresses:
    def test_no_request_reaches_a_private_address(self, gazette, newspaper, crawls):
        """The canary listens where robots.txt redirects to, inside the machine but not allowed."""
        canary = newspaper({"/robots.txt": page("")}, host="127.0.0.2")
        gazette.pages["/robots.txt"] = (302, {"Location": canary.url + "robots.txt"}, b"")
        code, said = crawls.any(gazette.url)
        assert canary.log == []
        assert code == 3, said
        assert outcomes(crawls.root) == {"redirected": 1, "refused": 1, "forbidden": 1}

    def test_nothing_private_is_fetched_unless_allowed(self, gazette, crawls):
        code, said = crawls.any(gazette.url, NEWSCRAWL_FETCH_ALLOWED_NETWORKS="")
        assert (code, gazette.log) == (3, [])
        assert "NEWSCRAWL_FETCH_ALLOWED_NETWORKS" in said


class TestExitCodes:
    def test_1_for_an_unknown_site(self, crawls):
        code, said = crawls.run("harbor_gazette")
        assert code == 1
        assert "Did you mean harbour_gazette?" in said
        assert not crawls.root.exists()

    def test_1_for_an_archive_that_cannot_be_written(self, gazette, crawls):
        crawls.root.write_text("a file, not a folder")
        code, said = crawls.any(gazette.url)
        assert (code, gazette.log) == (1, [])
        assert str(crawls.root) in said
        assert "Traceback" not in said

    def test_1_for_a_bad_setting(self, gazette, crawls):
        code, said = crawls.any(gazette.url, NEWSCRAWL_FETCH_ALLOWED_NETWORKS="localhost")
        assert (code, gazette.log) == (1, [])
        assert "'localhost', which is no network" in said
        assert "Traceback" not in said

    @pytest.mark.parametrize("arguments", [(), ("any", "other"), ("any", "-a", "url")])
    def test_2_for_usage(self, crawls, arguments):
        assert crawls.run(*arguments)[0] == 2

    @pytest.mark.parametrize("arguments", [("any",), ("any", "-a", "url=ftp://a.example/")])
    def test_1_for_a_missing_or_bad_url(self, crawls, arguments):
        code, said = crawls.run(*arguments)
        assert code == 1
        assert "-a url=https://newspaper.example/" in said
        assert "Traceback" not in said

    @pytest.mark.parametrize(
        ("pages", "told"),
        [
            pytest.param({"/": page("no", 404)}, "404", id="no front page"),
            pytest.param({"/": page("no", 403)}, "403", id="blocked"),
            pytest.param({"/": page("<p>Nothing here.")}, "No teaser", id="no teasers"),
            pytest.param({"/": (302, {"Location": "http://b.example/"}, b"")}, "moved", id="moved"),
            pytest.param({"/": front(*ARTICLES)} | dict.fromkeys(ARTICLES, page("", 403)),
                         "None of 2 articles", id="no article"),
        ],
    )  # fmt: skip
    def test_3_for_a_site_that_cannot_be_read(self, newspaper, crawls, pages, told):
        code, said = crawls.any(newspaper(pages).url, RETRY_TIMES=0)
        assert code == 3, said
        assert told in said
        assert next(runs(crawls.root)).exit_code == 3
        assert verify(crawls.root).problems == ()

    def test_3_for_a_host_that_does_not_answer(self, crawls):
        code, said = crawls.any("http://127.0.0.1:9/", RETRY_TIMES=0)
        assert (code, "unreachable" in said) == (3, True)

    def test_5_for_a_full_disk(self, newspaper, crawls):
        paths = [f"/2026/03/a-very-long-story-number-{number}" for number in range(30)]
        noise = [os.urandom(30_000).hex() for _ in paths]
        pages = {path: article(path, f"{text} ") for path, text in zip(paths, noise, strict=True)}
        gazette = newspaper({"/": front(*paths), **pages})
        command = crawls.command("any", "-a", f"url={gazette.url}")
        limit = partial(_limit_file_size, 400_000)
        ended = subprocess.run(
            command, preexec_fn=limit, capture_output=True, text=True, timeout=60, check=False
        )  # fmt: skip
        assert ended.returncode == 5, ended.stderr
        assert "Traceback" not in ended.stdout
        assert crawls.any(gazette.url)[0] == 0
        assert verify(crawls.root).problems == ()
        assert len({one.article_id for one in articles(crawls.root)}) == len(paths)
        assert len(list(articles(crawls.root))) == len(paths)

    def test_6_for_a_signal(self, newspaper, crawls):
        """What waits in a host's queue is not fetched any more, whatever the delay."""
        paths = [f"/2026/03/a-story-about-number-{number}" for number in range(50)]
        gazette = newspaper({"/": front(*paths), **{path: article(path) for path in paths}})
        process = crawls.start("any", "-a", f"url={gazette.url}", DOWNLOAD_DELAY=0.7)
        _wait_until(lambda: len(gazette.log) > 3, seconds=30)
        process.send_signal(signal.SIGTERM)
        asked = len(gazette.log)
        said, _ = process.communicate(timeout=35)
        assert process.returncode == 6, said
        assert len(gazette.log) <= asked + 2
        assert "ERROR" not in said
        (run,) = runs(crawls.root)
        assert (run.exit_code, run.verdict) == (6, "interrupted")
        assert 0 < len(list(articles(crawls.root))) < len(paths)
        assert outcomes(crawls.root)["not_sent"] > 0
        assert verify(crawls.root).problems == ()

    def test_70_for_a_defect(self, gazette, crawls, tmp_path):
        code, said = crawls.module(
            tmp_path,
            f"discover = (FrontPage('{gazette.url}'),)",
            "def read_article(self, response): raise ZeroDivisionError",
        )
        assert code == 70, said
        message = next(runs(crawls.root)).message
        assert "ZeroDivisionError" in message
        assert re.search(r" article:[0-9a-f]{32} at 127\.0\.0\.1: ", message)
        assert gazette.url not in message
        assert outcomes(crawls.root)["defect"] == 2

    @pytest.mark.parametrize("location", ["http://[object Object]/", "javascript:void(0)", "//[/"])
    def test_0_where_one_link_leads_to_nonsense(self, gazette, crawls, location):
        gazette.pages[ARTICLES[0]] = (302, {"Location": location}, b"")
        code, said = crawls.any(gazette.url)
        assert code == 0, said

    def test_3_where_every_article_is_gone(self, newspaper, crawls):
        code, said = crawls.any(newspaper({"/": front(*ARTICLES)}).url)
        assert (code, "None of 2 articles" in said) == (3, True)

    def test_6_for_a_run_that_a_limit_of_scrapy_stopped(self, gazette, crawls):
        code, said = crawls.any(gazette.url, CLOSESPIDER_PAGECOUNT=2)
        assert (code, "closespider_pagecount" in said) == (6, True)

    def test_75_for_a_second_run_of_the_site(self, newspaper, crawls):
        may_answer = threading.Event()
        slow = newspaper({"/": lambda _: (may_answer.wait(60), front(*ARTICLES))[1]})
        first = crawls.start("any", "-a", f"url={slow.url}")
        _wait_until(lambda: slow.log, seconds=30)
        code, said = crawls.any(slow.url)
        may_answer.set()
        first.communicate(timeout=60)
        assert code == 75, said
        assert "Traceback" not in said
        assert len(list(runs(crawls.root))) == 1


class TestAKilledRun:
    def test_is_sealed_and_told_by_the_next_one(self, newspaper, crawls):
        paths = [f"/2026/03/a-story-about-number-{number}" for number in range(60)]
        slow = {path: lambda _, p=path: (time.sleep(0.05), article(p))[1] for path in paths}
        gazette = newspaper({"/": front(*paths), **slow})
        process = crawls.start("any", "-a", f"url={gazette.url}")
        _wait_until(lambda: len(gazette.log) > 35, seconds=30)
        process.kill()
        process.communicate()
        code, _ = crawls.any(gazette.url)
        assert code == 0
        killed, ended = runs(crawls.root)
        assert (killed.verdict, killed.exit_code, ended.verdict) == ("killed", None, "fine")
        assert sum(count.count for count in killed.outcomes) > 0
        stored = Counter(one.article_id for one in articles(crawls.root))
        assert (len(stored), set(stored.values())) == (len(paths), {1})
        assert verify(crawls.root).problems == ()


def _wait_until(claim, *, seconds: float) -> None:
    ends = time.monotonic() + seconds
    while not claim():
        assert time.monotonic() < ends, "waited in vain"
        time.sleep(0.02)


def _limit_file_size(limit: int) -> None:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))


def _sockets(pid: int) -> set[str]:
    folder = Path(f"/proc/{pid}/fd")
    links = [str(fd.readlink()) for fd in folder.iterdir() if fd.is_symlink()]
    return {link[8:-1] for link in links if link.startswith("socket:[")}


def _listening(pid: int) -> set[str]:
    listening = set()
    for table in ("tcp", "tcp6"):
        for line in Path(f"/proc/net/{table}").read_text().splitlines()[1:]:
            fields = line.split()
            if fields[3] == "0A":  # TCP_LISTEN
                listening.add(fields[9])
    return listening & _sockets(pid)


def test_scrapy_lists_the_sites():
    listed = subprocess.run(
        [sys.executable, "-m", "scrapy", "list"], capture_output=True, text=True, check=True
    )
    assert {"any", "ferry_post", "harbour_gazette"} <= set(listed.stdout.split())


OLD, NEW = r"/story/[a-z-]+-\d+$", r"/story/[a-z-]+-(?P<id>\d+)$"


def test_articles_keep_the_ids_that_they_had_under_a_former_pattern(tmp_path):
    stories = [f"/story/boats-come-in-{n}" for n in (1, 2)]
    later = "/news/3/the-bridge-opens"
    pages = {"/": front(*stories), **{path: article(path) for path in [*stories, later]}}
    newspaper, server = serve_pages(pages, "127.0.0.1")
    crawls = Crawls(tmp_path / "archive")

    def crawl(*lines):
        return crawls.module(tmp_path, f"discover = (FrontPage({newspaper.url!r}),)", *lines)

    try:
        assert crawl(f"article_url = {OLD!r}")[0] == 0
        newspaper.pages["/"] = front(later, *stories)
        now = r"/news/(?P<id>\d+)/"
        code, said = crawl(f"article_url = {now!r}", f"formerly = ({OLD!r},)")
        asked = newspaper.paths()
        assert code == 0, said
        assert [asked.count(path) for path in (*stories, later)] == [1, 1, 1]
        assert len(list(articles(crawls.root))) == 3
        crawl(f"article_url = {NEW!r}")  # nothing said of before: other ids, asked for again
        assert newspaper.paths()[len(asked) :].count(stories[0]) == 1
    finally:
        server.shutdown()
        server.server_close()
