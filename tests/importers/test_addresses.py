"""Old addresses lead to where this site's settings put its articles."""

from tests.importers.test_wordpress import item, wxr


def test_another_pattern(into):
    conf = 'ARTICLE_SAVE_AS = "journal/{date:%Y}/{slug}/index.html"\n'
    (into.root / "pelicanconf.py").write_text(conf)
    into.run(wxr(item(number="7")), "wordpress")
    assert "/?p=7,/journal/" in into.text("addresses.csv")
    assert "/post/" not in into.text("addresses.csv")
