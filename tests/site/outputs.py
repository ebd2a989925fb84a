"""Where the words of a site come out: pages, attributes, data, feeds. A reader takes one article's number."""

import json
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable
from functools import cached_property
from typing import Any
from urllib.parse import parse_qs, urlsplit

import html5lib
from bs4 import BeautifulSoup, Tag

from tests.site.conftest import SITEURL, Site

Reader = Callable[["Outputs", int], Any]
ARTICLE = "article"
_NAMES = {
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
}
_HTML = {"description", f"{{{_NAMES['content']}}}encoded"}  # of RSS


class Outputs:
    """A built site whose articles are `a0`, `a1` …; every file parsed once."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self._pages: dict[str, BeautifulSoup] = {}
        self._trees: dict[str, ElementTree.Element] = {}

    @staticmethod
    def url(number: int) -> str:
        return f"/post/2020/12/18/a{number}/"

    def page(self, name: str) -> BeautifulSoup:
        if name not in self._pages:
            self._pages[name] = self.site.page(name)
        return self._pages[name]

    def feed(self, path: str, number: int) -> ElementTree.Element:
        name = path.replace("{article}", self.url(number)[1:])
        if name not in self._trees:
            self._trees[name] = ElementTree.fromstring(self.site.text(name))
        return self._trees[name]

    @cached_property
    def json(self) -> Any:
        return json.loads(self.site.text("feed/feed.json"))


def element(name: str, selector: str) -> Callable[[Outputs, int], Tag]:
    """An element of a page: of an article's own, or of a list; `{url}` stands for the article's address.
    `category` and `tag` are the pages to which the article's links of that kind lead."""

    def read(outputs: Outputs, number: int) -> Tag:
        own = outputs.page(f"{outputs.url(number)[1:]}index.html")
        link = {"category": ".byline .p-category", "tag": "a[rel=tag]"}.get(name)
        if link:
            page = outputs.page(f"{own.select_one(link)['href'][1:]}index.html")
        else:
            page = own if name == ARTICLE else outputs.page(name)
        (found,) = page.select(selector.replace("{url}", outputs.url(number)))
        return found

    return read


def text(name: str, selector: str) -> Reader:
    """What is read, without the line ends that a template puts around a block."""
    return lambda outputs, number: element(name, selector)(outputs, number).get_text().strip("\n")


def attribute(name: str, selector: str, key: str) -> Reader:
    return lambda outputs, number: element(name, selector)(outputs, number)[key]


def every(selector: str, key: str) -> Reader:
    """The attribute of all such elements of an article's page, in one line."""
    main = element(ARTICLE, "main")
    return lambda outputs, number: " ".join(one[key] for one in main(outputs, number).select(selector))


def json_ld(key: str) -> Reader:
    read = element(ARTICLE, "script")
    return lambda outputs, number: json.loads(read(outputs, number).string)[key]


def subject(outputs: Outputs, number: int) -> str:
    """Of the mail that a reader would send: the only field of its address."""
    ((key, (value,)),) = parse_qs(
        urlsplit(attribute(ARTICLE, ".add a[href^='mailto:']", "href")(outputs, number)).query
    ).items()
    return value if key == "subject" else key


def feed(path: str, inner: str) -> Reader:
    """What an element of a feed says; `{article}` stands for the article's folder."""
    return lambda outputs, number: _said(outputs.feed(path, number).find(inner, _NAMES))


def entry(path: str, inner: str, fragment: str = "", key: str | None = None) -> Reader:
    """What an element (or its attribute) says of the entry, in Atom or RSS, that leads to the article or to a
    place in it."""

    def read(outputs: Outputs, number: int) -> str:
        address = f"{SITEURL}{outputs.url(number)}{fragment}"
        (one,) = (one for one in outputs.feed(path, number).iter() if _leads_to(one, address))
        return _said(one.find(inner, _NAMES), key)

    return read


def _said(element: ElementTree.Element, key: str | None = None) -> str:
    """As a reader of feeds shows it: HTML where it is declared so, by an HTML5 parser; else text, in which an
    invisible U+2060 keeps a `<` from beginning a tag (`plugins/feeds/xml.py`)."""
    said = element.get(key) if key else element.text
    if element.get("type") == "html" or element.tag in _HTML:
        return "".join(html5lib.parseFragment(said).itertext())
    return said.replace("<\u2060", "<")


def _leads_to(element: ElementTree.Element, address: str) -> bool:
    if element.tag == "item":
        return element.findtext("link") == address
    link = element.find("atom:link", _NAMES)
    return element.tag.endswith("}entry") and link is not None and link.get("href") == address


def item(read: Callable[[Any], str]) -> Reader:
    """Of the article's item in the JSON feed."""

    def reader(outputs: Outputs, number: int) -> str:
        address = f"{SITEURL}{outputs.url(number)}"
        (found,) = (item for item in outputs.json["items"] if item["url"] == address)
        return read(found)

    return reader
