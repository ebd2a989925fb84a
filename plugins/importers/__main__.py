"""`make import FROM=… FILE=…`: an old system's export into this site. Prints a report."""

import argparse
import re
import shlex
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn

from plugins.common import files, site_settings, standard_output
from plugins.common.errors import SiteError
from plugins.common.text import for_terminal
from plugins.common.translations import SOURCE
from plugins.importers import address_table, advice, existing, systems, words
from plugins.importers.dates import Clock, zone
from plugins.importers.existing import ExistingArticle
from plugins.importers.import_journal import ImportJournal
from plugins.importers.media import Media
from plugins.importers.origins import Origins
from plugins.importers.permalinks import PermalinkOffer
from plugins.importers.record import ImportedArticle, ImportRefused
from plugins.importers.report import ImportReport
from plugins.importers.systems import ImportInput
from plugins.importers.words import ImportWords
from plugins.importers.writer import Writer

_CONTENT = Path("content")
_LARGE = 8 * 1024**2
_ZONE = "Europe/Paris"
_NAME = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,38}[A-Za-z0-9])?")
_NOTHING = "nothing is in it\n    Is FROM= right? Is it the whole export?"
_JOURNAL_HINT = "If no other import is running, move it away: files that differ then stay as they are."
_HELP = """\
What was public goes to content/, what waited or was kept back to the moderation queue in var/, old addresses
to content/addresses.csv. Drafts stay drafts. What is not taken over is listed, with its line in the export.

Running it again, with the same export or a newer one, changes only what no person changed since.

  make import FROM=dotclear FILE=backup.txt DRY=1      first see what would happen
  make import FROM=dotclear FILE=backup.txt REPORT=report.json

It ends with 0 when every record has been dealt with, 1 when the export or the site cannot be read, or holds
nothing, 2 when it was called wrongly. Step by step: docs/importing.md."""


def main(arguments: list[str] | None = None) -> int:
    options = _options(arguments)
    with closing(ImportReport(options.system, options.file.name, dry=options.dry_run)) as report:
        if error := _tried(options, report):
            print(for_terminal(error), file=sys.stderr)
            return 1
        if options.report:
            files.write_pieces(options.report, (piece.encode() for piece in report.json()))
        standard_output.write(str(report))
        if report.empty:
            print(f"{for_terminal(options.file.name)}: {_NOTHING}", file=sys.stderr)
        return 0 if report.balanced and not report.empty else 1


def _tried(options: argparse.Namespace, report: ImportReport) -> str | None:
    """Run the import. Returns an error message, or None."""
    try:
        _run(options, report)
    except (ImportRefused, SiteError) as error:
        return str(error)
    except OSError as error:
        return f"{error.filename}: {error.strerror}"
    except sqlite3.Error as error:
        return f"{_journal(options)}: {error}\n    {_JOURNAL_HINT}"
    except KeyboardInterrupt:
        return "Stopped. Run it again: what is done is not done twice."
    return None


def _journal(options: argparse.Namespace) -> Path:
    return Path(options.into.parent, "var", "import", "ledger.sqlite")


def _run(options: argparse.Namespace, report: ImportReport) -> None:
    local = zone(options.timezone or existing.settings(options.into).get("TIMEZONE", _ZONE))
    if local is None:
        hint = "Write it as in Europe/Paris."
        raise ImportRefused("TIMEZONE", 0, f"no zone “{options.timezone}”", hint)
    clock = Clock(local, datetime.now(UTC), told=bool(options.timezone))
    _advise(options, clock)
    there, pages = existing.articles(options.into), existing.pages(options.into)
    journal = ImportJournal(_journal(options), options.dry_run)
    writer = Writer(options.into, journal, report, clock.now, options.dry_run, _words(options.into))
    writer.expect((*pages, *there))
    media = Media(options.into, options.media, options.dry_run)
    try:
        with _progress(options.file) as progress:
            given = _given(options, there, pages, journal, clock, progress)
            for record in systems.read(options.system, given):
                if isinstance(record, ImportedArticle):
                    media.note(record.html)
                if isinstance(record, PermalinkOffer):
                    report.advice = f"To keep the old addresses of articles: {_that_keeps_addresses(options)}"
                writer.take(record)
        moved = writer.finish()
        report.media.extend(media.folders())
        report.addresses, warned = address_table.add(
            options.into, moved, journal, options.dry_run, given.taken
        )
        for warning in warned:
            writer.take(warning)
    finally:
        journal.close()


