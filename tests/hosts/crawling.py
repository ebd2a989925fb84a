"""A reader's browser that follows every address of a site, and all that it, the server or the policy say."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import unescape
from typing import Any
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from tests.hosts.servers import Server

SITE = "https://blog.example"
_FORMS = 3
_FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
_IN_FEED = re.compile(rf"{re.escape(SITE)}[^\s\"'<>\\]*")
_LISTEN = """addEventListener('securitypolicyviolation',
  event => console.error(`refused: ${event.effectiveDirective} ${event.blockedURI}`))"""
# HTML, "Attributes": all that a page of this site may hold an address in. A form is sent, not followed.
_READ = """() => {
  const addresses = [];
  for (const name of ['href', 'src', 'poster', 'cite', 'data'])
    for (const element of document.querySelectorAll(`[${name}]`)) addresses.push(element.getAttribute(name));
  for (const element of document.querySelectorAll('[srcset]'))
    addresses.push(...element.getAttribute('srcset').split(', ').map(part => part.trim().split(' ')[0]));
  const ids = [...document.querySelectorAll('[id], a[name]')].map(element => element.id || element.name);
  const unseen = [...document.images].filter(image => image.complete && !image.naturalWidth);
  return {addresses, ids, unseen: unseen.map(image => image.src)};
}"""


@contextmanager
def browsing(playwright: Any, chromium: str, server: Server) -> Iterator[Any]:
    """A browser for which `server` is the whole web."""
    rules = f"MAP blog.example:443 127.0.0.1:{server.port}, MAP * ~NOTFOUND"
    flags = [*_FLAGS, f"--host-resolver-rules={rules}"]
    browser = playwright.chromium.launch(executable_path=chromium, args=flags)
    yield browser.new_context(ignore_https_errors=True)
    browser.close()


@dataclass
class Crawl:
    """`elsewhere`: addresses of other hosts that the site's policy lets through, and what they answer."""

    server: Server
    context: Any
    elsewhere: dict[str, str] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    pages: dict[str, set[str]] = field(default_factory=dict)
    """The ids of each page that was opened."""
    _seen: dict[str, str] = field(default_factory=dict)
    _fragments: list[tuple[str, str, str]] = field(default_factory=list)

    def run(self, *starts: str) -> "Crawl":
        """From these paths to all that can be reached."""
        page = self.context.new_page()
        page.add_init_script(_LISTEN)
        page.on("console", lambda message: self._hear(page, message.type, message.text))
        page.on("pageerror", lambda error: self._hear(page, "error", str(error)))
        page.on("requestfailed", lambda request: self._fail(page, request))
        page.route(lambda url: not url.startswith(f"{SITE}/"), self._answer)
        todo = [(start, "the start") for start in starts]
        while todo:
            path, source = todo.pop()
            if path not in self._seen and self._is_wanted(path):
                todo += [(found, path) for found in self._visit(page, path, source)]
        for path, fragment, source in self._fragments:
            ids = self.pages.get(self._seen.get(path, ""))
            if ids is not None and fragment not in ids:
                self.faults.append(f"{source}: {path} has no #{fragment}")
        return self

    def _is_wanted(self, path: str) -> bool:
        """Of the forms under a hundred comments a few."""
        forms = [seen for seen in self._seen if seen.startswith("/commenter")]
        return not path.startswith("/commenter") or len(forms) < _FORMS

    def _hear(self, page: Any, kind: str, text: str) -> None:
        if kind in ("error", "warning"):
            self.faults.append(f"{urlsplit(page.url).path}: {text}")

    def _fail(self, page: Any, request: Any) -> None:
        """An icon is left when its page is."""
        if not (request.failure == "net::ERR_ABORTED" and request.url.endswith("/favicon.svg")):
            self._hear(page, "error", f"{request.url} {request.failure}")

    def _answer(self, route: Any) -> None:
        known = self.elsewhere.get(route.request.url)
        if known is None:
            self.faults.append(f"{urlsplit(route.request.frame.url).path}: asks for {route.request.url}")
            route.abort()
        else:
            route.fulfill(body=known, content_type="text/html")

    def _visit(self, page: Any, path: str, source: str) -> Iterator[str]:
        """What stands there leads to these paths."""
        self._seen[path] = path
        response = self.server.ask(path)
        if response.status == 301:
            self._seen[path] = urldefrag(response.getheader("Location").removeprefix(SITE)).url
            yield self._seen[path]
        elif response.status != 200:
            self.faults.append(f"{source}: {path} answers {response.status}")
        elif response.getheader("Content-Type").startswith("text/html"):
            yield from self._open(page, path)
        elif response.getheader("Content-Type").startswith(("application/xml", "application/feed+json")):
            text = unescape(unescape(response.body.decode().replace("\\", "")))
            yield from self._internal(_IN_FEED.findall(text), path)

    def _open(self, page: Any, path: str) -> Iterator[str]:
        page.goto(f"{SITE}{path}")
        read = page.evaluate(_READ)
        self.pages[path] = {*read["ids"]}
        self.faults += [f"{path}: {address} is not an image" for address in read["unseen"]]
        yield from self._internal(read["addresses"], path)

    def _internal(self, addresses: list[str], source: str) -> Iterator[str]:
        for address in dict.fromkeys(addresses):
            whole = urljoin(f"{SITE}{source}", address)
            if whole.startswith(f"{SITE}/"):
                found, fragment = urldefrag(whole.removeprefix(SITE))
                if fragment:
                    self._fragments.append((found, unquote(fragment), source))
                yield found
