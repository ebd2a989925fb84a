"""Reads `content/addresses.csv`, checks it against what this build will write, and tells the hosts.

For servers of one's own the files go beside the output, to `output.hosts/`: they are nobody's to read. For
hosts that look for them in the output they go there.
"""

import logging
from collections.abc import Callable, Iterator
from itertools import chain
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
)
from plugins.addresses.address import encoded
from plugins.addresses.plan import Redirect
from plugins.addresses.served import Served
from plugins.addresses.site import SiteAddresses, TermAddress, site
from plugins.common import errors
from plugins.common.errors import Problem, nearest
from plugins.policy import allowed

_log = logging.getLogger("pelican.addresses")  # where `staging` listens
_OWN = ("sitemap.xml", "robots.txt", "feed/atom.xml", "feed/rss.xml", "feed/feed.json")
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
    known = _site(generator.context, settings)
    redirects, more = plan.plan(rows, known, where, settings.get("OLD_SYSTEM", ""), settings["ARTICLE_URL"])
    taken = clashes.problems(_places(generator.context, settings, Path(generator.path).name))
    errors.report(generator.context, [*problems, *more, *_hosts(settings), *taken])
    generator.context["redirects"], generator.context["addresses"] = redirects, known.pages


def _hosts(settings: dict[str, Any]) -> Iterator[Problem]:
    known = (*_BESIDE, *_INSIDE)
    for name in settings.get("HOSTS", ()):
        if name not in known:
            yield Problem("pelicanconf.py", 0, f"HOSTS: unknown host “{name}”", nearest(name, known))
    system = settings.get("OLD_SYSTEM", "")
    if system and system not in cells.SYSTEMS:
        hint = nearest(system, cells.SYSTEMS)
        yield Problem("pelicanconf.py", 0, f"OLD_SYSTEM: unknown system “{system}”", hint)


def _places(context: dict[str, Any], settings: dict[str, Any], content: str) -> Iterator[tuple[str, str]]:
    """What is written where: the site's own, then the author's files in the order of their names."""
    yield from ((name, "a file of the site") for name in _OWN)
    if intake := urlsplit(settings.get("COMMENT_INTAKE_URL", "")).path.strip("/"):
        yield f"{intake}/index.html", "the comment form (COMMENT_INTAKE_URL)"
    for name in settings["DIRECT_TEMPLATES"]:
        yield settings.get(f"{name.upper()}_SAVE_AS", f"{name}.html"), f"the list “{name}”"
    for each in chain.from_iterable(context["period_archives"].values()):
        yield each["save_as"], "an archive"
    for term, _ in chain(context["categories"], context["tags"]):
        yield term.save_as, f"the list of “{term.name}”"
    kinds = ("articles", "hidden_articles", "drafts", "pages", "hidden_pages", "draft_pages")
    written = chain.from_iterable(context[kind] for kind in kinds)
    for each in sorted(written, key=lambda each: str(each.relative_source_path)):
        yield each.save_as, f"{content}/{each.relative_source_path}"


def _site(context: dict[str, Any], settings: dict[str, Any]) -> SiteAddresses:
    periods = context["period_archives"]
    return site(
        lang=settings["DEFAULT_LANG"],
        archive=_address(settings["ARCHIVES_SAVE_AS"]),
        years={each["period_num"][0]: _address(each["save_as"]) for each in periods.get("year", ())},
        months={each["period_num"]: _address(each["save_as"]) for each in periods.get("month", ())},
        all_tags=_address(settings["TAGS_SAVE_AS"]) if "tags" in settings["DIRECT_TEMPLATES"] else "",
        categories=[TermAddress(term.name, _address(term.save_as)) for term, _ in context["categories"]],
        tags=[TermAddress(term.name, _address(term.save_as)) for term, _ in context["tags"]],
        articles=[_address(a.save_as) for a in (*context["articles"], *context["hidden_articles"])],
        others=map(_address, _others(context, settings)),
    )


def _others(context: dict[str, Any], settings: dict[str, Any]) -> Iterator[str]:
    for each in chain(context["pages"], context["hidden_pages"]):
        yield each.save_as
    for each in chain.from_iterable(context["period_archives"].values()):
        yield each["save_as"]
    for name in settings["DIRECT_TEMPLATES"]:
        yield settings.get(f"{name.upper()}_SAVE_AS", f"{name}.html")
    for each in context["staticfiles"]:
        yield each.save_as


def _address(save_as: str) -> str:
    name = save_as.removesuffix("index.html") if save_as.split("/")[-1] == "index.html" else save_as
    return encoded(f"/{name}")


def check_links(
    pelican: Pelican, context: dict[str, Any], files: frozenset[str], text: Callable[[str], str]
) -> None:
    """What authors wrote leads to what there is. A warning: it stops a publication."""
    settings = pelican.settings
    intake = urlsplit(settings.get("COMMENT_INTAKE_URL", "")).path.rstrip("/")
    published = internal.PublishedSite(
        f"{settings['SITEURL'].rstrip('/')}/",
        files,
        preview.answers(context["redirects"]),
        text,
        (f"{intake}/",) if intake else (),
    )
    kinds = ("articles", "hidden_articles", "drafts", "pages", "hidden_pages", "draft_pages")
    for each in chain.from_iterable(context[kind] for kind in kinds):
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
        intake = [self.settings.get("COMMENT_INTAKE_URL", "")]
        how: Served = served.served(intake, root, pages, allowed.of(self.settings))
        for name in self.settings.get("HOSTS", ()):
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
