"""Nothing is published that leads nowhere."""

import shutil

import pytest

from tests.pictures.samples import png
from tests.site.conftest import ROOT
from tests.site.test_bad_input import stopped
from tests.site.test_incremental import all_files, clean, front

HINT = "    Mend the address, or name it, or the file, in ALLOW_BROKEN (docs/writing.md).\n"


@pytest.fixture
def linked(site):
    site.article("un", text="## Titre\n\nUn mot[^1].\n\n[^1]: Note.").comment()
    site.write("images/a.png", png()).write("addresses.csv", "old,new\n/vieux,/post/2020/12/18/un/\n")
    return site.article(
        "deux",
        text="[a](/post/2020/12/18/un/#titre) [b](../un/#c1) [c](/vieux) [d](/feed/atom.xml) "
        "[e](/tag/x/) [f](/)\n"
        "![g](/images/a.png) [h](/commenter) [i](https://blog.example/archive/) [j](/feed/rss2)\n",
    ).article("trois", "Tags: x\n")


def test_what_leads_somewhere_is_published(linked):
    linked.build()


def test_what_leads_nowhere_is_listed_with_its_line(linked):
    linked.article("quatre", text='Un.\n\n[a](/nul/)\n![b](/images/b.png)\n\n<video poster="p.png"></video>')
    linked.write(
        "pages/p.md", "Title: P\n\n[a](#la), [b][b].\n\n[b]: https://blog.example/post/2020/12/18/un/#nul\n"
    )
    assert stopped(linked) == (
        "5 problems; nothing was written.\n\n"
        "content/articles/quatre.md:7: “/nul/” leads to no page and no file of this site\n" + HINT +
        "content/articles/quatre.md:8: “/images/b.png” leads to no page and no file of this site\n" + HINT +
        "content/articles/quatre.md:10: “p.png” leads to no page and no file of this site\n" + HINT +
        "content/pages/p.md:3: “#la” leads to no “la” on its page\n" + HINT +
        "content/pages/p.md:5: “https://blog.example/post/2020/12/18/un/#nul” leads to no “nul” on its page\n"
        + HINT.rstrip("\n")
    )  # fmt: skip
    assert linked.run("pelicanconf.py").returncode == 0  # a preview says it, and goes on


def test_each_is_told_once(linked):
    done = linked.article("quatre", text="[a](/nul/)").run()
    assert f"{done.stdout}{done.stderr}".count("“/nul/” leads to no page") == 1


def test_a_build_without_the_fast_one_says_the_same(linked):
    linked.article("quatre", text="[a](/nul/)")
    said = stopped(linked)
    assert stopped(linked.set(FASTBUILD=False)) == said


def test_what_may_be_broken(linked):
    linked.article("quatre", text="[a](/nul/) [b](/vieux-site/b.html)").article("cinq", text="[a](/autre/)")
    linked.set(ALLOW_BROKEN=("/nul/", "/vieux-site/*", "articles/cinq.md")).build()


def test_what_a_draft_leads_to_is_its_own_affair(linked):
    linked.article("quatre", "Status: draft\n", "[a](/nul/)").build()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda site: site.article("trois", text="[a](/nul/)"), "trois.md:5: “/nul/” leads to no page"),
        (lambda site: (site.root / "content/articles/trois.md").unlink(), "deux.md:5: “/tag/x/” leads to no"),
        (
            lambda site: site.article("un", text="## Autre"),
            "deux.md:5: “/post/2020/12/18/un/#titre” leads to no",
        ),
        (
            lambda site: (site.root / "content/images/a.png").unlink(),
            "deux.md:6: “/images/a.png” leads to no",
        ),
    ],
)
def test_what_a_change_breaks_is_told(linked, change, said):
    front(linked)
    change(linked)
    assert f"content/articles/{said}" in stopped(linked)


UN = "/post/2020/12/18/un"
GONE = {
    "a comment": lambda site: (site.root / "content/comments/un/1.txt").unlink(),
    "all comments": lambda site: shutil.rmtree(site.root / "content/comments/un"),
    "a heading": lambda site: site.article("un", text="## Autre"),
}


