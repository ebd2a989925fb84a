"""Whatever stands in a file or in its name, the list of problems shows it and the terminal does nothing."""

import os
import subprocess
import sys
import unicodedata

import pytest

TURNS = "\u202e\u2066\u200b\u2028\ufeff"
ACTS = f"\x1b[2J\x07\x9b31m\x85{TURNS}"
SHOWN = r"\u202e\u2066\u200b\u2028\ufeff"
VALUES = ("“a", "“b", "“c", "articles/d", "comments/i", "/j")
COMMENTS = ("Id", "Date", "Reply-To", "Format", "Edited", "Withdrawn")


@pytest.fixture
def told(site):
    """What a build says of hostile values. In a comment a control is refused as such, and not quoted."""
    site.article("un", f"Comments: a{ACTS}\nId: b{ACTS}\nModified: c{ACTS}\n")
    site.article(f"d{ACTS}", "Date: x\n")
    site.comment("k", slug=f"i{ACTS}").write(f"comments/un/j{ACTS}", "").comment("l", text=ACTS)
    for name in COMMENTS[1:]:
        site.comment(name, f"{name}: {name}{TURNS}\n")
    site.write("comments/un/Id.txt", f"Id: Id{TURNS}\nAuthor: a\nDate: 2020-01-01\n\na\n")
    done = site.run()
    assert done.returncode == 1 and "Traceback" not in done.stderr
    return done.stdout + done.stderr


def test_nothing_acts_and_all_is_shown(told):
    assert {sign for sign in told if unicodedata.category(sign)[0] == "C" or sign in "\u2028\u2029"} == {"\n"}
    for value in VALUES:
        assert rf"{value}\x1b[2J\x07\x9b31m\x85{SHOWN}" in told, value
    for name in COMMENTS:
        assert f"{name}: “{name}{SHOWN}”" in told, name


def test_a_line_stays_whole_however_long_it_is(site):
    """So that a path can be found, and clicked."""
    path = "articles/2020/" + "un-dossier-long/" * 6 + "un-article-au-nom-long.md"
    address = "/images/" + "un-dossier-long/" * 6 + "une-image-au-nom-long.jpg"
    site.write(path, f"Title: Un\nDate: 2020-12-18\nSlug: un\n\n[a]({address})\n")
    command = [sys.executable, "-m", "plugins.fastbuild", "-s", "pelicanconf.py"]
    environment = {"PATH": os.environ["PATH"]}
    done = subprocess.run(
        command, cwd=site.root, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert f"content/{path}:5: “{address}” leads to no page and no file of this site\n" in done.stderr
