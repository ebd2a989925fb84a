"""`make proof`: checks articles and pages before publication, as a good editor would.

The only requests go to the hosts that are linked to; with OFFLINE=1 there are none.
"""

import argparse
import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console
from rich.progress import track

from plugins.common import conf, files, standard_output
from plugins.common.conf import Conf
from plugins.common.errors import SiteError
from plugins.common.interruption import exit_code
from plugins.common.settings import setting
from plugins.common.text import for_terminal
from plugins.proof import (
    asking,
    external,
    findings,
    link_checks,
    publication,
    replacing,
    rules,
    sources,
    spelling,
)
from plugins.proof.asking import RequestPolicy
from plugins.proof.external import ExternalLink
from plugins.proof.findings import Finding, Severity
from plugins.proof.link_checks import LinkCheck, LinkCheckCache
from plugins.proof.sources import SourceText

_HELP = """\
It ends with 0 when nothing is wrong for readers (advice may be left), 1 when something is, 2 when it was
called wrongly.

  make proof FILE=content/articles/un.md        one article
  make proof COMMENTS=1 REPORT=dead.csv         all of it, and the dead addresses of all comments, as a table
  make proof APPLY=dead.csv                     do what is left in that table

Your own words, one a line: content/words.txt. What others answered is kept for a week in .cache/."""


def main(arguments: list[str] | None = None) -> int:
    options = _options(arguments)
    try:
        return _apply(options.apply) if options.apply else _proof(options)
    except (SiteError, OSError) as error:
        print(for_terminal(str(error)), file=sys.stderr)
        return 1


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="make proof",
        description="What a good editor would say before publication.",
        epilog=_HELP,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE", help="articles, pages; all of them")
    parser.add_argument("--offline", action="store_true", help="ask no other host")
    parser.add_argument("--comments", action="store_true", help="look at links in comments, too")
    parser.add_argument("--report", type=Path, help="write dead addresses and what could replace them there")
    parser.add_argument("--apply", type=Path, help="do what such a table says")
    parser.add_argument("--any-host", action="store_true", help="ask hosts of this network, too")
    options = parser.parse_args(arguments)
    if missing := [str(path) for path in options.files if not path.is_file()]:
        parser.error(f"no such file: {for_terminal(missing[0])}")
    return options


def _apply(path: Path) -> int:
    for name in replacing.apply(replacing.rows(path.read_text(encoding="utf-8"), str(path)), Path()):
        standard_output.write(f"{for_terminal(name)}: written")
    return 0


def _proof(options: argparse.Namespace) -> int:
    settings = conf.read(conf.FILE)
    texts = list(sources.read(settings.settings, Path(settings.content), options.files))
    found = [finding for text in texts for finding in rules.findings(text)]
    found += _spelling(texts, Path(settings.content))
    if not options.offline:
        found += _links(options, settings, texts)
    problems = publication.problems(setting(settings.settings, "SITE_ADDRESS") or "https://blog.example")
    _print(found, problems)
    if options.report:
        files.write(options.report, replacing.table(found).encode())
    return 1 if problems or any(finding.severity is Severity.WRONG for finding in found) else 0


def _print(found: Iterable[Finding], problems: str) -> None:
    if problems:
        standard_output.write(f"A publication would stop: {for_terminal(problems)}\n")
    standard_output.write(findings.text(found) or "Nothing to say.")


def _spelling(texts: list[SourceText], content: Path) -> list[Finding]:
    if not spelling.is_installed():
        print(spelling.MISSING, file=sys.stderr)
        return []
    own_words = spelling.own_words(content)
    return [finding for text in texts for finding in spelling.findings(text, own_words)]


def _links(options: argparse.Namespace, settings: Conf, texts: list[SourceText]) -> list[Finding]:
    site_address = str(setting(settings.settings, "SITE_ADDRESS"))
    links = [link for text in texts for link in external.of_source(text, site_address)]
    if options.comments:
        slugs = [text.slug for text in texts if text.is_article]
        comments = sources.comments(Path(settings.content), slugs)
        links += [link for comment in comments for link in external.of_comment(comment, site_address)]
    policy = RequestPolicy(f"links of {site_address or 'a blog'} (make proof)")
    if options.any_host:
        policy = RequestPolicy(policy.agent, policy.pause, lambda _: True)
    return list(external.findings(links, _checks(links, policy)))


def _checks(links: list[ExternalLink], policy: RequestPolicy) -> dict[str, LinkCheck]:
    """A check for each page that is linked to. Those that were made are saved even after Ctrl-C."""
    cache = LinkCheckCache(link_checks.PATH, datetime.now(UTC))
    pages = list(dict.fromkeys(link.page for link in links))
    new = [page for page in pages if cache.get(page) is None]
    checks = asking.ask_all(new, policy)
    bar = track(checks, "Links", total=len(new), console=Console(stderr=True), transient=True)
    try:
        for page, check in bar if sys.stderr.isatty() else checks:
            cache.put(page, check)
    finally:
        cache.save()
    return {page: cached for page in pages if (cached := cache.get(page))}


if __name__ == "__main__":
    raise SystemExit(exit_code(main))
