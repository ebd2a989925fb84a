"""Different words that come to one address: an import leaves a site that can be built."""

from plugins.articles.terms import fold
from plugins.importers.terms import slug_of_term
from tests.importers.test_wordpress import item, wxr

NAMES = {"c-plus-plus": "C++", "c-sharp": "C#", "c": "C", "ete": "Été", "ete-2": "été"}


def filed(*nicenames):
    return "".join(f'<category domain="post_tag" nicename="{n}">{NAMES[n]}</category>' for n in nicenames)


def export():
    terms = "".join(
        f"<wp:tag><wp:tag_slug>{slug}</wp:tag_slug><wp:tag_name>{name}</wp:tag_name></wp:tag>"
        for slug, name in NAMES.items()
    )
    return wxr(
        terms,
        item(filed("c-plus-plus", "c-sharp", "ete"), number="7"),
        item(filed("c-sharp", "c", "ete-2"), number="8"),
        item(filed("c-sharp"), number="9"),
    )


def tags(into):
    texts = [path.read_text("utf-8") for path in sorted(into.content.glob("articles/*/*.md"))]
    lines = [line for text in texts for line in text.splitlines() if line.startswith("Tags: ")]
    return [line.removeprefix("Tags: ").split(", ") for line in lines]


def test_a_later_word_is_spelt_out_and_told(into):
    into.run(export(), "wordpress")
    found = tags(into)
    assert sorted(found) == [["C sharp"], ["C sharp", "C (2)", "été"], ["C++", "C sharp", "Été"]]
    by_address = {}
    for tag in (tag for each in found for tag in each):
        by_address.setdefault(slug_of_term(tag), set()).add(fold(tag))
    assert all(len(words) == 1 for words in by_address.values())
    reasons = [line["reason"] for line in into.report["warnings"]]
    assert "tag “C#” is written “C sharp” here: its address would be that of “C++”" in reasons
    assert "/tag/c-sharp/," not in into.text("addresses.csv")


def test_again_changes_nothing(into):
    before = into.run(export(), "wordpress").files()
    assert into.run(export(), "wordpress").files() == before


def test_words_that_the_site_has(into):
    into.article("un", "Tags: C\n").run(export(), "wordpress")
    assert sorted(tags(into)) == [["C plus plus", "C sharp", "Été"], ["C sharp"], ["C sharp", "C", "été"]]
