"""Text from outside, made fit for every place it may go to: once, where it comes in; twice changes
nothing."""

import re
from unicodedata import category

# What no keyboard types and no document may carry; the one table, as the inside of a character class.
UNFIT = (
    "\x00-\x08\x0b-\x1f"  # C0 controls but TAB and LF (CR is gone by then): forbidden by XML 1.0 §2.2
    "\x7f-\x84\x86-\x9f"  # DEL and C1 controls but NEL: terminals act on them; XML 1.0 §2.2 advises against
    "\ud800-\udfff"  # lone surrogates: cannot be written as UTF-8 (Unicode, D75)
    "\ufdd0-\ufdef\ufffe\uffff"  # non-characters: never to be interchanged (Unicode §23.7) …
)
_NONCHARACTERS = "".join(f"{chr(plane << 16 | 0xFFFE)}{chr(plane << 16 | 0xFFFF)}" for plane in range(1, 17))
_UNFIT = re.compile(f"[{UNFIT}{_NONCHARACTERS}]")  # … and the last two of each further plane
_LINE_END = re.compile("\r\n?")
_REPLACEMENT = "\ufffd"

# Fit, leading nowhere, and no white space but the common, LF and the no-break spaces of French. It is not the
# negation of the others, which is shorter: what is in a class takes one look at a table, what is not, two.
_ORDINARY = re.compile(
    "[\n -~\u00a0-\u061b\u061d-\u167f\u1681-\u1fff\u200b-\u200d\u2010-\u2027\u202f-\u205e\u2060-\u2065"
    "\u206a-\u2fff\u3001-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U0001fffd]*+"
)

# Controls of direction (Unicode UAX 9 §2): in one line of text they can only deceive.
_DIRECTION = dict.fromkeys([0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)])

# White space that breaks a line or jumps. U+00A0 and U+202F stay: they are French punctuation.
_BREAKS = re.compile("[ \t\n\x85\u2028\u2029]+")


def is_ordinary(text: str) -> bool:
    """Whether there is nothing to look up: nearly always, and ten times as fast as looking. An ordinary text
    is of letters, signs, common and no-break spaces, and LF."""
    return _ORDINARY.fullmatch(text) is not None


def clean(text: str) -> str:
    """Line ends as LF; what is unfit becomes U+FFFD, so that a reader sees that something was there."""
    if is_ordinary(text):
        return text
    return _UNFIT.sub(_REPLACEMENT, _LINE_END.sub("\n", text) if "\r" in text else text)


def one_line(text: str) -> str:
    """A name or a title: clean, without controls of direction, on one line, with nothing around it."""
    if text.isprintable() and "  " not in text:  # nearly every name
        return text.strip(" ")
    if not is_ordinary(text):
        return _BREAKS.sub(" ", clean(text).translate(_DIRECTION)).strip()
    text = text.replace("\n", " ")
    while "  " in text:
        text = text.replace("  ", " ")
    return text.strip()


def for_feed(text: str) -> str:
    """Clean text, all of it legal in XML 1.0 (§2.2 `Char`). U+FFFD goes too: feed validators warn of it."""
    return clean_for_feed(clean(text))


def clean_for_feed(text: str) -> str:
    """The same of a text that is clean already, as all texts of views are; of HTML it is text, too."""
    return str(text).replace(_REPLACEMENT, "")


def for_terminal(text: str) -> str:
    """A message with every sign that a terminal would act on, or not show, written as an escape (`\\x1b`,
    `\\u202e`): what it quotes moves no cursor and turns no line, and a file is found by its name."""
    if text.replace("\n", " ").isprintable():
        return text
    return "".join(_escaped(sign) if acts_on_terminal(sign) else sign for sign in text)


def acts_on_terminal(sign: str) -> bool:
    """Controls but LF, formats (direction, zero width), surrogates, what is not assigned, line separators."""
    return sign != "\n" and (category(sign)[0] == "C" or category(sign) in {"Zl", "Zp"})


def _escaped(sign: str) -> str:
    code = ord(sign)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
