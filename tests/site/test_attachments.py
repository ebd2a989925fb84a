"""What lies beside an article and is used in it is published beside its page; nothing else is."""

import pytest

from tests.site.test_bad_input import stopped
from tests.site.test_incremental import all_files, clean, front

UN = "post/2020/12/18/un"
TEXT = (
    "![La plage](plage.png) [le plan](<sous/le plan.pdf>)\n\n"
    '<video src="film.webm#t=3" poster="./plage.png" controls></video>\n\n'
    '<img src="plage.png" srcset="plage.png 1x, grande%20é.png 2x" alt="x"> ![m]({attach}m.png)\n'
)


def attached(site):
    """The names of all that was copied, from whatever folder."""
    endings = (".png", ".pdf", ".webm", ".txt", ".svg")
    files = {name for name in site.files() if name.endswith(endings) and "/" in name}
    return sorted(files - {"robots.txt"})


@pytest.fixture
def photos(site):
    for name in ("plage.png", "grande é.png", "sous/le plan.pdf", "film.webm", "m.png", "inutile.png"):
        site.write(f"articles/{name}", name)
    return site.article("un", text=TEXT)


def test_what_is_used_is_copied_and_found(photos):
    photos.build()
    assert attached(photos) == [
        f"{UN}/film.webm", f"{UN}/grande é.png", f"{UN}/m.png", f"{UN}/plage.png", f"{UN}/sous/le plan.pdf",
    ]  # fmt: skip
    assert photos.text(f"{UN}/plage.png") == "plage.png"
    prose = photos.page(f"{UN}/index.html").select_one(".prose")
    assert [image["src"] for image in prose.select("img")] == [
        f"/{UN}/plage.png", f"/{UN}/plage.png", f"/{UN}/m.png",
    ]  # fmt: skip
    assert prose.select_one("img[srcset]")["srcset"] == f"/{UN}/plage.png 1x, /{UN}/grande%20%C3%A9.png 2x"
    assert prose.video["src"] == f"/{UN}/film.webm#t=3" and prose.video["poster"] == f"/{UN}/plage.png"
    assert prose.a["href"] == f"/{UN}/sous/le%20plan.pdf"


def test_feeds_give_whole_addresses(photos):
    photos.build()
    for name in ("feed/atom.xml", "feed/rss.xml", "feed/feed.json"):
        assert f"https://blog.example/{UN}/plage.png" in photos.text(name).replace("\\/", "/")
        assert "src=&quot;plage" not in photos.text(name) and 'src=\\"plage' not in photos.text(name)


def test_a_site_in_a_folder_of_its_host(photos):
    photos.build(SITEURL="https://blog.example/journal")
    image = photos.page(f"{UN}/index.html").select_one(".prose img")
    assert image["src"] == f"/journal/{UN}/plage.png"
    assert f"https://blog.example/journal/{UN}/plage.png" in photos.text("feed/atom.xml")


def test_pages_summaries_and_names_without_a_folder(site):
    site.write("pages/moi.svg", "<svg/>").write(
        "pages/p.md", "Title: P\nSlug: p\nSave_as: p.html\nUrl: p.html\n\n![moi](moi.svg)\n"
    )
    site.write("articles/a.png", "x").article("un", "Summary: ![a](a.png) Bref.\n").build()
    assert attached(site) == [f"{UN}/a.png"] and "moi.svg" in site.files()
    assert site.page("p.html").select_one(".prose img")["src"] == "/moi.svg"
    assert site.page("index.html").select_one("main img")["src"] == f"/{UN}/a.png"


def test_two_articles_have_a_copy_each(site):
    site.write("articles/a.png", "x").article("un", text="![a](a.png)").article("deux", text="![a](a.png)")
    assert attached(site.build()) == ["post/2020/12/18/deux/a.png", f"{UN}/a.png"]


def test_what_is_published_in_any_case_stays_where_it_is(site):
    site.write("images/a b.png", "x").article("un", text="![a](../images/a%20b.png)").build()
    assert attached(site) == ["images/a b.png"]
    assert site.page(f"{UN}/index.html").select_one(".prose img")["src"] == "/images/a%20b.png"


