"""Lists: each comment as readers will see it, what the desk knows of it, and the ways around."""

import pytest

from plugins.moderation.core.reasons import Reason
from plugins.moderation.core.states import Action, State
from tests.moderation.samples import NOW, submission
from tests.moderation.web.test_web import said, soup

HOSTILE = "<script>alert(1)</script> https://xn--80ak6aa92e.com/ <b>"


@pytest.fixture
def thirty(moderator):
    for number in range(30):
        moderator.desk.queue.add(submission(number, text=f"Texte {number}."))
    return moderator


def texts(page):
    return [one.get_text().strip() for one in soup(page).select(".item .text")]


def test_what_waits_oldest_first(thirty):
    page = thirty.get()
    assert texts(page) == [f"Texte {number}." for number in range(25)]
    assert soup(page).select_one(".lists [aria-current]").get_text() == "En attente 30"
    following = soup(page).select_one('[rel="next"]')["href"]
    assert texts(thirty.get(following)) == [f"Texte {number}." for number in range(25, 30)]
    before = soup(thirty.get(following)).select_one('[rel="prev"]')["href"]
    assert texts(thirty.get(before)) == texts(page)


def test_or_newest_first(thirty):
    page = thirty.get(soup(thirty.get()).find("a", string="Les plus récents d’abord")["href"])
    assert texts(page)[0] == "Texte 29."


def test_it_is_the_comment_as_readers_see_it(moderator):
    moderator.desk.queue.add(submission(text=HOSTILE, site="https://zoe.exemple.fr/"))
    page = soup(moderator.get())
    assert page.select_one(".comment .text").get_text().strip() == HOSTILE
    assert not page.select("script, b") and page.select_one(".comment .text a")["rel"] == [
        "ugc",
        "nofollow",
        "noopener",
    ]
    known = page.select_one(".known").get_text(" ", strip=True)
    assert "xn--80ak6aa92e.com (s’écrit аррӏе.com )" in known and "zoe.exemple.fr" in known


def test_what_the_rules_say_in_french(moderator):
    from dataclasses import replace

    reasons = (
        Reason("links", 3, 25),
        Reason("word", "casino", 50),
        Reason("known", None, -20),
        Reason("quick", 1.4, 40),
    )
    moderator.desk.queue.add(replace(submission(), reasons=reasons))
    assert (
        "3 liens (+25), mot : « casino » (+50), un commentaire publié porte ce nom (\u221220), "
        "1,4 s après l’aperçu (+40)"
    ) in said(moderator.get()).replace("\u00a0", " ")


def test_the_first_is_the_one_that_keys_are_for(thirty):
    page = soup(thirty.get())
    (current,) = page.select(".current")
    assert current["id"] == submission(0).id
    keys = {"".join(one["accesskey"]): one.get_text() for one in page.select("[accesskey]")}
    assert keys | {"p": "Publier", "r": "Refuser", "i": "Indésirable", "s": "Suivant"} == keys


def test_or_the_one_that_the_address_says(thirty):
    page = soup(thirty.get(f"/bureau/?ici={submission(7).id}"))
    (current,) = page.select(".current")
    assert current["id"] == submission(7).id and current.has_attr("autofocus") and current["tabindex"] == "-1"
    onward = page.select_one('[accesskey="s"]')["href"]
    assert onward.endswith(f"#{submission(8).id}")


def test_a_filter(thirty):
    thirty.desk.queue.add(
        submission(40, author="Ana", text="Voir http://spam.example/a", email="ana@exemple.fr")
    )
    for query in ("mots=voir", "nom=ana", "hote=spam.example", "email=ana@", "mots=host%3Aspam.example"):
        assert texts(thirty.get(f"/bureau/?{query}")) == ["Voir http://spam.example/a"], query
    page = thirty.get("/bureau/?raison=word&nom=ana")
    assert "Seulement : nom « ana », règle « mot ». Tout montrer" in said(page)
    assert texts(page) == [] and "Rien ne correspond" in said(page)


def test_where_else_the_same_filter_finds_something(thirty):
    """After all that matched was decided on, say."""
    for number, state in ((50, State.SPAM), (51, State.SPAM), (52, State.REJECTED)):
        thirty.desk.queue.add(submission(number, author="Zed"), state)
    page = thirty.get("/bureau/?nom=zed")
    assert "Dans d’autres listes : Refusés 1, Indésirables 2" in said(page)
    other = soup(page).select_one('.narrowed a[href*="indesirables"]')["href"]
    assert len(texts(thirty.get(other))) == 2
    assert "Dans d’autres listes" not in said(thirty.get()) + said(thirty.get("/bureau/?nom=zed:x&mots=a:b"))


def test_a_filter_that_is_none_says_why(thirty):
    page = thirty.get("/bureau/?mots=quoi%3Ax")
    assert soup(page).select_one('[role="alert"]').get_text().startswith("«\u00a0quoi\u00a0»")
    assert len(texts(page)) == 25
    assert "2026-11-29" in said(thirty.get("/bureau/?depuis=hier"))


@pytest.mark.parametrize(
    "query",
    ["apres=x", "avant=1.é.%00", "ici=../x", "fait=../../x", "apres=" + "9" * 400, "liste=x", "ordre=x"],
)
def test_rubbish_in_an_address_is_passed_over(thirty, query):
    page = thirty.get(f"/bureau/?{query}")
    assert page.status_code == 200
    assert len(texts(page)) == 25 or "Au début de la liste" in said(page)


def test_the_other_lists(moderator):
    for number, action in enumerate((Action.APPROVE, Action.REJECT, Action.SPAM)):
        moderator.desk.queue.add(submission(number, text=f"{action}"))
        moderator.desk.decide(submission(number).id, action, NOW)
    try:
        assert texts(moderator.get("/bureau/publies/"))[0] == "approve"
        assert texts(moderator.get("/bureau/refuses/")) == ["reject"]
        assert texts(moderator.get("/bureau/indesirables/")) == ["spam"]
        buttons = [one.get_text() for one in soup(moderator.get("/bureau/refuses/")).select(".decide button")]
        assert buttons == ["Publier", "Remettre en attente", "Effacer…"]
    finally:
        moderator.desk.decide(submission(0).id, Action.UNDO, NOW)


def test_the_archive_has_what_was_never_in_the_queue(moderator):
    page = moderator.get("/bureau/publies/")
    assert "Ana" in said(page) and not soup(page).select(".decide [name=decision]")


def test_a_file_that_cannot_be_read_hides_nothing(moderator):
    moderator.desk.queue.add(submission(0))
    path = moderator.paths.queue / State.PENDING / f"{submission(1).id}.txt"
    path.write_text("rien")
    page = moderator.get()
    assert len(texts(page)) == 1 and "1 fichier de la file ne se lit pas" in said(page)


def test_an_article_that_is_gone(moderator):
    moderator.desk.queue.add(submission(article="disparu"))
    assert "billet qui n’est plus là" in said(moderator.get())


def test_nothing_waits(moderator):
    assert "tout est relu" in said(moderator.get())
