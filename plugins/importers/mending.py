"""Repairs malformed XML of old systems so that it can be parsed. Pure.

PHP programs wrote it by printing text: with bytes that are not UTF-8, control characters, `&` and `&nbsp;`
outside CDATA (WordPress before 2.6), or an empty line before the declaration, and their own readers accepted
that. A character that XML does not allow (XML 1.0 §2.2 `Char`) is replaced by one of the 32 non-characters
U+FDD0…U+FDEF, which occur in no text (Unicode §23.7), and `restored` puts it back. Line numbers do not
change.
"""

import codecs
import re
from collections.abc import Iterable, Iterator
from html import escape
from html.entities import html5

from plugins.importers import windows
from plugins.importers.record import ImportRefused

_FIRST = 0xFDD0
BROKEN = chr(_FIRST + 9)
"""Stands for a byte that is invalid in the encoding. It would be that of TAB, which needs no stand-in."""

_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_CARRIED = re.compile("[\ufdd0-\ufdef]")
_DECLARATION = re.compile(r"\ufeff?(?P<space>\s*)<\?xml(?P<inside>[^>]*)\?>")
_ENCODING = re.compile(rb"<\?xml[^>]*encoding\s*=\s*[\"']([A-Za-z0-9._-]{1,40})[\"']")
_MARK = re.compile(r"<!\[CDATA\[|\]\]>")
_END = "]]>"
_END_OF = {(True, True): _END, (True, False): "]]]]><![CDATA[>", (False, True): "]]&gt;"}
_OPENED = re.compile(r"<([A-Za-z_][\w:.-]*)(?:\s[^<>]*)?>[^<]*")
_FURTHEST = 4096
"""How many characters before or after CDATA are searched for a tag."""
_REFERENCE = re.compile(
    r"&(?:#(?P<decimal>[0-9]{1,9})|#[xX](?P<hex>[0-9A-Fa-f]{1,8})|(?P<name>[A-Za-z][A-Za-z0-9]{1,31}));|&"
)
_KNOWN = {"amp", "lt", "gt", "quot", "apos"}
_CUT = re.compile(r"(?:<[^>]{0,8}|&[#A-Za-z0-9]{0,32}|\]{1,2})\Z")
_LATIN = ("iso8859-1", "cp1252")
_CODECS = re.compile(r"(?:utf-(?:8|16)|iso8859-|cp125|ascii|koi8|gb|big5|euc|shift_jis)", re.IGNORECASE)


def mended(chunks: Iterable[bytes], where: str) -> Iterator[str]:
    """The repaired text of an export, piece by piece. Raises ImportRefused for an unknown encoding."""
    mender = _Mender()
    for piece in _decoded(chunks, where):
        yield mender.take(_UNFIT.sub(_stand_in, piece) if _UNFIT.search(piece) else piece)
    yield mender.rest()


def carries(piece: str) -> bool:
    """Whether a text contains stand-ins."""
    return _CARRIED.search(piece) is not None


def restored(text: str) -> str:
    """A text with the original characters instead of stand-ins; an invalid byte becomes U+FFFD."""
    return _CARRIED.sub(_original, text)


def _stand_in(character: re.Match[str]) -> str:
    code = ord(character[0])
    return chr(_FIRST + code) if code < 0x20 else BROKEN if code < 0xE000 else "\ufffd"


def _original(stand_in: re.Match[str]) -> str:
    return "\ufffd" if stand_in[0] == BROKEN else chr(ord(stand_in[0]) - _FIRST)


def _decoded(chunks: Iterable[bytes], where: str) -> Iterator[str]:
    decoder = None
    for chunk in chunks:
        if decoder is None:
            decoder = _decoder(chunk, where)
            piece = decoder.decode(chunk)
            yield _DECLARATION.sub(_lines_of, piece, count=1) if _DECLARATION.match(piece) else piece
        else:
            yield decoder.decode(chunk)
    if decoder is not None:
        yield decoder.decode(b"", final=True)


def _lines_of(declaration: re.Match[str]) -> str:
    """The line ends of the declaration, which is removed: it is allowed on the first line only, and the text
    is decoded already."""
    return "\n" * declaration[0].count("\n")


