"""Signed mandates: one action, one submission, one purpose, for a time; and what mail programs do to them."""

import string
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.moderation.core import signing
from plugins.moderation.core.signing import InvalidToken, Mandate, Purpose
from plugins.moderation.core.states import Action
from tests.moderation.samples import NOW, submission

KEY = b"k" * 64
MANDATE = Mandate(Action.APPROVE, submission().id, NOW + timedelta(days=14))
TOKEN = signing.sign(MANDATE, Purpose.MAIL, KEY)
FORGED = "^the signature is not this desk’s$"


def read(token, purpose=Purpose.MAIL, key=KEY, now=NOW):
    return signing.read(token, purpose, key, now)


@pytest.mark.parametrize("action", Action)
@pytest.mark.parametrize("purpose", Purpose)
def test_what_is_signed_is_read(action, purpose):
    mandate = Mandate(action, submission().id, MANDATE.until)
    assert read(signing.sign(mandate, purpose, KEY), purpose) == mandate


def test_a_token_says_what_it_allows_and_needs_no_quoting():
    head, _, signature = TOKEN.rpartition(".")
    assert head == f"approve.{submission().id}.20261208T130507Z"
    assert len(signature) == 43 and TOKEN.isascii() and not set(TOKEN) & set(" %&?=+/<>@:")


def test_it_expires():
    assert read(TOKEN, now=MANDATE.until) == MANDATE
    with pytest.raises(InvalidToken, match=r"^the answer held until 2026-12-08$"):
        read(TOKEN, now=MANDATE.until + timedelta(seconds=1))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("approve", "reject"),
        (submission().id, submission(1).id),
        ("20261208", "20361208"),
    ],
)
def test_nothing_of_it_can_be_changed(old, new):
    assert old in TOKEN
    with pytest.raises(InvalidToken, match=FORGED):
        read(TOKEN.replace(old, new))


@pytest.mark.parametrize("last", string.ascii_letters + string.digits + "-_")
def test_no_other_letter_says_the_same(last):
    if not TOKEN.endswith(last):
        with pytest.raises(InvalidToken, match=FORGED):
            read(TOKEN[:-1] + last)


def test_neither_another_key_nor_another_purpose_opens_it():
    with pytest.raises(InvalidToken, match=FORGED):
        read(TOKEN, key=b"l" * 64)
    with pytest.raises(InvalidToken, match=FORGED):
        read(TOKEN, purpose=Purpose.PAGE)


@pytest.mark.parametrize(
    "subject",
    [
        TOKEN,
        f"Re: {TOKEN}",
        f"RE: [EXTERNAL]{TOKEN} (merci)",
        f"Re: {TOKEN[:30]}\r\n {TOKEN[30:]}",
        f"TR : {TOKEN[:70]} {TOKEN[70:]}",
    ],
)
def test_a_token_is_found_in_a_subject(subject):
    assert signing.find(subject) == TOKEN


@pytest.mark.parametrize("subject", ["", "Re: bonjour", TOKEN[:-1], TOKEN.replace("approve", "erase")])
def test_where_there_is_none(subject):
    assert signing.find(subject) is None


@given(st.text())
def test_whatever_comes_is_refused_in_words(text):
    with pytest.raises(InvalidToken, match=FORGED):
        read(text)


@given(st.datetimes(datetime(1970, 1, 1)), st.binary(min_size=8, max_size=64))
def test_every_moment_is_kept_to_the_second(moment, key):
    until = moment.replace(microsecond=0, tzinfo=UTC)
    mandate = Mandate(Action.SPAM, "a", until)
    assert read(signing.sign(mandate, Purpose.PAGE, key), Purpose.PAGE, key, until) == mandate
