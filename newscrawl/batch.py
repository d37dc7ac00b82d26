"""Reads many saved pages on all cores: lines in, lines out, in the same order."""

import gzip
import io
import json
import os
import zlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path
from typing import IO, Any

from newscrawl.archive.lines import clean_text, encode
from newscrawl.archive.workers import workers as workers_of
from newscrawl.extract.article import extract_article
from newscrawl.extract.front_page import extract_front_page

MAX_PAGE_BYTES = 64 * 1024 * 1024
"""The largest page that is read, decompressed; a crawl keeps none above 10 MiB."""

PAGES_PER_TASK = 16
"""Pages a worker takes at once: a task's overhead of some 0.2 ms is then lost beside some
100 ms of reading."""

TASKS_AHEAD = 4
"""Tasks waiting per worker: no worker idles, and memory stays bounded."""

_GZIP = b"\x1f\x8b"


def read_page_file(path: Path) -> bytes:
    """Return a saved page's bytes; gzip is recognised by its first two bytes.

    Raises:
        OSError: The file cannot be read, or is no whole gzip file.
        ValueError: The page has more than ``MAX_PAGE_BYTES``.
    """
    with path.open("rb") as file:
        return read_page(file, str(path))


def read_page(file: IO[bytes], name: str) -> bytes:
    """Return a page's bytes from an open file, as ``read_page_file`` does.

    Args:
        file: Read from where it stands; it may be a pipe.
        name: For messages.
    """
    with _unpacked(file.read(MAX_PAGE_BYTES + 1), name) as plain:
        body = plain.read(MAX_PAGE_BYTES + 1)
    if len(body) > MAX_PAGE_BYTES:
        message = f"{name} has more than {MAX_PAGE_BYTES} bytes"
        raise ValueError(message)
    return bytes(body)


def read_lines(file: IO[bytes], name: str) -> list[bytes]:
    """Return the lines of an open file that are not blank; it may be gzipped, and a pipe.

    Args:
        file: Read to its end.
        name: For messages.

    Raises:
        OSError: The file cannot be read, or is no whole gzip file.
    """
    with _unpacked(file.read(), name) as plain:
        return [line for line in plain if line.strip()]


@contextmanager
def _unpacked(read: bytes, name: str) -> Iterator[gzip.GzipFile | io.BytesIO]:
    """Yield a file of what ``read`` says, gzipped or not; errors name it."""
    plain = io.BytesIO(read)
    try:
        yield gzip.GzipFile(fileobj=plain) if read.startswith(_GZIP) else plain
    except EOFError as error:
        message = f"{name} is cut short: {error}"
        raise OSError(message) from error
    except (zlib.error, gzip.BadGzipFile) as error:
        message = f"{name} is no whole gzip file: {error}"
        raise OSError(message) from error


def record_line(body: bytes, url: str, encoding: str | None, *, front_page: bool) -> bytes:
    """Return the record of one page as a JSON line.

    Raises:
        ValueError: ``url`` is no http or https URL.
    """
    read = extract_front_page if front_page else extract_article
    return encode(read(body, url, encoding=encoding))


@dataclass(frozen=True, slots=True)
class _Task:
    lines: tuple[bytes, ...]
    folder: Path
    front_page: bool


