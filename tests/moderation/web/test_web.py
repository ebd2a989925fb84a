"""The intake by web, as a visitor meets it."""

import re
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plugins.comments.receipt import fingerprint
from plugins.moderation.core import retention
from plugins.moderation.core.desk import Desk
from plugins.moderation.core.states import Action, State
from tests.moderation.conftest import Visitor
from tests.moderation.samples import FIELDS


def soup(answer):
    return BeautifulSoup(answer.get_data(as_text=True), "html5lib")


def said(answer):
    return " ".join(soup(answer).main.get_text().split())


def form_of(answer):
    """What a browser would send back."""
    fields = {e["name"]: e.get("value", "") for e in soup(answer).select("form input")}
    fields["text"] = soup(answer).select_one("textarea").get_text().removeprefix("\n")
    return fields


def test_a_comment_is_taken(visitor):
    answer = visitor.post(email="z@exemple.fr", site="exemple.fr")
    assert answer.status_code == 303
    (letter,) = visitor.queued("pending")
    assert "Email: z@exemple.fr\nSite: https://exemple.fr\n" in letter
    assert "Received: 2026-11-24T14:05:07+01:00\n" in letter and letter.endswith("\n\nBonjour.\n")
    receipt = visitor.client.get(urlsplit(answer.location).path)
    assert "Votre commentaire a été enregistré et sera publié après validation." in said(receipt)
    assert fingerprint("Bonjour.") in said(receipt) and re.search(r"^Id: (.*)$", letter, re.M)[1] in said(
        receipt
    )
    assert [one.words.author for one in visitor.told] == ["Zoé"]


def test_nothing_is_set_and_nothing_is_kept_by_the_browser(visitor):
    for answer in (visitor.post(), visitor.post("preview"), visitor.post(author="")):
        assert "Set-Cookie" not in answer.headers
        assert answer.status_code == 303 or answer.headers["Cache-Control"] == "no-store"
        assert answer.content_type == "text/html; charset=utf-8"
        assert "<script" not in answer.get_data(as_text=True)


def test_a_preview_is_the_comment_as_it_will_be(visitor):
    text = "<b>gras</b> & https://exemple.fr/" + "a" * 40 + "\n\nfin"
    answer = visitor.post("preview", text=text, reply_to="2")
    item = soup(answer).select_one("li.comment")
    assert item.select_one(".text").get_text().strip("\n") == text
    assert item.select_one("h3").get_text() == "3. Le 24 novembre 2026, 14h05 par Zoé"
    assert item.select_one(".context").get_text() == "en réponse à 2, Léo"
    assert item.select_one(".text a").get_text().startswith("https://exemple.fr/")
    assert not visitor.queued("pending") and not visitor.told
    assert form_of(answer)["text"] == text


def test_a_previewed_form_is_above_suspicion(visitor, clock):
    form = form_of(visitor.post("preview"))
    clock.pass_(seconds=30)
    visitor.post(**form)
    (letter,) = visitor.queued("pending")
    assert "Reasons" not in letter


@pytest.mark.parametrize(
    ("seconds", "reason"),
    [(1, "quick: 1.0 s after the preview (+40)"), (49 * 3600, "old: 49 h after the preview (+0)")],
)
def test_a_ticket_tells_the_time(visitor, clock, seconds, reason):
    form = form_of(visitor.post("preview"))
    clock.pass_(seconds=seconds)
    visitor.post(**form)
    assert visitor.reasons() == [[reason]]


def test_the_same_form_twice_is_one_comment(visitor, clock):
    form = form_of(visitor.post("preview"))
    clock.pass_(seconds=30)
    answers = [visitor.post(**form) for _ in range(2)]
    assert answers[0].location == answers[1].location
    assert len(visitor.queued("pending")) == 1 and len(visitor.told) == 1


def test_a_ticket_serves_once(visitor, clock):
    form = form_of(visitor.post("preview"))
    clock.pass_(seconds=30)
    visitor.post(**form)
    visitor.post(**{**form, "text": "Autre chose."})
    assert sum("ticket: used (+40)" in reasons for reasons in visitor.reasons()) == 1


def test_a_ticket_is_spent_even_when_what_came_by_it_is_gone(visitor, clock):
    desk = Desk(visitor.paths)
    form = form_of(visitor.post("preview"))
    clock.pass_(seconds=30)
    first = visitor.post(**form).location.split("/")[-1].partition(".")[0]
    desk.decide(first, Action.REJECT, clock.now)
    clock.pass_(days=400)
    retention.sweep(desk, clock.now)
    assert not desk.queue.holds(first)
    second = visitor.post(**{**form, "text": "Autre chose."}).location.split("/")[-1].partition(".")[0]
    assert second != first and "ticket: used (+40)" in visitor.reasons()[0]


