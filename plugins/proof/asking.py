"""Asks other sites for their pages, politely: one request at a time to each host, its beginning alone (HEAD,
RFC 9110 §9.3.2), and the page only from those that do not know that method."""

import ipaddress
import socket
import ssl
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlsplit
from urllib.request import HTTPRedirectHandler, HTTPSHandler, Request, build_opener

from plugins.proof import link_checks
from plugins.proof.link_checks import LinkCheck, LinkState

_HOSTS_AT_ONCE = 8
_SECONDS = 15
_REFUSES_HEAD = frozenset((400, 403, 404, 405, 501, 503))
_SAFE = "!#$%&'()*+,/:;=?@[]~"


@dataclass(frozen=True, slots=True)
class Manners:
    """`agent`: who asks. `pause`: seconds between two requests to one host. `may_ask`: whether a host may be
    asked: a comment must not make a machine send requests to its neighbours."""

    agent: str
    pause: float = 1.0
    may_ask: Callable[[str], bool] = lambda host: is_public(host)


class _Redirects(HTTPRedirectHandler):
    """Follows, and notes whether all were for ever."""

    def __init__(self, manners: Manners) -> None:
        self._manners, self.codes = manners, list[int]()

    def redirect_request(self, req: Any, fp: Any, code: int, msg: str, headers: Any, newurl: str) -> Any:
        self.codes.append(code)
        if not self._manners.may_ask(urlsplit(newurl).hostname or ""):
            raise URLError("leads to a host that is not asked")
        new = super().redirect_request(req, fp, code, msg, headers, newurl)
        if new is not None:
            new.method = req.get_method()  # urllib would go on with GET
        return new


def ask_all(pages: Iterable[str], manners: Manners) -> Iterator[tuple[str, LinkCheck]]:
    """Each page once, with its answer, in the order in which hosts answer."""
    by_host: dict[str, list[str]] = {}
    for page in dict.fromkeys(pages):
        by_host.setdefault(urlsplit(page).hostname or "", []).append(page)
    with ThreadPoolExecutor(_HOSTS_AT_ONCE) as executor:
        hosts = [executor.submit(_ask_host, each, manners) for each in by_host.values()]
        for done in as_completed(hosts):
            yield from done.result()


def _ask_host(pages: list[str], manners: Manners) -> list[tuple[str, LinkCheck]]:
    answered: list[tuple[str, LinkCheck]] = []
    for page in pages:
        if answered:
            time.sleep(manners.pause)
        answered.append((page, ask(page, manners)))
    return answered


def ask(page: str, manners: Manners) -> LinkCheck:
    """For one page. Never raises for what another machine does."""
    try:
        if not manners.may_ask(urlsplit(page).hostname or ""):
            return LinkCheck(LinkState.DOUBTFUL, "leads to no public host")
        status, moved, at = _status(page, "HEAD", manners)
        if status in _REFUSES_HEAD:
            status, moved, at = _status(page, "GET", manners)
    except (URLError, HTTPException, OSError, ValueError) as error:
        return _of_error(error)
    return link_checks.of_status(status, moved, at)


def _status(page: str, method: str, manners: Manners) -> tuple[int, bool, str]:
    redirects = _Redirects(manners)
    opener = build_opener(redirects, HTTPSHandler(context=ssl.create_default_context()))
    headers = {"User-Agent": manners.agent, "Accept": "*/*"}
    request = Request(quote(page, safe=_SAFE), headers=headers, method=method)
    try:
        with opener.open(request, timeout=_SECONDS) as response:
            status, at = int(response.status), str(response.url)
    except HTTPError as error:
        with error:
            status, at = error.code, page
    moved = bool(redirects.codes) and all(map(link_checks.is_permanent, redirects.codes))
    return status, moved, at


def _of_error(error: Exception) -> LinkCheck:
    reason = error.reason if isinstance(error, URLError) else error
    if isinstance(reason, socket.gaierror):
        return LinkCheck(LinkState.DEAD, "leads to a host that is gone")
    if isinstance(reason, TimeoutError):
        return LinkCheck(LinkState.DOUBTFUL, f"does not answer within {_SECONDS} seconds")
    return LinkCheck(LinkState.DOUBTFUL, f"cannot be reached: {reason}")


def is_public(host: str) -> bool:
    """Whether all addresses of a host are open to the world (RFC 6890). A host without one is asked, and says
    so itself."""
    try:
        found = socket.getaddrinfo(host, None)
    except (OSError, UnicodeError):
        return True
    return all(ipaddress.ip_address(str(one[4][0]).partition("%")[0]).is_global for one in found)
