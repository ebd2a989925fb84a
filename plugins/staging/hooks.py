"""A build is published whole, or not at all.

Pages are written beside `output/` and take its place only when all of them are there. Everything that is
wrong with the sources is listed at once, before the first page; what Pelican itself reports at or above
the level named by the setting STOP_AT stops the build too.
"""

import logging
import shutil
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

from blinker import signal
from pelican import Pelican, signals
from pelican.generators import Generator

from plugins.common import errors, files
from plugins.common.errors import Problem, SiteError
from plugins.common.mirror import Mirrored, mirror
from plugins.common.settings import setting
from plugins.staging import build_signals, compression, copies
from plugins.staging.outputs import original

_STOPPED = "The site was not built: "


class ProblemHandler(logging.Handler):
    """Collects what Pelican logs, as problems."""

    def __init__(self, level: str) -> None:
        super().__init__(level)
        self._stops, self.level = self.level, min(self.level, logging.WARNING)
        self.problems: list[Problem] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Pelican logs a file it cannot read from within its `except`, and drops the reason."""
        problem = getattr(record, "problem", None)  # whoever warns may know the place and what to do
        if isinstance(problem, Problem) and record.levelno >= self._stops:
            self.problems.append(problem)  # and is told with all others, once
            return
        self._pass_on(record)
        if record.levelno < self._stops:
            return
        error = sys.exc_info()[1]
        if isinstance(error, SiteError):
            self.problems.extend(error.problems)
            return
        what = record.getMessage() + (f" ({type(error).__name__}: {error})" if error else "")
        self.problems.append(Problem("pelican", 0, what, "Pelican says so; `pelican --debug` says more."))

    def _pass_on(self, record: logging.LogRecord) -> None:
        """Python prints what nobody handles; where this is the only handler, it must still be printed."""
        if not logging.getLogger().handlers and logging.lastResort is not None:
            logging.lastResort.handle(record)


def told(done: Mirrored) -> str:
    """What a build says at its end."""
    gone = f", {done.gone} taken away" if done.gone else ""
    return f"{done.written} of {len(done.files)} files written{gone}"


class Stage:
    """One run of Pelican, and the folder it writes to until everything has succeeded."""

    def __init__(self, pelican: Pelican) -> None:
        self.pelican = pelican
        self.output = Path(pelican.output_path)
        self.staged = self.output.with_name(f"{self.output.name}.staged")
        self.beside = self.output.with_name(f"{self.output.name}.hosts")
        self.beside_staged = self.output.with_name(f"{self.beside.name}.staged")
        self.handler = ProblemHandler(setting(pelican.settings, "STOP_AT"))
        pelican.output_path = str(self.staged)
        logging.getLogger("pelican").addHandler(self.handler)
        pelican.settings["HOSTS_PATH"] = str(self.beside_staged)  # for what hosts read and visitors do not
        self._clear()
        self.staged.mkdir(parents=True)
        self.beside_staged.mkdir()
        self.copies = copies.wanted(pelican.settings, self.output)
        self.started = time.monotonic()
        self.context: dict[str, Any] = {}

    def check(self, generators: list[Generator]) -> None:
        """Signals reach every stage of the process; each minds its own build."""
        if generators[0].output_path == str(self.staged):
            self.context = generators[0].context
            for note in errors.notes(self.context):
                print(f"Warning: {note}", file=sys.stderr)
            self._stop_if(errors.reported(self.context) + self.handler.problems)

    def publish(self, pelican: Pelican) -> None:
        if pelican is not self.pelican:
            return
        try:
            signal(build_signals.STAGED).send(pelican)
        except SiteError as error:
            errors.report(self.context, error.problems)
        self._stop_if(errors.reported(self.context))
        written = frozenset(files.names(self.staged))
        names, new = self._names(written)
        signal(build_signals.COMPLETE).send(
            pelican, context=self.context, files=names, new=new, text=self._text
        )
        self._stop_if(self.handler.problems)
        if self.copies.wanted:
            self._compress(written)
        keep = self.pelican.settings["OUTPUT_RETENTION"]
        signal(build_signals.PUBLISHING).send(pelican)
        self._forget_other_copies()
        done = mirror(self.staged, self.output, keep, self.pelican.settings.get("KEPT", frozenset()))
        hosts = mirror(self.beside_staged, self.beside)
        seconds = time.monotonic() - self.started
        print(f"{self.output.name}/: {told(done)}, {seconds:.1f} s")
        signal(build_signals.PUBLISHED).send(pelican, files=done.files, hosts=hosts.files)

    def _names(self, written: frozenset[str]) -> tuple[frozenset[str], frozenset[str]]:
        """Of all there will be; and of what is not as it stands in the output: all, if something went that
        others may lead to."""
        stays = frozenset(self.pelican.settings.get("KEPT", ()))
        names, keep = written | stays, self.pelican.settings["OUTPUT_RETENTION"]
        there = (original(name) for name in files.names(self.output)) if stays else ()
        gone = any(name not in names and name.split("/", 1)[0] not in keep for name in there)
        return names, names if gone else written

    def _text(self, name: str) -> str:
        staged = f"{self.staged}/{name}"  # a Path takes as long as the reading, of tens of thousands
        with suppress(FileNotFoundError, NotADirectoryError), open(staged, encoding="utf-8") as file:  # noqa: PTH123
            return file.read()
        return (self.output / name).read_text(encoding="utf-8")

    def _compress(self, names: frozenset[str]) -> None:
        """What nobody has compressed while it was written (`fastbuild` has)."""
        (self.beside_staged / copies.MADE_WITH).write_text(compression.made_with(self.copies.smallest))
        for name in sorted(filter(compression.is_worth_it, names)):
            if not any(f"{name}{ending}" in names for ending in compression.ENDINGS):
                for copy, data in self.copies.of(name, (self.staged / name).read_bytes()):
                    files.put(f"{self.staged}/{copy}", data)

    def _forget_other_copies(self) -> None:
        """What says how copies were made goes before the first of other ones comes, and is back after the
        last: what is killed in between leaves both kinds, and neither may be taken over."""
        before, after = (folder / copies.MADE_WITH for folder in (self.beside, self.beside_staged))
        if files.content(before) != files.content(after):
            before.unlink(missing_ok=True)

    def _clear(self) -> None:
        for folder in (self.staged, self.beside_staged):
            shutil.rmtree(folder, ignore_errors=True)

    def _stop_if(self, problems: list[Problem]) -> None:
        """With what was to be found later."""
        if problems:
            self._clear()
            raise SystemExit(f"{_STOPPED}{SiteError([*problems, *errors.late(self.context)])}")


def begin(pelican: Pelican) -> None:
    stage = Stage(pelican)
    signals.all_generators_finalized.connect(stage.check, weak=False)
    signals.finalized.connect(stage.publish, weak=False)


def register() -> None:
    signals.initialized.connect(begin)
