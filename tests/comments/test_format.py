"""A comment file, both ways, and the exact words for a bad one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.comments import format
from plugins.comments.model import Comment
from plugins.common import when
from plugins.common.errors import SiteError

WHERE = "content/comments/a/1.txt"


def problems(text: str) -> list[str]:
    with pytest.raises(SiteError) as caught:
        format.parse(text.encode(), WHERE)
    return list(map(str, caught.value.problems))


def test_an_id_that_would_take_a_place_of_the_page_itself():
    """The anchor is c and the Id."""
    assert problems("Id: ommentaires\nAuthor: a\nDate: 2020-12-19\n\nb") == [
        f"{WHERE}:1: Id: “ommentaires” cannot be an id: #commentaires is a place of the page itself\n"
        "    Give it another, here and wherever a Reply-To names it."
    ]


def test_a_text_that_begins_with_an_address_and_without_an_empty_line():
    assert problems("Id: 1\nAuthor: a\nDate: 2020-12-19\nhttp://exemple.fr/a\n\nb") == [
        f"{WHERE}:4: unknown header “http”\n    Leave an empty line before the text."
    ]


def test_a_whole_comment():
    data = (
        "Id: 3\nAuthor: tiery\nDate: 2020-12-19\nShown: Le 19. décembre 2020, 6h48\nSite: https://a.fr\n"
        "Reply-To: 1\nFormat: html\nEdited: 2021-01-01\nWithdrawn: 2021-02-01\n\n"
        '"Sarkozy : <b>\n\n'
    ).encode()
    filed = format.parse(data, WHERE)
    assert filed.comment == Comment(
        id="3",
        author="tiery",
        date=when.parse("2020-12-19"),
        text='"Sarkozy : <b>\n',
        shown="Le 19. décembre 2020, 6h48",
        site="https://a.fr",
        reply_to="1",
        format="html",
        edited=when.parse("2021-01-01"),
        withdrawn=when.parse("2021-02-01"),
    )
    assert (filed.where, filed.id_line, filed.reply_line) == (WHERE, 1, 6)
    assert format.dump(filed.comment) == data
    assert filed.comment.anchor == "c3"


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (
            "Date: hier",
            "Date: “hier” is not a date\n"
            "    Write a day, 2020-12-19, or a moment with its offset, 2020-12-19T14:05:00+01:00.",
        ),
        (
            "Date: 2020-12",
            "Date: “2020-12” names no day\n"
            "    Write a day, 2020-12-19, or a moment with its offset, 2020-12-19T14:05:00+01:00.",
        ),
        (
            "Date: 2020-12-19T14:05",
            "Date: “2020-12-19T14:05” lacks its offset from UTC\n"
            "    Write a day, 2020-12-19, or a moment with its offset, 2020-12-19T14:05:00+01:00.",
        ),
        (
            "Date: 2020-02-30",
            "Date: “2020-02-30” is not in the calendar\n"
            "    Write a day, 2020-12-19, or a moment with its offset, 2020-12-19T14:05:00+01:00.",
        ),
    ],
)
def test_bad_dates(line, message):
    assert problems(f"Id: 1\nAuthor: a\n{line}\n\nx") == [f"{WHERE}:3: {message}"]


def test_bad_id_reply_and_format():
    assert problems("Id: ../1\nAuthor: a\nDate: 2020-12-19\nReply-To: #1\nFormat: markdown\n\nx") == [
        f"{WHERE}:1: Id: “../1” cannot be an id\n"
        "    Use 1 to 64 letters, digits and hyphens; the address #c… is made of it.",
        f"{WHERE}:4: Reply-To: “#1” cannot be an id\n"
        "    Use 1 to 64 letters, digits and hyphens; the address #c… is made of it.",
        f"{WHERE}:5: Format: “markdown” is not a format\n"
        "    Write “html” for an imported comment; delete the line for text.",
    ]


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n\t\r")))
def test_any_text_is_kept_to_the_byte(text):
    comment = Comment(id="1", author="a", date=when.parse("2020-12-19"), text=text)
    assert format.parse(format.dump(comment), WHERE).comment == comment


_BODIES = st.text(st.characters(codec="utf-8") | st.sampled_from(" \r\x0b\x85\u00a0\x00:"), max_size=6)
_VALUES = _BODIES.filter(lambda value: "\n" not in value)
_DATES = st.sampled_from(
    [
        "2020-12-19",
        "2020-12",
        "2020-12-19T14:05+01:00",
        "2020-12-19 14:05:00Z",
        "2020-12-19T14:05",
        "٢020-01-01",
    ]
)


def read(data: bytes) -> object:
    try:
        filed = format.parse(data, WHERE)
    except SiteError as error:
        return sorted((problem.what, problem.hint) for problem in error.problems)
    return filed.comment, filed.id_line, filed.reply_line


@given(
    st.sampled_from(["1", "a-b", "é", "-"]),
    _VALUES,
    _DATES,
    st.lists(st.tuples(st.sampled_from(["Shown", "Site", "Reply-To"]), _VALUES | st.just("2")), max_size=4),
    _BODIES,
)
def test_what_is_read_at_a_stroke_is_read_as_all_else(identifier, author, date, more, body):
    """A header that says nothing makes it a file like any other."""
    head = f"Id: {identifier}\nAuthor: {author}\nDate: {date}\n" + "".join(f"{n}: {v}\n" for n, v in more)
    assert read(f"{head}\n{body}".encode()) == read(f"{head}Format: text\n\n{body}".encode())


def test_who_writes_here_is_said_by_one_word_and_no_other():
    """A role gives a comment the mark of the author's: a word that is nearly it gives none in silence."""
    head = "Id: 3\nAuthor: A\nDate: 2020-12-19\n"
    assert format.parse(f"{head}Role: author\n\nx".encode(), WHERE).comment.role == "author"
    assert format.parse(f"{head}\nx".encode(), WHERE).comment.role is None
    for value in ("editor", "Author", "admin"):
        assert problems(f"{head}Role: {value}\n\nx")[0].startswith(
            f"{WHERE}:4: Role: “{value}” is not a role"
        )
