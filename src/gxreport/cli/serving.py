"""The server of a preview: one page for this computer only, and whether there is a newer one.

Pages of other sites must not read the report. They cannot name this server but by a host name of their own,
which is refused (DNS rebinding), nor can they frame the page or take what it sends for a script.
"""

from __future__ import annotations

import os
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socketserver import TCPServer
from threading import Lock

HOST = "127.0.0.1"
_POLICY = "frame-ancestors 'none'"  # beside what the page itself allows
_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": _POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


class Board:
    """What is to be seen now, and its version. Written by one thread and read by many."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._page, self._version = b"", ""

    def put(self, page: bytes, version: str) -> None:
        """Show another page."""
        with self._lock:
            self._page, self._version = page, version

    def seen(self) -> tuple[bytes, str]:
        """The page and its version."""
        with self._lock:
            return self._page, self._version


class Server(ThreadingHTTPServer):
    """A server on this computer's own address; port 0 is a free one. Raises OSError for a taken one."""

    daemon_threads = True
    request_queue_size = 64  # many tabs may ask at once
    # On Windows this would let two servers share a port.
    allow_reuse_address = os.name != "nt"

    def __init__(self, port: int, board: Board) -> None:
        self.board = board
        super().__init__((HOST, port), _Answer)

    def server_bind(self) -> None:
        """Take the address without asking for its name, for which some systems ask the network."""
        TCPServer.server_bind(self)
        self.server_name, self.server_port = HOST, self.socket.getsockname()[1]

    @property
    def address(self) -> str:
        """What to enter into a browser."""
        return f"http://{HOST}:{self.server_port}/"

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that went away is no news."""


class _Answer(BaseHTTPRequestHandler):
    """One request. A browser that says nothing for a while is not waited for."""

    server: Server
    timeout = 10

    def do_GET(self) -> None:  # the name that http.server looks for
        if not self._meant_for_us():
            return
        page, version = self.server.board.seen()
        if self.path == "/":
            self._answer(HTTPStatus.OK, page, "text/html; charset=utf-8")
        elif self.path == "/events":
            self._answer(HTTPStatus.OK, version.encode(), "text/plain; charset=utf-8")
        else:
            self.send_error(HTTPStatus.NOT_FOUND)

    def _refused(self) -> None:
        if self._meant_for_us():
            self.send_error(HTTPStatus.METHOD_NOT_ALLOWED)

    do_HEAD = do_POST = do_PUT = do_DELETE = do_PATCH = do_OPTIONS = do_CONNECT = do_TRACE = _refused  # noqa: N815

    def _meant_for_us(self) -> bool:
        """Whether the request names this server, and no page of another one sent it; else it is answered."""
        hosts = [f"{name}:{self.server.server_port}" for name in (HOST, "localhost")]
        named = self.headers.get_all("Host", [])
        origins = self.headers.get_all("Origin", [])
        if len(named) != 1 or named[0].strip().lower() not in hosts:
            self.send_error(HTTPStatus.MISDIRECTED_REQUEST)
        elif any(origin.strip().lower() != f"http://{named[0].strip().lower()}" for origin in origins):
            self.send_error(HTTPStatus.FORBIDDEN)
        else:
            return True
        return False

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """The name of the error and nothing of what was asked."""
        status = HTTPStatus(code)
        self._answer(status, f"{status.value} {status.phrase}\n".encode(), "text/plain; charset=utf-8")

    def _answer(self, status: HTTPStatus, content: bytes, kind: str) -> None:
        self.send_response(status)
        for name, value in _HEADERS.items():
            self.send_header(name, value)
        if status is HTTPStatus.METHOD_NOT_ALLOWED:
            self.send_header("Allow", "GET")
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def version_string(self) -> str:
        """What the server calls itself."""
        return "gxreport"

    def log_message(self, format: str, *arguments: object) -> None:
        """Requests are not told of."""
