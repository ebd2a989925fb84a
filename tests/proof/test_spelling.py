"""Words that no dictionary has."""

import pytest

from plugins.proof import spelling
from tests.proof.samples import source

pytestmark = pytest.mark.skipif(not spelling.is_installed(), reason="hunspell is not installed")


def test_each_unknown_word_is_reported_once_at_its_first_line(tmp_path):
    text = "Une fotte et l’aujourd’hui de Dotclear, SNCF.\n\nUne fotte. `zzxq` http://zzxq.fr/\n"
    (tmp_path / "words.txt").write_text("dotclear\n\n")
    found = list(spelling.findings(source(text), spelling.own_words(tmp_path)))
    assert [(one.problem.line, one.problem.what) for one in found if "fotte" in one.problem.what] == [
        (4, "“fotte” is in no dictionary")
    ]
    assert not any("otclear" in one.problem.what or "zzxq" in one.problem.what for one in found)


def test_a_language_without_a_dictionary_is_left_alone(tmp_path):
    assert not list(spelling.findings(source("Zzxq.", header="Title: A\nLang: eo\n"), ()))
