"""`make deploy TARGET=… [DRY=1]`: sends the published site to where it is served from.

To a folder, here or behind ssh, as a new release; to an object store by rclone: new files first, removals
last.
"""

import argparse
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

from plugins.addresses.served import ASK_AGAIN, FOR_EVER
from plugins.common import standard_output
from plugins.common.interruption import exit_code
from plugins.deploy import changes, releases
from plugins.deploy.changes import Change
from plugins.deploy.target import FolderTarget, StoreTarget, parse

_RSYNC = ("rsync", "-rlts", "--checksum", "--delete", "--chmod=D755,F644")
_NOT_SENT = ("--exclude", "*.br", "--exclude", "*.gz")  # stores cannot choose between copies of a file
_SHEETS = "/*.??????????.css"
_NOT_SERVED = ("intake.json", "compressed-with.txt")  # beside the output, but no web server reads them
_RELOAD = "Old addresses or headers changed: reload the web server (docs/hosting.md says how)."


class DeployError(Exception):
    """Why nothing was sent, or not everything."""


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="make deploy", description="Send output/ to where it is served from."
    )
    parser.add_argument("target", help="/folder, user@host:/folder or rclone:remote:bucket")
    parser.add_argument("--dry", action="store_true", help="say what would change, change nothing")
    parser.add_argument("--output", type=Path, default=Path("output"), help="the published site")
    options = parser.parse_args(arguments)
    try:
        target = parse(options.target, str(Path.cwd()))
        _require_published(options.output)
        send = _to_folder if isinstance(target, FolderTarget) else _to_store
        send(options.output, target, options.dry)  # type: ignore[arg-type]  # the two go together
    except (DeployError, ValueError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _require_published(output: Path) -> None:
    """Raises DeployError unless the folder holds a site that was built for the public."""
    robots = output / "robots.txt"
    if not robots.is_file():
        raise DeployError(f"{output}/ is not there. Build it first: make publish")
    if "://localhost" in robots.read_text(encoding="utf-8"):
        raise DeployError(f"{output}/ was built for this machine. Build it first: make publish")


def _to_folder(output: Path, target: FolderTarget, dry: bool) -> None:
    sources = [str(folder) for folder in (output, _host_files(output)) if folder.is_dir()]
    current, present = releases.read_list(_shell(target, releases.list_command(target.path)))
    files_digest = releases.digest(_contents(output) | _contents(_host_files(output)))
    if current.endswith(f"-{files_digest}"):
        standard_output.write(f"Nothing to do: {current} is served already.")
        return
    changed = _compare(sources, target) if current else [Change(path, "+") for path in _names(sources)]
    if dry:
        _report(changed, dry)
        return
    _shell(target, releases.prepare(target.path))
    link = (f"--link-dest={target.path}/current/",) if current else ()
    _run(*_RSYNC, *link, *sources, target.location("releases/.coming/"))
    new = releases.name(datetime.now(UTC), files_digest)
    _shell(target, releases.swap(target.path, new, releases.too_old(present, current, new)))
    _report(changed, dry)
    standard_output.write(f"{target.location('current')} is {new}.")
    if current and _is_for_server(changed, _host_files(output).name):
        standard_output.write(_RELOAD)


def _is_for_server(changed: list[Change], host_files: str) -> bool:
    """Whether anything changed that a web server reads when it starts."""
    return any(
        change.path.startswith(f"{host_files}/") and not change.path.endswith(_NOT_SERVED)
        for change in changed
    )


def _compare(sources: list[str], target: FolderTarget) -> list[Change]:
    printed = _run(*_RSYNC, "--dry-run", "--itemize-changes", *sources, target.location("current/"))
    return sorted(changes.of_rsync(printed))


def _to_store(output: Path, target: StoreTarget, dry: bool) -> None:
    if dry:
        # rclone's own exit code 1 says that something differs
        printed = _run(
            "rclone", "check", str(output), target.remote, *_NOT_SENT, "--combined", "-", allowed=1
        )
        _report(sorted(changes.of_rclone(printed)), dry)
        return
    copy = ("rclone", "copy", "--checksum", str(output), target.remote)
    _run(*copy, "--include", _SHEETS, "--header-upload", f"Cache-Control: {FOR_EVER}")
    _run(*copy, *_NOT_SENT, "--exclude", _SHEETS, "--header-upload", f"Cache-Control: {ASK_AGAIN}")
    _run("rclone", "sync", "--checksum", str(output), target.remote, *_NOT_SENT)
    standard_output.write(f"{target.remote} is what {output}/ is.")


def _report(changed: list[Change], dry: bool) -> None:
    if dry and changed:
        standard_output.write("\n".join(map(str, changed)))
    standard_output.write(f"{changes.summary(changed)}{'; nothing was sent' if dry else ''}.")


def _host_files(output: Path) -> Path:
    """The folder of what the build writes for web servers."""
    return output.with_name(f"{output.name}.hosts")


def _names(folders: list[str]) -> list[str]:
    return sorted(name for folder in folders for name in _contents(Path(folder)))


def _contents(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder.parent)): path.read_bytes() for path in files}


def _shell(target: FolderTarget, script: str) -> str:
    return _run("ssh", target.host, script) if target.host else _run("sh", "-c", script)


def _run(*command: str, allowed: int = 0) -> str:
    try:
        run = subprocess.run(command, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        raise DeployError(f"{command[0]} is missing. Debian: apt-get install {command[0]}") from None
    if run.returncode not in (0, allowed):
        raise DeployError(f"{command[0]} stopped with {run.returncode}:\n{run.stderr.strip()}")
    return run.stdout


if __name__ == "__main__":
    raise SystemExit(exit_code(main))
