"""The French rules as an extension of Python-Markdown: on the text of the finished tree, never on markup."""

from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from plugins.typography import blocks, french
from plugins.typography.finish import finished
from plugins.typography.languages import is_french

# After inline markup (20), attribute lists (8) and abbreviations (7); before the table of contents (5), which
# copies headings, and before escaped characters come back (0): `\!` is the author's way to keep a sign.
_PRIORITY = 6


class FrenchTree(Treeprocessor):
    """Typesets every French block of a document. `found`: the language of the last one."""

    def __init__(self, md: Markdown, lang: str) -> None:
        super().__init__(md)
        self._default = self._lang = self.found = lang

    def run(self, root: Element) -> None:
        """Correct the texts of the tree, in place."""
        self.found = self._document_lang()
        walk = blocks.Walk(self.md.is_block_level, self.md.htmlStash.rawHtmlBlocks)
        for block in walk.blocks(root, is_french(self.found)):
            composed = french.compose(block.pieces)
            if composed is not block.pieces:
                blocks.write(block, composed)

    def _document_lang(self) -> str:
        """The language in the document's header, else the default.

        Pelican renders an article's summary with the same instance, after taking its reader of headers away:
        then the language is the one of the article.
        """
        if "meta" in self.md.preprocessors:
            header: dict[str, list[str]] = getattr(self.md, "Meta", {})
            self._lang = " ".join(header.get("lang", [])) or self._default
        return self._lang


def convert(md: Markdown, text: str) -> str:
    """`md.convert`, and what is done to the HTML of a whole text in its language."""
    html = md.convert(text)
    trees = (tree for tree in md.treeprocessors if isinstance(tree, FrenchTree))
    return finished(html, next((tree.found for tree in trees), ""))


class FrenchExtension(Extension):
    """`lang`: the language of documents that name none."""

    def __init__(self, **kwargs: Any) -> None:
        self.config = {"lang": ["fr", "The language of documents that name none."]}
        super().__init__(**kwargs)

    def extendMarkdown(self, md: Markdown) -> None:  # Python-Markdown's name
        """Called by Python-Markdown once for each of its instances."""
        md.treeprocessors.register(FrenchTree(md, self.getConfig("lang")), "french", _PRIORITY)


def makeExtension(**kwargs: Any) -> FrenchExtension:  # Python-Markdown's name
    """Where Python-Markdown looks for the extension when a setting names this module."""
    return FrenchExtension(**kwargs)
