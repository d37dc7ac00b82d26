"""The processes that read a crawl's pages, seen from the crawl.

Reading is most of a crawl's work, and what it reads is made by others: in a process of its own it
costs the crawl no time, and a page that never comes to its end, or that ends the process, is one
answer that was not read. The runs of a process share its readers.
"""

import asyncio
import os
import pickle
import signal
import socket
import subprocess
import sys
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from newscrawl.crawl.reader import ANSWER, QUESTION, Answer
from newscrawl.items import Reason

_START = "from newscrawl.crawl.reader import main; main({})"


class NotRead(Exception):
    """Reading a page was given up."""

    def __init__(self, reason: Reason, message: str) -> None:
        super().__init__(message)
        self.reason = reason


class NoReader(Exception):
    """The process that reads does not start: a defect, or a machine without room for it."""


@dataclass(frozen=True, slots=True)
class _Asked:
    question: bytes
    seconds: float
    answer: asyncio.Future[Answer]

    def fail(self, error: Exception) -> None:
        if not self.answer.done():  # nobody may wait for it any more
            self.answer.set_exception(error)


class Reader:
    """One process that reads; it is started when it is first asked, and again if it ends.

    Questions are sent at once and answered in their order, so that it never waits for the crawl.
    """

    def __init__(self) -> None:
        self._asked: deque[_Asked] = deque()
        self._process: subprocess.Popen[bytes] | None = None
        self._writer: asyncio.StreamWriter | None = None
        self._attending: asyncio.Task[None] | None = None

    @property
    def waiting(self) -> int:
        """How many questions have no answer yet."""
        return len(self._asked)

    def begin(self) -> None:
        """Start the process, unless it is there."""
        if self._attending is None:
            self._attending = asyncio.ensure_future(self._attend())

    def ask(self, question: bytes, seconds: float) -> asyncio.Future[Answer]:
        """Return the answer to come; it is ``NotRead`` where the process ends over it."""
        asked = _Asked(question, seconds, asyncio.get_running_loop().create_future())
        self._asked.append(asked)
        self._send(asked)
        self.begin()
        return asked.answer

    def end(self) -> None:
        """End the process, whatever it does: it holds nothing."""
        if self._attending is not None:
            self._attending.cancel()
            self._clear()

    def _send(self, asked: _Asked) -> None:
        if self._writer is not None:
            self._writer.write(QUESTION.pack(len(asked.question), asked.seconds))
            self._writer.write(asked.question)  # apart: joined they would be copied

    async def _attend(self) -> None:
        """Start a process and hand on its answers until it ends."""
        was_ready = False
        try:
            ours, self._process = _started()
            stream, self._writer = await asyncio.open_unix_connection(sock=ours)
            for asked in self._asked:
                self._send(asked)
            await _next(stream)
            was_ready = True
            while True:
                self._hand_on(await _next(stream))
        except (OSError, asyncio.IncompleteReadError) as error:
            self._account(self._clear(), error, was_ready=was_ready)

    def _hand_on(self, answer: Answer) -> None:
        asked = self._asked.popleft()
        if not asked.answer.done():
            asked.answer.set_result(answer)

    def _clear(self) -> int | None:
        """Clear away what is left of the process; return its exit code."""
        process, writer = self._process, self._writer
        self._process = self._writer = self._attending = None
        if writer is not None:
            writer.close()
        if process is None:
            return None
        process.kill()  # without effect on the code where it has ended by itself
        return process.wait()

    def _account(self, code: int | None, why: Exception, *, was_ready: bool) -> None:
        """Tell whoever waits for the process, which has ended; start another for the others."""
        if not was_ready:
            said = f"it ended with {code}" if code is not None else str(why)
            message = (
                f"The process that reads pages did not start: {said}. Set "
                "NEWSCRAWL_EXTRACT_PROCESSES=0 to read in the crawl's own."
            )
            while self._asked:
                self._asked.popleft().fail(NoReader(message))
        if self._asked:
            asked = self._asked.popleft()
            asked.fail(_given_up(code, asked.seconds))
        if self._asked:
            self.begin()


def _given_up(code: int | None, seconds: float) -> NotRead:
    if code == -signal.SIGALRM:
        message = f"Reading it took over {seconds:g} s (NEWSCRAWL_EXTRACT_PAGE_MAX_SECONDS)."
        return NotRead("too_slow", message)
    by = signal.Signals(-code).name if code and code < 0 else f"exit code {code}"
    return NotRead("reader_ended", f"Reading it ended the process that reads ({by}).")


def _started() -> "tuple[socket.socket, subprocess.Popen[bytes]]":
    """Start a process; return our end of its socket, and the process."""
    path = [place or os.getcwd() for place in sys.path]  # noqa: PTH109 - as it is for Python
    ours, theirs = socket.socketpair()
    try:
        with theirs, _deaf():
            process = subprocess.Popen(  # noqa: S603 - Python itself
                [sys.executable, "-P", "-c", _START.format(theirs.fileno())],
                env={**os.environ, "PYTHONPATH": os.pathsep.join(path)},
                stdin=subprocess.DEVNULL,
                pass_fds=[theirs.fileno()],
            )
    except BaseException:
        ours.close()
        raise
    return ours, process


@contextmanager
def _deaf() -> Iterator[None]:
    """What is started here hears no Ctrl-C and no service manager for all its life: it ends with
    the crawl, which may still need it. A signal for the crawl itself waits for a moment."""
    asked_to_end = {signal.SIGINT, signal.SIGTERM, signal.SIGHUP}
    before = signal.pthread_sigmask(signal.SIG_BLOCK, asked_to_end)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


async def _next(stream: asyncio.StreamReader) -> Answer:
    (length,) = ANSWER.unpack(await stream.readexactly(ANSWER.size))
    answer = pickle.loads(await stream.readexactly(length))  # noqa: S301 - of a process of ours
    assert isinstance(answer, Answer)
    return answer


class Readers:
    """The readers of this process: they end with the last run that has any."""

    def __init__(self) -> None:
        self._all: list[Reader] = []
        self._runs = 0

    def join(self) -> None:
        """Take part as one more run."""
        self._runs += 1

    def leave(self) -> None:
        """Take part no more."""
        self._runs -= 1
        if not self._runs:
            for reader in self._all:
                reader.end()
            self._all.clear()

    def least_busy(self, of: int) -> Reader:
        """Return the one of so many that has the least to do."""
        self._all += (Reader() for _ in range(of - len(self._all)))
        return min(self._all[:of], key=lambda reader: reader.waiting)


READERS = Readers()
"""One for the process: newspapers that it crawls at once share them."""
