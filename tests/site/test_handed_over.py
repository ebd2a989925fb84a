"""What the way without Pelican does not know, it hands over; the bytes are those of a clean build."""

import shutil
import time

import pytest

from plugins.moderation.core.desk import Desk, DeskPaths
from plugins.moderation.web.app import create
from tests.site.conftest import ROOT
from tests.site.test_incremental import all_files, approve, clean, front

MARKS = '''"""A plugin of the site's own."""

from pelican import signals


def mark(content):
    if content._content is not None:
        content._content = content._content.replace("</p>", " [MARK]</p>")


def register():
    signals.content_object_init.connect(mark)
'''
FILTER = '''"""A filter of the site's own."""


def shout(text):
    return text.upper() + "MARK"
'''
MARKDOWN_EXTENSION = '''"""An extension of the site's own."""

from markdown.extensions import Extension
from markdown.postprocessors import Postprocessor


class Mark(Postprocessor):
    def run(self, text):
        return text.replace("</p>", " [MARK]</p>")


class Marks(Extension):
    def extendMarkdown(self, md):
        md.postprocessors.register(Mark(md), "mark", 1)


def makeExtension(**kwargs):
    return Marks(**kwargs)
'''


def add(site, *lines, **modules):
    for name, text in modules.items():
        (site.root / f"{name}.py").write_text(text)
    with (site.root / "pelicanconf.py").open("a") as file:
        file.writelines(f"{line}\n" for line in lines)


def other_theme(site, name="autre"):
    """A copy, so that it may be changed."""
    shutil.copytree(ROOT / "theme", site.root / name)
    add(site, f"THEME = {name!r}")


def filtered(site):
    other_theme(site)
    page = site.root / "autre/templates/article.html"
    page.write_text(page.read_text().replace("</h1>", "{{ article.title|shout }}</h1>", 1))
    add(site, "from shouting import shout", "JINJA_FILTERS = {'shout': shout}", shouting=FILTER)


def other_links(site):
    add(site, "INTRASITE_LINK_REGEX = r'@(?P<what>.*?)@'")
    site.article("deux", "Title: Deux\nTags: b\n", "Voir [un](@filename@un.md).")


UNKNOWN = {
    "a foreign plugin": (
        lambda site: add(site, "PLUGINS = [*PLUGINS, 'marks']", marks=MARKS),
        "PLUGINS names marks, which is not of this project",
        "marks.py",
    ),
    "a filter": (filtered, "JINJA_FILTERS holds code that is not watched", "shouting.py"),
    "an extension of Markdown": (
        lambda site: add(
            site,
            "MARKDOWN = {**MARKDOWN, 'extensions': [*MARKDOWN['extensions'], 'marking']}",
            marking=MARKDOWN_EXTENSION,
        ),
        "MARKDOWN names marking, whose code is not watched",
        "marking.py",
    ),
    "one plugin less": (
        lambda site: add(site, "PLUGINS.remove('plugins.discovery.hooks')"),
        "PLUGINS lacks plugins.discovery.hooks",
        None,
    ),
}
OTHERS = {
    "another form of links": other_links,
    "typogrify": lambda site: add(site, "TYPOGRIFY = True"),
    "summaries of the settings": lambda site: add(site, "DEFAULT_METADATA = {'summary': 'De tous.'}"),
    "a global": lambda site: add(site, "JINJA_GLOBALS = {'x': 1}"),
    "a finalizer": lambda site: add(
        site,
        "from markupsafe import soft_str",
        "JINJA_ENVIRONMENT = {'finalize': soft_str, 'trim_blocks': True}",
    ),
    "content by another name": lambda site: add(site, "PATH = './content/'"),
    "another theme": other_theme,
}


@pytest.fixture
def small(site):
    site.article("un", "Title: Un\nTags: a\n", "Texte.")
    site.article("deux", "Title: Deux\nTags: b\n", "Voir [un]({filename}un.md).")
    site.write("images/x.txt", "x")
    site.comment("1").set(FEED_ITEMS=1, FEED_COMMENTS=2)
    return site


def edit(site):
    site.article("un", "Title: Un\nTags: a\n", '« Autre » texte, "cité". CGT.\n\n## Un titre')


@pytest.mark.parametrize("name", UNKNOWN)
def test_what_is_unknown_is_done_anew(small, tmp_path, name):
    use, reason, module = UNKNOWN[name]
    front(small)
    use(small)
    front(small)
    edit(small)
    approve(small)
    assert front(small).startswith(f"Pelican builds: {reason}.")
    if module:
        path = small.root / module
        path.write_text(path.read_text().replace("MARK", "OTHER"))
        front(small)
        assert "OTHER" in small.text("post/2020/12/18/un/index.html")
    assert all_files(small) == clean(small, tmp_path / "clean")


@pytest.mark.parametrize("name", OTHERS)
def test_other_settings_are_known_or_handed_over(small, tmp_path, name):
    OTHERS[name](small)
    time.sleep(0.1)
    front(small)
    edit(small)
    small.write("moderation.csv", LEDGER)
    front(small)
    assert all_files(small) == clean(small, tmp_path / "clean")
    approve(small)
    front(small)
    assert all_files(small) == clean(small, tmp_path / "again")


LEDGER = """month,received,published,refused_by_rule,refused_by_hand,median_minutes,last
2021-01,3,2,1,0,45,2021-01-09
"""


def test_a_theme_by_another_name_is_watched(small, tmp_path):
    other_theme(small)
    time.sleep(0.1)
    front(small)
    assert ": 0 of " in front(small)
    approve(small)
    assert "Pelican" not in front(small), "it is not a reason to hand over"
    page = small.root / "autre/templates/article.html"
    page.write_text(page.read_text().replace("</h1>", "</h1><!-- MARK -->", 1))
    assert front(small).startswith("Pelican builds: the theme, the code or a library changed.")
    assert "<!-- MARK -->" in small.text("post/2020/12/18/un/index.html")
    assert all_files(small) == clean(small, tmp_path / "clean")


def test_the_intake_answers_in_the_theme_of_the_site(small):
    other_theme(small)
    page = small.root / "autre/templates/base.html"
    page.write_text(page.read_text().replace("</body>", "<!-- MARK --></body>"))
    front(small)
    app = create(Desk(DeskPaths(small.root)))
    assert "<!-- MARK -->" in app.test_client().get("/commenter/").text


def test_settings_in_another_folder_name_folders_from_there(small, tmp_path):
    """As Pelican reads them."""
    (small.root / "conf").mkdir()
    for name in ("pelicanconf.py", "publishconf.py"):
        shutil.copy(small.root / name, small.root / "conf" / name)
    with (small.root / "conf/publishconf.py").open("a") as file:
        file.write("PATH, THEME, OUTPUT_PATH = '../content', '../theme', '../output'\n")
    time.sleep(0.1)
    front(small, "conf/publishconf.py")
    assert ": 0 of " in front(small, "conf/publishconf.py")
    edit(small)
    assert "Pelican" not in front(small, "conf/publishconf.py")
    assert "Autre" in small.text("post/2020/12/18/un/index.html")
