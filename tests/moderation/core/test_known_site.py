"""What the intake knows of the site."""

from plugins.moderation.core import known_site
from plugins.moderation.core.known_site import KnownComment, SiteSettings
from tests.views.samples import SITE, article

COMMENTS = (
    "Author: Zoé\nDate: 2020-12-19\n\nUn.\n",
    "Author: Ana\nDate: 2020-12-20\nWithdrawn: 2020-12-21\n\n\n",
    "Author: LÉO\nDate: 2020-12-22\n\nDeux.\n",
)


def written_and_read(*articles):
    text = known_site.dump(SITE, SiteSettings("Europe/Paris", "theme", 35), articles)
    return known_site.parse(text)


def test_a_withdrawn_comment_cannot_be_answered_and_keeps_its_number():
    (known,) = written_and_read(article("un", said=COMMENTS)).articles.values()
    assert known.comments == (KnownComment(1, "1", "Zoé"), KnownComment(3, "3", "LÉO"))
    assert known.count == 3


def test_names_of_withdrawn_comments_are_left_out():
    assert written_and_read(article("un", said=COMMENTS)).names == {"zoé", "léo"}


def test_it_is_the_same_for_the_same_site():
    settings = SiteSettings("Europe/Paris", "theme", None)
    views = [article("un", said=COMMENTS), article("deux")]
    assert known_site.dump(SITE, settings, views) == known_site.dump(SITE, settings, views)
