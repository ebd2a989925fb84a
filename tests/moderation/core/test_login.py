"""Keys to the desk: signed, of one person, for a while, once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from plugins.moderation.core import signing
from plugins.moderation.core.login import HERE, MINUTES, LoginLinks
from plugins.moderation.core.signing import InvalidToken, Mandate, Purpose
from plugins.moderation.core.states import Action
from tests.moderation.samples import NOW

KEY = b"0123456789abcdef"
ZOE = "Zoe@exemple.fr"


@pytest.fixture
def links(tmp_path):
    return LoginLinks(tmp_path / "logins", KEY, [ZOE])


def refused(links, token, now=NOW):
    with pytest.raises(InvalidToken):
        links.take(token, now)
    return True


@pytest.mark.parametrize("who", [ZOE, HERE])
def test_a_key_opens_once(links, who):
    key = links.issue(who, NOW)
    assert links.take(key, NOW + timedelta(minutes=MINUTES)) == who
    assert refused(links, key)


def test_two_at_once_are_one(links):
    """Replay: of those who come at the same moment one gets in."""
    key = links.issue(ZOE, NOW)

    def take(_):
        try:
            return links.take(key, NOW)
        except InvalidToken:
            return None

    with ThreadPoolExecutor(8) as pool:
        assert [who for who in pool.map(take, range(40)) if who] == [ZOE]


def test_its_time_ends(links):
    assert refused(links, links.issue(ZOE, NOW), NOW + timedelta(minutes=MINUTES, seconds=1))


def test_another_key_signs_nothing(links, tmp_path):
    assert refused(links, LoginLinks(tmp_path, b"another key 0000", [ZOE]).issue(ZOE, NOW))


def test_every_change_of_it_is_refused(links):
    key = links.issue(ZOE, NOW)
    for place in range(len(key)):
        assert refused(links, f"{key[:place]}{'a' if key[place] != 'a' else 'b'}{key[place + 1 :]}")
    for other in ("", ".", "a.b", f"{key}=", key.upper(), f"{key} ", f"{key}\n", "é", key.partition(".")[0]):
        assert refused(links, other)
    assert links.take(key, NOW) == ZOE, "none of this used it"


@pytest.mark.parametrize("purpose", set(Purpose) - {Purpose.LOGIN})
def test_no_other_token_of_the_desk_opens_it(links, purpose):
    text = links.issue(ZOE, NOW).rpartition(".")[0]
    assert refused(links, signing.sign_id(text, purpose, KEY))
    mandate = Mandate(Action.APPROVE, "1", NOW + timedelta(days=1))
    assert refused(links, signing.sign(mandate, purpose, KEY))


def test_who_moderates_no_more_has_no_key(links, tmp_path):
    key = links.issue(ZOE, NOW)
    assert refused(LoginLinks(tmp_path / "logins", KEY, ["lea@exemple.fr"]), key)


def test_the_address_is_not_in_it(links):
    assert "zoe" not in links.issue(ZOE, NOW).casefold()


def test_what_was_used_is_forgotten_when_its_time_is_over(links, tmp_path):
    links.take(links.issue(ZOE, NOW), NOW)
    links.take(links.issue(ZOE, NOW + timedelta(hours=1)), NOW + timedelta(hours=1))
    assert len(list((tmp_path / "logins").iterdir())) == 1
