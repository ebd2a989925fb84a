"""`make import FROM=… FILE=…`: an old system's export into this site. Prints a report."""

import argparse
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn

from plugins.common import files
from plugins.common.errors import SiteError
from plugins.common.text import for_terminal
from plugins.importers import known, rows, systems
from plugins.importers.ledger import Ledger
from plugins.importers.moments import Clock, zone
from plugins.importers.record import ImportRefused
from plugins.importers.report import Report
from plugins.importers.systems import Given
from plugins.importers.writer import Writer

_LARGE = 8 * 1024**2


def main(arguments: list[str] | None = None) -> int:
    options = _options(arguments)
    report = Report(options.system, options.file.name, dry=options.dry_run)
    try:
        _run(options, report)
    except (ImportRefused, SiteError) as error:
        print(for_terminal(str(error)), file=sys.stderr)
        return 1
    except OSError as error:
        print(for_terminal(f"{error.filename}: {error.strerror}"), file=sys.stderr)
        return 1
    if options.report:
        text = json.dumps(report.as_json(), ensure_ascii=False, indent=1)
        files.write(options.report, f"{text}\n".encode())
    print(report)
    return 0 if report.balanced else 1


def _run(options: argparse.Namespace, report: Report) -> None:
    local = zone(options.timezone)
    if local is None:
        hint = "Write it as in Europe/Paris."
        raise ImportRefused("TIMEZONE", 0, f"no zone “{options.timezone}”", hint)
    clock = Clock(local, datetime.now(UTC))
    there = known.articles(options.into)
    book = Ledger(options.into.parent / "var" / "import" / "ledger.sqlite", options.dry_run)
    writer = Writer(options.into, book, report, clock.now, options.dry_run)
    writer.expect({article.id: article.path for article in there})
    try:
        with _progress(options.file) as progress:
            given = Given(
                options.file, there, known.pages(options.into), clock, progress, options.blog,
                rows.present_rows(options.into),
            )  # fmt: skip
            for record in systems.read(options.system, given):
                writer.take(record)
        moved = writer.finish()
        report.addresses, warned = rows.add(options.into, moved, book, options.dry_run)
        for warning in warned:
            writer.take(warning)
    finally:
        book.close()


@contextmanager
def _progress(path: Path) -> Iterator[Callable[[int], None]]:
    """How far the file has been read, for large files on a terminal; it is read twice."""
    size = path.stat().st_size
    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TimeRemainingColumn())
    with Progress(*columns, transient=True, disable=size < _LARGE or not sys.stderr.isatty()) as bar:
        task = bar.add_task("survey", total=size)
        last = 0

        def show(place: int) -> None:
            nonlocal last
            if place < last:
                bar.update(task, description="import")
            last = place
            bar.update(task, completed=place)

        yield show


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make import", description=__doc__)
    add = parser.add_argument
    add("--from", dest="system", required=True, choices=systems.NAMES, help="the old system")
    add("--file", type=Path, required=True, help="its export; zipped or gzipped is fine")
    add("--into", type=Path, default=Path("content"), help="the folder of the sources; var/ is beside it")
    add("--dry-run", action="store_true", help="say what would happen, write nothing")
    add("--report", type=Path, help="write the report as JSON too")
    add("--blog", default="", help="which blog of a Dotclear export that holds several")
    add("--timezone", default="Europe/Paris", help="the old site's, where the export does not say it")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    raise SystemExit(main())
