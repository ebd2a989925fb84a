"""Drawings: their sizes, and what is left of them."""

import pytest

from plugins.pictures import svg
from tests.pictures import samples

XMLNS = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'


def drawing(attributes="", inside=""):
    return f"<svg {XMLNS} {attributes}>{inside}</svg>".encode()


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ('width="100" height="50px"', (100, 50)),
        ('viewBox="0 0 40 20"', (40, 20)),
        ('width="20mm" viewBox="0,0,40,20"', (76, 38)),
        ('height="2in" viewBox="0 0 1 2"', (96, 192)),
        ('width="100%" height="100%" viewBox="0 0 400 300"', (400, 300)),
        ('width="100"', (100, 150)),
        ("", (300, 150)),
        ('viewBox="0 0 0 0"', (300, 150)),
        ('width="0.1" height="99999999"', (1, 10_000)),
    ],
)
def test_sizes(attributes, size):
    assert svg.size(drawing(attributes)) == size


def test_a_cleaned_drawing_keeps_what_is_drawn():
    left = svg.cleaned(samples.SVG).decode()
    assert samples.CANARY not in left
    assert left.startswith('<svg xmlns="http://www.w3.org/2000/svg"') and "<title>Un plan</title>" in left
    assert '<path id="p" d="M0 0L40 20" stroke="red" />' in left and 'xlink:href="#p"' in left
    assert svg.cleaned(left.encode()).decode() == left


@pytest.mark.parametrize(
    "inside",
    [
        "<script>1</script>",
        '<g><script xlink:href="https://x.example/a.js"/></g>',
        '<a xlink:href=" javascript:1"><text>x</text></a>',
        '<path onclick="1"/>',
        '<set attributeName="xlink:href" to="javascript:1"/>',
        '<animate attributeName="href" values="javascript:1"/>',
        '<foreignObject><body xmlns="http://www.w3.org/1999/xhtml"><script>1</script></body></foreignObject>',
        '<html:script xmlns:html="http://www.w3.org/1999/xhtml">1</html:script>',
        '<use href="https://x.example/a.svg#p"/>',
        '<handler type="application/ecmascript">1</handler>',
    ],
)
def test_nothing_runs_and_nothing_is_fetched(inside):
    left = svg.cleaned(drawing(inside=inside)).decode().lower()
    assert not any(sign in left for sign in ("script", "onclick", "x.example", ">1<"))


def test_text_behind_a_removed_element_stays_in_its_place():
    html = svg.cleaned(drawing(inside="a<metadata/>b<text>c</text>d<metadata/>e")).decode()
    assert "ab<text>c</text>de" in html
    assert '<a href="https://x.example/">' in svg.cleaned(
        drawing(inside='<a href="https://x.example/"/>x')
    ).decode().replace(" />", ">")


@pytest.mark.parametrize(
    "data",
    [b"<svg", b"<svg><a></svg>", b"<!DOCTYPE svg [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><svg>&a;</svg>"],
)
def test_a_drawing_that_is_not_well_formed_is_refused(data):
    with pytest.raises(ValueError):  # as it says
        svg.size(data)


def test_entities_that_grow_are_stopped():
    ten = {n: f"&l{n - 1};" * 10 for n in range(1, 9)}
    laughs = "".join(f'<!ENTITY l{n} "{text}">' for n, text in ten.items())
    with pytest.raises(ValueError, match="limit on input amplification"):
        svg.size(f'<!DOCTYPE svg [<!ENTITY l0 "ha">{laughs}]><svg {XMLNS}><text>&l8;</text></svg>'.encode())


@pytest.mark.parametrize(
    ("data", "known"),
    [
        (b"<svg/>", True), (b'\xef\xbb\xbf<?xml version="1.0"?>\n<!-- svg -->\n<svg>', True),
        (b"<!DOCTYPE svg [<!ENTITY a 'b'>]>\n<svg:svg xmlns:svg='x'>", True),
        (b"<html><svg></svg></html>", False), (b"svg", False), (b"<svgx>", False),
    ],
)  # fmt: skip
def test_a_drawing_is_told_by_its_first_bytes(data, known):
    assert svg.is_svg(data) is known
