"""Reads `content/addresses.csv`, checks it against what this build will write, and tells the hosts.

For servers of one's own the files go beside the output, to `output.hosts/`: they are nobody's to read. For
hosts that look for them in the output they go there.
"""

import logging
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from blinker import signal
from pelican import Pelican, signals
from pelican.generators import Generator, StaticGenerator

from plugins.addresses import (
    apache,
    broken,
    caddy,
    cells,
    clashes,
    internal,
    netlify,
    nginx,
    plan,
    preview,
    served,
    stubs,
    table,
    written,
)
from plugins.addresses.plan import Redirect
from plugins.addresses.served import Served
from plugins.common import errors
from plugins.common.errors import Problem, nearest
from plugins.common.settings import setting
from plugins.policy import allowed

_log = logging.getLogger("pelican.addresses")  # where `staging` listens
_BESIDE: dict[str, Callable[..., dict[str, str]]] = {
    "nginx": nginx.files,
    "caddy": caddy.files,
    "apache": apache.files,
    "preview": preview.files,
}
_INSIDE: dict[str, Callable[..., dict[str, str]]] = {
    "htaccess": lambda redirects, how, _: {".htaccess": apache.text(redirects, how)},
    "netlify": lambda redirects, how, _: netlify.files(redirects, how),
    "stubs": stubs.files,
}


def understand(generator: StaticGenerator) -> None:
    """After all other generators have said what they will write, before anything is written."""
    settings = generator.settings
    path = Path(generator.path, "addresses.csv")
    where = f"{Path(generator.path).name}/addresses.csv"
    rows, problems = table.read(path.read_bytes(), where) if path.is_file() else ((), ())
    known = written.of(generator.context, settings)
    redirects, more = plan.plan(rows, known, where, setting(settings, "OLD_SYSTEM"), settings["ARTICLE_URL"])
    taken = clashes.problems(written.claims(generator.context, settings, Path(generator.path).name))
    errors.report(generator.context, [*problems, *more, *_hosts(settings), *taken])
    generator.context["redirects"], generator.context["addresses"] = redirects, known.pages


def _hosts(settings: dict[str, Any]) -> Iterator[Problem]:
    known = (*_BESIDE, *_INSIDE)
    for name in setting(settings, "HOSTS"):
        if name not in known:
            yield Problem("pelicanconf.py", 0, f"HOSTS: unknown host “{name}”", nearest(name, known))
    system = setting(settings, "OLD_SYSTEM")
    if system and system not in cells.SYSTEMS:
        hint = nearest(system, cells.SYSTEMS)
        yield Problem("pelicanconf.py", 0, f"OLD_SYSTEM: unknown system “{system}”", hint)


def check_links(
    pelican: Pelican, context: dict[str, Any], files: frozenset[str], text: Callable[[str], str]
) -> None:
    """What authors wrote leads to what there is. A warning: it stops a publication."""
    settings = pelican.settings
    intake = urlsplit(setting(settings, "COMMENT_INTAKE_URL")).path.rstrip("/")
    published = internal.PublishedSite(
        f"{settings['SITEURL'].rstrip('/')}/",
        files,
        preview.answers(context["redirects"]),
        text,
        (f"{intake}/",) if intake else (),
    )
    for each in written.contents(context):
        if each.save_as:
            for problem in broken.problems(each, published, settings):
                _log.warning("%s", problem, extra={"problem": problem})


class AddressesGenerator(Generator):  # type: ignore[misc]  # Pelican carries no types
    """Writes the files for the hosts that the setting HOSTS names."""

    def generate_output(self, _: Any) -> None:  # the writer of pages; these are none
        address = self.settings["SITEURL"]
        root = urlsplit(address).path.rstrip("/")
        redirects: tuple[Redirect, ...] = plan.in_folder(self.context["redirects"], root)
        pages = frozenset(f"{root}{page}" for page in self.context["addresses"])
        intake = [setting(self.settings, "COMMENT_INTAKE_URL")]
        how: Served = served.served(intake, root, pages, allowed.of(self.settings))
        for name in setting(self.settings, "HOSTS"):
            if name in _BESIDE:
                self._write(Path(self.settings["HOSTS_PATH"]), _BESIDE[name](redirects, how))
            else:
                self._write(Path(self.output_path), _INSIDE[name](redirects, how, address))

    def _write(self, folder: Path, files: dict[str, str]) -> None:
        for name, text in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")


def register() -> None:
    signals.static_generator_finalized.connect(understand)
    signal("site complete").connect(check_links)
    signals.get_generators.connect(lambda _: AddressesGenerator, weak=False)
