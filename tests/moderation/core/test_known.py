"""What the intake is told of the site."""

from plugins.moderation.core import known
from plugins.moderation.core.known import KnownComment, SiteSettings
from tests.views.samples import SITE, article

SAID = (
    "Author: Zoé\nDate: 2020-12-19\n\nUn.\n",
    "Author: Ana\nDate: 2020-12-20\nWithdrawn: 2020-12-21\n\n\n",
    "Author: LÉO\nDate: 2020-12-22\n\nDeux.\n",
)


def told(*articles):
    text = known.dump(SITE, SiteSettings("Europe/Paris", "theme", 35), articles)
    return known.parse(text)


def test_a_withdrawn_comment_cannot_be_answered_and_keeps_its_number():
    (one,) = told(article("un", said=SAID)).articles.values()
    assert one.comments == (KnownComment(1, "1", "Zoé"), KnownComment(3, "3", "LÉO"))
    assert one.count == 3


def test_names_are_those_of_who_is_still_there():
    assert told(article("un", said=SAID)).names == {"zoé", "léo"}


def test_it_is_the_same_for_the_same_site():
    settings = SiteSettings("Europe/Paris", "theme", None)
    views = [article("un", said=SAID), article("deux")]
    assert known.dump(SITE, settings, views) == known.dump(SITE, settings, views)
