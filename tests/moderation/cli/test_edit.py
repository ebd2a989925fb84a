"""edit: by options, in an editor, of what waits and of what is published; and how it is taken back."""

import io

import pytest

from plugins.moderation.core.states import Action, State
from tests.moderation.samples import NOW


@pytest.fixture
def editor(monkeypatch):
    """Gives back what it is told to; `shown` is what it was given."""
    shown = []

    def set_to(change):
        def edit(text, extension):
            shown.append(text)
            return change(text)

        monkeypatch.setattr("plugins.moderation.cli.edit.click.edit", edit)
        return shown

    return set_to


def words(line, number=0):
    return line.desk.queue.find(line.ids[number])[1].words


def test_an_option_changes_one_thing(line):
    code, out, err = line("edit", line.ids[0], "--author", "Zoé C.")
    assert (code, err) == (0, "")
    assert out.splitlines()[1] == (
        f"To take it back: .venv/bin/python -m plugins.moderation undo {line.ids[0]}"
    )
    assert words(line).author == "Zoé C." and words(line).text == "Bonjour.\n\nÀ bientôt"


def test_in_an_editor(line, editor):
    shown = editor(lambda text: text.replace("Bonjour", "Bonsoir"))
    code, _, err = line("edit", line.ids[0])
    assert (code, err) == (0, "")
    assert shown == ["Author: Zoé\n\nBonjour.\n\nÀ bientôt\n"]
    assert words(line).text == "Bonsoir.\n\nÀ bientôt"


@pytest.mark.parametrize("change", [lambda text: None, lambda text: text])
def test_left_without_a_change(line, editor, change):
    editor(change)
    code, out, _ = line("edit", line.ids[0])
    assert (code, out) == (0, "Nothing was changed.\n")
    assert line.desk.queue.find(line.ids[0])[1].revision == 0


def test_what_an_editor_gives_back_wrongly(line, editor):
    editor(lambda text: "Auteur: x\n\nBonjour\n")
    code, _, err = line("edit", line.ids[0])
    assert code == 1 and f"{line.ids[0]}:1: unknown header “Auteur”" in err
    editor(lambda text: "Author: Zoé\n\n \n")
    code, _, err = line("edit", line.ids[0])
    assert (code, err) == (1, "text: Write your comment.\n")


def test_text_from_standard_input(line, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO("Un.\nDeux.\n"))
    assert line("edit", line.ids[0], "--text", "-")[0] == 0
    assert words(line).text == "Un.\nDeux."


def test_what_it_answers_by_its_number(line):
    line.desk.decide(line.ids[0], Action.APPROVE, NOW)
    assert line("edit", line.ids[1], "--reply-to", "1")[0] == 0
    assert words(line, 1).reply_to == line.ids[0]
    code, _, err = line("edit", line.ids[1], "--reply-to", "7")
    assert code == 1 and "“un” has no such comment" in err
    assert line("edit", line.ids[1], "--reply-to", "")[0] == 0
    assert words(line, 1).reply_to is None


def test_what_is_published_is_edited_told_and_taken_back(line):
    line("approve", line.ids[0])
    path = line.root / f"content/comments/un/{line.ids[0]}.txt"
    before = path.read_text()
    code, out, _ = line("edit", f"un/{line.ids[0]}", "--text", "Bonsoir.")
    assert code == 0 and "Readers see it after the next build: make publish\n" in out
    assert path.read_text().endswith("\n\nBonsoir.\n") and "Edited: " in path.read_text()
    line("undo", line.ids[0])
    assert path.read_text() == before, "the edit is the last thing that was done"
    line("undo", line.ids[0])
    assert not path.exists() and line.desk.queue.find(line.ids[0])[0] is State.PENDING


def test_a_comment_of_the_archive(line):
    path = line.root / "content/comments/un/7.txt"
    path.parent.mkdir(parents=True)
    path.write_text("Id: 7\nAuthor: Ana\nDate: 2020-12-19\n\nAppelez le 06.\n")
    before = path.read_text()
    assert line("edit", "un/7", "--text", "Appelez-moi.")[0] == 0
    assert path.read_text().endswith("\n\nAppelez-moi.\n")
    line("undo", "7")
    assert path.read_text() == before


def test_an_edited_comment_that_waits_gets_its_words_back(line):
    before = words(line)
    line("edit", line.ids[0], "--text", "Autre chose.")
    line("undo", line.ids[0])
    assert words(line) == before and line.desk.queue.find(line.ids[0])[0] is State.PENDING


def test_no_such_comment(line):
    code, _, err = line("edit", "absent", "--text", "x")
    assert (code, err) == (1, "“absent”: no submission and no comment has this id\n")
