"""The process that reads a crawl's pages: questions in, answers out, one after the other.

``readers`` starts it and asks. It shares nothing with the crawl but one socket: no lock, no file of
the archive, no database. What a page does to it, also in the C code below, it does to nothing else.

A question is any picklable function without arguments, mostly one of ``site_reader`` with its
arguments bound. It is sent as its length, the seconds it may take, and its pickle; an answer as its
length and its pickle.
"""

import logging
import os
import pickle
import signal
import struct
import traceback
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from typing import IO, Any

import msgspec

from newscrawl.items import Article, FrontPageSnapshot

QUESTION = struct.Struct(">Qd")
"""Before a question: its bytes, and the seconds it may take."""
ANSWER = struct.Struct(">Q")
"""Before an answer: its bytes."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a question led to."""

    value: Any = None
    error: Exception | None = None
    """What it raised; then there is no value."""
    traceback: str = ""
    """Of the error, as Python prints it."""
    logged: tuple[tuple[str, int, str], ...] = ()
    """Logger, level and message of what was logged meanwhile."""


class ReadingFailed(Exception):
    """Reading raised what cannot leave its process; this tells of it."""


def main(descriptor: int) -> None:
    """Answer until whoever asks is gone, then end the process.

    A question that takes too long ends it too, by SIGALRM: the kernel's clock also stops C code,
    and when nobody is left who could. The first answer, without a question, says that all modules
    are loaded.
    """
    import newscrawl.site_reader  # noqa: F401, PLC0415 - what most questions call

    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGALRM})
    log = _Log()
    logging.root.addHandler(log)
    logging.root.setLevel(logging.NOTSET)
    logging.captureWarnings(capture=True)
    with suppress(OSError):  # whoever asked is gone
        _serve(os.fdopen(descriptor, "rb"), os.fdopen(os.dup(descriptor), "wb"), log)
    os._exit(0)


def _serve(questions: IO[bytes], answers: IO[bytes], log: "_Log") -> None:
    _send(answers, pickle.dumps(Answer()))
    while len(header := questions.read(QUESTION.size)) == QUESTION.size:
        length, seconds = QUESTION.unpack(header)
        question = [questions.read(length)]
        if len(question[0]) < length:
            return
        signal.setitimer(signal.ITIMER_REAL, seconds)
        answer = _answer(question, log)
        signal.setitimer(signal.ITIMER_REAL, 0)
        _send(answers, answer)


def _send(answers: IO[bytes], answer: bytes) -> None:
    answers.write(ANSWER.pack(len(answer)) + answer)
    answers.flush()


def _answer(question: list[bytes], log: "_Log") -> bytes:
    """Return the answer; the question's bytes go, since a page may be large."""
    try:
        value = pickle.loads(question.pop())()  # noqa: S301 - of the process that started this one
        return _pickled(Answer(value, logged=log.taken()))
    except Exception as error:  # noqa: BLE001 - raised again by who asked
        told = "".join(traceback.format_exception(error))
        return pickle.dumps(Answer(None, _portable(error), told, log.taken()))


# --- records -----------------------------------------------------------------------------------

_RECORDS = frozenset({Article, FrontPageSnapshot})


class _Pickler(pickle.Pickler):
    """Sends records as MessagePack: pickle asks a frozen dataclass for each of its parts in Python,
    which takes three times as long, here and in the crawl."""

    def reducer_override(self, sent: Any) -> Any:
        """Return how to make ``sent`` again."""
        if type(sent) not in _RECORDS:
            return NotImplemented
        try:
            packed = msgspec.msgpack.encode(sent)
            record(type(sent), packed)
        except (msgspec.MsgspecError, ValueError, TypeError, OverflowError):
            return NotImplemented  # half a character, or a text of a class of its own
        return record, (type(sent), packed)


def _pickled(answer: Answer) -> bytes:
    written = BytesIO()
    _Pickler(written, pickle.HIGHEST_PROTOCOL).dump(answer)
    return written.getvalue()


def record(cls: Any, packed: bytes) -> Any:
    """Return the record that was sent as ``packed``."""
    return _decoder(cls).decode(packed)


@cache
def _decoder(cls: Any) -> "msgspec.msgpack.Decoder[Any]":
    return msgspec.msgpack.Decoder(cls)


# --- what goes wrong ---------------------------------------------------------------------------


def _portable(error: Exception) -> Exception:
    """Return ``error`` if it can be sent, else one that tells of it."""
    try:
        pickle.loads(pickle.dumps(error))  # noqa: S301 - our own
    except Exception:  # noqa: BLE001 - an exception of somebody else's may refuse in any way
        return ReadingFailed(f"{type(error).__name__}: {error}")
    return error


class _Log(logging.Handler):
    """Keeps what is logged while a question is answered; who asked logs it."""

    def __init__(self) -> None:
        super().__init__()
        self._said: list[tuple[str, int, str]] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a record."""
        with suppress(Exception):  # an argument may raise whatever it likes
            self._said.append((record.name, record.levelno, record.getMessage()))

    def taken(self) -> tuple[tuple[str, int, str], ...]:
        """Return what was said since the last call."""
        said, self._said = tuple(self._said), []
        return said
