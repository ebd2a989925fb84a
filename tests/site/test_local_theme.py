"""`theme.local/` lies over the theme: templates, style sheets, icons; in clean builds, in builds that go on,
on pages of the intake."""

import shutil

import pytest

from plugins.moderation.core.desk import Desk, DeskPaths
from plugins.moderation.web.app import create
from tests.site.test_incremental import all_files, clean, front

BASE = """{% extends "!theme/base.html" %}
{% block colophon %}{{ super() }}<p>NUMBER</p>{% endblock %}"""
FILES = {
    "templates/base.html": BASE,
    "static/css/tokens.css": ":root { --accent: #NUMBER }",
    "static/icons/favicon.svg": "<svg>NUMBER</svg>",
}


def local(site, name, number):
    path = site.root / "theme.local" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(FILES[name].replace("NUMBER", str(number)))


@pytest.fixture
def blog(site):
    site.article("un", text="Texte.").comment("1")
    for name in FILES:
        local(site, name, 100)
    return site


def test_it_wins(blog):
    blog.build()
    for name in ("index.html", "404.html", "post/2020/12/18/un/index.html"):
        colophon = blog.page(name).find("footer", class_="colophon")
        assert colophon.find_next("p", string="100"), "the owner's, after the theme's own"
    (sheet,) = blog.output.glob("style.*.css")
    css = sheet.read_text()
    assert css.index("--accent:#100") > css.index("--accent:#8c1c13"), "later rules win"
    assert "--measure" in css, "what the owner's says nothing of stays"
    assert blog.text("favicon.svg") == "<svg>100</svg>"
    assert (blog.output / "favicon.ico").exists()


@pytest.mark.parametrize("name", FILES)
def test_what_comes_changes_and_goes_is_seen(site, tmp_path_factory, name):
    site.article("un", text="Texte.").comment("1")
    front(site)

    def same():
        front(site)
        assert all_files(site) == clean(site, tmp_path_factory.mktemp("clean") / "site")

    for number in (200, 300):
        local(site, name, number)
        same()
    shutil.rmtree(site.root / "theme.local")
    same()


def test_a_comment_still_needs_no_pelican(blog, tmp_path):
    front(blog)
    blog.comment("2")
    said = front(blog)
    assert "Pelican builds" not in said
    assert all_files(blog) == clean(blog, tmp_path / "clean")


def test_a_mistake_is_told_by_its_place(blog):
    (blog.root / "theme.local/templates/base.html").write_text("\n{{ nothing }}")
    done = blog.run()
    assert done.returncode and "theme.local/templates/base.html:2" in done.stdout + done.stderr


def test_the_intake_has_it(blog):
    blog.build()
    client = create(Desk(DeskPaths(blog.root))).test_client()
    assert "<p>100</p>" in client.get("/commenter").text
