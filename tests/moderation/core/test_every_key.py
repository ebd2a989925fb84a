"""Each key of moderation.toml does what it says: two values of it, two things that happen.

One test a key, and a count of them, so that no key is documented and read by nobody.
"""

from collections.abc import Callable
from dataclasses import fields
from datetime import timedelta

import pytest

from plugins.comments.form import CommentInput
from plugins.moderation.core import settings
from plugins.moderation.core.judging import verdict
from plugins.moderation.core.policy import Circumstances, Ticket
from plugins.moderation.core.settings import IntakeSettings
from tests.moderation import redis
from tests.moderation.conftest import Visitor

PLAIN = CommentInput("un", "Zoé", "Bonjour.")
GOOD = Circumstances(ticket=Ticket.GOOD)
LINKS = CommentInput("un", "Zoé", "http://a.fr http://b.fr http://c.fr http://d.fr")
CASINO = CommentInput("un", "Zoé", "Du casino.")
SPAM: dict[str, tuple[str, str, CommentInput, Circumstances]] = {
    "spam_from": ("1", "100", PLAIN, Circumstances()),
    "links_free": ("1", "3", LINKS, GOOD),
    "points_per_link": ("1", "2", LINKS, GOOD),
    "words": ('["casino"]', '["riz"]', CASINO, GOOD),
    "points_per_word": ("1", "2", CASINO, GOOD),
    "patterns": ('["c.s"]', '["r.z"]', CASINO, GOOD),
    "points_per_pattern": ("1", "2", CASINO, GOOD),
    "points_honeypot": ("1", "2", PLAIN, Circumstances(ticket=Ticket.GOOD, trapped=True)),
    "points_duplicate": ("1", "2", PLAIN, Circumstances(ticket=Ticket.GOOD, duplicate=True)),
    "points_no_ticket": ("1", "2", PLAIN, Circumstances()),
    "points_ticket": ("1", "2", PLAIN, Circumstances(ticket=Ticket.USED)),
    "points_quick": ("1", "2", PLAIN, Circumstances(ticket=Ticket.GOOD, age=timedelta(seconds=1))),
    "quick_seconds": ("5", "10", PLAIN, Circumstances(ticket=Ticket.GOOD, age=timedelta(seconds=7))),
    "old_hours": ("5", "10", PLAIN, Circumstances(ticket=Ticket.GOOD, age=timedelta(hours=7))),
    "points_known": ("-1", "-2", PLAIN, Circumstances(ticket=Ticket.GOOD, known_author=True)),
}
ALWAYS = {"points_per_word": 'words = ["casino"]', "points_per_pattern": 'patterns = ["c.s"]'}


@pytest.mark.parametrize("key", SPAM)
def test_spam(key):
    one, other, words, seen = SPAM[key]
    verdicts = [
        verdict(words, seen, settings.parse(f"[spam]\n{ALWAYS.get(key, '')}\n{key} = {value}\n", "m").spam)
        for value in (one, other)
    ]
    assert verdicts[0] != verdicts[1]


def codes(visitor: Visitor, action: str, addresses: list[str], headers: bool = False) -> list[int]:
    given = []
    for number, address in enumerate(addresses):
        if headers:
            answer = visitor.post(action, {"X-Forwarded-For": address}, text=f"Texte {number}.")
        else:
            visitor.client.environ_base["REMOTE_ADDR"] = address
            answer = visitor.post(action, text=f"Texte {number}.")
        given.append(answer.status_code)
    return given


def with_rules(visitor: Visitor, rules: str) -> Visitor:
    visitor.paths.rules.write_text(f"[intake]\n{rules}\n")
    return Visitor(visitor.site, visitor.clock)


def per_minute(visitor: Visitor) -> None:
    assert codes(with_rules(visitor, "per_minute = 2"), "send", ["192.0.2.1"] * 3) == [303, 303, 429]


