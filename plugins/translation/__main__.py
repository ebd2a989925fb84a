"""`make words`: updates the catalogues, and lists what is not translated."""

import argparse
import sys
from pathlib import Path

from plugins.common import standard_output
from plugins.common.interruption import exit_code
from plugins.common.text import for_terminal
from plugins.common.translations import CATALOGUES, SOURCE
from plugins.translation import catalogue, sources

_THEME = Path("theme/templates")
_SHOWN = 60


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="make words", description="What the site says, in other languages.")
    parser.add_argument("--new", default="", help="begin this language: de, br, pt_BR")
    new = parser.parse_args(arguments).new
    if new and (new == SOURCE or not catalogue.is_language(new)):
        print(f"“{new}” is not a language tag. Write one: make words NEW=br", file=sys.stderr)
        return 2
    root = Path.cwd()
    messages = list(sources.of_site(_THEME, CATALOGUES.parent.relative_to(root)))
    names = {path.stem for path in CATALOGUES.glob("*.po")} | ({new} if new else set())
    return max([_update(CATALOGUES / f"{name}.po", messages) for name in sorted(names)], default=0)


def _update(path: Path, messages: list[sources.SourceMessage]) -> int:
    """The exit code: 1 if a translation is wrong. It is reported, and left as it is."""
    updated = catalogue.update(catalogue.read(path), messages)
    catalogue.write(path, updated)
    missing, wrong = catalogue.missing(updated), catalogue.wrong(updated)
    standard_output.write(f"{path.name}: {len(updated) - len(missing)} of {len(updated)}")
    for message in missing:
        text = message.id if isinstance(message.id, str) else message.id[0]
        cut = text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
        standard_output.write(for_terminal(f"  {message.locations[0][0]}: {cut}"))
    for error in wrong:
        print(for_terminal(f"  wrong: {error}"), file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(exit_code(main))
