"""The plan of an upgrade, made before anything changes: the resulting tree, or the problems in its way."""

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
    """`before`, `after`: versions; `tree`: the git tree of the result; `changed`: how many files change;
    `settings`: those that `site.toml` is made of; `merged`: files of the project that the owner changed."""

    before: str
    after: str
    tree: str
    changed: int
    settings: tuple[str, ...]
    merged: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _CommitSettings:
    """The settings of a commit: those of `pelicanconf.py`, and those that `publishconf.py` adds."""

    conf: Mapping[str, Any]
    publish: Mapping[str, Any]


def make(site: Repository, target: str) -> UpgradePlan:
    """Plan an upgrade to a commit. Raises SiteError with all conflicts, GitError."""
    base = site.merge_base(target)
    if not base:
        raise SiteError([_unrelated(site)])
    tree, conflicts = site.merged(base, target, OWNED)
    site_toml = _site_toml(site, base, target)
    theirs = _settings_of_target(site, base) if site_toml and not site_toml.left else []
    unresolved = [name for name in conflicts if name not in theirs]
    problems = [*_uncommitted(site), *(_conflict(site, base, name) for name in unresolved)]
    problems += [_not_for_toml(site, name) for name in (site_toml.left if site_toml else ())]
    if problems:
        raise SiteError(problems)
    new = {_SITE: site_toml.text} if site_toml else {}
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
        site_toml.moved if site_toml else (),
        tuple(changed),
    )


def _changed(site: Repository, one: str, other: str, *options: str) -> list[str]:
    return site.names("diff", "--name-only", "-z", "--no-renames", *options, one, other)


def _version(site: Repository, commit: str) -> str:
    return version.of_text(site.text(commit, version.FILE))


def _site_toml(site: Repository, base: str, target: str) -> TakenOver | None:
    """A site of version 0.1 has no `site.toml`: it is made of the owner's settings. Raises SiteError."""
    if site.text("HEAD", _SITE) or not site.text(target, _SITE):
        return None
    before, own = _settings(site, base), _settings(site, "HEAD")
    return owner_settings.take_over(before.conf, own.conf, own.publish["SITEURL"])


def _settings(site: Repository, commit: str) -> _CommitSettings:
    texts = {name: site.text(commit, name) for name in SETTINGS}
    try:
        conf, publish = (evaluated.read(texts, name) for name in SETTINGS)
    except UnreadableSettings as error:
        where, _, what = str(error).partition(": ")
        raise SiteError([Problem(where, 0, what, "Mend it first: make html says where.")]) from None
    return _CommitSettings(conf, {name: value for name, value in publish.items() if conf.get(name) != value})


def _settings_of_target(site: Repository, base: str) -> list[str]:
    """The settings files that can be taken from the new version, since `site.toml` holds all the owner's."""
    before, own = _settings(site, base).publish, _settings(site, "HEAD").publish
    names = {name for name in before.keys() | own.keys() if before.get(name) != own.get(name)}
    return [_CONF] if names - {"SITEURL"} else [_CONF, _PUBLISH]


def _unrelated(site: Repository) -> Problem:
    """The folder did not begin as a clone of the project."""
    what = "its history has nothing in common with the project's"
    at = f"v{_version(site, 'HEAD')}"
    hint = (
        "Give it that of the version it began with; no file changes: "
        f"git fetch --tags upstream && git reset {at} && git add --all && git commit -m 'My site'"
    )
    return Problem(str(site.folder), 0, what, hint)


def _uncommitted(site: Repository) -> Iterator[Problem]:
    """Only what is in a commit can be merged, and restored."""
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


def _not_for_toml(site: Repository, setting: str) -> Problem:
    lines = site.text("HEAD", _CONF).split("\n")
    line = next((n for n, text in enumerate(lines, 1) if re.match(rf"{setting}\b", text)), 0)
    what = f"{setting} holds what site.toml cannot: code, or None"
    hint = "Take it out, commit, upgrade; then write it at the end of the new pelicanconf.py."
    return Problem(_CONF, line, what, hint)
