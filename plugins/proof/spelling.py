"""Words that are in no dictionary, as hunspell finds them, if it is installed. Nothing leaves the machine."""

import re
import shutil
import subprocess
from collections.abc import Collection, Iterator
from pathlib import Path

from plugins.common.errors import Problem
from plugins.proof.findings import Finding, Severity
from plugins.proof.sources import SourceText

WORDS = "words.txt"
"""Below `content/`: the author's own words, one a line."""
MISSING = (
    "hunspell is not installed: spelling was not looked at (apt-get install hunspell hunspell-fr;"
    " for English hunspell-en-gb or hunspell-en-us, for German hunspell-de-de)."
)
_DICTIONARIES = {"fr": "fr_FR", "en": "en_GB,en_US", "br": "br_FR", "de": "de_DE", "es": "es_ES"}
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_HINT = f"Mend it, or write it on a line of its own in content/{WORDS}."


def is_installed() -> bool:
    return shutil.which("hunspell") is not None


def own_words(content: Path) -> frozenset[str]:
    path = content / WORDS
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else ()
    return frozenset(line.strip().lower() for line in lines if line.strip())


def findings(source: SourceText, own_words: Collection[str]) -> Iterator[Finding]:
    """A finding for each unknown word, at its first line. `own_words`: the author's, in lower case."""
    dictionary = _DICTIONARIES.get(source.lang.partition("-")[0].lower())
    if dictionary is None:
        return
    words = dict.fromkeys(match[0].replace("’", "'") for match in _WORD.finditer(source.words))
    candidates = [word for word in words if word.lower() not in own_words and not word.isupper()]
    for word in _unknown(candidates, dictionary):
        line = source.line(word, word.replace("'", "’"))
        what = f"“{word}” is in no dictionary"
        yield Finding(Severity.ADVICE, Problem(source.where, line, what, _HINT))


def _unknown(words: list[str], dictionary: str) -> list[str]:
    for names in (dictionary, *dictionary.split(",")):  # all dictionaries; else the first that is installed
        command = ["hunspell", "-d", names, "-i", "utf-8", "-l"]
        run = subprocess.run(command, input="\n".join(words), capture_output=True, text=True, check=False)
        if run.returncode == 0:
            unknown = set(run.stdout.split())
            return [word for word in words if word in unknown]
    return []
