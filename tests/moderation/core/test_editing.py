"""Editing: what readers see, what is kept, what is given back, and what cannot be."""

from contextlib import suppress
from dataclasses import replace
from datetime import timedelta

import pytest

from plugins.comments import format as comment_format
from plugins.moderation.core import editing, retention
from plugins.moderation.core.desk import Desk, DeskPaths
from plugins.moderation.core.editing import BadWords, NotEditable
from plugins.moderation.core.lookup import PublishedComment
from plugins.moderation.core.queue import CorrectedSince, DecidedSince, EditedByHand, NotEdited
from plugins.moderation.core.states import Action, State
from tests.moderation.power import PowerCut, cut_after
from tests.moderation.samples import NOW, submission

LATER = NOW + timedelta(hours=1)
TEXT = "Appelez le 06 00 00 00 00."
HEADS = {
    "plain": "Id: 7\nAuthor: Ana\nDate: 2020-12-19\n",
    "imported": "Id: 7\nAuthor: Ana\nDate: 2020-12-19\nShown: Le 19. décembre 2020, 6h48\nSite: http://a.example/\n",
    "html": "Id: 7\nAuthor: Ana\nDate: 2020-12-19\nFormat: html\n",
    "edited": "Id: 7\nAuthor: Ana\nDate: 2020-12-19\nEdited: 2020-12-20\nReply-To: 3\n",
    "dead links": "Id: 7\nAuthor: Ana\nDate: 2020-12-19\nArchived: http://mort.example/x\n",
    "author": "Id: 7\nAuthor: Ana\nDate: 2020-12-19T10:00:00+01:00\nRole: author\n",
}


@pytest.fixture
def desk(tmp_path) -> Desk:
    return Desk(DeskPaths(tmp_path))


@pytest.fixture
def one(desk):
    desk.queue.add(submission())
    return submission()


def published(desk, one=None) -> str:
    (path,) = desk.paths.comments.glob("*/*.txt")
    return path.read_text()


def in_archive(
    desk, head: str, name: str = "7.txt", text: str = "Appelez le 06 00 00 00 00."
) -> PublishedComment:
    path = desk.paths.comments / "un" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"{head}\n{text}\n")
    where = f"content/comments/un/{name}"
    return PublishedComment("un", comment_format.parse(path.read_bytes(), where))


def test_what_waits_is_edited_and_published_so(desk, one):
    edited = editing.edit(desk, one.id, {"text": "Bonsoir."}, LATER, revision=0)
    assert edited.is_other and edited.before == one.words
    assert desk.queue.find(one.id)[1].words == replace(one.words, text="Bonsoir.")
    desk.decide(one.id, Action.APPROVE, LATER, corrected=1)
    assert "Edited: 2026-11-24T15:05:07+01:00\n" in published(desk) and published(desk).endswith(
        "\n\nBonsoir.\n"
    )
    assert [before.words for before in desk.queue.corrections.before(one)] == []
    assert [b.words for b in desk.queue.corrections.before(desk.queue.find(one.id)[1])] == [one.words]


def test_what_is_published_is_edited_and_owed_to_readers(desk, one):
    desk.decide(one.id, Action.APPROVE, NOW)
    before = published(desk)
    desk.queue.owed.unlink()
    editing.edit(desk, one.id, {"text": "Bonsoir."}, LATER)
    assert "Bonsoir." in published(desk) and "Edited:" in published(desk)
    assert desk.queue.owed.exists()
    desk.queue.give_back(one.id)
    assert published(desk) == before
    with pytest.raises(NotEdited):
        desk.queue.give_back(one.id)


def test_edited_twice_the_words_of_its_sender_come_back(desk, one):
    desk.decide(one.id, Action.APPROVE, NOW)
    before = published(desk)
    for text in ("Un.", "Deux."):
        editing.edit(desk, one.id, {"text": text}, LATER)
    desk.queue.give_back(one.id)
    assert published(desk) == before


