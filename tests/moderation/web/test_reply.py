"""The page that answers one comment."""

from shutil import copytree

import pytest

from tests.moderation.web.test_web import form_of, said, soup


def opened(visitor, query):
    return visitor.client.get(f"/commenter?{query}")


def test_one_press_leads_to_the_comment_and_a_form_that_answers_it(visitor):
    answer = opened(visitor, "billet=un&a=2")
    page = soup(answer)
    assert answer.status_code == 200
    assert page.select_one("li.comment h3").get_text().endswith("par Léo")
    box = page.select_one("input[name=reply_to]")
    assert (box["value"], box.has_attr("checked")) == ("2", True)
    assert "En réponse à 2, Léo" in said(answer)
    assert "Le code HTML est affiché comme du texte" in said(answer)
    visitor.post(**form_of(answer) | {"author": "Zoé", "text": "Oui."})
    assert "Reply-To: 2\n" in visitor.queued("pending")[0]


def test_who_answers_nobody_after_all_takes_the_tick_away(visitor):
    form = form_of(opened(visitor, "billet=un&a=2"))
    del form["reply_to"]  # what a browser sends of an empty box
    visitor.post(**form | {"author": "Zoé", "text": "Oui."})
    assert "Reply-To" not in visitor.queued("pending")[0]


def test_words_can_be_quoted(visitor):
    page = soup(opened(visitor, "billet=un&a=1"))
    link = page.select_one("a[href*=citer]")
    answer = visitor.client.get("/commenter" + link["href"])
    assert form_of(answer)["text"] == "> Texte.\n\n"
    assert not soup(answer).select("a[href*=citer]")


def test_the_form_has_a_ticket_since_the_page_is_made_for_one_person(visitor, clock):
    form = form_of(opened(visitor, "billet=un&a=1"))
    clock.pass_(seconds=30)
    visitor.post(**form | {"author": "Zoé", "text": "Oui."})
    assert visitor.reasons() == [[]]


def test_without_a_number_it_is_the_form_alone(visitor):
    page = soup(opened(visitor, "billet=un"))
    assert page.form and not page.select("li.comment, [name=reply_to]")


def test_the_address_names_the_comment_and_not_its_number_which_may_be_anothers_by_now(visitor):
    box = soup(opened(visitor, "billet=un&a=c2")).select_one("input[name=reply_to]")
    assert box["value"] == "2"


@pytest.mark.parametrize(
    ("query", "status", "why", "leads"),
    [
        ("billet=absent&a=1", 404, "Ce billet n’existe pas, ou plus.", "/"),
        ("billet=../un&a=1", 404, "Ce billet n’existe pas, ou plus.", "/"),
        ("billet=ferme&a=1", 403, "Les commentaires de ce billet sont fermés.", "ferme/#commentaires"),
        ("billet=un&a=9", 404, "Ce billet n’a pas ce commentaire.", "un/#commentaires"),
        ("billet=un&a=0", 404, "Ce billet n’a pas ce commentaire.", "un/#commentaires"),
        ("billet=un&a=%C2%B2", 404, "Ce billet n’a pas ce commentaire.", "un/#commentaires"),
        (f"billet=un&a={'9' * 5000}", 404, "Ce billet n’a pas ce commentaire.", "un/#commentaires"),
        ("billet=un&a=c9", 404, "Ce billet n’a pas ce commentaire.", "un/#commentaires"),
        ("billet=un&a=2x", 404, "Ce billet n’a pas ce commentaire.", "un/#commentaires"),
        ("billet=retire&a=c1", 410, "Le commentaire 1 a été retiré.", "retire/#commentaires"),
        ("billet=retire&a=1", 410, "Le commentaire 1 a été retiré.", "retire/#commentaires"),
        ("a=1", 200, "Pour commenter, ouvrez un billet", "/"),
    ],
)
def test_what_cannot_be_answered_says_so_and_where_to_go(visitor, query, status, why, leads):
    answer = opened(visitor, query)
    assert answer.status_code == status and why in said(answer)
    assert soup(answer).select_one("main a")["href"].endswith(leads)


def test_a_comment_withdrawn_since_the_build(visitor, built, tmp_path):
    (tmp_path / "content").unlink()
    copytree(built.root / "content", tmp_path / "content")
    two = tmp_path / "content/comments/un/2.txt"
    two.write_text(
        two.read_text().replace("Author:", "Withdrawn: 2026-11-20\nAuthor:").removesuffix("Texte.\n")
    )
    assert opened(visitor, "billet=un&a=2").status_code == 410


def test_what_is_given_back_keeps_whom_it_answers(visitor):
    form = form_of(visitor.post("preview", reply_to="2"))
    assert form["reply_to"] == "2"
    assert form_of(visitor.post(reply_to="2", author=""))["reply_to"] == "2"


def test_every_answer_carries_the_headers_of_the_intake(visitor):
    for answer in (opened(visitor, "billet=un&a=1"), visitor.post(), visitor.client.get("/rien")):
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy and "script" not in policy
        assert "style-src 'self' https://blog.example;" in policy and "frame-ancestors 'none'" in policy
