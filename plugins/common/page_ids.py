"""The ids that the theme's own elements have on an article's page: links, labels and `aria-…` lead to them,
so no heading and no comment may take one (HTML §3.2.6: an id is unique). Pure; a test reads the templates."""

import re

OWN = frozenset(
    (
        "contenu", "commentaires", "ajouter",
        "formulaire", "obligatoire", "promesse", "author", "email", "email-hint", "site", "site-hint",
        "reply_to", "f_mail", "text",
    )
)  # fmt: skip
COMMENT = "c"
"""Before the id of a comment."""
_NUMBERED = re.compile(rf"{COMMENT}[0-9]+")


def is_own(name: str) -> bool:
    """Whether the page has it, or may: most comments that were imported have numbers."""
    return name in OWN or _NUMBERED.fullmatch(name) is not None


def beside(name: str) -> str:
    """The id of a heading that would have this one: as Python-Markdown calls a second one of a name."""
    return f"{name}_1" if is_own(name) else name
