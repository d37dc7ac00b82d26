"""Ids that turned out to name an article with another id."""

from collections.abc import Iterable, Mapping

from newscrawl.items import Fetch, Outcome

_ALIAS_STEPS = 8
"""An alias of an alias is followed so often, as the catalogue does: a circle ends."""

_WRITTEN: frozenset[Outcome] = frozenset({"new", "revised"})
"""Outcomes with which an article line was written."""


def aliases(fetches: Iterable[Fetch]) -> dict[str, str]:
    """Return, for each ``article_id`` that is an alias, the id of the article it names.

    What a later request learnt goes before what an earlier one did. An id under which an article
    is archived is no alias, whatever was learnt later: its lines are its own.

    Args:
        fetches: Of one site, in any order; read once.
    """
    learnt: dict[str, tuple[str, str]] = {}
    archived: set[str] = set()
    for fetch in fetches:
        own = fetch.article_id
        if own is None:
            continue
        if fetch.outcome in _WRITTEN:
            archived.add(fetch.alias_of or own)
        if fetch.alias_of not in {None, own}:
            learnt[own] = max(learnt.get(own, ("", "")), (fetch.fetched_at, fetch.alias_of or ""))
    direct = {own: named for own, (_, named) in learnt.items() if own not in archived}
    return {own: _end(own, direct) for own in direct}


def _end(own: str, direct: Mapping[str, str]) -> str:
    seen = [own]
    while len(seen) < _ALIAS_STEPS:
        named = direct.get(seen[-1])
        if named is None or named in seen:
            break
        seen.append(named)
    return seen[-1]
