"""The command itself: help, mistakes in calling it, what it says when it cannot go on."""

import subprocess

import pytest

from plugins.importers import __main__ as command
from tests.importers.exports import comment, dotclear, post
from tests.importers.runs import SAMPLES

SAMPLE = str(SAMPLES / "blog.txt")


def test_help_tells_what_happens_and_what_to_type(capsys):
    with pytest.raises(SystemExit) as ended:
        command.main(["--help"])
    told = capsys.readouterr().out
    assert ended.value.code == 0
    assert "make import FROM=dotclear FILE=backup.txt DRY=1" in told and "docs/importing.md" in told
    for option in ("FROM=", "FILE=", "INTO=", "DRY=1", "REPORT=", "BLOG=", "AS=", "MEDIA=", "TIMEZONE="):
        assert option in told


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "the following arguments are required: --from, --file"),
        (["--from", "dotclaer", "--file", SAMPLE], "invalid choice: 'dotclaer'"),
        (["--from", "dotclear", "--file", "nowhere.txt"], "FILE: no file nowhere.txt"),
        (["--from", "dotclear", "--file", ""], "FILE: no file ."),
    ],
)
def test_called_wrongly(capsys, arguments, words):
    with pytest.raises(SystemExit) as ended:
        command.main(arguments)
    assert ended.value.code == 2
    assert words in capsys.readouterr().err


def test_an_unknown_zone(into, capsys):
    assert into.attempt(SAMPLES / "blog.txt", "dotclear", "--timezone", "Europe/Pari") == 1
    assert capsys.readouterr().err == "TIMEZONE: no zone “Europe/Pari”\n    Write it as in Europe/Paris.\n"


def test_a_table_of_addresses_that_cannot_be_read_is_not_touched(into, capsys):
    into.content.mkdir()
    (into.content / "addresses.csv").write_text("old;new\n")
    assert into.attempt(SAMPLES / "blog.txt") == 1
    assert "content/addresses.csv:1: unknown column “old;new”" in capsys.readouterr().err
    assert into.text("addresses.csv") == "old;new\n"


def test_a_ledger_that_cannot_be_read(into, capsys):
    ledger = into.root / "var/import/ledger.sqlite"
    ledger.parent.mkdir(parents=True)
    ledger.write_bytes(b"no ledger" * 1000)
    assert into.attempt(SAMPLES / "blog.txt") == 1
    told = capsys.readouterr().err
    assert told == (
        f"{ledger}: file is not a database\n"
        "    If no other import is running, move it away: files that differ then stay as they are.\n"
    )


def test_a_report_for_a_person(into, capsys):
    into.run(dotclear([post(), post(42, post_status="-2")], [comment(), comment(102, comment_status="-1")]))
    assert capsys.readouterr().out == (
        "dotclear · export.txt\n"
        "\n"
        "                   read    written     queued    refused  unchanged\n"
        "articles              2          1          0          1          0\n"
        "comments              2          1          1          0          0\n"
        "in the queue as pending: 1\n"
        "old addresses mapped: 1\n"
        "\n"
        "Refused (1):\n"
        "  article 42, line 5: pending\n"
    )


def test_make_passes_its_variables_on(tmp_path):
    done = subprocess.run(
        ["make", "-s", "-n", "import", "FROM=dotclear", "FILE=a b.txt", "INTO=x", "DRY=1", "BLOG=c"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert '--from "dotclear" --file "a b.txt" --into "x" --dry-run --blog "c"' in " ".join(
        done.stdout.split()
    )
