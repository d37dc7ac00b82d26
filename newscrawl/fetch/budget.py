"""What one run of one newspaper may take."""

from dataclasses import dataclass


@dataclass(slots=True)
class Budget:
    """How much a run may still ask for. Times are seconds of a monotonic clock.

    Args:
        requests: It may send; 0: without end.
        seconds: After which it sends no more; 0: without end.
        began: When it began.
    """

    requests: int
    seconds: float
    began: float
    sent: int = 0

    def spent(self, now: float) -> str | None:
        """Return what is used up, in words; ``None`` while there is some left."""
        if 0 < self.requests <= self.sent:
            return (
                f"This run's {self.requests} requests (NEWSCRAWL_FETCH_REQUESTS_MAX) are sent; "
                "the next one goes on."
            )
        if 0 < self.seconds <= now - self.began:
            return (
                f"This run's {self.seconds:g} seconds (NEWSCRAWL_FETCH_RUN_MAX_SECONDS) are over; "
                "the next one goes on."
            )
        return None
