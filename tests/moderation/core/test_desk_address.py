"""The desk has an address of its own, on the host that takes comments."""

import pytest

from plugins.moderation.core import desk_address


@pytest.mark.parametrize(
    ("site", "intake", "desk", "whole"),
    [
        ("https://a.fr/", "/commenter", "/bureau/", "https://a.fr/bureau/"),
        ("https://a.fr/blog/", "/commenter", "/bureau", "https://a.fr/bureau/"),
        ("https://a.fr/", "https://c.a.fr/", "/bureau/", "https://c.a.fr/bureau/"),
        ("https://a.fr/", "/commenter", "https://b.a.fr/relire/", "https://b.a.fr/relire/"),
        ("https://a.fr/", "/commenter", "", ""),
        ("https://a.fr/", "", "/bureau/", ""),
    ],
)
def test_where_it_is(site, intake, desk, whole):
    assert desk_address.whole(site, intake, desk) == whole


@pytest.mark.parametrize(
    ("intake", "desk", "wrong"),
    [
        ("/commenter", "/bureau/", ""),
        ("https://c.a.fr/", "/bureau/", ""),
        ("/commenter", "/commenter-ici/", ""),
        ("", "/", ""),
        ("/commenter", "/", "has no path"),
        ("/commenter", "https://b.a.fr", "has no path"),
        ("/commenter", "/commenter/", "share their path"),
        ("/commenter", "/commenter/bureau/", "share their path"),
        ("/bureau/commenter", "/bureau/", "share their path"),
    ],
)
def test_what_it_may_not_be(intake, desk, wrong):
    found = [problem.what for problem in desk_address.problems(intake, desk)]
    assert (wrong in found[0]) if wrong else found == []
