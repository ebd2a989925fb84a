"""`make export`: what it says, what it writes, and what it will not write over."""

import json
import shutil
import sqlite3
import xml.etree.ElementTree as ElementTree

import pytest

from plugins.exporters import __main__ as command
from tests.examples import ROOT
from tests.importers.runs import Into

COMMENT = "Id: {id}\nAuthor: Zoé & Max\nDate: {date}\n{more}\nBonjour *toi* <b>,\n1. http://exemple.fr/a_b\n"
NAMES = {"wp": "http://wordpress.org/export/1.2/", "content": "http://purl.org/rss/1.0/modules/content/"}


@pytest.fixture
def site(tmp_path):
    into = Into(tmp_path / "site").article(
        "un", "Id: 20201218-un\nCategory: Société\nTags: a, b\nAuthor: Claire\n"
    )
    into.article("brouillon", "Status: draft\n")
    folder = into.content / "comments" / "un"
    folder.mkdir(parents=True)
    (into.content / "pages").mkdir()
    (into.content / "pages" / "a-propos.md").write_text("Title: À propos\nSlug: a-propos\n\nPage.\n", "utf-8")
    texts = {
        "7": COMMENT.format(id=7, date="2020-12-19T10:00:00+01:00", more=""),
        "x-1": COMMENT.format(id="x-1", date="2020-12-20", more="Shown: un dimanche\nReply-To: 7\n"),
        "8": COMMENT.format(id=8, date="2020-12-21T10:00:00+01:00", more="Reply-To: x-1\n"),
    }
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, "utf-8")
    (into.content / "addresses.csv").write_text("old,new,system,id\n/?p=7,/post/2020/12/18/un/,,\n", "utf-8")
    return into


def run(site, system, *options):
    file = site.root / f"out.{system}"
    done = command.main(["--to", system, "--file", str(file), "--content", str(site.content), *options])
    return done, file


def test_wordpress(site, capsys):
    done, file = run(site, "wordpress", "--siteurl", "https://zoe.example/")
    assert done == 0
    assert capsys.readouterr().out == (
        f"wordpress · {file}\n2 articles · 1 page · 3 comments\n\n"
        "wordpress has no field for (kept beside it: FROM=wordpress brings it back):\n"
        "  its id is not a number, or another comment's too: it gets a number of its own: 1"
        " (comments/un/x-1.txt)\n"
        "  its hour is not known: it is said to be midnight: 1 (comments/un/x-1.txt)\n"
        "  the date as the old site printed it (Shown): 1 (comments/un/x-1.txt)\n"
        "  that its date is not known: it is said to be 1970-01-01: 1 (pages/a-propos.md)\n"
    )
    draft, article, page = ElementTree.parse(file).findall("channel/item")
    assert [item.findtext("wp:status", None, NAMES) for item in (draft, article, page)] == [
        "draft",
        "publish",
        "publish",
    ]
    assert article.findtext("link") == "https://zoe.example/post/2020/12/18/un/"
    assert page.findtext("link") == "https://zoe.example/a-propos/"
    assert "<p>Texte.</p>" in article.findtext("content:encoded", None, NAMES)
    assert [(c.get("domain"), c.text) for c in article.findall("category")] == [
        ("category", "Société"), ("post_tag", "a"), ("post_tag", "b"),
    ]  # fmt: skip
    fields = ("comment_id", "comment_parent", "comment_author", "comment_date", "comment_date_gmt")
    found = [
        [comment.findtext(f"wp:{name}", None, NAMES) for name in fields]
        for comment in article.findall("wp:comment", NAMES)
    ]
    assert found == [
        ["7", "0", "Zoé &amp; Max", "2020-12-19 10:00:00", "2020-12-19 09:00:00"],
        ["9", "7", "Zoé &amp; Max", "2020-12-20 00:00:00", "2020-12-20 00:00:00"],
        ["8", "9", "Zoé &amp; Max", "2020-12-21 10:00:00", "2020-12-21 09:00:00"],
    ]
    content = article.find("wp:comment", NAMES).findtext("wp:comment_content", None, NAMES)
    assert content == "Bonjour *toi* &lt;b&gt;,\n1. http://exemple.fr/a_b"


