"""A web server for the sample newspapers, on this machine only."""

import gzip
import hashlib
import socket
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from email.utils import format_datetime, parsedate_to_datetime
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, NamedTuple
from urllib.parse import unquote, urlsplit

from newscrawl.errors import ConfigurationError
from newscrawl.sample import ferry_post, harbour_gazette
from newscrawl.sample.answer import Answer, moved
from newscrawl.sample.story import EDITIONS

PORTS = (8701, 8702)
"""Where The Harbour Gazette and The Ferry Post are served unless told otherwise."""

_IDLE_SECONDS = 5.0
_NOT_FOUND = b"<!doctype html><title>Page not found</title><h1>Page not found</h1>"


class Logged(NamedTuple):
    """One request and the status of its answer."""

    method: str
    path: str
    """As requested, query included."""
    status: int


@dataclass(frozen=True, slots=True)
class SampleServer:
    """One newspaper while it is served."""

    name: str
    """The site's name in newscrawl."""
    url: str
    """The front page."""
    log: list[Logged] = field(default_factory=list)
    """Every request so far, in the order of the answers."""


class Sample(NamedTuple):
    """Both newspapers while they are served."""

    harbour_gazette: SampleServer
    ferry_post: SampleServer


@contextmanager
def serve(day: int, *, host: str = "127.0.0.1", ports: tuple[int, int] = PORTS) -> Iterator[Sample]:
    """Serve both newspapers as of ``day`` until the ``with`` block ends.

    Args:
        day: 1 or 2, a key of ``EDITIONS``.
        host: A loopback address.
        ports: Of The Harbour Gazette and The Ferry Post; 0 takes one that is free.

    Raises:
        ConfigurationError: No such day, ``host`` can be reached from other machines, or a port
            is in use.
    """
    if day not in EDITIONS:
        message = f"The sample newspapers have no day {day!r}. Choose 1 or 2."
        raise ConfigurationError(message)
    with ExitStack() as stack:
        gazette, post = (
            stack.enter_context(_serving(paper.NAME, paper.answers, day, host, port))
            for paper, port in zip((harbour_gazette, ferry_post), ports, strict=True)
        )
        yield Sample(gazette, post)


Answers = Callable[[int, str], Mapping[str, Answer]]
"""A newspaper: a day and the address it is served at in, the answer to each path out."""


@contextmanager
def _serving(name: str, answers: Answers, day: int, host: str, port: int) -> Iterator[SampleServer]:
    server = _listen(name, host, port)
    base = f"http://{host}:{server.server_address[1]}"
    served = SampleServer(name, f"{base}/")
    server.answers, server.log = answers(day, base), served.log
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), name=name, daemon=True)
    thread.start()
    try:
        yield served
    finally:
        server.shutdown()
        thread.join()
        server.hang_up()
        server.server_close()


def _listen(name: str, host: str, port: int) -> "_Server":
    if not host.startswith("127."):
        message = f"The sample newspapers are served at 127.0.0.1 only, not at {host}."
        raise ConfigurationError(message)
    try:
        return _Server((host, port), _Handler)
    except OSError as error:
        message = (
            f"{name} cannot be served at {host}:{port}: {error.strerror}. Stop the program that "
            f"listens there ('ss -ltnp sport = :{port}' names it) or choose other ports."
        )
        raise ConfigurationError(message) from error


class _Server(ThreadingHTTPServer):
    """Knows its open connections, so that the end need not wait for idle ones."""

    daemon_threads = False

    def __init__(self, *args: Any) -> None:
        self.answers: Mapping[str, Answer] = {}
        self.log: list[Logged] = []
        self._open: set[socket.socket] = set()
        super().__init__(*args)

    def process_request(self, request: Any, client_address: Any) -> None:
        self._open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        self._open.discard(request)
        super().shutdown_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:
        # A crawler that was stopped hangs up in the middle of an answer: nothing to report.
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)

    def hang_up(self) -> None:
        for connection in tuple(self._open):
            try:
                connection.shutdown(socket.SHUT_RDWR)
            except OSError:
                continue  # the other side was faster


class _Handler(BaseHTTPRequestHandler):
    """Answers GET and HEAD as a web server in front of a newspaper does."""

    protocol_version = "HTTP/1.1"
    server_version = "SampleNewspaper"
    sys_version = ""
    timeout = _IDLE_SECONDS
    server: _Server

    def do_GET(self) -> None:
        self._respond()

    def do_HEAD(self) -> None:
        self._respond()

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - its name in http.server
        """Say nothing: ``SampleServer.log`` holds the requests."""

    def _respond(self) -> None:
        answer = self._answer(unquote(urlsplit(self.path).path))
        etag = f'W/"{hashlib.sha256(answer.body).hexdigest()[:20]}"'
        status = answer.status
        if status == HTTPStatus.OK and self._is_known(etag, answer):
            status = HTTPStatus.NOT_MODIFIED
        self.server.log.append(Logged(self.command, self.path, int(status)))
        self.send_response(status)
        self._send_validators(etag, answer)
        if status == HTTPStatus.NOT_MODIFIED:
            self.end_headers()
            return
        self._send_body(answer)

    def _answer(self, path: str) -> Answer:
        answers = self.server.answers
        if path not in answers and f"{path}/" in answers:
            return moved(f"{path}/")
        return answers.get(path, Answer(status=HTTPStatus.NOT_FOUND, body=_NOT_FOUND))

    def _is_known(self, etag: str, answer: Answer) -> bool:
        """Return whether the client holds this answer (RFC 9110, section 13.2.2)."""
        if named := self.headers.get("If-None-Match"):
            strong = {one.strip().removeprefix("W/") for one in named.split(",")}
            return bool(strong & {"*", etag.removeprefix("W/")})
        since = self.headers.get("If-Modified-Since")
        if not since or answer.modified is None:
            return False
        try:
            return answer.modified <= parsedate_to_datetime(since)
        except (TypeError, ValueError):
            return False

    def _send_validators(self, etag: str, answer: Answer) -> None:
        if answer.status == HTTPStatus.OK:
            self.send_header("ETag", etag)
            self.send_header("Vary", "Accept-Encoding")
        if answer.modified is not None:
            self.send_header("Last-Modified", format_datetime(answer.modified, usegmt=True))

    def _send_body(self, answer: Answer) -> None:
        body = answer.body
        if answer.location is not None:
            self.send_header("Location", answer.location)
        self.send_header("Content-Type", answer.content_type)
        if (
            body
            and answer.content_type != "image/png"
            and "gzip" in self.headers.get("Accept-Encoding", "")
        ):
            body = gzip.compress(body, mtime=0)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)
