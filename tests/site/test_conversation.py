"""Comments on a built page: dates, replies, closed and empty conversations, the form and its two doors."""

PAGE = "post/2020/12/18/un/index.html"


def flat(element):
    return " ".join(element.get_text().split())


def test_a_new_comment(site):
    page = site.article().comment("1", "Author: X\nDate: 2026-11-24T14:05:00+01:00\n").build().page(PAGE)
    assert flat(page.select_one("#c1 h3")) == "1. Le 24 novembre 2026, 14h05 par X"
    assert page.select_one("#c1 time")["datetime"] == "2026-11-24T14:05:00+01:00"


def test_the_first_of_the_month_and_a_day_alone(site):
    page = site.article().comment("1", "Date: 2021-08-01\n").build().page(PAGE)
    assert flat(page.select_one("#c1 h3")) == "1. Le 1er août 2021 par Zoé"


def test_a_reply_to_a_missing_comment_stays_and_says_so(site):
    page = site.article().comment("5", "Reply-To: 4\n").build().page(PAGE)
    assert flat(page.select_one("#c5 .context")) == "en réponse à un commentaire qui n’est plus là"
    assert "Texte." in page.select_one("#c5").get_text()


def test_no_comment(site):
    page = site.article().build().page(PAGE)
    assert "aucun commentaire" in flat(page.select_one(".comments"))
    assert page.select_one("form")


def test_a_withdrawn_comment_keeps_its_place_and_nothing_else(site):
    site.article().comment("1", "Author: Secrète\nSite: https://secret.fr\nWithdrawn: 2021-01-01\n", "secret")
    site.comment("2", "Reply-To: 1\n").build()
    page = site.page(PAGE)
    assert "Ce commentaire a été retiré." in flat(page.select_one("#c1"))
    assert flat(page.select_one("#c2 .context")) == "en réponse à 1"
    for name, data in site.files().items():
        assert "secr" not in data.decode("utf-8", "replace").lower(), name


def test_an_edited_comment_says_when(site):
    page = site.article().comment("1", "Edited: 2021-01-02\n").build().page(PAGE)
    assert "modifié le 2 janvier 2021" in flat(page.select_one("#c1"))


def test_closed_by_the_article(site):
    page = site.article(header="Comments: closed\n").comment().build().page(PAGE)
    assert not page.select("form") and page.select_one("#c1")
    assert "Les commentaires de ce billet sont fermés." in flat(page.select_one(".comments"))


def test_closed_by_the_site(site):
    page = site.article(header="Comments: open\n").comment().set(COMMENTS_OPEN=False).build().page(PAGE)
    assert not page.select("form") and page.select_one("#c1")


def test_a_mail_link_where_there_is_no_intake(site):
    site.article(header="Title: L’« été » & 100 %\n").set(
        COMMENT_INTAKE_URL="", COMMENT_MAIL="blog@exemple.fr"
    )
    page = site.build().page(PAGE)
    assert not page.select("form")
    assert page.select_one(".add a")["href"] == (
        "mailto:blog@exemple.fr?subject=Commentaire%20sur%20%C2%AB%C2%A0L%E2%80%99%C2%AB%C2%A0%C3%A9t%C3%A9"
        "%C2%A0%C2%BB%20%26%20100%C2%A0%25%C2%A0%C2%BB%20%5Bun%5D"
    )
    assert "Le code HTML est affiché comme du texte" in flat(page.select_one(".add"))


def test_the_form(site):
    form = site.article().build().page(PAGE).form
    assert (form["action"], form["method"]) == ("/commenter", "post")
    fields = {e["name"]: e for e in form.select("input, textarea")}
    assert set(fields) == {"article", "author", "email", "site", "text", "f_mail"}
    assert {name for name, e in fields.items() if e.has_attr("required")} == {"author", "text"}
    assert fields["article"]["value"] == "un"
    assert {e["name"]: e["autocomplete"] for e in form.select("[autocomplete]")} == {
        "author": "name",
        "email": "email",
        "site": "url",
        "f_mail": "off",
    }
    labels = {label["for"]: flat(label) for label in form.select("label")}
    assert labels["author"] == "Nom ou pseudo (obligatoire)"
    assert labels["email"] == "Adresse email (facultatif, jamais publiée)"
    assert labels["site"] == "Site web (facultatif)"
    assert labels["text"] == "Commentaire (obligatoire)"
    assert [(b.get_text(), b["value"]) for b in form.select("button")] == [
        ("Prévisualiser", "preview"),
        ("Envoyer", "send"),
    ]
    trap = fields["f_mail"].find_parent(attrs={"aria-hidden": "true"})
    assert fields["f_mail"]["tabindex"] == "-1" and "trap" in trap["class"]
    first_words = flat(form)
    assert first_words.startswith("Deux champs sont obligatoires : le nom ou pseudo, et le commentaire.")


def test_a_site_is_linked_only_if_it_is_an_address(site):
    site.article().comment("1", "Site: https://zoe.example.org/\n").comment(
        "2", "Site: javascript:alert(1)\n"
    )
    page = site.comment("3", "Site: https://a.fr et b\n").build().page(PAGE)
    assert page.select_one("#c1 .p-author a")["href"] == "https://zoe.example.org/"
    assert page.select_one("#c1 .p-author a")["rel"] == ["ugc", "nofollow", "noopener"]
    assert not page.select("#c2 .p-author a, #c3 .p-author a")
