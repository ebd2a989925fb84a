"""The form that a blog's permalinks had, as a setting of this site, which keeps them. Pure."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from plugins.importers.record import ImportedArticle, RecordKind, RecordWarning, Source

_ENOUGH = 0.9
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
    found = f"{number:,} of {len(articles):,} articles had one form of address"
    what = (
        f"{found}; to keep them, write below [pelican] in site.toml:"
        f' ARTICLE_URL = "{form}" and ARTICLE_SAVE_AS = "{save_as}", before you import'
    )
    example = next(unquote(urlsplit(link).path) for article, link in articles if _form(article, link) == form)
    return PermalinkOffer(Source(RecordKind.OTHER, "permalinks", 0), what, found, form, save_as, example)


def _form(article: ImportedArticle, link: str) -> str:
    """With the date's parts and the name left open; empty where the name is none that it has here."""
    parts = urlsplit(link)
    *folders, name, end = ["", *unquote(parts.path).strip("/").split("/"), "/" * parts.path.endswith("/")]
    stem, dot, ending = name.partition(".")
    if parts.query or stem != article.slug:
        return ""
    said = _with_dates(folders[1:], article)
    return "/".join([*said, f"{{slug}}{dot}{ending}"]) + end


def _with_dates(folders: Sequence[str], article: ImportedArticle) -> list[str]:
    day = article.date
    left = list(zip((f"{day.year:04}", f"{day.month or 0:02}", f"{day.day or 0:02}"), _DATES, strict=True))
    said = []
    for folder in folders:
        said.append(folder.replace("{", "{{").replace("}", "}}"))
        if left and folder == left[0][0]:
            said[-1] = left.pop(0)[1]
    return said
