"""Finds the files that articles and pages name, writes their public addresses into the texts, and has the
files of pictures made.

It is a generator, because Pelican runs those of plugins after articles and pages, whose addresses are known
then, and before it collects the files that are always copied (STATIC_PATHS).
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
from plugins.articles.source import display_path
from plugins.attachments import attachments, copies, enclosures, folder, illustrations, problems
from plugins.attachments.attachments import AttachedFile, PublishedFolders
from plugins.attachments.illustrations import NamedFiles
from plugins.common import errors
from plugins.common.errors import Problem
from plugins.pictures import markup, media, plan
from plugins.pictures.facts import PictureFacts, is_picture
from plugins.pictures.markup import PictureUse
from plugins.recordings import publishing
from plugins.recordings.errors import RecordingError


class _TextWithFiles(NamedTuple):
    """A text of an article or a page. `name`: of the header field that it is, or empty for the text itself;
    `files`: those that it names."""

    content: Any
    name: str
    html: str
    files: NamedFiles


class AttachmentsGenerator(Generator):  # type: ignore[misc]  # Pelican carries no types
    """Puts into the context: `attachments`, the files to copy; `pictures`, the names of files made of
    pictures. Gives each article and page: `attached`, the public addresses of the files that its text names,
    and `pictures`, the pictures in it, both by address as written; `card`, the picture that represents it;
    `enclosures`, the sounds and films in it."""

    def generate_context(self) -> None:
        content = Path(self.path)
        self._has = partial(folder.has, content)
        root = urlsplit(self.settings["SITEURL"]).path.rstrip("/")
        self._with_files = folder.with_attachable_files(content)
        self._folders = PublishedFolders(
            root, tuple(each for each in self.settings["STATIC_PATHS"] if each in self._with_files)
        )
        texts = list(self._texts())
        self._uses: defaultdict[str, set[str]] = defaultdict(set)
        for text in texts:
            self._note_uses(text)
        self._facts = self._prepared(texts)
        copied = {file for text in texts for file in self._attach(text)}
        self.context["attachments"] = sorted(copied)
        self.context["pictures"] = sorted({*self._picture_files()})  # two sources may be the same picture
        if texts:
            self._forget_links()

    def _texts(self) -> Iterator[_TextWithFiles]:
        """The texts that name files, or may need them."""
        for content in inspection.written(self.context, self.settings):
            content.attached, content.pictures, content.card, content.caption_lang = {}, {}, None, ""
            content.enclosures = ()
            source = str(content.relative_source_path)
            for name, html in self._htmls(content):
                html = illustrations.with_players(html, source, self._has, self._folders)
                errors.note(self.context, problems.without_alt(content, html))
                names_card = not name and "image" in content.metadata
                if (
                    names_card
                    or _folder(source) in self._with_files
                    or attachments.may_name_distant_files(html, self._folders.published)
                ):
                    files = illustrations.named_files(html, source, self._has, self._folders)
                    if files.pictures or files.others or names_card or any(media.players(html)):
                        yield _TextWithFiles(content, name, html, files)

    def _htmls(self, content: Any) -> Iterator[tuple[str, str]]:
        """The text itself, with an empty name, and each formatted header field."""
        yield "", content._content or ""
        for name in self.settings["FORMATTED_FIELDS"]:
            if isinstance(html := content.metadata.get(name), str):
                yield name, html

    def _note_uses(self, text: _TextWithFiles) -> None:
        """Note what each picture is used for."""
        for path in text.files.pictures.values():
            self._uses[path].update({plan.COPIED} if self._folders.is_published(path) else ())
            original = illustrations.original(path, self._has)
            self._uses[original].add(plan.SHOWN)
            self._uses[original].update({plan.COPIED} if self._folders.is_published(original) else ())
        for path in filter(is_picture, text.files.others.values()):
            self._uses[path].add(plan.COPIED)
        if card := self._card_source(text):
            self._uses[card[0]].add(plan.CARDED)

    def _card_source(self, text: _TextWithFiles) -> tuple[str, str] | None:
        """The path of the picture that represents an article, and its text alternative."""
        if text.name:
            return None
        pictures = text.files.pictures
        written = text.content.metadata.get("image")
        if written is not None:
            source = str(text.content.relative_source_path)
            path = attachments.file_of(written, source, self._has, self._folders)
            first = markup.first(text.html, {each for each in pictures if pictures[each] == path})
            return (path, first[1] if first else "") if path and is_picture(path) else None
        first = markup.first(text.html, pictures)
        return (illustrations.original(pictures[first[0]], self._has), first[1]) if first else None

    def _prepared(self, texts: list[_TextWithFiles]) -> Mapping[str, PictureFacts]:
        """Have the files of all used pictures made. Returns their facts; an error of a picture is reported
        for each text that names it."""
        if not self._uses:
            return {}
        from plugins.pictures import prepared  # and with it Pillow, for those who have pictures
        from plugins.pictures.cache import PictureCache

        facts, failures = prepared.prepared(Path(self.path), self._uses, PictureCache())
        for text in texts if failures else ():
            for written, path in {**text.files.pictures, **text.files.others}.items():
                error = failures.get(path) or failures.get(illustrations.original(path, self._has))
                if error is not None:
                    problem = problems.of_file(text.content, written, error.what, error.hint)
                    errors.report(self.context, [problem])
        return facts

    def _attach(self, text: _TextWithFiles) -> Iterator[AttachedFile]:
        """The files that a text needs in the output. Writes their addresses into it."""
        content, source = text.content, str(text.content.relative_source_path)
        pictures = dict(illustrations.uses(text.files.pictures, self._facts, self._has))
        addresses = {}
        for written, path in text.files.others.items():
            is_published = self._folders.is_published(path)
            save_as = path if is_published else attachments.save_as(path, content.save_as, source)
            addresses[written] = attachments.address(self._folders.root, save_as, written)
            if media.media_type(path):
                yield from self._recording(content, written, path, save_as)
            else:
                yield from self._file(content, path, save_as)
        for path in {path for each in text.files.pictures.values() for path in self._with_original(each)}:
            if self._folders.is_published(path):
                yield from self._file(content, path, path)
        self._set_html(text, pictures, addresses)

    def _with_original(self, path: str) -> tuple[str, str]:
        return path, illustrations.original(path, self._has)

    def _set_html(
        self, text: _TextWithFiles, pictures: Mapping[str, PictureUse], addresses: Mapping[str, str]
    ) -> None:
        content, name = text.content, text.name
        lang = illustrations.caption_lang(self.settings, content.lang)
        options = illustrations.options(self._folders.root, lang, lazy=bool(name))
        html = markup.with_pictures(text.html, pictures, options)
        _replace(content, name, attachments.with_addresses(html, addresses))
        if name:
            return
        content.attached, content.pictures, content.caption_lang = addresses, pictures, lang
        size = partial(folder.size, Path(self.path))
        content.enclosures = enclosures.enclosures(
            text.html, text.files.others, addresses, self._folders, size
        )
        card = self._card_source(text)
        content.card = illustrations.card(self._facts.get(card[0]), card[1]) if card else None
        if card is None and "image" in content.metadata:
            errors.report(self.context, [problems.no_picture(content)])

    def _file(self, content: Any, path: str, save_as: str) -> Iterator[AttachedFile]:
        """A picture as the file made of it; any other file unless Pelican copies it with its folder."""
        if not content.save_as:
            return
        if facts := self._facts.get(path):
            yield AttachedFile(path, save_as, copies.cached(plan.copy(facts).name))
        elif not is_picture(path) and not self._folders.is_published(path):
            yield AttachedFile(path, save_as)

    def _recording(self, content: Any, written: str, path: str, save_as: str) -> Iterator[AttachedFile]:
        """A sound or a film as its cleaned copy. `withhold` sees to those in folders that are copied."""
        if not content.save_as or self._folders.is_published(path):
            return
        try:
            yield AttachedFile(path, save_as, str(publishing.published(Path(self.path), path)))
        except RecordingError as error:
            hint = problems.convert_hint(Path(self.path) / path)
            errors.report(self.context, [problems.of_file(content, written, error.what, hint)])

    def _picture_files(self) -> Iterator[str]:
        """The names of the files made of pictures, but for copies, which are attachments."""
        for path, uses in self._uses.items():
            if facts := self._facts.get(path):
                yield from {each.name for each in plan.files(facts, uses - {plan.COPIED})}

    def _forget_links(self) -> None:
        """Collect Pelican's own links anew: those with `{attach}` have been replaced."""
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


def _replace(content: Any, name: str, html: str) -> None:
    """Set the text of an article or page, or of one of its header fields."""
    if not name:
        content._content = html
        return
    content.metadata[name] = html
    setattr(content, "_summary" if name == "summary" else name, html)  # where Pelican looks for it again


def withhold(generator: StaticGenerator) -> None:
    """Keep Pelican from copying original pictures, sounds and films, which may say where they were taken. The
    pictures that are used are attachments already; the cleaned copies of sounds and films become attachments
    here."""
    content, attached = Path(generator.path), generator.context["attachments"]
    for file in (each for each in generator.staticfiles if media.media_type(each.save_as)):
        path = file.relative_source_path
        try:
            attached.append(AttachedFile(path, file.save_as, str(publishing.published(content, path))))
        except RecordingError as error:
            hint = problems.convert_hint(content / path)
            errors.report(generator.context, [Problem(display_path(file.source_path), 0, error.what, hint)])
    generator.staticfiles[:] = [
        each
        for each in generator.staticfiles
        if not is_picture(each.save_as) and not media.media_type(each.save_as)
    ]


def register() -> None:
    signals.get_generators.connect(lambda _: AttachmentsGenerator, weak=False)
    signals.static_generator_finalized.connect(withhold)
