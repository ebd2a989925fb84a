"""WordPress, then Disqus and Isso on top of it: imported, built and read back on pages and in feeds."""

import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from urllib.parse import unquote

import html5lib
import pytest

from tests.importers import test_movable_type, test_over_blog
from tests.importers.runs import SAMPLES, Into
from tests.importers.test_isso import SQL, database
from tests.site.conftest import Site

ATOM = "{http://www.w3.org/2005/Atom}"
ARTICLE = "post/2010/07/14/lete-a-lusine"
SHOWN = {
    "c1": ("Zoé", "2020-12-19", "Bonjour : 2 + 2 = 4. Trois lignes plus bas."),
    "c101": ("Zoé & Max", "2010-07-14",
             "Bonjour, voir http://exemple.fr/a_b_c pour 3 < 4 & 5. Un « autre » paragraphe."),
    "c102": ("Claire", "2010-12-15", "Une réponse."),
    "c106": ("Un autre carnet", "2010-12-19", "[…] dit bien l’usine […]"),
    "c108": ("Luc", "2010-12-21", "Je réponds à un indésirable."),
    "c2": ("Luc", "2020-12-19", "Du Markdown, un lien et code."),
    "c5": ("Anonyme", "2020-12-19", "Un nom_de_fichier, http://exemple.fr/a_b_c et x < y."),
    "c901": ("Zoé", "2020-12-20", "Bonjour, voir http://exemple.fr/page Deux lignes."),
    "c903": ("luc", "2020-12-20", "Une réponse."),
}  # fmt: skip
"""What the pages of the old systems showed, by the comments' places; read off the samples by hand."""


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    site = Site(tmp_path_factory.mktemp("others"))
    disqus = (
        (SAMPLES / "disqus.xml").read_text("utf-8").replace("post/2020/12/18/un", "2010/07/14/lete-a-lusine")
    )
    (site.root / "disqus.xml").write_text(disqus, encoding="utf-8")
    isso = database(site.root, SQL.replace("/post/2020/12/18/un/", "/2010/07/14/lete-a-lusine/"))
    files = {"wordpress": SAMPLES / "wordpress.xml", "disqus": site.root / "disqus.xml", "isso": isso}
    for system, file in files.items():
        done = subprocess.run(
            [sys.executable, "-m", "plugins.importers", "--from", system, "--file", str(file)],
            cwd=site.root, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
    return site.set(HOSTS=["netlify"], ALLOW_BROKEN=("/wp-content/*",)).build()


def flat(text):
    return " ".join(text.split())


def test_every_published_comment_is_on_its_page(site):
    found = {li["id"]: li for li in site.page(f"{ARTICLE}/index.html").select(".comments li.comment")}
    assert found.keys() == SHOWN.keys() | {"c4", "c902"}
    for place, (author, day, text) in SHOWN.items():
        li = found[place]
        assert flat(li.select_one(".p-author").get_text()) == author
        assert li.time["datetime"][:10] == day
        assert flat(li.select_one(".text").get_text()) == text
    order = [one for one in found if one not in ("c1", "c2", "c4", "c5")]
    assert order == ["c101", "c102", "c106", "c108", "c901", "c902", "c903"]


def test_every_published_comment_is_in_the_feed_of_its_article(site):
    feed = ElementTree.fromstring(site.text(f"{ARTICLE}/comments.atom.xml"))
    found = {
        entry.find(f"{ATOM}link").get("href").rpartition("#")[2]: entry
        for entry in feed.findall(f"{ATOM}entry")
    }
    assert found.keys() == SHOWN.keys()
    for place, (author, day, text) in SHOWN.items():
        said = "".join(html5lib.parseFragment(found[place].findtext(f"{ATOM}content")).itertext())
        assert (flat(said), found[place].findtext(f"{ATOM}updated")[:10]) == (text, day)
        assert found[place].findtext(f"{ATOM}author/{ATOM}name") == author


def test_threads(site):
    page = site.page(f"{ARTICLE}/index.html")
    every = page.select(".comments li.comment")
    answered = {li["id"]: li.select_one(".context a[href^='#']") for li in every}
    assert {place: link["href"] for place, link in answered.items() if link is not None} == {
        "c102": "#c101", "c2": "#c1", "c5": "#c4", "c902": "#c901", "c903": "#c902",
    }  # fmt: skip
    orphan = page.select_one("#c108 .context").get_text()
    assert orphan == "en réponse à un commentaire qui n’est plus là", "the spam it answers is not public"


def test_every_old_address_answers(site):
    lines = [line.split() for line in site.text("_redirects").splitlines() if line.startswith("/")]
    told = {unquote(line[0]): line[1] for line in lines}
    for old in (
        "/2010/07/14/lete-a-lusine/", "/2010/07/14/usine-en-ete/", "/2010/07/14/lete-a-lusine/feed/",
        "/2010/07/14/lete-a-lusine/plan/", "/a-propos/livre-dor/", "/category/societe/travail/",
        "/tag/libertes/feed/", "/feed/", "/comments/feed/", "/2010/07/", "/2021/", "/author/claire/",
    ):  # fmt: skip
        target = site.output / told[old].strip("/")
        assert target.is_file() or (target / "index.html").is_file(), old


def test_a_page_that_people_talked_under(site):
    (li,) = site.page("livre-dor/index.html").select(".comments li.comment")
    assert li["id"] == "c201" and flat(li.select_one(".text").get_text()) == "Bravo !"


def test_nothing_unpublished_is_in_the_output(site):
    for name, data in site.files().items():
        assert b"canary" not in data.lower() and b"192.0.2" not in data, name


def test_blogs_without_ids_are_built_with_their_conversations_in_order(tmp_path):
    site = Site(tmp_path)
    into = Into(site.root)
    into.run(test_movable_type.WHOLE.encode(), "movabletype")
    into.run(test_over_blog.WHOLE, "overblog", "--status", "1")
    site.set(HOSTS=["netlify"]).build()
    said = {
        "post/2006/05/14/le-canal": ["Zoé: Bonjour.", "Zoé: Encore.", "L’écho: Un écho Il en parle."],
        "post/2014/05/12/l-ecluse": ["Zoé: Bonjour à tous", "Moi: Bonjour à tous"],
        "a-propos": ["Luc: Bonjour à tous"],
    }
    for place, expected in said.items():
        every = site.page(f"{place}/index.html").select(".comments li.comment")
        words = [(li.select_one(".p-author"), li.select_one(".text")) for li in every]
        assert [f"{flat(who.get_text())}: {flat(text.get_text())}" for who, text in words] == expected
    told = site.text("_redirects")
    assert "/journal/2006/05/le_canal.html /post/2006/05/14/le-canal/ 301" in told
    assert not any(b"canary" in data or "Caché".encode() in data for data in site.files().values())
