"""A small web server for one folder, on the author's own machine. It answers as the hosts in production do:
the same headers, types and redirects, the site's own page for what is missing.
"""

import re
import socket
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from http import HTTPStatus
from mimetypes import guess_type
from pathlib import Path
from typing import Any
from urllib.parse import quote
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from werkzeug.security import safe_join
from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server
from werkzeug.utils import send_file
from werkzeug.wrappers import Request, Response

from plugins.addresses import preview
from plugins.addresses.preview import HostRules
from plugins.addresses.served import ASK_AGAIN, FEED_TYPES, FOR_EVER, HASHED, TYPES

_PRIVATE = re.compile(r"/(?:\.(?!well-known/)|_headers$|_redirects$)")  # as in the files of deploy/
_TLS_ALONE = "Strict-Transport-Security"  # RFC 6797 §7.2: never where there is no TLS


@dataclass(frozen=True)
class Mounted:
    """An application and the paths below which it answers."""

    app: WSGIApplication
    bases: tuple[str, ...]

    def takes(self, path: str) -> bool:
        return any(f"{path}/".startswith(f"{base}/") for base in self.bases)


class SiteApp:
    """The files of a folder as an application. `rules`: where a build has written what a host must know."""

    def __init__(self, folder: Path, mounted: Mounted | None = None, rules: Path | None = None) -> None:
        self._folder, self._mounted, self._rules = folder.absolute(), mounted, rules
        self._read: tuple[tuple[int, ...], HostRules] = ((), HostRules())

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        request, answers = Request(environ), self._answers()
        if self._mounted and self._mounted.takes(request.path):
            return self._mounted.app(environ, _with(answers, start_response))
        response = self._answer(request, answers)
        return response(environ, _with(answers, start_response))

    def _answers(self) -> HostRules:
        """Read again when a build has changed them; the last ones while it is at work."""
        if self._rules is None:
            return self._read[1]
        with suppress(OSError, ValueError):
            found = self._rules.stat()
            stamp = found.st_mtime_ns, found.st_ino, found.st_size
            if stamp != self._read[0]:
                self._read = stamp, preview.read(self._rules.read_text(encoding="utf-8"))
        return self._read[1]

    def _answer(self, request: Request, answers: HostRules) -> Response:
        if request.method not in ("GET", "HEAD"):
            return Response("", HTTPStatus.METHOD_NOT_ALLOWED, {"Allow": "GET, HEAD"})
        new = answers.moved(_target(request))
        if new is not None:
            return _elsewhere(new)
        found = safe_join(str(self._folder), request.path.lstrip("/"))
        if found is None or _PRIVATE.search(request.path):
            return self._missing(request)
        if Path(found).is_dir():
            if not request.path.endswith("/"):
                return _elsewhere(quote(f"{request.path}/"))
            found = f"{found.rstrip('/')}/index.html"
        elif request.path.endswith("/"):
            return self._missing(request)
        return self._file(request, Path(found)) if Path(found).is_file() else self._missing(request)

    def _file(self, request: Request, path: Path) -> Response:
        response = send_file(path, request.environ)
        response.headers["Content-Type"] = _type(path.name)
        kept = re.search(HASHED, f"/{path.name}") is not None
        response.headers["Cache-Control"] = FOR_EVER if kept else ASK_AGAIN
        return response

    def _missing(self, request: Request) -> Response:
        """A folder without an index is not a page either."""
        page = self._folder / "404.html"
        body = page.read_bytes() if page.is_file() else b"404\n"
        return Response(
            body, HTTPStatus.NOT_FOUND, {"Cache-Control": ASK_AGAIN}, content_type=_type(page.name)
        )


def _target(request: Request) -> str:
    """As it was sent: old links have letters that nobody encoded."""
    sent = str(request.environ["REQUEST_URI"]).encode("latin-1").decode()  # WSGI's strings (PEP 3333)
    try:
        return sent.encode("latin-1").decode()
    except UnicodeError:
        return sent


def _elsewhere(address: str) -> Response:
    headers = {"Location": address, "Cache-Control": ASK_AGAIN}
    response = Response("", HTTPStatus.MOVED_PERMANENTLY, headers)
    response.autocorrect_location_header = False
    return response


def _type(name: str) -> str:
    known = dict((*TYPES, *FEED_TYPES))
    return (
        known.get(name)
        or known.get(name.rpartition(".")[2])
        or guess_type(name)[0]
        or "application/octet-stream"
    )


def _with(answers: HostRules, start_response: StartResponse) -> StartResponse:
    """The same with the headers that every answer carries."""

    def start(status: str, headers: list[tuple[str, str]], *more: Any) -> Any:
        there = {name.lower() for name, _ in headers}
        added = [each for each in answers.headers if each[0].lower() not in there and each[0] != _TLS_ALONE]
        return start_response(status, [*headers, *added], *more)

    return start


class _Quiet(WSGIRequestHandler):
    """The builds are what the author watches."""

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Requests are not logged."""


def server(
    folder: Path, port: int, mounted: Mounted | None = None, rules: Path | None = None
) -> BaseWSGIServer:
    """Listens on 127.0.0.1 only. Port 0 takes any free one. Raises OSError where the port is taken."""
    with socket.create_server(("127.0.0.1", port)) as listening:  # Werkzeug ends the process instead
        site = SiteApp(folder, mounted, rules)
        host, port = listening.getsockname()[:2]
        return make_server(host, port, site, threaded=True, request_handler=_Quiet, fd=listening.fileno())
