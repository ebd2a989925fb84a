"""Index, archives, categories, tags, pages of a list: on a site of twenty-five articles."""

import pytest


@pytest.fixture(scope="module")
def many(tmp_path_factory):
    from tests.site.conftest import Site

    site = Site(tmp_path_factory.mktemp("many"))
    for number in range(25):
        year, tags = 2019 + number // 13, "Travail, Libertés" if number % 2 else "Travail"
        date = f"Date: {year}-03-{number % 13 + 1:02} 10:00\n"
        site.article(f"a{number}", f"Title: Article {number}\n{date}Tags: {tags}\nCategory: Société\n")
    return site.build()


def links(page, selector):
    return [(a.get_text(), a["href"]) for a in page.select(selector)]


def test_pages_of_the_index(many):
    first, last = many.page("index.html"), many.page("page/3/index.html")
    assert [h.get_text() for h in first.select("h2")] == [f"Article {n}" for n in range(24, 14, -1)]
    assert len(last.select("h2")) == 5
    assert links(first, ".pagination a[rel=next]") == [("Billets plus anciens", "/page/2/")]
    assert links(last, ".pagination a[rel=prev]") == [("Billets plus récents", "/page/2/")]
    assert first.select_one(".pagination [aria-current=page]").get_text() == "1"
    assert last.title.get_text() == "Le blog – page 3"


def test_archives_by_year_with_counts(many):
    page = many.page("archive/index.html")
    assert [" ".join(h.get_text().split()) for h in page.select("h2")] == [
        "2020 12 billets",
        "2019 13 billets",
        "Catégories",
        "Sujets",
    ]
    assert links(page, "h2 a") == [("2020", "/archive/2020/"), ("2019", "/archive/2019/")]
    assert len(many.page("archive/2019/index.html").select(".year li")) == 13


def test_categories_and_tags_with_counts(many):
    page = many.page("archive/index.html")
    assert [" ".join(li.get_text().split()) for li in page.select(".terms li")] == [
        "Société 25 billets",
        "Libertés 12 billets",
        "Travail 25 billets",
    ]
    second = many.page("tag/libertes/page/2/index.html")
    assert second.h1.get_text() == "Sujet\u00a0: Libertés"
    assert second.select_one(".subtitle").get_text().startswith("Page 2 · ")
    assert many.page("category/societe/index.html").h1.get_text() == "Catégorie\u00a0: Société"


def test_no_category_is_no_category(site):
    site.article().build()
    assert not [name for name in site.files() if name.startswith("category")]
    assert "Sans catégorie" not in site.text("index.html") + site.text("archive/index.html")


def test_a_site_without_articles(site):
    site.build()
    assert "Aucun billet pour l’instant." in site.text("index.html")
    assert "Aucun billet pour l’instant." in site.text("archive/index.html")


def test_drafts_stay_at_home(site):
    site.article("un", "Title: CANARY\nStatus: draft\n").comment().build()
    assert not [name for name, data in site.files().items() if "un/" in name or b"CANARY" in data]
    assert '"un"' not in site.output.with_name("output.hosts").joinpath("intake.json").read_text()
    assert site.run("pelicanconf.py").returncode == 0
    assert "noindex" in site.text("brouillons/un/index.html")


def test_contents_from_three_headings_on(site):
    site.article("un", "", "## A\n\n## B").article(
        "deux", "Title: Deux\n", "## A\n\n### É `b`\n\n## C"
    ).build()
    assert not site.page("post/2020/12/18/un/index.html").select(".toc")
    toc = site.page("post/2020/12/18/deux/index.html").select_one(".toc")
    assert links(toc, "a") == [("A", "#a"), ("É b", "#e-b"), ("C", "#c")]


def test_footnotes_speak_french_and_do_not_clash(site):
    text = "Un[^1] mot.\n\n[^1]: Note."
    site.article("un", "", text).article("deux", "Title: Deux\n", text).build()
    page = site.page("post/2020/12/18/un/index.html")
    assert page.select_one(".footnote-backref")["title"] == "Revenir à l’appel de la note 1"
    assert "Un mot." in site.page("index.html").select_one(".p-summary").get_text()


def test_the_date_is_as_precise_as_known(site):
    site.article("a", "Date: 2020\n").article("m", "Date: 2020-05\n").article(
        "j", "Date: 2020-05-01\n"
    ).build()
    assert "post/2020/a/index.html" in site.files() and "post/2020/05/m/index.html" in site.files()
    assert site.page("post/2020/05/01/j/index.html").time.get_text() == "1er mai 2020"
    assert site.page("post/2020/a/index.html").time.get_text() == "2020"


