"""Settings that an owner changes: addresses, menus, the site's id; and dates that contradict each other."""

import json
import xml.etree.ElementTree as ElementTree

import pytest

from plugins.common.settings import DEFAULTS
from tests.site.conftest import SITEURL
from tests.site.test_bad_input import stopped

ATOM = "{http://www.w3.org/2005/Atom}"


def links(site, name, selector):
    return [(one.get_text(), one["href"]) for one in site.page(name).select(selector)]


@pytest.mark.parametrize("fast", [True, False])
def test_archives_elsewhere(site, fast):
    site.set(
        ARCHIVES_SAVE_AS="tout/index.html", YEAR_ARCHIVE_SAVE_AS="annees/{date:%Y}/index.html", FASTBUILD=fast
    )
    site.article("un", "Tags: a\nCategory: b\n").build()
    assert links(site, "tout/index.html", "main h2 a") == [("2020", "/annees/2020/")]
    for name in ("tag/a/index.html", "category/b/index.html", "annees/2020/index.html", "404.html"):
        assert ("/tout/") in [href for _, href in links(site, name, "main a")], name
    assert not [
        path for path, data in site.files().items() if b'"/archive/' in data and path.endswith(".html")
    ]


def test_no_pages_of_years(site):
    site.set(YEAR_ARCHIVE_SAVE_AS="").article("un").build()
    assert links(site, "archive/index.html", "main h2 a") == []
    assert site.page("archive/index.html").h2.get_text().split() == ["2020", "1", "billet"]


def test_terms_without_pages_are_words(site):
    """Their feeds would all be at the site's root, each in the place of the other."""
    site.set(TAG_SAVE_AS="", TAG_URL="", CATEGORY_SAVE_AS="", CATEGORY_URL="")
    site.article("un", "Tags: mer, sel\nCategory: Carnets\n").build()
    assert not [
        name for name in site.files() if name in ("atom.xml", "rss.xml", "feed.json") or "tag" in name
    ]
    page = site.page("post/2020/12/18/un/index.html")
    assert [word.get_text() for word in page.select(".tags span")] == ["mer", "sel"]
    assert page.select_one(".byline span.p-category").get_text() == "Carnets"
    for name in ("index.html", "fils/index.html"):
        words = " ".join(site.page(name).main.get_text().split())
        assert "Carnets" not in words.replace("dans Carnets", ""), name


@pytest.mark.parametrize("fast", [True, False])
@pytest.mark.parametrize("size", [False, 0])
def test_without_a_size_of_pages_all_articles_stand_on_one(site, fast, size):
    site.set(DEFAULT_PAGINATION=size, FASTBUILD=fast, PAGINATED_TEMPLATES={"index": None, "tag": None})
    for number in range(12):
        site.article(f"a{number}", f"Title: {number}\nTags: mer\n")
    site.build()
    for name in ("index.html", "tag/mer/index.html"):
        assert len(site.page(name).select("article, main li h2, main .h-entry")) >= 12, name
    assert not [name for name in site.files() if "/page/" in name]


def test_pages_that_nobody_makes(site):
    site.set(AUTHOR_SAVE_AS="par/{slug}/index.html", DIRECT_TEMPLATES=["index", "authors"]).article("un")
    assert stopped(site) == (
        "2 problems; nothing was written.\n\n"
        "pelicanconf.py: AUTHOR_SAVE_AS: no pages of authors are made\n"
        '    Set it and AUTHOR_URL to "".\n'
        "pelicanconf.py: DIRECT_TEMPLATES: the theme has no “authors.html”\n"
        "    Add it to the theme, or take the name out."
    )


def test_menus(site):
    menu = (("Ailleurs", "https://a.example/x"), ("Archives", "/archive/"), ("P", "p/"), ("Parti", "parti/"))
    site.set(MENUITEMS=menu, FOOTER_ITEMS=menu).article("un").write(
        "pages/p.md", "Title: P\nSlug: p\n\nTexte.\n"
    )
    done = site.run(SITEURL=f"{SITEURL}/dossier")
    assert done.returncode == 0
    there = [("Ailleurs", "https://a.example/x"), ("Archives", "/dossier/archive/"), ("P", "/dossier/p/")]
    for selector in (".masthead li a", ".colophon li a"):
        assert links(site, "index.html", selector) == there
    assert "Warning: pelicanconf.py: MENUITEMS: “Parti” leads to /parti/, which is not a page" in done.stderr
    (site.root / "content/pages/p.md").unlink()
    site.build(SITEURL=f"{SITEURL}/dossier")
    pages = [name for name in site.files() if name.endswith(".html")]
    assert [name for name in pages if "/dossier/p/" in site.text(name)] == []
    stopping = (*menu, ("X", "javascript:1"))
    assert stopped(site.set(MENUITEMS=stopping)).startswith(
        "1 problem; nothing was written.\n\npelicanconf.py: MENUITEMS: “javascript:1” may not be linked to\n"
    )


