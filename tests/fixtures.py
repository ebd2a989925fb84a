"""Reads fixture files that people can read and edit. An unfinished or an empty file is a failure.

    # ⍽ = U+00A0

    ## a title
    < what goes in
    > what must come out

Several `<` or `>` lines are the lines of one text. What the eye cannot see, or cannot tell from another sign
(an accent of its own), is written with a declared stand-in.
"""

import re
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from unicodedata import category

_DECLARATION = re.compile(r"# (\S) = U\+([0-9A-F]{4,6})\b")
_UNSEEN = {"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp", "Zs"}


class FixtureError(Exception):
    """What is wrong with a fixture file, and where."""


@dataclass(frozen=True, slots=True)
class Case:
    """One example, in the signs that are meant; `where` is `file:line title`."""

    where: str
    given: str
    expected: str


def read(*paths: Path) -> list[Case]:
    """All cases of the files, in their order."""
    return [case for path in paths for case in parse(path.name, path.read_text(encoding="utf-8"))]


def parse(name: str, text: str) -> list[Case]:
    """All cases in the text of the file `name`."""
    lines = list(enumerate(text.split("\n"), 1))
    for number, line in lines:
        _refuse_unseen(f"{name}:{number}", line)
    signs = str.maketrans({stand_in: chr(int(code, 16)) for stand_in, code in _DECLARATION.findall(text)})
    blocks = [list(block) for full, block in groupby(lines, lambda item: bool(item[1].strip())) if full]
    cases = [_case(name, block, signs) for block in blocks if not _is_comment(block)]
    if not cases:
        raise FixtureError(f"{name}: no cases")
    return cases


def _refuse_unseen(where: str, line: str) -> None:
    for sign in line:
        if sign != " " and (category(sign) in _UNSEEN or "\u0300" <= sign <= "\u036f"):
            raise FixtureError(f"{where}: U+{ord(sign):04X} cannot be seen; write its stand-in")


def _is_comment(block: list[tuple[int, str]]) -> bool:
    return all(re.match(r"#( |$)", line) for _, line in block)


def _case(name: str, block: list[tuple[int, str]], signs: dict[int, str]) -> Case:
    """A block is one case: its title, all its `<` lines, all its `>` lines."""
    shape = "".join(line[:1] for _, line in block)
    number, title = block[0]
    if not re.fullmatch("#<+>+", shape) or not re.match("## *[^ #]", title):
        raise FixtureError(f"{name}:{number}: a case is a “##” title, then “<” lines, then “>” lines")
    given = "\n".join(line[2:] for _, line in block if line[0] == "<")
    expected = "\n".join(line[2:] for _, line in block if line[0] == ">")
    if not given.strip() or not expected.strip():
        raise FixtureError(f"{name}:{number}: the case is unfinished")
    return Case(f"{name}:{number} {title[3:]}", given.translate(signs), expected.translate(signs))
