"""Parses Dotclear's flat export, which consists of sections of rows. Pure.

///DOTCLEAR|2.18.1|single

[post post_id,blog_id,…] "41","monblog",…

Dotclear writes it with plugins/importExport/inc/flat/class.flat.export.php. Its own reader mistakes `\\","`
for the end of a field; here each field is scanned to its closing quote.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from plugins.importers import windows
from plugins.importers.record import ImportRefused

MAXIMUM_FIELD = 4 * 1024**2
MAXIMUM_ROW = 16 * 1024**2
_SIGNATURE = re.compile(r"///DOTCLEAR\|(?P<version>[^|]*)(?:\|.*)?", re.DOTALL)
_SECTION = re.compile(r"\[(?P<name>\w+) (?P<columns>\w+(?:,\w+)*)\]")
_FIELD = re.compile(r'"((?:[^"\\]++|\\.)*+)"', re.DOTALL)
_ROW = re.compile(r'"(?:[^"\\]++|\\.)*+"(?:,"(?:[^"\\]++|\\.)*+")*+', re.DOTALL)
_ESCAPE = re.compile(r'\\([\\nr"])')
_MEANT = {"\\": "\\", "n": "\n", "r": "\r", '"': '"'}


@dataclass(frozen=True, slots=True)
class FlatRow:
    """One row of a table, with its line."""

    table: str
    line: int
    values: Mapping[str, str] = field(repr=False)  # it may hold an address, a password: print none of it


@dataclass(frozen=True, slots=True)
class BrokenRow:
    """A row that cannot be parsed."""

    table: str
    line: int
    reason: str


def rows(lines: Iterable[bytes], where: str, wanted: frozenset[str]) -> Iterator[FlatRow | BrokenRow]:
    """The rows of the tables in `wanted`; others are skipped. Raises ImportRefused if it is not an export of
    Dotclear 2."""
    table = ""
    columns: list[str] = []
    numbered = enumerate(lines, 1)
    _check(next(numbered, (1, b""))[1], where)
    for number, raw in numbered:
        if raw.startswith(b"["):
            table, columns = _section(raw, where, number)
        elif table in wanted and raw.strip(b"\r\n"):
            yield _row(raw, table, columns, number)


def _check(raw: bytes, where: str) -> None:
    signature = raw.decode("utf-8-sig", "replace")
    match = _SIGNATURE.fullmatch(signature)
    if match is None:
        hint = "A Dotclear export begins with ///DOTCLEAR|2.18|single. Is FROM= right?"
        raise ImportRefused(where, 1, "no flat export of Dotclear", hint)
    version = match["version"][:20]
    if version.startswith("1."):
        what = f"an export of Dotclear {version}, whose tables are others"
        hint = "Import it into a Dotclear 2 first (which reads exports of 1.2), and export from there."
        raise ImportRefused(where, 1, what, hint)
    if not version.startswith("2."):
        hint = "Known: 2.0 to 2.39. If its tables are the same, write 2.39 in the first line and try."
        raise ImportRefused(where, 1, f"an export of an unknown Dotclear “{version}”", hint)


def _section(raw: bytes, where: str, number: int) -> tuple[str, list[str]]:
    match = _SECTION.fullmatch(raw.decode("utf-8", "replace").strip())
    if match is None:
        hint = "Nothing after this line could be trusted. Export the blog again."
        raise ImportRefused(where, number, "a section whose columns cannot be read", hint)
    return match["name"], match["columns"].split(",")


def _row(raw: bytes, table: str, columns: list[str], number: int) -> FlatRow | BrokenRow:
    if len(raw) >= MAXIMUM_ROW:
        return BrokenRow(table, number, f"longer than {MAXIMUM_ROW:,} bytes")
    if b"\0" in raw:
        return BrokenRow(table, number, "holds a NUL (U+0000)")
    try:
        text = windows.signs(raw.decode("utf-8").removesuffix("\n").removesuffix("\r"))
    except UnicodeDecodeError as error:
        return BrokenRow(table, number, f"is not UTF-8 (byte 0x{raw[error.start]:02X})")
    values = _fields(text)
    if values is None:
        return BrokenRow(table, number, "is not a row of fields between double quotes")
    if len(values) != len(columns):
        return BrokenRow(table, number, f"has {len(values)} fields where the section names {len(columns)}")
    row = dict(zip(columns, values, strict=True))
    if len(raw) > MAXIMUM_FIELD and (name := next((n for n in row if len(row[n]) > MAXIMUM_FIELD), None)):
        return BrokenRow(table, number, f"has more than {MAXIMUM_FIELD:,} characters in {name}")
    return FlatRow(table, number, row)


def _fields(text: str) -> list[str] | None:
    """All fields, or None if there is anything between or after them."""
    if _ROW.fullmatch(text) is None:
        return None
    return [_ESCAPE.sub(_meant, field) if "\\" in field else field for field in _FIELD.findall(text)]


def _meant(match: re.Match[str]) -> str:
    return _MEANT[match[1]]
