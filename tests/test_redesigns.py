"""A newspaper with its weekdays and moods, looked at for a month; then one thing changes."""

import random
import shutil
from datetime import UTC, datetime, timedelta

import pytest
from dry_crawl import dry_run
from newspapers import consent_wall

from newscrawl.archive.reader import articles, runs
from newscrawl.recorded import load
from newscrawl.spider import FrontPage, Layout, NewsSpider, css

HOME = "https://moody.example/"
BEGIN = datetime(2026, 3, 1, tzinfo=UTC)
HOURS = 12
"""Between two looks."""
WEEKEND = 5
AUTHORS = ("Ada Quill", "Ben Ferry", "Cleo Marsh", "Dan Holt")
WORDS = "The harbour was quiet that morning and the boats came in one after the other. "


class Moody(NewsSpider):
    name = "moody"
    language = "en"
    discover = (FrontPage(HOME),)
    article_url = r"/news/[a-z-]+-(?P<id>\d+)$"
    layouts = (Layout(headline=css("h1.story-title"), body=css(".story-text")),)


class MoodyServer:
    """What the newspaper answers at its ``look``-th look, with one thing changed."""

    def __init__(self, seed: int = 7) -> None:
        self.seed = seed
        self.shown: list[int] = []
        self.changed = None
        self.since = 0
        self.last = 0

    def next_look(self, at: datetime) -> None:
        mood = random.Random(f"{self.seed} {at}")
        busy = 5 if at.weekday() >= WEEKEND else 16
        new = mood.randint(busy // 3, busy * 2)
        self.shown = (list(range(self.last + new, self.last, -1)) + self.shown)[:60]
        self.last += new

    def __call__(self, request):
        path = request.url.removeprefix(HOME)
        if self.changed == "refuses":
            return 403, {"Content-Type": "text/html"}, b"<html><h1>Forbidden</h1></html>"
        if self.changed == "consent":
            return consent_wall()
        if not path:
            return self.front_page()
        number = int(path.rpartition("-")[2].rpartition("/")[2])
        return 200, {"Content-Type": "text/html"}, self.article(number)

    def front_page(self):
        if self.changed == "moved":
            return 404, {"Content-Type": "text/html"}, b"<html><h1>Not found</h1></html>"
        path = "artikel" if self.changed == "pattern" else "news"
        cards = "".join(
            f'<article><h2><a href="/{path}/the-boats-of-day-{n}">The boats of day {n} come in'
            "</a></h2><p>All of them.</p></article>"
            for n in self.shown
        )
        page = f"<html lang=en><body><main>{cards}</main></body></html>"
        return 200, {"Content-Type": "text/html"}, page.encode()

    def article(self, number: int) -> bytes:
        chance = random.Random(f"{self.seed} {number}")
        signed = chance.random() < 0.7
        told = chance.random() < 0.9
        video = chance.random() < 0.06
        dated = chance.random() < (0.5 if self.changed == "dates" else 0.98)
        paywall = self.changed == "paywall"
        names = ("top", "copy") if self.changed == "classes" else ("story-title", "story-text")
        day = BEGIN + timedelta(hours=number)
        kind = "VideoObject" if video else "NewsArticle"
        head = f'<script type="application/ld+json">{{"@type": "{kind}"}}</script>'
        if dated:
            head += f'<meta property="article:published_time" content="{day.isoformat()}">'
        byline = f'<p class="byline">By {chance.choice(AUTHORS)}</p>' if signed else ""
        lead = f'<p class="standfirst">What day {number} brought to the quay.</p>' if told else ""
        paragraphs = 1 if video or paywall else chance.randint(3, 9)
        text = "".join(
            f"<p>{WORDS * 2}It was number {part} of day {number}.</p>" for part in range(paragraphs)
        )
        wall = '<div class="paywall"><p>Subscribe to go on reading.</p></div>' if paywall else ""
        return (
            f"<html lang=en><head><title>The boats of day {number} come in</title>{head}</head>"
            f'<body><main><article><h1 class="{names[0]}">The boats of day {number} come in</h1>'
            f'{lead}{byline}<div class="{names[1]}">{text}</div>{wall}</article></main></body>'
            "</html>"
        ).encode()


def at(look: int) -> datetime:
    return BEGIN + timedelta(hours=HOURS * look)


def crawl(server, root, look):
    server.next_look(at(look))
    return dry_run(Moody, server, root, at(look))


def month(root, seed=7, looks=30 * 24 // HOURS):
    server = MoodyServer(seed)
    return server, [crawl(server, root, look) for look in range(looks)]


@pytest.fixture(scope="module")
def ordinary(tmp_path_factory):
    """Two weeks in which nothing happens; the archive and what its runs said."""
    root = tmp_path_factory.mktemp("month")
    server, said = month(root, looks=15 * 24 // HOURS)
    return root, server, said


def test_ordinary_days_raise_no_alarm(ordinary):
    _, _, said = ordinary
    assert {(run.verdict, run.exit_code) for run in said} == {("fine", 0)}


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(5))
def test_no_ordinary_month_raises_an_alarm(tmp_path, seed):
    _, said = month(tmp_path, seed + 100)
    assert {(run.verdict, run.exit_code) for run in said} == {("fine", 0)}


@pytest.mark.parametrize(
    ("changed", "cause", "code", "told"),
    [
        ("classes", "layout_changed", 4, "rule body layout"),
        ("consent", "consent_wall", 3, "No teaser"),
        ("moved", "front_page_changed", 3, "404"),
        ("dates", "layout_changed", 4, "fill published_at"),
        ("paywall", "paywall", 4, "articles: "),
        ("refuses", "blocked", 3, "403"),
        ("pattern", "pattern", 3, "article_url fits none"),
    ],
)
def test_a_change_is_named_in_the_next_run(ordinary, tmp_path, changed, cause, code, told):
    root, server, said = ordinary
    shutil.copytree(root, tmp_path / "archive")
    fresh = MoodyServer()
    fresh.shown, fresh.last, fresh.changed = list(server.shown), server.last, changed
    run = crawl(
        fresh, tmp_path / "archive", len(said) + 2
    )  # on a Wednesday: there is enough to see
    assert (run.verdict, run.exit_code) == (cause, code), run.message
    assert told in run.message
    kept = [line for line in articles(tmp_path / "archive") if line.run_id == run.run_id]
    if changed in {"classes", "dates"}:
        assert all(line.headline and line.body for line in kept if line.page_kind == "article")
        assert kept


def test_the_first_page_of_a_new_look_is_kept_and_a_selector_is_proposed(tmp_path, caplog):
    server = MoodyServer()
    server.last, server.changed = 500, "classes"
    crawl(server, tmp_path, 70)
    (about,) = (tmp_path / "changed" / "site=moody").glob("*.json")
    assert load(about).expected["headline"].startswith("The boats of day")
    assert "perhaps headline=css(" in caplog.text
    assert f"move {about} and the page beside it" in caplog.text


def dated(run):
    return next(fill for fill in run.fill if fill.field == "published_at")


def test_a_change_is_told_until_it_is_mended_and_no_longer(ordinary, tmp_path):
    root, server, said = ordinary
    archive = tmp_path / "archive"
    shutil.copytree(root, archive)
    fresh = MoodyServer()
    fresh.shown, fresh.last = list(server.shown), server.last
    fresh.changed = "dates"
    first = len(said) + 2
    broken = [crawl(fresh, archive, first + number) for number in range(12)]
    telling = [run for run in broken if dated(run).of >= 10]
    assert len(telling) > 5
    named = [run for run in telling if run.verdict == "layout_changed"]
    assert len(named) >= 0.75 * len(telling)  # by chance a run may still look as usual
    assert {run.verdict for run in broken} <= {"layout_changed", "fine"}
    fresh.changed = None
    mended = [crawl(fresh, archive, first + 12 + number) for number in range(8)]
    assert {run.verdict for run in mended} == {"fine"}
    assert len(list(runs(archive))) == len(said) + 20
