"""`make html`, `make publish`: build the site, doing only what is needed."""

import argparse
import gc
import os
import signal
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from plugins.common import conf
from plugins.common.conf import Conf
from plugins.fastbuild import handover, identity, looks, outputs, unknown
from plugins.fastbuild.changes import Changes, HandOver
from plugins.fastbuild.looks import Looks, Watched
from plugins.fastbuild.state import Cache, State

if TYPE_CHECKING:
    from plugins.fastbuild.catalogue_file import Opened

_INTERRUPTED = 130  # 128 + SIGINT, as shells count


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
    parser.add_argument("--explain", metavar="PAGE", help="say why a file of the output would be written")
    options = parser.parse_args(arguments)
    if options.explain is not None:
        return explained(options.settings, options.explain)
    try:
        settings = _settings(options.settings, options.extra_settings)
        with Cache.of(settings.output).alone():
            return build(settings, options.extra_settings)
    except KeyboardInterrupt:
        print("Interrupted: the next build does what is missing.", file=sys.stderr)
        return _INTERRUPTED


def _settings(file: str, more: list[str]) -> Conf:
    """Empty where there is no such file: Pelican says so."""
    return conf.read(file, more) if Path(file).is_file() else Conf(file, {})


def build(settings: Conf, more: list[str]) -> int:
    """The exit code."""
    started = time.monotonic()
    gc.disable()  # a second of many small values, none of them in circles
    try:
        print(f"{front(settings)}, {time.monotonic() - started:.1f} s")
        return 0
    except HandOver as reason:
        print(f"Pelican builds: {reason}.", flush=True)
    gc.enable()
    return pelican(["-s", settings.file, *(["-e", *more] if more else [])])


def explained(settings_file: str, page: str) -> int:
    """What `make explain` says."""
    from plugins.fastbuild.front import Front

    settings = conf.read(settings_file)
    cache = Cache.of(settings.output)
    try:
        _require_known(settings)
        before = cache.load()
        if before is None:
            raise HandOver("nothing is known of an earlier build")
        if page not in before.outputs:
            print(f"No build wrote {page}. Files are named as in the output: make explain PAGE=index.html")
            return 2
        found = looks.now(cache, _watched(settings), before.seen)
        front = Front(before, _opened(before), Path(settings.content), settings.settings)
        print("\n".join(front.explain(found, page)))
    except HandOver as reason:
        print(f"Pelican would build: {reason}.")
    return 0


def _require_known(settings: Conf) -> None:
    """Raises HandOver where builds cannot go on from one another."""
    if not settings.settings.get("FASTBUILD"):
        raise HandOver("FASTBUILD is off")
    if why := unknown.reason(settings.settings):
        raise HandOver(why)


def _watched(settings: Conf) -> Watched:
    return Watched(identity.of_conf(settings), settings.content, settings.theme)


def front(settings: Conf) -> str:
    """Build without Pelican; what to say at the end. Raises HandOver."""
    handover.expect(None)
    _require_known(settings)
    cache = Cache.of(settings.output)
    looking = Looks(cache, _watched(settings), cache.seen())
    handover.expect(looking)
    before = cache.load()
    if before is None or before.root != settings.output:
        raise HandOver("nothing is known of an earlier build")
    lost = _restored(before)
    opened = _opened_early(before, looking)
    found = looking.changes()
    name = Path(before.root).name
    if not found and not lost[1]:
        looking.seen()  # nobody outlives the build
        return f"{name}/: {lost[0]} of {len(before.outputs)} files written"
    return _build(before, opened or _opened(before), found, lost[1], settings)


def _opened_early(before: State, looking: Looks) -> "Opened | None":
    """What a build begins with is done while others look, as far as they leave time for it."""
    if not looking.are_over():
        from plugins.fastbuild import front  # noqa: F401  # with all that pages and feeds are made of
    return None if looking.are_over() else _opened(before)


def _opened(before: State) -> "Opened | None":
    """What the last build knew."""
    from plugins.fastbuild import catalogue_file

    return catalogue_file.load(Cache.of(before.root).folder, before.catalogue)


def _restored(before: State) -> tuple[int, list[str]]:
    """Bring back what somebody took away: how many files, and those that nobody has."""
    root, beside, cache = Path(before.root), Path(before.beside), Cache.of(before.root)
    bad = outputs.wrong(root, before.outputs)
    bad_hosts = outputs.wrong(beside, before.hosts)
    if cache.hosts.restore(beside, before.hosts, bad_hosts):
        raise HandOver(f"{beside.name}/ is not as it was left")
    return len(bad), cache.site.restore(root, before.outputs, bad)


def _build(before: State, opened: "Opened | None", found: Changes, lost: list[str], settings: Conf) -> str:
    from plugins.fastbuild.front import Front

    try:
        after, written = Front(before, opened, Path(settings.content), settings.settings).run(found, lost)
    except HandOver:
        raise
    except Exception as error:  # whatever it is, Pelican says it better
        raise HandOver(f"{type(error).__name__}: {error}") from error
    Cache.of(after.root).save(replace(after, seen=handover.seen()))
    return f"{Path(after.root).name}/: {written.changed} of {written.known} files written"


def pelican(arguments: list[str]) -> int:
    """All of it. Raises KeyboardInterrupt, which Pelican takes for an end as good as any."""
    from pelican import main as run

    interrupted: list[int] = []

    def interrupt(number: int, frame: object) -> NoReturn:
        interrupted.append(number)
        raise KeyboardInterrupt

    signal.signal(signal.SIGINT, interrupt)
    try:
        run(arguments)
    except SystemExit as end:
        if isinstance(end.code, str):
            print(end.code, file=sys.stderr)
            return 1
        return int(end.code or 0)
    if interrupted:
        raise KeyboardInterrupt
    return 0


def leave(code: int) -> NoReturn:
    """End this process without taking ten thousand articles apart first, which takes two seconds. What failed
    may have left other processes at work, which Python ends."""
    if code:
        raise SystemExit(code)
    if logging := sys.modules.get("logging"):  # the way without Pelican may do without
        logging.shutdown()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


if __name__ == "__main__":
    leave(main())
