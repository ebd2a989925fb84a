"""Hostile words in every field, read back from every output: what was typed is what is read, and only there.

One site holds all: an article for each hostile string, which stands in all its fields. A row of the table is
a field in an output; a new output is a new row. Messages: `test_terminal.py`. In a browser: `tests/audit`.
"""

import re
from collections.abc import Callable

import pytest

from plugins.comments import links
from plugins.common.text import clean, for_feed, one_line
from plugins.typography.titles import title
from tests.comments.folded import folded
from tests.hostile.fields import HOSTILE
from tests.site.conftest import Site
from tests.site.outputs import (
    ARTICLE,
    Outputs,
    Reader,
    attribute,
    entry,
    every,
    feed,
    item,
    json_ld,
    subject,
    text,
)

NAMES = list(HOSTILE)
SITE = " ".join(HOSTILE.values())
CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f]")


def typed(name: str) -> str:
    """A comment with a control character does not come in (`test_bad_input.py`)."""
    return CONTROLS.sub("", HOSTILE[name])


def term(name: str) -> str:
    """Commas and semicolons separate tags; the number gives each an address of its own."""
    return f"{re.sub('[,;]', '', HOSTILE[name])} n{NAMES.index(name)}"


def written(name: str) -> str:
    """As an author writes signs in HTML; typography leaves such signs alone."""
    return re.sub(r"[!-/:-@\[-`{-~]", lambda sign: f"&#{ord(sign.group())};", HOSTILE[name])


def address(name: str) -> str:
    return f"http://a.fr/?{typed(name)}"


def whole(name: str) -> str:
    """The address where the linker takes all of it for one."""
    found = links.find(address(name))
    return found[0].href if found and found[0].end == len(address(name)) else ""


FIELDS: dict[str, Callable[[str], str]] = {
    "comment": lambda name: folded(typed(name)),
    "line": lambda name: one_line(typed(name)),  # a comment, its author, its date as shown
    "addresses": lambda name: " ".join(link.href for link in links.find(clean(address(name)))),
    "whole": whole,
    "slug": lambda name: f"a{NAMES.index(name)}",
    "title": lambda name: one_line(title(HOSTILE[name], "fr")),  # an article's, typeset
    "summary": lambda name: " ".join(one_line(HOSTILE[name]).split()),
    "prose": lambda name: clean(HOSTILE[name]),
    "term": lambda name: one_line(term(name)),  # an article's category, tag, author
    "site": lambda _: one_line(SITE),  # its name, its subtitle
}
LISTED = ".summary:has(a[href='{url}'])"
ALL, OWN = "feed/comments/", "{article}comments."
FEED = "link[type*=atom][title^='Fil\u00a0:']"