def test_a_site_with_the_id_of_another(site):
    said = (
        "Warning: site.toml:10: id is that of the site this code came with, and SITEURL is"
        " https://autre.example/blog\n    If that is another blog: “make begin” makes one, once."
    )
    site.article("un")
    assert said in site.run(SITEURL="https://autre.example/blog").stderr
    assert "is that of the site" not in site.run().stderr
    assert "is that of the site" not in site.run("pelicanconf.py").stderr
    site.set(SITE_ID="0b8d3c3a-3c4d-4b6e-9a53-6f3f0a9f4d11")
    assert "is that of the site" not in site.run(SITEURL="https://autre.example/blog").stderr


@pytest.mark.parametrize(
    ("date", "modified"),
    [
        ("2020-12-18 10:00", "2020-12-18 09:00"),
        ("2020-12-18", "2020-12-17"),
        ("2020-12", "2020-11-30"),
        ("2020", "2019"),
    ],
)
def test_no_change_before_the_text_was_written(site, date, modified):
    site.article("un", f"Date: {date}\nModified: {modified}\n")
    site.write("pages/p.md", f"Title: P\nDate: {date}\nModified: {modified}\n\nTexte.\n")
    hint = "    Correct one of them, or delete the line."
    assert stopped(site) == (
        "2 problems; nothing was written.\n\n"
        f"content/articles/un.md:4: Modified: “{modified}” is before the Date, “{date}”\n{hint}\n"
        f"content/pages/p.md:3: Modified: “{modified}” is before the Date, “{date}”\n{hint}"
    )


@pytest.mark.parametrize(
    ("date", "modified", "published", "updated", "in_json"),
    [
        ("2020-12-18 10:00", "2020-12-18 15:00", "T10:00:00+01:00", "2020-12-18T15:00:00+01:00", True),
        ("2020-12-18 10:00", "2020-12-18", "T10:00:00+01:00", "2020-12-18T10:00:00+01:00", True),
        ("2020-12-18 10:00", "2020-12", "T10:00:00+01:00", "2020-12-18T10:00:00+01:00", False),
        ("2020-12-18", "2021-02", "", "2021-02-01T00:00:00+01:00", False),
        ("2020-12-18", "2021-02-03", "", "2021-02-03T00:00:00+01:00", True),
    ],
)
def test_every_feed_tells_a_change(site, date, modified, published, updated, in_json):
    site.article("un", f"Date: {date}\nModified: {modified}\n").build()
    entry = ElementTree.fromstring(site.text("feed/atom.xml")).find(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}updated") == updated
    (item,) = json.loads(site.text("feed/feed.json"))["items"]
    assert item.get("date_modified") == (updated if in_json else None)


def test_nothing_is_said_of_a_change_that_was_none(site):
    site.article("un").article("deux", "Title: Deux\n").build()
    assert "date_modified" not in site.text("feed/feed.json")


def test_a_date_to_come_is_told(site):
    site.article("un", "Date: 2999-01-01\n").article("deux", "Title: D\nDate: 2998-01-01\nStatus: draft\n")
    done = site.set(NOW="2027-02-01").run("pelicanconf.py")
    assert done.returncode == 0
    assert done.stderr.count("Warning: ") == done.stderr.count("Warning: site.toml") + 1
    assert (
        "Warning: content/articles/un.md:3: Date: “2999-01-01” is still to come; it waits until then\n"
        "    The first “make publish” after that publishes it (docs/writing.md).\n"
    ) in done.stderr


@pytest.mark.parametrize("fast", [True, False])
def test_a_file_of_settings_that_says_nothing_of_ours(site, fast):
    site.article("un", "Tags: a\n", "![a](https://x.example/a.png)").comment()
    with (site.root / "pelicanconf.py").open("a") as file:
        file.write(f"for _name in {[*DEFAULTS.keys() - {'SITE_ID'}]}:\n    globals().pop(_name, None)\n")
    if not fast:
        site.set(FASTBUILD=False)
    assert site.run("pelicanconf.py").returncode == 0
    assert "Texte." in site.text("post/2020/12/18/un/index.html")
