"""The syntax of filters: what is typed, what is refused and with which words, and back again."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.moderation.core import filters
from plugins.moderation.core.filters import BadFilter, Filter, FilterMistake, parse
from plugins.moderation.core.listed import DeskList

GOOD = {
    "": Filter(),
    "  ": Filter(),
    "casino": Filter(words=("casino",)),
    'casino "deux mots"': Filter(words=("casino", "deux mots")),
    "host:Spam.Example.": Filter(host="spam.example"),
    "host:münchen.de": Filter(host="xn--mnchen-3ya.de"),
    'author:"Jean D" article:a-b': Filter(author="Jean D", article="a-b"),
    "email:Z@exemple.fr": Filter(email="z@exemple.fr"),
    "reason:links state:spam": Filter(reason="links", state=DeskList.SPAM),
    "since:2026-01-01 until:2026-02-01": Filter(since=date(2026, 1, 1), until=date(2026, 2, 1)),
    "https://spam.example/x": Filter(words=("https://spam.example/x",)),
    '"à 10:30"': Filter(words=("à 10:30",)),
}
BAD = {
    "hots:a": (FilterMistake.UNKNOWN_KEY, "unknown key “hots”. Did you mean “host”? Words with a colon"),
    "host:a host:b": (FilterMistake.TWICE, "“host” is given twice; keep one"),
    'author:""': (FilterMistake.EMPTY, "nothing stands after “author”"),
    "!!!": (FilterMistake.EMPTY, "“!!!” has no letter and no figure to look for"),
    "since:hier": (FilterMistake.NO_DAY, "“hier” is not a day; write it as 2026-11-29"),
    "since:2026-02-30": (FilterMistake.NO_DAY, "“2026-02-30” is not a day"),
    "state:spm": (FilterMistake.NO_LIST, "“spm” is not a list. Did you mean “spam”?"),
    'a"b': (FilterMistake.QUOTES, "quotation marks stand around a whole value, and in none"),
    '"a': (FilterMistake.QUOTES, "quotation marks stand around"),
    "a " * 400: (FilterMistake.TOO_LONG, "a filter has 1000 signs and 30 words at most"),
    "a" * 2000: (FilterMistake.TOO_LONG, "a filter has 1000 signs"),
}


@pytest.mark.parametrize(("typed", "filter"), GOOD.items())
def test_what_is_typed_is_read(typed, filter):
    assert parse(typed) == filter
    assert parse(str(filter)) == filter


@pytest.mark.parametrize(("typed", "wrong"), BAD.items())
def test_what_is_wrong_is_said(typed, wrong):
    with pytest.raises(BadFilter) as raised:
        parse(typed)
    assert raised.value.mistake is wrong[0] and wrong[1] in str(raised.value)


def test_every_key_is_documented_by_a_field():
    assert {key.name for key in filters.FILTER_KEYS} == set(Filter.__dataclass_fields__) - {"words"}


@given(st.text(max_size=60) | st.text('": abhost:\n\t\\', max_size=40))
def test_whatever_is_typed_is_read_or_refused_and_read_back_the_same(typed):
    try:
        filter = parse(typed)
    except BadFilter:
        return
    assert parse(str(filter)) == filter
