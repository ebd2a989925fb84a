"""One whole site with a few articles and comments: a build that goes on from another equals a clean one, file
by file. `make check` builds many more (tests/site)."""

import pytest

from tests.site.conftest import Site
from tests.site.test_incremental import all_files, clean, front


@pytest.fixture
def site(tmp_path):
    (tmp_path / "site").mkdir()
    site = Site(tmp_path / "site")
    site.article("un", "Title: Un\nCategory: Carnets\nTags: mer, sel\n", "« Texte ».\n\n## Titre")
    site.article("deux", "Title: Deux\nTags: mer\nDate: 2019-05\n", "Voir [un]({filename}un.md).")
    site.article("trois", "Title: Three\nLang: en\nStatus: hidden\n")
    site.article("quatre", "Title: Quatre\nStatus: draft\n")
    site.write("pages/a-propos.md", "Title: À propos\nSlug: a-propos\n\nTexte : un.\n")
    for number in range(1, 5):
        header = f"Date: 2021-01-0{number}T10:00:00+01:00\n" + ("Reply-To: 1\n" if number == 3 else "")
        site.comment(str(number), header, "Voir http://exemple.fr/ : oui !")
    return site.set(FEED_ITEMS=1, FEED_COMMENTS=2, DEFAULT_PAGINATION=1)


def test_a_build_that_goes_on_equals_a_clean_one(site, tmp_path):
    assert front(site).startswith("Pelican builds: nothing is known of an earlier build.")
    whole = all_files(site)
    assert {"index.html", "post/2020/12/18/un/index.html", "feed/comments/atom-1.xml", "tag/mer/index.html",
            "post/2020/12/18/un/c1.atom.xml", "sitemap.xml", "hosts/intake.json"} <= whole.keys()  # fmt: skip
    site.comment("5", "Date: 2021-02-01\n", "Encore.")
    site.article(
        "un", "Title: Un\nCategory: Carnets\nTags: mer, sel\n", "« Autre » texte : NATO.\n\n## Titre"
    )
    assert "Pelican" not in front(site)
    going = all_files(site)
    assert {name for name in whole if going[name] != whole[name]} >= {
        "index.html",
        "post/2020/12/18/un/index.html",
    }
    assert going == clean(site, tmp_path / "clean")
