"""Text in feeds: for readers that ask whether it is HTML, and for those that do not."""

import xml.etree.ElementTree as ElementTree
from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from plugins.feeds import xml


def read(element):
    return ElementTree.fromstring(f"<t>{element}</t>").text or ""


def test_what_readers_would_take_for_markup_is_none():
    assert read(xml.undeclared("<script>a</script> <!-- 3 < 4 <3")) == (
        "<\u2060script>a<\u2060/script> <\u2060!-- 3 < 4 <3"
    )
    assert xml.undeclared("R&D <b>") == "R&#x26;D &#x3C;\u2060b&#x3E;"


@given(st.text())
def test_any_text_comes_back(text):
    kept = xml.for_feed(text)
    assert read(xml.xml(text)) == kept
    assert read(xml.undeclared(text)).replace("\u2060", "") == kept.replace("\u2060", "")


@given(st.text(st.sampled_from("&<>'\";amplt#349 é\n")))
def test_what_was_escaped_comes_back(text):
    assert unescape(xml.escaped(text)) == text
