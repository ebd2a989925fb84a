"""Files that articles need: where they are to be put, how many are missing, and where they come from."""

from plugins.importers import media
from tests.examples import pelicanconf
from tests.importers.exports import dotclear, post
from tests.importers.test_wordpress import item, wxr

TEXT = (
    '<img src="http://ex.example/blog/wp-content/uploads/2010/a%20b.jpg"> '
    '<a href="/wp-content/uploads/2010/c.pdf">c</a>'
    ' <a href="/2010/une-page/">x</a> <img src="/album/d.png?w=3"> <img src="http://ailleurs.example/e.jpg">'
)
BASE = b"<wp:base_blog_url>http://ex.example</wp:base_blog_url>"
EXPORT = wxr(item(text=TEXT)).replace(BASE, BASE.replace(b"example<", b"example/blog<"))


def test_folders_are_told_with_what_is_missing(into, capsys):
    there = into.content / "wp-content/uploads/2010/c.pdf"
    there.parent.mkdir(parents=True)
    there.write_bytes(b"pdf")
    into.run(EXPORT, "wordpress")
    assert into.report["media"] == [
        {"folder": "/album/", "named": 1, "missing": 1, "taken": 0},
        {"folder": "/wp-content/uploads/", "named": 2, "missing": 1, "taken": 0},
    ]
    assert (
        "files of /album/ in articles: 1, missing 1; put them into content/album/, and “album” into"
        " STATIC_PATHS (docs/settings.md), or say MEDIA=folder\n"
        "    or no publication is made; where they are lost: "
        'ALLOW_BROKEN = ["/album/*"], below [pelican] in site.toml\n'
        "files of /wp-content/uploads/ in articles: 2, missing 1; put them into content/wp-content/uploads/,"
        " or say MEDIA=folder\n"
        "    or no publication is made; where they are lost: "
        'ALLOW_BROKEN = ["/wp-content/uploads/*"], below [pelican] in site.toml\n'
    ) in capsys.readouterr().out


def test_those_that_are_missing_are_taken_from_a_folder(into, tmp_path):
    given = tmp_path / "given"
    for name in ("2010/a b.jpg", "uploads/2010/c.pdf", "2010/other.jpg"):
        (given / name).parent.mkdir(parents=True, exist_ok=True)
        (given / name).write_bytes(name.encode())
    into.run(EXPORT, "wordpress", "--media", str(given), "--dry-run")
    assert not into.content.exists() and into.report["media"][1]["taken"] == 2
    into.run(EXPORT, "wordpress", "--media", str(given))
    assert (into.content / "wp-content/uploads/2010/a b.jpg").read_bytes() == b"2010/a b.jpg"
    assert [name for name in into.files() if "wp-content" in name] == [
        "content/wp-content/uploads/2010/a b.jpg", "content/wp-content/uploads/2010/c.pdf",
    ]  # fmt: skip
    before = into.files()
    assert into.run(EXPORT, "wordpress", "--media", str(given)).files() == before
    assert into.report["media"][1] == {"folder": "/wp-content/uploads/", "named": 2, "missing": 0, "taken": 0}


def test_no_name_leads_out_of_either_folder(into, tmp_path):
    given = tmp_path / "given"
    given.mkdir()
    (tmp_path / "secret.txt").write_text("secret")
    (given / "link.txt").symlink_to(tmp_path / "secret.txt")
    names = ["../secret.txt", "%2e%2e/secret.txt", "link.txt", "a%00.txt", f"{'x' * 300}.txt"]
    text = " ".join(f'<a href="/public/{name}">x</a>' for name in names)
    into.run(dotclear([post(post_content_xhtml=text)]), "dotclear", "--media", str(given))
    assert not [name for name in into.files() if "public" in name]


def test_folders_that_a_build_copies():
    assert set(pelicanconf.STATIC_PATHS) == media._PUBLISHED


def test_a_long_name_is_taken_and_one_that_no_disk_holds_is_none(into, tmp_path):
    (tmp_path / "given").mkdir()
    name = f"{'x' * 200}.txt"
    (tmp_path / "given" / name).write_bytes(b"x")
    text = f'<a href="/public/{name}">x</a> <a href="/public/{"y" * 300}.txt">y</a>'
    into.run(dotclear([post(post_content_xhtml=text)]), "dotclear", "--media", str(tmp_path / "given"))
    assert into.report["media"] == [{"folder": "/public/", "named": 1, "missing": 0, "taken": 1}]
