"""The words that an import itself writes into `content/`, in the site's language.

Readers of exports leave empty what the old system left empty; `complete` writes these words there. Ids are
made before, so no id depends on a language.
"""

from dataclasses import dataclass, replace

from plugins.common import translations
from plugins.common.translations import N_
from plugins.importers.record import ImportedArticle, ImportedComment, Record


@dataclass(frozen=True, slots=True)
class ImportWords:
    """`title`: of an article without one. `slug`: of an article whose title gives none. `author`: of a
    comment without one. `attachments`: the heading of an article's files. `ampersand`, `percent`: these
    signs, spelt out in the name of a tag."""

    title: str = N_("Sans titre")
    # For translators: in addresses; letters, digits and hyphens
    slug: str = N_("billet")
    author: str = N_("Anonyme")
    attachments: str = N_("Annexes")
    # For translators: “&” in the name of a tag
    ampersand: str = N_("et")
    # For translators: “%” in the name of a tag
    percent: str = N_("pour cent")


FRENCH = ImportWords()


def of(lang: str) -> ImportWords:
    """The words of a site. `lang`: its language."""
    _ = translations.of(lang).gettext
    return ImportWords(
        title=_(FRENCH.title),
        slug=_(FRENCH.slug),
        author=_(FRENCH.author),
        attachments=_(FRENCH.attachments),
        ampersand=_(FRENCH.ampersand),
        percent=_(FRENCH.percent),
    )


def complete(record: Record, words: ImportWords) -> Record:
    """The record with words where the old system had none."""
    match record:
        case ImportedArticle():
            return _article(record, words)
        case ImportedComment() if not record.comment.author:
            return replace(record, comment=record.comment._replace(author=words.author))
        case _:
            return record


def _article(article: ImportedArticle, words: ImportWords) -> ImportedArticle:
    html = article.html
    if article.attachments_html:
        html = f"{html}\n<h3>{words.attachments}</h3>\n{article.attachments_html}".strip()
    return replace(article, title=article.title or words.title, html=html, attachments_html="")
