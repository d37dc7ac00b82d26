"""Crawls a whole saved newspaper over a real socket and checks what came of it.

By its front page (twice), by its feed, and by both with all that it announces.
Usage: real_newspaper.py FOLDER, where FOLDER holds serve.py and a saved newspaper, and
../bench/fronts beside it the teasers that a person found on its front page.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path
from urllib.parse import urljoin, urlsplit
from urllib.request import urlopen

from lxml import etree

from newscrawl.archive.reader import articles, fetches, front_pages
from newscrawl.archive.verify import verify
from newscrawl.items import Article
from newscrawl.urls import canonical_url

PAGE = "freepressokc-front"
PORT = 8750
FEED = "feed/index.rss"
LEFTOVERS = ("share this", "related posts", "leave a comment", "click to share", "skip to content")
"""Words of the page around the articles; none belongs into a body."""


def crawl(root: Path, *arguments: str) -> None:
    """Crawl into ``root``; the exit code must be 0."""
    command = [sys.executable, "-m", "scrapy", "crawl", "any"]
    command += [part for argument in arguments for part in ("-a", argument)]
    for setting in (
        "NEWSCRAWL_FETCH_ALLOWED_NETWORKS=127.0.0.0/8",
        f"NEWSCRAWL_ARCHIVE_DIR={root}",
        "DOWNLOAD_DELAY=0",
    ):
        command += ["-s", setting]
    environment = {**os.environ, "SCRAPY_SETTINGS_MODULE": "newscrawl.settings"}
    print(f"\ncrawl any {' '.join(arguments)}", flush=True)
    subprocess.run(command, env=environment, check=True)


def path_of(url: str) -> str:
    """Return what two spellings of an article's address have in common."""
    return urlsplit(canonical_url(url)).path.rstrip("/")


def gold(folder: Path) -> set[str]:
    """Return the paths of the teasers that a person found on the front page."""
    lines = (folder.parent / "bench" / "fronts" / "gold.jsonl").read_text().splitlines()
    page = next(page for line in lines if (page := json.loads(line))["id"] == PAGE)
    return {path_of(urljoin(page["url"], teaser["url"])) for teaser in page["teasers"]}


def feed(url: str) -> set[str]:
    """Return the paths that the newspaper's feed names."""
    with urlopen(url + FEED) as answer:
        document = etree.fromstring(answer.read())
    return {path_of(link.text) for link in document.iterfind(".//item/link")}


def wanting(one: Article) -> list[str]:
    """Return what an article should have and lacks, or has and should not."""
    fields = ("headline", "published_at", "authors", "body")
    text = (one.text or "").lower()
    return [
        *(name for name in fields if not getattr(one, name)),
        *(words for words in LEFTOVERS if words in text),
    ]


def stored(root: Path, wanted: set[str], ways: set[str]) -> list[str]:
    """Return what is wrong with the articles in an archive."""
    found = [str(problem) for problem in verify(root).problems]
    kept = list(articles(root))
    counted = Counter(one.article_id for one in kept)
    found += [f"stored {n} times: {name}" for name, n in counted.items() if n > 1]
    found += [f"missing: {path}" for path in sorted(wanted - {path_of(one.url) for one in kept})]
    told = Counter(one.discovered.via for one in kept if one.discovered)
    found += [f"found by {way}" for way in told.keys() - ways]
    found += [f"{one.url}: {fault}" for one in kept for fault in wanting(one)]
    outcomes = Counter(fetch.outcome for fetch in fetches(root))
    print(f"{len(kept)} articles, {len(wanted)} expected, found by {dict(told)}; {dict(outcomes)}")
    return found


def by_front_page(url: str, root: Path, wanted: set[str]) -> list[str]:
    """Crawl the front page twice: the second run may ask only for what is due."""
    crawl(root, f"url={url}")
    crawl(root, f"url={url}")
    found = stored(root, wanted, {"front_page"})
    first, second = front_pages(root)
    shown = {path_of(teaser.url) for teaser in first.teasers}
    found += [f"teaser missing: {path}" for path in sorted(wanted - shown)]
    if second.changed or second.same_as != first.snapshot_id:
        found.append("the second look is no unchanged one")
    runs = Counter(fetch.run_id for fetch in fetches(root))
    if min(runs.values()) != 2:  # robots.txt and the front page
        found.append(f"the second run made {min(runs.values())} requests, not 2")
    return found


def main() -> int:
    """Return 0 if all is well."""
    folder = Path(sys.argv[1])
    saved = next(folder.glob("*.tar.xz"))
    command = [sys.executable, str(folder / "serve.py"), str(saved), "--port", str(PORT)]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        assert server.stdout is not None
        url = server.stdout.readline().strip()
        teasers, items = gold(folder), feed(url)
        with tempfile.TemporaryDirectory() as name:
            found = by_front_page(url, Path(name) / "front", teasers)
            crawl(Path(name) / "feed", f"feed={url}{FEED}")
            found += stored(Path(name) / "feed", items, {"feed"})
            crawl(Path(name) / "both", f"url={url}", "announced=yes")
            found += stored(Path(name) / "both", teasers | items, {"front_page", "feed"})
            dead = [f.url for f in fetches(Path(name) / "both") if f.outcome == "vanished"]
            if not dead:
                found.append("the announced feed that answers 404 is not counted")
    finally:
        server.terminate()
        server.wait()
    print("\n".join(found) or "all is well")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
