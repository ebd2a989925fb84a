"""The table of old addresses in whole builds; servers are asked in tests/hosts."""

import re

import pytest

from tests.examples import pelicanconf
from tests.site.test_bad_input import stopped

ARTICLE = "/post/2020/12/18/un/"


def hosts(site):
    folder = site.output.with_name("output.hosts")
    return {str(p.relative_to(folder)): p.read_text() for p in folder.rglob("*.c*") if p.is_file()}


@pytest.fixture
def good(site):
    return site.article().comment().build()


def test_files_for_servers_lie_beside_the_output(good):
    good.write("addresses.csv", f"old,new,system,id\n/post/2020/12/18/Un,{ARTICLE},dotclear,41\n").build()
    assert set(hosts(good)) == {
        "apache/intake.conf",
        "apache/site.conf",
        "caddy/site.caddy",
        "nginx/intake.conf",
        "nginx/maps.conf",
        "nginx/server.conf",
    }
    for name in ("apache/site.conf", "caddy/site.caddy", "nginx/maps.conf"):
        assert f"{ARTICLE}comments.atom.xml" in hosts(good)[name]
    assert not [
        name for name in good.files() if re.search(r"nginx|caddy|apache|htaccess|_redirects|_headers", name)
    ]


def test_they_are_the_same_from_the_same_sources_and_go_when_not_asked_for(good):
    before = hosts(good)
    assert hosts(good.build(PYTHONHASHSEED="7", LANG="C")) == before
    good.set(HOSTS=()).build()
    assert hosts(good) == {}


def test_files_for_hosts_that_look_in_the_output(good):
    good.set(HOSTS=("netlify", "htaccess", "stubs")).build()
    assert {"_redirects", "_headers", ".htaccess", ".nojekyll"} <= set(good.files())
    assert "/feed/atom /feed/atom.xml 301\n" in good.text("_redirects")
    assert 'content="0; url=/archive/"' in good.text("tags/index.html")
    assert "/tags/" not in good.text("sitemap.xml")


def test_a_site_in_a_folder_of_its_host(good):
    good.build(SITEURL="https://blog.example/journal")
    assert '"/journal/feed/atom" "/journal/feed/atom.xml";' in hosts(good)["nginx/maps.conf"]
    assert "ErrorDocument 404 /journal/404.html\n" in hosts(good)["apache/site.conf"]


def test_every_problem_of_the_table_at_once_with_those_of_the_comments(good):
    good.comment("2", "Autor: b\n").set(HOSTS=("ngnix",), OLD_SYSTEM="dotclaer")
    good.write(
        "addresses.csv",
        "old,new\n/a,/b\n/b,/a\n/c,/nulle-part/\n/c,/archive/\n/feed/atom.xml,/archive/\nd,/archive/\n",
    )
    assert stopped(good) == (
        "9 problems; nothing was written.\n\n"
        "content/addresses.csv:2: goes round in a circle: /a → /b → /a\n"
        "    Delete one of these rows.\n"
        "content/addresses.csv:3: goes round in a circle: /b → /a → /b\n"
        "    Delete one of these rows.\n"
        "content/addresses.csv:4: new address “/nulle-part/” is not a page of this site\n"
        "    Copy it from the page's address bar, or delete the row.\n"
        "content/addresses.csv:5: old address “/c” is repeated\n"
        "    Keep one; the first is on line 4.\n"
        "content/addresses.csv:6: old address “/feed/atom.xml” is a page of this site\n"
        "    Delete the row: the page answers by itself.\n"
        "content/addresses.csv:7: old address “d” is not a path\n"
        "    Write it from its first slash on, without scheme and host.\n"
        "content/comments/un/2.txt:4: unknown header “Autor”\n"
        "    Did you mean “Author”?\n"
        "pelicanconf.py: HOSTS: unknown host “ngnix”\n"
        "    Did you mean “nginx”?\n"
        "pelicanconf.py: OLD_SYSTEM: unknown system “dotclaer”\n"
        "    Did you mean “dotclear”?"
    )


SPY = """\
from pathlib import Path
from pelican import signals

def tell(generators):
    Path("known.txt").write_text("\\n".join(generators[0].context["addresses"]))

def register():
    signals.all_generators_finalized.connect(tell)
"""


def test_the_pages_that_are_known_are_those_that_are_written(site):
    """What the table may lead to is known before the build writes it: both must be the same."""
    site.article("un", "Category: Vie\nTags: a, b\n").article("deux", "Title: Deux\nStatus: hidden\n")
    site.comment().write("pages/moi.md", "Title: Moi\n\nMoi.\n").write("images/x.txt", "x")
    (site.root / "spy.py").write_text(SPY)
    site.set(PLUGINS=[*pelicanconf.PLUGINS, "spy"]).build()
    known = set((site.root / "known.txt").read_text().split("\n"))
    written = {"/" + re.sub(r"(^|/)index\.html$", r"\1", name) for name in site.files()}
    assert known - written == set()
    assert {name for name in written - known if not re.search(r"/c\d+\.atom\.xml$|\.css$", name)} == {
        "/apple-touch-icon.png", "/favicon.ico", "/favicon.svg", "/robots.txt", "/sitemap.xml",
    }  # fmt: skip
