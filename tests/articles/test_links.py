"""Pelican's links between sources, as they stand in a text."""

import pytest

from plugins.articles.links import SourceLink, find, line, may_link, targets


@pytest.mark.parametrize(
    "html",
    [
        '<a href="{filename}un.md">',
        "<a href='{filename}un.md'>",
        '<img src="|static|un.png">',
        "<img src='|static|un.png'>",
        '<p class="x">\n<a href = "{attach}/a.pdf">',
    ],
)
def test_looked_for(html: str) -> None:
    assert may_link(html)


@pytest.mark.parametrize("html", ["", '<a href="/un/">{}</a>', "<code>a | b, {c}</code>", "<a href=un>"])
def test_nothing_to_look_for(html: str) -> None:
    assert not may_link(html)


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ('<a href="{filename}un.md#x">', [SourceLink("{filename}un.md#x", "filename", "un.md#x")]),
        ("<img alt='a' src='|static|a b.png'>", [SourceLink("|static|a b.png", "static", "a b.png")]),
        ('<video poster="{static}p.png">', [SourceLink("{static}p.png", "static", "p.png")]),
        ('<a href="/un/">{filename}un.md</a>', []),
        ('<p title="{filename}un.md">', []),
    ],
)
def test_found(html: str, found: list[SourceLink]) -> None:
    assert list(find(html)) == found


def test_another_way_to_write_them() -> None:
    assert [link.value for link in find('<a href="@filename@un.md">', "@(?P<what>.*?)@")] == ["un.md"]


@pytest.mark.parametrize(
    ("value", "paths"),
    [
        ("un.md", ("articles/un.md",)),
        ("../pages/p.md#x", ("pages/p.md",)),
        ("/articles/un.md?a", ("articles/un.md",)),
        ("a%20b.md", ("articles/a%20b.md", "articles/a b.md")),
        ("a&amp;b.md", ("articles/a&amp;b.md", "articles/a&b.md")),
    ],
)
def test_the_sources_that_one_may_mean(value: str, paths: tuple[str, ...]) -> None:
    assert targets(value, "articles") == paths


def test_lines_are_counted_as_editors_do() -> None:
    text = "Title: Un\n\n[a]({filename}a.md)\n[b]({filename}b&c.md)\n[b]({filename}b&c.md)\n"
    assert [line(written, text) for written in ("{filename}a.md", "{filename}b&amp;c.md", "{tag}x")] == [
        3,
        4,
        0,
    ]
