"""An address that leads nowhere is told with its line; what is told elsewhere, or may be broken, is not."""

from types import SimpleNamespace

import pytest

from plugins.addresses import broken, clashes, preview
from plugins.addresses.clashes import Claim
from plugins.addresses.internal import PublishedSite
from plugins.articles.links import WRITTEN

SETTINGS = {"INTRASITE_LINK_REGEX": WRITTEN, "FORMATTED_FIELDS": ["summary"]}


def told(tmp_path, html, text="", summary=None, **settings):
    path = tmp_path / "un.md"
    path.write_text(f"Title: Un\n\n{text or html}\n")
    content = SimpleNamespace(
        _content=html, save_as="post/un/index.html", source_path=str(path),
        relative_source_path="articles/un.md", settings={"PATH": str(tmp_path / "content")},
        metadata={"summary": summary} if summary else {},
    )  # fmt: skip
    files = {"index.html": "", "post/un/index.html": ""}
    site = PublishedSite("https://blog.example/", files, preview.answers(()), files.__getitem__)
    dead = broken.dead(content, site, SETTINGS)
    found = broken.problems(content, dead, {**SETTINGS, **settings})
    return [(problem.line, problem.what) for problem in found]


def test_it_is_told_where_it_stands(tmp_path):
    html = '<p><a href="/">ici</a> <a href="/nulle/?a&amp;b">là</a></p>'
    assert told(tmp_path, html, "Un mot.\n\n[là](/nulle/?a&b)") == [
        (5, "“/nulle/?a&b” leads to no page and no file of this site")
    ]
    assert told(tmp_path, '<img src="/%C3%A9.png">', "![a](/é.png)")[0][0] == 3


def test_a_summary_is_the_authors_too(tmp_path):
    assert told(tmp_path, "", "[a](/nulle/)", summary='<p><a href="/nulle/">a</a></p>') == [
        (3, "“/nulle/” leads to no page and no file of this site")
    ]


def test_a_link_between_sources_is_told_elsewhere(tmp_path):
    assert told(tmp_path, '<img srcset="{static}/nulle.png 2x">') == []


@pytest.mark.parametrize(
    ("may", "count"),
    [(("articles/*",), 0), (("/nulle/",), 0), (("/null?/",), 0), (("pages/*", "/autre/"), 1), ((), 1)],
)
def test_what_may_be_broken_is_said_by_file_or_by_address(tmp_path, may, count):
    assert len(told(tmp_path, '<a href="/nulle/">x</a>', ALLOW_BROKEN=may)) == count


def test_of_two_sources_with_one_address_the_later_is_named():
    written = (("tag/index.html", "the list of tags"), ("", "a.md"), ("", "b.md"), ("un/index.html", "un.md"))
    claims = [Claim(*each) for each in written]
    assert list(clashes.problems(claims)) == []
    (problem,) = clashes.problems([*claims, Claim("tag/index.html", "content/pages/tag.md", "Rename it.")])
    assert problem.where == "content/pages/tag.md"
    assert problem.what == "its address, /tag/, is that of the list of tags"
    assert problem.hint == "Rename it."
    assert list(clashes.problems([*claims, claims[-1]])) == []  # the same, asked twice


def test_a_file_at_the_root_is_no_folder():
    claims = [Claim("robots.txt", "a file of the site"), Claim("robots.txt/index.html", "p.md")]
    (problem,) = clashes.problems(claims)
    assert problem.what == "its address, /robots.txt/, is that of a file of the site"
