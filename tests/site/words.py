"""Words of a text, for telling whether they all stand in another, in order."""

import re
import unicodedata

_TYPOGRAPHY = str.maketrans({"’": "'", "…": "...", "\u00a0": " ", "\u202f": " "})


def words(text: str) -> list[str]:
    """What a reader takes for words; spaces and the printer's forms of signs make no difference."""
    return re.findall(r"\S+", unicodedata.normalize("NFC", text).translate(_TYPOGRAPHY))


def in_order(wanted: list[str], given: list[str]) -> str | None:
    """The first of `wanted` that does not follow its predecessors in `given`; None if all do."""
    rest = iter(given)
    return next((word for word in wanted if word not in rest), None)