def per_day(visitor: Visitor) -> None:
    assert codes(with_rules(visitor, "per_day = 2"), "send", ["192.0.2.1"] * 3) == [303, 303, 429]


def previews_per_minute(visitor: Visitor) -> None:
    few = with_rules(visitor, "previews_per_minute = 2\nper_minute = 1")
    assert codes(few, "preview", ["192.0.2.1"] * 3) == [200, 200, 429]
    assert codes(few, "send", ["192.0.2.1"]) == [303], "previews are counted apart"


def withdrawals_per_hour(visitor: Visitor) -> None:
    few = with_rules(visitor, "withdrawals_per_hour = 1")
    own = [few.post(text=f"Texte {number}.").location for number in range(2)]
    taken = [few.client.post(address, data={"action": "withdraw"}).status_code for address in own]
    assert taken == [200, 429] and len(few.queued("pending")) == 1


def logins_per_hour(visitor: Visitor) -> None:
    few, headers = with_rules(visitor, "logins_per_hour = 1"), {"Sec-Fetch-Site": "same-origin"}
    data, base = {"cle": "guess"}, "https://blog.example"
    codes = [
        few.client.post("/bureau/entrer", base_url=base, data=data, headers=headers).status_code
        for _ in range(2)
    ]
    assert codes == [403, 429]


def proxies(visitor: Visitor) -> None:
    """Behind one proxy of ours the visitor is who it says; without one, nobody may say who he is."""
    two = ["192.0.2.1", "198.51.100.1"]
    assert codes(with_rules(visitor, "per_minute = 1\nproxies = 1"), "send", two, headers=True) == [303, 303]
    assert codes(with_rules(visitor, "per_minute = 1"), "send", two, headers=True) == [303, 429]


def redis_(visitor: Visitor) -> None:
    """Two workers count together; where Redis is gone, comments are taken all the same."""
    with redis.running() as address:
        rules = f'per_minute = 1\nredis = "{address}"'
        workers = [with_rules(visitor, rules) for _ in range(2)]
        assert [code for one in workers for code in codes(one, "send", ["192.0.2.1"])] == [303, 429]
    assert codes(workers[0], "send", ["192.0.2.1"] * 2) == [303, 303]


INTAKE: dict[str, Callable[[Visitor], None]] = {
    "per_minute": per_minute,
    "per_day": per_day,
    "previews_per_minute": previews_per_minute,
    "withdrawals_per_hour": withdrawals_per_hour,
    "logins_per_hour": logins_per_hour,
    "redis": redis_,
    "proxies": proxies,
}


@pytest.mark.parametrize("key", INTAKE)
def test_intake(visitor, key):
    INTAKE[key](visitor)


ELSEWHERE = {
    "undo_days": "core/test_ledger.py::test_the_settings_say_how_long",
    "keep_days": "core/test_ledger.py::test_the_settings_say_how_long",
    "publish": "cli/test_command_line.py::test_the_publish_command_runs_once_after_decisions_that_publish",
    "author": "cli/test_reply.py::test_an_answer",
    "hook": "core/test_hook.py::test_it_is_told_once_of_each",
    "hook_private": "core/test_hook.py::test_what_is_private_is_told_where_it_is_asked_for",
}


NOTICES = {
    "sender": "mail/test_subscriber_outbox.py::test_without_a_sender_nobody_is_asked",
    "delay_minutes": "mail/test_subscriber_outbox.py::test_what_comes_soon_after_waits_for_the_next",
    "confirm_hours": "core/test_subscriptions.py::test_what_nobody_confirmed_is_erased",
    "silent_days": "core/test_subscriptions.py::test_silence_ends_it",
}


def test_no_key_is_without_a_test():
    for kind, tested in (
        (settings.Rules, SPAM),
        (IntakeSettings, INTAKE),
        (settings.DeskSettings, ELSEWHERE),
        (settings.NoticesSettings, NOTICES),
    ):
        assert {key.name for key in fields(kind)} == set(tested)
