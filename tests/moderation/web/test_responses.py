"""The comment that is previewed looks as it will look."""

import pytest

from plugins.moderation.core.known_site import KnownArticle, KnownComment, KnownSite, SiteSettings
from plugins.moderation.web import responses
from plugins.views.comment_model import ReplyTo
from tests.moderation.samples import submission
from tests.views import samples

ADDRESS = "https://exemple.fr/une/adresse/assez/longue/pour/etre/abregee"


def article(*comments, count):
    return KnownArticle("un", "Un", None, "post/un/", True, None, count, comments)


def known(shown):
    return KnownSite(samples.SITE, SiteSettings("UTC", "theme", shown), {}, frozenset())


def test_a_withdrawn_comment_keeps_its_number():
    view = responses.preview(submission(), article(KnownComment(1, "a", "Zoé"), count=3), known(35))
    assert view.number == 4


def test_one_that_is_published_has_its_own():
    here = KnownComment(2, submission().id, "Zoé")
    assert responses.preview(submission(), article(here, count=3), known(35)).number == 2


@pytest.mark.parametrize("shown", [10, 35, None])
def test_a_long_address_is_cut_as_on_the_page(shown):
    view = responses.preview(submission(text=ADDRESS), article(count=0), known(shown))
    assert (f">{ADDRESS[:shown]}<" in view.body_html) and ("rest" in view.body_html) is (shown is not None)


def test_what_it_answers_is_named_as_on_the_page():
    here = article(KnownComment(2, "7", "Max"), KnownComment(5, "9", "Ida"), count=5)
    answer = submission(reply_to="9")
    assert responses.preview(answer, here, known(35)).reply_to == ReplyTo(5, "c9", "Ida")
    assert responses.preview(submission(reply_to="8"), here, known(35)).reply_to is None
    assert responses.preview(submission(), here, known(35)).reply_to is None
