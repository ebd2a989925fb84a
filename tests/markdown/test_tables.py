"""The alignment of a column is a class: the site's policy refuses an inline style."""

from pelicanconf import MARKDOWN
from plugins.articles.reading import Reading

TABLE = """| a | b | c | d |
|:--|:-:|--:|---|
| 1 | 2 | 3 | 4 |
"""


def test_alignment():
    html = Reading(MARKDOWN, []).parse(f"Texte.\n\n{TABLE}").html
    assert "style" not in html
    for tag in ("th", "td"):
        cells = [part.split(">")[0] for part in html.split(f"<{tag}")[1:]]
        cells = [
            cell
            for cell in cells
            if cell in ("", *(f' class="align-{x}"' for x in ("start", "center", "end")))
        ]
        assert cells == [' class="align-start"', ' class="align-center"', ' class="align-end"', ""]


def test_what_the_author_wrote_as_html_is_not_touched():
    html = Reading(MARKDOWN, []).parse('<table><tr><td style="text-align: right;">1</td></tr></table>').html
    assert 'style="text-align: right;"' in html
