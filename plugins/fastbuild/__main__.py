"""`make html`, `make publish`: build the site, doing only what is needed."""

import argparse
import gc
import json
import os
import signal
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from plugins.common import conf, moment, publishing
from plugins.common.conf import Conf
from plugins.common.errors import SiteError
from plugins.common.interruption import INTERRUPTED
from plugins.common.settings import setting
from plugins.fastbuild import cache_key
from plugins.fastbuild.cache import NeedsFullBuild
from plugins.fastbuild.changes import ChangeDetector, Changes
from plugins.fastbuild.state import BuildCache
from plugins.staging.outputs import Stamps

if TYPE_CHECKING:
    from plugins.fastbuild.incremental import IncrementalBuild

_WHOLE_LINES = ("--log-handler", "plain")
"""By itself Pelican folds what it logs into columns: a path cut in two is neither found nor clicked."""


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog=".venv/bin/python -m plugins.fastbuild",
        description="Build the site: write what changed, or hand over to Pelican.",
    )
    parser.add_argument("-s", "--settings", default=conf.FILE, help="which settings (default: %(default)s)")
    parser.add_argument(
        "-e",
        "--extra-settings",
        nargs="*",
        default=[],
        metavar="NAME=JSON",
        help="settings that win over the file",
    )
    parser.add_argument(
        "--now", metavar="DAY", help="the moment to build for; empty: the present one; left out: none"
    )
    parser.add_argument("--explain", metavar="PAGE", help="say why a file of the output would be written")
    options = parser.parse_args(arguments)
    more = [*options.extra_settings, *_moment(options.now)]
    try:
        settings = _settings(options.settings, more)
        if options.explain is not None:
            return explained(settings, options.explain)
        cache = BuildCache(Path(settings.output))
        with cache.alone():
            return build(settings, cache, more)
    except SiteError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Interrupted: the next build does what is missing.", file=sys.stderr)
        return INTERRUPTED


def _moment(written: str | None) -> list[str]:
    """`--now` as a setting. This is the only place of a build that asks the clock."""
    if written is None:
        return []
    return [f"NOW={json.dumps(written.strip() or datetime.now(UTC).isoformat(timespec='seconds'))}"]


def _settings(file: str, more: list[str]) -> Conf:
    """Empty where there is no such file: Pelican says so. Raises SystemExit for an unreadable moment."""
    settings = conf.read(file, more) if Path(file).is_file() else Conf(file, {})
    try:
        moment.given(settings.settings)
    except ValueError as error:
        raise SystemExit(f"NOW: {error}. {moment.HINT}") from None
    return settings


def build(settings: Conf, cache: BuildCache, more: list[str]) -> int:
    """The exit code."""
    started = time.monotonic()
    gc.disable()  # a second of many small values, none of them in circles
    try:
        print(f"{without_pelican(settings, cache)}, {time.monotonic() - started:.1f} s")
        print(publishing.due_next(cache.period, settings.settings), end="")
        cache.close()
        return 0
    except NeedsFullBuild as reason:
        cache.close()
        print(f"Pelican builds: {reason}.", flush=True)
    return pelican(["-s", settings.file, *(["-e", *more] if more else [])])


def explained(settings: Conf, page: str) -> int:
    """What `make explain` says."""
    cache = BuildCache(Path(settings.output))
    try:
        _require_known(settings)
        output, _ = _last_stamps(settings, cache)
        if page not in output:
            print(f"No build wrote {page}. Files are named as in the output: make explain PAGE=index.html")
            return 2
        found = ChangeDetector(cache.site, settings).changes()
        print("\n".join(_incremental(settings, cache).explain(found, page)))
    except NeedsFullBuild as reason:
        print(f"Pelican would build: {reason}.")
    return 0