def test_a_tag_that_looks_like_markup_has_an_address(site):
    site.article(header="Tags: <b>\nCategory: <script>\nAuthor: <i>\n").build()
    assert site.page("tag/b/index.html").h1.get_text() == "Sujet\u00a0: <b>"
    assert site.page("category/script/index.html").h1.get_text() == "Catégorie\u00a0: <script>"


def test_the_home_page(site):
    site.set(AUTHOR_LINE="Zoé écrit ici.").article("un", "Category: Vie\n")
    site.comment("1", text="Un mot.")
    site.comment("2", "Author: Léo\nDate: 2021-01-01\n", "> Un mot.\n\nDeux.").build()
    page = site.page("index.html")
    assert (page.h1.get_text(), page.h1.find_parent("header")["class"]) == ("Le blog", ["masthead", "home"])
    assert len(page.body.find_all(string="Le blog")) == 2  # here, and as the hidden author of an article
    assert page.select_one("header .author-line").get_text() == "Zoé écrit ici."
    assert " ".join(page.select_one(".last").get_text().split()) == "Un mot de Léo : « Deux. »"
    assert page.select_one(".last a")["href"].endswith("/un/#c2")
    assert links(page, "main > .byline a") == [("Vie", "/category/vie/")]


def test_a_home_page_without_any_of_it(site):
    page = site.article().build().page("index.html")
    assert not page.select(".author-line, .last, main > .byline")


@pytest.fixture
def months(site):
    site.article("un", "Date: 2020-08-02\nTags: Été, a\nCategory: C\n").article(
        "deux", "Date: 2020-10\nTags: a\n"
    )
    return site.article("trois", "Title: Trois\nDate: 2019\n").comment()


def test_a_list_of_all_categories_and_of_all_tags(months):
    months.build()
    tags, categories = months.page("tag/index.html"), months.page("category/index.html")
    assert links(tags, ".terms a") == [("a", "/tag/a/"), ("Été", "/tag/ete/")]
    assert [count.get_text() for count in tags.select(".count")] == ["2\u00a0billets", "1\u00a0billet"]
    assert links(categories, ".terms a") == [("C", "/category/c/")]
    assert links(months.page("fils/index.html"), "h2 a") == [
        ("Par catégorie", "/category/"),
        ("Par sujet", "/tag/"),
    ]
    assert links(months.page("tag/a/index.html"), ".subtitle a") == [
        ("tous les sujets", "/tag/"),
        ("toutes les archives", "/archive/"),
        ("fil", "/tag/a/atom.xml"),
    ]


def test_without_any_there_is_no_such_list(site):
    site.article().build()
    assert not [name for name in site.files() if name.startswith(("tag", "category"))]
    for name in ("sitemap.xml", "fils/index.html"):
        assert "/tag/" not in site.text(name) and "/category/" not in site.text(name)


def test_a_site_without_these_lists_leads_to_none(months):
    months.set(DIRECT_TEMPLATES=["index", "archives", "fils", "moderation", "404"]).build()
    for name in ("archive/index.html", "fils/index.html", "tag/a/index.html"):
        assert {"/tag/", "/category/"}.isdisjoint(a["href"] for a in months.page(name).select("a"))


def test_a_month_has_a_page_and_what_is_of_no_month_is_on_none(months):
    months.build()
    files = [name for name in months.files() if name.startswith("archive/20")]
    assert files == [f"archive/{name}/index.html" for name in ("2019", "2020/08", "2020/10", "2020")]
    august = months.page("archive/2020/08/index.html")
    assert august.h1.get_text() == "Archives d’août 2020"
    assert august.title.get_text() == "Archives d’août 2020 – Le blog"
    assert (
        " ".join(august.select_one(".subtitle").get_text().split())
        == "1 billet · toute l’année · toutes les années"
    )
    assert links(august, ".subtitle a") == [
        ("toute l’année", "/archive/2020/"),
        ("toutes les années", "/archive/"),
    ]
    assert links(august, ".year a") == [("Un", "/post/2020/08/02/un/")]
    assert months.page("archive/2019/index.html").h1.get_text() == "Archives de 2019"
    assert links(months.page("archive/2019/index.html"), ".subtitle a") == [
        ("toutes les années", "/archive/")
    ]
