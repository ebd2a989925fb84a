"""What an upgrade would do, before anything changes: the tree that comes of it, and what is in its way."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from plugins.common import version
from plugins.common.errors import Problem, SiteError
from plugins.common.owner import OWNED, SETTINGS, is_owners
from plugins.upgrade import evaluated, owner_settings
from plugins.upgrade.evaluated import UnreadableSettings
from plugins.upgrade.owner_settings import TakenOver
from plugins.upgrade.repository import Repository

_SITE = "site.toml"
_CONF, _PUBLISH = SETTINGS
_SHORT = 10


@dataclass(frozen=True, slots=True)
class UpgradePlan:
    """`before`, `after`: versions; `tree`: what the folder becomes; `settings`: what `site.toml` is made of;
    `merged`: files of the project in which the owner changed something too."""

    before: str
    after: str
    tree: str
    changed: int
    settings: tuple[str, ...]
    merged: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Side:
    """What a commit sets: in `pelicanconf.py`, and in `publishconf.py` beyond that."""

    conf: Mapping[str, Any]
    publish: Mapping[str, Any]


def make(site: Repository, target: str) -> UpgradePlan:
    """Raises SiteError with all that cannot be merged, GitError."""
    base = site.shared(target)
    if not base:
        raise SiteError([_strange(site)])
    tree, conflicts = site.merged(base, target, OWNED)
    taken = _taken_over(site, base, target)
    theirs = _settings_of_target(site, base) if taken and not taken.left else []
    left = [name for name in conflicts if name not in theirs]
    problems = [*_uncommitted(site), *(_conflict(site, base, name) for name in left)]
    problems += [_unheld(site, name) for name in (taken.left if taken else ())]
    if problems:
        raise SiteError(problems)
    new = {_SITE: taken.text} if taken else {}
    tree = site.tree(tree, {"HEAD": OWNED, **({target: theirs} if theirs else {})}, new)
    if problems := list(_in_the_way(site, tree)):
        raise SiteError(problems)
    mine = _changed(site, base, "HEAD", "--diff-filter=a")  # what was added is no file of the project
    changed = [name for name in mine if not is_owners(name) and name not in theirs]
    return UpgradePlan(
        _version(site, "HEAD"),
        _version(site, target),
        tree,
        len(_changed(site, "HEAD", tree)),
        taken.moved if taken else (),
        tuple(changed),
    )


def _changed(site: Repository, one: str, other: str, *options: str) -> list[str]:
    return site.names("diff", "--name-only", "-z", "--no-renames", *options, one, other)


def _version(site: Repository, commit: str) -> str:
    return version.of_text(site.text(commit, version.FILE))


def _taken_over(site: Repository, base: str, target: str) -> TakenOver | None:
    """A site of version 0.1 has no `site.toml`: it is made of what its owner had set. Raises SiteError."""
    if site.text("HEAD", _SITE) or not site.text(target, _SITE):
        return None
    before, own = _side(site, base), _side(site, "HEAD")
    return owner_settings.take_over(before.conf, own.conf, own.publish["SITEURL"])


def _side(site: Repository, commit: str) -> _Side:
    texts = {name: site.text(commit, name) for name in SETTINGS}
    try:
        conf, publish = (evaluated.read(texts, name) for name in SETTINGS)
    except UnreadableSettings as error:
        where, _, what = str(error).partition(": ")
        raise SiteError([Problem(where, 0, what, "Mend it first: make html says where.")]) from None
    return _Side(conf, {name: value for name, value in publish.items() if conf.get(name) != value})


def _settings_of_target(site: Repository, base: str) -> list[str]:
    """Which files of settings hold nothing more of the owner's, once `site.toml` does."""
    before, own = _side(site, base).publish, _side(site, "HEAD").publish
    names = {name for name in before.keys() | own.keys() if before.get(name) != own.get(name)}
    return [_CONF] if names - {"SITEURL"} else [_CONF, _PUBLISH]


def _strange(site: Repository) -> Problem:
    """A folder that did not begin as a clone."""
    what = "its history has nothing in common with the project's"
    at = f"v{_version(site, 'HEAD')}"
    hint = (
        "Give it that of the version it began with; no file changes: "
        f"git fetch --tags upstream && git reset {at} && git add --all && git commit -m 'My site'"
    )
    return Problem(str(site.folder), 0, what, hint)


def _uncommitted(site: Repository) -> Iterator[Problem]:
    """Only what is in a commit can be merged, and be had again."""
    for line in site.names("status", "--porcelain", "-z", "--untracked-files=no", "--no-renames"):
        yield Problem(line[3:], 0, "it is changed and in no commit", "git commit --all, or git restore it.")


def _in_the_way(site: Repository, tree: str) -> Iterator[Problem]:
    for name in site.names("diff", "--name-only", "-z", "--no-renames", "--diff-filter=A", "HEAD", tree):
        if (site.folder / name).exists():
            yield Problem(name, 0, "it is in no commit, and the new version has one", "Move it away first.")


def _conflict(site: Repository, base: str, name: str) -> Problem:
    what = "you changed it, and the new version did in the same place"
    undo = f"git checkout {base[:_SHORT]} -- {name} && git commit -m 'As it was'"
    place = "theme.local/ (docs/upgrading.md)" if name.startswith("theme/") else "a place of your own"
    return Problem(name, 0, what, f"Keep what is yours in {place}, then: {undo}")


def _unheld(site: Repository, setting: str) -> Problem:
    lines = site.text("HEAD", _CONF).split("\n")
    line = next((n for n, text in enumerate(lines, 1) if re.match(rf"{setting}\b", text)), 0)
    what = f"{setting} holds what site.toml cannot: code, or None"
    hint = "Take it out, commit, upgrade; then write it at the end of the new pelicanconf.py."
    return Problem(_CONF, line, what, hint)
