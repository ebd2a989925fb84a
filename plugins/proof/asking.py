"""Requests pages of other sites, politely: one request at a time to each host, and HEAD (RFC 9110 §9.3.2)
rather than GET, which is sent only where HEAD is refused."""

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
class RequestPolicy:
    """`agent`: the User-Agent. `pause`: seconds between two requests to one host. `may_ask`: whether requests
    may go to a host: a link in a comment must not make this machine send requests into its own network."""

    agent: str
    pause: float = 1.0
    may_ask: Callable[[str], bool] = lambda host: is_public(host)


class _Redirects(HTTPRedirectHandler):
    """Follows redirects, and notes their status codes."""

    def __init__(self, policy: RequestPolicy) -> None:
        self._policy, self.codes = policy, list[int]()

    def redirect_request(self, req: Any, fp: Any, code: int, msg: str, headers: Any, newurl: str) -> Any:
        self.codes.append(code)
        if not self._policy.may_ask(urlsplit(newurl).hostname or ""):
            raise URLError("leads to a host that is not asked")
        request = super().redirect_request(req, fp, code, msg, headers, newurl)
        if request is not None:
            request.method = req.get_method()  # urllib would go on with GET
        return request


def ask_all(pages: Iterable[str], policy: RequestPolicy) -> Iterator[tuple[str, LinkCheck]]:
    """Check each page once; hosts in the order in which they answer."""
    by_host: dict[str, list[str]] = {}
    for page in dict.fromkeys(pages):
        by_host.setdefault(urlsplit(page).hostname or "", []).append(page)
    with ThreadPoolExecutor(_HOSTS_AT_ONCE) as executor:
        hosts = [executor.submit(_ask_host, pages, policy) for pages in by_host.values()]
        for future in as_completed(hosts):
            yield from future.result()


def _ask_host(pages: list[str], policy: RequestPolicy) -> list[tuple[str, LinkCheck]]:
    checks: list[tuple[str, LinkCheck]] = []
    for page in pages:
        if checks:
            time.sleep(policy.pause)
        checks.append((page, ask(page, policy)))
    return checks


def ask(page: str, policy: RequestPolicy) -> LinkCheck:
    """Check one page. Whatever the other machine does, nothing is raised."""
    try:
        if not policy.may_ask(urlsplit(page).hostname or ""):
            return LinkCheck(LinkState.DOUBTFUL, "leads to no public host")
        status, is_moved, address = _status(page, "HEAD", policy)
        if status in _REFUSES_HEAD:
            status, is_moved, address = _status(page, "GET", policy)
    except (URLError, HTTPException, OSError, ValueError) as error:
        return _of_error(error)
    return link_checks.of_status(status, is_moved, address)


def _status(page: str, method: str, policy: RequestPolicy) -> tuple[int, bool, str]:
    """The status of the last response, whether it was reached by permanent redirects alone, its address."""
    redirects = _Redirects(policy)
    opener = build_opener(redirects, HTTPSHandler(context=ssl.create_default_context()))
    headers = {"User-Agent": policy.agent, "Accept": "*/*"}
    request = Request(quote(page, safe=_SAFE), headers=headers, method=method)
    try:
        with opener.open(request, timeout=_SECONDS) as response:
            status, address = int(response.status), str(response.url)
    except HTTPError as error:
        with error:
            status, address = error.code, page
    is_moved = bool(redirects.codes) and all(map(link_checks.is_permanent, redirects.codes))
    return status, is_moved, address


def _of_error(error: Exception) -> LinkCheck:
    reason = error.reason if isinstance(error, URLError) else error
    if isinstance(reason, socket.gaierror):
        return LinkCheck(LinkState.DEAD, "leads to a host that is gone")
    if isinstance(reason, TimeoutError):
        return LinkCheck(LinkState.DOUBTFUL, f"does not answer within {_SECONDS} seconds")
    return LinkCheck(LinkState.DOUBTFUL, f"cannot be reached: {reason}")


def is_public(host: str) -> bool:
    """Whether all IP addresses of a host are global (RFC 6890). A host without any counts as public: the
    request itself will say that it is gone."""
    try:
        infos = socket.getaddrinfo(host, None)
    except (OSError, UnicodeError):
        return True
    return all(ipaddress.ip_address(str(info[4][0]).partition("%")[0]).is_global for info in infos)
