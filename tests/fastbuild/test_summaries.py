"""What is kept of a view comes back as it was, and a summary changes with what it sums up."""

from dataclasses import make_dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.common.digests import canonical
from plugins.common.feed_formats import ATOM
from plugins.common.html import trusted_html
from plugins.common.when import When
from plugins.fastbuild import summaries
from plugins.fastbuild.cache import NeedsFullBuild
from plugins.fastbuild.lazy import article_view
from plugins.fastbuild.state import CachedArticle
from plugins.fastbuild.summaries import pack, unpack
from plugins.views.model import LinkView, SeriesView
from tests.fastbuild import samples
from tests.fastbuild.samples import SOURCE, VIEWS
from tests.views.samples import article

LINKS = st.builds(LinkView, st.text(), st.text(), st.none() | st.text())
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | st.text("a<&").map(trusted_html) | LINKS,
    lambda inner: st.lists(inner) | st.lists(inner).map(tuple) | st.dictionaries(st.text(), inner),
)


@given(VALUES)
def test_a_value_comes_back(value):
    again = unpack(pack(value))
    assert again == value
    assert type(again) is type(value)


@pytest.mark.parametrize(
    "when", [When(2020), When(2020, 12), When(2020, 12, 18), VIEWS["un.md"].comments[1].date]
)
def test_a_date_keeps_its_precision(when):
    assert unpack(pack(when)) == when


def test_views_in_views_come_back():
    series = SeriesView("S", (LinkView("A", "a/"),), None, LinkView("B", "b/", "en"))
    assert unpack(pack(series)) == series


def test_what_nobody_can_read_back_is_not_kept():
    with pytest.raises(TypeError, match="object cannot be kept"):
        pack(object())
    with pytest.raises(AssertionError, match="FingerprintOfNobody is not declared by `packed`"):
        pack(make_dataclass("FingerprintOfNobody", ["a"])(1))


@pytest.fixture
def cache(tmp_path):
    return samples.cache_in(tmp_path)


@pytest.mark.parametrize("name", VIEWS)
def test_a_view_is_whole_again(cache, name):
    view = VIEWS[name]
    cached = CachedArticle(cache, samples.state(cache).summaries[name])
    assert article_view(samples.STATE.site, cached.view, view.comments) == view
    assert cached.source == SOURCE
    assert cached.entry == samples.entries().article(ATOM, view)
    comments = samples.entries().comment_entries(view)
    assert cached.comments == (comments.atom or [b""])


def test_what_is_not_kept_needs_a_full_build(cache):
    summary, _ = samples.summed_up("un.md", VIEWS["un.md"])
    with pytest.raises(NeedsFullBuild, match=r"^nothing is kept of un\.md$"):
        CachedArticle(cache, summary).text  # noqa: B018


def digests(view):
    return samples.summed_up("un.md", view)[0].digests


def test_what_is_known_already_is_not_summed_up_again():
    known, _ = samples.summed_up("un.md", VIEWS["un.md"])

    def summed_up(view):
        return summaries.summed_up("un.md", view, samples.entries(), lambda: SOURCE, known)

    assert summed_up(VIEWS["un.md"]) == (known, None)
    summary, record = summed_up(VIEWS["deux.md"])
    assert summary.record != known.record and record


def test_a_source_that_says_the_same_in_other_words_is_kept_anew():
    """`{filename}a.md` and `{filename}b.md` may lead to one address, if the files were renamed between."""
    known, _ = samples.summed_up("un.md", VIEWS["un.md"])
    source = SOURCE._replace(links={"{filename}autre.md": "/x/"})
    summary, record = summaries.summed_up("un.md", VIEWS["un.md"], samples.entries(), lambda: source, known)
    assert (summary.digests, summary.of_source != known.of_source) == (known.digests, True)
    assert record is not None
    assert record[summaries.SOURCE] == canonical(tuple(source))


def test_text_and_conversation_are_told_apart():
    said = ["Author: A\nDate: 2021-01-05\n\nUn"]
    before = digests(article("un", said=said))
    assert digests(article("un", said=said)) == before
    text, comments = digests(article("un", said=said, title="Autre"))
    assert text != before[0] and comments == before[1]
    text, comments = digests(article("un", said=["Author: A\nDate: 2021-01-05\n\nDeux"]))
    assert text == before[0] and comments != before[1]


def test_a_record_has_its_own_key():
    one, _ = samples.summed_up("un.md", VIEWS["un.md"])
    same, _ = samples.summed_up("autre.md", VIEWS["un.md"])
    other, _ = samples.summed_up("un.md", VIEWS["deux.md"])
    assert one.record == same.record != other.record


def test_comments_are_numbers_in_their_order():
    summary, _ = samples.summed_up("un.md", VIEWS["un.md"])
    assert (summary.comments, summary.replies, len(summary.dated)) == (4, 2, 4)
    assert [bool(entry) for *_, entry in summary.dated] == [True, True, False, False], "two were withdrawn"
    assert [number for number, *_ in summary.withdrawn] == [3, 4]
    assert summary.commenters == ("a & b", "d")
