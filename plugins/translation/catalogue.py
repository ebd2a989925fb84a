"""Updates a catalogue: adds new messages, removes old ones, and marks those that changed a little."""

import re
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path

from babel.core import Locale, UnknownLocaleError
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po

from plugins.common import files
from plugins.translation.sources import SourceMessage

_DATES = re.compile(rb'^"(?!Language:|Plural-Forms:|MIME|Content)[A-Z][\w-]+: .*\\n"\n', re.MULTILINE)
_NO_WRAP = 0
_BETWEEN = b"\n\n"


def is_language(tag: str) -> bool:
    """Whether it is a language tag that Babel knows, with plural rules."""
    try:
        return bool(Locale.parse(tag, sep="-" if "-" in tag else "_"))
    except (UnknownLocaleError, ValueError):
        return False


def read(path: Path) -> Catalog:
    """Read a catalogue, whose file is named for its language; an empty one if there is no file."""
    if not path.exists():
        return Catalog(locale=path.stem, fuzzy=False)
    return read_po(BytesIO(path.read_bytes()), locale=path.stem)


def update(catalogue: Catalog, sources: Iterable[SourceMessage]) -> Catalog:
    """The catalogue with exactly the messages of `sources`."""
    template = Catalog(fuzzy=False)
    for source in sources:
        text = (source.one, source.many) if source.many else source.one
        notes = [source.comment] if source.comment else []
        location = source.file, source.line
        template.add(text, locations=[location], context=source.context, auto_comments=notes)
    catalogue.update(template, update_header_comment=False)
    catalogue.obsolete.clear()
    return catalogue


def dump(catalogue: Catalog) -> bytes:
    """The catalogue as a file. It has no dates, so that the same messages always make the same bytes."""
    file = BytesIO()
    catalogue.header_comment = ""
    write_po(file, catalogue, width=_NO_WRAP, sort_by_file=True, include_lineno=False)
    return _DATES.sub(b"", file.getvalue()).lstrip(b"\n")


def write(path: Path, catalogue: Catalog) -> None:
    """Write the catalogue, unless the file has the same messages in another order: moved code alone is no
    reason to change a file of the project on an owner's disk."""
    data = dump(catalogue)
    if sorted(data.split(_BETWEEN)) != sorted((files.content(path) or b"").split(_BETWEEN)):
        files.write(path, data)


def missing(catalogue: Catalog) -> list[Message]:
    """The messages that are not translated, or marked “fuzzy” because the French changed."""
    return [each for each in catalogue if each.id and (each.fuzzy or not _is_complete(each))]


def wrong(catalogue: Catalog) -> list[str]:
    """The errors of translations, as a placeholder that is missing."""
    translated = (each for each in catalogue if each.id and _is_begun(each) and not each.fuzzy)
    return [f"{each.id}: {error}" for each in translated for error in each.check(catalogue)]


def _is_begun(message: Message) -> bool:
    text = message.string
    return any(text) if isinstance(text, tuple) else bool(text)


def _is_complete(message: Message) -> bool:
    text = message.string
    return all(text) if isinstance(text, tuple) else bool(text)
