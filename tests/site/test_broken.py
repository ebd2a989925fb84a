"""Nothing is published that leads nowhere."""

import pytest

from tests.site.test_bad_input import stopped
from tests.site.test_incremental import all_files, clean, front

HINT = "    Mend the address, or name it, or the file, in ALLOW_BROKEN.\n"


@pytest.fixture
def linked(site):
    site.article("un", text="## Titre\n\nUn mot[^1].\n\n[^1]: Note.").comment()
    site.write("images/a.png", b"x").write("addresses.csv", "old,new\n/vieux,/post/2020/12/18/un/\n")
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


def test_an_edit_that_brings_a_good_link_is_published(linked, tmp_path):
    front(linked)
    linked.article("trois", "Tags: x\n", "[a](/post/2020/12/18/un/)")
    front(linked)
    assert all_files(linked) == clean(linked, tmp_path / "clean")


def test_an_edit_of_words_needs_no_whole_build(linked):
    front(linked)
    linked.article("un", text="## Titre\n\nUn autre mot[^1].\n\n[^1]: Note.")
    assert "Pelican" not in front(linked)
