"""A catalogue brought up to date: what is new joins, what is gone goes, what changed a little is marked."""

import re
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path

from babel.core import Locale, UnknownLocaleError
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po

from plugins.common import files
from plugins.translation.sources import SourceMessage

_CLOCK = re.compile(rb'^"(?!Language:|Plural-Forms:|MIME|Content)[A-Z][\w-]+: .*\\n"\n', re.MULTILINE)
_WHOLE_LINES = 0
_BETWEEN = b"\n\n"


def is_language(tag: str) -> bool:
    """Whether the field knows it, and its plurals."""
    try:
        return bool(Locale.parse(tag, sep="-" if "-" in tag else "_"))
    except (UnknownLocaleError, ValueError):
        return False


def read(path: Path) -> Catalog:
    """An empty one where there is no file. Its name is the language's."""
    if not path.exists():
        return Catalog(locale=path.stem, fuzzy=False)
    return read_po(BytesIO(path.read_bytes()), locale=path.stem)


def update(catalogue: Catalog, sources: Iterable[SourceMessage]) -> Catalog:
    """The same with the messages of `sources`, and no others."""
    template = Catalog(fuzzy=False)
    for one in sources:
        text = (one.one, one.many) if one.many else one.one
        notes = [one.comment] if one.comment else []
        template.add(text, locations=[(one.file, one.line)], context=one.context, auto_comments=notes)
    catalogue.update(template, update_header_comment=False)
    catalogue.obsolete.clear()
    return catalogue


def dump(catalogue: Catalog) -> bytes:
    """The file: the same for the same messages, whenever and by whomever it is written."""
    made = BytesIO()
    catalogue.header_comment = ""
    write_po(made, catalogue, width=_WHOLE_LINES, sort_by_file=True, include_lineno=False)
    return _CLOCK.sub(b"", made.getvalue()).lstrip(b"\n")


def write(path: Path, catalogue: Catalog) -> None:
    """One that says the same in another order, for code has moved, stays as it is: the file is the project's,
    and may be on an owner's disk."""
    data = dump(catalogue)
    if sorted(data.split(_BETWEEN)) != sorted((files.content(path) or b"").split(_BETWEEN)):
        files.write(path, data)


def missing(catalogue: Catalog) -> list[Message]:
    """What is not translated, or only perhaps: marked “fuzzy”, for the French changed."""
    return [one for one in catalogue if one.id and (one.fuzzy or not _is_whole(one))]


def wrong(catalogue: Catalog) -> list[str]:
    """What a translation would break: places to be filled in that are others."""
    translated = (one for one in catalogue if one.id and _is_begun(one) and not one.fuzzy)
    return [f"{one.id}: {error}" for one in translated for error in one.check(catalogue)]


def _is_begun(message: Message) -> bool:
    told = message.string
    return any(told) if isinstance(told, tuple) else bool(told)


def _is_whole(message: Message) -> bool:
    told = message.string
    return all(told) if isinstance(told, tuple) else bool(told)
