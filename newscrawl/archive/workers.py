"""Processes beside this one that never outlive it, and that Ctrl-C ends in silence."""

import os
import signal
import threading
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import connection, parent_process
from multiprocessing.context import SpawnContext, SpawnProcess
from typing import Any


class _Worker(SpawnProcess):
    """A process that is born deaf to Ctrl-C, until it has set what that does: else each prints
    where it was when it came."""

    def start(self) -> None:
        before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            super().start()
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)


class _Workers(SpawnContext):
    Process = _Worker


CONTEXT = _Workers()
"""Makes locks and numbers that workers share."""


def workers(
    count: int, begin: Callable[..., object] | None = None, *arguments: Any
) -> ProcessPoolExecutor:
    """Return a pool of processes that end when this one does, however it ends.

    Args:
        count: Of processes, at most.
        begin: Called in each before its first task.
        arguments: Of ``begin``.
    """
    return ProcessPoolExecutor(count, CONTEXT, initializer=_begin, initargs=(begin, *arguments))


def _begin(begin: Callable[..., object] | None, *arguments: Any) -> None:
    threading.Thread(target=_end_with_parent, daemon=True).start()
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    if begin:
        begin(*arguments)


def _end_with_parent() -> None:
    # A pool's worker waits for tasks on a pipe that it holds open itself: it would never notice.
    parent = parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)
