"""A moderator changes a comment, gives its first words back, unpublishes it."""

import pytest

from plugins.moderation.core.states import Action, State
from tests.moderation.samples import NOW, submission
from tests.moderation.web.test_web import said, soup

HERE = f"/bureau/commentaire/{submission().id}"


@pytest.fixture
def waiting(moderator):
    moderator.desk.queue.add(submission(text="Appelez-moi : 06 12 34 56 78."))
    yield moderator
    for path in (moderator.paths.comments / "un").glob("2026*.txt"):
        path.unlink()


@pytest.fixture
def published(waiting):
    waiting.desk.decide(submission().id, Action.APPROVE, NOW)
    return waiting


def send(one, name, page=HERE, **fields):
    """A form of the comment's page, as a browser sends it."""
    form = soup(one.get(page)).select_one(f'form[action$="/{name}"]')
    given = {each["name"]: each.get("value", "") for each in form.select("input")}
    given |= {each["name"]: each.get_text().removeprefix("\n") for each in form.select("textarea")}
    return one.post(form["action"], **{**given, **fields})


def words(one):
    return one.desk.queue.find(submission().id)[1].words


def archived(one):
    return (one.paths.comments / "un" / f"{submission().id}.txt").read_text()


def test_what_waits_is_changed_before_it_is_published(waiting):
    answer = send(waiting, "modifier", texte="Appelez-moi.", repond="2")
    assert answer.status_code == 303 and (words(waiting).text, words(waiting).reply_to) == (
        "Appelez-moi.",
        "2",
    )
    assert waiting.decided == ["decided"]
    assert send(waiting, "modifier", repond="").status_code == 303 and words(waiting).reply_to is None


def test_what_is_published_says_that_it_was_changed(published):
    send(published, "modifier", texte="Appelez-moi.")
    assert "Appelez-moi.\n" in archived(published) and "Edited: 2026-11-24" in archived(published)
    assert "06 12" not in archived(published)
    assert "modifié le 24 novembre 2026" in said(published.get(HERE))


def test_first_words_come_back(published):
    send(published, "modifier", texte="Appelez-moi.")
    assert send(published, "rendre").status_code == 303
    assert "06 12 34 56 78" in archived(published) and "Edited" not in archived(published)
    assert not soup(published.get(HERE)).select('form[action$="/rendre"]')


def test_a_change_is_undone_where_it_is_told(published):
    after = send(published, "modifier", texte="Appelez-moi.").location
    page = soup(published.get(after.partition("#")[0].replace("/bureau/", "/bureau/publies/", 1)))
    form = page.select_one(".done")
    assert form.select_one("[role=status]").get_text() == "Le commentaire de Zoé est modifié."
    published.post(
        form["action"], decision="undo", **{one["name"]: one["value"] for one in form.select("input")}
    )
    assert "06 12 34 56 78" in archived(published), "the words are back, and it stays published"


def test_nothing_changed_is_nothing_changed(published):
    before = archived(published)
    assert send(published, "modifier").status_code == 303
    assert archived(published) == before


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"texte": " "}, "Écrivez votre commentaire."),
        ({"auteur": ""}, "Écrivez votre nom"),
        ({"site": "javascript:alert(1)"}, "Écrivez une adresse comme"),
        ({"repond": "99"}, "pas de commentaire de ce numéro"),
        ({"repond": "../x"}, "pas de commentaire de ce numéro"),
    ],
)
def test_what_is_wrong_is_said_and_given_back(waiting, fields, why):
    answer = send(waiting, "modifier", **fields)
    assert answer.status_code == 409 and why in soup(answer).select_one("[role=alert]").get_text()
    ((name, typed),) = fields.items()
    field = soup(answer).select_one(f'form[action$="/modifier"] [name={name}]')
    assert (field.get("value") if field.name == "input" else field.get_text().removeprefix("\n")) == typed
    assert words(waiting).text.startswith("Appelez")


def test_two_at_once_lose_nothing(waiting):
    page = soup(waiting.get(HERE)).select_one('form[action$="/modifier"]')
    given = {each["name"]: each.get("value", "") for each in page.select("input")}
    send(waiting, "modifier", texte="De l’autre.")
    answer = waiting.post(page["action"], **{**given, "texte": "De moi."})
    assert answer.status_code == 409 and words(waiting).text == "De l’autre."
    assert soup(answer).select_one("#texte").get_text().strip() == "De moi."


def test_a_comment_that_never_was_in_the_queue(moderator):
    path = moderator.paths.comments / "un" / "1.txt"
    before = path.read_bytes()
    try:
        send(moderator, "modifier", "/bureau/publie/un/1", texte="Autre chose.")
        assert "Autre chose." in path.read_text() and "Edited" in path.read_text()
    finally:
        path.write_bytes(before)


def test_withdrawn_it_can_be_published_again(published):
    assert send(published, "retirer").status_code == 303
    assert not (published.paths.comments / "un" / f"{submission().id}.txt").exists()
    assert published.desk.queue.find(submission().id)[0] is State.REJECTED
    published.desk.decide(submission().id, Action.APPROVE, NOW)
    assert "06 12 34 56 78" in archived(published)


@pytest.mark.parametrize("path", ["modifier", "rendre", "retirer"])
@pytest.mark.parametrize("name", ["", "x.0", "../x.0", "1.0"])
def test_rubbish_changes_nothing(waiting, path, name):
    answer = waiting.send(f"/bureau/{path}", choisi=name, billet="../..", texte="x")
    assert answer.status_code in (303, 404, 409) and words(waiting).text.startswith("Appelez")
