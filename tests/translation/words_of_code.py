"""What the code says outside of the catalogues: French, and English where visitors read it."""

import ast
import re
from collections.abc import Iterable, Iterator

MARKED = {"_", "N_", "gettext", "ngettext", "pgettext", "_said"}
_FRENCH = re.compile(
    r"[éèêàùçôîûœÉÀ’«»]"
    r"|(?<=\s)(le|la|les|un|une|des|du|est|sont|sur|pour|avec|pas|ce|cette|votre|vous|qui|que)\b"
    r"|\b(le|la|les|un|une|des|du|est|sont|sur|pour|avec|pas|ce|cette|votre|vous|qui|que)(?=\s)"
)
_ENGLISH = re.compile(r"(?<![\w.\-/={%])[A-Za-z][a-z]+ [a-z]{2,}(?![\w\-/=(])")  # two words in a row
_COMMAND = re.compile(r"\bmake [a-z]+")
_A_WORD = re.compile(r"[^\W\d_]{2,}")


def outside(source: str) -> Iterator[tuple[int, str]]:
    """Texts that look French, with their lines. Not docstrings, and nothing that is translated."""
    for line, text in _texts(ast.parse(source)):
        if _FRENCH.search(text) and _A_WORD.search(text):
            yield line, text


def english(source: str) -> Iterator[tuple[int, str]]:
    """Texts that look English, likewise, but commands and the keys of tables."""
    tree = ast.parse(source)
    keys = {key.value for one in ast.walk(tree) if isinstance(one, ast.Dict) for key in _constants(one.keys)}
    for line, text in _texts(tree):
        if text not in keys and _ENGLISH.search(_COMMAND.sub("", text)):
            yield line, text


def shown_errors(source: str) -> Iterator[int]:
    """Lines where what an exception says is made a text: that is English, for a terminal."""
    for handler in ast.walk(ast.parse(source)):
        if isinstance(handler, ast.ExceptHandler) and handler.name:
            shown = (node for node in ast.walk(handler) if _is_text_of(node, handler.name))
            yield from (node.lineno for node in shown)


def _is_text_of(node: ast.AST, name: str) -> bool:
    if isinstance(node, ast.FormattedValue):
        return isinstance(node.value, ast.Name) and node.value.id == name
    is_str = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "str"
    return is_str and any(isinstance(one, ast.Name) and one.id == name for one in node.args)


def _constants(nodes: Iterable[ast.AST | None]) -> list[ast.Constant]:
    return [node for node in nodes if isinstance(node, ast.Constant)]


def _texts(tree: ast.AST) -> Iterator[tuple[int, str]]:
    passed = {id(text) for call in ast.walk(tree) if _marks(call) for text in ast.walk(call)}
    passed |= {id(text) for text in _docstrings(tree)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in passed:
            yield node.lineno, node.value


def _marks(node: ast.AST) -> bool:
    if not isinstance(node, ast.Call):
        return False
    name = getattr(node.func, "id", getattr(node.func, "attr", ""))
    return name in MARKED


def _docstrings(tree: ast.AST) -> Iterator[ast.AST]:
    """Of modules, classes, functions, and of values: any text that stands alone."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            yield node.value
