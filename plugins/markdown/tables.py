"""The alignment of a table's columns as a class: as an inline style, which Python-Markdown writes, the site's
Content-Security-Policy refuses it.
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


class Alignment(Treeprocessor):
    """Of the tables that Markdown made; those written as HTML are not in the tree."""

    def run(self, root: Element) -> None:
        """Change the tree in place."""
        for tag in ("th", "td"):
            for cell in root.iter(tag):
                if name := _CLASSES.get(cell.get("style", "")):
                    del cell.attrib["style"]
                    cell.set("class", name)


class TablesExtension(Extension):
    """To be named beside `extra`, which makes the tables."""

    def extendMarkdown(self, md: Markdown) -> None:  # Python-Markdown's name
        """Called by Python-Markdown once for each of its instances."""
        md.treeprocessors.register(Alignment(md), "alignment", _PRIORITY)


def makeExtension() -> TablesExtension:  # Python-Markdown's name
    """Where Python-Markdown looks for the extension when a setting names this module."""
    return TablesExtension()
