"""Sources and sites to proofread."""

from pathlib import Path

from plugins.proof import sources
from plugins.proof.sources import SourceText
from tests.examples import pelicanconf

HEADER = "Title: Un\nDate: 2020-12-18 10:00\n"
SETTINGS = {"MARKDOWN": pelicanconf.MARKDOWN, "DEFAULT_LANG": "fr"}


def source(text: str, header: str = HEADER, folder: Path | None = None) -> SourceText:
    """As read from a file."""
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as made:
        path = (folder or Path(made)) / "un.md"
        path.write_text(f"{header}\n{text}", encoding="utf-8")
        (read,) = sources.read(SETTINGS, path.parent, [path])
        return read
