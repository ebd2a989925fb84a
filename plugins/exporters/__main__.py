"""`make export TO=… FILE=…`: the site's comments, and its articles where the format wants them, for another
system. Prints what is in the file and what could not go into it."""

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from plugins.common import files, standard_output
from plugins.common.counting import counted
from plugins.common.errors import Problem, SiteError
from plugins.common.interruption import exit_code
from plugins.common.settings import DEFAULTS, setting
from plugins.common.text import for_terminal
from plugins.exporters import complete, disqus, isso, losses, site, wordpress
from plugins.exporters.export import Export
from plugins.exporters.losses import Loss
from plugins.exporters.site import ExportedSite
from plugins.importers import dates, existing

_TARGETS: dict[str, Callable[[ExportedSite], Export]] = {
    "wordpress": wordpress.export, "disqus": disqus.export, "isso": isso.export, "json": complete.export,
}  # fmt: skip
_NOWHERE = DEFAULTS["SITE_ADDRESS"]
_NAMED = 3


def main(arguments: list[str] | None = None) -> int:
    options = _options(arguments)
    if options.file.exists() and not options.force:
        return _refuse(f"{options.file}: is there already\n    Choose another name, or say FORCE=1.")
    try:
        exported = _site(options)
        export = _TARGETS[options.system](exported)
        files.write(options.file, export.data)
        if options.report:
            files.write(options.report, _as_json(options.system, export))
    except SiteError as error:
        return _refuse(str(error))
    except OSError as error:
        return _refuse(f"{error.filename}: {error.strerror}")
    standard_output.write("\n".join(map(for_terminal, _summary(options, exported.url, export))))
    return 0


def _site(options: argparse.Namespace) -> ExportedSite:
    """The site to export; missing options are taken from its settings. Raises SiteError."""
    settings = existing.settings(options.content)
    name = options.timezone or setting(settings, "TIMEZONE")
    zone = dates.zone(name)
    if zone is None:
        raise SiteError([Problem("TIMEZONE", 0, f"no zone “{name}”", "Write it as in Europe/Paris.")])
    return site.read(options.content, settings, options.siteurl or setting(settings, "SITE_ADDRESS"), zone)


def _refuse(words: str) -> int:
    print(for_terminal(words), file=sys.stderr)
    return 1


def _summary(options: argparse.Namespace, url: str, export: Export) -> Iterator[str]:
    yield f"{options.system} · {options.file}"
    yield " · ".join(counted(number, name.removesuffix("s"), name) for name, number in export.counts.items())
    if url == _NOWHERE and options.system in ("wordpress", "disqus"):
        yield f"Addresses in it begin with {_NOWHERE}: say SITEURL=…, or “address = …” in site.toml."
    if export.losses:
        kept = f" (kept beside it: FROM={options.system} brings it back)" if export.whole else ""
        yield f"\n{options.system} has no field for{kept}:"
    yield from _grouped(export.losses)
    if export.unpublished:
        yield "\nNot public here:"
    yield from _grouped(export.unpublished)


def _grouped(lost: Iterable[Loss]) -> Iterator[str]:
    for what, names in losses.grouped(lost).items():
        ellipsis = ", …" if len(names) > _NAMED else ""
        yield f"  {what}: {len(names):,} ({', '.join(names[:_NAMED])}{ellipsis})"


def _as_json(system: str, export: Export) -> bytes:
    report = {"system": system, **export.counts, "losses": losses.grouped(export.losses)}
    report["unpublished"] = losses.grouped(export.unpublished)
    return f"{json.dumps(report, ensure_ascii=False, indent=1)}\n".encode()


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make export", description=__doc__)
    add = parser.add_argument
    add("--to", dest="system", required=True, choices=tuple(_TARGETS), help="the other system")
    add("--file", type=Path, required=True, help="where to write")
    add("--content", type=Path, default=Path("content"), help="the folder of the sources")
    add("--siteurl", help="where the site is, if not where site.toml says: addresses in the file begin so")
    add("--timezone", help="of dates of articles that do not say theirs, if not that of the site")
    add("--report", type=Path, help="write what could not go into the file as JSON, all of it")
    add("--force", action="store_true", help="write over a file that is there")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    raise SystemExit(exit_code(main))
