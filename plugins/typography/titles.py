"""Titles and other plain text that is typeset like an article but never holds markup."""

from plugins.typography import french


def title(text: str) -> str:
    """The text by the French rules. Text, never HTML: ordinals are not raised, `<` and `&` are only signs."""
    return french.correct(text)
