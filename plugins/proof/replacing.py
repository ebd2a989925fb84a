"""Dead addresses and what could take their place, as a table that a person goes through: what stays is done.

In an article the address is replaced. A comment stays as it was typed: its header “Archived” names what is
dead in it, and its page leads to what the Web Archive keeps.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from plugins.comments import format, links, web_archive
from plugins.common import files
from plugins.common.errors import Problem, SiteError
from plugins.proof.findings import Finding

_COLUMNS = ["file", "line", "address", "by"]
_ARCHIVE = f"https://{web_archive.HOST}/web/"
_GOES_ON = r"[\w/?=&%#~+@:-]|[.,;!](?=\w)"
_HINT = "Write it anew: make proof REPORT=…"


@dataclass(frozen=True, slots=True)
class Row:
    file: str
    line: int
    address: str
    by: str


def table(findings: Iterable[Finding]) -> str:
    """As CSV (RFC 4180), with its header."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(_COLUMNS)
    for one in sorted(set(findings), key=lambda one: one.problem):
        if one.replacement:
            writer.writerow(
                [one.problem.where, one.problem.line, one.replacement.address, one.replacement.by]
            )
    return out.getvalue()


def rows(text: str, where: str) -> list[Row]:
    """Of such a table. Raises SiteError with the lines that are none."""
    lines = list(csv.reader(io.StringIO(text)))
    if not lines or lines[0] != _COLUMNS:
        raise SiteError([Problem(where, 1, f"the first line is not “{','.join(_COLUMNS)}”", _HINT)])
    wrong = [number for number, line in enumerate(lines[1:], 2) if line and not _is_row(line)]
    if wrong:
        raise SiteError([Problem(where, number, "not a line of this table", _HINT) for number in wrong])
    return [Row(file, int(line), address, by) for file, line, address, by in filter(None, lines[1:])]


def _is_row(line: list[str]) -> bool:
    if len(line) != len(_COLUMNS) or not line[1].isdecimal():
        return False
    return not any(set(address) & set(" \n\r\t") or not address for address in line[2:])


def apply(wanted: list[Row], root: Path) -> Iterator[str]:
    """Do it, and say in which files. Raises SiteError before anything is written, where a file is none of
    this site's, or has the address no more."""
    by_file: dict[str, list[Row]] = {}
    for row in wanted:
        by_file.setdefault(row.file, []).append(row)
    written = {name: _applied(root, name, found) for name, found in by_file.items()}
    problems = [one for one in written.values() if isinstance(one, Problem)]
    if problems:
        raise SiteError(problems)
    for name, data in written.items():
        assert isinstance(data, bytes)
        files.write(root / name, data)
        yield name


def _applied(root: Path, name: str, found: list[Row]) -> bytes | Problem:
    path = (root / name).resolve()
    if not path.is_relative_to(root.resolve()) or not path.is_file():
        return Problem(name, 0, "no file of this site", "Take its lines out of the table.")
    data = path.read_bytes()
    done = _in_comment(data, name, found) if path.suffix == ".txt" else _in_article(data, found)
    if isinstance(done, Row):
        return Problem(name, done.line, f"“{done.address}” is not in it any more", _HINT)
    return done


def _in_comment(data: bytes, name: str, found: list[Row]) -> bytes | Row:
    """Its file with the header; or the row that is not its."""
    comment = format.parse(data, name).comment
    there = {link.href for link in links.find(comment.text)}
    for row in found:
        if row.address not in there:
            return row
    dead = dict.fromkeys([*comment.archived, *(row.address for row in found)])
    return format.dump(comment._replace(archived=tuple(dead)))


def _in_article(data: bytes, found: list[Row]) -> bytes | Row:
    """Its file with the other addresses; or the row that is not its. What leads to the archive already, and
    longer addresses that begin in the same way, stay."""
    by = {row.address: row for row in found}
    either = "|".join(map(re.escape, sorted(by, key=len, reverse=True)))
    address = re.compile(rf"(?P<kept>{re.escape(_ARCHIVE)}\d+/)?(?P<address>{either})(?!{_GOES_ON})")
    done: set[str] = set()

    def other(match: re.Match[str]) -> str:
        done.add(match["address"])
        return match[0] if match["kept"] else by[match["address"]].by

    text = address.sub(other, data.decode())
    missing = next((row for row in found if row.address not in done), None)
    return missing or text.encode()
