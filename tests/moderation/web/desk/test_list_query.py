"""What an address says of a list is what is written into the next one, and nothing else comes in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.moderation.core.filters import BadFilter
from plugins.moderation.core.index_query import Order
from plugins.moderation.core.listed import DeskList
from plugins.moderation.web.desk import list_query
from plugins.moderation.web.desk.list_query import FIELDS, PATHS, ListQuery

WORDS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20).map(str.strip).filter(bool)
QUERIES = st.builds(
    ListQuery,
    list=st.sampled_from(list(PATHS)),
    given=st.dictionaries(st.sampled_from(list(FIELDS)), WORDS).map(
        lambda found: tuple((name, found[name]) for name in FIELDS if name in found)
    ),
    order=st.sampled_from(["", "anciens", "recents"]),
    after=WORDS,
    before=st.just(""),
    here=WORDS,
)


@given(QUERIES)
def test_a_form_brings_it_back(query):
    assert list_query.parse(query.text) == query


@given(st.text(max_size=80))
def test_whatever_a_form_says_leads_to_a_list_of_the_desk(text):
    address = list_query.parse(text).url("/bureau")
    assert address.partition("?")[0].partition("#")[0] in {f"/bureau/{path}" for path in PATHS.values()}
    assert address.isascii() or "#" in address


@pytest.mark.parametrize(
    "text", ["liste=approved", "liste=../..", "liste=", "https://evil.example", "&&==", "ordre=x"]
)
def test_what_is_no_list_is_what_waits(text):
    assert list_query.parse(text).list is DeskList.PENDING and list_query.parse(text).order == ""


def test_what_waits_comes_oldest_first_and_the_rest_newest():
    assert ListQuery().sorted is Order.OLDEST and ListQuery(DeskList.SPAM).sorted is Order.NEWEST
    assert ListQuery(order="recents").sorted is Order.NEWEST


def test_fields_are_a_filter():
    query = list_query.read(
        DeskList.SPAM, {"mots": 'achat "pas cher"', "hote": "spam.example", "depuis": "2026-01-02"}
    )
    assert str(query.filter) == 'host:spam.example since:2026-01-02 achat "pas cher"'


def test_what_is_typed_into_a_field_stays_in_it():
    filter = list_query.read(DeskList.SPAM, {"nom": 'Zoé" state:spam "x'}).filter
    assert filter.state is None and filter.author == "Zoé  state:spam  x"


def test_a_mistake_is_one():
    with pytest.raises(BadFilter):
        _ = list_query.read(DeskList.SPAM, {"depuis": "hier"}).filter
