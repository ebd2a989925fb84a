"""Decisions by button, one and many; what another decided meanwhile; the way back."""

import pytest

from plugins.moderation.core import editing
from plugins.moderation.core.states import Action, State
from tests.moderation.samples import NOW, submission
from tests.moderation.web.test_web import said, soup


@pytest.fixture
def three(moderator):
    for number in range(3):
        moderator.desk.queue.add(submission(number, text=f"Texte {number}."))
    yield moderator
    for number in range(40):  # the archive is shared: what was published here is taken back
        (moderator.paths.comments / "un" / f"{submission(number).id}.txt").unlink(missing_ok=True)


def press(moderator, page, text, within=".current"):
    """As a browser sends the form of a button."""
    button = next(one for one in soup(page).select(f"{within} button") if one.get_text() == text)
    form = button.find_parent("form")
    fields = {one["name"]: one.get("value", "") for one in form.select("input[type=hidden]")}
    return moderator.post(
        form["action"], **fields, **{button["name"]: button["value"]} if button.get("name") else {}
    )


def state(moderator, number=0):
    return moderator.desk.queue.find(submission(number).id)[0]


@pytest.mark.parametrize(
    ("text", "after", "told"),
    [
        ("Publier", State.APPROVED, "Le commentaire de Zoé est publié."),
        ("Refuser", State.REJECTED, "Le commentaire de Zoé est refusé."),
        ("Indésirable", State.SPAM, "Le commentaire de Zoé est classé comme indésirable."),
    ],
)
def test_one_press_decides_and_the_next_is_looked_at(three, text, after, told):
    answer = press(three, three.get(), text)
    assert answer.status_code == 303 and state(three) is after and three.decided == ["decided"]
    assert answer.location.endswith(f"#{submission(1).id}")
    page = three.get(answer.location)
    assert soup(page).select_one(".current")["id"] == submission(1).id
    assert soup(page).select_one(".done [role=status]").get_text() == told


def test_and_it_can_be_undone(three):
    page = three.get(press(three, three.get(), "Publier").location)
    answer = press(three, page, "Défaire")
    assert state(three) is State.PENDING
    page = three.get(answer.location)
    assert soup(page).select_one(".current")["id"] == submission(0).id
    assert "est de nouveau en attente" in said(page) and not soup(page).select(".done button")


@pytest.mark.parametrize("revision", ["", "x", "\u0660", "9" * 5000])
def test_a_revision_that_is_not_one_decides_nothing(three, revision):
    answer = three.send("/bureau/decider", choisi=f"{submission(0).id}.{revision}", decision="reject")
    assert answer.status_code == 303 and state(three) is State.PENDING


def test_what_another_decided_meanwhile_is_told_and_stands(three):
    page = three.get()
    three.desk.decide(submission(0).id, Action.REJECT, NOW)
    after = three.get(press(three, page, "Publier").location)
    assert state(three) is State.REJECTED
    told = soup(after).select_one(".done").get_text()
    assert "est refusé\u00a0: quelqu’un d’autre l’a décidé" in told


def test_the_way_back_is_of_ones_own_decision_alone(three):
    """Another moderator cut an insult out of it; its return must not bring the insult back."""
    one = submission(0)
    page = three.get(press(three, three.get(), "Publier").location)
    editing.edit(three.desk, one.id, {"text": "Sans insulte."}, NOW)
    after = three.get(press(three, page, "Défaire").location)
    assert state(three) is State.APPROVED
    assert three.desk.queue.find(one.id)[1].words.text == "Sans insulte."
    assert "quelqu’un d’autre l’a décidé" in soup(after).select_one(".done").get_text()


def test_the_way_back_once_it_was_edited_takes_the_decision_back_and_keeps_the_edit(three):
    one = submission(0)
    where = press(three, three.get(), "Publier").location
    editing.edit(three.desk, one.id, {"text": "Sans insulte."}, NOW)
    press(three, three.get(where), "Défaire")
    assert state(three) is State.PENDING
    assert three.desk.queue.find(one.id)[1].words.text == "Sans insulte."


def test_what_cannot_be_done_any_more_is_told(three):
    page = three.get()
    three.desk.decide(submission(0).id, Action.APPROVE, NOW)
    after = three.get(press(three, page, "Refuser").location)
    assert state(three) is State.APPROVED
    assert "est publié\u00a0: quelqu’un d’autre l’a décidé" in soup(after).select_one(".done").get_text()


def test_other_words_than_those_that_were_seen_are_not_published(three):
    page = three.get()
    one = submission(0)
    three.desk.correct(one.id, submission(0, text="Autre chose.").words, NOW)
    after = three.get(press(three, page, "Publier").location)
    assert state(three) is State.PENDING and "corrigé entre-temps" in said(after)


def test_what_was_erased_meanwhile_is_no_error(three):
    page = three.get()
    three.desk.queue.erase(State.PENDING, submission(0).id)
    assert three.get(press(three, page, "Publier").location).status_code == 200


