"""Views as a build would make them."""

from plugins.comments import format as comment_format
from plugins.comments.threads import arrange
from plugins.common.html import trusted_html
from plugins.common.when import When
from plugins.views import conversation, prose, view_factory
from plugins.views.model import ArticleView, TermView

SETTINGS = {
    "SITENAME": "Le blog",
    "SITESUBTITLE": "Sous-titre",
    "DEFAULT_LANG": "fr",
    "SITEURL": "https://blog.example/ici",
    "DEFAULT_CATEGORY": "Sans",
    "COMMENT_INTAKE_URL": "/commenter",
    "COMMENT_MAIL": "",
}
SITE = view_factory.site(
    SETTINGS, {name: f"{name}.css" for name in ("style", "feed", "intake", "ledger", "desk")}
)


def comments(*texts, url="un/"):
    """Of texts with their headers, but for their ids, which count."""
    filed = [
        comment_format.parse(f"Id: {number}\n{text}".encode(), f"{number}.txt")
        for number, text in enumerate(texts, 1)
    ]
    return conversation.views(arrange(filed), url, None, "fr")


def article(slug="un", date=When(2020, 12, 18), said=(), **changes):  # noqa: B008  # it is frozen
    content = trusted_html(f"<p>Texte de {slug} &amp; <a href='/x/'>lien</a>.</p>")
    talk = comments(*said, url=f"{slug}/")
    values = {
        "id": f"id-{slug}",
        "title": f"Titre <{slug}> & suite",
        "title_lang": None,
        "slug": slug,
        "url": f"{slug}/",
        "lang": "fr",
        "status": "published",
        "content": content,
        "summary": prose.summary(content),
        "description": f"Texte de {slug}",
        "date": date,
        "locale_date": "un jour",
        "locale_date_in_year": "un jour",
        "modified": None,
        "locale_modified": "",
        "terms": (
            TermView("Carnets", "carnets", "category/carnets/", 2, taxonomy="category"),
            TermView("mer", "mer", "tag/mer/", 1, taxonomy="tag"),
        ),
        "authors": ("Zoé",),
        "reading_minutes": 1,
        "toc": (),
        "comments": talk,
        "last_comment": conversation.last(talk, "fr"),
        "comments_open": True,
        "mailto": None,
    }
    return ArticleView(**{**values, **changes})
