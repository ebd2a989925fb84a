"""The private address of a comment: how it stands, correcting it, taking it back."""

from shutil import copytree

import pytest

from plugins.moderation.core import signing
from plugins.moderation.core.desk import Desk
from plugins.moderation.core.queue import CorrectedSince
from plugins.moderation.core.states import Action, State
from plugins.moderation.mail import notice
from tests.moderation.web.test_web import form_of, said, soup


@pytest.fixture(autouse=True)
def own_archive(visitor, built, tmp_path):
    """Decisions write into it."""
    (tmp_path / "content").unlink()
    copytree(built.root / "content", tmp_path / "content")


def sent(visitor, **fields):
    """The private address, from the thanks on."""
    return visitor.post(**fields).location.partition("?")[0]


def id_of(address):
    return address.split("/")[-1].partition(".")[0]


def post(visitor, address, **fields):
    return visitor.client.post(address, data=fields)


def test_the_thanks_give_a_private_address_to_keep(visitor):
    page = visitor.client.get(visitor.post().location)
    address = soup(page).select_one("a.receipt")["href"]
    assert "Merci" in said(page) and "sera publié après validation" in said(page)
    again = visitor.client.get(address.removeprefix("https://blog.example"))
    assert again.status_code == 200 and "Bonjour." in said(again) and "Merci" not in said(again)


def test_opening_it_changes_nothing(visitor):
    address = sent(visitor)
    before = visitor.queued("pending")
    for ask in (visitor.client.get, visitor.client.head, visitor.client.options):
        ask(address), ask(address + "?action=withdraw")
    assert visitor.queued("pending") == before


@pytest.mark.parametrize("method", ["get", "post"])
def test_of_a_file_that_cannot_be_read_the_log_has_the_place(visitor, method, capsys):
    address = sent(visitor)
    path = Desk(visitor.paths).queue.path(State.PENDING, id_of(address))
    path.write_text(f"canari\n{path.read_text(encoding='utf-8')}", encoding="utf-8")
    capsys.readouterr()
    answer = getattr(visitor.client, method)(address)
    assert answer.status_code == 404 and "n’est plus ici" in said(answer)
    assert capsys.readouterr().err.startswith(f"[desk] {path}:1: cannot be read, ")


def test_it_says_what_became_of_the_comment(visitor, clock):
    desk = Desk(visitor.paths)
    address = sent(visitor)
    desk.decide(id_of(address), Action.APPROVE, clock.now)
    page = visitor.client.get(address)
    assert "accepté : il paraîtra" in said(page) and not soup(page).textarea
    desk.decide(id_of(address), Action.UNDO, clock.now)
    desk.decide(id_of(address), Action.REJECT, clock.now)
    page = visitor.client.get(address)
    assert "n’a pas été publié" in said(page) and not soup(page).textarea


def test_nobody_is_told_that_a_rule_took_it_for_spam(visitor):
    address = sent(visitor, f_mail="x")
    assert visitor.queued("spam")
    assert "sera publié après validation" in said(visitor.client.get(address))


def test_what_waits_can_be_corrected_and_the_moderator_sees_both(visitor, clock):
    address = sent(visitor, text="Premier texte.", reply_to="2", email="z@exemple.fr")
    form = form_of(visitor.client.get(address))
    assert (form["text"], form["reply_to"], form["email"]) == ("Premier texte.", "2", "z@exemple.fr")
    answer = post(visitor, address, **{**form, "text": "Second texte."})
    assert answer.status_code == 303 and "Second texte." in said(visitor.client.get(answer.location))
    (kept,) = visitor.queued("pending")
    assert "Second texte." in kept and "Corrected: 1\n" in kept and "Reply-To: 2\n" in kept
    desk = Desk(visitor.paths)
    _, one = desk.queue.find(id_of(address))
    assert [before.words.text for before in desk.queue.corrections.before(one)] == ["Premier texte."]
    assert [told.corrected for told in visitor.told] == [0, 1], "the moderator is told again"


def test_a_decision_for_other_words_is_refused(visitor, clock):
    desk = Desk(visitor.paths)
    address = sent(visitor, text="Innocent.")
    post(visitor, address, author="Zoé", text="Tout autre chose.")
    with pytest.raises(CorrectedSince, match="was corrected by its sender since"):
        desk.decide(id_of(address), Action.APPROVE, clock.now, corrected=0)
    assert desk.decide(id_of(address), Action.APPROVE, clock.now, corrected=1) is State.APPROVED


def test_a_correction_is_judged_again(visitor, tmp_path):
    (tmp_path / "moderation.toml").write_text('[spam]\nwords = ["casino"]\npoints_per_word = 100\n')
    again = type(visitor)(visitor.site, visitor.clock)
    address = sent(again)
    post(again, address, author="Zoé", text="Casino !")
    assert not again.queued("pending") and "Casino" in again.queued("spam")[0]


def test_the_same_words_again_are_no_correction(visitor):
    address = sent(visitor)
    post(visitor, address, **form_of(visitor.client.get(address)))
    assert "Corrected" not in visitor.queued("pending")[0]


def test_a_wrong_correction_gives_the_words_back(visitor):
    address = sent(visitor)
    answer = post(visitor, address, author="", text="Nouveau.")
    assert answer.status_code == 422 and form_of(answer)["text"] == "Nouveau."
    assert "Nouveau." not in visitor.queued("pending")[0]


