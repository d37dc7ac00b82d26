"""Crawls a whole saved newspaper over a real socket, twice, and checks what came of it.

Usage: real_newspaper.py FOLDER, where FOLDER holds serve.py, a saved newspaper, and beside it
the gold answers of its front page (../bench/fronts).
"""

import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path
from urllib.parse import urlsplit

from newscrawl.archive.reader import articles, fetches, front_pages
from newscrawl.archive.verify import verify
from newscrawl.urls import canonical_url

PAGE = "freepressokc-front"
PORT = 8750
LEFTOVERS = ("share this", "related posts", "leave a comment", "click to share", "skip to content")
"""Words of the page around the articles; none belongs into a body."""


def crawl(url: str, root: Path) -> None:
    command = [sys.executable, "-m", "scrapy", "crawl", "any", "-a", f"url={url}"]
    for setting in (
        "NEWSCRAWL_FETCH_ALLOWED_NETWORKS=127.0.0.0/8",
        f"NEWSCRAWL_ARCHIVE_DIR={root}",
        "DOWNLOAD_DELAY=0",
    ):
        command += ["-s", setting]
    environment = {**os.environ, "SCRAPY_SETTINGS_MODULE": "newscrawl.settings"}
    subprocess.run(command, env=environment, check=True)


def gold(folder: Path) -> set[str]:
    """Return the paths of the teasers that a person found on the front page."""
    lines = (folder.parent / "bench" / "fronts" / "gold.jsonl").read_text().splitlines()
    page = next(page for line in lines if (page := json.loads(line))["id"] == PAGE)
    return {_path(page["url"], teaser["url"]) for teaser in page["teasers"]}


def _path(base: str, url: str) -> str:
    from urllib.parse import urljoin  # noqa: PLC0415

    return urlsplit(canonical_url(urljoin(base, url))).path.rstrip("/")


def faults(root: Path, wanted: set[str]) -> list[str]:
    found = [str(problem) for problem in verify(root).problems]
    first, second = front_pages(root)
    shown = {_path(teaser.url, teaser.url) for teaser in first.teasers}
    found += [f"teaser missing: {path}" for path in sorted(wanted - shown)]
    if second.changed or second.same_as != first.snapshot_id:
        found.append("the second look is no unchanged one")
    stored = list(articles(root))
    twice = [name for name, n in Counter(one.article_id for one in stored).items() if n > 1]
    found += [f"stored twice: {name}" for name in twice]
    read = {_path(one.url, one.url) for one in stored}
    found += [f"article missing: {path}" for path in sorted(wanted - read)]
    for one in stored:
        wanting = [
            name
            for name in ("headline", "published_at", "authors", "body")
            if not getattr(one, name)
        ]
        text = (one.text or "").lower()
        wanting += [words for words in LEFTOVERS if words in text]
        found += [f"{one.url}: {name}" for name in wanting]
    runs = Counter(fetch.run_id for fetch in fetches(root))
    if min(runs.values()) != 2:  # robots.txt and the front page
        found.append(f"the second run made {min(runs.values())} requests, not 2")
    print(f"{len(shown)} teasers, {len(wanted)} in the gold; {len(stored)} articles; {dict(runs)}")
    return found


def main() -> int:
    folder = Path(sys.argv[1])
    saved = next(folder.glob("*.tar.xz"))
    command = [sys.executable, str(folder / "serve.py"), str(saved), "--port", str(PORT)]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        assert server.stdout is not None
        url = server.stdout.readline().strip()
        with tempfile.TemporaryDirectory() as name:
            root = Path(name) / "archive"
            crawl(url, root)
            crawl(url, root)
            found = faults(root, gold(folder))
    finally:
        server.terminate()
        server.wait()
    print("\n".join(found) or "all is well")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
