"""Old addresses lead to where this site's settings put its articles."""

from tests.importers.exports import dotclear, post
from tests.importers.test_wordpress import item, wxr


def test_another_pattern(into):
    conf = 'ARTICLE_SAVE_AS = "journal/{date:%Y}/{slug}/index.html"\n'
    (into.root / "pelicanconf.py").write_text(conf)
    into.run(wxr(item(number="7")), "wordpress")
    assert "/?p=7,/journal/" in into.text("addresses.csv")
    assert "/post/" not in into.text("addresses.csv")


def test_a_page_takes_no_address_that_the_owner_gave_to_the_form_the_desk_or_the_feeds(into):
    named = 'COMMENT_INTAKE_URL, DESK_URL, FILS_SAVE_AS = "/write", "/table/", "all-feeds/index.html"\n'
    (into.root / "pelicanconf.py").write_text(named, encoding="utf-8")
    names = ("write", "table", "all-feeds", "commenter", "desk")
    pages = [post(n, post_type="page", post_title=name, post_url=name) for n, name in enumerate(names, 51)]
    into.run(dotclear(pages))
    slugs = {path.stem for path in into.content.glob("pages/*.md")}
    assert slugs == {"write-51", "table-52", "all-feeds-53", "commenter", "desk"}
