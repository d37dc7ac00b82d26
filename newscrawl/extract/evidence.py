"""Everything the readers know of one page, gathered once."""

from dataclasses import dataclass

from newscrawl import urls
from newscrawl.extract import json_ld, metadata
from newscrawl.extract import headline as head
from newscrawl.extract.headline import Headline
from newscrawl.extract.page import Page
from newscrawl.items import Source


@dataclass(slots=True)
class Evidence:
    """One page and what it declares of itself."""

    page: Page
    declared: metadata.Declared
    node: json_ld.Node
    """The JSON-LD node of the article; empty where there is none."""
    nodes: list[json_ld.Node]
    headline: Headline | None = None

    def meta(self, *names: str) -> list[str]:
        """Return the contents of the ``<meta>`` elements called one of ``names``, in that order."""
        return [text for name in names for text in self.declared.get(metadata.name(name), ())]


def gathered(page: Page) -> Evidence:
    """Return what ``page`` declares, and its headline."""
    nodes = json_ld.nodes(page)
    declared = metadata.declared(page)
    own = {page.url, str(urls.canonical_url(page.url)), *declared.get("ogurl", ())}
    node = json_ld.article_node(nodes, {url.partition("#")[0].rstrip("/") for url in own})
    evidence = Evidence(page, declared, node, nodes)
    site = next(iter(evidence.meta("og:site_name")), None)
    evidence.headline = head.headline(page.root, _titles(evidence), site)
    return evidence


def _titles(evidence: Evidence) -> list[tuple[Source, str, str]]:
    """Return what the page declares as its title, the most trustworthy first."""
    node, found = evidence.node, list[tuple[Source, str, str]]()
    found += [("json_ld", "headline", text) for text in json_ld.strings(node.get("headline"))[:1]]
    found += [("opengraph", "og:title", text) for text in evidence.meta("og:title")[:1]]
    found += [("meta", "twitter:title", text) for text in evidence.meta("twitter:title")[:1]]
    title = metadata.title(evidence.page)
    return [*found, ("meta", "title", title)] if title else found
