"""An article whose words were edited, without Pelican: everything else about it stays as it was.

Its header must be the same, and so must be the sources it links to: where those are, only Pelican knows.
"""

import re
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from plugins.addresses import internal
from plugins.addresses.internal import PublishedSite
from plugins.articles.encoding import encoded
from plugins.articles.links import WRITTEN, may_link
from plugins.articles.reading import SourceParser, decoded
from plugins.attachments import attachments
from plugins.attachments.folder import has
from plugins.common.html import trusted_html
from plugins.fastbuild.cache import NeedsFullBuild
from plugins.fastbuild.state import BuildSettings, CachedArticle
from plugins.fastbuild.summaries import PackedView, Source, pack, unpack
from plugins.policy import violations
from plugins.views import prose, view_factory

# As `pelican.contents.Content._get_intrasite_link_regex`, with the setting's default.
_LINK = re.compile(
    r"""(<[^>]+(?:href|src|poster|data|cite|formaction|action|content)\s*=\s*)(["'])([{|].*?[|}].*?)\2"""
)
_ALT = re.compile(r"""alt=(?:""|'')""")  # Pelican warns of it, and a warning may stop a publication
_MARKDOWN = (".md", ".markdown", ".mkd", ".mdown")


def source(article: Any, content: str) -> Source:
    """What is to be kept of Pelican's `article`, whose HTML is `content` once its links lead somewhere."""
    header, written = article.metadata.get("written_header", {}), encoded(article._content)
    ours = article.settings["INTRASITE_LINK_REGEX"] == WRITTEN  # with another form nothing is edited here
    links = dict(_led(written, content)) if ours and may_link(written) else {}
    return header, {**links, **article.attached}, "summary" in article.metadata


def _led(written: str, content: str) -> Iterator[tuple[str, str]]:
    """Each link to a source as it was written, and where it leads: the rest of both texts is the same."""
    shift = 0
    for link in _LINK.finditer(written):
        start = link.start(3) + shift
        end = content.index(link[2], start)
        yield link[3], content[start:end]
        shift += end - start - len(link[3])


def edited(cached: CachedArticle, folder: Path, name: str, settings: BuildSettings) -> PackedView:
    """The article's packed view with the words that are in its source now, `name` in the `folder` of all.
    Raises NeedsFullBuild."""
    path = folder / name
    if settings.markdown is None or path.suffix not in _MARKDOWN:
        raise NeedsFullBuild(f"{path} needs more than Markdown")
    try:
        text = decoded(path.read_bytes())
    except UnicodeDecodeError:
        raise NeedsFullBuild(f"{path} is not UTF-8") from None
    parsed = SourceParser(settings.markdown, settings.formatted).parse(text)
    if violations.is_suspect(parsed.html):
        raise NeedsFullBuild(f"{path} shows what may not be let through")
    header, links, summarised = cached.source
    if parsed.header != header:
        raise NeedsFullBuild(f"the header of {path} changed")
    values = cached.view
    content = trusted_html(_lead(parsed.html, links, folder, name))
    summary = unpack(values["summary"]) if summarised else prose.summary(content)
    changed = {
        "content": content,
        "summary": summary,
        "description": prose.description(prose.plain(summary)),
        "reading_minutes": prose.reading_minutes(content),
        "toc": view_factory.contents(parsed.toc),
    }
    return {**values, **{name: pack(value) for name, value in changed.items()}}


def check_links(before: PackedView, now: PackedView, published: PublishedSite, path: Path) -> None:
    """Whether there is what it newly leads to. Raises NeedsFullBuild: a full build looks at all of it, and
    knows which addresses moved."""
    then, html = str(unpack(before["content"])), str(unpack(now["content"]))
    new = {*internal.found(html, published.site)} - {*internal.found(then, published.site)}
    if any(published.wrong(address, unpack(now["url"]), html) for address in new):
        raise NeedsFullBuild(f"{path} leads to other places of the site")


def _lead(html: str, links: Mapping[str, str], folder: Path, name: str) -> str:
    attached = attachments.found(html, name, partial(has, folder))
    html = encoded(attachments.leading(html, {each: links.get(each, "") for each in attached}))
    if _ALT.search(html) or attached.keys() | {link[3] for link in _LINK.finditer(html)} != links.keys():
        raise NeedsFullBuild(f"{folder / name} has other pictures, files beside it, or links to sources")
    return _LINK.sub(lambda link: f"{link[1]}{link[2]}{links[link[3]]}{link[2]}", html)
