"""A server that answers with whatever bytes a case wants, right HTTP or not."""

import gzip
import socket
import socketserver
import ssl
import sys
import threading
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

import brotli
from newspapers import article

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

Send = Callable[[bytes], None]
Answer = bytes | Callable[[Send], None]
"""All bytes of an answer, or what sends them; then the connection is closed."""

ENCODED: dict[str, Callable[[bytes], bytes]] = {
    "gzip": lambda text: gzip.compress(text, 1, mtime=0),
    "deflate": lambda text: zlib.compress(text, 1),
    "br": lambda text: brotli.compress(text, quality=1),
    "zstd": lambda text: zstd.compress(text, 1),
}


def answer(body: bytes, *headers: str, status: str = "200 OK", length: int | None = -1) -> bytes:
    """Return a whole answer; ``length`` is what Content-Length says, ``None`` for none."""
    said = len(body) if length == -1 else length
    lines = [f"HTTP/1.1 {status}", "Connection: close", *headers]
    if not any(one.lower().startswith("content-type") for one in headers):
        lines.append("Content-Type: text/html; charset=utf-8")
    if said is not None:
        lines.append(f"Content-Length: {said}")
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


NOT_HERE = answer(b"not here", status="404 Not Found")


def story(name: str) -> bytes:
    """Return a page of an article that is like no other."""
    words = " ".join(f"{name}{n} told the harbour" for n in range(12)) + ". "
    return article(f"What was heard of {name} at the quay", words)[2]


@dataclass
class Server:
    """What is served, and what was asked for."""

    port: int = 0
    answers: dict[str, Answer] = field(default_factory=dict)
    asked: Counter[str] = field(default_factory=Counter)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"


@contextmanager
def serving(
    host: str = "127.0.0.1", port: int = 0, context: ssl.SSLContext | None = None
) -> Iterator[Server]:
    """Serve until the block ends; with ``context`` over TLS."""
    served = Server()

    class Handler(socketserver.StreamRequestHandler):
        timeout = 30

        def handle(self) -> None:
            with suppress(OSError, IndexError):
                path = self.rfile.readline().decode("latin-1").split(" ")[1]
                while self.rfile.readline().strip():
                    pass
                served.asked[path] += 1
                given = served.answers.get(path, NOT_HERE)
                if callable(given):
                    given(self.request.sendall)
                else:
                    self.request.sendall(given)
                self.request.shutdown(socket.SHUT_WR)

    class Listening(socketserver.ThreadingTCPServer):
        allow_reuse_address = True
        daemon_threads = True
        request_queue_size = 64

        def get_request(self) -> tuple[socket.socket, object]:
            asking, address = super().get_request()
            if context is None:
                return asking, address
            return context.wrap_socket(asking, server_side=True), address

    with Listening((host, port), Handler) as listening:
        served.port = listening.server_address[1]
        threading.Thread(target=listening.serve_forever, args=(0.02,), daemon=True).start()
        yield served
        listening.shutdown()