def test_a_ticket_of_a_published_comment_is_spent(visitor, clock, tmp_path):
    """An old form, sent again with another text, must not come by the id of a published comment."""
    (tmp_path / "content").unlink()
    desk = Desk(visitor.paths)
    form = form_of(visitor.post("preview"))
    clock.pass_(seconds=30)
    first = visitor.post(**form).location.split("/")[-1].partition(".")[0]
    desk.decide(first, Action.APPROVE, clock.now)
    desk.queue.erase(State.APPROVED, first)
    second = visitor.post(**{**form, "text": "Autre chose."}).location.split("/")[-1].partition(".")[0]
    assert second != first and desk.queue.mend() == []


def test_two_forms_with_one_ticket_at_once_are_two_submissions(visitor, clock):
    form = form_of(visitor.post("preview"))
    clock.pass_(seconds=30)
    texts = [f"Texte {number}." for number in range(4)]
    (visitor.paths.rules).write_text("[intake]\nper_minute = 100\n")
    app = Visitor(visitor.site, clock).app
    with ThreadPoolExecutor(len(texts)) as pool:
        data = [{"article": "un", **form, "action": "send", "text": text} for text in texts]
        answers = list(pool.map(lambda one: app.test_client().post("/commenter", data=one), data))
    assert len({answer.location for answer in answers}) == len(texts)
    kept = "".join(visitor.queued("pending"))
    assert (
        all(text in kept for text in texts) and str(visitor.reasons()).count("ticket: used") == len(texts) - 1
    )


@pytest.mark.parametrize("given", ["x", "W10.x", "é" * 10])
def test_a_ticket_that_is_not_ours(visitor, given):
    visitor.post(ticket=given)
    assert "ticket: forged (+40)" in visitor.reasons()[0]


def test_a_machine_falls_into_the_trap_and_a_person_can_find_it(visitor):
    assert visitor.post(f_mail="x").status_code == 303
    assert not visitor.queued("pending") and "honeypot" in visitor.queued("spam")[0]


def test_a_text_that_is_there_already(visitor):
    visitor.post()
    visitor.post(author="Autre")
    assert sum("duplicate: the same text is here already (+60)" in one for one in visitor.reasons()) == 1


def test_a_text_that_was_there_before_the_server_was_started(visitor):
    visitor.post()
    again = Visitor(visitor.site, visitor.clock)
    Desk(visitor.paths).index.refresh()  # as `serve.keep_up` does when it begins
    again.post(author="Autre")
    assert str(visitor.reasons()).count("duplicate:") == 1


def test_a_name_that_was_seen_before(visitor):
    visitor.post(author="ana")
    assert "known: has a published comment under this name (-20)" in visitor.reasons()[0]


def test_errors_come_back_with_the_words(visitor):
    answer = visitor.post(author="", site="javascript:alert(1)", text='gardé "<b>\n\n fin ')
    page = soup(answer)
    assert answer.status_code == 422 and page.title.get_text().startswith("Erreur\u00a0:")
    summary = page.select_one("[role=alert]")
    assert summary.has_attr("autofocus") and summary["tabindex"] == "-1"
    links = {a["href"]: a.get_text() for a in summary.select("a")}
    assert list(links) == ["#author", "#site"]
    for href, message in links.items():
        field = page.select_one(href)
        assert field["aria-invalid"] == "true"
        assert page.find(id=field["aria-describedby"].split()[0]).get_text() == message
    assert form_of(answer)["text"] == 'gardé "<b>\n\n fin '
    assert form_of(answer)["site"] == "javascript:alert(1)"
    assert not visitor.queued("pending")


def test_an_answer_to_nobody(visitor):
    answer = visitor.post(reply_to="99")
    assert answer.status_code == 422 and "Le commentaire auquel vous répondiez n’est plus là." in said(answer)
    assert "reply_to" not in form_of(answer), "sent again, it answers nobody"
    visitor.post(reply_to="2")
    assert "Reply-To: 2\n" in visitor.queued("pending")[0]


@pytest.mark.parametrize(
    "slug", ["../../etc/passwd", "un/../ferme", "un\0", "absent", "", "%2e%2e", "a" * 5000]
)
def test_an_article_is_found_in_a_list(visitor, slug):
    answer = visitor.post(article=slug)
    assert answer.status_code == 404 and "Ce billet n’existe pas, ou plus." in said(answer)
    assert not visitor.queued("pending")


def test_a_closed_conversation(visitor):
    answer = visitor.post(article="ferme")
    assert answer.status_code == 403 and "Les commentaires de ce billet sont fermés." in said(answer)


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 303),
        ({"Origin": "http://localhost"}, 303),
        ({"Origin": "https://blog.example"}, 303),
        ({"Origin": "https://autre.example"}, 403),
        ({"Origin": "null"}, 303),
        ({"Origin": "null", "Sec-Fetch-Site": "same-origin"}, 303),
        ({"Origin": "null", "Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
    ],
)
def test_where_a_form_comes_from(visitor, headers, status):
    assert visitor.post(headers=headers).status_code == status
    assert len(visitor.queued("pending")) == (status == 303)


