"""XML of old systems: what others read is read, what is hostile is refused with its line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.importers import mending, xml_reader
from plugins.importers.elements import Shape
from plugins.importers.record import ImportRefused

ITEM = frozenset({"item"})
SHAPE = Shape("rss", frozenset({"item", "note"}), (), "Hint.", frozenset({"note"}), ITEM)
ENDS_EARLY = "The file ends too early, or a part is not closed. Export it again, or mend it there."


def read(data, size=64 * 1024):
    return list(xml_reader.read((data[i : i + size] for i in range(0, len(data), size)), "x.xml", SHAPE))


def text_of(inside):
    (found,) = read(b"<rss><item><t>" + inside + b"</t></item></rss>")
    return found.raw("t")


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        (b"a & b", "a & b"),
        (b"?a=1&b=2", "?a=1&b=2"),
        (b"&nbsp;&eacute;&lt;&#233;", "\xa0é<é"),
        (b"&unknown; &lt", "&unknown; &lt"),
        (b"<![CDATA[a & &amp; &nbsp;]]>", "a & &amp; &nbsp;"),
        (b"<![CDATA[a]]]]><![CDATA[>b]]> & c", "a]]>b & c"),
        (b"<![CDATA[a <![CDATA[ b ]]> c]]>", "a <![CDATA[ b  c]]>"),
        (b"a\x08\x0b&#x1f;", "a\x08\x0b\x1f"),
        (b"a\0&#0;", "a\0\0"),
        (b"&#xFFFF;&#x110000;&#xD800;\xef\xbf\xbf", "\ufffd\ufffd\ufffd\ufffd"),
        (b"caf\xe9", "caf\ufffd"),
    ],
)
def test_what_xml_cannot_say(inside, text):
    assert text_of(inside) == text


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        (b"<![CDATA[a]]>b]]>", "ab]]>"),
        (b"<![CDATA[<i>a]]></i>b]]>", "<i>a]]></i>b"),
        (
            b"<![CDATA[<script>// <![CDATA[ x // ]]></script> y]]>",
            "<script>// <![CDATA[ x // ]]></script> y",
        ),
        (b"<![CDATA[<i>a]]]]><![CDATA[></i>b]]>", "<i>a]]></i>b"),
        (b"<![CDATA[<i>a]]> </i>b]]>\n ", "<i>a]]> </i>b\n "),
        (b"<![CDATA[<ta>a]]></ta>b]]>", "<ta>a]]></ta>b"),
    ],
)
@pytest.mark.parametrize("size", [1, 7, 64 * 1024])
def test_the_end_of_cdata_in_a_text(inside, text, size):
    (found,) = read(b"<rss><item><t>" + inside + b"</t></item></rss>", size)
    assert found.raw("t") == text


@pytest.mark.parametrize("size", [1, 7, 64 * 1024])
@pytest.mark.parametrize(
    ("broken", "flaw"),
    [
        (b"<item><t>a</b></t></item>", "not XML: mismatched tag, in line 3; it is not read any further"),
        (
            b"<item><t>a</t><",
            "not XML: not well-formed (invalid token), in line 3; it is not read any further",
        ),
        (b"<item><t>a</t>", "not XML: no end; it is not read any further"),
        (
            b"<item><t>a</t><note><c></note><note/></item>",
            "not XML: mismatched tag, in line 3; it is not read any further",
        ),
    ],
)
def test_one_broken_element_does_not_take_the_others_with_it(broken, flaw, size):
    data = b"<rss>\n<item/>\n" + broken + b"\n<item><t>z</t></item>\n<item></b></item><!-- -->\n</rss>"
    found = read(data, size)
    assert [(one.name, one.number, one.line, one.raw("t")) for one in found] == [
        ("item", 1, 2, ""), ("item", 2, 3, "a" if "<t>a</t>" in str(broken) else ""), ("item", 3, 4, "z"),
        ("item", 4, 5, ""),
    ]  # fmt: skip
    assert [one.flaw for one in found[:3]] == [None, flaw, None]


def test_a_broken_element_hides_no_end_that_is_missing():
    with pytest.raises(ImportRefused, match=r"x\.xml:2: not XML: no element found"):
        read(b"<rss>\n<item></b>\n</item>")


@given(st.text(alphabet="a&;<>]![CDAT#x3 \n\x08é", max_size=60), st.integers(1, 9))
def test_pieces_of_any_size_read_the_same(text, size):
    inside = (
        "<![CDATA["
        + text.replace("]]>", "")
        + "]]>"
        + text.replace("<", "").replace("]]>", "").replace("]", "")
    )
    data = f"<rss><item><t>{inside}</t></item></rss>".encode()
    whole, parts = ("".join(mending.mended(chunks, "x")) for chunks in (
        [data], [data[:40], *(data[i : i + size] for i in range(40, len(data), size))]))  # fmt: skip
    assert whole == parts


def test_lines_count_from_the_first_of_the_file():
    data = b'\n\n<?xml version="1.0"\n encoding="utf-8"?>\n<rss>\n<item>\n<note/></item>\n<item/></rss>'
    found = [(one.name, one.line, one.number, one.within) for one in read(data)]
    assert found == [("note", 7, 1, 1), ("item", 6, 1, 0), ("item", 8, 2, 0)]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", f"x.xml:1: not XML: no element found\n    {ENDS_EARLY}"),
        (b"<rss>\n<item>", f"x.xml:2: not XML: no element found, in <item> of line 2\n    {ENDS_EARLY}"),
        (
            b"<rss><item>\n<t><![CDATA[x</t>\n</item></rss>",
            f"x.xml:3: not XML: unclosed CDATA section, in <t> of line 2\n    {ENDS_EARLY}",
        ),
        (
            b"<rss>\n</item></rss>",
            "x.xml:2: not XML: mismatched tag\n    Mend the file there, or export it again. Hint.",
        ),
        (b"<html>", "x.xml:1: begins with <html>\n    Hint."),
        (
            b'<?xml version="1.0" encoding="hex"?><rss/>',
            "x.xml:1: the unknown encoding “hex”\n    Save the file as UTF-8, and say so on its first line.",
        ),
        (
            b'<rss>\n<item a="' + b"x" * 3_000_000,
            "x.xml:2: a tag of more than 1,048,576 bytes\n    No export has one.",
        ),
        (
            b"<rss><item>" + b"<t>" * 200,
            "x.xml:1: elements in elements without end\n    Hint.",
        ),
    ],
)
def test_what_is_no_export(data, words):
    with pytest.raises(ImportRefused) as refused:
        read(data)
    assert str(refused.value) == words


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE r [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>',
        '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE r SYSTEM "http://198.51.100.1/evil.dtd">',
        "<!DOCTYPE html>",
    ],
)
def test_no_document_type_is_read(doctype):
    with pytest.raises(ImportRefused) as refused:
        read(f"<?xml version='1.0'?>\n{doctype}<rss><item><t>&c;</t></item></rss>".encode())
    assert str(refused.value) == (
        "x.xml:2: declares a document type\n"
        "    No export has one, and what it may define can do harm. Is this the right file?"
    )


def test_an_element_of_many_parts_has_an_end_too():
    (found,) = read(b"<rss><item>" + b"<t>x</t>" * 100_000 + b"</item></rss>")
    assert found.flaw == "is longer than 16,777,216 characters"
