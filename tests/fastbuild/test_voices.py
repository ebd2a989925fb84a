"""All comments of a site in one order: put together anew, or with those of some articles in new places."""

from array import array

from hypothesis import given
from hypothesis import strategies as st

from plugins.fastbuild import voices
from plugins.fastbuild.cards import Card
from plugins.fastbuild.voices import Voices

_EMPTY = Card(*[None] * len(Card._fields))
COMMENT = st.tuples(st.integers(-2, 5), st.integers(0, 9), st.sampled_from((0, 0, 7, 8, -9)))
TALKS = st.lists(st.lists(COMMENT, max_size=4), max_size=8)


def card(talk) -> Card:
    """Of each comment when it sorts, when it was updated, what it says (0: taken back)."""
    said = array("q", [number for at, stamp, _ in talk for number in (at, stamp)])
    voices = array("q", [voice for *_, voice in talk])
    return _EMPTY._replace(comments=len(talk), said=said.tobytes(), voices=voices.tobytes())


def test_the_newest_are_first_and_of_a_day_the_last_number():
    rows = voices.of([card([(5, 50, 1), (9, 90, 2)]), card([(5, 51, 3)]), card([(5, 52, 4), (5, 53, 5)])])
    assert rows.voice.tolist() == [2, 5, 1, 3, 4]
    assert rows.card.tolist() == [0, 2, 0, 1, 2]
    assert (rows.at.tolist(), rows.number.tolist()) == ([9, 5, 5, 5, 5], [2, 2, 1, 1, 1])
    assert rows.stamp.tolist() == [90, 53, 50, 51, 52]


@given(TALKS, TALKS)
def test_new_places_are_those_of_an_order_made_anew(talks, others):
    cards = [card(talk) for talk in talks]
    now = [card(talk) for talk in others[: len(talks)]] + cards[len(others) :]
    changed = {place for place, one in enumerate(now) if one != cards[place]}
    rows = voices.of(cards)
    before = rows.plain()
    assert voices.from_plain(before).with_cards(now, changed) == voices.of(now)
    assert rows.with_cards(now, set(range(60))) == voices.of(now)
    assert rows.plain() == before


def test_those_taken_back_stand_apart():
    heard, taken = Voices(
        voices.of([card([(5, 50, 1), (6, 60, 0)]), card([(7, 70, 2)])]), "ab".__getitem__
    ).apart()
    assert [tuple(one) for one in heard] == [(7, 1, 70, "b"), (5, 1, 50, "a")]
    assert [tuple(one) for one in taken] == [(6, 2, 60, "a")]
    assert (list(heard.stamps()), heard.digest()) == ([70, 50], array("q", [2, 1]).tobytes())
