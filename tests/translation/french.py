"""What looks French in a text that readers see."""

import re

from bs4 import BeautifulSoup

_WORDS = (
    "le la les un une des du est sont sur pour avec pas ce cette votre vous par dans aucun qui que jours fil"
    " fils billet billets commentaire commentaires sujet sujets archives nom texte mois adresse janvier mars"
    " avril juillet septembre publier refuser envoyer retirer suivant"
)
FRENCH = re.compile(rf"[éèêàùçôîœÉÀ«»\u202f]|\b(?:{_WORDS.replace(' ', '|')})\b", re.IGNORECASE)
_ADDRESS = re.compile(r"\S+/\S*|/\S+")
_HEARD = ("title", "alt", "aria-label", "placeholder")


def seen(page: BeautifulSoup) -> str:
    """All that is seen or heard of a page or a part of it, but addresses, commands, and what people wrote."""
    for other in page.select("script, style, code, kbd, bdi, .e-content, .p-author"):
        other.decompose()
    heard = (one[name] for name in _HEARD for one in page.select(f"[{name}]"))
    said = (one["content"] for one in page.select('meta[name="description"]'))
    return _ADDRESS.sub("", " ".join([page.get_text(" "), *heard, *said]))


def found(text: str) -> list[str]:
    """Signs and words, with what stands around them."""
    return [text[max(0, one.start() - 30) : one.end() + 30] for one in FRENCH.finditer(text)]
