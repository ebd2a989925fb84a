"""Comments on a built page: dates, replies, closed and empty conversations, the form and its two doors."""

from urllib.parse import parse_qs, urlsplit

FOLDER = "post/2020/12/18/un/"
PAGE = f"{FOLDER}index.html"


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
    assert flat(page.select_one(".none")) == "Personne n’a encore rien dit : la parole est à vous."
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


def test_the_head_of_a_conversation(site):
    for number in (1, 2, 3):
        site.article().comment(str(number), f"Date: 2021-01-0{number}\nAuthor: N{number}\n")
    page = site.comment("4", "Date: 2021-01-04\nWithdrawn: 2021-02-01\n").build().page(PAGE)
    assert flat(page.h1.find_next(id="commentaires")) == "Commentaires 4"
    head = page.select_one("#commentaires + .byline")
    assert flat(head) == "Le dernier : 3, N3, le 3 janvier 2021 ajouter un commentaire"
    assert [a["href"] for a in head.select("a")] == ["#c3", "#ajouter"]
    assert [a["href"] for a in page.select(".skip a")] == ["#contenu", "#commentaires", "#ajouter"]


def test_of_one_comment_there_is_no_last(site):
    page = site.article(header="Comments: closed\n").comment().build().page(PAGE)
    assert not page.select("#commentaires + .byline")
    assert [a["href"] for a in page.select(".skip a")] == ["#contenu", "#commentaires"]


def test_under_a_comment(site):
    site.article().comment("1").comment("2", "Reply-To: 1\n").comment("3").comment("4", "Reply-To: 1\n")
    page = site.build().page(PAGE)
    after = page.select_one("#c1 .after")
    assert flat(after) == "réponses : 2, 4 (fil) répondre"
    assert [a["href"] for a in after.select("a")] == [
        "#c2",
        "#c4",
        f"/{FOLDER}c1.atom.xml",
        "/commenter?billet=un&a=c1",
    ]
    assert flat(page.select_one("#c2 .context")) == "en réponse à 1, Zoé"
    assert flat(page.select_one("#c4 .context")) == "en réponse à 1, Zoé : « Texte. »"


def test_where_nothing_can_be_said_nothing_offers_it(site):
    page = site.article(header="Comments: closed\n").comment().build().page(PAGE)
    assert not page.select(".after")


def test_an_answer_by_mail_names_the_anchor(site):
    site.article().comment("1").comment("2").set(COMMENT_INTAKE_URL="", COMMENT_MAIL="blog@exemple.fr")
    page = site.build().page(PAGE)
    subject = parse_qs(urlsplit(page.select_one("#c2 .after a")["href"]).query)["subject"]
    assert subject == ["Commentaire sur «\u00a0Un\u00a0» [un], en réponse à c2"]


def test_the_author_is_marked_by_a_header_alone(site):
    site.article(header="Author: Zoé\n").comment("1", "Role: author\n").comment("2")
    page = site.build().page(PAGE)
    assert flat(page.select_one("#c1 h3")).endswith("par Zoé, l’auteur")
    assert flat(page.select_one("#c2 h3")).endswith("par Zoé")


def test_no_other_role(site):
    done = site.article().comment("1", "Role: auteur\n").run()
    assert "1.txt:4: Role: “auteur” is not a role" in done.stdout + done.stderr


def test_articles_lead_to_their_neighbours(site):
    for number, series in enumerate(("S", "", "S"), 1):
        header = f"Title: A{number}\nDate: 2021-01-0{number}\n" + (f"Series: {series}\n" if series else "")
        site.article(f"a{number}", header)
    site.article("brouillon", "Title: Secret\nStatus: draft\nSeries: S\n").build()
    second = site.page("post/2021/01/02/a2/index.html")
    links = [(a["rel"], a.get_text(), a["href"]) for a in second.select(".entry .neighbours a")]
    assert links == [(["prev"], "A1", "/post/2021/01/01/a1/"), (["next"], "A3", "/post/2021/01/03/a3/")]
    third = site.page("post/2021/01/03/a3/index.html")
    assert flat(third.select_one("details")) == "Série : S A1 A3"
    assert third.select_one("details [aria-current]").get_text() == "A3"
    names = [nav["aria-label"] for nav in third.select(".neighbours")]
    assert names == ["Dans la série", "Billets voisins", "Billets voisins, après la conversation"]
    assert flat(third.select_one(".neighbours")) == "Dans la série « S » Précédent : A1"
    assert not second.select("details")


def test_a_dead_address_stays_as_typed_and_the_archive_is_offered(site):
    head = "Date: 2020-12-19\nArchived: http://a.fr/x http://b.fr/\n"
    site.article().comment("1", head, "Voir http://a.fr/x.").comment("2", "Withdrawn: 2021-01-01\n" + head)
    first, second = site.build().page("post/2020/12/18/un/index.html").select(".comment")
    assert first.select_one(".text").get_text().strip() == "Voir http://a.fr/x."
    assert first.select_one(".text a")["href"] == "http://a.fr/x"
    links = [(link["href"], link.get_text()) for link in first.select(".context a")]
    archive = "https://web.archive.org/web/20201219"
    assert links == [(f"{archive}/http://a.fr/x", "a.fr/x"), (f"{archive}/http://b.fr/", "b.fr")]
    assert "archive.org" not in str(second)
