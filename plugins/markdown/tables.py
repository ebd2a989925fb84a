"""Tables that a page can show: the alignment of a column is a class, for the site's Content-Security-Policy
refuses the inline style that Python-Markdown writes; and each stands in a region that scrolls by itself, with
the keyboard too (WCAG 2.2, 1.4.10 and 2.1.1).
"""

from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

_PRIORITY = 9  # before attribute lists (8), with which the author may say more
_CLASSES = {
    "text-align: left;": "align-start",
    "text-align: center;": "align-center",
    "text-align: right;": "align-end",
}


class Tables(Treeprocessor):
    """Of the tables that Markdown made; those written as HTML are not in the tree."""

    def run(self, root: Element) -> None:
        """Change the cells of tables, in place."""
        for number, table in enumerate(list(root.iter("table")), 1):
            _into_region(table, number)
        for tag in ("th", "td"):
            for cell in root.iter(tag):
                if name := _CLASSES.get(cell.get("style", "")):
                    del cell.attrib["style"]
                    cell.set("class", name)


def _into_region(table: Element, number: int) -> None:
    """The element becomes the region, and holds a table like it: so no parent need be looked for. Two regions
    of one page must not have the same name."""
    inner = Element("table", table.attrib)
    inner.text, inner[:] = table.text, table[:]
    table.tag, table.text, table[:] = "div", "\n", [inner]
    inner.tail = "\n"
    table.attrib.clear()
    table.attrib.update(
        {"class": "wide", "role": "region", "aria-label": f"Tableau {number}", "tabindex": "0"}
    )


class TablesExtension(Extension):
    """To be named beside `extra`, which makes the tables."""

    def extendMarkdown(self, md: Markdown) -> None:  # Python-Markdown's name
        """Called by Python-Markdown once for each of its instances."""
        md.treeprocessors.register(Tables(md), "tables", _PRIORITY)


def makeExtension() -> TablesExtension:  # Python-Markdown's name
    """Where Python-Markdown looks for the extension when a setting names this module."""
    return TablesExtension()
