"""The alignment of a column is a class: the site's policy refuses an inline style."""

from plugins.articles.reading import SourceParser
from tests.examples import pelicanconf

TABLE = """| a | b | c | d |
|:--|:-:|--:|---|
| 1 | 2 | 3 | 4 |
"""


def test_alignment():
    html = SourceParser(pelicanconf.MARKDOWN, []).parse(f"Texte.\n\n{TABLE}").html
    assert "style" not in html
    for tag in ("th", "td"):
        cells = [part.split(">")[0] for part in html.split(f"<{tag}")[1:]]
        cells = [
            cell
            for cell in cells
            if cell in ("", *(f' class="align-{x}"' for x in ("start", "center", "end")))
        ]
        assert cells == [' class="align-start"', ' class="align-center"', ' class="align-end"', ""]


def test_a_table_scrolls_by_itself_and_each_has_a_name():
    html = SourceParser(pelicanconf.MARKDOWN, []).parse(f"{TABLE}\nTexte.\n\n{TABLE}\n").html
    region = '<div aria-label="Tableau {}" class="wide" role="region" tabindex="0">\n<table>'
    assert html.count("<table>") == html.count("</table>\n</div>") == 2
    assert region.format(1) in html and region.format(2) in html


def test_what_the_author_wrote_as_html_is_not_touched():
    table = '<table><tr><td style="text-align: right;">1</td></tr></table>'
    html = SourceParser(pelicanconf.MARKDOWN, []).parse(table).html
    assert 'style="text-align: right;"' in html
