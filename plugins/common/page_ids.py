"""The ids of the theme's own elements on an article's page. Links, labels and `aria-…` refer to them, so no
heading and no comment may have one of them (HTML §3.2.6: ids are unique). Pure; a test compares the table
with the templates."""

import re

OWN = frozenset(
    (
        "contenu", "commentaires", "ajouter",
        "formulaire", "obligatoire", "promesse", "author", "email", "email-hint", "site", "site-hint",
        "reply_to", "f_mail", "text",
    )
)  # fmt: skip
COMMENT = "c"
"""The prefix of a comment's id in its anchor."""
_NUMBERED = re.compile(rf"{COMMENT}[0-9]+")


def is_own(name: str) -> bool:
    """Whether the page has this id, or may have it as the anchor of a comment: most imported ids are
    numbers."""
    return name in OWN or _NUMBERED.fullmatch(name) is not None


def beside(name: str) -> str:
    """The id for a heading: if it is taken, with the suffix that Python-Markdown gives to a second heading of
    the same name."""
    return f"{name}_1" if is_own(name) else name
