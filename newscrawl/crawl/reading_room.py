"""Where a run has its pages read: by other processes, and each in time."""

import asyncio
import logging
import pickle
from collections.abc import Callable
from typing import TYPE_CHECKING, Self, TypeVar

from scrapy import signals
from scrapy.utils.asyncio import create_looping_call

from newscrawl.crawl.ending import is_ending
from newscrawl.crawl.reader import Answer
from newscrawl.crawl.readers import READERS, NotRead

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

logger = logging.getLogger(__name__)

T = TypeVar("T")

LAST_SECONDS = 3.0
"""How long a run that is ending waits for a page to be read: with the archive's last steps it ends
within the five seconds that are promised beyond DOWNLOAD_TIMEOUT."""

LOOK_SECONDS = 0.25
"""How often it is asked whether the run is ending."""


class ReadingRoom:
    """Where a run has its pages read.

    Args:
        processes: That read; 0 reads in this one, without a limit of time.
        seconds: A page may take.
        is_ending: Returns whether the run is coming to its end.
    """

    def __init__(self, *, processes: int, seconds: float, is_ending: Callable[[], bool]) -> None:
        self._processes = processes
        self._seconds = seconds
        self._is_ending = is_ending
        self._out: set[asyncio.Future[Answer]] = set()
        self._is_open = self._is_last = False
        self._looking = create_looping_call(self._look)

    @classmethod
    def from_crawler(cls, crawler: "Crawler") -> Self:
        """Read the settings."""
        room = cls(
            processes=crawler.settings.getint("NEWSCRAWL_EXTRACT_PROCESSES"),
            seconds=crawler.settings.getfloat("NEWSCRAWL_EXTRACT_PAGE_MAX_SECONDS"),
            is_ending=lambda: is_ending(crawler),
        )
        crawler.signals.connect(room.close, signal=signals.spider_closed)
        return room

    def open(self) -> None:
        """Start a process, so that it is there when the first page comes."""
        if self._processes and not self._is_open:
            self._is_open = True
            READERS.join()
            READERS.least_busy(self._processes).begin()
            self._looking.start(LOOK_SECONDS)

    async def read(self, question: Callable[[], T]) -> T:
        """Return what ``question`` returns, or raise what it raises.

        Raises:
            NotRead: It took too long, ended the process, or the run ended.
        """
        if not self._processes:
            return question()
        try:
            sent = pickle.dumps(question, pickle.HIGHEST_PROTOCOL)
        except (pickle.PicklingError, AttributeError, TypeError) as error:
            self._read_here(error)
            return question()
        self.open()
        answer = await self._ask(sent)
        for name, level, message in answer.logged:
            logging.getLogger(name).log(level, "%s", message)
        if answer.error is not None:
            answer.error.add_note(f"In the process that reads:\n{answer.traceback}")
            raise answer.error
        value: T = answer.value
        return value

    async def _ask(self, question: bytes) -> Answer:
        answer = READERS.least_busy(self._processes).ask(question, self._seconds)
        self._out.add(answer)
        answer.add_done_callback(self._out.discard)
        if self._is_last:
            _limit(answer)
        return await answer

    def close(self) -> None:
        """Let go of the processes."""
        if self._is_open:
            self._is_open = False
            if self._looking.running:
                self._looking.stop()
            READERS.leave()

    def _look(self) -> None:
        if self._is_ending():
            self._looking.stop()
            self._is_last = True
            for answer in self._out:
                _limit(answer)

    def _read_here(self, error: Exception) -> None:
        logger.warning(
            "Pages are read in the crawl's own process from now on, however long they take: a part "
            "of a layout cannot be sent to another (%s). Make it a function of the site's module.",
            error,
        )
        self._processes = 0


def _limit(answer: asyncio.Future[Answer]) -> None:
    """Wait for an answer a little longer, and no more."""

    def give_up() -> None:
        if not answer.done():
            answer.set_exception(NotRead("run_ended", "The run ended before it was read."))

    asyncio.get_running_loop().call_later(LAST_SECONDS, give_up)
