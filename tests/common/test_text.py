"""Cleaning: exactly which characters, that twice changes nothing, and that XML accepts the rest."""

import sys
import unicodedata
import xml.etree.ElementTree as ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.common.text import clean, for_feed, for_terminal, is_ordinary, one_line

# Written out from the Unicode Standard and XML 1.0, not from the module.
UNFIT = (
    {*range(0x00, 0x20)} - {0x09, 0x0A, 0x0D}
    | {*range(0x7F, 0xA0)} - {0x85}
    | {*range(0xD800, 0xE000)}
    | {*range(0xFDD0, 0xFDF0)}
    | {plane * 0x10000 + end for plane in range(17) for end in (0xFFFE, 0xFFFF)}
)

texts = st.text(
    st.characters(codec=None, categories=None) | st.sampled_from("\r\n\t\x00\x85\ud800\ufffe\u202e ")
)


def test_every_character_there_is():
    for code in range(sys.maxunicode + 1):
        sign = chr(code)
        expected = "\ufffd" if code in UNFIT else "\n" if sign == "\r" else sign
        assert clean(sign) == expected, hex(code)


DIRECTION = {0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)}


def test_what_is_ordinary_needs_no_care():
    for code in range(sys.maxunicode + 1):
        if is_ordinary(chr(code)):
            assert code not in UNFIT | DIRECTION, hex(code)
            assert not chr(code).isspace() or chr(code) in " \n\u00a0\u202f", hex(code)


def test_what_people_write_is_ordinary():
    assert is_ordinary("")
    assert is_ordinary("«\u00a0Où\u202f?\u00a0»\n“ça” – 50\u00a0€… Ελλάδα, Россия, 日本, 한국")
    assert is_ordinary("👍🏽 👩\u200d💻 ✔\ufe0f")


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("", ""),
        ("a\r\nb\rc\n\rd", "a\nb\nc\n\nd"),
        ("a\x00b", "a\ufffdb"),
        ("\ud83d\ude00", "\ufffd\ufffd"),
        ("  a\u00a0!\t", "  a\u00a0!\t"),
        ("a\u202eb\u200b", "a\u202eb\u200b"),
    ],
)
def test_clean(text, cleaned):
    assert clean(text) == cleaned


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (" Jean \t\n Dupont ", "Jean Dupont"),
        ("a\u202eb\u2066c\u200fd", "abcd"),
        ("Pourquoi\u202f?\u00a0Oui", "Pourquoi\u202f?\u00a0Oui"),
        ("a\u2028b\x85c", "a b c"),
        ("\u202e", ""),
        ("Qui\u202f?\u202e \u2069Moi\u202f!", "Qui\u202f? Moi\u202f!"),
    ],
)
def test_one_line(text, line):
    assert one_line(text) == line


@given(texts)
def test_twice_changes_nothing(text):
    assert clean(clean(text)) == clean(text)
    assert one_line(one_line(text)) == one_line(text)
    assert for_feed(for_feed(text)) == for_feed(text)


@given(texts)
def test_the_length_stays_but_for_line_ends(text):
    assert len(clean(text)) == len(text.replace("\r\n", "\n"))


@given(texts)
def test_xml_accepts_it(text):
    escaped = for_feed(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    root = ElementTree.fromstring(f'<?xml version="1.0" encoding="utf-8"?><a>{escaped}</a>'.encode())
    assert (root.text or "") == for_feed(text)
    assert "\ufffd" not in for_feed(text)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("un “mot” : «\u00a0deux\u00a0» 👍\nsuite", "un “mot” : «\u00a0deux\u00a0» 👍\nsuite"),
        ("\x1b[2J\x07", "\\x1b[2J\\x07"),
        ("a\tb\rc\x9bd\x85e", "a\\x09b\\x0dc\\x9bd\\x85e"),
        ("a\u202eb\u2066c\u200bd\u2028e", "a\\u202eb\\u2066c\\u200bd\\u2028e"),
        ("\udcff \ufffe \U000e0041", "\\udcff \\ufffe \\U000e0041"),
    ],
)
def test_for_terminal(text, written):
    assert for_terminal(text) == written


@given(texts)
def test_a_terminal_shows_all_and_does_nothing(text):
    shown = for_terminal(text)
    assert not [
        c for c in shown if c != "\n" and unicodedata.category(c) in {"Cc", "Cf", "Cs", "Cn", "Zl", "Zp"}
    ]
    assert for_terminal(shown) == shown
