"""A small web server for one folder, on the author's own machine. It responds as production hosts do, with
the same headers, types and redirects, and with the site's own page for missing ones.
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
_TLS_ALONE = "Strict-Transport-Security"  # RFC 6797 §7.2: never without TLS


@dataclass(frozen=True)
class Mounted:
    """A WSGI application and the paths that it is mounted at."""

    app: WSGIApplication
    bases: tuple[str, ...]

    def takes(self, path: str) -> bool:
        return any(f"{path}/".startswith(f"{base}/") for base in self.bases)


class SiteApp:
    """A WSGI application that serves a folder. `rules`: the file with redirects and headers that a build
    wrote."""

    def __init__(self, folder: Path, mounted: Mounted | None = None, rules: Path | None = None) -> None:
        self._folder, self._mounted, self._rules = folder.absolute(), mounted, rules
        self._read: tuple[tuple[int, ...], HostRules] = ((), HostRules())

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        request, rules = Request(environ), self._host_rules()
        if self._mounted and self._mounted.takes(request.path):
            return self._mounted.app(environ, _with_headers(rules, start_response))
        response = self._respond(request, rules)
        return response(environ, _with_headers(rules, start_response))

    def _host_rules(self) -> HostRules:
        """The rules, read again when a build has changed them; the previous ones while a build runs."""
        if self._rules is None:
            return self._read[1]
        with suppress(OSError, ValueError):
            stat = self._rules.stat()
            stamp = stat.st_mtime_ns, stat.st_ino, stat.st_size
            if stamp != self._read[0]:
                self._read = stamp, preview.read(self._rules.read_text(encoding="utf-8"))
        return self._read[1]

    def _respond(self, request: Request, rules: HostRules) -> Response:
        if request.method not in ("GET", "HEAD"):
            return Response("", HTTPStatus.METHOD_NOT_ALLOWED, {"Allow": "GET, HEAD"})
        new = rules.moved(_target(request))
        if new is not None:
            return _redirect(new)
        file = safe_join(str(self._folder), request.path.lstrip("/"))
        if file is None or _PRIVATE.search(request.path):
            return self._missing(request)
        if Path(file).is_dir():
            if not request.path.endswith("/"):
                return _redirect(quote(f"{request.path}/"))
            file = f"{file.rstrip('/')}/index.html"
        elif request.path.endswith("/"):
            return self._missing(request)
        return self._file(request, Path(file)) if Path(file).is_file() else self._missing(request)

    def _file(self, request: Request, path: Path) -> Response:
        response = send_file(path, request.environ)
        response.headers["Content-Type"] = _type(path.name)
        is_hashed = re.search(HASHED, f"/{path.name}") is not None
        response.headers["Cache-Control"] = FOR_EVER if is_hashed else ASK_AGAIN
        return response

    def _missing(self, request: Request) -> Response:
        """The site's own page for missing ones, also for a folder without an index."""
        page = self._folder / "404.html"
        body = page.read_bytes() if page.is_file() else b"404\n"
        return Response(
            body, HTTPStatus.NOT_FOUND, {"Cache-Control": ASK_AGAIN}, content_type=_type(page.name)
        )


def _target(request: Request) -> str:
    """The request target as sent: old links may contain letters that are not percent-encoded."""
    sent = str(request.environ["REQUEST_URI"]).encode("latin-1").decode()  # WSGI's strings (PEP 3333)
    try:
        return sent.encode("latin-1").decode()
    except UnicodeError:
        return sent


def _redirect(address: str) -> Response:
    headers = {"Location": address, "Cache-Control": ASK_AGAIN}
    response = Response("", HTTPStatus.MOVED_PERMANENTLY, headers)
    response.autocorrect_location_header = False
    return response


def _type(name: str) -> str:
    types = dict((*TYPES, *FEED_TYPES))
    return (
        types.get(name)
        or types.get(name.rpartition(".")[2])
        or guess_type(name)[0]
        or "application/octet-stream"
    )


def _with_headers(rules: HostRules, start_response: StartResponse) -> StartResponse:
    """A `start_response` that adds the headers of every response."""

    def start(status: str, headers: list[tuple[str, str]], *exc_info: Any) -> Any:
        present = {name.lower() for name, _ in headers} | {_TLS_ALONE.lower()}
        added = [header for header in rules.headers if header[0].lower() not in present]
        return start_response(status, [*headers, *added], *exc_info)

    return start


class _Quiet(WSGIRequestHandler):
    """Does not log requests, so that only messages of builds are printed."""

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Log nothing."""


def server(
    folder: Path, port: int, mounted: Mounted | None = None, rules: Path | None = None
) -> BaseWSGIServer:
    """A server that listens on 127.0.0.1. Port 0: any free one. Raises OSError if the port is in use."""
    with socket.create_server(("127.0.0.1", port)) as listening:  # Werkzeug would exit if the port is in use
        site = SiteApp(folder, mounted, rules)
        host, port = listening.getsockname()[:2]
        return make_server(host, port, site, threaded=True, request_handler=_Quiet, fd=listening.fileno())
