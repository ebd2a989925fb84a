"""Signs of Windows-1252 where an old system took bytes for Latin-1."""

import pytest

from plugins.importers.windows import signs
from tests.importers.exports import comment, dotclear, post
from tests.importers.test_wordpress import comment as remark
from tests.importers.test_wordpress import item, wxr


@pytest.mark.parametrize(
    ("text", "meant"),
    [("L\x92été 5\x80", "L’été 5€"), ("\x85\x93a\x94", "…“a”"), ("\x81é", "\x81é"), ("été", "été")],
)
def test_they_are_what_was_meant(text, meant):
    assert signs(text) == meant


def test_they_are_read_so_in_articles_and_comments(into):
    into.run(dotclear([post(post_title="L\x92été", post_content_xhtml="<p>5\x80</p>")],
                      [comment(comment_content="<p>L\x92été</p>", comment_author="D\x92A")]))  # fmt: skip
    article = into.text("articles/2020/billet-41.md")
    assert article.startswith("Title: L’été\n") and article.endswith("\n\n5€\n")
    text = into.text("comments/billet-41/101.txt")
    assert "\nAuthor: D’A\n" in text and text.endswith("\n\nL’été\n")
    assert into.report["warnings"] == []


@pytest.mark.parametrize("coding", ["latin-1", "utf-8", "cp1252"])
def test_a_file_that_says_latin_1_is_read_as_what_it_is(into, coding):
    head = b'<?xml version="1.0" encoding="ISO-8859-1"?>\n'
    text = "Café" if coding == "latin-1" else "L’été, 5€"
    into.run(head + wxr(item(remark(content=text))).decode().encode(coding), "wordpress")
    assert into.text("comments/billet-7/1.txt").endswith(f"\n\n{text}\n")
