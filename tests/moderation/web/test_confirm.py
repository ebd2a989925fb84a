"""The confirm page: opening it decides nothing, its button does."""

from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest

from plugins.moderation.core import signing
from plugins.moderation.core.desk import Desk
from plugins.moderation.core.reasons import Reason
from plugins.moderation.core.signing import Mandate, Purpose
from plugins.moderation.core.states import Action, State
from plugins.moderation.web.app import create
from plugins.moderation.web.intake import FollowUps
from tests.moderation.conftest import Visitor
from tests.moderation.samples import NOW, submission
from tests.moderation.web.test_web import said, soup


@pytest.fixture
def visitor(visitor: Visitor) -> Visitor:
    """The same, with what follows decisions written down."""
    visitor.decided: list[str] = []
    followed = partial(visitor.decided.append, "decided")
    visitor.app = create(Desk(visitor.paths), visitor.clock, FollowUps(visitor.told.append, followed))
    visitor.client = visitor.app.test_client()
    yield visitor  # the archive is shared: what was published here is taken back
    (visitor.paths.comments / "un" / f"{submission().id}.txt").unlink(missing_ok=True)


@pytest.fixture
def desk(visitor):
    desk = Desk(visitor.paths)
    desk.queue.add(submission(text="Bonjour <b>.", email="canari@exemple.fr"))
    return desk


def link(desk, action=Action.APPROVE, purpose=Purpose.PAGE, days=1, number=0):
    mandate = Mandate(action, submission(number).id, NOW + timedelta(days=days))
    return f"/commenter/decider/{signing.sign(mandate, purpose, desk.key())}"


@pytest.mark.parametrize("method", ["get", "head", "options"])
def test_a_scanner_of_mails_decides_nothing(visitor, desk, method):
    for action in ("approve", "reject", "spam"):
        getattr(visitor.client, method)(link(desk, Action(action)))
    assert desk.queue.find(submission().id)[0] is State.PENDING and visitor.decided == []


def test_the_page_shows_the_comment_and_one_button(visitor, desk):
    page = visitor.client.get(link(desk))
    assert page.status_code == 200 and page.headers["Cache-Control"] == "no-store"
    assert soup(page).h1.get_text() == "Publier\u202f?"
    assert [button.get_text() for button in soup(page).select("form button")] == ["Publier"]
    assert soup(page).select_one(".comment .text").get_text().strip() == "Bonjour <b>."
    assert soup(page).form["method"] == "post" and not soup(page).form.has_attr("action")
    assert "canari" not in page.get_data(as_text=True)


def test_the_reasons_are_said_in_french(visitor, desk):
    one = replace(submission(1), reasons=(Reason("links", 3, 25), Reason("known", None, -20)))
    desk.queue.add(one)
    told = [
        line.get_text() for line in soup(visitor.client.get(link(desk, number=1))).select("main > ul > li")
    ]
    assert told == ["3 liens (+25)", "un commentaire publié porte ce nom (\N{MINUS SIGN}20)"]


@pytest.mark.parametrize(
    ("action", "state", "told"),
    [
        (Action.APPROVE, State.APPROVED, "Ce commentaire est publié"),
        (Action.REJECT, State.REJECTED, "Ce commentaire est refusé"),
        (Action.SPAM, State.SPAM, "Ce commentaire est classé comme indésirable"),
    ],
)
def test_the_button_decides_once(visitor, desk, action, state, told):
    address = link(desk, action)
    for _ in range(2):
        answer = visitor.client.post(address)
        assert (answer.status_code, answer.location) == (303, address)
    assert desk.queue.find(submission().id)[0] is state
    assert visitor.decided == ["decided"]
    page = visitor.client.get(address)
    assert soup(page).h1.get_text() == told and not soup(page).select("form")
    assert "rien à faire ici" in said(page)


def test_what_is_published_cannot_be_refused_by_an_old_link(visitor, desk):
    visitor.client.post(link(desk))
    visitor.client.post(link(desk, Action.REJECT))
    assert desk.queue.find(submission().id)[0] is State.APPROVED
    assert visitor.decided == ["decided"]


@pytest.mark.parametrize("method", ["get", "post"])
def test_links_that_are_not_valid(visitor, desk, method):
    good = link(desk)
    wrong = [
        good[:-1] + ("A" if good[-1] != "A" else "B"),
        good.replace("approve", "reject"),
        link(desk, purpose=Purpose.MAIL),
        link(desk, days=-1),
        "/commenter/decider/x",
        "/commenter/decider/" + "a" * 5000,
        "/commenter/decider/%00",
    ]
    for address in wrong:
        answer = getattr(visitor.client, method)(address)
        assert answer.status_code == 404
        assert "Ce lien n’est pas valable, ou ne l’est plus." in said(answer)
    assert desk.queue.find(submission().id)[0] is State.PENDING


def test_a_submission_that_was_erased(visitor, desk):
    desk.queue.erase(State.PENDING, submission().id)
    assert "Ce commentaire n’est plus dans la file." in said(visitor.client.get(link(desk)))


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_file_that_cannot_be_read_is_said_and_logged(visitor, desk, method, capsys):
    path = desk.queue.path(State.PENDING, submission().id)
    path.write_text(f"canari\n{path.read_text(encoding='utf-8')}", encoding="utf-8")
    answer = getattr(visitor.client, method)(link(desk))
    assert answer.status_code == 409 and "Le fichier de ce commentaire ne se lit pas" in said(answer)
    assert capsys.readouterr().err == (
        f"[desk] {path}:1: cannot be read, so that nothing can be decided\n"
        f"    See why: .venv/bin/python -m plugins.moderation show {submission().id}\n"
    )
    assert visitor.decided == []


def test_another_site_cannot_press_the_button(visitor, desk):
    answer = visitor.client.post(link(desk), headers={"Origin": "https://ailleurs.example"})
    assert answer.status_code == 403
    assert desk.queue.find(submission().id)[0] is State.PENDING


def test_an_article_that_is_gone(visitor, desk):
    desk.queue.erase(State.PENDING, submission().id)
    desk.queue.add(submission(article="parti"))
    assert "Son billet n’est plus là." in said(visitor.client.get(link(desk)))
