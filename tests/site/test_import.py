"""A Dotclear blog imported, built and read back: every published comment, every old address, no secret."""

import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from urllib.parse import unquote

import html5lib
import pytest
from bs4 import BeautifulSoup

from tests.importers import journal
from tests.pictures import samples
from tests.site.conftest import SITEURL, Site
from tests.site.words import words

ATOM = "{http://www.w3.org/2005/Atom}"
MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre",
    "novembre", "décembre",
)  # fmt: skip
ADDRESSES = [
    "/post/2020/12/18/L-été-à-l-usine-:-1re-partie", "/post/2021/01/03/Billet-wiki",
    "/post/2021/01/04/Billet-wiki", "/pages/Contact", "/pages/Livre-d-or", "/category/Societe",
    "/category/Societe/Travail-droits", "/category/Vide", "/tag/libertés", "/tag/travail", "/tag/C++",
    "/tag/l'été,%20enfin", "/feed/atom", "/feed/rss2/comments", "/feed/atom/comments/41", "/archive/2020/12",
    "/feed/category/Societe/atom", "/feed/tag/travail/rss2", "/tags", "/fr",
]  # fmt: skip


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    site = Site(tmp_path_factory.mktemp("import"))
    export = site.root / "2021-12-01-10-00-monblog-backup.txt"
    export.write_bytes(journal.dotclear())
    site.write("public/.plage_m.jpg", samples.jpeg(448, 300)).write("public/tracts/été 1.pdf", b"pdf")
    done = subprocess.run(
        [sys.executable, "-m", "plugins.importers", "--from", "dotclear", "--file", export.name],
        cwd=site.root, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert journal.CANARY not in done.stdout + done.stderr
    return site.set(HOSTS=["nginx", "netlify"], ALLOW_BROKEN=("/public/*",)).build()


@pytest.fixture(scope="module")
def old():
    """What the old site showed: posts by their numbers, and under each its comments in the order of its page
    (class.dc.template.php:2312: comment_dt, then the number); but for the hour that an autumn night has
    twice, in which ours is that of the moments."""
    tables = journal.tables(journal.dotclear())
    posts = {
        row["post_id"]: row
        for row in tables["post"]
        if (row["post_status"], row["post_password"]) == ("1", "") and row["post_dt"] < "2026"
        if row["post_type"] in ("post", "page")
    }
    comments = [row for row in tables["comment"] if row["comment_status"] == "1" and row["post_id"] in posts]
    late = {"110"}  # winter time already
    comments.sort(key=lambda row: (row["comment_dt"], row["comment_id"] in late, int(row["comment_id"])))
    assert len(comments) == 11
    return [(post, [row for row in comments if row["post_id"] == number]) for number, post in posts.items()]


def shown(html, between=""):
    """What a reader of the old page saw, tags stripped, `between` in their place; a label that Dotclear cut
    whole again."""
    soup = BeautifulSoup(html, "html5lib")
    for gone in soup.select("script"):
        gone.decompose()
    for link in soup.select("a[title]"):
        if link.get_text().endswith("..."):
            link.string = link["title"]
    return " ".join(soup.get_text(between).replace("\u000b", "\ufffd").split())


def flat(element):
    return " ".join(element.get_text().split())


def leads(site):
    """Old addresses and where they lead, as a host is told."""
    lines = [line.split() for line in site.text("_redirects").splitlines() if line.startswith("/")]
    return {unquote(line[0]): line[1] for line in lines}


def folder(site, post):
    """Of the page to which the old address of a post leads."""
    kind = "pages" if post["post_type"] == "page" else "post"
    return leads(site)[f"/{kind}/{post['post_url']}"].strip("/")


def test_every_published_comment_is_on_its_page_with_author_day_order_and_text(site, old):
    for post, rows in old:
        found = site.page(f"{folder(site, post)}/index.html").select(".comments li.comment")
        assert [li["id"] for li in found] == [f"c{row['comment_id']}" for row in rows]
        for li, row in zip(found, rows, strict=True):
            year, month, day = map(int, row["comment_dt"][:10].split("-"))
            assert f"Le {'1er' if day == 1 else day} {MONTHS[month - 1]} {year}, " in flat(li.h3)
            assert li.time["datetime"][:19] == row["comment_dt"].replace(" ", "T")
            assert flat(li.select_one(".p-author")) == row["comment_author"]
            assert flat(li.select_one(".text")) == shown(row["comment_content"])


def test_every_published_comment_is_in_the_feed_of_its_article(site, old):
    for post, rows in old:
        if not rows:
            continue
        feed = ElementTree.fromstring(site.text(f"{folder(site, post)}/comments.atom.xml"))
        entries = feed.findall(f"{ATOM}entry")
        ends = [entry.find(f"{ATOM}link").get("href").rpartition("#")[2] for entry in entries]
        assert ends == [f"c{row['comment_id']}" for row in reversed(rows)]
        for entry, row in zip(entries, reversed(rows), strict=True):
            assert entry.findtext(f"{ATOM}author/{ATOM}name").replace("\u2060", "") == row["comment_author"]
            assert entry.findtext(f"{ATOM}updated")[:10] == row["comment_dt"][:10]
            said = "".join(html5lib.parseFragment(entry.findtext(f"{ATOM}content")).itertext())
            assert " ".join(said.split()).replace("\ufffd", "") == shown(row["comment_content"]).replace(
                "\ufffd", ""
            )


def test_every_old_address_answers(site):
    told = leads(site)
    for address in map(unquote, ADDRESSES):
        target = site.output / told[address].partition("#")[0].strip("/")
        assert target.is_file() or (target / "index.html").is_file(), address


def test_media_are_where_they_were(site, old):
    page = site.page(f"{folder(site, old[0][0])}/index.html")
    image, link = page.select_one(".prose img"), page.select_one(".prose li a")
    assert image["src"].startswith("/images/") and image["width"] == "448"
    assert unquote(link["href"]) == "/public/tracts/été 1.pdf"
    assert {"public/.plage_m.jpg", "public/tracts/été 1.pdf", image["src"][1:]} <= site.files().keys()


def test_the_text_of_an_article_is_what_the_old_page_showed(site, old):
    for post, _ in old:
        prose = site.page(f"{folder(site, post)}/index.html").select_one(".prose")
        wanted = words(shown(post["post_excerpt_xhtml"] + post["post_content_xhtml"], " "))
        assert words(prose.get_text(" "))[: len(wanted)] == wanted, post["post_id"]


def test_nothing_unpublished_is_in_the_output_or_in_the_sources_of_pages(site):
    for name, data in site.files().items():
        assert journal.CANARY not in data.decode("utf-8", "replace").lower(), name
    hosts = site.output.with_name("output.hosts").rglob("*.*")
    assert not [path for path in hosts if journal.CANARY in path.read_text(encoding="utf-8")]
    sources = [path for path in (site.root / "content").rglob("*") if path.is_file()]
    leaks = [path.name for path in sources if journal.CANARY.encode() in path.read_bytes()]
    assert leaks == ["billet-44.md"], "the draft, which no publication builds"
    assert SITEURL in site.text("sitemap.xml")
