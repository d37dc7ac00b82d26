"""A month of newspapers, one of them hostile, for the morning report: made by dry crawls."""

from datetime import UTC, datetime, timedelta

from dry_crawl import dry_run

from newscrawl.spider import FrontPage, NewsSpider

BEGIN = datetime(2026, 3, 1, 6, tzinfo=UTC)
DAYS = 30
NOW = BEGIN + timedelta(days=DAYS - 1, hours=3)
WORDS = "The harbour was quiet that morning and the boats came in one after the other. "
LONG = "A very long headline without an end " * 300
TITLES = (
    "<script>document.title = 'owned'</script>",
    "</title><img src=x onerror=alert(1)> told at noon",
    "The mayor \u202edlrow eht snrut\u202c and goes home",
    "It was \x1b[31mred\x1b[0m all over the quay",
    LONG,
    "عنوان الخبر من اليمين إلى اليسار في الميناء",
    "港の朝は静かで船は次々と帰ってきたという話",
    "Ferries \"late\" & 'cheap' say <b>councillors</b>",
)


class Hostile(NewsSpider):
    name = "hostile"
    discover = (FrontPage("https://hostile.example/"),)


class Plain(NewsSpider):
    name = "plain"
    discover = (FrontPage("https://plain.example/"),)


class Copycat(NewsSpider):
    name = "copycat"
    discover = (FrontPage("https://copycat.example/"),)


class Gone(NewsSpider):
    name = "gone"
    discover = (FrontPage("https://gone.example/"),)


def escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("\x1b", "&#27;")


class Server:
    """What all of them answer at a look: a new article each, the oldest reworded each time."""

    def __init__(self) -> None:
        self.look = 0

    def __call__(self, request):
        host = request.url.split("/")[2]
        if host == "gone.example" and self.look > 20:
            return 403, {"Content-Type": "text/html"}, b"<html><h1>Forbidden</h1></html>"
        path = request.url.split("/", 3)[3]
        body = self.article(host, int(path.rpartition("-")[2])) if path else self.front_page(host)
        return 200, {"Content-Type": "text/html; charset=utf-8"}, body.encode()

    def title(self, host: str, number: int) -> str:
        if host == "hostile.example":
            return f"{TITLES[number % len(TITLES)]} {number}"
        return f"The boats of day {number} come in"

    def front_page(self, host: str) -> str:
        shown = range(self.look, max(-1, self.look - 9), -1)
        turn = self.look % 4
        cards = "".join(
            f'<article><h2><a href="/news/the-boats-of-the-day-{n}">{escaped(self.title(host, n))}'
            "</a></h2><p>All of them.</p></article>"
            for n in [*shown][turn:] + [*shown][:turn]
        )
        script = '<h2><a href="javascript:alert(1)">A script for a link, at noon</a></h2>'
        return f"<html lang=en><body><main>{cards}<article>{script}</article></main></body></html>"

    def article(self, host: str, number: int) -> str:
        told = f"It was day {number}" + ("." if host == "copycat.example" else f" at {host}.")
        if host == "plain.example":
            told = f"It was day {number}."
        more = f"<p>By look {self.look} they had all been counted.</p>" if number % 3 == 0 else ""
        text = "".join(f"<p>{WORDS * 2}{told} Part {part}.</p>" for part in range(4))
        title = escaped(self.title(host, number))
        return (
            f"<html lang=en><head><title>{title}</title></head><body><main><article>"
            f"<h1>{title}</h1><p class=byline>By Ada Quill</p>{text}{more}"
            "</article></main></body></html>"
        )


def month(root, *, looks_a_day=1, days=DAYS):
    """Crawl all four newspapers for some days into ``root``."""
    server = Server()
    for look in range(days * looks_a_day):
        server.look = look
        for site in (Plain, Copycat, Hostile, Gone):
            at = BEGIN + timedelta(hours=look * 24 / looks_a_day, minutes=site.name == "copycat")
            dry_run(site, server, root, at)
