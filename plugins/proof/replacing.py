"""Dead addresses and their replacements, as a table that a person edits; the rows that are left are applied.

In an article the address is replaced. A comment's text stays as it was typed: its header “Archived” names the
dead addresses, and its page links to their copies in the Web Archive.
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
_CONTINUES = r"[\w/?=&%#~+@:-]|[.,;!](?=\w)"
_HINT = "Write it anew: make proof REPORT=…"


@dataclass(frozen=True, slots=True)
class Row:
    file: str
    line: int
    address: str
    by: str


def table(findings: Iterable[Finding]) -> str:
    """The findings that have a replacement, as CSV (RFC 4180) with a header."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(_COLUMNS)
    for finding in sorted(set(findings), key=lambda each: each.problem):
        if replacement := finding.replacement:
            problem = finding.problem
            writer.writerow([problem.where, problem.line, replacement.address, replacement.by])
    return out.getvalue()


def rows(text: str, where: str) -> list[Row]:
    """Parse such a table. Raises SiteError with the lines that are not rows."""
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
    """Apply the rows, and yield the files that were written. Raises SiteError before anything is written, if
    a file is not one of this site's, or does not contain the address any more."""
    by_file: dict[str, list[Row]] = {}
    for row in wanted:
        by_file.setdefault(row.file, []).append(row)
    results = {name: _edited(root, name, file_rows) for name, file_rows in by_file.items()}
    problems = [result for result in results.values() if isinstance(result, Problem)]
    if problems:
        raise SiteError(problems)
    for name, data in results.items():
        assert isinstance(data, bytes)
        files.write(root / name, data)
        yield name


def _edited(root: Path, name: str, rows: list[Row]) -> bytes | Problem:
    """The new content of a file."""
    path = (root / name).resolve()
    if not path.is_relative_to(root.resolve()) or not path.is_file():
        return Problem(name, 0, "no file of this site", "Take its lines out of the table.")
    data = path.read_bytes()
    result = _edited_comment(data, name, rows) if path.suffix == ".txt" else _edited_article(data, rows)
    if isinstance(result, Row):
        return Problem(name, result.line, f"“{result.address}” is not in it any more", _HINT)
    return result


def _edited_comment(data: bytes, name: str, rows: list[Row]) -> bytes | Row:
    """The comment's file with its header “Archived”; or the first row whose address it does not contain."""
    comment = format.parse(data, name).comment
    addresses = {link.href for link in links.find(comment.text)}
    for row in rows:
        if row.address not in addresses:
            return row
    archived = dict.fromkeys([*comment.archived, *(row.address for row in rows)])
    return format.dump(comment._replace(archived=tuple(archived)))


def _edited_article(data: bytes, rows: list[Row]) -> bytes | Row:
    """The article's file with the new addresses; or the first row whose address it does not contain. Links to
    the archive stay, and so do longer addresses that begin with one that is replaced."""
    by_address = {row.address: row for row in rows}
    either = "|".join(map(re.escape, sorted(by_address, key=len, reverse=True)))
    pattern = re.compile(rf"(?P<archive>{re.escape(_ARCHIVE)}\d+/)?(?P<address>{either})(?!{_CONTINUES})")
    seen: set[str] = set()

    def replacement(match: re.Match[str]) -> str:
        seen.add(match["address"])
        return match[0] if match["archive"] else by_address[match["address"]].by

    text = pattern.sub(replacement, data.decode())
    missing = next((row for row in rows if row.address not in seen), None)
    return missing or text.encode()
