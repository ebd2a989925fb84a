"""A thousand addresses that were guessed, altered or put together: none leads to anybody's comment, or ends
anybody's notices."""

import random
import string
from datetime import UTC, datetime
from shutil import copytree

import pytest

from plugins.moderation.core import signing, subscription
from plugins.moderation.core.desk import Desk
from plugins.moderation.core.signing import Mandate, Purpose
from plugins.moderation.core.states import Action
from plugins.moderation.core.subscription import Subscription
from plugins.moderation.mail import wishes
from plugins.moderation.mail.wishes import Wish

MANY = 1000
NEVER = datetime(2099, 1, 1, tzinfo=UTC)
LETTERS = string.ascii_letters + string.digits + "-_."


@pytest.fixture(autouse=True)
def own_archive(visitor, built, tmp_path):
    (tmp_path / "content").unlink()
    copytree(built.root / "content", tmp_path / "content")


def one_letter(chance, token, others):
    place = chance.randrange(len(token))
    return token[:place] + chance.choice(LETTERS) + token[place + 1 :]


def two_places(chance, token, others):
    one, other = sorted(chance.sample(range(len(token)), 2))
    return token[:one] + token[other] + token[one + 1 : other] + token[one] + token[other + 1 :]


def shorter(chance, token, others):
    return token[: chance.randrange(len(token))]


def longer(chance, token, others):
    return token + "".join(chance.choices(LETTERS, k=chance.randint(1, 9)))


def signature_of_another(chance, token, others):
    return f"{token.rpartition('.')[0]}.{chance.choice(others).rpartition('.')[2]}"


def another_case(chance, token, others):
    return "".join(chance.choice((one.upper(), one.lower())) for one in token)


def another_purpose(chance, token, others):
    return chance.choice(others)


def guessed(chance, token, others):
    return f"{token.rpartition('.')[0]}.{''.join(chance.choices(LETTERS[:-1], k=43))}"


def hidden(chance, token, others):
    """Signs that a server might take away."""
    place = chance.randrange(len(token))
    return token[:place] + chance.choice(("%00", "%20", "%0a", "%2e", ";", "\u200b", "%c3")) + token[place:]


def decorated(chance, token, others):
    return chance.choice(("./", "x.", ".", "%2f..%2f")) + token


WAYS = (
    one_letter, two_places, shorter, longer, signature_of_another, another_case, another_purpose, guessed,
    hidden, decorated,
)  # fmt: skip


def other_tokens(desk, identifier, subscribed):
    """Good ones, for something else."""
    key = desk.key()
    mandate = Mandate(Action.APPROVE, identifier, NEVER)
    yield from (signing.sign(mandate, purpose, key) for purpose in (Purpose.MAIL, Purpose.PAGE))
    yield from (wishes.sign(wish, identifier, key) for wish in Wish)
    yield from (signing.sign_id(one, Purpose.REPLY, key) for one in (identifier, subscribed))
    yield signing.sign_id(subscribed, Purpose.SENDER, key)
    yield signing.sign_id(identifier, Purpose.SUBSCRIBER, key)
    yield signing.sign_id(identifier, Purpose.SENDER, b"another desk")


def test_none_of_a_thousand_leads_anywhere(visitor, clock):
    address = visitor.post(email="zoe@exemple.fr").location.partition("?")[0]
    mine = address.rpartition("/")[2]
    desk = Desk(visitor.paths)
    name = subscription.name(desk.key(), "zoe@exemple.fr", "un", None)
    desk.subscriptions.ask(Subscription(name, "zoe@exemple.fr", "un", None, clock.now))
    notices = signing.sign_id(name, Purpose.SUBSCRIBER, desk.key())
    others = [*other_tokens(desk, mine.partition(".")[0], name)]
    before, chance, tried = visitor.queued("pending"), random.Random(20), 0
    while tried < MANY:
        for place, token in (("le-mien", mine), ("avis", notices)):
            wrong = chance.choice(WAYS)(chance, token, others)
            if wrong == token:
                continue
            here = f"/commenter/{place}/{wrong}"
            for action in ("withdraw", "end", "confirm"):
                assert visitor.client.post(here, data={"action": action}).status_code in (404, 405), here
            assert visitor.client.get(here).status_code == 404, here
            tried += 1
    assert visitor.queued("pending") == before
    assert [one.confirmed for one in desk.subscriptions.survey()[0]] == [None]
    assert visitor.client.get(address).status_code == 200