def test_what_is_not_said_is_as_the_settings_have_it(site, capsys):
    """Those of the folder in which the sources are."""
    shutil.copy(ROOT / "pelicanconf.py", site.root)
    (site.root / "site.toml").write_text(
        'name = "Le <blog> de Zoé"\naddress = "https://zoe.example"\nlanguage = "en"\n'
        'timezone = "America/New_York"\nid = "eaab5578-ca79-4971-912a-f496ee32d72a"\n'
    )
    site.article("un", "Date: 2020-12-18 14:00\n")
    done, file = run(site, "wordpress")
    assert done == 0 and "Addresses in it" not in capsys.readouterr().out
    channel = ElementTree.parse(file).find("channel")
    told = [channel.findtext(name) for name in ("title", "link", "language")]
    assert told == ["Le &lt;blog&gt; de Zoé", "https://zoe.example", "en"]
    article = channel.findall("item")[1]
    assert article.findtext("link") == "https://zoe.example/post/2020/12/18/un/"
    dates = [article.findtext(f"wp:{name}", None, NAMES) for name in ("post_date", "post_date_gmt")]
    assert dates == ["2020-12-18 14:00:00", "2020-12-18 19:00:00"]


def test_a_zone_that_is_none(site, capsys):
    assert run(site, "wordpress", "--timezone", "Europe/Pari")[0] == 1
    assert capsys.readouterr().err.endswith(
        "TIMEZONE: no zone “Europe/Pari”\n    Write it as in Europe/Paris.\n"
    )


def test_a_site_without_settings_is_told_where_its_addresses_begin(site, capsys):
    run(site, "wordpress")
    told = "Addresses in it begin with https://blog.example: say SITEURL=…, or “address = …” in site.toml."
    assert told in capsys.readouterr().out


def test_disqus(site, capsys):
    """What its help asks for: WXR with `dsq:thread_identifier`, times in UTC."""
    done, file = run(site, "disqus", "--siteurl", "https://zoe.example", "--timezone", "Europe/Paris")
    assert done == 0
    assert capsys.readouterr().out == (
        f"disqus · {file}\n1 thread · 3 comments\n\ndisqus has no field for:\n"
        "  the zone of its hour: it is in UTC: 2 (comments/un/7.txt, comments/un/8.txt)\n"
        "  its id is not a number, or another comment's too: it gets a number of its own: 1"
        " (comments/un/x-1.txt)\n"
        "  its hour is not known: it is said to be midnight: 1 (comments/un/x-1.txt)\n"
        "  the date as the old site printed it (Shown): 1 (comments/un/x-1.txt)\n"
    )
    (item,) = ElementTree.parse(file).findall("channel/item")
    assert item.findtext("link") == "https://zoe.example/post/2020/12/18/un/"
    assert item.findtext("{http://www.disqus.com/}thread_identifier") == "20201218-un"
    space = "{http://wordpress.org/export/1.0/}"
    assert item.findtext(f"{space}post_date_gmt") == "2020-12-18 09:00:00"
    found = [
        [
            one.findtext(f"{space}comment_{name}")
            for name in ("id", "parent", "author", "date_gmt", "approved")
        ]
        for one in item.findall(f"{space}comment")
    ]
    assert found == [
        ["7", "0", "Zoé & Max", "2020-12-19 09:00:00", "1"],
        ["9", "7", "Zoé & Max", "2020-12-20 00:00:00", "1"],
        ["8", "9", "Zoé & Max", "2020-12-21 09:00:00", "1"],
    ]
    assert item.findtext(f"{space}comment/{space}comment_content") == (
        "<p>Bonjour *toi* &lt;b&gt;,<br>\n1. http://exemple.fr/a_b</p>"
    )


def test_isso(site, capsys):
    done, file = run(site, "isso")
    assert (
        done == 0 and "only one level of answers is shown: 1 (comments/un/8.txt)" in capsys.readouterr().out
    )
    base = sqlite3.connect(file)
    rows = base.execute("SELECT id, parent, mode, remote_addr, text FROM comments ORDER BY id").fetchall()
    assert base.execute("SELECT uri, title FROM threads").fetchall() == [("/post/2020/12/18/un/", "un")]
    base.close()
    text = "Bonjour \\*toi\\* \\<b\\>,  \n1\\. http://exemple.fr/a_b"
    assert rows == [(7, None, 1, "", text), (8, 7, 1, "", text), (9, 7, 1, "", text)]


