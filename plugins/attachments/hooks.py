"""Finds what lies beside articles and pages, lets their texts lead there, and has pictures made.

A generator of its own, because Pelican asks those of plugins after articles and pages, whose addresses are
known then, and before it looks for the files that are copied in any case (STATIC_PATHS).
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from pelican import signals
from pelican.generators import Generator, StaticGenerator

from plugins.articles import inspection
from plugins.articles.source import shown
from plugins.attachments import attachments, copies, enclosures, folder, illustrations, problems
from plugins.attachments.attachments import AttachedFile, PublishedFolders
from plugins.attachments.illustrations import Named
from plugins.common import errors
from plugins.common.errors import Problem
from plugins.pictures import markup, media, plan
from plugins.pictures.facts import PictureFacts, is_picture
from plugins.pictures.markup import Use
from plugins.recordings import publishing
from plugins.recordings.errors import RecordingError


class _ReadText(NamedTuple):
    """Of an article or a page: of itself, without a name, or a header."""

    content: Any
    name: str
    html: str
    named: Named


class AttachmentsGenerator(Generator):  # type: ignore[misc]  # Pelican carries no types
    """`context["attachments"]`: what is copied; `context["pictures"]`: files made of pictures. Of an article
    or a page, by address as written: `attached`, where the files that its text names are found; `pictures`,
    what stands in it. `card`: what stands for it; `enclosures`: what is played in it."""

    def generate_context(self) -> None:
        content = Path(self.path)
        self._has = partial(folder.has, content)
        root = urlsplit(self.settings["SITEURL"]).path.rstrip("/")
        self._near = folder.neighbourhoods(content)
        self._folders = PublishedFolders(
            root, tuple(each for each in self.settings["STATIC_PATHS"] if each in self._near)
        )
        texts = list(self._texts())
        self._wanted: defaultdict[str, set[str]] = defaultdict(set)
        for text in texts:
            self._want(text)
        self._known = self._prepared(texts)
        copied = {file for text in texts for file in self._lead(text)}
        self.context["attachments"] = sorted(copied)
        self.context["pictures"] = sorted({*self._made()})  # a picture may lie there under two names
        if texts:
            self._forget_links()

    def _texts(self) -> Iterator[_ReadText]:
        """Those in which there is something to find."""
        for content in inspection.written(self.context, self.settings):
            content.attached, content.pictures, content.card, content.caption_lang = {}, {}, None, ""
            content.enclosures = ()
            source = str(content.relative_source_path)
            for name, html in self._htmls(content):
                html = illustrations.played(html, source, self._has, self._folders)
                errors.note(self.context, problems.without_words(content, html))
                carded = not name and "image" in content.metadata
                near = carded or _folder(source) in self._near
                if near or attachments.leads_far(html, self._folders.published):
                    named = illustrations.named(html, source, self._has, self._folders)
                    if named.pictures or named.others or carded or any(media.players(html)):
                        yield _ReadText(content, name, html, named)

    def _htmls(self, content: Any) -> Iterator[tuple[str, str]]:
        """The content itself is without a name."""
        yield "", content._content or ""
        for name in self.settings["FORMATTED_FIELDS"]:
            if isinstance(html := content.metadata.get(name), str):
                yield name, html

    def _want(self, text: _ReadText) -> None:
        """Note what each picture is used for."""
        for path in text.named.pictures.values():
            self._wanted[path].update({plan.COPIED} if self._folders.is_published(path) else ())
            larger = illustrations.original(path, self._has)
            self._wanted[larger].add(plan.SHOWN)
            self._wanted[larger].update({plan.COPIED} if self._folders.is_published(larger) else ())
        for path in filter(is_picture, text.named.others.values()):
            self._wanted[path].add(plan.COPIED)
        if carded := self._carded(text):
            self._wanted[carded[0]].add(plan.CARDED)

    def _carded(self, text: _ReadText) -> tuple[str, str] | None:
        """The path of the picture that stands for an article, and what it shows."""
        if text.name:
            return None
        pictures = text.named.pictures
        written = text.content.metadata.get("image")
        if written is not None:
            source = str(text.content.relative_source_path)
            path = attachments.meant(written, source, self._has, self._folders)
            found = markup.first(text.html, {each for each in pictures if pictures[each] == path})
            return (path, found[1] if found else "") if path and is_picture(path) else None
        found = markup.first(text.html, pictures)
        return (illustrations.original(pictures[found[0]], self._has), found[1]) if found else None

    def _prepared(self, texts: list[_ReadText]) -> Mapping[str, PictureFacts]:
        """Facts of all that are used, their files made; what is wrong with one is told where it is named."""
        if not self._wanted:
            return {}
        from plugins.pictures import prepared  # and with it Pillow, for those who have pictures
        from plugins.pictures.cache import PictureCache

        known, wrong = prepared.prepared(Path(self.path), self._wanted, PictureCache())
        for text in texts if wrong else ():
            for written, path in {**text.named.pictures, **text.named.others}.items():
                error = wrong.get(path) or wrong.get(illustrations.original(path, self._has))
                if error is not None:
                    wrongs = [problems.of_file(text.content, written, error.what, error.hint)]
                    errors.report(self.context, wrongs)
        return known

    def _lead(self, text: _ReadText) -> Iterator[AttachedFile]:
        content, source = text.content, str(text.content.relative_source_path)
        used = dict(illustrations.uses(text.named.pictures, self._known, self._has))
        addresses = {}
        for written, path in text.named.others.items():
            save_as = path if self._stays(path) else attachments.beside(path, content.save_as, source)
            addresses[written] = attachments.address(self._folders.root, save_as, written)
            if media.media_type(path):
                yield from self._recording(content, written, path, save_as)
            else:
                yield from self._file(content, path, save_as)
        for path in {path for one in text.named.pictures.values() for path in self._both(one)}:
            if self._stays(path):
                yield from self._file(content, path, path)
        self._put(text, used, addresses)

    def _both(self, path: str) -> tuple[str, str]:
        return path, illustrations.original(path, self._has)

    def _put(self, text: _ReadText, used: Mapping[str, Use], addresses: Mapping[str, str]) -> None:
        content, name = text.content, text.name
        lang = illustrations.caption_lang(self.settings, content.lang)
        html = markup.shown(text.html, used, illustrations.look(self._folders.root, lang, lazy=bool(name)))
        _lead(content, name, attachments.leading(html, addresses))
        if name:
            return
        content.attached, content.pictures, content.caption_lang = addresses, used, lang
        size = partial(folder.size, Path(self.path))
        content.enclosures = enclosures.enclosures(
            text.html, text.named.others, addresses, self._folders, size
        )
        carded = self._carded(text)
        content.card = illustrations.card(self._known.get(carded[0]), carded[1]) if carded else None
        if carded is None and "image" in content.metadata:
            errors.report(self.context, [problems.no_picture(content)])

    def _file(self, content: Any, path: str, save_as: str) -> Iterator[AttachedFile]:
        """Of a picture what was made of it; what Pelican copies in any case, but pictures, it copies."""
        if not content.save_as:
            return
        if facts := self._known.get(path):
            yield AttachedFile(path, save_as, copies.kept(plan.copy(facts).name))
        elif not is_picture(path) and not self._stays(path):
            yield AttachedFile(path, save_as)

    def _recording(self, content: Any, written: str, path: str, save_as: str) -> Iterator[AttachedFile]:
        """Those that Pelican copies in any case are looked at below."""
        if not content.save_as or self._stays(path):
            return
        try:
            yield AttachedFile(path, save_as, str(publishing.published(Path(self.path), path)))
        except RecordingError as error:
            hint = problems.made_again(Path(self.path) / path)
            errors.report(self.context, [problems.of_file(content, written, error.what, hint)])

    def _stays(self, path: str) -> bool:
        """Whether it answers at its own address."""
        return self._folders.is_published(path)

    def _made(self) -> Iterator[str]:
        """The names of what stands in texts, or for them."""
        for path, uses in self._wanted.items():
            if facts := self._known.get(path):
                yield from {each.name for each in plan.files(facts, uses - {plan.COPIED})}

    def _forget_links(self) -> None:
        """What was `{attach}…` is not Pelican's any more."""
        written = inspection.written(self.context, self.settings)
        self.context["static_links"].clear()
        self.context["static_links"].update(*(content.get_static_links() for content in written))

    def generate_output(self, _: Any) -> None:  # the writer of pages; these are none
        copies.publish(self.context["attachments"], Path(self.path), Path(self.output_path))
        names, output = self.context["pictures"], self.settings["OUTPUT_PATH"]
        self.settings["KEPT"] = copies.publish_pictures(names, output, str(self.output_path))
        publishing.forget(Path(self.path))


def _folder(source: str) -> str:
    return source.rpartition("/")[0]


def _lead(content: Any, name: str, html: str) -> None:
    if not name:
        content._content = html
        return
    content.metadata[name] = html
    setattr(content, "_summary" if name == "summary" else name, html)  # where Pelican looks for it again


def withhold(generator: StaticGenerator) -> None:
    """From the folders that are copied in any case pictures, sounds and films: an original says where it was
    taken. What is used of pictures is among the attachments; all sounds and films become so."""
    content, attached = Path(generator.path), generator.context["attachments"]
    for file in (each for each in generator.staticfiles if media.media_type(each.save_as)):
        path = file.relative_source_path
        try:
            attached.append(AttachedFile(path, file.save_as, str(publishing.published(content, path))))
        except RecordingError as error:
            hint = problems.made_again(content / path)
            errors.report(generator.context, [Problem(shown(file.source_path), 0, error.what, hint)])
    generator.staticfiles[:] = [
        each
        for each in generator.staticfiles
        if not is_picture(each.save_as) and not media.media_type(each.save_as)
    ]


def register() -> None:
    signals.get_generators.connect(lambda _: AttachmentsGenerator, weak=False)
    signals.static_generator_finalized.connect(withhold)
