"""Reads this site's own format as records: articles and pages, comments, old addresses."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from plugins.addresses import address
from plugins.importers import reply_cycles
from plugins.importers.complete import format
from plugins.importers.complete.format import InvalidRecord
from plugins.importers.existing import ExistingArticle
from plugins.importers.record import (
    ExpectedCount,
    ImportedComment,
    ImportRefused,
    MovedAddress,
    Record,
    RecordKind,
    RecordWarning,
    RefusedRecord,
    Source,
    SourceFile,
)

MAXIMUM_LINE = 16 * 1024**2
_KINDS = {"article": RecordKind.ARTICLE, "page": RecordKind.PAGE, "comment": RecordKind.COMMENT}
_HINT = "Export it again with `make export TO=json`; the records must stay on lines of their own."
Lines = Callable[[], Iterable[bytes]]


def read(lines: Lines, where: str, articles: Iterable[ExistingArticle]) -> Iterator[Record]:
    """All records. `lines` opens the file anew each time it is called."""
    slugs = {article.slug for article in articles}
    counts: Counter[RecordKind] = Counter()
    parents: dict[str, str] = {}
    for _, name, data in _records(lines(), where):
        counts[_KINDS.get(name, RecordKind.OTHER)] += name != "address"
        if name == "article" and isinstance(data.get("slug"), str):
            slugs.add(data["slug"])
        if name == "comment" and data.get("reply_to"):
            parents[_key(data, "id")] = _key(data, "reply_to")
    yield from (ExpectedCount(kind, counts[kind]) for kind in RecordKind if counts[kind])
    yield from _all(lines, where, slugs, reply_cycles.links_to_cut(parents))


def _all(lines: Lines, where: str, slugs: set[str], cut: frozenset[str]) -> Iterator[Record]:
    for line, name, data in _records(lines(), where):
        identifier = str(data.get("id") or data.get("slug") or data.get("old") or "")[:80]
        source = Source(_KINDS.get(name, RecordKind.OTHER), identifier, line)
        if name == "address":
            yield _address(data, source)
            continue
        try:
            yield from _record(name, data, source, slugs, cut)
        except InvalidRecord as error:
            yield RefusedRecord(source, str(error))


def _record(
    name: str, data: Mapping[str, Any], source: Source, slugs: set[str], cut: frozenset[str]
) -> Iterator[Record]:
    match name:
        case "article" | "page":
            yield SourceFile(source, str(data.get("slug")), format.path(data), _bytes(data))
        case "comment":
            yield from _comment(data, source, slugs, cut)
        case _:
            raise InvalidRecord("is not a record of this format")


def _comment(
    data: Mapping[str, Any], source: Source, slugs: set[str], cut: frozenset[str]
) -> Iterator[Record]:
    if data.get("article") not in slugs:
        raise InvalidRecord("its article is not here")
    if _key(data, "id") in cut:
        yield RecordWarning(source, reply_cycles.IN_A_CYCLE)
        data = {key: value for key, value in data.items() if key != "reply_to"}
    yield ImportedComment(source, data["article"], format.comment(data))


def _address(data: Mapping[str, Any], source: Source) -> Record:
    old, new, number = data.get("old"), data.get("new"), data.get("id")
    if not isinstance(old, str) or not isinstance(new, str) or not isinstance(number, int | None):
        return RecordWarning(source, "is not an old address; it is left out")
    parsed = address.parse(old)
    return MovedAddress(source, parsed.path, new, str(data.get("system") or ""), number, parsed.query)


def _bytes(data: Mapping[str, Any]) -> bytes:
    text = data.get("text")
    if not isinstance(text, str):
        raise InvalidRecord("“text” is not text")
    try:
        return text.encode()
    except UnicodeEncodeError:
        raise InvalidRecord("holds half of a sign (a lone surrogate)") from None


def _key(data: Mapping[str, Any], name: str) -> str:
    return f"{data.get('article')}/{data.get(name)}"


def _records(lines: Iterable[bytes], where: str) -> Iterator[tuple[int, str, Mapping[str, Any]]]:
    """Each record with its line and its kind; the kind is "" if it cannot be read."""
    last = ""
    for number, raw in enumerate(lines, 1):
        last = raw.decode("utf-8-sig" if number == 1 else "utf-8", "replace").strip()
        if number == 1 and last != format.FIRST:
            raise ImportRefused(where, 1, "does not begin as an export of this site", _HINT)
        if number > 1 and last not in ("", format.LAST):
            yield number, *_parsed(raw)
    if last != format.LAST:
        raise ImportRefused(where, number if last else 1, "ends too early", _HINT)


def _parsed(raw: bytes) -> tuple[str, Mapping[str, Any]]:
    try:
        record = json.loads(raw.strip().removesuffix(b","))
        ((name, data),) = record.items()
    except (ValueError, AttributeError, RecursionError):
        return "", {}
    return (name, data) if isinstance(data, dict) else ("", {})
