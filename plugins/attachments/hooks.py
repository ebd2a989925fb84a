"""Finds what lies beside articles and pages, lets their texts lead there, and copies what is used.

A generator of its own, because Pelican asks those of plugins after articles and pages, whose addresses are
known then, and before it looks for the files that are copied in any case (STATIC_PATHS).
"""

import posixpath
import shutil
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from pelican import signals
from pelican.generators import Generator

from plugins.articles import inspection
from plugins.attachments import attachments, folder
from plugins.attachments.attachments import AttachedFile


class AttachmentsGenerator(Generator):  # type: ignore[misc]  # Pelican carries no types
    """`context["attachments"]`: what is copied. `attached`, of an article or a page: where the files that its
    text names are found, by what is written there."""

    def generate_context(self) -> None:
        near = folder.neighbourhoods(Path(self.path))
        copied: set[AttachedFile] = set()
        for content in inspection.written(self.context, self.settings):
            content.attached = {}
            for name, html in self._texts(content):
                here = posixpath.dirname(content.relative_source_path)
                if here in near or attachments.leads_far(html):
                    copied.update(self._attach(content, name, html))
        self.context["attachments"] = sorted(copied)
        if copied:
            self._forget_links()

    def _texts(self, content: Any) -> Iterator[tuple[str, str]]:
        """The content itself is without a name."""
        yield "", content._content or ""
        for name in self.settings["FORMATTED_FIELDS"]:
            if isinstance(html := content.metadata.get(name), str):
                yield name, html

    def _attach(self, content: Any, name: str, html: str) -> Iterator[AttachedFile]:
        source, root = str(content.relative_source_path), urlsplit(self.settings["SITEURL"]).path.rstrip("/")
        addresses = {}
        for written, path in attachments.found(html, source, partial(folder.has, Path(self.path))).items():
            stays = self._is_static(path)
            place = path if stays else attachments.beside(path, content.save_as, source)
            addresses[written] = attachments.address(root, place, written)
            if content.save_as and (not stays or attachments.is_hidden_image(f"/{path}")):
                yield AttachedFile(path, place)
        _lead(content, name, attachments.leading(html, addresses))
        content.attached.update({} if name else addresses)

    def _is_static(self, path: str) -> bool:
        """Whether Pelican copies the folder in any case."""
        return any(f"{path}/".startswith(f"{each}/") for each in self.settings["STATIC_PATHS"])

    def _forget_links(self) -> None:
        """What was `{attach}…` is none of Pelican's any more."""
        written = inspection.written(self.context, self.settings)
        self.context["static_links"].clear()
        self.context["static_links"].update(*(content.get_static_links() for content in written))

    def generate_output(self, _: Any) -> None:  # the writer of pages; these are none
        for each in self.context["attachments"]:
            path = Path(self.output_path, each.save_as)
            path.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(Path(self.path, each.source), path)


def _lead(content: Any, name: str, html: str) -> None:
    if not name:
        content._content = html
        return
    content.metadata[name] = html
    setattr(content, "_summary" if name == "summary" else name, html)  # where Pelican looks for it again


def register() -> None:
    signals.get_generators.connect(lambda _: AttachmentsGenerator, weak=False)
