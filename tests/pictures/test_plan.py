"""Which files are made of a picture."""

import re

import pytest

from plugins.addresses.served import HASHED
from plugins.pictures import plan
from plugins.pictures.facts import ANIMATION, DRAWING, PHOTO, VECTOR, PictureFacts

EVERYTHING = (plan.SHOWN, plan.CARDED, plan.COPIED)


def facts(kind=PHOTO, width=4000, height=3000, form="jpg", key="0"):
    return PictureFacts(key * 32, kind, width, height, form)


def sizes(files):
    return [(file.width, file.height) for file in files]


def test_widths_of_a_photograph():
    found = plan.shown(facts())
    assert sizes(found.modern) == [(400, 300), (720, 540), (1280, 960)]
    assert sizes([found.plain, found.large]) == [(720, 540), (2000, 1500)]
    upright = plan.shown(facts(width=3000, height=4000))
    assert sizes([upright.modern[-1], upright.large]) == [(1280, 1707), (1500, 2000)]


@pytest.mark.parametrize("width", [1, 399, 400, 401, 720, 721, 1280, 1999, 2000, 2001])
def test_nothing_is_larger_than_it_was(width):
    of = facts(width=width, height=max(1, width * 3 // 4))
    for file in plan.files(of, EVERYTHING):
        assert file.width <= width and file.height <= of.height
    assert plan.shown(of).modern[-1].width == min(width, 1280)
    assert len({file.width for file in plan.shown(of).modern}) == len(plan.shown(of).modern)


@pytest.mark.parametrize(("width", "height"), [(1, 20_000), (20_000, 1), (20_000, 100)])
def test_no_side_is_nothing(width, height):
    assert all(
        file.width and file.height for file in plan.files(facts(width=width, height=height), EVERYTHING)
    )


def test_a_card_keeps_its_proportions():
    assert sizes([plan.card(facts())]) == [(1200, 630)]
    assert sizes([plan.card(facts(width=600, height=600))]) == [(600, 315)]
    assert plan.card(facts(VECTOR)) is None


def test_a_copy_is_of_the_format_of_its_name():
    assert plan.copy(facts()) == plan.shown(facts()).large, "no file is made twice"
    assert plan.copy(facts(DRAWING, form="png")).ending == "png"
    assert plan.copy(facts(PHOTO, form="webp")).ending == "webp"
    assert plan.copy(facts(ANIMATION, 90, 60, "webp")).how == "moving"
    assert plan.copy(facts(VECTOR, 90, 60, "svg")).how == "vector"


@pytest.mark.parametrize("kind", [PHOTO, DRAWING, ANIMATION, VECTOR])
def test_names_never_change_and_hold_nothing_of_the_source(kind):
    files = list(plan.files(facts(kind), (plan.SHOWN, plan.CARDED)))
    assert files and all(re.search(HASHED, f"/{file.name}") for file in files)
    others = {file.name for file in plan.files(facts(kind, key="1"), EVERYTHING)}
    assert others.isdisjoint(file.name for file in files)
