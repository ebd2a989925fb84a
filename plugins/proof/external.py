"""Addresses of other sites in sources and in comments. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urldefrag, urlsplit

from plugins.comments import links, web_archive
from plugins.common.errors import Problem
from plugins.common.when import When
from plugins.proof.findings import Finding, Replacement, Severity
from plugins.proof.link_checks import LinkCheck, LinkState
from plugins.proof.sources import FiledComment, SourceText

_ATTRIBUTES = ("href", "src", "cite", "poster", "data")
_SEVERITY = {
    LinkState.DEAD: Severity.WRONG,
    LinkState.DOUBTFUL: Severity.DOUBTFUL,
    LinkState.MOVED: Severity.ADVICE,
}


@dataclass(frozen=True, slots=True)
class ExternalLink:
    """`address`: as it is written. `line`: where, 0 where that is not known. `when`: of the text it is in."""

    where: str
    line: int
    address: str
    when: When | None
    in_comment: bool = False

    @property
    def page(self) -> str:
        """The address without its fragment: what is asked for."""
        return urldefrag(self.address).url


def of_source(source: SourceText, own: str) -> Iterator[ExternalLink]:
    """`own`: the site's address; what leads there is looked at by a publication."""
    for element in source.soup(True):
        for name in _ATTRIBUTES:
            address = str(element.get(name) or "")
            if _is_external(address, own):
                line = source.line(address, address.removeprefix("http://").removeprefix("https://"))
                yield ExternalLink(source.where, line, address, source.date)


def of_comment(filed: FiledComment, own: str) -> Iterator[ExternalLink]:
    """Those of its text that are not said to be dead already."""
    comment = filed.comment
    if comment.format == "html":  # imported: what is a link there is not in its text
        return
    for link in links.find(comment.text):
        if _is_external(link.href, own) and link.href not in comment.archived:
            yield ExternalLink(filed.where, 0, link.href, comment.date, in_comment=True)


def _is_external(address: str, own: str) -> bool:
    if not address.lower().startswith(("http://", "https://")):
        return False
    host = urlsplit(address).hostname or ""
    return bool(host) and host not in (web_archive.HOST, urlsplit(own).hostname)


def findings(found: Iterable[ExternalLink], checks: dict[str, LinkCheck]) -> Iterator[Finding]:
    """What is to be said of those that did not simply answer."""
    for link in found:
        check = checks.get(link.page)
        if check is not None and check.state is not LinkState.FINE:
            yield _finding(link, check)


def _finding(link: ExternalLink, check: LinkCheck) -> Finding:
    severity = _SEVERITY[check.state]
    what = f"“{link.address}” {check.said}"
    if check.state is LinkState.MOVED:
        by = check.moved_to + link.address.removeprefix(link.page)
        hint = f"It is {by} now."
    else:
        by = web_archive.address(link.address, link.when)
        hint = f"Look whether it was kept: {by}"
    offered = check.state is LinkState.DEAD or (check.state is LinkState.MOVED and not link.in_comment)
    replacement = Replacement(link.address, by) if offered else None
    return Finding(severity, Problem(link.where, link.line, what, hint), replacement)
