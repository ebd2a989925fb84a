"""All that an intake and a desk can answer with, in a site's language, whatever goes wrong."""

import json
import shutil
from collections.abc import Iterator
from contextlib import AbstractContextManager
from datetime import timedelta
from unittest.mock import patch
from urllib.parse import urlsplit

from werkzeug.test import TestResponse

from plugins.moderation.core import signing
from plugins.moderation.core.desk import Desk
from plugins.moderation.core.signing import Mandate, Purpose
from plugins.moderation.core.states import Action, State
from plugins.moderation.web.counters import Counters
from tests.moderation.conftest import Visitor
from tests.moderation.samples import submission
from tests.moderation.web.desk.conftest import Moderator
from tests.moderation.web.test_web import soup

RULES = (
    '[mail]\nmoderator = "ann@example.org"\n[desk]\nauthor = "Lou"\npublish = ["false"]\n'
    '[notices]\nsender = "a@a.example"\n[intake]\nper_minute = 999\nlogins_per_hour = 999\n'
)
ELSEWHERE = {"Origin": "https://elsewhere.example"}
Answers = Iterator[tuple[str, TestResponse]]
"""What was asked, and what came."""


def translated(visitor: Visitor, lang: str) -> Visitor:
    """The same site as if it had been built in this language; names and titles are of none."""
    root = visitor.paths.root
    for name in ("output.hosts", "content"):
        shared = (root / name).resolve()
        (root / name).unlink()
        shutil.copytree(shared, root / name)
    file = root / "output.hosts" / "intake.json"
    told = json.loads(file.read_text(encoding="utf-8"))
    told["site"]["lang"] = lang
    for article in told["articles"]:
        article["title"] = "Uvw"
    file.write_text(json.dumps(told), encoding="utf-8")
    visitor.paths.rules.write_text(RULES)
    return Visitor(visitor.site, visitor.clock)


def as_visitor(one: Visitor) -> Answers:
    """The form, and pages beside it."""
    get = one.client.get
    yield "a preview", one.post("preview", author="Zoe", text="Xyz.", reply_to="2")
    yield "nothing filled in", one.post(author="", text="", email="no", site="no way", reply_to="99")
    yield "all too long", one.post(author="n" * 101, text="t" * 60_001)
    yield "an answer to what is gone", one.post(reply_to="99")
    yield "more than is read", one.post(text="t" * 300_000)
    yield "closed", one.post(article="ferme", text="Xyz.")
    yield "no such article", one.post(article="nothing")
    yield "from elsewhere", one.post(headers=ELSEWHERE)
    yield "no form", one.client.post("/commenter", data=b"\xff{", content_type="application/json")
    for path in ("", "?billet=un", "?billet=fermera&a=1", "?billet=un&a=99", "?billet=un&a=x", "?billet=x",
                 "?billet=ferme", "?billet=retire&a=1", "?billet=un&a=2&citer=1", "le-mien/x", "avis/x",
                 "decider/x", "nowhere"):  # fmt: skip
        yield f"GET {path}", get(f"/commenter/{path}")
    yield "nowhere", get("/nowhere")
    yield "a method that is none", one.client.put("/commenter")
    one.clock.pass_(days=7)
    yield "over", one.post(article="fermera")
    with _nobody_may():
        yield "too many", one.post(text="Xyz.")
        yield "too many previews", one.post("preview", text="Xyz.")
    with patch.object(Desk, "receive", side_effect=OSError(28, "No space left on device")):
        yield "a full disk", one.post(text="Xyz.")


def _nobody_may() -> AbstractContextManager[object]:
    return patch.object(Counters, "_may", return_value=False)


