"""`python -m plugins.moderation …`: the moderator's commands."""

from plugins.common.interruption import exit_code
from plugins.moderation.cli.commands import main

if __name__ == "__main__":
    raise SystemExit(exit_code(main))