def test_a_hidden_image_that_is_used(site):
    """Dotclear's thumbnails: nothing else that is hidden is published."""
    for name in (".plage_m.jpg", ".autre_m.jpg", ".htaccess", ".git/a.png"):
        site.write(f"public/{name}", "x")
    site.article("un", text="![a](/public/.plage_m.jpg)").build()
    assert [name for name in site.files() if name.startswith("public")] == ["public/.plage_m.jpg"]
    assert site.page(f"{UN}/index.html").select_one(".prose img")["src"] == "/public/.plage_m.jpg"


def test_a_draft_keeps_what_is_its_own(site):
    site.write("articles/a.png", "x").write("articles/b.png", "x")
    site.article("un", text="![a](a.png)").article("deux", "Status: draft\n", "![a](a.png) ![b](b.png)")
    site.write("pages/c.png", "x").write("pages/p.md", "Title: P\nStatus: draft\n\n![c]({attach}c.png)\n")
    site.build()
    assert attached(site) == [f"{UN}/a.png"]
    assert site.run("pelicanconf.py").returncode == 0
    assert attached(site) == [
        "brouillons/deux/a.png", "brouillons/deux/b.png", "brouillons/pages/p/c.png", f"{UN}/a.png",
    ]  # fmt: skip


def test_what_is_not_there_is_named(site):
    site.article("un", text="![a](a.png)\n\n[b](deux.md) ![c](../../../secret.png)").article("deux")
    (site.root / "content/articles/a.png").symlink_to("/etc/hostname")
    (site.root / "secret.png").write_text("x")
    said = stopped(site)
    assert "content/articles/un.md:5: “a.png” leads to no page and no file of this site" in said
    assert "content/articles/un.md:7: “deux.md” leads to no page" in said
    assert "content/articles/un.md:7: “../../../secret.png” leads to no page" in said


def test_two_files_of_one_place(site):
    site.write("articles/a.png", "1").write("articles/sous/a.png", "2").write("a.png", "3")
    site.article("un", text="![a](a.png) ![b](../a.png) [c](comments.atom.xml)")
    site.write("articles/comments.atom.xml", "x")
    said = stopped(site)
    assert said.count("Rename it.") == 2
    assert f"content/articles/a.png: its address, /{UN}/a.png, is that of content/a.png" in said
    assert (
        f"content/articles/comments.atom.xml: its address, /{UN}/comments.atom.xml, is that of a feed\n"
        in said
    )


CHANGES = {
    "words": lambda site: site.article("un", text=f"Autres mots.\n\n{TEXT}"),
    "a file changed": lambda site: site.write("articles/plage.png", "autre"),
    "a file not used any more": lambda site: site.article("un", text="![La plage](plage.png)"),
    "a file used now": lambda site: site.article("un", text=f"{TEXT}\n\n[i](inutile.png)"),
    "a file in another article": lambda site: site.article("deux", text="![i](inutile.png)"),
    "a file that comes": lambda site: site.write("articles/zut.png", "x").article("un", text="![z](zut.png)"),
    "an article that becomes a draft": lambda site: site.article("un", "Status: draft\n", TEXT),
    "another slug": lambda site: site.write(
        "articles/un.md", f"Title: Un\nDate: 2020-12-18\nSlug: autre\n\n{TEXT}"
    ),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_build_that_goes_on_equals_a_clean_one(photos, tmp_path, name):
    photos.article("deux")
    front(photos)
    CHANGES[name](photos)
    said = front(photos)
    assert ("Pelican" in said) is (name != "words")
    assert all_files(photos) == clean(photos, tmp_path / "clean")
    assert ": 0 of " in front(photos)


def test_a_file_that_goes_is_missed(photos):
    front(photos)
    (photos.root / "content/articles/plage.png").unlink()
    assert "content/articles/un.md:5: “plage.png” leads to no page and no file" in stopped(photos)