def test_the_redirect_is_ours(visitor):
    answer = visitor.client.post(
        "/commenter?next=//autre.example",
        data={"article": "un", "author": "Z", "text": "a", "redirect": "https://autre.example"},
        headers={"Host": "localhost", "X-Forwarded-Host": "autre.example"},
    )
    assert answer.status_code == 303 and answer.location.startswith("/commenter/le-mien/")


def test_too_much_from_one_network_keeps_the_words(visitor, clock):
    codes = [visitor.post(text=f"Texte {n}.").status_code for n in range(6)]
    assert codes == [303] * 5 + [429]
    answer = visitor.post(text="gardé")
    assert "Attendez une minute" in said(answer) and form_of(answer)["text"] == "gardé"
    assert len(visitor.queued("pending")) == 5


def test_no_address_is_written_anywhere(visitor, tmp_path):
    visitor.client.environ_base["REMOTE_ADDR"] = "203.0.113.77"
    visitor.post()
    visitor.post("preview")
    for path in (tmp_path / "var").rglob("*"):
        assert not path.is_file() or b"203.0.113" not in path.read_bytes()


def test_a_body_that_is_too_long(visitor):
    answer = visitor.post(text="a" * 300_000)
    assert answer.status_code == 413 and "Votre commentaire est trop long" in said(answer)


@pytest.mark.parametrize("letter", ["a", "é", "%", "日"])
def test_the_longest_text_that_the_form_allows_is_taken_however_it_is_sent(visitor, letter):
    """A form sends three bytes for each of a letter that is not ASCII."""
    longest = letter * (60_000 // len(letter.encode()))
    assert visitor.post(text=longest).status_code == 303
    answer = visitor.post(text=f"{longest}{letter}")
    assert answer.status_code == 422 and "60 000 octets au plus" in said(answer)


def test_bodies_in_any_charset(visitor):
    body = b"article=un&author=Zo%E9&text=%E0+bient%F4t+%FF"
    answer = visitor.client.post(
        "/commenter", data=body, content_type="application/x-www-form-urlencoded; charset=iso-8859-1"
    )
    assert answer.status_code == 303
    assert visitor.queued("pending")[0].endswith("\n\n%E0 bient%F4t %FF\n"), "shown as sent; nobody guesses"


def test_thanks_lead_back_and_say_how_long_it_takes(visitor):
    thanks = soup(visitor.client.get(visitor.post().location))
    assert [a["href"] for a in thanks.select("main > p:not(.private) a")] == [
        "/post/2020/12/18/un/#commentaires",
        "/post/2020/12/18/un/comments.atom.xml",
    ]
    assert "Ces derniers temps" not in thanks.get_text()
    visitor.paths.ledger.write_text(
        "month,received,published,refused_by_rule,refused_by_hand,median_minutes,last\n"
        "2026-09,3,2,1,0,9000,2026-09-09\n2026-10,3,2,1,0,150,2026-10-09\n2026-11,3,0,1,0,,2026-11-09\n"
    )
    thanks = soup(visitor.client.get(visitor.post(text="Encore.").location))
    assert "la moitié des commentaires paraît en moins de 2\u00a0h." in thanks.get_text()


def test_a_broken_ledger_is_no_reason_not_to_thank(visitor):
    visitor.paths.ledger.write_text("?")
    assert visitor.client.get(visitor.post().location).status_code == 200


def test_a_preview_is_sent_or_corrected_right_below_it(visitor):
    page = soup(visitor.post("preview"))
    send, correct = page.select_one(".comments .buttons").select("button, a")
    assert (send["form"], send["name"], send["value"]) == (page.form["id"], "action", "send")
    assert page.select_one(correct["href"]).name == "textarea"


@pytest.mark.parametrize("path", ["/commenter/le-mien/x.y", "/commenter/avis/x.y", "/commenter/absent"])
def test_what_is_not_there(visitor, path):
    assert visitor.client.get(path).status_code == 404


def test_reading_changes_nothing(visitor):
    assert visitor.client.get("/commenter").status_code == 200
    assert visitor.client.get("/commenter/").status_code == 200
    assert visitor.client.delete("/commenter").status_code == 405
    assert not visitor.queued("pending")


def test_a_full_disk_says_so_and_keeps_nothing(visitor, monkeypatch):
    def full(*_, **__):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("plugins.common.files.write", full)
    answer = visitor.post()
    assert answer.status_code == 500 and "n’a pas été enregistré" in said(answer)
    assert not visitor.queued("pending") and not visitor.told


@settings(
    max_examples=60,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(form=st.dictionaries(st.sampled_from([*FIELDS, "f_mail", "ticket", "action"]), st.text()))
def test_any_form_gets_an_answer(visitor, form):
    answer = visitor.client.post("/commenter", data={"article": "un", **form})
    assert answer.status_code in {303, 200, 403, 404, 422, 429}
    if answer.status_code != 303:
        assert not soup(answer).select("script, [onmouseover], [onload], [onerror]")
