"""A small web server for one folder, on the author's own machine: real 404s, right types, nothing cached."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import IO, Any, cast
from urllib.parse import unquote
from wsgiref.handlers import SimpleHandler
from wsgiref.types import WSGIApplication


@dataclass(frozen=True)
class Asked:
    """An application and the path below which it answers."""

    base: str
    app: WSGIApplication


class Handler(SimpleHTTPRequestHandler):
    """Serves files as a host will; a missing page gets the site's own 404.html."""

    extensions_map = {  # noqa: RUF012  # the base class's own attribute
        **SimpleHTTPRequestHandler.extensions_map,
        ".html": "text/html; charset=utf-8",
        ".css": "text/css; charset=utf-8",
        ".xml": "application/xml; charset=utf-8",
    }

    def __init__(self, *args: Any, asked: Asked | None = None, **kwargs: Any) -> None:
        self.asked = asked  # before the base class, whose constructor answers the request
        super().__init__(*args, **kwargs)

    def do_GET(self) -> None:
        if not self._ask():
            super().do_GET()

    def do_POST(self) -> None:
        if not self._ask():
            self.send_error(HTTPStatus.METHOD_NOT_ALLOWED)

    def _ask(self) -> bool:
        """Hand the request to the intake, if it is the intake's."""
        path, _, query = self.path.partition("?")
        if self.asked is None or not (path == self.asked.base or path.startswith(f"{self.asked.base}/")):
            return False
        environ = {
            "REQUEST_METHOD": self.command,
            "PATH_INFO": unquote(path, "iso-8859-1"),  # PEP 3333: bytes in the clothes of Latin-1
            "QUERY_STRING": query,
            "SERVER_NAME": "localhost",
            "SERVER_PORT": self.headers.get("Host", "").partition(":")[2] or "80",
            "SERVER_PROTOCOL": self.request_version,
            "REMOTE_ADDR": self.client_address[0],
            "CONTENT_TYPE": self.headers.get("Content-Type", ""),
            "CONTENT_LENGTH": self.headers.get("Content-Length", "0"),
            **{f"HTTP_{name.upper().replace('-', '_')}": value for name, value in self.headers.items()},
        }
        SimpleHandler(cast(IO[bytes], self.rfile), cast(IO[bytes], self.wfile), sys.stderr, environ).run(
            self.asked.app
        )
        return True

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory, "404.html")
        if code != HTTPStatus.NOT_FOUND or not page.is_file():
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", self.extensions_map[".html"])
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def list_directory(self, path: Any) -> None:  # the base class's own contract
        """A folder without an index is no page."""
        self.send_error(HTTPStatus.NOT_FOUND)

    def log_message(self, format: str, *args: Any) -> None:
        """Quiet: the builds are what the author watches."""


def server(folder: Path, port: int, asked: Asked | None = None) -> ThreadingHTTPServer:
    """Listens on 127.0.0.1 only. Port 0 takes any free one. Raises OSError where the port is taken."""
    handler: Callable[..., Handler] = partial(Handler, directory=str(folder), asked=asked)
    return ThreadingHTTPServer(("127.0.0.1", port), handler)
