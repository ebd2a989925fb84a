"""Every old address of a Dotclear blog: one 301, then a 200. Asked of the real servers."""

import csv
import io
from unicodedata import normalize
from urllib.parse import quote, unquote, urlsplit

import pytest

from tests.hosts.conftest import TABLE

ARTICLE = "/post/2020/12/pole-emploi-is-watching-you/"
SUMMER = "/post/2021/01/02/l-ete/"
ROUTES = {  # what no row names: it follows from the site, or from a row
    "feed/atom": "/feed/atom.xml",
    "feed/rss2": "/feed/rss.xml",
    "feed/fr/atom": "/feed/atom.xml",
    "feed/atom/comments": "/feed/comments/atom.xml",
    "feed/rss2/comments": "/feed/comments/atom.xml",
    "feed/atom/comments/41": f"{ARTICLE}comments.atom.xml",
    "feed/rss2/comments/41": f"{ARTICLE}comments.atom.xml",
    "feed/rss2/comments/42": f"{SUMMER}comments.atom.xml",
    "feed/category/Société/Travail-droits/atom": "/category/travail/atom.xml",
    "feed/category/Société/Travail-droits/rss2/comments": "/feed/comments/atom.xml",
    "category/Société/Travail-droits/feed/rss2": "/category/travail/rss.xml",
    "category/Société/Travail-droits/page/12": "/category/travail/",
    "category/Travail": "/category/travail/",
    "feed/tag/Pôle Emploi/rss2": "/tag/pole-emploi/rss.xml",
    "tag/Pôle Emploi/page/2": "/tag/pole-emploi/",
    "tag/100 %": "/tag/100/",
    "archive": "/archive/",
    "archive/2020": "/archive/2020/",
    "archive/2020/12": "/archive/2020/12/",
    "archive/2021/02": "/archive/2021/",
    "tags": "/tag/",
    "posts": "/",
    "page/2": "/",
    "fr": "/",
    "fr/page/3": "/",
}


def of_dotclear():
    """Route and new address, from the table as a person wrote it."""
    for row in csv.DictReader(io.StringIO(TABLE)):
        if row["system"]:
            old = unquote(row["old"])
            yield old.removeprefix("/index.php?").removeprefix("/"), row["new"]
    yield from ROUTES.items()


def spellings(route, in_path):
    """A route percent-encoded as Dotclear did, as a browser does, in small letters, and not at all."""
    for form in ("NFC", "NFD"):
        text = normalize(form, route)
        php = quote(text, safe="/")
        small = "".join(c.lower() if php[max(0, i - 2) : i + 1].count("%") else c for i, c in enumerate(php))
        yield from (php, small)
        if not set(text) & set(' "%\\{}|^`[]'):
            yield text.encode().decode()  # raw UTF-8, as some old links are
        if not in_path:
            yield quote(text, safe="/:@!$&()*+,;=?[]\\^`{|}~")


def requests(route):
    for prefix in ("/", "/index.php/"):
        yield from (f"{prefix}{spelling}" for spelling in spellings(route, in_path=True))
    for prefix in ("/?", "/index.php?"):
        for spelling in spellings(route, in_path=False):
            yield from (f"{prefix}{spelling}", f"{prefix}{spelling}&pub=1")


def location(response):
    """Path and fragment; a server may name itself in front of them."""
    split = urlsplit(response.getheader("Location") or "")
    assert split.netloc in ("", "blog.example")
    return split.path + (f"#{split.fragment}" if split.fragment else "")


def wrong(server, pairs):
    """What does not lead where it must in one step."""
    found = []
    for target, new in pairs:
        response = server.ask(target)
        if (response.status, location(response)) != (301, new):
            found.append(f"{target}: {response.status} {location(response)} instead of {new}")
    return found


def test_every_form_of_every_route(server):
    pairs = [(target, new) for route, new in of_dotclear() for target in dict.fromkeys(requests(route))]
    assert len(pairs) > 400
    assert wrong(server, pairs) == []


def test_literal_rows(server):
    assert wrong(server, [
        ("/?p=12", f"{SUMMER}#commentaires"),
        ("/index.php?p=12", f"{SUMMER}#commentaires"),
        ("/?p=12&utm_source=x", f"{SUMMER}#commentaires"),
        ("/2021/01/02/ete/", SUMMER),
        ("/2021/01/02/ete", SUMMER),
        ("/plus-vieux", SUMMER),
        ("/feed.php", "/feed/rss.xml"),
        ("/notes.txt", "/images/25%20%C3%A9t%C3%A9.txt"),
        ("/index.php", "/"),
        ("/tag/Pole-Emploi/", "/a-propos/"),
        ("/post/2021/01/05/Casse?pub=1", SUMMER),
    ]) == []  # fmt: skip


def test_feeds_of_comments_that_were_rss(server):
    olds = [f"{ARTICLE}comments.", f"{SUMMER}comments.", "/feed/comments/"]
    pairs = [(f"{old}rss.xml{query}", f"{old}atom.xml") for old in olds for query in ("", "?x=/y")]
    assert wrong(server, pairs) == []
    assert server.ask("/feed/rss.xml").status == 200


def test_folders_of_articles_are_archives(server):
    found = {"/post": "/archive/", "/post/2020": "/archive/2020/", "/post/2020/12": "/archive/2020/12/"}
    assert (
        wrong(server, [(f"{old}{end}", new) for old, new in found.items() for end in ("", "/", "/?x")]) == []
    )


def test_case_counts(server):
    assert (
        wrong(server, [("/post/2021/01/05/casse", "/a-propos/"), ("/?post/2021/01/05/Casse", SUMMER)]) == []
    )
    assert server.ask("/post/2021/01/05/CASSE").status in (301, 404)
    assert server.ask("/tag/pole-emploi/").status == 200


def test_every_end_is_a_page(server):
    ends = {new.partition("#")[0] for _, new in of_dotclear()}
    ends.add("/images/25%20%C3%A9t%C3%A9.txt")
    assert {end: server.ask(end).status for end in ends} == dict.fromkeys(ends, 200)


@pytest.mark.parametrize(
    "target", ["/post/2020/12/19/Autre", "/index.php/post/x", "/tag/nul", "/rsd", "/page/x"]
)
def test_what_was_never_there_is_not_there(server, target):
    assert server.ask(target).status == 404


def test_no_redirect_leads_away(server):
    for target in ("//evil.example/..", "/index.php?//evil.example", "/?https://evil.example", "/%0d%0aX:y"):
        response = server.ask(target)
        assert "evil" not in urlsplit(response.getheader("Location") or "").netloc
        assert response.getheader("X") is None