def test_undo_takes_the_approval_back_and_keeps_the_edited_words(desk, one):
    desk.decide(one.id, Action.APPROVE, NOW)
    editing.edit(desk, one.id, {"text": "Bonsoir."}, LATER)
    desk.decide(one.id, Action.UNDO, LATER)
    assert desk.queue.find(one.id)[1].words.text == "Bonsoir."
    desk.queue.give_back(one.id)
    assert desk.queue.find(one.id)[1].words == one.words


def test_what_it_answers_is_no_word_of_it(desk, one):
    desk.decide(one.id, Action.APPROVE, NOW)
    editing.edit(desk, one.id, {"reply_to": "4"}, LATER)
    assert "Reply-To: 4\n" in published(desk) and "Edited" not in published(desk)


def test_nothing_changed_is_no_edit(desk, one):
    assert not editing.edit(desk, one.id, {"text": one.words.text, "author": "Zoé"}, LATER).is_other
    assert desk.queue.find(one.id)[1].revision == 0


def test_two_moderators_who_edit(desk, one):
    editing.edit(desk, one.id, {"text": "Un."}, LATER, revision=0)
    with pytest.raises(
        DecidedSince, match="is pending; somebody decided on it or changed its words meanwhile"
    ):
        editing.edit(desk, one.id, {"text": "Deux."}, LATER, revision=0)
    with pytest.raises(DecidedSince):
        desk.decide(one.id, Action.APPROVE, LATER, revision=0)
    with pytest.raises(CorrectedSince, match="was edited by another moderator since; look at it again"):
        desk.decide(one.id, Action.APPROVE, LATER, corrected=0)
    with pytest.raises(DecidedSince):
        desk.queue.give_back(one.id, revision=0)
    assert desk.queue.find(one.id)[1].words.text == "Un."


def test_its_sender_writes_anew_what_was_edited(desk, one):
    editing.edit(desk, one.id, {"text": "Un."}, LATER)
    desk.correct(one.id, replace(one.words, text="Deux."), LATER)
    _, now = desk.queue.find(one.id)
    assert (now.original, now.headers, now.corrected) == (None, {}, 2)


BAD = [({"text": " "}, "text"), ({"author": ""}, "author"), ({"site": "javascript:x"}, "site")]


@pytest.mark.parametrize(("form", "field"), [*BAD, ({"reply_to": "a b"}, "reply_to")])
def test_bad_words_are_refused_and_nothing_changes(desk, one, form, field):
    with pytest.raises(BadWords) as raised:
        editing.edit(desk, one.id, form, LATER)
    assert [error.field for error in raised.value.errors] == [field]
    assert desk.queue.find(one.id)[1] == one


def test_what_old_systems_took_stays(desk, one):
    odd = replace(one.words, site="n’importe quoi", author="A" * 300)
    assert editing.words(odd, {"text": "Court.", "site": odd.site}) == replace(odd, text="Court.")


@pytest.mark.parametrize("head", HEADS.values(), ids=HEADS)
@pytest.mark.parametrize("name", ["7.txt", "00007 d’Ana.txt"])
def test_a_comment_of_the_archive_is_edited_and_given_back(desk, head, name):
    comment = in_archive(desk, head, name)
    one = editing.ensure_private_file(desk, comment, NOW)
    assert comment_format.parse(published(desk).encode(), "").comment == comment.filed.comment
    editing.edit(desk, one.id, {"text": "Appelez-moi."}, LATER, revision=one.revision)
    now = comment_format.parse(published(desk).encode(), "").comment
    assert now == comment.filed.comment._replace(text="Appelez-moi.", edited=now.edited)
    assert now.edited and now.edited.moment == LATER.replace(microsecond=0)
    desk.queue.give_back(one.id)
    assert comment_format.parse(published(desk).encode(), "").comment == comment.filed.comment


def test_the_private_file_goes_and_the_edited_comment_stays(desk):
    one = editing.ensure_private_file(desk, in_archive(desk, HEADS["plain"]), NOW)
    editing.edit(desk, one.id, {"text": "Appelez-moi."}, NOW + timedelta(days=5))
    retention.sweep(desk, NOW + timedelta(days=8))
    assert desk.queue.holds("7"), "a week after it was edited, not after it was taken in"
    retention.sweep(desk, NOW + timedelta(days=12))
    assert not desk.queue.holds("7") and "Appelez-moi." in published(desk)
    assert not list(desk.paths.corrected.iterdir())
    assert desk.erased.cases() == {}, "nobody received it here"


