"""A story in our own words, long enough to be compared, and ways to rewrite it."""

import random
from dataclasses import replace

from newscrawl.deduplicate.identity import identified, revision_id
from newscrawl.items import Article, Section

STORY = """The night ferry to Saltmere lay at the quay until morning because nobody could find the
key to its engine room. Passengers were given blankets, soup and the use of the lounge, where a
brass band on its way to a wedding played until the captain asked for silence. The key turned up
shortly after six, in the pocket of a mechanic who had gone home with a toothache and had fallen
asleep in front of his radio. The shipping company says that a second key will be cut this week and
kept in a glass box on the bridge. Two of the musicians missed the wedding; the bride, who had
heard of the delay, postponed the dance by an hour and had the speeches first. For the town it was
the third ferry this winter that did not leave on time. In November a seal had settled on the
ramp, and in January the linesman had been counting lapwings and forgot the bell. The harbour
master, asked whether she saw a pattern, said that she saw a harbour with people in it."""

HAN = "".join(chr(0x4E00 + (n * n * 7 + n * 13) % 900) for n in range(300))


def reworded(text: str, share: float, seed: int = 1) -> str:
    """Return ``text`` with a share of its words replaced by others."""
    rnd = random.Random(seed)
    return " ".join(
        f"word{rnd.randrange(9999)}" if rnd.random() < share else word for word in text.split()
    )


def story(
    text: str = STORY,
    *,
    site: str = "gazette",
    number: int = 1,
    revision: int = 1,
    at: str = "2026-03-14T06:00:00.000000Z",
) -> Article:
    """Return an article line as the archive holds it."""
    url = f"https://{site}.example/{number}"
    read = Article(
        site=site,
        url=url,
        canonical_url=url,
        article_id="",
        page_kind="article",
        headline="The ferry that had no key",
        body=(Section(paragraphs=tuple(text.split("\n"))),),
        fetched_at=at,
        run_id="r1",
        newscrawl_version="0",
    )
    named = identified(read, site, None)
    told = revision_id(named.article_id, str(revision), named.content_id)
    return replace(named, revision=revision, revision_id=told)
