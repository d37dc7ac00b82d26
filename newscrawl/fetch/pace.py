"""How fast a host may be asked: one ``Pace`` a host and process, whoever asks.

Two newspapers may live on one host. What it asks for holds for both together, and so does one
request at a time. Times are seconds of a monotonic clock, and come in as arguments.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass, field

Turn = Callable[[], None]


@dataclass(slots=True)
class Pace:
    """When one host may be asked next."""

    busy_at: float = -math.inf
    """When the last request was sent, or the last answer ended. The delay counts from here: a
    request may leave late, and reach the host just before the next one, if it counted from its
    sending alone."""
    free_at: float = -math.inf
    """The end of the pause that the host asked for."""
    under_way: int = 0
    """Requests sent and not answered."""
    refusals: int = 0
    """Answers 403 and 429, one after the other."""
    given_up: str | None = None
    """Why the host is asked for nothing more in this process."""
    _delays: dict[str, float] = field(default_factory=dict)
    _turns: dict[object, Turn] = field(default_factory=dict)

    @property
    def delay(self) -> float:
        """The least pause between two requests that the host asks for, in seconds."""
        return max(self._delays.values(), default=0.0)

    def ask_delay(self, place: str, seconds: float | None) -> None:
        """Note what the robots.txt of ``place`` asks for; the longest of all places counts.

        Args:
            place: Scheme, host and port.
            seconds: ``None`` where it asks for nothing (any more).
        """
        self._delays.pop(place, None)
        if seconds is not None:
            self._delays[place] = seconds

    def wait(self, now: float, own_delay: float, at_once: int) -> float:
        """Return the seconds until the next request may be sent; infinite: until one is answered.

        Args:
            now: The time.
            own_delay: The pause that the settings say, in seconds.
            at_once: How many requests may be under way.
        """
        if self.under_way >= at_once:
            return math.inf
        return max(0.0, self.busy_at + max(self.delay, own_delay) - now, self.free_at - now)

    def send(self, now: float) -> None:
        """Note that a request is sent."""
        self.busy_at = now
        self.under_way += 1

    def answered(self, now: float) -> None:
        """Note that a request has ended, and tell those who wait, who came first first."""
        self.busy_at = now
        self.under_way -= 1
        turns, self._turns = self._turns, {}
        for turn in turns.values():
            turn()

    def queue(self, who: object, turn: Turn) -> None:
        """Call ``turn`` once when a request has ended; a second time for ``who`` adds nothing."""
        self._turns.setdefault(who, turn)

    def pause(self, now: float, seconds: float) -> None:
        """Ask for nothing for so long; of several pauses the one that ends last counts."""
        self.free_at = max(self.free_at, now + seconds)

    def refused(self, *, is_refusal: bool) -> int:
        """Note an answer; return how many refusals came one after the other."""
        self.refusals = self.refusals + 1 if is_refusal else 0
        return self.refusals


class Hosts:
    """The pace of every host that was asked."""

    def __init__(self) -> None:
        self._paces: dict[str, Pace] = {}

    def pace(self, host: str) -> Pace:
        """Return the pace of ``host``: the same one each time."""
        return self._paces.setdefault(host, Pace())
