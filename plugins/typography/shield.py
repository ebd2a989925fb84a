"""What stands in running text and is not French: addresses, smileys, `::`. Rules see an object there."""

import re
from collections.abc import Iterator, Sequence

from plugins.typography.signs import paragraphs, places

# An address ends at white space or at a sign that a rule may draw; whatever trails it is left alone with it.
_ADDRESS = r"(?:[a-z][a-z0-9+.-]{0,20}://|www\.|mailto:)[^\s<>\"«»“”]+"
_MAIL = r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]{1,190}"
_SMILEY = r"(?<![^\s«“\"])[:;]['’]?[-o^]?(?:[()\[\]|/\\*]+|[DPpOoXx$])(?![\w()\[\]])"
_SHORTCODE = r"(?<![^\s«“\"]):[a-z0-9_+-]{1,40}:(?![^\s.,;!?…)])"
_COLONS = r"::+"
_SHIELDED = re.compile(f"(?<![^\\W_])(?:{_ADDRESS})|{_MAIL}|{_SMILEY}|{_SHORTCODE}|{_COLONS}", re.IGNORECASE)

_LABEL = re.compile(rf"(?:{_ADDRESS}|{_MAIL}|[\w-]+(?:\.[\w-]+)+(?:[/?#]\S*|\.\.\.|…)?)", re.IGNORECASE)
_LONGEST = 4096


def _may_be(text: str) -> bool:
    """Most colons have a space behind them; looking for that costs a tenth of looking for addresses."""
    if "@" in text or any(text[at : at + 3].lower() == "www" for at in places(text, "wW")):
        return True
    return any(
        behind and not behind.isspace() for at in places(text, ":;") for behind in (text[at + 1 : at + 2],)
    )


def shielded(text: str) -> Sequence[tuple[int, int]]:
    """The places in `text` that no rule may touch, in order."""
    return list(_shielded(text)) if _may_be(text) else ()


def _shielded(text: str) -> Iterator[tuple[int, int]]:
    for start, block in paragraphs(text):
        for match in _SHIELDED.finditer(block) if _may_be(block) else ():
            yield start + match.start(), start + match.end()


def is_address(text: str) -> bool:
    """Whether the text of a link is itself an address, perhaps cut to a label: then it stays as it is."""
    if "." not in text and ":" not in text:  # nearly all; every address holds one of them
        return False
    label = text.strip()
    return 0 < len(label) <= _LONGEST and bool(_LABEL.fullmatch(label))
