"""Who shortens the address of an article finds what is there of that time."""

import pytest

from plugins.addresses import plan
from plugins.addresses.site import site

PATTERN = "post/{date:%Y}/{date:%m}/{date:%d}/{slug}/"


def of(pattern, archive="/archive/", **more):
    months = {(2020, 8): "/archive/2020/08/", (2020, 10): "/archive/2020/10/"}
    years = {2019: "/archive/2019/", 2020: "/archive/2020/"}
    others = [*months.values(), *more.pop("others", ())]
    known = site("fr", archive, years, {}, ["/post/2020/08/02/un/"], others, months)
    redirects, problems = plan.plan((), known, "addresses.csv", "", pattern)
    assert problems == []
    return {each.old.spelt: each.new for each in redirects}


def test_the_folders_of_articles():
    assert of(PATTERN) == {
        f"{folder}{slash}": new
        for folder, new in {
            "/post": "/archive/",
            "/post/2019": "/archive/2019/",
            "/post/2020": "/archive/2020/",
            "/post/2020/08": "/archive/2020/08/",
            "/post/2020/10": "/archive/2020/10/",
        }.items()
        for slash in ("", "/")
    }


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("{slug}/", set()),
        ("{slug}.html", set()),
        ("billets/{slug}/", {"/billets"}),
        ("{category}/{slug}/", set()),
        ("{lang}/{date:%Y}/{slug}/", set()),
        ("{date:%Y}-{date:%m}/{slug}/", {"/2020-08", "/2020-10"}),
        ("{date:%m}/{slug}/", set()),
        ("{date:%Y}/{date:%j}/{slug}/", {"/2019", "/2020"}),
        ("{date}/{slug}/", set()),
        ("", set()),
    ],
)
def test_other_patterns(pattern, expected):
    assert {old for old in of(pattern) if not old.endswith("/")} == expected


def test_a_page_of_the_site_is_not_taken_away():
    found = of(PATTERN, others=["/post/", "/post/2020/"])
    assert {old for old in found if old.endswith("/")} == {"/post/2019/", "/post/2020/08/", "/post/2020/10/"}
    assert found["/post"] == "/archive/"