@pytest.mark.parametrize("name", GONE)
@pytest.mark.parametrize("source", ["articles/quatre.md", "pages/p.md"])
def test_a_place_that_goes_is_told_where_somebody_leads_to_it(site, name, source):
    site.article("un", text="## Titre").comment().comment("2")
    header = "Title: P\nDate: 2020-12-18\nSlug: quatre\n"
    site.write(source, f"{header}\n[un mot]({UN}/#c1) [un titre]({UN}/#titre)\n")
    front(site)
    GONE[name](site)
    place = "titre" if name == "a heading" else "c1"
    assert f"content/{source}:5: “{UN}/#{place}” leads to no “{place}” on its page" in stopped(site)


@pytest.mark.parametrize("name", GONE)
def test_a_place_that_goes_needs_no_whole_build_where_nobody_leads_to_it(site, tmp_path, name):
    site.article("un", text="## Titre").comment().comment("2").article("deux", text=f"[a]({UN}/#ajouter)")
    front(site)
    GONE[name](site)
    assert "Pelican" not in front(site)
    assert all_files(site) == clean(site, tmp_path / "clean")


def test_a_comment_that_is_withdrawn_keeps_its_place(linked):
    front(linked)
    linked.comment("1", "Withdrawn: 2021-01-01\n")
    assert "Pelican" not in front(linked)


def test_what_visitors_lead_to_stops_nothing(site):
    site.article("un").comment("1", text=f"https://blog.example/nul/ et https://blog.example{UN}/#c9")
    site.comment("2", "Format: html\n", '<a href="https://blog.example/nul/">a</a>')
    site.comment("3", "Site: https://blog.example/nul/\n").build()


@pytest.fixture
def theme(site):
    """Adds HTML at the foot of every page, and says on which line of the template."""
    (site.root / "theme").unlink()
    shutil.copytree(ROOT / "theme", site.root / "theme")

    def add(html):
        path = site.root / "theme/templates/parts/colophon.html"
        path.write_text(path.read_text().replace("</footer>", f"{html}\n</footer>"))
        return f"theme/templates/parts/colophon.html:{path.read_text().partition(html)[0].count(chr(10)) + 1}"

    return add


@pytest.mark.parametrize("fast", [True, False])
def test_templates_are_looked_at_too(linked, theme, fast):
    place = theme('<a href="{{ SITEURL }}/nul/">n</a><a href="#nul">m</a><a href="/x.txt">x</a>')
    linked.set(FASTBUILD=fast, ALLOW_BROKEN=("/x.txt",))
    said = stopped(linked)
    assert said.startswith("2 problems; nothing was written.\n\n")
    assert f"{place}: “/nul/” leads to no page and no file of this site (on 404.html)\n" in said
    assert f"{place}: “#nul” leads to no “nul” on its page (on 404.html)\n" in said
    assert linked.run("pelicanconf.py").returncode == 0


def test_what_a_template_leads_to_goes(site, theme):
    """The pages that lead there are as they were."""
    place = theme('<a href="/contact/">n</a>')
    site.article("un").write("pages/contact.md", "Title: C\nSlug: contact\n\nTexte.\n")
    front(site)
    (site.root / "content/pages/contact.md").unlink()
    assert f"{place}: “/contact/” leads to no page" in stopped(site)


def test_a_menu_that_leads_to_a_place(site):
    site.article("un").set(MENUITEMS=(("Années", "archive/#a2020"), ("Rien", "archive/#nul")))
    said = stopped(site)
    assert "404.html: “/archive/#nul” leads to no “nul” on its page\n" in said
    assert said.startswith("1 problem")


def test_a_style_sheet(site, theme):
    theme("<p>")
    with (site.root / "theme/static/css/base.css").open("a") as file:
        file.write("\nbody {background: url(/nul.png)}\n")
    assert ".css: “/nul.png” leads to no page and no file of this site" in stopped(site.article("un"))


def test_an_edit_that_brings_a_good_link_is_published(linked, tmp_path):
    front(linked)
    linked.article("trois", "Tags: x\n", "[a](/post/2020/12/18/un/)")
    front(linked)
    assert all_files(linked) == clean(linked, tmp_path / "clean")


def test_an_edit_of_words_needs_no_whole_build(linked):
    front(linked)
    linked.article("un", text="## Titre\n\nUn autre mot[^1].\n\n[^1]: Note.")
    assert "Pelican" not in front(linked)
