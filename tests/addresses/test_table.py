"""The table's own words; each is what an author or an importer reads."""

import re
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.addresses import table
from plugins.addresses.address import Address
from plugins.addresses.table import AddressRow
from plugins.common.errors import Problem

WHERE = "content/addresses.csv"


def read(text):
    data = text if isinstance(text, bytes) else text.encode()
    rows, problems = table.read(data, WHERE)
    return rows, [(problem.line, problem.what, problem.hint) for problem in problems]


def test_a_good_table():
    rows, problems = read(
        "\ufeffold,new,system,id\r\n"
        "/post/2020/12/19/Pôle,/post/2020/12/pôle/,dotclear,41\r\n"
        "\r\n"
        '"/?p=1,2", /a/#c1 ,,\r\n'
    )
    assert problems == []
    assert rows == (
        AddressRow(Address("/post/2020/12/19/Pôle"), "/post/2020/12/p%C3%B4le/", "dotclear", 41),
        AddressRow(Address("/", "p=1,2"), "/a/#c1"),
    )
    assert [row.line for row in rows] == [2, 4]


def test_two_columns_are_enough_in_any_order():
    assert read("new,old\n/b/,/a\n") == ((AddressRow(Address("/a"), "/b/"),), [])


@pytest.mark.parametrize("text", ["", "\n", "old,new\n"])
def test_an_empty_table(text):
    assert read(text) == ((), [])


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (b"old,new\n/\xe9,/b\n", (2, "not UTF-8 (byte 0xE9)", "Save the file as UTF-8.")),
        ("old,nwe\n", (1, "column “new” is missing", "Begin the file with: old,new,system,id")),
        ("old,nwe\n", (1, "unknown column “nwe”", "Did you mean “new”?")),
        ("old,new,old\n", (1, "column “old” is repeated", "Keep one.")),
        (
            "old,new\n/a,/b,/c\n",
            (
                2,
                "3 cells, but the first line names 2 columns",
                "Put a cell that has a comma in it between double quotes.",
            ),
        ),
        (
            'old,new\n"/a,/b\n',
            (
                2,
                "not CSV (unexpected end of data)",
                "Close the double quotes; inside them, write a quote twice.",
            ),
        ),
        (
            "old,new\nhttps://blog.example/a,/b\n",
            (
                2,
                "old address “https://blog.example/a” is not a path",
                "Write it from its first slash on, without scheme and host.",
            ),
        ),
        (
            "old,new\n/a,//evil.example/\n",
            (
                2,
                "new address “//evil.example/” is not a path",
                "Write it from its first slash on, without scheme and host.",
            ),
        ),
        ("old,new\n/a%0Ab,/b\n", (2, "old address “/a%250Ab” carries a control character", "Delete it.")),
        (
            "old,new\n/a%E9,/b\n",
            (2, "old address “/a%E9” is not UTF-8 once decoded", "Write the letters that are meant."),
        ),
        (
            "old,new\n/a/%2e%2e/b,/b\n",
            (
                2,
                "old address “/a/%2e%2e/b” has a “.” or “..” between slashes",
                "Write the address that it comes to: browsers ask for that one.",
            ),
        ),
        (
            "old,new\n/a#c1,/b\n",
            (
                2,
                "old address “/a#c1” has a fragment",
                "Leave out “#” and the rest: no server is ever told it.",
            ),
        ),
        (
            "old,new\n/?a&b,/b\n",
            (2, "old address “/?a&b” has a second parameter", "Leave out “&” and the rest."),
        ),
        (
            "old,new\n/a,/b?c\n",
            (2, "new address “/b?c” has a query", "Leave it out: pages of this site have none."),
        ),
        ("old,new,system\n/a,/b,dotclaer\n", (2, "unknown system “dotclaer”", "Did you mean “dotclear”?")),
        (
            "old,new,system,id\n/a,/b,dotclear,x\n",
            (2, "id “x” is not a number", "Write the number that the old system gave, or nothing."),
        ),
        (
            "old,new,id\n/a,/b,4\n",
            (2, "id “4” without a system", "Name the system that gave it: dotclear."),
        ),
        (
            "old,new\n/P%C3%B4le,/b\n\n/Pôle,/c\n",
            (4, "old address “/Pôle” is repeated", "Keep one; the first is on line 2."),
        ),
        (
            "old,new,system,id\n/a,/b,dotclear,4\n/b,/c,dotclear,4\n",
            (3, "id “4” is repeated", "Keep one; the first is on line 2."),
        ),
    ],
)
def test_problems(text, problem):
    assert problem in read(text)[1]


def test_all_problems_at_once_and_the_good_rows_too():
    rows, problems = read('old,new\na,b\n/c,/d\n"/e\n,/f",/g?\n/h\n')
    assert [row.old.path for row in rows] == ["/c"]
    assert [line for line, _, _ in problems] == [2, 2, 4, 4, 6]


def test_dump():
    rows = [AddressRow(Address("/été, 1"), "/a/", "dotclear", 7), AddressRow(Address("/", "x%y"), "/b/")]
    assert table.dump(rows) == 'old,new,system,id\n"/été,%201",/a/,dotclear,7\n/?x%25y,/b/,,\n'.encode()


SIGNS = st.characters(
    codec="utf-8", blacklist_categories=("Cc", "Zl", "Zp"), blacklist_characters="#&?\ufffd/."
)
_REFUSED = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufffd]")  # once decoded
TEXT = st.text(SIGNS, min_size=1, max_size=12).filter(lambda text: not _REFUSED.search(unquote(text)))


@given(st.dictionaries(TEXT, TEXT, max_size=5))
def test_what_is_dumped_is_read_back(pairs):
    made = {
        row.old: row for old, new in pairs.items() for row in [table.row(f"/{old}", f"/{new}/", "dotclear")]
    }
    assert table.read(table.dump(made.values()), WHERE) == (tuple(made.values()), ())


def test_merge_keeps_what_is_there_and_says_so():
    present = (AddressRow(Address("/a"), "/1/", line=2),)
    added = [
        AddressRow(Address("/a"), "/1/"),
        AddressRow(Address("/b"), "/2/"),
        AddressRow(Address("/b"), "/3/"),
    ]
    rows, problems = table.merge(present, added, WHERE)
    assert [(row.old.path, row.new) for row in rows] == [("/a", "/1/"), ("/b", "/2/")]
    assert problems == [
        Problem(
            WHERE,
            0,
            "old address “/b” leads to /2/ already; /3/ was not taken",
            "Change the row by hand if the other is right.",
        )
    ]


def test_a_row_that_could_not_be_read_back_is_not_made():
    with pytest.raises(ValueError, match=r"old address “a” is not a path\. Write it from its first slash on"):
        table.row("a", "/b/")


def test_a_row_that_an_importer_makes_stands_on_no_line():
    made = table.row("/a", "/b/", "dotclear", 7)
    assert (made, made.line) == (AddressRow(Address("/a"), "/b/", "dotclear", 7), 0)
    with pytest.raises(ValueError):
        table.row("a", "/b/")
