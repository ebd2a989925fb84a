"""A build is whole or it does not happen.

Pages are written beside `output/` and take its place only when all of them are there. Everything that is
wrong with the sources is listed at once, before the first page; what Pelican itself reports at or above
the level named by the setting STOP_AT stops the build too.
"""

import logging
import shutil
import sys
import time
from pathlib import Path

from pelican import Pelican, signals
from pelican.generators import Generator

from plugins.common import errors, files
from plugins.common.errors import Problem, SiteError

_STOPPED = "The site was not built: "


class Ear(logging.Handler):
    """Keeps what Pelican says, as problems."""

    def __init__(self, level: str) -> None:
        super().__init__(level)
        self.heard: list[Problem] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Pelican logs a file it cannot read from within its `except`, and drops the reason."""
        self._pass_on(record)
        error = sys.exc_info()[1]
        if isinstance(error, SiteError):
            self.heard.extend(error.problems)
            return
        what = record.getMessage() + (f" ({type(error).__name__}: {error})" if error else "")
        self.heard.append(Problem("pelican", 0, what, "Pelican says so; `pelican --debug` says more."))

    def _pass_on(self, record: logging.LogRecord) -> None:
        """Python prints what nobody handles; where this ear is the only handler, it must still be printed."""
        if not logging.getLogger().handlers and logging.lastResort is not None:
            logging.lastResort.handle(record)


class Stage:
    """One Pelican instance and the folder it writes to until all is well."""

    def __init__(self, pelican: Pelican) -> None:
        self.pelican = pelican
        self.output = Path(pelican.output_path)
        self.staged = self.output.with_name(f"{self.output.name}.staged")
        self.ear = Ear(pelican.settings.get("STOP_AT", "ERROR"))
        pelican.output_path = str(self.staged)
        logging.getLogger("pelican").addHandler(self.ear)
        shutil.rmtree(self.staged, ignore_errors=True)
        self.started = time.monotonic()

    def check(self, generators: list[Generator]) -> None:
        """Signals reach every stage of the process; each minds its own build."""
        if generators[0].output_path == str(self.staged):
            self._stop_if(errors.reported(generators[0].context) + self.ear.heard)

    def publish(self, pelican: Pelican) -> None:
        if pelican is not self.pelican:
            return
        self._stop_if(self.ear.heard)
        keep = self.pelican.settings["OUTPUT_RETENTION"]
        changed = files.mirror(self.staged, self.output, keep)
        seconds = time.monotonic() - self.started
        print(f"{self.output.name}/: {changed} files changed, {seconds:.1f} s")

    def _stop_if(self, problems: list[Problem]) -> None:
        if problems:
            shutil.rmtree(self.staged, ignore_errors=True)
            raise SystemExit(f"{_STOPPED}{SiteError(problems)}")


def begin(pelican: Pelican) -> None:
    stage = Stage(pelican)
    signals.all_generators_finalized.connect(stage.check, weak=False)
    signals.finalized.connect(stage.publish, weak=False)


def register() -> None:
    signals.initialized.connect(begin)
