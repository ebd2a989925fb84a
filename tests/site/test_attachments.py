"""What lies beside an article and is used in it is published beside its page; nothing else is."""

import pytest

from tests.recordings import samples as recordings
from tests.site.test_bad_input import stopped
from tests.site.test_incremental import all_files, clean, front

UN = "post/2020/12/18/un"
TEXT = (
    "[La plage](plage.pdf) [le plan](<sous/le plan.pdf>)\n\n"
    '<video src="film.webm#t=3" controls></video>\n\n'
    '<blockquote cite="grande%20é.pdf"><p>x</p></blockquote> [m]({attach}m.pdf)\n'
)


def attached(site):
    """The names of all that was copied, from whatever folder."""
    endings = (".pdf", ".webm", ".txt")
    files = {name for name in site.files() if name.endswith(endings) and "/" in name}
    return sorted(files - {"robots.txt"})


@pytest.fixture
def photos(site):
    for name in ("plage.pdf", "grande é.pdf", "sous/le plan.pdf", "m.pdf", "inutile.pdf"):
        site.write(f"articles/{name}", name)
    site.write("articles/film.webm", recordings.webm())
    return site.article("un", text=TEXT)


def test_what_is_used_is_copied_and_found(photos):
    photos.build()
    assert attached(photos) == [
        f"{UN}/film.webm", f"{UN}/grande é.pdf", f"{UN}/m.pdf", f"{UN}/plage.pdf", f"{UN}/sous/le plan.pdf",
    ]  # fmt: skip
    assert photos.text(f"{UN}/plage.pdf") == "plage.pdf"
    prose = photos.page(f"{UN}/index.html").select_one(".prose")
    assert [link["href"] for link in prose.select("a")] == [
        f"/{UN}/plage.pdf", f"/{UN}/sous/le%20plan.pdf", f"/{UN}/m.pdf",
    ]  # fmt: skip
    assert prose.blockquote["cite"] == f"/{UN}/grande%20%C3%A9.pdf"
    assert prose.video["src"] == f"/{UN}/film.webm#t=3"


def test_feeds_give_whole_addresses(photos):
    photos.build()
    for name in ("feed/atom.xml", "feed/rss.xml", "feed/feed.json"):
        assert f"https://blog.example/{UN}/plage.pdf" in photos.text(name).replace("\\/", "/")
        assert "href=&quot;plage" not in photos.text(name) and 'href=\\"plage' not in photos.text(name)


def test_a_site_in_a_folder_of_its_host(photos):
    photos.build(SITEURL="https://blog.example/journal")
    link = photos.page(f"{UN}/index.html").select_one(".prose a")
    assert link["href"] == f"/journal/{UN}/plage.pdf"
    assert f"https://blog.example/journal/{UN}/plage.pdf" in photos.text("feed/atom.xml")


def test_pages_summaries_and_names_without_a_folder(site):
    site.write("pages/moi.pdf", "x").write(
        "pages/p.md", "Title: P\nSlug: p\nSave_as: p.html\nUrl: p.html\n\n[moi](moi.pdf)\n"
    )
    site.write("articles/a.pdf", "x").article("un", "Summary: [a](a.pdf) Bref.\n").build()
    assert attached(site) == [f"{UN}/a.pdf"] and "moi.pdf" in site.files()
    assert site.page("p.html").select_one(".prose a")["href"] == "/moi.pdf"
    assert site.page("index.html").select_one("main .p-summary a")["href"] == f"/{UN}/a.pdf"


def test_two_articles_have_a_copy_each(site):
    site.write("articles/a.pdf", "x").article("un", text="[a](a.pdf)").article("deux", text="[a](a.pdf)")
    assert attached(site.build()) == ["post/2020/12/18/deux/a.pdf", f"{UN}/a.pdf"]


def test_what_is_published_in_any_case_stays_where_it_is(site):
    site.write("images/a b.pdf", "x").article("un", text="[a](../images/a%20b.pdf)").build()
    assert attached(site) == ["images/a b.pdf"]
    assert site.page(f"{UN}/index.html").select_one(".prose a")["href"] == "/images/a%20b.pdf"


def test_a_draft_keeps_what_is_its_own(site):
    site.write("articles/a.pdf", "x").write("articles/b.pdf", "x")
    site.article("un", text="[a](a.pdf)").article("deux", "Status: draft\n", "[a](a.pdf) [b](b.pdf)")
    site.write("pages/c.pdf", "x").write("pages/p.md", "Title: P\nStatus: draft\n\n[c]({attach}c.pdf)\n")
    site.build()
    assert attached(site) == [f"{UN}/a.pdf"]
    assert site.run("pelicanconf.py").returncode == 0
    assert attached(site) == [
        "brouillons/deux/a.pdf", "brouillons/deux/b.pdf", "brouillons/pages/p/c.pdf", f"{UN}/a.pdf",
    ]  # fmt: skip


def test_what_is_not_there_is_named(site):
    site.article("un", text="[a](a.pdf)\n\n[b](deux.md) [c](../../../secret.pdf)").article("deux")
    (site.root / "content/articles/a.pdf").symlink_to("/etc/hostname")
    (site.root / "secret.pdf").write_text("x")
    said = stopped(site)
    assert "content/articles/un.md:5: “a.pdf” leads to no page and no file of this site" in said
    assert "content/articles/un.md:7: “deux.md” leads to no page" in said
    assert "content/articles/un.md:7: “../../../secret.pdf” leads to no page" in said


def test_two_files_of_one_place(site):
    site.write("articles/a.pdf", "1").write("articles/sous/a.pdf", "2").write("a.pdf", "3")
    site.article("un", text="[a](a.pdf) [b](../a.pdf) [c](comments.atom.xml)")
    site.write("articles/comments.atom.xml", "x")
    said = stopped(site)
    assert said.count("Rename it.") == 2
    assert f"content/articles/a.pdf: its address, /{UN}/a.pdf, is that of content/a.pdf" in said
    assert (
        f"content/articles/comments.atom.xml: its address, /{UN}/comments.atom.xml, is that of a feed\n"
        in said
    )


CHANGES = {
    "words": lambda site: site.article("un", text=f"Autres mots.\n\n{TEXT}"),
    "a file changed": lambda site: site.write("articles/plage.pdf", "autre"),
    "a file not used any more": lambda site: site.article("un", text="[La plage](plage.pdf)"),
    "a file used now": lambda site: site.article("un", text=f"{TEXT}\n\n[i](inutile.pdf)"),
    "a file in another article": lambda site: site.article("deux", text="[i](inutile.pdf)"),
    "a file that comes": lambda site: site.write("articles/zut.pdf", "x").article("un", text="[z](zut.pdf)"),
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
    (photos.root / "content/articles/plage.pdf").unlink()
    assert "content/articles/un.md:5: “plage.pdf” leads to no page and no file" in stopped(photos)