def _given(
    options: argparse.Namespace,
    there: tuple[ExistingArticle, ...],
    pages: tuple[ExistingArticle, ...],
    journal: ImportJournal,
    clock: Clock,
    progress: Callable[[int], None],
) -> ImportInput:
    return ImportInput(
        options.file, there, pages, clock, progress, options.blog,
        address_table.present_rows(options.into), existing.patterns(options.into),
        Origins(journal, options.name).prefix, frozenset(filter(None, options.status.split(","))),
        existing.own_pages(options.into), _words(options.into),
    )  # fmt: skip


def _words(content: Path) -> ImportWords:
    return words.of(existing.settings(content).get("DEFAULT_LANG", SOURCE))


def _advise(options: argparse.Namespace, clock: Clock) -> None:
    """Keep old addresses where that is said. Else ask, if there is somebody, once, before the first article
    is written."""
    settings = options.into.parent / site_settings.FILE
    there, pages = existing.articles(options.into), existing.pages(options.into)
    asks = not there and sys.stdin.isatty()
    if options.dry_run or not settings.is_file() or not (options.addresses or asks):
        return
    with closing(ImportJournal(_journal(options), dry=True)) as journal, _progress(options.file) as progress:
        given = _given(options, there, pages, journal, clock, progress)
        offer = advice.find(systems.read(options.system, given))
    if offer and options.addresses:
        advice.keep(offer, settings)
    elif offer:
        advice.resolve(offer, settings, input)


def _that_keeps_addresses(options: argparse.Namespace) -> str:
    """The same import, as it is typed. It may be made after this one, too."""
    variables = {
        "FROM": options.system,
        "FILE": options.file,
        "INTO": "" if options.into == _CONTENT else options.into,
        "BLOG": options.blog,
        "AS": options.name,
        "MEDIA": options.media,
        "STATUS": options.status,
        "TIMEZONE": options.timezone,
        "ADDRESSES": advice.KEEP,
    }
    return shlex.join(["make", "import", *(f"{name}={word}" for name, word in variables.items() if word)])


@contextmanager
def _progress(path: Path) -> Iterator[Callable[[int], None]]:
    """A progress bar for large files on a terminal. The file is read twice: “survey”, then “import”."""
    size = path.stat().st_size
    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TimeRemainingColumn())
    hidden = size < _LARGE or not sys.stderr.isatty()
    with Progress(*columns, console=Console(stderr=True), transient=True, disable=hidden) as bar:
        task = bar.add_task("survey", total=size)
        last = 0

        def show(position: int) -> None:
            nonlocal last
            if position < last:
                bar.update(task, description="import")
            last = position
            bar.update(task, completed=position)

        yield show


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="make import",
        description=__doc__,
        epilog=_HELP,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add = parser.add_argument
    add("--from", dest="system", required=True, choices=systems.NAMES, help="FROM=, the old system")
    add("--file", type=Path, required=True, help="FILE=, its export, plain, zipped or gzipped")
    add("--into", type=Path, default=_CONTENT, help="INTO=, the folder of the sources (content)")
    add("--dry-run", action="store_true", help="DRY=1, say what would happen, write nothing")
    add("--report", type=Path, help="REPORT=, where the report goes as JSON too")
    add("--blog", default="", help="BLOG=, which blog of a Dotclear export that holds several")
    add("--as", dest="name", default="", help="AS=, a name for a second blog of a system; its ids begin so")
    add("--media", type=Path, help="MEDIA=, a folder of the old site's files; those needed are taken")
    add(
        "--status",
        default="",
        help="STATUS=, which status of Over-blog's comments was public, as 1 or 1,2; others wait",
    )
    add("--addresses", choices=[advice.KEEP], help="ADDRESSES=keep, articles stay at their old addresses")
    add("--timezone", help="TIMEZONE=, where the export tells none (that of the site)")
    options = parser.parse_args(arguments)
    if options.name and not _NAME.fullmatch(options.name):
        parser.error("AS: letters, digits and hyphens, 40 at most")
    if options.media and not options.media.is_dir():
        parser.error(f"MEDIA: no folder {options.media}")
    if not options.file.is_file():
        parser.error(f"FILE: no file {options.file}")
    return options


if __name__ == "__main__":
    raise SystemExit(main())
