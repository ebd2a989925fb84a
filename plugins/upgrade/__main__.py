"""`make upgrade [SITE=…] [FROM=…] [VERSION=…] [DRY=1]`: brings a site to another version of the project.

The upgrade is planned and carried out by the code of the new version, since only that knows what changed.
"""

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

from plugins.common import standard_output
from plugins.common.counting import counted
from plugins.common.errors import SiteError
from plugins.common.interruption import exit_code
from plugins.common.text import for_terminal
from plugins.upgrade import migrations, plan, versions
from plugins.upgrade.migrations import NewerFormat
from plugins.upgrade.plan import UpgradePlan
from plugins.upgrade.repository import GitError, Repository

_FETCHED = "refs/upgrade/"
_HERE = Path(__file__).parents[2]


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="make upgrade", description="Bring a site to another version.")
    parser.add_argument("--site", type=Path, default=Path(), help="its folder (default: this one)")
    parser.add_argument(
        "--source", default="", help="a repository of the project: a remote, an address, a folder"
    )
    parser.add_argument("--version", default="", help="which version (default: the newest)")
    parser.add_argument("--dry", action="store_true", help="say what would be done, change nothing")
    parser.add_argument(
        "--target", default="", help=argparse.SUPPRESS
    )  # fetched already; this code is its own
    options = parser.parse_args(arguments)
    site = Repository(options.site)
    try:
        site.require()
        target = options.target or _fetched(site, options.source, options.version)
        if options.target or _is_here(site, target):
            return upgrade(site, target, options.dry)
        return _run_new_code(site, target, options.dry)
    except (SiteError, GitError, NewerFormat) as error:
        print(for_terminal(str(error)), file=sys.stderr)
        return 1


def upgrade(site: Repository, target: str, dry: bool) -> int:
    """Upgrade a site to a version that was fetched. Returns the exit code. Raises SiteError, GitError or
    NewerFormat before anything is changed."""
    due = migrations.due(site.folder)
    before = site.commit("HEAD")
    if _is_here(site, target):
        standard_output.write("This version, or a later one, is here already.")
    else:
        planned = plan.make(site, target)
        standard_output.write(for_terminal(_summary(planned)))
        if not dry:
            site.merge(planned.tree, target, f"Upgrade to {planned.after}")
    for migration in due:
        standard_output.write(f"{'Would change' if dry else 'Changes'} what is kept: {migration.what}.")
    if dry:
        standard_output.write("Nothing was changed.")
        return 0
    migrations.migrate(site.folder)
    if site.commit("HEAD") != before:
        standard_output.write(
            f"Done. Look at it by make serve. Back, if need be: git reset --keep {before[:10]}"
        )
    return 0


def _is_here(site: Repository, target: str) -> bool:
    """Whether the site has this version already, or a later one."""
    return site.merge_base(target) == site.commit(target)


def _summary(planned: UpgradePlan) -> str:
    lines = [
        f"From version {planned.before} to {planned.after}: "
        f"{counted(planned.changed, 'file changes', 'files change')}, none is yours."
    ]
    if planned.settings:
        lines.append(f"site.toml is made of what you had set: {', '.join(planned.settings)}.")
    if planned.merged:
        lines.append(f"What you changed in the project's files stays in them: {', '.join(planned.merged)}.")
    return "\n".join(lines)


def _fetched(site: Repository, source: str, wanted: str) -> str:
    """Fetch the wanted version into the site's repository, and return its ref. If this code is in another
    checkout than the site's, the version comes from there."""
    elsewhere = site.folder.resolve() != _HERE
    source = source or (str(_HERE) if elsewhere else _remote(site))
    site.git(
        *("fetch", "--quiet", "--no-tags", source),
        *(f"+refs/tags/v*:{_FETCHED}v*", f"+HEAD:{_FETCHED}HEAD"),
    )
    fetched = site.git("for-each-ref", "--format=%(refname)", _FETCHED).split()
    tags = [name.removeprefix(_FETCHED) for name in fetched]
    if wanted and versions.tag(wanted) not in tags:
        known = ", ".join(tag for tag in tags if tag != "HEAD") or "none"
        raise GitError(f"{source} has no version {wanted}. Known: {known}.")
    newest = "HEAD" if elsewhere else versions.newest(tags) or "HEAD"
    return f"{_FETCHED}{versions.tag(wanted) if wanted else newest}"


def _remote(site: Repository) -> str:
    """The remote of the project: `upstream`, or `origin` if there is none of that name."""
    remotes = site.git("remote").split()
    for name in ("upstream", "origin"):
        if name in remotes:
            return name
    raise GitError("No remote is the project's. Name it once: git remote add upstream https://…")


def _run_new_code(site: Repository, target: str, dry: bool) -> int:
    """Run this command from the code of the new version. Returns its exit code."""
    with tempfile.TemporaryDirectory() as folder:
        archive = Path(folder, "code.tar")
        site.git("archive", f"--output={archive}", target, "plugins")
        subprocess.run(["tar", "-xf", str(archive), "-C", folder], check=True)
        if not Path(folder, "plugins", "upgrade").is_dir():
            raise GitError(
                f"{target.removeprefix(_FETCHED)} is older than upgrades are: git checkout it instead."
            )
        words = ["--site", str(site.folder.resolve()), "--target", target, *(["--dry"] if dry else [])]
        command = [sys.executable, "-m", "plugins.upgrade", *words]
        return subprocess.run(command, cwd=folder, check=False).returncode


if __name__ == "__main__":
    raise SystemExit(exit_code(main))
