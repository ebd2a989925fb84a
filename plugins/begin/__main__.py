"""`make begin`: a blog of one's own in the place of the example."""

import argparse
import os
import shlex
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from uuid import uuid4

from plugins.begin import interview, machine
from plugins.begin.pages import LANGUAGES
from plugins.begin.plan import plan
from plugins.begin.questions import Choices, Question, defaults, questions
from plugins.begin.site_folder import SiteFolder
from plugins.begin.told import told
from plugins.common import standard_output
from plugins.common.errors import SiteError
from plugins.importers import systems

_ENOUGH = ("NAME", "SITEURL")
_LEFT = 141  # as a shell says of SIGPIPE
_HELP = """\
It asks what it needs, shows what it will do, and does it. With NAME= and SITEURL= it asks nothing:

  make begin NAME="Chez Zoé" SITEURL=https://zoe.example LANG=fr AUTHOR="Zoé écrit ici." DRY=1
  make begin NAME="Chez Zoé" SITEURL=https://zoe.example FROM=wordpress FILE=export.xml

NAME, SUBTITLE, SITEURL, AUTHOR, LANG, TIMEZONE, COMMENTS (web, mail, none), MAIL, SIGNED, MODERATOR, SMTP,
IMAP, FROM, FILE, MEDIA.
Run it again to change one of them: what you wrote yourself stays."""
_NEXT = """
Now:
  make serve    # see it on http://localhost:8000
  make new TITLE="…"
  make publish  # docs/hosting.md puts it online"""


def main(arguments: list[str] | None = None) -> int:
    options = _options(arguments)
    try:
        return _begin(SiteFolder(Path()), dict(options.words), options.dry_run)
    except SiteError as error:
        print("\n".join(map(str, error.problems)), file=sys.stderr)
        return 2
    except BrokenPipeError:  # whoever read the questions left
        standard_output.discard()
        return _LEFT
    except OSError as error:
        print(f"{error.filename or 'standard output'}: {error.strerror}", file=sys.stderr)
        return 1
    except (EOFError, KeyboardInterrupt):
        print("\nNothing was changed.", file=sys.stderr)
        return 130


def _begin(site: SiteFolder, words: Mapping[str, str], dry: bool) -> int:
    asks = _questions()
    known = defaults(site.settings, site.desk, _new(), site.is_example)
    alone = all(name in words for name in _ENOUGH) or not sys.stdin.isatty()
    choices = interview.given(asks, words, known) if alone else interview.asked(asks, words, known, input)
    past = None if site.is_example else _choices(asks, known)
    before = site.begun(past, past) if past else {}
    wanted = site.begun(choices, past)
    values, pelican = site.values(choices, str(uuid4())), site.pelican_values(choices)
    here = site.here([*before, *wanted])
    steps = plan(here, site.example(), before, wanted)
    command = _import(choices)
    standard_output.write(told({**values, **pelican}, site.settings, here, steps, _typed(command)))
    if dry or not (values or steps or command) or not (alone or _agreed()):
        return 0
    if values:
        site.set(values, pelican)
    for step in steps:
        site.carry_out(step)
    code = _imported(command) if command else 0
    standard_output.write(_NEXT)
    return code


def _questions() -> tuple[Question, ...]:
    return questions(LANGUAGES, systems.NAMES, os.path.expanduser, os.path.exists)


def _choices(asks: tuple[Question, ...], known: Mapping[str, str]) -> Choices:
    """What the site was begun with, as far as its settings tell."""
    return interview.given(asks, {}, known)


def _agreed() -> bool:
    if input("Do it? [y/N] ").strip().lower() in ("y", "yes", "o", "oui"):
        return True
    standard_output.write("Nothing was changed.")
    return False


def _import(choices: Choices) -> list[str]:
    """What `make import` is told; empty where nothing is imported."""
    words = {
        "FROM": choices.system,
        "FILE": choices.file,
        "MEDIA": choices.media,
        "TIMEZONE": choices.timezone,
    }
    return [f"{name}={word}" for name, word in words.items() if word] if choices.system else []


def _typed(command: list[str]) -> str:
    return shlex.join(["make", "import", *command]) if command else ""


def _imported(words: list[str]) -> int:
    """An import is its own command, with its own report."""
    told = [
        part for word in words for part in (f"--{word.partition('=')[0].lower()}", word.partition("=")[2])
    ]
    standard_output.write("")
    return subprocess.run([sys.executable, "-m", "plugins.importers", *told], check=False).returncode


def _new() -> dict[str, str]:
    """What this machine says of whoever sits before it."""
    return {
        "language": machine.language(os.environ, LANGUAGES),
        "timezone": machine.time_zone(os.environ, os.path.realpath("/etc/localtime")),
    }


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="make begin",
        description=__doc__,
        epilog=_HELP,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    known = {question.variable for question in _questions()}

    def word(text: str) -> tuple[str, str]:
        name, sign, value = text.partition("=")
        if name not in known or not sign:
            names = ", ".join(sorted(known))
            raise argparse.ArgumentTypeError(f"“{text}” is not one of {names}, with its “=”")
        return name, value

    parser.add_argument("words", nargs="*", type=word, metavar="NAME=…", help="answers; see below")
    parser.add_argument("--dry-run", action="store_true", help="DRY=1, say what would be done, do nothing")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    raise SystemExit(main())
