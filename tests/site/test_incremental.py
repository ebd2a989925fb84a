"""A build that goes on from the last one equals one that begins anew, file by file."""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from plugins.fastbuild.state import BuildCache
from tests.site.conftest import SITEURL, Site


def front(site: Site, conf: str = "publishconf.py", *more: str, **environment: str) -> str:
    """What `make publish` says."""
    done = subprocess.run(
        [sys.executable, "-m", "plugins.fastbuild", "-s", conf, *more],
        cwd=site.root,
        env={"PATH": os.environ["PATH"], "SITEURL": SITEURL, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def clean(site: Site, folder) -> dict[str, bytes]:
    """What Pelican alone writes of the same sources."""
    shutil.copytree(site.root, folder, symlinks=True, ignore=shutil.ignore_patterns("output*", ".cache"))
    other = object.__new__(Site)
    other.root, other.output = folder, folder / "output"
    with (folder / "publishconf.py").open("a") as file:
        file.write("FASTBUILD = False\n")
    return all_files(other.build())


def all_files(site: Site) -> dict[str, bytes]:
    beside = site.root / "output.hosts"
    hosts = {f"hosts/{path.name}": path.read_bytes() for path in beside.iterdir() if path.is_file()}
    return {**site.files(), **hosts}


@pytest.fixture
def built(site):
    site.article("un", "Title: « Un » !\nCategory: Carnets\nTags: a, b\n", "## T\n\nTexte.")
    site.article("deux", "Title: Deux\nTags: b\nSummary: *Court*\n", "Voir [un]({filename}un.md).")
    site.article("trois", "Title: Trois\nTags: neuf\nStatus: hidden\n")
    site.article("english", "Title: English\nLang: en\nDate: 2019-05\n", 'He said: "yes" !')
    site.write("pages/a-propos.md", "Title: À propos\nSlug: a-propos\n\nTexte : un.\n")
    site.write("images/x.txt", "x")
    for number in range(1, 8):
        site.comment(str(number), f"Date: 2021-01-0{number}T10:00:00+01:00\n")
    site.comment("1", "Date: 2021-01-05T11:00:00+01:00\n", slug="deux").set(FEED_COMMENTS=3, FEED_ITEMS=2)
    time.sleep(0.1)  # files of this very moment are looked into again, and a picture by Pelican alone
    front(site)
    return site


def approve(site):
    site.comment("9", "Date: 2021-02-01T10:00:00+01:00\n", "Voir http://exemple.fr/ : <b>oui</b> !")


CHANGES = {
    "a comment": approve,
    "what an editor leaves": lambda site: site.write("comments/un/1.txt~", "x").write(
        "comments/un/#1.txt#", "x"
    ),
    "an older comment": lambda site: site.comment("9", "Date: 2021-01-03T12:00:00+01:00\n", slug="deux"),
    "a first comment": lambda site: site.comment("1", slug="trois"),
    "a quotation": lambda site: site.comment("9", "Reply-To: 2\n", "> Texte.\n\nNon."),
    "a word of the author": lambda site: site.comment("9", "Role: author\n"),
    "a dead address": lambda site: site.comment("9", "Archived: http://a.fr/x\n", "Voir http://a.fr/x."),
    "an answer": lambda site: site.comment("9", "Reply-To: 3\n"),
    "a comment edited": lambda site: site.comment("3", "Date: 2021-01-03\n", "Autre."),
    "a comment withdrawn": lambda site: site.comment("3", "Withdrawn: 2021-03-01\n"),
    "a comment deleted": lambda site: (site.root / "content/comments/un/7.txt").unlink(),
    "all comments deleted": lambda site: shutil.rmtree(site.root / "content/comments/un"),
    "an article edited": lambda site: site.article(
        "un",
        "Title: « Un » !\nCategory: Carnets\nTags: a, b\n",
        "## T\n\nTexte : « neuf » ! CGT\n\n## U\n\n## V",
    ),
    "an article with links edited": lambda site: site.article(
        "deux", "Title: Deux\nTags: b\nSummary: *Court*\n", "Encore [un]({filename}un.md), [ici](/archive/)."
    ),
    "an address that nobody can have": lambda site: site.article(
        "un", "Title: « Un » !\nCategory: Carnets\nTags: a, b\n", f"[a]({'(' * 5000}"
    ),
    "the ledger": lambda site: site.write(
        "moderation.csv",
        "month,received,published,refused_by_rule,refused_by_hand,median_minutes,last\n"
        "2021-01,3,2,1,0,45,2021-01-09\n",
    ),
}
HANDED_OVER = {
    "a new article": lambda site: site.article("quatre", "Title: Quatre\nTags: neuf\n"),
    "a title": lambda site: site.article("un", "Title: Un autre\nTags: a\n"),
    "a new link": lambda site: site.article("english", "Title: English\nLang: en\n", "[un]({filename}un.md)"),
    "a page": lambda site: site.write("pages/a-propos.md", "Title: À propos\nSlug: a-propos\n\nAutre.\n"),
    "another file": lambda site: site.write("images/y.txt", "y"),
    "a series": lambda site: site.article(
        "un", "Title: « Un » !\nCategory: Carnets\nTags: a, b\nSeries: S\n"
    ),
    "an article gone": lambda site: (site.root / "content/articles/english.md").unlink(),
    "a setting": lambda site: site.set(SITENAME="Autre"),
}


@pytest.mark.parametrize("name", CHANGES)
def test_words_are_written_without_pelican(built, tmp_path, name):
    CHANGES[name](built)
    said = front(built)
    assert "Pelican" not in said and f" of {len(built.files())} files written" in said
    assert all_files(built) == clean(built, tmp_path / "clean")
    assert ": 0 of " in front(built)


@pytest.mark.parametrize("name", HANDED_OVER)
def test_more_than_words_is_handed_over(built, tmp_path, name):
    HANDED_OVER[name](built)
    assert front(built).startswith("Pelican builds: ")
    assert all_files(built) == clean(built, tmp_path / "clean")


def test_nothing_is_done_where_nothing_changed(built):
    before = {path: path.stat().st_mtime_ns for path in built.output.rglob("*")}
    front(built)
    assert ": 0 of " in front(built)
    assert before == {path: path.stat().st_mtime_ns for path in built.output.rglob("*")}


def test_templates_are_compiled_before_the_first_comment(built, monkeypatch):
    monkeypatch.chdir(built.root)
    code = {code for _, code in BuildCache(Path("output")).templates.values()}
    assert {Path(one.co_filename).name for one in code} >= {"base.html", "article.html"}


def test_only_what_depends_on_a_comment_is_touched(built):
    before = {path: path.stat().st_mtime_ns for path in built.output.rglob("*") if path.is_file()}
    approve(built)
    front(built)
    after = {path: path.stat().st_mtime_ns for path in built.output.rglob("*") if path.is_file()}
    touched = {str(path.relative_to(built.output)) for path in after if before.get(path) != after[path]}
    assert "post/2020/12/18/un/index.html" in touched
    assert not [path for path in touched if "deux/" in path or "a-propos" in path or path.startswith("fils/")]


@pytest.mark.parametrize("what", ["", "index.html", "post", "feed/atom.xml"])
def test_what_somebody_took_away_comes_back(built, what):
    files = all_files(built)
    path = built.output / what
    shutil.rmtree(path) if path.is_dir() else path.unlink()
    said = front(built)
    assert "Pelican" not in said and f" of {len(built.files())} files written" in said
    assert all_files(built) == files


def test_a_build_that_stops_puts_back_what_is_gone_and_changes_nothing(built):
    files = all_files(built)
    (built.output / "index.html").unlink()
    built.article("un", "Title: « Un » !\nCategory: Carnets\nTags: a, b\n", "![Une photo](absente.png)")
    with pytest.raises(AssertionError, match="absente"):
        front(built)
    assert all_files(built) == files


def test_nothing_of_another_site_is_put_back(built):
    """Pelican alone has written since: what the last incremental build left is older than the output."""
    built.set(SITENAME="Autre", FASTBUILD=False).build()
    stood = {path: path.stat().st_mtime_ns for path in built.output.rglob("*.html")}
    built.set(FASTBUILD=True)
    front(built)
    assert {path: path.stat().st_mtime_ns for path in built.output.rglob("*.html")} == stood


def test_what_somebody_wrote_over_is_written_again(built):
    files = all_files(built)
    path = built.output / "index.html"
    path.write_text("Rien.")  # by both of its names
    assert front(built).startswith("Pelican builds: index.html is not as it was left.\n")
    assert all_files(built) == files


@pytest.mark.parametrize("name", ["site", "texts"])
@pytest.mark.parametrize("damage", [b"", b"another program's", b"\0", None])
def test_a_damaged_cache_is_no_matter(built, tmp_path, name, damage):
    """Empty, of another program, with a byte turned on each page; gone."""
    path = built.root / f".cache/output/{name}.sqlite"
    data = path.read_bytes()
    path.unlink()
    if damage == b"\0":
        for place in range(4321, len(data), 16384):
            data = data[:place] + bytes([data[place] ^ 255]) + data[place + 1 :]
        damage = data
    if damage is not None:
        path.write_bytes(damage)
    approve(built)
    front(built)
    assert all_files(built) == clean(built, tmp_path / "clean")


@pytest.mark.parametrize("forgotten", [False, True])
def test_what_has_a_second_name_is_in_the_output(built, forgotten):
    if forgotten:
        (built.root / ".cache/output/site.sqlite").unlink()
    shutil.rmtree(built.root / "content/comments/un")
    front(built)
    first, second = (
        {each.stat().st_ino for each in folder.rglob("*") if each.is_file()}
        for folder in (built.output, built.root / ".cache/output/site")
    )
    assert first == second


def test_a_preview_and_a_publication_leave_each_other_alone(built, monkeypatch):
    """Each in turn, and each while the other is at work: nothing is written again."""
    published = all_files(built)
    front(built, "pelicanconf.py", "-e", 'OUTPUT_PATH="output.preview"')
    shown = {path: path.read_bytes() for path in (built.root / "output.preview").rglob("*") if path.is_file()}
    assert "http://localhost:8000/" in shown[built.root / "output.preview/sitemap.xml"].decode()
    monkeypatch.chdir(built.root)
    with BuildCache(Path("output.preview")).alone():
        assert ": 0 of " in front(built)
    with BuildCache(Path("output")).alone():
        assert ": 0 of " in front(built, "pelicanconf.py", "-e", 'OUTPUT_PATH="output.preview"')
    assert all_files(built) == published
    assert all(path.read_bytes() == data for path, data in shown.items())


def test_smaller_copies_follow(built):
    built.compress(True)
    front(built)
    approve(built)
    front(built)
    files = all_files(built)
    shutil.rmtree(built.output)
    shutil.rmtree(built.root / ".cache")
    front(built)
    assert all_files(built) == files


def explained(site, page):
    done = subprocess.run(
        [sys.executable, "-m", "plugins.fastbuild", "-s", "publishconf.py", "--explain", page],
        cwd=site.root,
        env={"PATH": os.environ["PATH"], "SITEURL": SITEURL},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout


def test_explain(built):
    approve(built)
    assert explained(built, "tag/a/index.html") == (
        "tag/a/index.html belongs to a page (tag/a/index.html).\n"
        "Its template asked of articles: authors, category, comments, date, datetime, day_known, "
        "lang, last_comment, locale_date, planned, reading_minutes, summary, terms, title, title_lang, url.\n"
        "It would be written: the comments of un changed.\n"
    )
    assert "nothing that it is made of changed" in explained(built, "feed/feed.json"), "of no comment it says"
    CHANGES["an article with links edited"](built)
    assert "It would be written: the comments of un changed." in explained(built, "tag/a/index.html")
    assert "It would be written: the comments of un, content/articles/deux.md changed." in explained(
        built, "feed/atom.xml"
    )
    assert "It would be written: content/articles/deux.md changed." in explained(
        built, "post/2020/12/18/deux/index.html"
    )
    CHANGES["the ledger"](built)
    assert "It would be written: content/moderation.csv changed." in explained(built, "moderation/index.html")
    (built.root / "content/moderation.csv").unlink()
    assert "nothing that it is made of changed" in explained(built, "a-propos/index.html")
    assert "would be written" in explained(built, "feed/rss.xml")
    assert explained(built, "images/x.txt") == "images/x.txt is copied, or written by Pelican itself.\n"
    assert explained(built, "nowhere") == (
        "No build wrote nowhere. Files are named as in the output: make explain PAGE=index.html\n"
    )
    built.set(SITENAME="Autre")
    assert explained(built, "index.html") == "Pelican would build: the settings changed.\n"


def test_a_link_to_a_file_that_is_another_article_by_now(site, tmp_path):
    """Two files changed places, and the text that links to one of them said the same in between."""
    site.article("between", "Title: Entre\nDate: 2020-06\n")

    def build(a, b, linked):
        for name, month in (("a", a), ("b", b)):
            text = f"Title: {month}\nDate: 2020-0{month}\nSlug: s{month}\n\nTexte.\n"
            site.write(f"articles/{name}.md", text)
        site.article("last", "Title: Fin\n", f"Voir [un autre]({{filename}}{linked}.md).")
        time.sleep(0.1)
        return front(site)

    build(a=1, b=2, linked="a")
    build(a=2, b=1, linked="b")
    build(a=2, b=1, linked="a")
    assert all_files(site) == clean(site, tmp_path / "clean")
