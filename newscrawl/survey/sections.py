"""Which pages of sections name articles that the home page does not."""

import re

from newscrawl.survey.seen import Finding, Seen
from newscrawl.urls import canonical_url

ADDS = 3
"""Articles that a section must add to be worth a request at every run: one or two come to the home
page by themselves."""
MOST = 3
"""Sections that are declared; who wants more should read a feed or a sitemap."""


def sections(seen: Seen, pattern: str | None) -> list[tuple[str, int]]:
    """Return the sections worth reading and how many articles each adds, in the page's order."""
    known = {canonical_url(teaser.url) for teaser in seen.teasers}
    found: list[tuple[str, int]] = []
    for url, teasers in seen.sections:
        own = {clean for clean in map(canonical_url, teasers) if re.search(pattern or "", clean)}
        if len(own - known) >= ADDS and len(found) < MOST:
            found.append((url, len(own - known)))
            known |= own
    return found


def sections_finding(seen: Seen, pattern: str | None) -> Finding:
    """Return the sections to declare as front pages."""
    if not seen.sections:
        rule = "not looked at; --sections does"
        return Finding(field="sections", value=None, rule=rule)
    found = sections(seen, pattern)
    adds = ", ".join(f"{count} by {url}" for url, count in found)
    rule = f"{len(seen.sections)} looked at; articles that are not on the home page: {adds or 0}"
    return Finding(field="sections", value=" ".join(url for url, _ in found) or None, rule=rule)
