"""The parser of the command line, with its help texts."""

import argparse
from collections.abc import Sequence

from plugins.moderation.core.states import State

PROGRAM = ".venv/bin/python -m plugins.moderation"
_ABOUT = """Comments that wait, and what becomes of them. For a person at a terminal: make moderate."""
_EXAMPLES = f"""\
An id may be cut short: its beginning, or that of its last part, is enough where no other begins so.

  {PROGRAM} list
  {PROGRAM} show k3x9
  {PROGRAM} list host:spam.example since:2026-11-01
  {PROGRAM} approve k3x9 m2pq --reply-to 4
  {PROGRAM} spam --matching "host:spam.example"
  {PROGRAM} edit k3x9
  {PROGRAM} reply k3x9 --text "Merci, c’est corrigé."
  {PROGRAM} show --of zoe@exemple.fr --json

Ends with 0 if all was done, with 1 if something was not (stderr says what and why), with 2 if the command
makes no sense."""
_ALL_STATES = "all"
_FILTER_HELP = (
    "words, or article:SLUG author:NAME email:… host:… reason:links since:2026-01-01 until:… state:…"
)
_MATCHING_HELP = (
    "all that a filter finds where --state says, as list shows them; asks once, with their number"
)
_UNDO_HELP = "take back a decision or an edit: ID, or that of a batch; a published comment leaves the archive"
_EDITED = {
    "text": "the new text; “-” reads it from standard input",
    "author": "the new name",
    "site": "the new site; “” takes it away",
    "reply-to": "which comment it answers: its number on the page, or its id; “” for none",
}
_OF_HELP = "everything of one person, over queue and archive; or a name, which may be somebody else’s too"


def parser() -> argparse.ArgumentParser:
    """Its result has the name of the command as `command`."""
    shape = argparse.RawDescriptionHelpFormatter
    main_parser = argparse.ArgumentParser(
        prog=PROGRAM, description=_ABOUT, epilog=_EXAMPLES, formatter_class=shape, allow_abbrev=False
    )
    commands = main_parser.add_subparsers(dest="command", required=True, metavar="command")
    _add_reading(commands)
    _add_decisions(commands)
    _add_changes(commands)
    _add_maintenance(commands)
    _add_login(commands)
    return main_parser


def _add_reading(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    _moderate(commands.add_parser("moderate", help="go through what waits, key by key (make moderate)"))
    listing = _add(commands, "list", "what waits, oldest first; one line each")
    _state(listing, with_all=True)
    _filter(listing)
    show = _add(commands, "show", "all that is kept of submissions or of published comments")
    _ids(show, "*")
    show.add_argument("--of", metavar="EMAIL", help=_OF_HELP)
    _add(commands, "stats", "how many wait, and the months in numbers")


def _add_decisions(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    approve = _chosen(_add(commands, "approve", "publish"))
    approve.add_argument(
        "--reply-to", metavar="COMMENT", help="which comment it answers: its number on the page, or its id"
    )
    for command in (
        approve,
        _chosen(_add(commands, "reject", "do not publish")),
        _chosen(_add(commands, "spam", "do not publish, and keep it to try rules on (replay)")),
    ):
        command.add_argument("--matching", metavar="FILTER", help=_MATCHING_HELP)
        _state(command)
        command.add_argument("--yes", action="store_true", help="do not ask (with --matching)")
    _ids(_add(commands, "undo", _UNDO_HELP))


def _add_changes(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    reply = _add(commands, "reply", "publish your own answer to a published comment", aliases=["answer"])
    reply.add_argument("id", metavar="ID", help="of the comment: ID, or article/ID")
    reply.add_argument("--text", help="your answer; without it, it is read from standard input")
    edit = _add(commands, "edit", "change the words of a comment, waiting or published, in $EDITOR")
    edit.add_argument("id", metavar="ID", help="ID, or article/ID")
    for name, what in _EDITED.items():
        edit.add_argument(f"--{name}", metavar=name.upper().replace("-", "_"), help=what)
    erase = _add(
        commands, "erase", "erase for good, at a person’s wish: private files, and words in the archive"
    )
    _ids(erase, "*")
    erase.add_argument("--of", metavar="EMAIL", help=_OF_HELP)
    erase.add_argument("--yes", action="store_true", help="do not ask")


def _add_maintenance(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    _add(commands, "replay", "judge the archive and the kept spam by the present rules (make replay)")
    _add(commands, "sweep", "erase what is kept no longer; every decision does it too")
    _add(commands, "ledger", "write content/moderation.csv; every decision does it too")


def _add_login(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    _add(commands, "login", "print a link that opens the desk in a browser, once")
    sessions = _add(commands, "sessions", "who is at the desk by browser")
    sessions.add_argument("--end", metavar="NAME", help="end one, as the list names it; or “all”")


def _add(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
    name: str,
    what: str,
    aliases: Sequence[str] = (),
) -> argparse.ArgumentParser:
    description = f"{what[0].upper()}{what[1:]}."
    command: argparse.ArgumentParser = commands.add_parser(
        name, help=what, description=description, allow_abbrev=False, aliases=aliases
    )
    command.add_argument("--json", action="store_true", help="for programs: JSON on standard output")
    return command


def _ids(command: argparse.ArgumentParser, count: str = "+") -> None:
    command.add_argument(
        "ids", nargs=count, metavar="ID", help="as the list shows it, or the beginning of it"
    )


def _chosen(command: argparse.ArgumentParser) -> argparse.ArgumentParser:
    _ids(command, "*")
    return command


def _filter(command: argparse.ArgumentParser) -> None:
    command.add_argument("filter", nargs="*", metavar="FILTER", help=_FILTER_HELP)


def _moderate(command: argparse.ArgumentParser) -> None:
    command.description = "One comment at a time, in its context. Each key is on the screen."
    _state(command)
    _filter(command)


def _state(command: argparse.ArgumentParser, with_all: bool = False) -> None:
    states = [*map(str, State), *([_ALL_STATES] if with_all else [])]
    command.add_argument(
        "--state", choices=states, default=str(State.PENDING), help="where to look (default: pending)"
    )
