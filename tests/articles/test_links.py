"""Where Pelican's links between sources are looked for at all."""

import pytest

from plugins.articles.links import may_link


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
