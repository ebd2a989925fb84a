"""The flat format read back: what Dotclear writes, whatever a field holds; and what is not one of its
rows."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.importers import lines
from plugins.importers.dotclear import flat
from plugins.importers.record import ImportRefused
from plugins.importers.windows import signs
from tests.importers.exports import quoted

HEAD = b"///DOTCLEAR|2.18.1|single\n"
FIELDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30)
NASTY = st.text(st.sampled_from('\\nr",\n\r[]x '), max_size=12)


def read(data, tables=("t",)):
    stream = lines.lines(io.BytesIO(data), flat.MAXIMUM_ROW)
    return list(flat.rows(stream, "export.txt", frozenset(tables)))


def values(text):
    """Of the only row of a table `t` with columns a, b, c."""
    (row,) = read(HEAD + b"\n[t a,b,c]\n" + text.encode() + b"\n")
    return list(row.values.values()) if isinstance(row, flat.FlatRow) else row.reason


def refusal(data):
    with pytest.raises(ImportRefused) as refused:
        read(data)
    return str(refused.value)


@given(st.lists(st.tuples(*[FIELDS | NASTY] * 3), min_size=1, max_size=4))
def test_what_dotclear_writes_is_read_back(rows):
    text = "".join(",".join(map(quoted, row)) + "\n" for row in rows)
    found = read(HEAD + b"\n[t a,b,c]\n" + text.encode())
    assert [tuple(row.values.values()) for row in found] == [tuple(map(signs, row)) for row in rows]


@given(st.binary(max_size=60))
def test_no_bytes_break_it(noise):
    try:
        found = read(HEAD + b"\n[t a]\n" + noise)
    except ImportRefused as refused:
        assert "a section whose columns cannot be read" in str(refused)
    else:
        assert all(isinstance(row, flat.FlatRow | flat.BrokenRow) for row in found)


def test_trap_1_a_field_that_ends_like_a_border():
    assert values(r'"fin\",","z",""') == ['fin",', "z", ""]
    assert values(r'"\\","\\\"","\",\""') == ["\\", '\\"', '","']


def test_trap_1_escapes_are_taken_off_in_one_pass():
    assert values(r'"C:\\new\\rapport","\n\r\\n","\\\\n"') == ["C:\\new\\rapport", "\n\r\\n", "\\\\n"]


def test_trap_2_only_lf_ends_a_line():
    assert values('"a\u2028b","c\x85d","e\x0b\x0cf"') == ["a\u2028b", "c…d", "e\x0b\x0cf"]


def test_trap_2_a_final_cr_and_a_signature_do_no_harm():
    data = '\ufeff///DOTCLEAR|2.39|full\r\n\r\n[t a,b]\r\n"x","y"\r\n'.encode()
    assert [dict(row.values) for row in read(data)] == [{"a": "x", "b": "y"}]


def test_trap_4_names_of_sections_are_compared_whole():
    data = HEAD + b'\n[post_media media_id,post_id]\n"1","2"\n\n[post post_id]\n"3"\n\n[thing x]\n"4"\n'
    assert [(row.table, dict(row.values), row.line) for row in read(data, ["post"])] == [
        ("post", {"post_id": "3"}, 7)
    ]
    assert read(HEAD, ["post"]) == []


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('"a","b"', "has 2 fields where the section names 3"),
        ('"a","b","c","d"', "has 4 fields where the section names 3"),
        ('"a","b","c', "is not a row of fields between double quotes"),
        ('"a","b","c\\"', "is not a row of fields between double quotes"),
        ('"a","b",c', "is not a row of fields between double quotes"),
        ('"a","b","c",', "is not a row of fields between double quotes"),
        ('"a" ,"b","c"', "is not a row of fields between double quotes"),
        ('"a","b\0","c"', "holds a NUL (U+0000)"),
    ],
)
def test_a_row_that_cannot_be_read_says_why(text, reason):
    assert values(text) == reason


def test_a_row_in_another_encoding_says_at_which_byte():
    (row,) = read(HEAD + '\n[t a]\n"été"\n'.encode("latin-1"))
    assert (row.line, row.reason) == (4, "is not UTF-8 (byte 0xE9)")


def test_a_field_and_a_row_have_a_largest_size():
    field = b'"%b"' % (b"x" * (flat.MAXIMUM_FIELD + 1))
    data = HEAD + b"\n[t a,b]\n" + b'"",' + field + b"\n" + b",".join([field] * 5) + b'\n"1","2"\n'
    wide, long, good = read(data)
    assert wide.reason == "has more than 4,194,304 characters in b"
    assert long.reason == "longer than 16,777,216 bytes"
    assert dict(good.values) == {"a": "1", "b": "2"}


@pytest.mark.parametrize(
    "data", [b"", b"\n", b"<?xml version='1.0'?>", b"PK", "///DOTCLEAR|2".encode("utf-16")]
)
def test_a_file_that_is_no_export_is_refused(data):
    assert refusal(data) == (
        "export.txt:1: no flat export of Dotclear\n"
        "    A Dotclear export begins with ///DOTCLEAR|2.18|single. Is FROM= right?"
    )


def test_trap_18_an_export_of_dotclear_1_is_refused():
    assert refusal(b"///DOTCLEAR|1.2.7|full\n\n[categorie cat_id]\n") == (
        "export.txt:1: an export of Dotclear 1.2.7, whose tables are others\n"
        "    Import it into a Dotclear 2 first (which reads exports of 1.2), and export from there."
    )


def test_an_unknown_dotclear_is_refused():
    assert refusal(b"///DOTCLEAR|3.0|full\n").startswith(
        "export.txt:1: an export of an unknown Dotclear “3.0”\n"
    )


def test_a_section_without_columns_is_refused():
    assert refusal(HEAD + b'\n[post\n"1"\n') == (
        "export.txt:3: a section whose columns cannot be read\n"
        "    Nothing after this line could be trusted. Export the blog again."
    )


def test_a_row_never_shows_what_is_in_it():
    (row,) = read(HEAD + b'\n[t a]\n"canary"\n')
    assert "canary" not in repr(row)