@pytest.mark.parametrize(
    "name", ["", "x", "../x.0", ".0", "x.0", "é.0", "x.-1", "x.1e9", f"{submission(0).id}"]
)
@pytest.mark.parametrize("decision", ["approve", "erase", ""])
def test_rubbish_decides_nothing(three, name, decision):
    assert three.send("/bureau/decider", choisi=name, decision=decision, retour="x").status_code == 303
    assert [state(three, number) for number in range(3)] == [State.PENDING] * 3


def together(three, scope, decision="spam", ticked=(), query=""):
    page = soup(three.get(f"/bureau/{query}")).select_one("#lot")
    fields = {"portee": scope, "decision": decision, "choisi": [f"{submission(n).id}.0" for n in ticked]}
    hidden = {one["name"]: one["value"] for one in page.select("input[type=hidden]") if one["name"] != "ici"}
    names = [one["value"] for one in page.select("[name=ici]")]
    return three.post(page["action"], **hidden, **fields, ici=names)


def confirm(three, page):
    form = soup(page).select_one("main form[action$=oui]")
    fields = {}
    for one in form.select("input[type=hidden]"):
        fields.setdefault(one["name"], []).append(one["value"])
    return three.post(form["action"], **fields)


@pytest.mark.parametrize(
    ("scope", "ticked", "gone"),
    [("choisis", [0, 2], {0, 2}), ("page", [], {0, 1, 2}), ("reste", [1], {0, 2}), ("tous", [], {0, 1, 2})],
)
def test_many_at_once(three, scope, ticked, gone):
    page = together(three, scope, ticked=ticked)
    assert f"{len(gone)} commentaires" in soup(page).h1.get_text().replace("\u00a0", " ")
    assert len(soup(page).select(".chosen li")) == len(gone)
    assert {state(three, number) for number in range(3)} == {State.PENDING}, "nothing before it is confirmed"
    confirm(three, page)
    assert {number for number in range(3) if state(three, number) is State.SPAM} == gone
    assert three.decided == ["decided"], "one publication for all"


def test_a_file_that_cannot_be_read_is_left_out(three):
    page = three.get("/bureau/")
    path = next((three.paths.queue).rglob(f"{submission(1).id}*"))
    path.write_text("Author\n", encoding="utf-8")
    names = [f"{submission(number).id}.0" for number in range(3)]
    answer = three.send(
        soup(page).select_one("#lot")["action"], portee="choisis", decision="spam", choisi=names
    )
    assert len(soup(answer).select(".chosen li")) == 2


def test_all_of_a_filter_over_many_pages(moderator):
    for number in range(60):
        author = "Spam" if number % 2 else "Zoé"
        moderator.desk.queue.add(submission(number, author=author, text=f"Texte {number}."))
    page = together(moderator, "tous", query="?nom=spam")
    confirm(moderator, page)
    assert len(moderator.desk.queue.ids(State.SPAM)) == 30 == len(moderator.desk.queue.ids(State.PENDING))


def test_all_are_those_that_were_listed(three):
    """What came after the page was shown is not decided unseen, and what was corrected neither."""
    page = together(three, "tous")
    three.desk.queue.add(submission(3))
    three.desk.correct(submission(1).id, submission(1, text="Autre chose.").words, NOW)
    after = three.get(confirm(three, page).location)
    waits = {number for number in range(4) if state(three, number) is State.PENDING}
    assert waits == {1, 3} and "1 commentaire n’a pas bougé" in said(after)


def test_twice_is_once(three):
    page = together(three, "page")
    told = {said(three.get(confirm(three, page).location)) for _ in range(2)}
    assert len(told) == 1 and "3 commentaires sont classés comme indésirables." in told.pop()


def test_one_press_takes_all_of_it_back(three):
    page = three.get(confirm(three, together(three, "page")).location)
    three.desk.decide(submission(2).id, Action.APPROVE, NOW)
    after = three.get(press(three, page, "Défaire", ".done").location)
    assert [state(three, n) for n in range(3)] == [State.PENDING, State.PENDING, State.APPROVED]
    assert "2 commentaires sont de nouveau en attente. 1 commentaire n’a pas bougé" in said(after).replace(
        "\u00a0", " "
    )


@pytest.mark.parametrize("name", ["", "x", "../x", "é", "20261124-130507-000-00000000"])
@pytest.mark.parametrize("step", ["oui", "defaire"])
def test_no_batch_no_decision(three, step, name):
    answer = three.send(f"/bureau/ensemble/{step}", lot=name)
    assert answer.status_code == 303 and three.decided == []


def test_nothing_ticked(three):
    answer = together(three, "choisis")
    assert "Aucun commentaire n’était choisi" in said(three.get(answer.location))


def test_no_first_button_publishes_what_enter_was_not_meant_for(three):
    """Enter in a box sends their form by its first button; nothing is done before it is confirmed."""
    page = soup(three.get())
    assert {one["form"] for one in page.select("[type=checkbox]")} == {"lot"}
    assert page.select_one("#lot")["action"] == "/bureau/ensemble"
