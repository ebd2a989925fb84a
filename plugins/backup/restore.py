"""`make restore FROM=… [KEY=…] [DRY=1]`: a backup becomes the site; what was there is moved aside."""

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path

from plugins.backup import backup, encryption
from plugins.backup.backup import RestoredBackup
from plugins.backup.pipes import CipherError
from plugins.backup.unpacking import BadArchive
from plugins.common import standard_output, version
from plugins.common.counting import counted
from plugins.common.interruption import exit_code
from plugins.common.text import for_terminal


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="make restore", description="Put a backup in the place of what is here."
    )
    parser.add_argument("file", help="what `make backup` wrote")
    parser.add_argument("--key", default="", help="the file with age's key")
    parser.add_argument("--dry", action="store_true", help="prove the file and say what would happen")
    options = parser.parse_args(arguments)
    if not options.file:
        print("Nothing says what to restore. Write FROM=/media/usb/blog-….tar.gz.", file=sys.stderr)
        return 1
    return _restore(options.file, options.key, options.dry)


def _restore(name: str, key: str, dry: bool) -> int:
    cipher = encryption.decrypting(name, key)
    here = version.of_project(Path())
    try:
        done = backup.restore(Path(), Path(name), here, datetime.now(UTC), cipher, dry)
    except BadArchive as error:
        print(for_terminal(f"{name}: {error}\n    Nothing was changed."), file=sys.stderr)
        return 1
    except CipherError as error:
        print(for_terminal(f"{name}: {error}\n    {cipher.unreadable}"), file=sys.stderr)
        return 1
    except OSError as error:
        print(for_terminal(f"{name}: {error}.\n    Nothing was changed."), file=sys.stderr)
        return 1
    standard_output.write(for_terminal("\n".join(_said(done, here, dry))))
    return 0


def _said(done: RestoredBackup, here: str, dry: bool) -> list[str]:
    verb = "would be restored" if dry else "restored"
    files = f"{counted(done.files, 'file')} {verb}"
    said = [f"{files}, as of {done.head.made} (version {done.head.version})."]
    if done.aside:
        said.append(f"What was here {'would be' if dry else 'is'} in {done.aside}/.")
    if done.settings:
        said.append(f"This is version {here}: its settings stay. Yours of {done.head.version}:")
        said += [f"    {name}" for name in done.settings]
        said.append(
            f"To take them over: git checkout v{done.head.version}, restore there, then make upgrade."
        )
    if not dry:
        said.append("Next: make html, and look at it by make serve.")
    return said


if __name__ == "__main__":
    raise SystemExit(exit_code(main))
