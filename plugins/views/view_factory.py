"""Makes views of Pelican's objects, reading their attributes only; does not import Pelican.

Each article gets one view, no matter how many pages show it.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any
from urllib.parse import quote

from markupsafe import Markup

from plugins.articles import schedule
from plugins.articles.encoding import encoded
from plugins.articles.header import Header
from plugins.comments import mail_subject
from plugins.common.html import trusted_html
from plugins.common.output_paths import address_of
from plugins.common.settings import setting
from plugins.common.taxonomies import TAXONOMIES
from plugins.common.text import one_line
from plugins.common.when import When
from plugins.views import addresses, conversation, dates, menu, prose
from plugins.views.model import (
    ArticleView,
    EnclosureView,
    HeadingView,
    LedgerView,
    LinkView,
    PageView,
    PictureView,
    SiteView,
    TermView,
)
from plugins.views.neighbours import Neighbours

_CONTENTS_FROM = 3
_UNKNOWN = Header(None, None, None, None, None)


def site(
    settings: Mapping[str, Any], stylesheets: Mapping[str, str], pages: Collection[str] | None = None
) -> SiteView:
    """The view of the site, from its settings. `stylesheets`: their names by purpose. `pages`: the addresses
    that menus may link to, if known."""
    return SiteView(
        name=one_line(settings["SITENAME"]),
        subtitle=one_line(setting(settings, "SITESUBTITLE")),
        lang=settings["DEFAULT_LANG"],
        address=addresses.absolute(settings["SITEURL"], ""),
        root=addresses.root(settings["SITEURL"]),
        stylesheet=stylesheets["style"],
        feed_stylesheet=stylesheets["feed"],
        intake_stylesheet=stylesheets["intake"],
        ledger_stylesheet=stylesheets["ledger"],
        menu=menu.links(setting(settings, "MENUITEMS"), pages),
        legal=menu.links(setting(settings, "FOOTER_ITEMS"), pages),
        intake_url=setting(settings, "COMMENT_INTAKE_URL"),
        desk_url=setting(settings, "DESK_URL"),
        desk_stylesheet=stylesheets["desk"],
        archive=address_of(settings.get("ARCHIVES_SAVE_AS", "")),
        ledger=address_of(settings.get("MODERATION_SAVE_AS", "")),
        year_file=settings.get("YEAR_ARCHIVE_SAVE_AS", ""),
        author_line=one_line(setting(settings, "AUTHOR_LINE")),
    )


class ViewFactory:
    """Makes the views of the articles, pages and terms of one build; a `ViewSource` (`page_specs`). Articles
    and pages are named by the paths of their sources, terms by their slugs. `at_hand`: how many articles to
    cache; None for all."""

    def __init__(
        self, settings: Mapping[str, Any], site: SiteView, ledger: LedgerView, at_hand: int | None = None
    ) -> None:
        self.site, self.ledger = site, ledger
        self._settings, self._schedule = settings, schedule.of(settings)
        self._sources: dict[str, Any] = {}
        self.article = lru_cache(at_hand)(self._article)
        self._neighbours = Neighbours({}, {})
        self._terms: dict[str, dict[str, TermView]] = {each.name: {} for each in TAXONOMIES}
        self._overviews = {each.name: address_of(each.overview(settings)) for each in TAXONOMIES}

    def count(self, kind: str, terms: Iterable[tuple[Any, list[Any]]]) -> None:
        """Set the terms of a taxonomy and the number of their articles; call it before any view is made.
        `kind`: the name of the taxonomy."""
        for term, articles in terms:
            url = address_of(term.save_as)
            name, overview = one_line(term.name), self._overviews[kind]
            self._terms[kind][term.slug] = TermView(name, term.slug, url, len(articles), overview, kind)

    def order(self, articles: Sequence[Any]) -> None:
        """Set the listed articles, newest first; call it before any view is made."""
        links = {name: _link(self._sources[name]) for name in self.names(articles)}
        series: dict[str, list[str]] = {}
        for name in reversed(links):
            if title := _header(self._sources[name]).series:
                series.setdefault(title, []).append(name)
        self._neighbours = Neighbours(links, series)

    def name(self, content: Any) -> str:
        """The name of an article or a page, which it can be looked up by from now on."""
        return self.names([content])[0]

    def source(self, name: str) -> Any:
        """Pelican's object with this name."""
        return self._sources[name]

    def names(self, contents: Sequence[Any]) -> tuple[str, ...]:
        """As `name`, for many at once, because that is faster: an article is in about seven lists."""
        names = tuple([content.relative_source_path for content in contents])
        self._sources.update(zip(names, contents, strict=True))
        return names

    def articles(self, articles: Sequence[Any]) -> tuple[ArticleView, ...]:
        return tuple(map(self.article, self.names(articles)))

    def term(self, kind: str, slug: str) -> TermView:
        return self._terms[kind][slug]

    def terms(self, kind: str) -> tuple[TermView, ...]:
        """All terms of a taxonomy, in the order of `count`."""
        return tuple(self._terms[kind].values())

    def page(self, name: str) -> PageView:
        page = self._sources[name]
        content = trusted_html(encoded(page.get_content(self.site.root)))
        header = _header(page)
        return PageView(
            title=one_line(page.title),
            title_lang=header.title_lang,
            slug=page.slug,
            url=address_of(page.save_as),
            lang=page.lang,
            content=content,
            description=prose.description(prose.plain(prose.summary(content))),
            locale_modified=dates.in_words(header.modified, self.site.lang) if header.modified else "",
            toc=_contents(page),
        )

    def _article(self, name: str) -> ArticleView:
        article = self._sources[name]
        header, title = _header(article), one_line(article.title)
        url = address_of(article.save_as)
        content = trusted_html(encoded(article.get_content(self.site.root)))
        summary = self._summary(article, content)
        length = conversation.address_length(self._settings)
        comments = conversation.views(article.thread(), url, length, self.site.lang)
        return ArticleView(
            id=header.id or article.slug,
            title=title,
            title_lang=header.title_lang,
            slug=article.slug,
            url=url,
            lang=article.lang,
            status=article.status,
            content=content,
            summary=summary,
            description=prose.description(prose.plain(summary)),
            date=header.date,
            locale_date=dates.in_words(header.date, self.site.lang) if header.date else "",
            locale_date_in_year=dates.in_year(header.date, self.site.lang) if header.date else "",
            modified=header.modified,
            locale_modified=dates.in_words(header.modified, self.site.lang) if header.modified else "",
            terms=tuple(self._terms_of(article)),
            authors=tuple(one_line(author.name) for author in getattr(article, "authors", ())),
            reading_minutes=prose.reading_minutes(content),
            toc=_contents(article),
            comments=comments,
            last_comment=conversation.last(comments, self.site.lang),
            comments_open=self._open(header),
            mailto=self._mailto(title, article.slug),
            previous=self._neighbours.previous(name),
            next=self._neighbours.next(name),
            series=self._neighbours.series(name, header.series),
            closes=self._closes(header),
            planned=self._schedule.is_planned(header) and article.status != "draft",
            picture=_picture(article),
            enclosures=tuple(EnclosureView(*each) for each in getattr(article, "enclosures", ())),
        )

    def _summary(self, article: Any, content: str) -> Markup:
        """The author's summary, or the first paragraph."""
        if "summary" in article.metadata:
            return trusted_html(prose.unwrapped(encoded(article.get_summary(self.site.root))))
        return prose.summary(content)

    def _terms_of(self, article: Any) -> Iterator[TermView]:
        for taxonomy in TAXONOMIES:
            for term in taxonomy.terms_of(article):
                if not taxonomy.is_default(term, self._settings):
                    yield self._listed_term(taxonomy.name, term)

    def _listed_term(self, kind: str, term: Any) -> TermView:
        """The view of a term; without a url if only drafts or hidden articles have it, since it has no
        page."""
        return self._terms[kind].get(term.slug) or TermView(
            one_line(term.name), term.slug, url="", taxonomy=kind
        )

    def _open(self, header: Header) -> bool:
        ways = setting(self._settings, "COMMENT_INTAKE_URL") or setting(self._settings, "COMMENT_MAIL")
        taken = ways and setting(self._settings, "COMMENTS_OPEN") and header.comments_open is not False
        return bool(taken) and not self._schedule.is_over(header)

    def _closes(self, header: Header) -> When | None:
        day = self._schedule.last_day(header) if setting(self._settings, "COMMENTS_OPEN") else None
        return When(day.year, day.month, day.day) if day else None

    def _mailto(self, title: str, slug: str) -> str | None:
        address = setting(self._settings, "COMMENT_MAIL")
        if not address:
            return None
        subject = quote(mail_subject.of_article(title, slug, self.site.lang), safe="")
        return f"mailto:{quote(address, safe='@')}?subject={subject}"


def _link(article: Any) -> LinkView:
    return LinkView(one_line(article.title), address_of(article.save_as), _header(article).title_lang)


def _picture(article: Any) -> PictureView | None:
    card = getattr(article, "card", None)
    return PictureView(*card) if card else None


def _header(content: Any) -> Header:
    header = content.metadata.get("header", _UNKNOWN)
    return header if isinstance(header, Header) else _UNKNOWN


def _contents(content: Any) -> tuple[HeadingView, ...]:
    """The headings of an article or a page, if there are enough for a table of contents."""
    return contents(content.metadata.get("toc_tokens", []))


def contents(tokens: list[dict[str, Any]]) -> tuple[HeadingView, ...]:
    """The same from Python-Markdown's `toc_tokens`."""
    headings = tuple(_headings(tokens))
    return headings if len(headings) >= _CONTENTS_FROM else ()


def _headings(tokens: list[dict[str, Any]]) -> Iterable[HeadingView]:
    for token in tokens:
        yield HeadingView(token["level"], token["id"], prose.plain(token.get("html", token["name"])))
        yield from _headings(token["children"])