def as_sender(one: Visitor) -> Answers:
    """The private address of a comment, and what can be asked for there."""
    desk, get = Desk(one.paths), one.client.get
    private = urlsplit(one.post(author="Zoe", text="Xyz.", email="z@example.org").location).path

    def send(**fields: str) -> TestResponse:
        return one.client.post(private, data={"author": "Zoe", "text": "Xyz.", **fields})

    yield "thanks", get(f"{private}?merci=1")
    yield "asked", get(f"{private}?avis=1")
    yield "corrected badly", send(text="")
    yield "no address", send(action="notify", email="no")
    yield "from elsewhere", one.client.post(private, headers=ELSEWHERE)
    yield "to be told", send(action="notify", email="z@example.org", of="all")
    (wish,), _ = desk.subscriptions.survey()
    page = f"/commenter/avis/{signing.sign_id(wish.id, Purpose.SUBSCRIBER, desk.key())}"
    yield "a subscription", get(page)
    yield "confirmed from elsewhere", one.client.post(page, data={"action": "confirm"}, headers=ELSEWHERE)
    yield "confirmed", one.client.post(page, data={"action": "confirm"})
    yield "a confirmed one", get(page)
    yield "ended", one.client.post(page, data={"action": "end"})
    with _nobody_may():
        yield "too many", send(text="Abc.")
        yield "too many taken back", send(action="withdraw")
    (name,) = desk.queue.ids(State.PENDING)
    desk.decide(name, Action.APPROVE, one.clock())
    yield "published", get(private)
    yield "corrected too late", send(text="Abc.")
    yield "taken back", send(action="withdraw")
    yield "and looked at", get(private)


def as_addressee(one: Visitor) -> Answers:
    """The page that the links of a notice lead to."""
    desk = Desk(one.paths)
    desk.queue.add(submission(author="Zoe", text="Xyz."))
    name, until = submission().id, one.clock() + timedelta(days=1)
    pages = {
        action: f"/commenter/decider/{signing.sign(Mandate(action, name, until), Purpose.PAGE, desk.key())}"
        for action in (Action.APPROVE, Action.REJECT, Action.SPAM)
    }
    for action, page in pages.items():
        yield f"to {action}", one.client.get(page)
    yield "from elsewhere", one.client.post(pages[Action.APPROVE], headers=ELSEWHERE)
    file = one.paths.comments / "un" / f"{name}.txt"
    file.write_text(f"Id: {name}\nAuthor: Ana\nDate: 2020-12-20\n\nAbc.\n", encoding="utf-8")
    yield "changed by hand", one.client.post(pages[Action.APPROVE])
    file.unlink()
    yield "decided", one.client.post(pages[Action.APPROVE], follow_redirects=True)
    yield "decided before", one.client.get(pages[Action.REJECT])


def as_stranger(one: Moderator) -> Answers:
    """The door of the desk."""
    yield "the door", one.get()
    yield "with a key", one.get("/bureau/?cle=x")
    yield "a key that is none", one.post("/bureau/entrer", cle="x")
    yield "a mail is sent", one.post("/bureau/entrer", adresse="ann@example.org")
    yield "from elsewhere", one.post("/bureau/entrer", ELSEWHERE, cle="x")
    yield "another host", one.client.get("/bureau/", base_url="https://other.example")
    yield "in clear", one.client.get("/bureau/", base_url=one.base.replace("https:", "http:"))
    with _nobody_may():
        yield "too many", one.post("/bureau/entrer", cle="x")


def as_moderator(one: Moderator) -> Answers:
    """Every page of the desk."""
    one.enter()
    for number, text in enumerate(("Xyz https://a.example/ https://b.example/", "Abc.", "Def.")):
        one.desk.queue.add(submission(number, author="Zoe", text=text, email="z@example.org"))
    for path in ("", "publies/", "refuses/", "indesirables/?mots=x", "statistiques/", "regles/",
                 "regles/?essai=casino", "regles/?essai=%28&comme=motif", "personnes/", "personnes/?qui=Zoe",
                 "publication/", "sessions/", "nowhere/", "?mots=a:b", "?mots=a%22", "?raison=links&depuis=x",
                 "?depuis=2020-01-01&jusqu=2027-01-01&email=z&hote=a.example", "?mots=%22%22",
                 f"?mots={'x' * 999}", "?fait=%3F", "commentaire/x", "publie/un/1",
                 "publie/un/x"):  # fmt: skip
        yield f"GET {path}", one.get(f"/bureau/{path}")
    yield "forged", one.post("/bureau/decider", decision="approve")
    yield "a method that is none", one.client.put("/bureau/decider", base_url=one.base)
    yield from _of_one(one)
    yield from _of_many(one)
    with patch.object(Desk, "decide", side_effect=OSError(28, "No space left on device")):
        yield "a full disk", one.send("/bureau/decider", choisi=f"{submission(2).id}.0", decision="approve")
    yield from _of_people(one)