def test_the_article_is_not_the_senders_to_change(visitor):
    address = sent(visitor)
    post(visitor, address, article="ferme", author="Zoé", text="Ailleurs.")
    assert "Article: un\n" in visitor.queued("pending")[0]


def test_it_is_too_late_once_it_was_decided(visitor, clock):
    address = sent(visitor)
    Desk(visitor.paths).decide(id_of(address), Action.REJECT, clock.now)
    answer = post(visitor, address, author="Zoé", text="Trop tard.")
    assert answer.status_code == 409 and "ne se corrige plus" in said(answer)
    assert not visitor.queued("pending")


def test_what_waits_is_erased_with_what_it_was_before(visitor, tmp_path):
    address = sent(visitor, text="canari un")
    post(visitor, address, author="Zoé", text="canari deux")
    assert post(visitor, address, action="withdraw").status_code == 200
    assert not any("canari" in path.read_text("utf-8") for path in tmp_path.rglob("var/**/*.txt"))
    assert visitor.client.get(address).status_code == 404


def test_what_is_published_is_withdrawn_and_published_again(visitor, clock, tmp_path):
    desk = Desk(visitor.paths)
    address = sent(visitor, text="canari")
    desk.decide(id_of(address), Action.APPROVE, clock.now)
    desk.queue.owed.unlink()
    answer = post(visitor, address, action="withdraw")
    assert answer.status_code == 303 and "est retiré" in said(visitor.client.get(address))
    comment = (tmp_path / f"content/comments/un/{id_of(address)}.txt").read_text()
    assert "Withdrawn: 2026-11-24" in comment and "canari" not in comment and "Zoé" not in comment
    assert desk.queue.owed.exists(), "a publication is owed, and no moderator is needed"
    again = post(visitor, address, action="withdraw")
    assert again.status_code in (200, 303)


def test_one_whose_private_file_is_gone_can_still_be_withdrawn(visitor, clock, tmp_path):
    desk = Desk(visitor.paths)
    address = sent(visitor, text="canari")
    desk.decide(id_of(address), Action.APPROVE, clock.now)
    desk.queue.erase(State.APPROVED, id_of(address))
    post(visitor, address, action="withdraw")
    assert "Withdrawn" in (tmp_path / f"content/comments/un/{id_of(address)}.txt").read_text()


def test_a_form_of_another_site_is_refused(visitor):
    address = sent(visitor)
    headers = {"Origin": "https://autre.example"}
    answer = visitor.client.post(address, data={"action": "withdraw"}, headers=headers)
    assert answer.status_code == 403 and visitor.queued("pending")


def test_a_correction_that_cannot_be_taken_says_why_at_the_top(visitor):
    answer = post(visitor, sent(visitor), author="", text="")
    page = soup(answer)
    assert answer.status_code == 422
    assert [link["href"] for link in page.select(".summary[role=alert] a")] == ["#author", "#text"]
    assert page.select_one("#author")["aria-invalid"] == "true"


def altered(token):
    """Other tokens, each of which differs from it in one letter, in its length, or in its purpose."""
    for place in range(len(token)):
        yield token[:place] + ("A" if token[place] != "A" else "B") + token[place + 1 :]
    yield from (token[:-1], token + "A", token.rpartition(".")[0], "." + token, token + ".", "")
    yield from (token.upper(), token.replace("-", "_"))


def test_no_other_address_leads_to_it(visitor, clock):
    address = sent(visitor)
    other = sent(visitor, text="Autre.")
    base, _, token = address.rpartition("/")
    mixed = f"{id_of(address)}.{other.rpartition('.')[2]}"
    for wrong in (*altered(token), mixed):
        if wrong != token:
            assert visitor.client.get(f"{base}/{wrong}").status_code == 404, wrong
            taken = visitor.client.post(f"{base}/{wrong}", data={"action": "withdraw"})
            assert taken.status_code in (404, 405)
    assert len(visitor.queued("pending")) == 2


def test_a_moderators_token_is_no_senders(visitor, clock):
    identifier = id_of(sent(visitor))
    key = Desk(visitor.paths).key()
    mandate = signing.Mandate(Action.APPROVE, identifier, clock.now)
    for purpose in (signing.Purpose.MAIL, signing.Purpose.PAGE):
        token = signing.sign(mandate, purpose, key)
        assert visitor.client.get(f"/commenter/le-mien/{token}").status_code == 404


def test_another_answer_has_the_name_filled_in_from_the_first(visitor):
    address = sent(visitor, author="Zoé", email="z@exemple.fr", site="exemple.fr")
    page = soup(visitor.client.get(address))
    link = page.select_one(".near a")["href"]
    form = form_of(visitor.client.get(link))
    assert (form["author"], form["email"], form["site"]) == ("Zoé", "z@exemple.fr", "https://exemple.fr")
    assert form["text"] == "" and form["reply_to"] == "2"
    assert form_of(visitor.client.get(link + "x"))["author"] == ""


def test_a_notice_of_corrected_words_is_another(visitor):
    assert notice.name("a", 0) == "a" and notice.name("a", 2) == "a.2"
