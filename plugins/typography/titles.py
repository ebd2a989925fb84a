"""Titles and other plain text that is typeset like an article but never holds markup."""

from plugins.typography import english, french
from plugins.typography.languages import is_english, is_french


def title(text: str, lang: str) -> str:
    """The text by the rules of its language. Text, never HTML: ordinals are not raised, `<` and `&` are only
    signs."""
    if is_french(lang):
        return french.correct(text)
    return english.title(text) if is_english(lang) else text
