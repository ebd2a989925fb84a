"""Wishes to be told of answers: their files, and when they end."""

from dataclasses import replace
from datetime import timedelta

import pytest

from plugins.common.errors import SiteError
from plugins.moderation.core import erasure, search, subscription
from plugins.moderation.core.desk import Desk, DeskPaths
from plugins.moderation.core.settings import NoticesSettings
from plugins.moderation.core.subscription import Subscription
from plugins.moderation.core.subscriptions import NoSuchSubscription, Subscriptions
from tests.moderation.samples import NOW

KEY = b"k" * 32
SETTINGS = NoticesSettings(sender="blog@exemple.fr")


def wish(address="zoe@exemple.fr", article="un", comment=None, **more):
    name = subscription.name(KEY, address, article, comment)
    return Subscription(name, address, article, comment, NOW, **more)


@pytest.fixture
def store(tmp_path):
    return Subscriptions(tmp_path / "subscriptions")


def test_a_file_says_all_of_it(store):
    one = wish(comment="a-1", invited=NOW, confirmed=NOW, sent=NOW, sending=("b", "c"), told=frozenset("ab"))
    assert subscription.parse(subscription.dump(one), "x") == one
    assert subscription.parse(subscription.dump(wish()), "x") == wish()


def test_the_same_wish_has_the_same_name_and_tells_nothing():
    assert wish().id == wish(address="ZOE@exemple.fr").id
    others = {wish(article="deux").id, wish(comment="1").id, wish(address="z@exemple.fr").id}
    assert len({wish().id, *others}) == 4
    assert subscription.name(b"x" * 32, "zoe@exemple.fr", "un", None) != wish().id


def test_files_are_for_their_owner_alone(store, tmp_path):
    store.ask(wish())
    (path,) = (tmp_path / "subscriptions").glob("*.txt")
    assert (path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777) == (0o600, 0o700)


def test_a_second_wish_changes_nothing(store):
    store.ask(wish(confirmed=NOW))
    store.ask(wish())
    assert store.read(wish().id).confirmed == NOW


def test_nobody_is_annoyed_by_wishes_of_others(store):
    for number in range(9):
        store.ask(wish(comment=str(number)))
    assert len(store.of("Zoe@Exemple.fr")) == 3


def test_confirming_twice_is_once(store):
    store.ask(wish())
    store.confirm(wish().id, frozenset("a"), NOW)
    store.confirm(wish().id, frozenset("ab"), NOW + timedelta(hours=1))
    assert (store.read(wish().id).confirmed, store.read(wish().id).told) == (NOW, frozenset("a"))


def test_what_nobody_confirmed_is_erased(store):
    store.ask(wish())
    for hours, left in ((47, 1), (48, 0)):
        store.sweep(SETTINGS, lambda _: True, NOW + timedelta(hours=hours))
        assert len(store.survey()[0]) == left


def test_silence_ends_it(store):
    store.ask(wish(confirmed=NOW - timedelta(days=400), sent=NOW - timedelta(days=364)))
    for days, left in ((0, 1), (1, 0)):
        store.sweep(SETTINGS, lambda _: True, NOW + timedelta(days=days))
        assert len(store.survey()[0]) == left


def test_it_ends_with_the_conversation(store):
    store.ask(wish(confirmed=NOW))
    assert store.sweep(SETTINGS, lambda slug: slug != "un", NOW) == 1


@pytest.mark.parametrize("name", ["", "../x", "x", "a" * 32 + "/", "A" * 32, "g" * 32])
def test_no_name_leads_elsewhere(store, name):
    with pytest.raises(NoSuchSubscription):
        store.read(name)


def test_a_file_changed_by_hand_is_told_with_its_line(store, tmp_path):
    store.ask(replace(wish(), confirmed=NOW))
    (path,) = (tmp_path / "subscriptions").glob("*.txt")
    path.write_text(path.read_text().replace(f"Confirmed: {NOW.isoformat()}", "Confirmed: hier"))
    with pytest.raises(SiteError) as caught:
        store.of("zoe@exemple.fr")
    (problem,) = caught.value.problems
    assert "Confirmed: “hier” is not a moment" in str(problem) and f"{path}:5" in str(problem)


def test_all_that_is_kept_of_a_person_goes_with_it(tmp_path):
    desk = Desk(DeskPaths(tmp_path))
    desk.subscriptions.ask(wish())
    found = search.by_person("ZOE@exemple.fr", desk)
    assert [one.address for one in found.subscriptions] == ["zoe@exemple.fr"] and not found.is_empty
    assert [one.state for one in erasure.erase(desk, found, NOW)] == [erasure.NOTICES]
    assert search.by_person("zoe@exemple.fr", desk).is_empty
