"""Which page numbers are offered."""

import pytest

from plugins.views import pager


def row(number, last):
    urls = [f"page/{n}/" for n in range(1, last + 1)]
    page = pager.paginate(number, [], urls)
    return "".join(
        f"[{p.number}]" if p.url is None and p.number else str(p.number or "…") for p in page.pages
    )


@pytest.mark.parametrize(
    ("number", "last", "shown"),
    [
        (1, 1, "[1]"),
        (1, 3, "[1]23"),
        (1, 9, "[1]23…9"),
        (5, 9, "1…34[5]67…9"),
        (9, 9, "1…78[9]"),
        (3, 5, "12[3]45"),
    ],
)
def test_numbers(number, last, shown):
    assert row(number, last) == shown


def test_neighbours():
    urls = ["", "page/2/", "page/3/"]
    assert pager.paginate(2, "ab", urls).previous_url == ""
    assert pager.paginate(2, "ab", urls).next_url == "page/3/"
    assert pager.paginate(1, "ab", urls).previous_url is None
    assert pager.paginate(3, "ab", urls).next_url is None


def test_each_number_leads_to_its_page():
    urls = [f"page/{n}/" for n in range(1, 6)]
    numbered = pager.paginate(3, [], urls).pages
    assert [(each.number, each.url) for each in numbered if each.url] == [
        (number, f"page/{number}/") for number in (1, 2, 4, 5)
    ]
