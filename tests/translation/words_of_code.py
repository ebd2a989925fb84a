"""What the code says in French outside of the catalogues."""

import ast
import re
from collections.abc import Iterator

MARKED = {"_", "N_", "gettext", "ngettext", "pgettext", "_said"}
_FRENCH = re.compile(
    r"[éèêàùçôîûœÉÀ’«»]"
    r"|(?<=\s)(le|la|les|un|une|des|du|est|sont|sur|pour|avec|pas|ce|cette|votre|vous|qui|que)\b"
    r"|\b(le|la|les|un|une|des|du|est|sont|sur|pour|avec|pas|ce|cette|votre|vous|qui|que)(?=\s)"
)
_A_WORD = re.compile(r"[^\W\d_]{2,}")


def outside(source: str) -> Iterator[tuple[int, str]]:
    """Texts that look French, with their lines. Not docstrings, and nothing that is translated."""
    tree = ast.parse(source)
    passed = {id(text) for call in ast.walk(tree) if _marks(call) for text in ast.walk(call)}
    passed |= {id(text) for text in _docstrings(tree)}
    for node in ast.walk(tree):
        if not isinstance(node, ast.Constant) or not isinstance(node.value, str) or id(node) in passed:
            continue
        if _FRENCH.search(node.value) and _A_WORD.search(node.value):
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