def _require_known(settings: Conf) -> None:
    """Raises NeedsFullBuild where builds cannot go on from one another."""
    if not setting(settings.settings, "FASTBUILD"):
        raise NeedsFullBuild("FASTBUILD is off")
    if why := cache_key.unknown(settings.settings):
        raise NeedsFullBuild(why)


def _last_stamps(settings: Conf, cache: BuildCache) -> tuple[Stamps, Stamps]:
    """`BuildCache.stamps`. Raises NeedsFullBuild where there are none, or where they do not tell all: an
    article appeared since, a conversation ended, a build was interrupted."""
    if cache.stamps is None:
        raise NeedsFullBuild("nothing is known of an earlier build")
    if cache.output.is_interrupted:
        raise NeedsFullBuild("the last one was interrupted while it wrote")
    now, period = moment.given(settings.settings), cache.period
    if now and period and period.until and period.until <= now:
        raise NeedsFullBuild(f"{period.due} is due")
    if (now or period) and not (period and period.holds(now)):
        raise NeedsFullBuild("the last one was for another moment")
    return cache.stamps


def without_pelican(settings: Conf, cache: BuildCache) -> str:
    """Build, and what to say at the end. Raises NeedsFullBuild."""
    _require_known(settings)
    look = ChangeDetector.of_this_run = ChangeDetector(cache.site, settings)
    output, hosts = _last_stamps(settings, cache)
    wrong = cache.output.wrong(output)
    early = _early(settings, cache, look)
    found = look.changes()  # before anything is put back: for another site it would be the wrong thing
    if cache.hosts.restore(hosts, cache.hosts.wrong(hosts)):
        raise NeedsFullBuild(f"{cache.hosts.root.name}/ is not as it was left")
    if lost := cache.output.restore(output, wrong):
        raise NeedsFullBuild(f"{min(lost)} is not as it was left")
    restored = len(wrong), len(output)
    done, of = _run(early or _incremental(settings, cache), found, look) if found else restored
    return f"{cache.output.root.name}/: {done} of {of} files written"


def _early(settings: Conf, cache: BuildCache, detector: ChangeDetector) -> "IncrementalBuild | None":
    """While another process looks for changes, do what an incremental build begins with."""
    if not detector.done():
        from plugins.fastbuild import incremental  # noqa: F401  # with all that pages and feeds are made of
    return None if detector.done() else _incremental(settings, cache)


def _incremental(settings: Conf, cache: BuildCache) -> "IncrementalBuild":
    from plugins.fastbuild.incremental import IncrementalBuild

    return IncrementalBuild(cache, Path(settings.content), settings.settings)


def _run(incremental: "IncrementalBuild", found: Changes, detector: ChangeDetector) -> tuple[int, int]:
    try:
        return incremental.run(found, detector.seen)
    except NeedsFullBuild:
        raise
    except Exception as error:  # whatever it is, Pelican says it better
        raise NeedsFullBuild(f"{type(error).__name__}: {error}"[:200]) from error


def pelican(arguments: list[str]) -> int:
    """A full build, through Pelican. Raises KeyboardInterrupt, which Pelican takes for a normal end."""
    from pelican import main as run

    gc.enable()
    interrupted: list[int] = []

    def interrupt(number: int, frame: object) -> NoReturn:
        interrupted.append(number)
        raise KeyboardInterrupt

    signal.signal(signal.SIGINT, interrupt)
    try:
        run([*_WHOLE_LINES, *arguments])
    except SystemExit as end:
        if isinstance(end.code, str):
            print(end.code, file=sys.stderr)
            return 1
        return int(end.code or 0)
    if interrupted:
        raise KeyboardInterrupt
    return 0


def exit_at_once(code: int) -> NoReturn:
    """End this process without freeing ten thousand articles first, which takes two seconds. A build that
    failed may have left other processes at work: those Python ends."""
    if code:
        raise SystemExit(code)
    if logging := sys.modules.get("logging"):  # the way without Pelican may do without
        logging.shutdown()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


if __name__ == "__main__":
    exit_at_once(main())
