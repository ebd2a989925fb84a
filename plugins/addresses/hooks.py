"""Pelican hook that reads `content/addresses.csv`, checks it against what this build will write, and writes
redirects and headers for hosts.

Files for one's own server go to `output.hosts/`, beside the output, so that visitors cannot read them; files
that a host looks for in the output go there.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
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
    output_links,
    plan,
    planned_output,
    preview,
    served,
    stubs,
    table,
)
from plugins.addresses.output_links import DeadLink, OutputLinks, Source, Wanted
from plugins.addresses.plan import Redirect
from plugins.addresses.served import Served
from plugins.common import errors, theme, workers
from plugins.common.errors import Problem, nearest
from plugins.common.output_paths import path_of
from plugins.common.settings import setting
from plugins.common.site_settings import location_of
from plugins.policy import allowed
from plugins.staging import build_signals

_BESIDE: dict[str, Callable[..., dict[str, str]]] = {
    "nginx": nginx.files,
    "caddy": caddy.files,
    "apache": apache.files,
    "preview": preview.files,
}
_AT_ONCE = 300
_INSIDE: dict[str, Callable[..., dict[str, str]]] = {
    "htaccess": lambda redirects, how, *_: {".htaccess": apache.text(redirects, how)},
    "netlify": lambda redirects, how, *_: netlify.files(redirects, how),
    "stubs": stubs.files,
}


def understand(generator: StaticGenerator) -> None:
    """Plan the redirects and report clashes. This runs when all generators know what they will write, before
    anything is written."""
    settings = generator.settings
    path = Path(generator.path, "addresses.csv")
    where = f"{Path(generator.path).name}/addresses.csv"
    rows, problems = table.read(path.read_bytes(), where) if path.is_file() else ((), ())
    site = planned_output.of(generator.context, settings)
    system, pattern = setting(settings, "OLD_SYSTEM"), settings["ARTICLE_URL"]
    redirects, bad_rows = plan.plan(rows, site, where, system, pattern)
    taken = clashes.problems(planned_output.claims(generator.context, settings, Path(generator.path).name))
    errors.report(generator.context, [*problems, *bad_rows, *_unknown_hosts(settings), *taken])
    generator.context["redirects"], generator.context["addresses"] = redirects, site.pages


def _unknown_hosts(settings: dict[str, Any]) -> Iterator[Problem]:
    known = (*_BESIDE, *_INSIDE)
    for name in setting(settings, "HOSTS"):
        if name not in known:
            yield location_of(settings, "HOSTS").problem(f": unknown host “{name}”", nearest(name, known))
    system = setting(settings, "OLD_SYSTEM")
    if system and system not in cells.SYSTEMS:
        location = location_of(settings, "OLD_SYSTEM")
        yield location.problem(f": unknown system “{system}”", nearest(system, cells.SYSTEMS))


def check_links(
    pelican: Pelican,
    context: dict[str, Any],
    files: frozenset[str],
    new: Collection[str],
    text: Callable[[str], str],
) -> None:
    """Warn of broken links in sources, and on `new` pages of the output. A warning stops a publication; only
    for a publication are pages of the output checked."""
    settings = pelican.settings
    published = internal.PublishedSite(
        f"{settings['SITEURL'].rstrip('/')}/",
        files,
        preview.answers(context["redirects"]),
        text,
        tuple(f"{path}/" for path in planned_output.to_intake(settings)),
    )
    excused: set[str] = set()
    for content in planned_output.contents(context):
        if content.save_as and (dead := broken.dead(content, published, settings)):
            excused.update(published.absolute(address, broken.page_of(content)) for address in dead)
            errors.warn(broken.problems(content, dead, settings))
    if setting(settings, "STOP_AT") == "WARNING":
        sources = {content.save_as: content for content in planned_output.contents(context)}
        links = _dead_links(OutputLinks(published, excused), new, sources.keys())
        forbidden = [link for link in links if not _may_be_broken(link, sources, settings)]
        templates = _templates(settings) if forbidden else {}
        errors.warn(output_links.problems(forbidden, templates, lambda page: _source(sources.get(page))))


def _dead_links(links: OutputLinks, new: Collection[str], articles: Collection[str]) -> Iterator[DeadLink]:
    """The broken links on new pages, found on all cores. Articles are read last, so that the anchors that
    other pages link to are looked up while the articles are read. Feeds beside articles link only to their
    article and are skipped."""
    beside = {path_of(name) for name in articles}
    first = sorted(name for name in new if name[: name.rfind("/") + 1] not in beside)
    second = sorted(name for name in new if name in articles)
    for names in (first, second):
        wanted: Wanted = {}
        for part in workers.each(links.look, names, _AT_ONCE, "Links"):
            yield from part.dead
            for name, anchors in part.wanted.items():
                wanted[name] = {**anchors, **wanted.get(name, {})}
        links.expect(wanted, looked=names)
    for name in links.wanted:
        yield from links.missing(name)


def _may_be_broken(link: DeadLink, sources: Mapping[str, Any], settings: dict[str, Any]) -> bool:
    """Whether ALLOW_BROKEN has a pattern for its address, its page, or the source of the page."""
    source = sources.get(link.page)
    names = [link.page, *([str(source.relative_source_path)] if source else [])]
    return any(allowed.may_be_broken(settings, name, link.address) for name in names)


def _source(content: Any) -> Source:
    """The name and text of the source of an article or a page; empty for other pages."""
    if content is None:
        return "", ""
    name = f"{Path(content.settings['PATH']).name}/{content.relative_source_path}"
    return name, Path(content.source_path).read_text(encoding="utf-8-sig", errors="replace")


def _templates(settings: dict[str, Any]) -> dict[str, str]:
    """The texts of the theme's templates, by their paths as shown to people."""
    root = Path(settings["THEME"]).parent
    paths = [path for folder in theme.folders(settings["THEME"]) for path in sorted(folder.rglob("*.html"))]
    return {
        path.relative_to(root).as_posix(): path.read_text(encoding="utf-8", errors="replace")
        for path in paths
    }


class AddressesGenerator(Generator):  # type: ignore[misc]  # Pelican carries no types
    """Writes the files for the hosts in the setting HOSTS."""

    def generate_output(self, _: Any) -> None:  # the writer of pages; these are none
        address = self.settings["SITEURL"]
        root = urlsplit(address).path.rstrip("/")
        redirects: tuple[Redirect, ...] = plan.in_folder(self.context["redirects"], root)
        pages = frozenset(f"{root}{page}" for page in self.context["addresses"])
        intake = [setting(self.settings, "COMMENT_INTAKE_URL")]
        handed_on = planned_output.to_intake(self.settings)
        how: Served = served.served(intake, root, pages, allowed.of(self.settings), handed_on)
        for name in setting(self.settings, "HOSTS"):
            if name in _BESIDE:
                self._write(Path(self.settings["HOSTS_PATH"]), _BESIDE[name](redirects, how))
            else:
                self._write(
                    Path(self.output_path),
                    _INSIDE[name](redirects, how, address, self.settings["DEFAULT_LANG"]),
                )

    def _write(self, folder: Path, files: dict[str, str]) -> None:
        for name, text in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")


def register() -> None:
    signals.static_generator_finalized.connect(understand)
    signal(build_signals.COMPLETE).connect(check_links)
    signals.get_generators.connect(lambda _: AddressesGenerator, weak=False)