def _of_one(one: Moderator) -> Answers:
    name = f"{submission(0).id}.0"
    here = {"choisi": name, "billet": "un"}
    yield "one", one.get(f"/bureau/commentaire/{submission(0).id}")
    yield "no answer", one.send("/bureau/repondre", reponse="", **here)
    yield "a long answer", one.send("/bureau/repondre", reponse="t" * 60_001, **here)
    yield "an answer to nothing", one.send("/bureau/repondre", choisi="x.0", billet="un", reponse="Xyz.")
    yield "words that are none", one.send("/bureau/modifier", auteur="", texte="", site="no way", **here)
    yield "a number that is none", one.send("/bureau/modifier", repond="99", **here)
    yield "edited", _followed(one, "/bureau/modifier", texte="Ghi.", **here)
    yield "edited meanwhile", one.send("/bureau/modifier", texte="Jkl.", **here)
    yield "decided meanwhile", _followed(one, "/bureau/decider", decision="approve", choisi=name)
    yield "decided", _followed(one, "/bureau/decider", decision="approve", choisi=f"{submission(0).id}.1")
    answer = {"choisi": f"{submission(0).id}.1", "billet": "un", "reponse": "Mno."}
    yield "answered", _followed(one, "/bureau/repondre", **answer)
    yield "answered twice", one.send("/bureau/repondre", **answer)
    yield "withdrawn", _followed(one, "/bureau/retirer", choisi=f"{submission(0).id}.1", billet="un")
    one.paths.rules.write_text(RULES.replace("Lou", ""))
    unnamed = Moderator(one, RULES.replace("Lou", ""), one.base)
    unnamed.enter()
    yield "answered by nobody", unnamed.send("/bureau/repondre", **answer)


def _followed(one: Moderator, path: str, **fields: str) -> TestResponse:
    """What the page says that one comes to."""
    answer = one.send(path, **fields)
    assert answer.status_code == 303, answer.get_data(as_text=True)
    return one.get(answer.location)


def _of_many(one: Moderator) -> Answers:
    names = [f"{submission(number).id}.0" for number in (1, 2)]
    together = "/bureau/ensemble"
    yield "none chosen", _followed(one, together, decision="reject", portee="choisis")
    for action in ("approve", "spam", "undo", "reject"):
        yield (
            f"asked: {action}",
            (asked := one.send(together, decision=action, choisi=names, portee="choisis")),
        )
    yield "asked of one", one.send(together, decision="reject", choisi=names[:1], portee="choisis")
    batch = soup(asked).select_one("[name=lot]")["value"]
    one.desk.decide(submission(1).id, Action.SPAM, one.clock())
    yield "many done, one not", _followed(one, f"{together}/oui", lot=batch)
    yield "taken back", _followed(one, f"{together}/defaire", lot=batch)
    yield "no such batch", _followed(one, f"{together}/oui", lot="x")


def _of_people(one: Moderator) -> Answers:
    yield "erased blindly", one.send("/bureau/personnes/effacer", qui="z@example.org", empreinte="x")
    found = soup(one.get("/bureau/personnes/?qui=z@example.org")).select_one("[name=empreinte]")["value"]
    yield "erased", one.send("/bureau/personnes/effacer", qui="z@example.org", empreinte=found)
    broken = one.paths.comments / "un" / "9.txt"
    broken.write_text("x", encoding="utf-8")
    yield "a file that cannot be read", one.get("/bureau/personnes/?qui=Zoe")
    broken.unlink()
    yield "sessions ended", one.send("/bureau/sessions/finir", session="toutes")
