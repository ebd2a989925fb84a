"""An article whose text was edited, made without Pelican: everything else about it stays as it was.

Its header must be the same, and so must the sources that it links to: only Pelican knows where others lead.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from plugins.addresses import internal
from plugins.addresses.internal import PublishedSite
from plugins.articles import containment, links
from plugins.articles.encoding import encoded
from plugins.articles.reading import SourceParser, decoded
from plugins.attachments import attachments, enclosures, folder, illustrations
from plugins.attachments.attachments import PublishedFolders
from plugins.attachments.illustrations import NamedFiles
from plugins.common.html import trusted_html
from plugins.fastbuild.cache import NeedsFullBuild
from plugins.fastbuild.state import BuildSettings, CachedArticle
from plugins.fastbuild.summaries import ArticleSource, PackedView, pack, unpack
from plugins.pictures import markup
from plugins.pictures.facts import PictureFacts
from plugins.pictures.markup import PictureUse
from plugins.policy import violations
from plugins.views import prose, view_factory
from plugins.views.model import EnclosureView, PictureView

Pictures = Mapping[str, PictureUse]
_LINK = links.attribute()
_MARKDOWN = (".md", ".markdown", ".mkd", ".mdown")


def source(article: Any, content: str) -> ArticleSource:
    """What is kept of the source of Pelican's `article`. `content`: its HTML with resolved links."""
    header, written = article.metadata.get("written_header", {}), article._content
    ours = article.settings["INTRASITE_LINK_REGEX"] == links.WRITTEN  # else nothing is edited here
    targets = dict(_targets(encoded(written), content)) if ours and links.may_link(written) else {}
    pictures = {address: (tuple(use.facts), use.box) for address, use in article.pictures.items()}
    targets |= article.attached
    return ArticleSource(header, targets, "summary" in article.metadata, pictures, article.caption_lang)


def _targets(written: str, content: str) -> Iterator[tuple[str, str]]:
    """Each link to a source as written, and the address it became. All else in both texts is the same."""
    shift = 0
    for link in _LINK.finditer(written):
        start = link.start("link") + shift
        end = content.index(link["quote"], start)
        yield link["link"], content[start:end]
        shift += end - start - len(link["link"])


def edited(
    cached: CachedArticle, sources: Path, name: str, settings: BuildSettings, root: str = ""
) -> PackedView:
    """The article's packed view with the text that its source has now. `name`: the path of that in `sources`,
    the folder of all; `root`: what stands before the site's addresses. Raises NeedsFullBuild."""
    path = sources / name
    if settings.markdown is None or path.suffix not in _MARKDOWN:
        raise NeedsFullBuild(f"{path} needs more than Markdown")
    try:
        text = decoded(path.read_bytes())
    except UnicodeDecodeError:
        raise NeedsFullBuild(f"{path} is not UTF-8") from None
    parsed = SourceParser(settings.markdown, settings.formatted).parse(text)
    if violations.is_suspect(parsed.html) or any(containment.faults(parsed.html)):
        raise NeedsFullBuild(f"{path} shows what may not be let through")
    known = cached.source
    if parsed.header != known.header:
        raise NeedsFullBuild(f"the header of {path} changed")
    values = cached.view
    pictures = {each: PictureUse(PictureFacts(*facts), box) for each, (facts, box) in known.pictures.items()}
    folders = PublishedFolders(root, settings.published)
    html = illustrations.with_players(parsed.html, name, partial(folder.has, sources), folders)
    named = illustrations.named_files(html, name, partial(folder.has, sources), folders)
    picture = _picture(html, pictures, unpack(values["picture"]), "image" in known.header)
    content = trusted_html(_linked(html, known, pictures, named, path, root))
    summary = unpack(values["summary"]) if known.is_summarised else prose.summary(content)
    changed = {
        "content": content,
        "summary": summary,
        "description": prose.description(prose.plain(summary)),
        "reading_minutes": prose.reading_minutes(content),
        "toc": view_factory.contents(parsed.toc),
        "picture": picture,
        "enclosures": _enclosures(html, known, named, sources, folders),
    }
    return {**values, **{name: pack(value) for name, value in changed.items()}}


def check_links(before: PackedView, now: PackedView, published: PublishedSite, path: Path) -> None:
    """Check that everything exists that the text links to now and did not before. Raises NeedsFullBuild: a
    full build checks all links, and knows which addresses moved."""
    then, html = str(unpack(before["content"])), str(unpack(now["content"]))
    new = {*internal.found(html, published.site)} - {*internal.found(then, published.site)}
    if any(published.wrong(address, unpack(now["url"]), html) for address in new):
        raise NeedsFullBuild(f"{path} leads to other places of the site")


def _picture(html: str, pictures: Pictures, before: PictureView | None, is_named: bool) -> PictureView | None:
    """The picture that represents the article, which must be the same. `is_named`: its header names it."""
    card = illustrations.card_in(html, pictures, before.url if is_named and before else None)
    if is_named:
        return replace(before, alt=card.alt if card else "") if before else None
    if (card and card.url) != (before and before.url):
        raise NeedsFullBuild("another picture stands for an article")
    return PictureView(*card) if card else None


def _enclosures(
    html: str, known: ArticleSource, named: NamedFiles, sources: Path, folders: PublishedFolders
) -> tuple[EnclosureView, ...]:
    size = partial(folder.size, sources)
    found = enclosures.enclosures(html, named.others, known.links, folders, size)
    return tuple(EnclosureView(*each) for each in found)


def _linked(
    html: str, known: ArticleSource, pictures: Pictures, named: NamedFiles, path: Path, root: str
) -> str:
    """The HTML with the addresses of attachments. `path`: of the source."""
    if any(markup.without_alt(html)) or named.pictures.keys() != pictures.keys():
        raise NeedsFullBuild(f"{path} has other pictures")
    html = markup.with_pictures(html, pictures, illustrations.options(root, known.caption_lang))
    addresses = {each: known.links.get(each, "") for each in named.others}
    html = encoded(attachments.with_addresses(html, addresses))
    if named.others.keys() | {link["link"] for link in _LINK.finditer(html)} != known.links.keys():
        raise NeedsFullBuild(f"{path} has other files beside it, or links to sources")
    return _LINK.sub(lambda link: f"{link['before']}{known.links[link['link']]}{link['quote']}", html)
