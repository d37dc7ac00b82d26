"""Pauses that hosts asked an earlier run for and that are not over: a crawl that is started every
hour is not the host's affair."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from newscrawl import clock
from newscrawl.run_record import Pause, Run

LONGEST = timedelta(days=1)
"""A pause counts for no longer: a server that asks for years by mistake is asked again tomorrow,
as robots.txt is (RFC 9309, section 2.4)."""


def standing_pauses(runs: Iterable[Run], now: datetime) -> dict[str, datetime]:
    """Return the hosts that are still to be left alone, and until when.

    Args:
        runs: Earlier ones that know what hosts asked for, in any order.
        now: Aware.
    """
    found: dict[str, datetime] = {}
    for run in runs:
        for host in run.hosts:
            ends = map(_end, host.pauses)
            found[host.host] = max(found.get(host.host, now), *ends, now)
    return {host: until for host, until in found.items() if until > now}


def _end(pause: Pause) -> datetime:
    seconds = min(pause.asked_seconds or 0.0, LONGEST.total_seconds())
    return clock.parse(pause.at) + timedelta(seconds=seconds)
