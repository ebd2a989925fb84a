"""The form that a blog's permalinks had, as a setting of this site, which keeps them. Pure."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from urllib.parse import quote, unquote, urlsplit

from plugins.common.counting import counted
from plugins.importers.record import ImportedArticle, MovedAddress, Record, RecordKind, RecordWarning, Source

_ENOUGH = 0.9
_PAGE = ".html"
_DATES = ("{date:%Y}", "{date:%m}", "{date:%d}")


@dataclass(frozen=True, slots=True)
class PermalinkOffer(RecordWarning):
    """`found`: how many articles had it; `form`, `save_as`: the settings; `example`: of an article."""

    found: str
    form: str
    save_as: str
    example: str


def offer(articles: Sequence[tuple[ImportedArticle, str]]) -> PermalinkOffer | None:
    """How to keep them, if nearly all are of one form and this site's is another. With each article the
    address that it had."""
    forms = Counter(form for article, link in articles if (form := _form(article, link)))
    if not forms:
        return None
    (form, number), *_ = forms.most_common(1)
    save_as = f"{form}index.html" if form.endswith("/") else form
    if number < _ENOUGH * len(articles) or save_as == articles[0][0].patterns.article:
        return None
    found = f"{number:,} of {counted(len(articles), 'article')} had one form of address"
    example = next(unquote(urlsplit(link).path) for article, link in articles if _form(article, link) == form)
    what = f'{found}, as in {example} (ARTICLE_URL = "{form}"); they lead to this site\'s, which are others'
    return PermalinkOffer(Source(RecordKind.OTHER, "permalinks", 0), what, found, form, save_as, example)


def with_offer(records: Iterable[Record]) -> Iterator[Record]:
    """The same records, and what follows from them, where each article is followed by the address that it
    had, if the archive tells it."""
    public: list[ImportedArticle] = []
    links: dict[str, str] = {}
    for record in records:
        yield record
        if isinstance(record, ImportedArticle) and not (record.draft or record.page):
            public.append(replace(record, html="", summary_html="", title=""))
        elif isinstance(record, MovedAddress):
            links[record.source.id] = quote(record.old)
    if found := offer([(article, links.get(article.source.id, "")) for article in public]):
        yield found


def _form(article: ImportedArticle, link: str) -> str:
    """With the date's parts and the name left open; empty where the name is none that it has here, or where
    servers would not take a file of that name for a page. One without an ending is a folder's: they lead
    from it to the one with a slash."""
    parts = urlsplit(link)
    *folders, name = unquote(parts.path).strip("/").split("/")
    end = _PAGE if name.endswith(_PAGE) else "/"
    if parts.query or name.removesuffix(_PAGE) != article.slug:
        return ""
    return "/".join([*_with_dates(folders, article), "{slug}"]) + end


def _with_dates(folders: Sequence[str], article: ImportedArticle) -> list[str]:
    day = article.date
    left = list(zip((f"{day.year:04}", f"{day.month or 0:02}", f"{day.day or 0:02}"), _DATES, strict=True))
    said = []
    for folder in folders:
        said.append(folder.replace("{", "{{").replace("}", "}}"))
        if left and folder == left[0][0]:
            said[-1] = left.pop(0)[1]
    return said
