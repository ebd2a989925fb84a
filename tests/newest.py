"""`make newest`: the tests with the newest versions of all libraries.

Says which are not those of the lock file; what it finds is news, and no fault of whoever commits today.
"""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
_FOLDER = ROOT / ".cache" / "newest"
_PROJECT = "pyproject.toml"
_PINNED = re.compile(r"^([A-Za-z0-9._-]+)==(\S+)", re.MULTILINE)
_WHOLE_SITES = ("tests/site", "tests/audit", "tests/hosts")


def versions(requirements: str) -> dict[str, str]:
    """By name, of what `uv pip compile` wrote."""
    return dict(_PINNED.findall(requirements))


def changes(locked: dict[str, str], newest: dict[str, str]) -> list[str]:
    """A line for each library that is another, new or gone."""
    names = sorted(locked.keys() | newest.keys())
    pairs = ((name, locked.get(name, "none"), newest.get(name, "none")) for name in names)
    return [f"{name} {was} -> {now}" for name, was, now in pairs if was != now]


def main() -> int:
    newest = _run("uv", "pip", "compile", "-q", "--universal", "--no-header", "--group", "dev", _PROJECT)
    changed = changes(versions((ROOT / "requirements-dev.txt").read_text()), versions(newest))
    print("\n".join(changed) or "All libraries are the newest.", flush=True)
    return _test(newest) if changed else 0


def _test(requirements: str) -> int:
    _FOLDER.mkdir(parents=True, exist_ok=True)
    (_FOLDER / "requirements.txt").write_text(requirements)
    _run("uv", "venv", "-q", "--clear", "--python", sys.executable, str(_FOLDER / "venv"))
    python = str(_FOLDER / "venv" / "bin" / "python")
    _run("uv", "pip", "sync", "-q", "--python", python, str(_FOLDER / "requirements.txt"))
    left_out = [f"--ignore={folder}" for folder in _WHOLE_SITES]
    return subprocess.run([python, "-m", "pytest", "-q", *left_out], cwd=ROOT, check=False).returncode


def _run(name: str, *arguments: str) -> str:
    """A program of the environment's."""
    command = [Path(sys.executable).with_name(name), *arguments]
    return subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True).stdout


if __name__ == "__main__":
    raise SystemExit(main())
