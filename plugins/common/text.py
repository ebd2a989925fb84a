"""Cleans text from outside so that it is safe everywhere: in files, XML, HTML and terminals. Cleaning twice
changes nothing."""

import re
from unicodedata import category

# Characters that nobody types and no document may contain, as the inside of a character class.
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

# Allowed characters, without controls of direction, and with no white space other than space, LF and the
# no-break spaces of French. A negated class would be shorter, but a positive one is faster.
_ORDINARY = re.compile(
    "[\n -~\u00a0-\u061b\u061d-\u167f\u1681-\u1fff\u200b-\u200d\u2010-\u2027\u202f-\u205e\u2060-\u2065"
    "\u206a-\u2fff\u3001-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U0001fffd]*+"
)

# Controls of direction (Unicode UAX 9 §2): within a line of text their only use is deception.
_DIRECTION = dict.fromkeys([0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)])

# Breaking white space. U+00A0 and U+202F stay, because French punctuation needs them.
_BREAKS = re.compile("[ \t\n\x85\u2028\u2029]+")


def is_ordinary(text: str) -> bool:
    """Whether a text consists only of ordinary letters and signs, spaces, no-break spaces and LF, so that
    nothing needs cleaning. True for nearly all texts, and ten times as fast as searching for exceptions."""
    return _ORDINARY.fullmatch(text) is not None


def clean(text: str) -> str:
    """A text with LF as line ends, and with U+FFFD instead of forbidden characters, so that readers see that
    something was there."""
    if is_ordinary(text):
        return text
    return _UNFIT.sub(_REPLACEMENT, _LINE_END.sub("\n", text) if "\r" in text else text)


def one_line(text: str) -> str:
    """A clean text on one line, for names and titles: without controls of direction, and stripped."""
    if text.isprintable() and "  " not in text:  # nearly every name
        return text.strip(" ")
    if not is_ordinary(text):
        return _BREAKS.sub(" ", clean(text).translate(_DIRECTION)).strip()
    text = text.replace("\n", " ")
    while "  " in text:
        text = text.replace("  ", " ")
    return text.strip()


def for_feed(text: str) -> str:
    """A clean text that is legal in XML 1.0 (§2.2 `Char`), without U+FFFD, of which feed validators warn."""
    return clean_for_feed(clean(text))


def clean_for_feed(text: str) -> str:
    """As `for_feed`, for a text that is clean already, as all texts of views are. Returns a str for a Markup
    too."""
    return str(text).replace(_REPLACEMENT, "")


def for_terminal(text: str) -> str:
    """A text with escapes (`\\x1b`, `\\u202e`) for all characters that a terminal interprets or does not
    show, so that a quoted text can neither control the terminal nor deceive."""
    if text.replace("\n", " ").isprintable():
        return text
    return "".join(_escaped(sign) if acts_on_terminal(sign) else sign for sign in text)


def acts_on_terminal(sign: str) -> bool:
    """Whether a character must be escaped: controls except LF, format characters (direction, zero width),
    surrogates, unassigned ones, and line separators."""
    return sign != "\n" and (category(sign)[0] == "C" or category(sign) in {"Zl", "Zp"})


def _escaped(sign: str) -> str:
    code = ord(sign)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