# What comes out where, and what it must say; in {} a field. In feeds U+FFFD goes too.
TABLE: dict[str, list[tuple[str, str, Reader]]] = {
    "HTML text": [
        ("comment", "{comment}", text(ARTICLE, "#c1 .text")),
        ("author", "{line}", text(ARTICLE, "#c1 .p-name")),
        ("Shown", "Le {line}", text(ARTICLE, "#c1 time")),
        ("title", "{title}", text(ARTICLE, "h1")),
        ("title, in a list", "{title}", text("index.html", f"{LISTED} h2")),
        ("title, in the archive", "{title}", text("archive/index.html", "li a[href='{url}']")),
        ("title, in a category", "{title}", text("category", f"{LISTED} h2")),
        ("prose", "{prose}", text(ARTICLE, ".prose p")),
        ("summary", "{prose}", text("index.html", f"{LISTED} .p-summary")),
        ("category", "{term}", text(ARTICLE, ".byline .p-category")),
        ("category, its page", "Catégorie\u00a0: {term}", text("category", "h1")),
        ("tag", "{term}", text(ARTICLE, "a[rel=tag]")),
        ("tag, its page", "Sujet\u00a0: {term}", text("tag", "h1")),
        ("article's author", "{term}", text(ARTICLE, "header .byline bdi")),
        ("site", "{site}", text("index.html", "h1")),
        ("subtitle", "{site}", text("index.html", ".subtitle")),
    ],
    "title element": [
        ("title", "{title} – {site}", text(ARTICLE, "title")),
        ("category", "Catégorie\u00a0: {term} – {site}", text("category", "title")),
        ("tag", "Sujet\u00a0: {term} – {site}", text("tag", "title")),
        ("site", "{site}", text("index.html", "title")),
    ],
    "meta": [
        ("title", "{title}", attribute(ARTICLE, "[property='og:title']", "content")),
        ("summary", "{summary}", attribute(ARTICLE, "[name=description]", "content")),
        ("summary, og", "{summary}", attribute(ARTICLE, "[property='og:description']", "content")),
        ("site", "{site}", attribute(ARTICLE, "[property='og:site_name']", "content")),
        ("subtitle", "{site}", attribute("index.html", "[name=description]", "content")),
    ],
    "attribute": [
        ("address, href", "{addresses}", every("#c2 .text a", "href")),
        ("address, title", "{addresses}", every("#c2 .text a", "title")),
        ("Site, href", "{whole}", every("#c2 .p-author a", "href")),
        ("Site that is none", "", every("#c3 .p-author a", "href")),
        ("title, mailto", "Commentaire sur «\u00a0{title}\u00a0» [{slug}]", subject),
        ("category, title", "Fil\u00a0: {term}", attribute("category", FEED, "title")),
        ("tag, title", "Fil\u00a0: {term}", attribute("tag", FEED, "title")),
    ],
    "JSON-LD": [("title", "{title}", json_ld("headline"))],
    "Atom": [
        ("comment, content", "{comment}", entry(f"{OWN}atom.xml", "atom:content", "#c1")),
        ("comment, content, all", "{comment}", entry(f"{ALL}atom.xml", "atom:content", "#c1")),
        ("author", "{line}", entry(f"{ALL}atom.xml", "atom:author/atom:name", "#c1")),
        ("author, title", "{title} – {line}", entry(f"{OWN}atom.xml", "atom:title", "#c1")),
        ("title", "{title}", entry("feed/atom.xml", "atom:title")),
        ("title, feed", "«\u00a0{title}\u00a0» – commentaires", feed(f"{OWN}atom.xml", "atom:title")),
        ("summary", "{summary}", entry("feed/atom.xml", "atom:summary")),
        ("category", "{term}", entry("feed/atom.xml", "atom:category[1]", key="term")),
        ("tag", "{term}", entry("feed/atom.xml", "atom:category[2]", key="term")),
        ("article's author", "{term}", entry("feed/atom.xml", "atom:author/atom:name")),
        ("site", "{site}", feed("feed/atom.xml", "atom:title")),
        ("site, author", "{site}", feed("feed/atom.xml", "atom:author/atom:name")),
    ],
    "RSS": [
        ("title", "{title}", entry("feed/rss.xml", "title")),
        ("summary", "{summary}", entry("feed/rss.xml", "description")),
        ("category", "{term}", entry("feed/rss.xml", "category[1]")),
        ("tag", "{term}", entry("feed/rss.xml", "category[2]")),
        ("article's author", "{term}", entry("feed/rss.xml", "dc:creator")),
        ("site", "{site}", feed("feed/rss.xml", "channel/title")),
    ],
    "JSON Feed": [
        ("title", "{title}", item(lambda item: item["title"])),
        ("summary", "{summary}", item(lambda item: item["summary"])),
        ("category", "{term}", item(lambda item: item["tags"][0])),
        ("tag", "{term}", item(lambda item: item["tags"][1])),
        ("article's author", "{term}", item(lambda item: item["authors"][0]["name"])),
        ("site", "{site}", lambda outputs, _: outputs.json["title"]),
    ],
}
ROWS = [
    pytest.param(output, wanted, read, id=f"{output}: {field}")
    for output, rows in TABLE.items()
    for field, wanted, read in rows
]


@pytest.fixture(scope="module")
def outputs(tmp_path_factory):
    site = Site(tmp_path_factory.mktemp("hostile"))
    site.set(SITENAME=SITE, SITESUBTITLE=SITE, COMMENT_INTAKE_URL="", COMMENT_MAIL="moi@exemple.fr")
    site.set(DEFAULT_PAGINATION=99, FEED_ITEMS=99)
    for number, name in enumerate(NAMES):
        slug, text = f"a{number}", typed(name)
        head = f"Title: {HOSTILE[name]}\nCategory: {term(name)}\nTags: {term(name)}\nAuthor: {term(name)}\n"
        site.article(slug, f"{head}Summary: {written(name)}\n", written(name))
        site.comment("1", f"Author: {text}\nShown: Le {text}\n", text, slug)
        site.comment("2", f"Site: {address(name)}\n", address(name), slug)
        site.comment("3", f"Site: {text}\n", slug=slug)
        site.comment("4", "Format: html\n", text, slug)
    return Outputs(site.build())


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize(("output", "wanted", "read"), ROWS)
def test_what_was_typed_is_what_is_read(outputs, name, output, wanted, read):
    text = wanted.format_map({field: told(name) for field, told in FIELDS.items()})
    feeds = {"Atom", "RSS", "JSON Feed"}
    assert read(outputs, NAMES.index(name)) == (for_feed(text) if output in feeds else text)


def test_nothing_else_comes_out(outputs):
    for name, data in outputs.site.files().items():
        if name.endswith(".html"):
            soup = outputs.page(name)
            assert {script["type"] for script in soup.select("script")} <= {"application/ld+json"}, name
            assert not soup.select("[onmouseover], img, iframe, [src]"), name
        if name.endswith((".html", ".xml", ".json")):
            assert clean(data.decode()) == data.decode(), name
