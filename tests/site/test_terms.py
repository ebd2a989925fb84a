"""Categories and tags whose spellings come to one address."""

import pytest

from tests.site.test_bad_input import stopped


def tagged(site, *tags, kind="Tags"):
    for number, value in enumerate(tags):
        site.article(f"a{number}", f"Title: A\nDate: 2020-12-{10 + number}\n{kind}: {value}\n")
    return site


def names(site, number, selector="a[rel=tag]"):
    page = site.page(f"post/2020/12/{10 + number}/a{number}/index.html")
    return [link.get_text() for link in page.select(selector)]


def test_different_words_at_one_address_are_a_problem(site):
    tagged(site, "C++", "C#, x", "C", "C++").article("brouillon", "Tags: c*\nStatus: draft\n")
    hint = (
        "    Write the same word in both, or tell them apart by a rule in SLUG_REGEX_SUBSTITUTIONS"
        ' (docs/settings.md), as ["#", "-sharp"] tells C# from C.'
    )
    of = "comes to the address of “C++”, /tag/c/ (in content/articles/a0.md and 1 more)"
    assert stopped(site) == (
        "2 problems; nothing was written.\n\n"
        f"content/articles/a1.md:4: Tags: “C#” {of}\n{hint}\n"
        f"content/articles/a2.md:4: Tags: “C” {of}\n{hint}"
    )


def test_all_in_one_article(site):
    assert stopped(tagged(site, "C++, C#, C")).startswith("2 problems; nothing was written.\n\n")
    assert "content/articles/a0.md:4: Category: “R&D” comes to the address of “R D”" in stopped(
        tagged(site, "R&D", "R D", kind="Category").set(SLUG_REGEX_SUBSTITUTIONS=[(r"[^\w]+", "-")])
    )


def test_a_rule_tells_them_apart(site):
    rules = [(r"\+\+", "-plus-plus"), ("#", "-sharp"), (r"[^\w\s-]", ""), (r"[-\s]+", "-")]
    tagged(site, "C++, C#, C, l'été", "[y]").set(SLUG_REGEX_SUBSTITUTIONS=rules).build()
    assert names(site, 0) == ["C++", "C#", "C", "l’été"] or names(site, 0) == ["C++", "C#", "C", "l'été"]
    assert "Sujet\xa0: C#" in site.page("tag/c-sharp/index.html").h1.get_text()
    assert (site.output / "tag/lete/index.html").is_file()


@pytest.mark.parametrize("own", [True, False])
def test_so_does_one_for_tags_alone(site, own):
    rules = {"TAG_REGEX_SUBSTITUTIONS": [("#", "-sharp"), (r"[^\w\s-]", "")]} if own else {}
    done = tagged(site, "C", "C#").set(**rules).run()
    assert (done.returncode == 0) is own


def test_spellings_of_one_word_are_one_term_in_the_commonest(site):
    tagged(site, "Société", "société, SOCIETE, Société", "Société", "societe", "societe")
    site.article("hidden", "Tags: societe\nStatus: hidden\n").article(
        "draft", "Tags: societe\nStatus: draft\n"
    )
    done = site.run()
    assert done.returncode == 0, done.stderr
    assert [names(site, number) for number in range(5)] == [["Société"]] * 5
    assert done.stderr.count(": Tags: ") == 3
    assert (
        "Warning: content/articles/a1.md:4: Tags: “SOCIETE” has the address of “Société”, and is shown so\n"
        "    Write it the same everywhere.\n"
    ) in done.stderr


def test_of_two_as_common_the_first_by_its_letters(site):
    tagged(site, "été, ete", "ete, été").build()
    assert names(site, 0) == names(site, 1) == ["ete"]
    assert site.text("feed/feed.json").count('"ete"') == 2


def test_no_category_is_none_however_it_is_written(site):
    tagged(site, "sans catégorie", "sans categorie", "Sans Catégorie", kind="Category").article("b").build()
    assert not (site.output / "category").exists()


def test_it_is_the_same_without_the_cache(site):
    tagged(site, "été", "ete", "Été, ETE").build()
    first = site.files()
    site.set(FASTBUILD=False).build()
    assert site.files() == first
