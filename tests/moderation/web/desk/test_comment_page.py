"""One comment: what is around it, and the answer to it."""

import pytest

from plugins.moderation.core.states import Action, State
from tests.moderation.samples import NOW, submission
from tests.moderation.web.test_web import said, soup

HERE = f"/bureau/commentaire/{submission().id}"


@pytest.fixture
def waiting(moderator):
    moderator.desk.queue.add(submission(reply_to="2", text="Bonjour."))
    yield moderator
    for path in (moderator.paths.comments / "un").glob("2026*.txt"):
        path.unlink()


def test_what_it_answers_and_where_it_would_stand(waiting):
    page = waiting.get(HERE)
    assert (
        "il serait le 3" in said(page)
        and soup(page).select_one(".answered-comment .p-author").get_text() == "Léo"
    )


def test_what_the_same_person_sent(waiting):
    waiting.desk.queue.add(submission(1, author="Z.", text="Un autre."))
    waiting.desk.queue.add(submission(2, author="Z.", text="De quelqu’un d’autre.", email="x@exemple.fr"))
    others = soup(waiting.get(HERE)).select(".others li")
    assert [one.get_text(" ", strip=True) for one in others] == ["Un autre. En attente"]


def test_what_was_written_first(waiting):
    waiting.desk.correct(submission().id, submission(text="Bonsoir.").words, NOW)
    page = waiting.get(HERE)
    assert soup(page).select_one(".before pre").get_text() == "Bonjour." and "Corrigé" in said(page)


def test_a_published_one_has_its_page_at_the_archive(waiting):
    waiting.desk.decide(submission().id, Action.APPROVE, NOW)
    assert said(waiting.get(HERE)) == said(waiting.get(f"/bureau/publie/un/{submission().id}"))
    assert waiting.get("/bureau/publie/un/1").status_code == 200, "one that never was in the queue"


@pytest.mark.parametrize(
    "path",
    [
        "commentaire/x",
        "commentaire/..%2f.key",
        "publie/un/x",
        "publie/..%2f..%2fvar/x",
        "publie/.git/x",
        "publie/%00/1",
    ],
)
def test_what_is_not_there(waiting, path):
    assert waiting.get(f"/bureau/{path}").status_code == 404


def answer(one, text, **fields):
    form = soup(one.get(HERE)).select_one('form[action$="repondre"]')
    hidden = {each["name"]: each["value"] for each in form.select("input[type=hidden]")}
    return one.post(form["action"], **{**hidden, "reponse": text, **fields})


def test_an_answer_publishes_both(waiting):
    reply = answer(waiting, "Merci\u202f!")
    assert reply.status_code == 303 and waiting.desk.queue.find(submission().id)[0] is State.APPROVED
    thread = [path.read_text() for path in sorted((waiting.paths.comments / "un").glob("2026*.txt"))]
    assert len(thread) == 2 and any("Author: La maison" in one and "Role: author" in one for one in thread)
    page = waiting.get(reply.location)
    assert "Le commentaire de La maison est publié." in said(page) and "decided" in waiting.decided


def test_what_was_typed_is_given_back(waiting):
    reply = answer(waiting, " ")
    assert reply.status_code == 409 and "n’est pas publiée" in said(reply)
    assert waiting.desk.queue.find(submission().id)[0] is State.PENDING, "nor is what it answers"
    reply = answer(waiting, "é" * 40_000)
    assert soup(reply).select_one("#reponse").get_text().strip() == "é" * 40_000


def test_an_answer_to_other_words_than_those_seen_is_not_published(waiting):
    page = soup(waiting.get(HERE))
    waiting.desk.correct(submission().id, submission(text="Bonsoir.").words, NOW)
    name = page.select_one('form[action$="repondre"] [name=choisi]')["value"]
    reply = waiting.send("/bureau/repondre", choisi=name, billet="un", reponse="Merci.")
    assert reply.status_code == 409 and waiting.desk.queue.find(submission().id)[0] is State.PENDING