def test_words_before_an_edit_go_with_the_e_mail_address(desk, one):
    editing.edit(desk, one.id, {"text": "Bonsoir."}, NOW)
    desk.decide(one.id, Action.REJECT, NOW)
    retention.sweep(desk, NOW + timedelta(days=8))
    kept = b"".join(path.read_bytes() for path in desk.paths.queue.rglob("*.txt"))
    assert b"z@exemple.fr" not in kept and b"Bonsoir" in kept


def test_a_comment_is_unpublished_and_put_back(desk):
    comment = in_archive(desk, HEADS["imported"])
    before = published(desk)
    editing.unpublish(desk, comment, NOW)
    assert not list(desk.paths.comments.glob("*/*.txt"))
    assert desk.queue.ids(State.REJECTED) == ["7"]
    desk.decide("7", Action.APPROVE, LATER)
    assert published(desk) == before


def test_what_was_changed_by_hand_is_edited_as_it_stands(desk, one):
    desk.decide(one.id, Action.APPROVE, NOW)
    (path,) = desk.paths.comments.glob("*/*.txt")
    path.write_text(path.read_text().replace("Bonjour", "Bonsoir"))
    with pytest.raises(EditedByHand):
        editing.edit(desk, one.id, {"author": "Zed"}, LATER)
    where = f"content/comments/un/{path.name}"
    standing = PublishedComment("un", comment_format.parse(path.read_bytes(), where))
    taken = editing.ensure_private_file(desk, standing, LATER)
    assert taken.words.email == "z@exemple.fr"
    with pytest.raises(DecidedSince):
        editing.ensure_private_file(desk, standing, LATER, revision=taken.revision - 1)
    editing.edit(desk, one.id, {"author": "Zed"}, LATER)
    assert "Author: Zed\n" in published(desk) and "Bonsoir" in published(desk)


def test_what_cannot_be_taken_in(desk):
    gone = in_archive(desk, "Id: 7\nAuthor: x\nDate: 2020-12-19\nWithdrawn: 2021-01-01\n", text="")
    with pytest.raises(NotEditable, match="un/7 is withdrawn"):
        editing.ensure_private_file(desk, gone, NOW)
    desk.queue.add(replace(submission(), id="7"), State.PENDING)
    other = in_archive(desk, HEADS["plain"])
    with pytest.raises(NotEditable, match="another submission with this id is pending"):
        editing.ensure_private_file(desk, other, NOW)


@pytest.mark.parametrize("steps", range(8))
@pytest.mark.parametrize("where", ["waiting", "published"])
def test_a_crash_at_any_step_leaves_one_text_everywhere(desk, one, monkeypatch, where, steps):
    if where == "published":
        desk.decide(one.id, Action.APPROVE, NOW)
    with monkeypatch.context() as power:
        cut_after(power, steps)
        with suppress(PowerCut):
            editing.edit(desk, one.id, {"text": "Bonsoir."}, LATER)
    desk.queue.mend()
    state, now = desk.queue.find(one.id)
    assert now.words.text in (one.words.text, "Bonsoir.")
    if state is State.APPROVED:
        assert desk.queue.archive.says(now)
    assert desk.queue.mend() == []
    if now.words != one.words:
        desk.queue.give_back(one.id)
        assert desk.queue.find(one.id)[1].words == one.words


def test_erasing_leaves_nothing_of_what_was_edited(desk):
    one = editing.ensure_private_file(desk, in_archive(desk, HEADS["plain"]), NOW)
    editing.edit(desk, one.id, {"text": "Appelez-moi."}, LATER)
    desk.queue.erase(State.APPROVED, one.id)
    assert b"06 00" not in b"".join(path.read_bytes() for path in desk.paths.queue.rglob("*.txt"))
