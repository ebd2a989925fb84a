"""Articles in another language have addresses like the others, and their drafts are withheld."""

from tests.pictures import samples


def test_an_english_article_has_an_address_like_the_others(site):
    site.article("un", header="Lang: en\n").build()
    assert 'lang="en"' in site.text("post/2020/12/18/un/index.html")


def test_a_text_from_right_to_left_is_read_from_its_right_on_every_page(site):
    site.article("un", "Title: مكتبة\nTitle-Lang: ar\nLang: ar\n", "ذهبنا إلى القناة.").article(
        "deux"
    ).build()
    page, home = site.page("post/2020/12/18/un/index.html"), site.page("index.html")
    found = [
        *page.select("h1, .e-content"),
        *home.select("[lang=ar]"),
        *site.page("archive/index.html").select("li [lang]"),
    ]
    assert [(one.name, one["lang"], one["dir"]) for one in found] == [
        (name, "ar", "auto") for name in ("h1", "div", "span", "p", "span")
    ]
    assert not site.page("post/2020/12/18/deux/index.html").select("h1[dir], .e-content[dir]")


def test_an_english_draft_is_not_published(site):
    site.article("un").article("secret", header="Lang: en\nStatus: draft\n", text="CANARY").build()
    assert not [name for name, data in site.files().items() if b"CANARY" in data]


def test_media_of_an_old_site_stay_where_they_were(site):
    site.article("un", text='<img src="/public/a.png" alt="">').write("public/a.png", samples.png())
    site.write("wp-content/uploads/2020/b.pdf", b"%PDF").write("public/unused.png", samples.png()).build()
    assert {"public/a.png", "wp-content/uploads/2020/b.pdf"} <= site.files().keys()
    assert "public/unused.png" not in site.files()


def test_acronyms_are_marked_in_french_whoever_reads_the_source(site):
    site.article("un", header="Summary: La CGT\n", text="La CGT.")
    site.article("two", header="Lang: en\n", text="The BBC.")
    page = "<html><head><title>Trois</title></head><body><p>La CFDT.</p></body></html>"
    site.write("pages/trois.html", page).build()
    marked = '<p>La <span class="caps">{}</span>'
    assert marked.format("CGT") + ".</p>" in site.text("post/2020/12/18/un/index.html")
    assert marked.format("CGT").removeprefix("<p>") in site.text("index.html")
    assert marked.format("CFDT") + ".</p>" in site.text("trois/index.html")
    assert "<p>The BBC.</p>" in site.text("post/2020/12/18/two/index.html")


def test_an_english_article_has_english_signs_and_a_french_one_its_own(site):
    site.article("un", text='Il dit "oui" -- non.').article(
        "two", 'Title: "Two"\nLang: en\n', 'It\'s "so" -- no.'
    )
    site.build()
    assert "Il dit «\u00a0oui\u00a0»" in site.text("post/2020/12/18/un/index.html")
    assert "It’s “so” – no." in site.text("post/2020/12/18/two/index.html")
    assert site.page("post/2020/12/18/two/index.html").h1.text == "“Two”"
