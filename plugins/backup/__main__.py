"""`make backup TO=… [AGE=…|GPG=…]`: all that cannot be made again, in one file."""

import argparse
import sqlite3
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from plugins.backup import backup, contents, encryption
from plugins.backup.encryption import PLAIN
from plugins.backup.pipes import CipherError
from plugins.common import standard_output, version
from plugins.common.counting import counted
from plugins.common.errors import nearest
from plugins.common.interruption import exit_code
from plugins.common.owner import OWNED
from plugins.common.text import for_terminal

_PRIVATE = (
    "It is not encrypted, and holds e-mail addresses and the desk's key: keep it where nobody else reads, "
    "or name a key (AGE=age1… or GPG=you@example.org)."
)


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="make backup", description="Keep all of this site that cannot be made again."
    )
    parser.add_argument("to", help="a folder that is there, or a file: …/blog.tar.gz")
    parser.add_argument("--age", default="", help="encrypt for this recipient of age")
    parser.add_argument("--gpg", default="", help="encrypt for this key of gpg")
    parser.add_argument("--only", default="", help=f"keep one of {', '.join(OWNED)} alone")
    options = parser.parse_args(arguments)
    root = Path()
    try:
        cipher = encryption.encrypting(options.age, options.gpg)
        now = datetime.now(UTC)
        path = backup.path_of(_target(options.to), now, cipher)
        made = backup.make(root, path, version.of_project(root), now, cipher, _roots(options.only))
    except (ValueError, CipherError) as error:
        print(for_terminal(str(error)), file=sys.stderr)
        return 1
    except (OSError, sqlite3.Error) as error:
        print(for_terminal(f"No backup was made: {error}."), file=sys.stderr)
        return 1
    standard_output.write(
        for_terminal(f"{made.path}: {counted(made.files, 'file')}, {made.path.stat().st_size:,} bytes.")
    )
    if cipher is PLAIN:
        standard_output.write(_PRIVATE)
    return 0


def _roots(only: str) -> Sequence[str]:
    """The folders and files to back up. Raises ValueError if `only` is not one of the owner's."""
    if only and only not in OWNED:
        raise ValueError(f"ONLY={only}: it is not one of the owner's folders. {nearest(only, OWNED)}")
    return [only] if only else contents.ROOTS


def _target(text: str) -> Path:
    """The folder or file to write to. Raises ValueError if it is missing or cannot be written."""
    if not text:
        raise ValueError(
            "Nothing says where to. Write TO=/media/usb (a folder), or TO=/media/usb/blog.tar.gz."
        )
    path = Path(text)
    folder = path if text.endswith("/") else path.parent
    if not path.is_dir() and not (folder.is_dir() and folder is not path):
        raise ValueError(f"{text}: there is no such folder. Make it first: mkdir -p {folder}")
    inside = [name for name in OWNED if path.resolve().is_relative_to(Path(name).resolve())]
    if inside:
        raise ValueError(
            f"{text} lies in {inside[0]}: it would be part of the next backup. Name another folder."
        )
    return path


if __name__ == "__main__":
    raise SystemExit(exit_code(main))
