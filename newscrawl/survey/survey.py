"""What is decided of a newspaper: each finding with its rule, doubts marked."""

from dataclasses import replace

from newscrawl.items import READABLE, Article
from newscrawl.survey.article_url import FEW, Learned, learn
from newscrawl.survey.language import in_words, language_finding
from newscrawl.survey.module import MAX_LINES, Module
from newscrawl.survey.sections import sections_finding
from newscrawl.survey.seen import Finding, Seen
from newscrawl.survey.title import name_finding, title
from newscrawl.survey.zone import zone_finding

WORDS = 120
"""Words of a body that is no stub: paywalls leave one or two paragraphs, some 60 words."""


def findings(seen: Seen, name: str | None = None) -> tuple[Finding, ...]:
    """Return everything that was decided.

    Args:
        seen: What was read.
        name: The site's name, where a person gave it.
    """
    named, pattern = name_finding(seen, name), _article_url(seen)
    return (
        named,
        Finding(field="title", value=title(seen, named.value or ""), rule=_rule_of_title(seen)),
        Finding(field="front page", value=seen.url, rule=f"{len(seen.teasers)} teasers"),
        pattern,
        sections_finding(seen, pattern.value),
        language_finding(seen),
        zone_finding(seen),
        _access(seen),
        *_announced(seen),
    )


def module(found: tuple[Finding, ...], seen: Seen) -> Module:
    """Return the module that declares what was found, and no more."""
    said = {one.field: one.value for one in found}
    about = [in_words(seen), said["access"]]
    found_module = Module(
        name=said["name"] or "",
        title=said["title"] or "",
        about=", ".join(part for part in about if part),
        front_pages=(seen.url, *(said["sections"] or "").split()),
        article_url=said["article_url"],
        language=said["language"],
        timezone=said["timezone"],
    )
    while found_module.lines > MAX_LINES and len(found_module.front_pages) > 1:
        found_module = replace(found_module, front_pages=found_module.front_pages[:-1])
    return found_module


def _rule_of_title(seen: Seen) -> str:
    return seen.names[0][0] if seen.names else "the host, or the name"


def _article_url(seen: Seen) -> Finding:
    named = (*(teaser.url for teaser in seen.teasers), *seen.named)
    found = learn(named, seen.links)
    return Finding(
        field="article_url", value=found.pattern, rule=found.rule, doubt=_doubt(found, len(named))
    )


def _doubt(found: Learned, named: int) -> str | None:
    if found.pattern is None:
        return "every link of a teaser is taken for an article's"
    doubts = []
    if found.missed:
        doubts.append(f"misses {len(found.missed)} of {named}, first {found.missed[0]}")
    if found.admitted:
        doubts.append(f"takes {len(found.admitted)} other links, first {found.admitted[0]}")
    if named <= FEW:
        doubts.append(f"learned from {named} URLs only")
    return "; ".join(doubts) or None


def _access(seen: Seen) -> Finding:
    """Tell free from paywalled: as the articles declare, else by how much of them can be read."""
    declared = [one.free_access for one in seen.articles]
    stubs = [one for one in seen.articles if one.page_kind == "paywall_stub"]
    if False in declared or stubs:
        part = "paywalled" if declared.count(False) == len(declared) else "partly paywalled"
        return Finding(field="access", value=part, rule="as articles declare")
    if True in declared:
        return Finding(field="access", value="free to read", rule="as articles declare")
    long = [one for one in seen.articles if _is_whole(one)]
    rule = f"nothing declared; {len(long)} of {len(seen.articles)} bodies have {WORDS} words"
    if seen.articles and len(long) == len(seen.articles):
        return Finding(field="access", value="free to read", rule=rule)
    doubt = "is it free to read? Say so in the module's first line"
    return Finding(field="access", value=None, rule=rule, doubt=doubt)


def _is_whole(article: Article) -> bool:
    return article.page_kind in READABLE and (article.word_count or 0) >= WORDS


def _announced(seen: Seen) -> tuple[Finding, ...]:
    hint = "announced; add Announced() to discover to read them too"
    kinds = (("feeds", seen.feeds), ("sitemaps", seen.sitemaps))
    return tuple(
        Finding(field=kind, value=" ".join(urls) or None, rule=hint if urls else "none announced")
        for kind, urls in kinds
    )
