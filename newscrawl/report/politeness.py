"""Whether a run was polite: what each host asked for, and what it got.

Fetch lines say when each request was sent; a run record says what was asked. ``breaches``
compares the two, and needs to know nothing of how a run keeps its pauses.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Literal, NamedTuple
from urllib.parse import urlsplit

from newscrawl.items import Fetch, FrontPageSnapshot
from newscrawl.run_record import CrawlDelay, HostPoliteness, Pause, Run

ROUNDING_SECONDS = 0.01
"""A gap so much shorter than asked is as long: ``Fetch.seconds`` is rounded to 0.001, and a
clock that is being set may run 0.5 ms a second slower (adjtime(3))."""


class Politeness:
    """What a run asked of each host, and what each host asked of it; filled while it runs."""

    def __init__(self) -> None:
        self._hosts: defaultdict[str, _Host] = defaultdict(_Host)

    def add(self, fetch: Fetch) -> None:
        """Count a request that was sent."""
        host = self._hosts[host_of(fetch.url)]
        host.requests += 1
        host.not_modified += fetch.status == 304  # noqa: PLR2004 - RFC 9110, section 15.4.5
        host.bytes += fetch.bytes or 0
        host.times.extend(times(fetch))

    def note_delay(self, host: str, delay: CrawlDelay) -> None:
        """Note what a robots.txt asks for."""
        self._hosts[host].crawl_delays.append(delay)

    def note_pause(self, host: str, pause: Pause) -> None:
        """Note that a host asked to be left alone."""
        self._hosts[host].pauses.append(pause)

    def note_given_up(self, host: str, at: str, why: str) -> None:
        """Note that the host is asked for nothing more; only the first time counts."""
        found = self._hosts[host]
        found.given_up_at = found.given_up_at or at
        found.given_up_because = found.given_up_because or why

    def given_up(self) -> Iterator[str]:
        """Yield why hosts were given up."""
        for _, host in sorted(self._hosts.items()):
            if host.given_up_because:
                yield host.given_up_because

    def hosts(self) -> tuple[HostPoliteness, ...]:
        """Return the hosts as a run record holds them."""
        return tuple(host.record(name) for name, host in sorted(self._hosts.items()))


class _Host:
    def __init__(self) -> None:
        self.requests = 0
        self.not_modified = 0
        self.bytes = 0
        self.times: list[Times] = []
        self.crawl_delays: list[CrawlDelay] = []
        self.pauses: list[Pause] = []
        self.given_up_at: str | None = None
        self.given_up_because: str | None = None

    def record(self, name: str) -> HostPoliteness:
        smallest = min((_gap(*pair) for pair in pairwise(sorted(self.times))), default=None)
        return HostPoliteness(
            host=name,
            requests=self.requests,
            not_modified=self.not_modified,
            bytes=self.bytes,
            smallest_gap_seconds=None if smallest is None else round(smallest, 3),
            crawl_delays=tuple(self.crawl_delays),
            pauses=tuple(self.pauses),
            given_up_at=self.given_up_at,
            given_up_because=self.given_up_because,
        )


def host_of(url: str) -> str:
    """Return the host that a request for ``url`` asks; all its ports are one."""
    return urlsplit(url).hostname or ""


class Times(NamedTuple):
    """When a request was sent, and when it ended."""

    sent: datetime
    ended: datetime


def times(fetch: Fetch) -> tuple[Times, ...]:
    """Return when a request was sent and ended; nothing where it was not sent."""
    if fetch.seconds is None:
        return ()
    ended = datetime.fromisoformat(fetch.fetched_at)
    return (Times(ended - timedelta(seconds=fetch.seconds), ended),)


def _gap(before: Times, after: Times) -> float:
    """Return the pause between two requests: what the host saw was no shorter.

    It counts from the end of the first, or from its sending where both were under way at once.
    """
    since = before.ended if before.ended <= after.sent else before.sent
    return (after.sent - since).total_seconds()


# --- afterwards ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Breach:
    """A request that was sent too early."""

    site: str
    run_id: str
    host: str
    url: str
    sent_at: str
    """UTC, RFC 3339."""
    rule: Literal["delay", "pause", "given_up"]
    """``delay``: between two requests; ``pause``: in one that the host asked for; ``given_up``:
    after the run said that it asks no more."""
    asked_seconds: float | None
    """From the request before, or from the beginning of the pause."""
    kept_seconds: float
    """What it was."""


def breaches(run: Run, fetches: Iterable[Fetch]) -> Iterator[Breach]:
    """Yield the requests of ``run`` that were sent too early.

    Args:
        run: Its record. That of a killed run knows no delays: then there is nothing to check.
        fetches: Its lines, in any order.
    """
    sent: defaultdict[str, list[tuple[Times, Fetch]]] = defaultdict(list)
    for fetch in fetches:
        sent[host_of(fetch.url)].extend((when, fetch) for when in times(fetch))
    for host in run.hosts:
        requests = sorted(sent[host.host], key=lambda pair: pair[0])
        yield from _too_close(run, host, requests)
        yield from _in_pauses(run, host, requests)


def _too_close(
    run: Run, host: HostPoliteness, requests: list[tuple[Times, Fetch]]
) -> Iterator[Breach]:
    for (before, _), (after, fetch) in pairwise(requests):
        delay = _delay_at(run, host, after.sent)
        gap = _gap(before, after)
        if delay - gap > ROUNDING_SECONDS:
            yield _breach(run, host, fetch, after.sent, "delay", delay, gap)


def _delay_at(run: Run, host: HostPoliteness, moment: datetime) -> float:
    kept = run.delay_seconds or 0.0
    for delay in host.crawl_delays:
        if datetime.fromisoformat(delay.at) <= moment:
            kept = delay.kept_seconds
    return kept


def _in_pauses(
    run: Run, host: HostPoliteness, requests: list[tuple[Times, Fetch]]
) -> Iterator[Breach]:
    for (moment, _), fetch in requests:
        for pause in host.pauses:
            into = (moment - datetime.fromisoformat(pause.at)).total_seconds()
            if 0 < into < pause.kept_seconds - ROUNDING_SECONDS:
                yield _breach(run, host, fetch, moment, "pause", pause.kept_seconds, into)
        if host.given_up_at and moment > datetime.fromisoformat(host.given_up_at):
            into = (moment - datetime.fromisoformat(host.given_up_at)).total_seconds()
            yield _breach(run, host, fetch, moment, "given_up", None, into)


def _breach(  # noqa: PLR0917
    run: Run,
    host: HostPoliteness,
    fetch: Fetch,
    moment: datetime,
    rule: Literal["delay", "pause", "given_up"],
    asked: float | None,
    kept: float,
) -> Breach:
    return Breach(
        site=run.site,
        run_id=run.run_id,
        host=host.host,
        url=fetch.url,
        sent_at=moment.isoformat().replace("+00:00", "Z"),
        rule=rule,
        asked_seconds=asked,
        kept_seconds=round(kept, 3),
    )


STILL_LOOKS = 24
"""A front page that did not change at so many looks is looked at too often: with an hourly
schedule that is a day."""


def still_pages(looks: Iterable[FrontPageSnapshot]) -> Iterator[tuple[str, int]]:
    """Yield the front pages that did not change at their last looks, and at how many.

    A statement only: newscrawl looks whenever it is started.

    Args:
        looks: Of one site, in the order of time.
    """
    still: dict[str, int] = {}
    for look in looks:
        still[look.url] = 0 if look.changed else still.get(look.url, 0) + 1
    yield from ((url, count) for url, count in still.items() if count >= STILL_LOOKS)
