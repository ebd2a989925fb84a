"""The file of an article or a page."""

import pytest

from plugins.articles import source
from plugins.articles.reading import decoded
from plugins.common.errors import SiteError


@pytest.mark.parametrize("written", [b"a\nb\n", b"a\r\nb\r\n", b"a\rb\r", b"\xef\xbb\xbfa\nb\n", b"a\r\nb\n"])
def test_line_ends_and_marks_of_editors_are_no_text(written, tmp_path):
    assert decoded(written) == "a\nb\n"
    (tmp_path / "un.md").write_bytes(written)
    assert source.text(str(tmp_path / "un.md")) == "a\nb\n"


def test_what_is_not_utf_8_is_named_with_its_line(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "un.md").write_bytes(b"Title: x\n\ncaf\xe9\n")
    with pytest.raises(SiteError) as raised:
        source.text(str(tmp_path / "un.md"))
    assert str(raised.value.problems[0]).startswith("un.md:3: not UTF-8 (byte 0xE9)")


def test_the_line_of_a_header(tmp_path):
    path = tmp_path / "un.md"
    path.write_text("Title: Un\ntags: a\nTags: b\n\nSlug: x\n")
    assert [source.header_line(str(path), name) for name in ("Title", "Tags", "Date")] == [1, 2, 0]
    assert [source.header_line(str(path), "Tags", nth) for nth in (2, 3)] == [3, 0]


def test_a_file_is_named_as_seen_from_where_people_are(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert source.display_path(str(tmp_path / "content" / "un.md")) == "content/un.md"
    assert source.display_path("/elsewhere/un.md") == "/elsewhere/un.md"
