"""Rules: each with its points, each with its reason, and a file whose mistakes are named."""

import re
from dataclasses import fields
from datetime import timedelta

import pytest

from plugins.comments.form import CommentInput
from plugins.common.errors import SiteError
from plugins.moderation.core import settings
from plugins.moderation.core.judging import verdict
from plugins.moderation.core.policy import Circumstances, Ticket
from plugins.moderation.core.rules import Rules
from plugins.moderation.core.settings import Settings
from plugins.moderation.core.states import State
from tests.examples import EXAMPLES

PLAIN = CommentInput("un", "Zoé", "Bonjour.")
PREVIEWED = Circumstances(ticket=Ticket.GOOD, age=timedelta(seconds=60))
NO_RULES = Rules(points_no_ticket=0)


def reasons(submitted=PLAIN, circumstances=PREVIEWED, **changes):
    return [str(reason) for reason in verdict(submitted, circumstances, Rules(**changes)).reasons]


def test_nothing_to_say():
    assert reasons() == []


@pytest.mark.parametrize(
    ("words", "circumstances", "changes", "reason"),
    [
        (CommentInput("un", "Z", "http://a.fr http://b.fr http://c.fr"), PREVIEWED, {}, "links: 3 (+25)"),
        (
            CommentInput("un", "Z", "http://a.fr"),
            PREVIEWED,
            {"links_free": 0, "points_per_link": 7},
            "links: 1 (+7)",
        ),
        (CommentInput("un", "Z", "Du CASINO !"), PREVIEWED, {"words": ("casino",)}, "word: casino (+50)"),
        (CommentInput("un", "Casino", "a"), PREVIEWED, {"words": ("casino",)}, "word: casino (+50)"),
        (
            CommentInput("un", "Z", "a", site="http://x.ru/"),
            PREVIEWED,
            {"patterns": (r"\.ru/",)},
            "pattern: \\.ru/ (+50)",
        ),
        (
            PLAIN,
            Circumstances(trapped=True, ticket=Ticket.GOOD),
            {},
            "honeypot: the hidden field is filled in (+100)",
        ),
        (PLAIN, Circumstances(), {}, "ticket: sent without a preview (+10)"),
        (PLAIN, Circumstances(ticket=Ticket.USED), {}, "ticket: used (+40)"),
        (PLAIN, Circumstances(ticket=Ticket.FORGED), {}, "ticket: forged (+40)"),
        (
            PLAIN,
            Circumstances(ticket=Ticket.GOOD, age=timedelta(seconds=1)),
            {},
            "quick: 1.0 s after the preview (+40)",
        ),
        (
            PLAIN,
            Circumstances(ticket=Ticket.GOOD, age=timedelta(hours=72)),
            {},
            "old: 72 h after the preview (+0)",
        ),
        (
            PLAIN,
            Circumstances(ticket=Ticket.GOOD, duplicate=True),
            {},
            "duplicate: the same text is here already (+60)",
        ),
        (
            PLAIN,
            Circumstances(ticket=Ticket.GOOD, known_author=True),
            {},
            "known: has a published comment under this name (-20)",
        ),
    ],
)
def test_each_rule(words, circumstances, changes, reason):
    assert reasons(words, circumstances, **changes) == [reason]


def test_a_word_is_a_word():
    assert reasons(CommentInput("un", "Z", "casinos"), words=("casino",)) == []


def test_doubt_waits_and_only_what_is_beyond_it_is_spam():
    doubtful = verdict(CommentInput("un", "Z", "casino"), PREVIEWED, Rules(words=("casino",)))
    certain = verdict(PLAIN, Circumstances(trapped=True), Rules())
    assert (doubtful.state, certain.state) == (State.PENDING, State.SPAM)
    assert verdict(PLAIN, Circumstances(trapped=True), Rules(spam_from=1000)).state is State.PENDING


def test_the_file():
    parsed = settings.parse('[spam]\nspam_from = 5\nwords = ["a"]\n[desk]\nundo_days = 1\n', "x")
    assert parsed.spam == Rules(spam_from=5, words=("a",)) and parsed.desk.undo_days == 1


def test_the_file_that_comes_with_the_project_says_what_holds_without_it():
    text = (EXAMPLES / "moderation.toml").read_text(encoding="utf-8")
    assert settings.parse(text, "moderation.toml") == Settings()
    for table in fields(Settings):
        for key in fields(table.default_factory):
            assert re.search(rf"^{key.name} = ", text, re.M), key.name


@pytest.mark.parametrize(
    ("text", "problem", "hint"),
    [
        ("[spam]\nword = []", "m.toml:2: unknown key “word” in [spam]", "Did you mean “words”?"),
        ("[span]\n", "m.toml:1: unknown table “span”", "Did you mean “spam”?"),
        ("spam = 1\n", "m.toml:1: “spam” is not a table", "Write [spam] on a line of its own."),
        (
            '[spam]\nlinks_free = "x"',
            "m.toml:2: “links_free” is not a whole number",
            "Write a whole number, or delete the line.",
        ),
        (
            "[spam]\nwords = [1]",
            "m.toml:2: “words” is not a list of texts",
            "Write a list of texts, or delete the line.",
        ),
        (
            "[spam]\npatterns = ['(']",
            "m.toml:2: “(” is not a pattern: missing ), unterminated subpattern at position 0",
            "Mend it, or delete it.",
        ),
        ("[desk]\nundo_days = -1", "m.toml:2: “undo_days” is below 0", "Only points may be."),
        (
            '[intake]\nredis = "localhost"',
            "m.toml:2: “localhost” is not an address of Redis",
            "Write redis://host:6379.",
        ),
    ],
)
def test_mistakes_in_the_file(text, problem, hint):
    with pytest.raises(SiteError) as caught:
        settings.parse(text, "m.toml")
    assert [str(one) for one in caught.value.problems] == [f"{problem}\n    {hint}"]


def test_what_is_not_toml():
    with pytest.raises(SiteError, match=r"m\.toml: not TOML: "):
        settings.parse("x", "m.toml")