def _decoder(chunk: bytes, where: str) -> codecs.IncrementalDecoder:
    name = "utf-8"
    if chunk.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        name = "utf-16"
    elif declared := _ENCODING.search(chunk[:1024]):
        name = declared[1].decode()
    try:
        codec = codecs.lookup(name)
        if not _CODECS.match(codec.name):
            raise LookupError
    except LookupError:
        what, hint = f"the unknown encoding “{name}”", "Save the file as UTF-8, and say so on its first line."
        raise ImportRefused(where, 1, what, hint) from None
    if codec.name in _LATIN:  # often declared for UTF-8, whose accented letters are improbable as Latin-1
        return codecs.getincrementaldecoder("utf-8")(windows.FALLBACK)
    return codec.incrementaldecoder("surrogateescape" if codec.name in ("utf-8", "ascii") else "replace")


class _Mender:
    """Repairs `&` and CDATA. It keeps track of whether it is inside CDATA, where `&` is not special, and in
    which element.

    A text may contain the delimiters of CDATA, as scripts do: an end that is followed neither by the end tag
    of the element nor by more CDATA belongs to the text. WordPress also reads a field up to its end tag if
    the whole is not well-formed (wordpress-importer, `WXR_Parser_Regex::get_tag`).
    """

    def __init__(self) -> None:
        self._inside = False
        self._element = ""
        self._held = self._loose = ""

    def take(self, piece: str) -> str:
        text = self._held + piece
        cut = _CUT.search(text, max(0, len(text) - 64))
        self._held = text[cut.start() :] if cut else ""
        return self._mended(text[: cut.start()] if cut else text)

    def rest(self) -> str:
        text, self._held = self._held, ""
        return self._mended(text, final=True)

    def _mended(self, text: str, final: bool = False) -> str:
        out: list[str] = []
        position = 0
        for mark in _MARK.finditer(text):
            if mark[0] != _END:
                if not self._inside:
                    out += (self._begun(text[position : mark.start()]), mark[0])
                    position = mark.end()
                continue
            ends = self._ends(text, mark.end(), final)
            if ends is None:
                self._held, text = text[mark.start() :] + self._held, text[: mark.start()]
                break
            out += (self._segment(text[position : mark.start()]), _END_OF[self._inside, ends])
            self._inside = self._inside and not ends
            position = mark.end()
        out.append(self._segment(text[position:]))
        self._loose = "" if self._inside else (self._loose + text[position:])[-_FURTHEST:]
        return "".join(out)

    def _begun(self, before: str) -> str:
        """The repaired text before CDATA. If it contains no tag, the CDATA is in the same element as the
        last."""
        loose = self._loose + before
        if (start := loose.rfind("<")) >= 0:
            opened = _OPENED.fullmatch(loose, start)
            self._element = opened[1] if opened else ""
        self._loose, before = "", self._segment(before)
        self._inside = True
        return before

    def _ends(self, text: str, after: int, final: bool) -> bool | None:
        """Whether CDATA ends before `after`; None if that depends on text that has not been read."""
        start = text.find("<", after, after + _FURTHEST) if self._inside and self._element else -2
        if start == -2:
            return True
        wanted = f"</{self._element}>"
        if start < 0:
            return True if final or len(text) - after >= _FURTHEST else None
        if len(text) - start < len(wanted) + 1 and not final:
            return None
        return text.startswith(("<![CDATA[", wanted, wanted[:-1] + " "), start)

    def _segment(self, text: str) -> str:
        return text if self._inside or "&" not in text else _REFERENCE.sub(_reference, text)


def _reference(reference: re.Match[str]) -> str:
    """A character reference of HTML as XML allows it: with one of five names, or a number of an allowed
    character."""
    if name := reference["name"]:
        return reference[0] if name in _KNOWN else escape(html5.get(f"{name};", reference[0]))
    digits = reference["decimal"] or reference["hex"]
    if digits is None:
        return "&amp;"
    code = int(digits, 10 if reference["decimal"] else 16)
    if code > 0x10FFFF:
        return "\ufffd"
    return _UNFIT.sub(_stand_in, chr(code)) if _UNFIT.match(chr(code)) else reference[0]
