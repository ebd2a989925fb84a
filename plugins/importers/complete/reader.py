"""This site's own format as records: articles and pages as their files were, comments, old addresses."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from plugins.addresses import address
from plugins.importers import circles
from plugins.importers.complete import form
from plugins.importers.complete.form import Unfit
from plugins.importers.known import Known
from plugins.importers.record import (
    ImportRefused,
    Kind,
    Moved,
    Present,
    Record,
    Refused,
    Remark,
    Source,
    Verbatim,
    Warned,
)

MAXIMUM_LINE = 16 * 1024**2
_KINDS = {"article": Kind.ARTICLE, "page": Kind.PAGE, "comment": Kind.COMMENT}
_HINT = "Export it again with `make export TO=json`; the records must stay on lines of their own."
Lines = Callable[[], Iterable[bytes]]


def read(lines: Lines, where: str, articles: Iterable[Known]) -> Iterator[Record]:
    """All records. `lines` gives the file from its beginning, each time it is called."""
    slugs = {article.slug for article in articles}
    counts: Counter[Kind] = Counter()
    parents: dict[str, str] = {}
    for _, name, said in _records(lines(), where):
        counts[_KINDS.get(name, Kind.OTHER)] += name != "address"
        if name == "article" and isinstance(said.get("slug"), str):
            slugs.add(said["slug"])
        if name == "comment" and said.get("reply_to"):
            parents[_place(said, "id")] = _place(said, "reply_to")
    yield from (Present(kind, counts[kind]) for kind in Kind if counts[kind])
    yield from _told(lines, where, slugs, circles.broken(parents))


def _told(lines: Lines, where: str, slugs: set[str], cut: frozenset[str]) -> Iterator[Record]:
    for line, name, said in _records(lines(), where):
        identifier = str(said.get("id") or said.get("slug") or said.get("old") or "")[:80]
        source = Source(_KINDS.get(name, Kind.OTHER), identifier, line)
        if name == "address":
            yield _address(said, source)
            continue
        try:
            yield from _record(name, said, source, slugs, cut)
        except Unfit as unfit:
            yield Refused(source, str(unfit))


def _record(
    name: str, said: Mapping[str, Any], source: Source, slugs: set[str], cut: frozenset[str]
) -> Iterator[Record]:
    match name:
        case "article" | "page":
            yield Verbatim(source, str(said.get("slug")), form.path(said), _bytes(said))
        case "comment":
            yield from _comment(said, source, slugs, cut)
        case _:
            raise Unfit("is no record of this format")


def _comment(
    said: Mapping[str, Any], source: Source, slugs: set[str], cut: frozenset[str]
) -> Iterator[Record]:
    if said.get("article") not in slugs:
        raise Unfit("its article is not here")
    if _place(said, "id") in cut:
        yield Warned(source, circles.GOES_ROUND)
        said = {key: value for key, value in said.items() if key != "reply_to"}
    yield Remark(source, said["article"], form.comment(said))


def _address(said: Mapping[str, Any], source: Source) -> Record:
    old, new, number = said.get("old"), said.get("new"), said.get("id")
    if not isinstance(old, str) or not isinstance(new, str) or not isinstance(number, int | None):
        return Warned(source, "is no old address; it is left out")
    found = address.parse(old)
    return Moved(source, found.path, new, str(said.get("system") or ""), number, found.query)


def _bytes(said: Mapping[str, Any]) -> bytes:
    text = said.get("text")
    if not isinstance(text, str):
        raise Unfit("“text” is not text")
    try:
        return text.encode()
    except UnicodeEncodeError:
        raise Unfit("holds half of a sign (a lone surrogate)") from None


def _place(said: Mapping[str, Any], name: str) -> str:
    return f"{said.get('article')}/{said.get(name)}"


def _records(lines: Iterable[bytes], where: str) -> Iterator[tuple[int, str, Mapping[str, Any]]]:
    """Each record with its line and its name; one that cannot be read has none."""
    last = ""
    for number, raw in enumerate(lines, 1):
        last = raw.decode("utf-8-sig" if number == 1 else "utf-8", "replace").strip()
        if number == 1 and last != form.FIRST:
            raise ImportRefused(where, 1, "does not begin as an export of this site", _HINT)
        if number > 1 and last not in ("", form.LAST):
            yield number, *_parsed(raw)
    if last != form.LAST:
        raise ImportRefused(where, number if last else 1, "ends too early", _HINT)


def _parsed(raw: bytes) -> tuple[str, Mapping[str, Any]]:
    try:
        found = json.loads(raw.strip().removesuffix(b","))
        ((name, said),) = found.items()
    except (ValueError, AttributeError, RecursionError):
        return "", {}
    return (name, said) if isinstance(said, dict) else ("", {})