def test_the_whole_site_moves_by_json(site, tmp_path):
    done, file = run(site, "json")
    assert done == 0
    kinds = [next(iter(record)) for record in json.loads(file.read_text("utf-8"))["records"]]
    assert kinds == ["article", "article", "comment", "comment", "comment", "page", "address"]
    there = Into(tmp_path / "there")
    there.root.mkdir()
    there.run(file, "json")
    assert there.files() == {name: data for name, data in site.files().items() if not name.startswith("out")}
    assert there.report["written"] == 6 and there.report["addresses_mapped"] == 1


def test_back_into_the_same_site_changes_nothing(site):
    before = site.files()
    for system in ("wordpress", "isso", "json"):
        _, file = run(site, system)
        site.run(file, system)
        file.unlink()
        after = {name: data for name, data in site.files().items() if not name.endswith("addresses.csv")}
        assert after == {name: data for name, data in before.items() if not name.endswith("addresses.csv")}


def test_no_file_is_written_over_unasked(site, capsys):
    _, file = run(site, "json")
    file.write_text("mine")
    assert run(site, "json")[0] == 1 and file.read_text() == "mine"
    assert capsys.readouterr().err == f"{file}: is there already\n    Choose another name, or say FORCE=1.\n"
    assert run(site, "json", "--force")[0] == 0 and file.read_text() != "mine"


def test_what_stops_a_build_stops_an_export(site, capsys):
    (site.content / "comments" / "un" / "9.txt").write_text("Id: 9\nAutor: x\n\n")
    done, file = run(site, "json")
    assert done == 1 and not file.exists()
    assert "content/comments/un/9.txt:2: unknown header “Autor”" in capsys.readouterr().err


def test_what_is_lost_as_json(site):
    report = site.root / "losses.json"
    run(site, "isso", "--report", str(report))
    told = json.loads(report.read_text("utf-8"))
    assert told["comments"] == 3
    assert told["losses"]["the date as the old site printed it (Shown)"] == ["comments/un/x-1.txt"]


@pytest.fixture
def unpublished(site):
    """Articles that no list shows, each with a comment: at home, known to few, and an imported page."""
    for slug, status in (
        ("brouillon", "draft"),
        ("omis", "Skip"),
        ("caché", "hidden"),
        ("pages/page", "hidden"),
    ):
        site.article("x", f"Status: {status}\n")
        source = site.content / "articles" / f"{slug}.md"
        source.parent.mkdir(exist_ok=True)
        name = slug.removeprefix("pages/")
        source.write_text(
            f"Title: {name}\nDate: 2020-12-18\nSlug: {name}\nStatus: {status}\n\nTexte.\n", "utf-8"
        )
        (site.content / "articles" / "x.md").unlink()
        folder = site.content / "comments" / name
        folder.mkdir()
        (folder / "1.txt").write_text("Id: 1\nAuthor: Zoé\nDate: 2020-12-19\n\nMots.\n", "utf-8")
    (site.content / "articles" / ".un.md").write_text("Title: oublié\nDate: 2020-12-18\n\nTexte.\n", "utf-8")
    return site


def test_what_no_list_shows_is_no_public_article_of_wordpress(unpublished, capsys):
    _, file = run(unpublished, "wordpress")
    found = {
        item.findtext("title"): tuple(
            item.findtext(f"wp:{name}", None, NAMES) for name in ("status", "post_type")
        )
        for item in ElementTree.parse(file).findall("channel/item")
    }
    assert found == {
        "brouillon": ("draft", "post"),
        "omis": ("draft", "post"),
        "caché": ("private", "post"),
        "page": ("publish", "page"),
        "un": ("publish", "post"),
        "À propos": ("publish", "page"),
    }
    assert capsys.readouterr().out.endswith(
        "\nNot public here:\n  a hidden article is a private one there: 1 (articles/caché.md)\n"
    )


@pytest.mark.parametrize("system", ["disqus", "isso"])
def test_of_drafts_neither_title_nor_comments_leave_the_site(unpublished, system, capsys):
    _, file = run(unpublished, system)
    told = "  comments of a draft are left out: 2 (articles/brouillon.md, articles/omis.md)\n"
    assert capsys.readouterr().out.endswith(f"\nNot public here:\n{told}")
    data = file.read_bytes().decode("utf-8", "replace")
    assert "caché" in data and not [word for word in ("brouillon", "omis", "oublié") if word in data]
