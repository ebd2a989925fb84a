"""Hostile comments in a real Chromium: nothing runs, nothing is asked for, every word is read as typed."""

import pytest
from markupsafe import escape

from plugins.comments.imported import clean_html
from plugins.comments.markup import to_html
from plugins.views.json_ld import script_safe
from tests.audit.hostile import judge, page
from tests.audit.hostile.mutants import MUTANTS
from tests.audit.hostile.page import Doors
from tests.hostile.generated import OWN, strings

COUNT = 12_000
BATCH = 500
TEXTS = strings(COUNT)
BATCHES = [TEXTS[start : start + BATCH] for start in range(0, COUNT, BATCH)]
KINDS = {"typed": (to_html, judge.typed), "imported": (clean_html, judge.imported)}


@pytest.fixture(scope="module")
def reader(browser):
    with page.reader(browser) as reader:
        yield reader


def test_there_are_enough():
    assert len(set(TEXTS)) == COUNT >= 11_000


@pytest.mark.parametrize("number", range(len(BATCHES)))
@pytest.mark.parametrize("kind", KINDS)
def test_no_breach(reader, kind, number):
    body, promise = KINDS[kind]
    doors = Doors(body, escape, script_safe)
    assert judge.breaches(reader, doors, promise, BATCHES[number]) == []


@pytest.mark.parametrize("name", MUTANTS)
def test_a_broken_renderer_is_caught(reader, name):
    mutant = MUTANTS[name]
    found = judge.breaches(reader, mutant.doors, mutant.promise, OWN)
    assert mutant.kind in {breach.kind for breach in found}
