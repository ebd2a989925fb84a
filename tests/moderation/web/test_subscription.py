"""Asking to be told of answers, confirming, ending it: by buttons, and as mail programs do."""

from shutil import copytree

import pytest

from plugins.moderation.core import signing
from plugins.moderation.core.desk import Desk
from plugins.moderation.core.signing import Purpose
from tests.moderation.web.test_web import said, soup


@pytest.fixture
def reader(visitor, built, tmp_path):
    """A visitor of a site that writes to readers."""
    (tmp_path / "content").unlink()
    copytree(built.root / "content", tmp_path / "content")
    (tmp_path / "moderation.toml").write_text(
        '[notices]\nsender = "avis@moderation.fr"\n[intake]\nper_minute = 99\n'
    )
    return type(visitor)(visitor.site, visitor.clock)


def asked(reader, of="all", email="z@exemple.fr"):
    address = reader.post(email=email).location.partition("?")[0]
    answer = reader.client.post(address, data={"action": "notify", "email": email, "of": of})
    assert answer.status_code == 303
    return reader.client.get(answer.location)


def the_one(reader):
    desk = Desk(reader.paths)
    (one,) = desk.subscriptions.survey()[0]
    return one, f"/commenter/avis/{signing.sign_id(one.id, Purpose.SUBSCRIBER, desk.key())}"


def test_it_is_offered_where_mail_is_sent_to_readers(visitor, reader):
    assert not soup(visitor.client.get(visitor.post().location)).select("[value=notify]")
    page = soup(reader.client.get(reader.post(email="z@exemple.fr").location))
    assert page.select_one("#notify")["value"] == "z@exemple.fr"


@pytest.mark.parametrize("of", ["all", "comment"])
def test_asking_sends_nothing_by_itself(reader, of):
    page = asked(reader, of)
    one, _ = the_one(reader)
    assert "Un message part vers cette adresse" in said(page)
    assert one.confirmed is None and (one.comment is None) == (of == "all")


def test_the_address_is_confirmed_by_a_button_and_by_nothing_else(reader):
    asked(reader)
    _, page = the_one(reader)
    for ask in (reader.client.get, reader.client.head):
        assert ask(page).status_code == 200
    assert the_one(reader)[0].confirmed is None
    assert reader.client.post(page, data={"action": "confirm"}).status_code == 303
    one, _ = the_one(reader)
    assert one.confirmed and one.told == {"1", "2"}, "what stands there already is not news"
    assert "C’est confirmé" in said(reader.client.get(page))


def test_another_site_confirms_nothing(reader):
    asked(reader)
    _, page = the_one(reader)
    answer = reader.client.post(page, data={"action": "confirm"}, headers={"Origin": "https://x.example"})
    assert answer.status_code == 403 and the_one(reader)[0].confirmed is None


@pytest.mark.parametrize("form", [{"List-Unsubscribe": "One-Click"}, {"action": "end"}, {}])
def test_one_press_ends_it(reader, form):
    """RFC 8058: a mail provider posts, without cookie or origin, and asks nothing."""
    asked(reader)
    _, page = the_one(reader)
    answer = reader.client.post(page, data=form)
    assert answer.status_code == 200 and "rien ne vous sera plus envoyé" in said(answer)
    assert not Desk(reader.paths).subscriptions.survey()[0]
    assert reader.client.post(page, data=form).status_code == 404


def test_all_of_an_address_end_at_once(reader):
    asked(reader), asked(reader, "comment"), asked(reader, email="ana@exemple.fr")
    desk = Desk(reader.paths)
    mine = desk.subscriptions.of("z@exemple.fr")
    assert len(mine) == 2
    token = signing.sign_id(mine[0].id, Purpose.SUBSCRIBER, desk.key())
    reader.client.post(f"/commenter/avis/{token}", data={"action": "end-all"})
    assert [one.address for one in desk.subscriptions.survey()[0]] == ["ana@exemple.fr"]


@pytest.mark.parametrize("email", ["", "x", "a@b", "a@b.fr\nBcc: c@d.fr", "a b@c.fr", "a" * 255 + "@b.fr"])
def test_what_is_no_address_is_not_taken(reader, email):
    address = reader.post().location.partition("?")[0]
    answer = reader.client.post(address, data={"action": "notify", "email": email, "of": "all"})
    assert answer.status_code == 422 and not Desk(reader.paths).subscriptions.survey()[0]
    assert soup(answer).select_one("#notify")["value"] == email, "given back to be mended"


def test_a_token_for_something_else_opens_nothing(reader):
    asked(reader)
    one, page = the_one(reader)
    key = Desk(reader.paths).key()
    for wrong in (one.id, signing.sign_id(one.id, Purpose.SENDER, key), page.rpartition("/")[2][:-1]):
        assert reader.client.get(f"/commenter/avis/{wrong}").status_code == 404
        assert reader.client.post(f"/commenter/avis/{wrong}").status_code == 404
    assert the_one(reader)
