"""Lists that Pelican asks of each article: the right answers, without looking through them.

That the pages are Pelican's own is asked of whole builds, in tests/site.
"""

from plugins.fastbuild.hooks import Members


class Counting:
    compared = 0

    def __eq__(self, other: object) -> bool:
        Counting.compared += 1
        return self is other

    __hash__ = object.__hash__


def test_members_know_who_they_are_and_compare_nobody() -> None:
    articles = [Counting() for _ in range(50)]
    members, others = Members(articles[::2]), articles[1::2]
    assert all(article in members for article in articles[::2])
    assert not any(article in members for article in others)
    assert Counting.compared == 0
