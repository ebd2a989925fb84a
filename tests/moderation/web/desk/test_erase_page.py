"""Comments erased for good from a list: asked first, nothing that was not listed, then the list again."""

import pytest

from plugins.moderation.core.states import Action, State
from plugins.moderation.web.desk import erase_page
from tests.moderation.samples import NOW, submission
from tests.moderation.web.test_web import said, soup


@pytest.fixture
def five(moderator):
    for number in range(5):
        moderator.desk.queue.add(submission(number, text=f"Texte {number}."))
    yield moderator
    for number in range(5):  # the archive is shared
        (moderator.paths.comments / "un" / f"{submission(number).id}.txt").unlink(missing_ok=True)


def fields(form):
    sent = {}
    for one in form.select("input[type=hidden]"):
        sent.setdefault(one["name"], []).append(one.get("value", ""))
    return sent


def ask(moderator, page, within=".current", **more):
    """As the button « Effacer… » does."""
    button = next(one for one in soup(page).select(f"{within} button") if one.get_text() == "Effacer…")
    own = {button["name"]: button["value"]} if button.get("name") else {}
    return moderator.post(button["formaction"], **fields(button.find_parent("form")) | own | more)


def agree(moderator, page):
    form = soup(page).select_one("main form[action$=oui]")
    return moderator.post(form["action"], **fields(form))


def waiting(moderator):
    return [number for number in range(5) if submission(number).id in moderator.desk.queue.ids(State.PENDING)]


def test_one_is_erased_after_a_question_and_the_next_is_looked_at(five):
    page = ask(five, five.get())
    assert "Effacer pour de bon ce commentaire ?" in said(page).replace("\u202f", " ")
    assert [one.a.get_text() for one in soup(page).select(".rows li")] == ["Texte 0."]
    assert waiting(five) == [0, 1, 2, 3, 4], "nothing before it is confirmed"
    assert soup(page).select_one("[autofocus]").get_text() == "Revenir sans rien faire"
    answer = agree(five, page)
    assert answer.status_code == 303 and waiting(five) == [1, 2, 3, 4] and five.decided == ["decided"]
    page = five.get(answer.location)
    assert "1 commentaire est effacé." in said(page).replace("\u00a0", " ")
    assert soup(page).select_one(".current")["id"] == submission(1).id and not soup(page).select(
        ".done button"
    )


@pytest.mark.parametrize(
    ("scope", "ticked", "left"),
    [("choisis", [0, 2], [1, 3, 4]), ("page", [], []), ("reste", [0, 2], [0, 2]), ("tous", [], [])],
)
def test_many_at_once(five, scope, ticked, left):
    boxes = [f"{submission(number).id}.0" for number in ticked]
    page = ask(five, five.get(), "#lot", portee=scope, choisi=boxes)
    assert len(soup(page).select(".rows li")) == 5 - len(left)
    agree(five, page)
    assert waiting(five) == left


def test_nothing_goes_that_was_not_listed(five, monkeypatch):
    monkeypatch.setattr(erase_page, "_MOST", 2)
    page = ask(five, five.get(), "#lot", portee="tous")
    assert len(soup(page).select(".rows li")) == 2 and "3 autres correspondent" in said(page)
    agree(five, page)
    assert waiting(five) == [2, 3, 4]


def test_what_has_changed_since_is_shown_anew(five):
    page = ask(five, five.get())
    five.desk.decide(submission(0).id, Action.SPAM, NOW)
    again = agree(five, page)
    assert "a changé entre-temps" in said(again) and five.desk.queue.ids(State.SPAM) == [submission(0).id]
    agree(five, again)
    assert five.desk.queue.ids(State.SPAM) == []


def test_a_published_one_leaves_its_place_only(five):
    five.desk.decide(submission(0).id, Action.APPROVE, NOW)
    page = five.get("/bureau/publies/")
    item = f'[id="{submission(0).id}"]'
    asked = ask(five, page, item)
    assert len(soup(asked).select(".rows li")) == 2, "the private file, and what is published"
    agree(five, asked)
    text = (five.paths.comments / "un" / f"{submission(0).id}.txt").read_text()
    assert "Withdrawn:" in text and "Texte 0." not in text


def test_one_of_the_archive_is_named_with_its_article(moderator):
    page = soup(moderator.get("/bureau/publies/"))
    names = {one["value"] for one in page.select("[name=efface]")}
    assert names == {"un/1", "un/2", "fermera/1"}, "nothing is left of the one that was withdrawn"
    asked = moderator.send("/bureau/effacer", efface="un/1")
    assert len(soup(asked).select(".rows li")) == 1


@pytest.mark.parametrize("name", ["", "x", "../x", "un/../x", "\0", "é" * 300])
def test_rubbish_erases_nothing(five, name):
    answer = five.send("/bureau/effacer", efface=name, retour="x")
    assert answer.status_code == 303 and "rien n’est fait" in said(five.get(answer.location))
    five.send("/bureau/effacer/oui", efface=name, empreinte="x")
    assert waiting(five) == [0, 1, 2, 3, 4] and five.decided == []


def test_an_address_that_was_made_up_tells_nothing(five):
    assert not soup(five.get("/bureau/?fait=efface.5.0123456789abcdef")).select(".done")
    assert not soup(five.get("/bureau/?fait=efface.é")).select(".done")
