"""`python -m plugins.moderation …`: the moderator's commands."""

from plugins.moderation.cli.commands import main

if __name__ == "__main__":
    raise SystemExit(main())
