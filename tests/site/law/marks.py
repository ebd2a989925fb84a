"""A plugin that is not of this project: it changes every text."""

from typing import Any

from pelican import signals

MARK = "marked"


def mark(content: Any) -> None:
    if content._content is not None:
        content._content = content._content.replace("</p>", f" {MARK}</p>")


def register() -> None:
    signals.content_object_init.connect(mark)