def read_pages(
    lines: Iterable[bytes],
    folder: Path,
    *,
    front_page: bool = False,
    workers: int | None = None,
    done: Callable[[int], object] = lambda _: None,
) -> Iterator[bytes]:
    """Yield a line ``{id, record}`` or ``{id, error}`` for each ``{id, url, html, encoding}``.

    Args:
        lines: JSON; ``html`` is the path of a page, gzipped or not; ``encoding`` may be absent.
        folder: What relative paths start from.
        front_page: Read front pages instead of articles.
        workers: Processes; all cores if not given.
        done: Called with the number of lines of each finished task.

    Yields:
        In the order of ``lines``, each ending in a newline. What cannot be read is an error of its
        own line, also if it kills the process that reads it.
    """
    count = workers or os.cpu_count() or 1
    tasks = _tasks(lines, folder, front_page=front_page)
    waiting: deque[tuple[_Task, Future[list[bytes]]]] = deque()
    pool = workers_of(count)
    try:
        while True:
            for task in islice(tasks, count * TASKS_AHEAD - len(waiting)):
                waiting.append((task, _submit(pool, task)))
            if not waiting:
                return
            task, future = waiting.popleft()
            try:
                yield from future.result()
            except BrokenProcessPool:
                yield from _one_by_one(task)
                pool.shutdown()
                pool = workers_of(count)
                waiting = deque(
                    (task, future if _is_read(future) else _submit(pool, task))
                    for task, future in waiting
                )
            done(len(task.lines))
    finally:
        pool.shutdown(cancel_futures=True)


def is_error(line: bytes) -> bool:
    r"""Return whether a line that ``read_pages`` gave is an error.

    >>> is_error(b'{"id":1,"error":"no page"}\n'), is_error(b'{"id":1,"record":{"a":1}}\n')
    (True, False)
    """
    return not line.endswith(b"}}\n")  # a record is an object, an error a text


def _submit(pool: ProcessPoolExecutor, task: "_Task") -> "Future[list[bytes]]":
    try:
        return pool.submit(_read, task)
    except BrokenProcessPool as error:
        broken: Future[list[bytes]] = Future()
        broken.set_exception(error)
        return broken


def _is_read(future: "Future[list[bytes]]") -> bool:
    return future.done() and not future.cancelled() and future.exception() is None


def _tasks(lines: Iterable[bytes], folder: Path, *, front_page: bool) -> Iterator[_Task]:
    wanted = (line for line in lines if line.strip())
    while chunk := tuple(islice(wanted, PAGES_PER_TASK)):
        yield _Task(chunk, folder, front_page)


def _one_by_one(task: _Task) -> Iterator[bytes]:
    """Yield what a task's lines give, read one at a time, since one of them killed a process."""
    pool = workers_of(1)
    try:
        for line in task.lines:
            read = partial(_read_line, line, task.folder, front_page=task.front_page)
            try:
                yield pool.submit(read).result()
            except BrokenProcessPool:
                yield _error(_fields(line).get("id"), "reading this page killed the process")
                pool.shutdown()
                pool = workers_of(1)
    finally:
        pool.shutdown(cancel_futures=True)


def _read(task: _Task) -> list[bytes]:
    return [_read_line(line, task.folder, front_page=task.front_page) for line in task.lines]


def _read_line(line: bytes, folder: Path, *, front_page: bool) -> bytes:
    fields = _fields(line)
    name = fields.get("id")
    try:
        url, html, encoding = _page(fields)
        record = record_line(read_page_file(folder / html), url, encoding, front_page=front_page)
    except Exception as error:  # noqa: BLE001 - one bad page does not stop the rest
        return _error(name, f"{type(error).__name__}: {error}")
    return b'{"id":' + _json(name) + b',"record":' + record.rstrip(b"\n") + b"}\n"


def _fields(line: bytes) -> dict[str, Any]:
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _page(fields: dict[str, Any]) -> tuple[str, str, str | None]:
    url, html, encoding = fields.get("url"), fields.get("html"), fields.get("encoding")
    if not isinstance(url, str) or not isinstance(html, str):
        message = 'the line is no {"id": …, "url": "https://…", "html": "path of the page"}'
        raise TypeError(message)
    return url, html, encoding if isinstance(encoding, str) else None


def _error(name: Any, message: str) -> bytes:
    return b'{"id":' + _json(name) + b',"error":' + _json(message) + b"}\n"


def _json(value: Any) -> bytes:
    """Return a value that came from JSON as JSON that every reader takes, else ``null``."""
    try:
        text = json.dumps(value, ensure_ascii=False, allow_nan=False)
    except (ValueError, RecursionError):
        return b"null"
    return clean_text(text).encode()
