"""The rules by example: the files in `fixtures/` are the specification."""

from pathlib import Path

import markdown
import pytest

from plugins.typography.finish import finish
from plugins.typography.shield import is_address
from plugins.typography.titles import title
from tests.fixtures import read

FOLDER = Path(__file__).parent / "fixtures"
EXTENSIONS = ["meta", "extra", "codehilite", "toc", "plugins.typography.extension"]
OTHER_DOORS = {"markdown.txt", "finish.txt"}


def cases(*names):
    found = [case for name in names for case in read(FOLDER / name)]
    return pytest.mark.parametrize("case", found, ids=[case.where for case in found])


def html(text, extensions=EXTENSIONS):
    configs = {"codehilite": {"use_pygments": False}}
    md = markdown.Markdown(extensions=extensions, extension_configs=configs, output_format="html")
    return md.convert(text)


TEXTS = sorted({path.name for path in FOLDER.glob("*.txt")} - OTHER_DOORS)


@cases(*TEXTS)
def test_text(case):
    assert title(case.given, "fr") == case.expected
    assert title(case.expected, "fr") == case.expected, "a second time changes something"


@cases("markdown.txt")
def test_article(case):
    assert html(case.given).replace(' class="codehilite"', "") == case.expected


@cases("finish.txt")
def test_finished_html(case):
    assert finish(case.given) == case.expected
    assert finish(case.expected) == case.expected, "a second time changes something"


def test_there_are_enough_of_them():
    assert sum(len(read(path)) for path in FOLDER.glob("*.txt")) >= 180


@pytest.mark.parametrize("label", ["mailto:a", "a.fr", "http://localhost", "a@b.fr"])
def test_an_address_holds_a_point_or_a_colon(label):
    assert is_address(label)
