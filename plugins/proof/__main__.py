"""`make proof`: what a good editor would say before an article is published.

Nothing leaves this machine but questions to the hosts that are linked to, and OFFLINE=1 leaves them out.
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
from plugins.common.settings import setting
from plugins.common.text import for_terminal
from plugins.proof import asking, external, link_checks, publication, replacing, rules, sources, spelling
from plugins.proof.asking import Manners
from plugins.proof.external import ExternalLink
from plugins.proof.findings import Finding, Severity, told
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
    read = list(sources.read(settings.settings, Path(settings.content), options.files))
    found = [one for source in read for one in rules.findings(source)]
    found += _spelling(read, Path(settings.content))
    if not options.offline:
        found += _links(options, settings, read)
    stopped = publication.problems(setting(settings.settings, "SITE_ADDRESS") or "https://blog.example")
    _print(found, stopped)
    if options.report:
        files.write(options.report, replacing.table(found).encode())
    return 1 if stopped or any(one.severity is Severity.WRONG for one in found) else 0


def _print(found: Iterable[Finding], stopped: str) -> None:
    if stopped:
        standard_output.write(f"A publication would stop: {for_terminal(stopped)}\n")
    standard_output.write(told(found) or "Nothing to say.")


def _spelling(read: list[SourceText], content: Path) -> list[Finding]:
    if not spelling.is_installed():
        print(spelling.MISSING, file=sys.stderr)
        return []
    own = spelling.own_words(content)
    return [one for source in read for one in spelling.findings(source, own)]


def _links(options: argparse.Namespace, settings: Conf, read: list[SourceText]) -> list[Finding]:
    own = str(setting(settings.settings, "SITE_ADDRESS"))
    links = [link for source in read for link in external.of_source(source, own)]
    if options.comments:
        slugs = [source.slug for source in read if source.is_article]
        filed = sources.comments(Path(settings.content), slugs)
        links += [link for one in filed for link in external.of_comment(one, own)]
    manners = Manners(f"links of {own or 'a blog'} (make proof)")
    if options.any_host:
        manners = Manners(manners.agent, manners.pause, lambda _: True)
    return list(external.findings(links, _checks(links, manners)))


def _checks(links: list[ExternalLink], manners: Manners) -> dict[str, LinkCheck]:
    """Of all pages; what was asked is kept even where somebody loses patience."""
    kept = LinkCheckCache(link_checks.PATH, datetime.now(UTC))
    pages = list(dict.fromkeys(link.page for link in links))
    new = [page for page in pages if kept.get(page) is None]
    asked = asking.ask_all(new, manners)
    bar = track(asked, "Links", total=len(new), console=Console(stderr=True), transient=True)
    try:
        for page, check in bar if sys.stderr.isatty() else asked:
            kept.put(page, check)
    finally:
        kept.save()
    return {page: known for page in pages if (known := kept.get(page))}


if __name__ == "__main__":
    raise SystemExit(main())
