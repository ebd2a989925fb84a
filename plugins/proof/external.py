"""Links to other sites in sources and in comments, and the findings about them. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urldefrag, urlsplit

from plugins.comments import links, web_archive
from plugins.common.errors import Problem
from plugins.common.when import When
from plugins.proof.findings import Finding, Replacement, Severity
from plugins.proof.link_checks import LinkCheck, LinkState
from plugins.proof.sources import CommentFile, SourceText

_ATTRIBUTES = ("href", "src", "cite", "poster", "data")
_SEVERITY = {
    LinkState.DEAD: Severity.WRONG,
    LinkState.DOUBTFUL: Severity.DOUBTFUL,
    LinkState.MOVED: Severity.ADVICE,
}


@dataclass(frozen=True, slots=True)
class ExternalLink:
    """`where`: the file it is in. `line`: 0 if unknown. `address`: as it is written. `when`: the date of the
    text."""

    where: str
    line: int
    address: str
    when: When | None
    in_comment: bool = False

    @property
    def page(self) -> str:
        """The address that is requested: without the fragment."""
        return urldefrag(self.address).url


def of_source(source: SourceText, site_address: str) -> Iterator[ExternalLink]:
    """The external links of an article or page. The build itself checks links within the site."""
    for element in source.soup(True):
        for name in _ATTRIBUTES:
            address = str(element.get(name) or "")
            if _is_external(address, site_address):
                line = source.line(address, address.removeprefix("http://").removeprefix("https://"))
                yield ExternalLink(source.where, line, address, source.date)


def of_comment(file: CommentFile, site_address: str) -> Iterator[ExternalLink]:
    """The external links of a comment, without those that are marked as archived already."""
    comment = file.comment
    if comment.format == "html":  # imported: its links are not found in its text
        return
    for link in links.find(comment.text):
        if _is_external(link.href, site_address) and link.href not in comment.archived:
            yield ExternalLink(file.where, 0, link.href, comment.date, in_comment=True)


def _is_external(address: str, site_address: str) -> bool:
    if not address.lower().startswith(("http://", "https://")):
        return False
    host = urlsplit(address).hostname or ""
    return bool(host) and host not in (web_archive.HOST, urlsplit(site_address).hostname)


def findings(links_found: Iterable[ExternalLink], checks: dict[str, LinkCheck]) -> Iterator[Finding]:
    """A finding for each link whose check is not fine. `checks`: by page."""
    for link in links_found:
        check = checks.get(link.page)
        if check is not None and check.state is not LinkState.FINE:
            yield _finding(link, check)


def _finding(link: ExternalLink, check: LinkCheck) -> Finding:
    severity = _SEVERITY[check.state]
    what = f"“{link.address}” {check.description}"
    if check.state is LinkState.MOVED:
        new_address = check.moved_to + link.address.removeprefix(link.page)
        hint = f"It is {new_address} now."
    else:
        new_address = web_archive.address(link.address, link.when)
        hint = f"Look whether it was kept: {new_address}"
    is_offered = check.state is LinkState.DEAD or (check.state is LinkState.MOVED and not link.in_comment)
    replacement = Replacement(link.address, new_address) if is_offered else None
    return Finding(severity, Problem(link.where, link.line, what, hint), replacement)
