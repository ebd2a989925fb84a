"""Addresses in prose: every contested class as a fixture, and what must hold for any text."""

import ipaddress
import json
import re
from itertools import pairwise
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from plugins.comments import scripts
from plugins.comments.links import cut_labels, find
from tests.fixtures import read

HERE = Path(__file__).parent
CASES = read(*sorted(HERE.glob("fixtures/*.txt")))
SAMPLES = json.loads((HERE / "linking.json").read_text(encoding="utf-8"))
CAPTURED = HERE.parent / "site" / "captured-page.txt"


def told(text: str) -> str:
    """The links of a text as a fixture tells them."""
    rows = [(text[link.start : link.end], link.href) for link in find(text)]
    return "\n".join(shown if shown == href else f"{shown} → {href}" for shown, href in rows) or "∅"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.where)
def test_fixture(case):
    assert told(case.given) == case.expected


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample["input"][:40])
def test_sample(sample):
    assert [[link.start, link.end, link.href] for link in find(sample["input"])] == sample["links"]


def test_there_are_enough_cases():
    assert len(CASES) >= 150


def test_the_captured_page_holds_two_labels_and_no_link():
    text = CAPTURED.read_text(encoding="utf-8")
    assert [text[start:end] for start, end in cut_labels(text)] == [
        "https://www.lemonde.fr/politique/ar...",
        "https://thinkerview.video/videos/wa...",
    ]
    assert find(text) == []


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("http://a.fr/x...", []),
        ("http://a.fr/x…", []),
        ("www.a.fr", []),
        ("https://www.lemonde.fr/politique/ar… et", ["https://www.lemonde.fr/politique/ar…"]),
        ("(https://www.lemonde.fr/politique/ar....)", ["https://www.lemonde.fr/politique/ar..."]),
        ("https://www.lemonde.fr/politique/article/...", ["https://www.lemonde.fr/politique/article/..."]),
        ("http://www.association-des-amis-du-...", ["http://www.association-des-amis-du-..."]),
        ("http://www.forum.fr/viewtopic.php?t=12 ... 345", []),
        ("https://github.com/a/b/compare/v1.0...v2.0", []),
        ("_https://www.lemonde.fr/politique/ar..._", ["https://www.lemonde.fr/politique/ar..."]),
        ("*https://www.lemonde.fr/politique/article*...", ["https://www.lemonde.fr/politique/article*..."]),
    ],
)
def test_cut_labels(text, labels):
    assert [text[start:end] for start, end in cut_labels(text)] == labels


def test_www_can_be_turned_off():
    assert find("www.a.fr", www=False) == []
    assert [link.href for link in find("www.a.fr http://b.fr", www=False)] == ["http://b.fr"]


def test_the_longest_address():
    longest = "http://a.fr/".ljust(2048, "x")
    assert told(longest) == longest
    assert told(longest + "x") == "∅"


@pytest.mark.parametrize(("label", "linked"), [("a" * 63, True), ("a" * 64, False)])
def test_the_longest_label(label, linked):
    assert bool(find(f"http://{label}.fr/")) is linked


@pytest.mark.parametrize(("length", "linked"), [(253, True), (254, False)])
def test_the_longest_host(length, linked):
    host = ("a." * 200)[: length - 3].rstrip(".").ljust(length - 3, "a") + ".fr"
    assert bool(find(f"http://{host}/")) is linked


PIECES = [
    "http://", "https://", "www.", "a.fr", "exemple.org", "é", "8.8.8.8", "192.168.0.1", ":", "/", "//",
    ".", "..", "...", "…", ",", ";", "(", ")", "[", "]", "{", "}", "'", "’", "»", "«", "_", "-", "@",
    "user:x", "%", "%C3", "&", "&amp;", "<", ">", '"', "|", "\\", "?", "#", "=", "x", "Élysée", "見",
    "пример.рф", "xn--", "\u200b", "\u200d", "\ufeff", "́", "✪", "👍", " ", "\n", "\t", "\xa0", "\u202f",
    " ... ", "*", "~", "\ud800", "\ufffe",
]  # fmt: skip
prose = st.lists(st.sampled_from(PIECES), max_size=24).map("".join)


@given(prose | st.text())
@example("http://a.fr/(http://b.fr/)")
def test_what_holds_for_every_link(text):
    end = 0
    for link in find(text):
        assert end <= link.start < link.end <= len(text)
        end = link.end
        parts = urlsplit(link.href)
        assert link.href.isascii() and parts.scheme in {"http", "https"}
        assert parts.username is None and parts.password is None and parts.hostname
        assert re.search(r"\.(?:[a-z]{2,}|xn--[a-z0-9-]+|[0-9]+)$", parts.hostname)
        assert not re.search(r"\s", text[link.start : link.end])
        if parts.hostname.replace(".", "").isdigit():
            assert ipaddress.ip_address(parts.hostname).is_global


@given(prose)
def test_a_link_is_found_again_alone(text):
    """What makes it a link is the link itself, not the text around it."""
    for link in find(text):
        shown = text[link.start : link.end]
        assert [(found.start, found.href) for found in find(shown)][:1] == [(0, link.href)]


@given(prose)
def test_labels_and_links_do_not_overlap(text):
    places = sorted([(link.start, link.end) for link in find(text)] + cut_labels(text))
    assert all(left[1] <= right[0] for left, right in pairwise(places))


def test_a_label_that_ends_with_a_dot_of_its_own():
    """33 bytes, the last of them a dot, and the three that the old system wrote behind."""
    label = "https://www.exemple.fr/une/pages"
    assert len(label) == 32
    text = f"Voir {label}.... Fin"
    assert [text[start:end] for start, end in cut_labels(text)] == [f"{label}...."]


def test_a_word_of_one_letter_is_emphasised_too():
    assert [link.href for link in find("*à http://a.fr/x* et _a http://a.fr/y_")] == [
        "http://a.fr/x",
        "http://a.fr/y",
    ]


@pytest.mark.parametrize(
    "text", ["http://www.exem✪ple.fr", "http://exemple✪.fr", "http://exemple.fr✪.evil.fr"]
)
def test_what_a_symbol_breaks_off_is_no_host(text):
    assert find(text) == []


@pytest.mark.parametrize(
    ("sign", "written"),
    [
        ("é", "LATIN"),
        ("я", "CYRILLIC"),
        ("日", "CJK"),
        ("ｶ", "KATAKANA"),
        ("1", None),
        ("\u0301", None),
        ("€", None),
    ],
)
def test_digits_signs_and_marks_are_of_every_script(sign, written):
    assert scripts.script(sign) == written


def test_a_sign_within_a_word_closes_nothing():
    assert [link.href for link in find("*voir a*b http://a.fr/c*")] == ["http://a.fr/c"]
