"""The XML of old systems as it is, made into XML that can be parsed. Pure.

PHP wrote it by printing: bytes that are not UTF-8, control characters, `&` and `&nbsp;` outside CDATA
(WordPress before 2.6), an empty line before the declaration. The old systems' own readers forgave that. What
XML cannot carry (XML 1.0 §2.2 `Char`) is carried as one of the 32 non-characters U+FDD0…U+FDEF, which no text
may interchange (Unicode §23.7), and `restored` gives it back. Lines keep their numbers.
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
"""Stands for a byte that is not of the encoding; the place of TAB, which needs no stand-in."""

_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_CARRIED = re.compile("[\ufdd0-\ufdef]")
_DECLARATION = re.compile(r"\ufeff?(?P<space>\s*)<\?xml(?P<inside>[^>]*)\?>")
_ENCODING = re.compile(rb"<\?xml[^>]*encoding\s*=\s*[\"']([A-Za-z0-9._-]{1,40})[\"']")
_MARK = re.compile(r"<!\[CDATA\[|\]\]>")
_END = "]]>"
_END_OF = {(True, True): _END, (True, False): "]]]]><![CDATA[>", (False, True): "]]&gt;"}
_OPENED = re.compile(r"<([A-Za-z_][\w:.-]*)(?:\s[^<>]*)?>[^<]*")
_FURTHEST = 4096
"""How far on, or back, is looked for a tag beside CDATA."""
_REFERENCE = re.compile(
    r"&(?:#(?P<decimal>[0-9]{1,9})|#[xX](?P<hex>[0-9A-Fa-f]{1,8})|(?P<name>[A-Za-z][A-Za-z0-9]{1,31}));|&"
)
_KNOWN = {"amp", "lt", "gt", "quot", "apos"}
_CUT = re.compile(r"(?:<[^>]{0,8}|&[#A-Za-z0-9]{0,32}|\]{1,2})\Z")
_LATIN = ("iso8859-1", "cp1252")
_CODECS = re.compile(r"(?:utf-(?:8|16)|iso8859-|cp125|ascii|koi8|gb|big5|euc|shift_jis)", re.IGNORECASE)


def mended(chunks: Iterable[bytes], where: str) -> Iterator[str]:
    """The export's text, piece by piece. Raises ImportRefused for an unknown encoding."""
    mender = _Mender()
    for piece in _decoded(chunks, where):
        yield mender.take(_UNFIT.sub(_stand_in, piece) if _UNFIT.search(piece) else piece)
    yield mender.rest()


def carries(piece: str) -> bool:
    """Whether something in it stands for something else."""
    return _CARRIED.search(piece) is not None


def restored(text: str) -> str:
    """What was carried, as it was; a broken byte as U+FFFD."""
    return _CARRIED.sub(_original, text)


def _stand_in(found: re.Match[str]) -> str:
    code = ord(found[0])
    return chr(_FIRST + code) if code < 0x20 else BROKEN if code < 0xE000 else "\ufffd"


def _original(found: re.Match[str]) -> str:
    return "\ufffd" if found[0] == BROKEN else chr(ord(found[0]) - _FIRST)


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
    """The declaration goes: it may stand on the first line only, and the text is decoded already."""
    return "\n" * declaration[0].count("\n")


def _decoder(chunk: bytes, where: str) -> codecs.IncrementalDecoder:
    name = "utf-8"
    if chunk.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        name = "utf-16"
    elif declared := _ENCODING.search(chunk[:1024]):
        name = declared[1].decode()
    try:
        found = codecs.lookup(name)
        if not _CODECS.match(found.name):
            raise LookupError
    except LookupError:
        what, hint = f"the unknown encoding “{name}”", "Save the file as UTF-8, and say so on its first line."
        raise ImportRefused(where, 1, what, hint) from None
    if found.name in _LATIN:  # many say so and are UTF-8, whose accents are not words in Latin-1
        return codecs.getincrementaldecoder("utf-8")(windows.FALLBACK)
    return found.incrementaldecoder("surrogateescape" if found.name in ("utf-8", "ascii") else "replace")


class _Mender:
    """Knows whether it is inside CDATA, where `&` is a letter like others, and of which element.

    A text may hold the marks of CDATA itself, as scripts do: an end that neither the end of the element nor
    more CDATA follows is of the text. WordPress reads a field to the end of its element, too, where the whole
    is not XML (wordpress-importer, `WXR_Parser_Regex::get_tag`).
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
        """CDATA begins after this; if no tag stands there, in the same element as the last."""
        loose = self._loose + before
        if (start := loose.rfind("<")) >= 0:
            opened = _OPENED.fullmatch(loose, start)
            self._element = opened[1] if opened else ""
        self._loose, before = "", self._segment(before)
        self._inside = True
        return before

    def _ends(self, text: str, after: int, final: bool) -> bool | None:
        """Whether CDATA ends before `after`; None where what comes must tell."""
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


def _reference(found: re.Match[str]) -> str:
    """As XML knows it: five names, and numbers of characters that it may carry."""
    if name := found["name"]:
        return found[0] if name in _KNOWN else escape(html5.get(f"{name};", found[0]))
    digits = found["decimal"] or found["hex"]
    if digits is None:
        return "&amp;"
    code = int(digits, 10 if found["decimal"] else 16)
    if code > 0x10FFFF:
        return "\ufffd"
    return _UNFIT.sub(_stand_in, chr(code)) if _UNFIT.match(chr(code)) else found[0]
