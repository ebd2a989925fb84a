"""What is kept of an article beside its card, in parts: lists of articles need a few hundred bytes of each,
feeds its entry as it stands there, and only its own page the text.
"""

import marshal
from collections.abc import Mapping
from operator import attrgetter
from typing import Any, NamedTuple

from plugins.fastbuild import sealed
from plugins.fastbuild.binder import Binder, Part, part
from plugins.fastbuild.changes import HandOver
from plugins.fastbuild.packing import Packed, pack_all
from plugins.feeds.entries import Entries
from plugins.views.model import ArticleView

PARTS = 6
_ABOUT, _TEXT, _ENTRY, _ATOM, _RSS, _SOURCE = range(PARTS)
IN_TEXT = ("content", "toc")
_OF_TALK = ("comments", "json_ld", "last_comment")
_IN_ABOUT = tuple(name for name in ArticleView.__slots__ if name not in (*IN_TEXT, *_OF_TALK))
_about, _text = attrgetter(*_IN_ABOUT), attrgetter(*IN_TEXT)
_BETWEEN = b"\0"  # no entry holds one: XML forbids it
View = Mapping[str, Packed]
Source = tuple[Mapping[str, list[str]], Mapping[str, str], bool]


class Written(NamedTuple):
    """Entries as they stand in feeds: the article's in Atom, and those of its comments in both formats, empty
    for one withdrawn."""

    article: bytes
    atom: list[bytes]
    rss: list[bytes]


def written(view: ArticleView, entries: Entries) -> Written:
    talk = entries.comment_entries(view)
    return Written(article=entries.article("atom", view), atom=talk.atom, rss=talk.rss)


def of_view(view: ArticleView) -> tuple[Part, Part]:
    """All of an article but its conversation: what lists may ask, and its text."""
    return part(sealed.canonical(pack_all(_about(view)))), part(sealed.canonical(pack_all(_text(view))))


def of_article(view: tuple[Part, Part], written: Written, source: Source) -> tuple[Part, ...]:
    """`source`: the header as written, where links to other sources lead, whether there is a summary."""
    texts = (written.article, _BETWEEN.join(written.atom), _BETWEEN.join(written.rss))
    return (*view, *map(part, texts), part(sealed.canonical(source)))


class Kept:
    """Of one article; read when somebody asks. Raises HandOver where nothing is kept."""

    __slots__ = ("_binder", "_name")

    def __init__(self, binder: Binder, name: str) -> None:
        self._binder, self._name = binder, name

    @property
    def about(self) -> View:
        """What lists may ask, packed."""
        return dict(zip(_IN_ABOUT, self._plain(_ABOUT), strict=True))

    @property
    def text(self) -> View:
        return dict(zip(IN_TEXT, self._plain(_TEXT), strict=True))

    @property
    def view(self) -> View:
        """All but the conversation."""
        return {**self.about, **self.text}

    @property
    def entry(self) -> bytes:
        """In Atom."""
        return self._part(_ENTRY)

    @property
    def atom(self) -> list[bytes]:
        """The entries of its comments."""
        return self._part(_ATOM).split(_BETWEEN)

    @property
    def rss(self) -> list[bytes]:
        return self._part(_RSS).split(_BETWEEN)

    @property
    def source(self) -> Source:
        """As given to `of_article`."""
        header, links, summarised = self._plain(_SOURCE)
        return header, links, summarised

    def _plain(self, number: int) -> Any:
        return marshal.loads(self._part(number))

    def _part(self, number: int) -> bytes:
        data = self._binder.part(self._name, number)
        if data is None:
            raise HandOver(f"nothing is kept of {self._name}")
        return data
