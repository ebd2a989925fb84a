"""The index: whatever happened to queue, archive and to itself, it finds what the files hold."""

import os
import shutil
import sqlite3
import stat
from contextlib import closing, suppress
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plugins.comments import format as comment_format
from plugins.common import files
from plugins.moderation.core import index_query, listed, retention, submission_file
from plugins.moderation.core.desk import Desk, DeskPaths
from plugins.moderation.core.filters import FILTER_KEYS, Filter, parse
from plugins.moderation.core.index import QueueIndex
from plugins.moderation.core.index_file import LISTS, SELECT
from plugins.moderation.core.index_query import Order
from plugins.moderation.core.index_refresh import IndexRefresh
from plugins.moderation.core.listed import DeskList
from plugins.moderation.core.queue import EditedByHand, NoSuchSubmission, TooLate
from plugins.moderation.core.reasons import Reason
from plugins.moderation.core.states import Action, NotAllowed, State
from tests.moderation.samples import NOW, submission

WORDS = ("Bonjour", "été", "ete", "casino", "l’avis", "http://a.spam.example/x", "https://spam.example", "é")
EVERYTHING = Filter()


@pytest.fixture
def desk(tmp_path) -> Desk:
    return Desk(DeskPaths(tmp_path))


def of_files(desk: Desk) -> list[listed.ListedComment]:
    """What a person would find who opened every file, the true one of each submission."""
    true: dict[str, listed.ListedComment] = {}
    for state in State:
        for one in desk.queue.survey(state)[0]:
            if one.id not in true or one.revision > true[one.id].revision:
                true[one.id] = listed.of_submission(state, one)
    public = [
        listed.of_comment(path.parent.name, comment_format.parse(path.read_bytes(), "").comment, path.name)
        for path in desk.paths.comments.glob("*/*.txt")
    ]
    return [*true.values(), *public]


def found(desk: Desk, filter: Filter = EVERYTHING) -> list[listed.ListedComment]:
    return [one for state in DeskList for one in desk.index.find(filter, state)]


FITS = {
    "article": lambda one, slug: one.article == slug,
    "author": lambda one, name: listed.folded(name) in listed.folded(one.author),
    "email": lambda one, part: part in (one.email or "").casefold(),
    "host": lambda one, host: any(own == host or own.endswith(f".{host}") for own in one.hosts),
    "reason": lambda one, rule: rule in {reason.rule for reason in one.reasons},
    "since": lambda one, day: one.day >= day.isoformat(),
    "until": lambda one, day: one.day <= day.isoformat(),
    "state": lambda one, state: one.state is state,
}
"""What each key of a filter means for one comment, in the plainest way."""


def matches(filter: Filter, one: listed.ListedComment) -> bool:
    """What the index has to find, decided without it."""
    given = {key.name: value for key in FILTER_KEYS if (value := getattr(filter, key.name)) is not None}
    return all(FITS[name](one, value) for name, value in given.items()) and all(
        listed.folded(word) in one.words for word in filter.words
    )


def in_order(items) -> list[tuple]:
    return sorted((str(one.state), one.received, one.id, one.article) for one in items)


def agree(desk: Desk, filter: Filter = EVERYTHING) -> None:
    """Lists, counts and pages against the files."""
    wanted = [one for one in of_files(desk) if matches(filter, one)]
    rows = found(desk, filter)
    assert {replace(one, words="") for one in wanted} == set(rows)
    assert in_order(wanted) == in_order(rows)
    counts = desk.index.counts(filter)
    assert counts == {state: sum(one.state is state for one in wanted) for state in DeskList}


def test_a_new_desk_has_an_empty_index_that_only_its_owner_may_read(desk):
    assert desk.index.counts() == dict.fromkeys(DeskList, 0)
    path = desk.paths.queue / "index.sqlite"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert {stat.S_IMODE(p.stat().st_mode) for p in desk.paths.queue.glob("index.sqlite*")} == {0o600}


def test_a_line_says_all_that_a_list_shows(desk):
    one = replace(
        submission(text="Voir http://münchen.example/ et http://spam.example/", site="https://zoe.example"),
        reasons=(Reason("links", 2, 25),),
        verdict="spam",
        source="mail",
    )
    desk.queue.add(one, State.SPAM)
    (line,) = desk.index.find()
    assert line == replace(listed.of_submission(State.SPAM, one), words="")
    assert line.hosts == ("spam.example", "xn--mnchen-3ya.example", "zoe.example")
    assert line.received == one.received and line.reasons == one.reasons


FOUND = [
    (Filter(words=("bonjo",)), True),
    (Filter(words=("BONJOUR a bient",)), True),
    (Filter(words=("onjour",)), False),
    (Filter(words=("bonjour", "absent")), False),
    (Filter(article="un"), True),
    (Filter(article="u"), False),
    (Filter(author="zoe"), True),
    (Filter(author="oé"), False),
    (Filter(email="@exemple.fr"), True),
    (Filter(host="exemple.fr"), False),
    (Filter(since=date(2026, 11, 24), until=date(2026, 11, 24)), True),
    (Filter(since=date(2026, 11, 25)), False),
    (Filter(reason="links"), False),
    (Filter(state=DeskList.SPAM), False),
]


@pytest.mark.parametrize(("filter", "expected"), FOUND, ids=str)
def test_filters(desk, filter, expected):
    desk.queue.add(submission())
    assert bool(found(desk, filter)) is expected
    agree(desk, filter)


EVERY_KEY = ("article:un", "author:zoe", "email:@exemple", "host:spam.example", "reason:links",
             "since:2026-11-01", "until:2026-11-30", "state:spam", "bonjour")  # fmt: skip


@pytest.mark.parametrize("typed", EVERY_KEY)
def test_a_list_is_counted_and_put_in_order_without_looking_at_its_rows(desk, typed):
    """Of a hundred thousand that a filter finds, twenty-five are shown."""
    desk.index.counts()
    asked = index_query.condition(parse(typed))
    counted = f"EXPLAIN QUERY PLAN SELECT state, count(*) {LISTS} WHERE {asked.sql} GROUP BY state"
    shown = index_query.within(asked, DeskList.SPAM)
    first = f"EXPLAIN QUERY PLAN {SELECT} {LISTS} WHERE {shown.sql} {index_query.ordered(True)}"
    with closing(sqlite3.connect(desk.paths.queue / "index.sqlite")) as opened:
        opened.execute(f"CREATE TEMP TABLE {index_query.FOUND} (key INTEGER PRIMARY KEY)")
        plans = [row[3] for row in opened.execute(counted, asked.values)]
        assert any("COVERING INDEX by_moment" in step for step in plans), plans
        plans += [row[3] for row in opened.execute(first, shown.values)]
    assert not any("TEMP B-TREE" in step for step in plans), plans


@pytest.mark.parametrize(
    "typed", ["b", "bo", "bon", "bonj", "bonjo", "e", "été a", "xyz", "b host:a.spam.example"]
)
def test_words_are_found_by_beginnings_of_any_length(desk, typed):
    texts = ("Bonjour", "Bon, été à la mer", "b", "http://a.spam.example/ bonne", "http://a.spam.example/")
    for number, text in enumerate(texts):
        desk.queue.add(submission(number, text=text))
    agree(desk, parse(typed))


def test_a_host_is_found_with_those_below_it_and_no_other(desk):
    below = ("spam.example", "a.spam.example", "zz.spam.example", "été.spam.example")
    for number, host in enumerate((*below, "nospam.example", "spam.example.fr", "spam.examplez")):
        desk.queue.add(submission(number, text=f"http://{host}/"))
    agree(desk, Filter(host="spam.example"))
    assert len(found(desk, Filter(host="spam.example"))) == len(below)


def test_nothing_is_found_by_the_host_of_another_that_is_gone(desk):
    """SQLite gives the next row the number of the last one that went."""
    desk.queue.add(submission(0, text="http://spam.example/"))
    assert len(found(desk, Filter(host="spam.example"))) == 1
    desk.queue.erase(State.PENDING, submission(0).id)
    assert found(desk) == []
    desk.queue.add(submission(1, text="http://exemple.fr/"))
    agree(desk, Filter(host="spam.example"))
    agree(desk, Filter(host="exemple.fr"))


@pytest.mark.parametrize("order", list(Order))
def test_pages_follow_one_another_both_ways(desk, order):
    for number in range(10):
        desk.queue.add(submission(number))
    wanted = [one.id for one in desk.index.find()]
    wanted = wanted if order is Order.OLDEST else wanted[::-1]
    seen, page = [], desk.index.page(EVERYTHING, DeskList.PENDING, order, size=4)
    assert page.previous is None and page.total == 10
    while True:
        seen.append([one.id for one in page.items])
        if page.next is None:
            break
        page = desk.index.page(EVERYTHING, DeskList.PENDING, order, after=page.next, size=4)
    assert seen == [wanted[:4], wanted[4:8], wanted[8:]]
    page = desk.index.page(EVERYTHING, DeskList.PENDING, order, before=page.previous, size=4)
    assert [one.id for one in page.items] == wanted[4:8] and page.previous and page.next


def test_a_place_stays_while_comments_around_it_go(desk):
    for number in range(6):
        desk.queue.add(submission(number))
    page = desk.index.page(EVERYTHING, DeskList.PENDING, size=2)
    for one in page.items:
        desk.decide(one.id, Action.SPAM, NOW)
    after = desk.index.page(EVERYTHING, DeskList.PENDING, after=page.next, size=2)
    assert [one.id for one in after.items] == desk.queue.ids(State.PENDING)[:2]
    assert after.previous is None


@pytest.mark.parametrize("place", ["x", "1", "-1.a", "9" * 40 + ".a.b", "٣.a.b", "1.\x00.b", "..", "'; DROP"])
def test_what_is_no_place_is_the_beginning_or_some_place(desk, place):
    desk.queue.add(submission())
    desk.index.page(EVERYTHING, DeskList.PENDING, after=place)
    desk.index.page(EVERYTHING, DeskList.PENDING, before=place)


def test_what_another_process_changes_is_seen(desk, tmp_path):
    other = Desk(DeskPaths(tmp_path))
    desk.queue.add(submission(0))
    agree(desk)
    agree(other)
    other.queue.add(submission(1))
    desk.decide(submission(0).id, Action.APPROVE, NOW)
    agree(other)
    agree(desk)


def test_a_file_written_anew_twice_in_a_moment_is_seen(desk):
    """Its name is the same, and its inode may be what it was."""
    desk.queue.add(submission())
    agree(desk)
    for text in ("Un.", "Deux."):
        words = submission(text=text).words
        desk.correct(submission().id, words, NOW)
    agree(desk)
    assert found(desk, Filter(words=("deux",)))


def test_a_submission_that_came_back_is_as_it_is_now(desk):
    """Decided on and taken back between two looks: its folder holds the same names."""
    desk.queue.add(submission())
    agree(desk)
    for action in (Action.SPAM, Action.UNDO):
        desk.decide(submission().id, action, NOW)
    agree(desk)


def test_a_crash_that_left_two_files_shows_the_true_one(desk):
    desk.queue.add(submission())
    agree(desk)
    desk.queue.add(replace(submission(), revision=1), State.SPAM)
    agree(desk)
    assert desk.index.counts()[DeskList.PENDING] == 0
    desk.queue.mend()
    agree(desk)


def test_files_that_cannot_be_read_are_named_until_they_are_mended(desk):
    desk.queue.add(submission(0))
    path = desk.queue.add(submission(1))
    good = path.read_bytes()
    path.write_bytes(b"Id: x\nColour: blue\n\n")
    (desk.paths.comments / "un").mkdir(parents=True)
    (desk.paths.comments / "un/1.txt").write_bytes(b"\xff")
    assert len(found(desk)) == 1
    assert {problem.where for problem in desk.index.problems()} == {str(path), "content/comments/un/1.txt"}
    path.write_bytes(good)
    assert len(found(desk)) == 2
    assert [problem.where for problem in desk.index.problems()] == ["content/comments/un/1.txt"]


def test_what_is_written_by_hand_where_it_stands_is_found_by_a_thorough_look(desk):
    path = desk.queue.add(submission())
    agree(desk)
    path.write_bytes(submission_file.dump(submission(text="Autre chose.")))
    desk.index.refresh(thorough=True)
    agree(desk)


def test_no_question_waits_for_a_thorough_look(desk, monkeypatch):
    differing, answered = IndexRefresh.differing, []

    def ask(refresh, opened, folder):
        found = differing(refresh, opened, folder)
        answered.append(desk.queue.add(submission(len(answered))) and len(desk.index.find()))
        return found

    monkeypatch.setattr(IndexRefresh, "differing", ask)
    desk.index.refresh(thorough=True)
    assert answered == [1, 2, 3, 4], "in each folder of the queue"


def damaged(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[100:] = b"\xa5" * (len(data) - 100)
    path.write_bytes(data)


def of_no_version(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE items (a)")
        other.execute("PRAGMA user_version = 99999")


def without_table(path: Path) -> None:
    with closing(sqlite3.connect(path)) as opened:
        opened.execute("DROP TABLE items")


def emptied(path: Path) -> None:
    path.write_text("")


def with_other_rows(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as opened:
        opened.execute("UPDATE items SET received = 'hier'")


BROKEN = [
    Path.unlink,
    damaged,
    of_no_version,
    without_table,
    with_other_rows,
    lambda path: path.write_text(""),
]


@pytest.mark.parametrize("broken", BROKEN)
def test_missing_old_or_damaged_it_is_made_again(desk, broken):
    for number in range(20):
        desk.queue.add(submission(number))
    agree(desk)
    broken(desk.paths.queue / "index.sqlite")
    agree(desk)
    assert stat.S_IMODE((desk.paths.queue / "index.sqlite").stat().st_mode) == 0o600


def test_a_full_disk_is_said(desk, monkeypatch):
    desk.queue.add(submission())
    agree(desk)

    def full(*_):
        error = sqlite3.OperationalError("database or disk is full")
        error.sqlite_errorcode = sqlite3.SQLITE_FULL
        raise error

    desk.queue.add(submission(1))
    monkeypatch.setattr("plugins.moderation.core.index_file.put", full)
    with pytest.raises(OSError, match="database or disk is full"):
        desk.index.counts()


def test_making_it_again_that_was_cut_off_goes_on(desk, monkeypatch):
    monkeypatch.setattr("plugins.moderation.core.index_refresh._AT_A_TIME", 3)
    for number in range(10):
        desk.queue.add(submission(number))
    read, left = listed.of_submission, iter(range(7))

    def cut(state, one):
        if next(left, None) is None:
            raise KeyboardInterrupt
        return read(state, one)

    monkeypatch.setattr(listed, "of_submission", cut)
    with pytest.raises(KeyboardInterrupt):
        desk.index.counts()
    monkeypatch.setattr(listed, "of_submission", read)
    agree(desk)


def test_a_folder_that_changed_at_this_very_moment_is_looked_at_again(tmp_path):
    """Two writes of one tick of the clock: the second changes no time."""
    desk = Desk(DeskPaths(tmp_path))
    desk.queue.add(submission(0))
    folder = desk.paths.queue / "pending"
    at = folder.stat().st_mtime_ns
    index = QueueIndex(desk.paths.queue, desk.paths.comments, desk.queue.rewritten, lambda: at + 1000)
    assert index.counts()[DeskList.PENDING] == 1
    desk.queue.add(submission(1))
    os.utime(folder, ns=(at, at))
    assert index.counts()[DeskList.PENDING] == 2


def in_index(desk: Desk, word: str) -> bool:
    return any(word.encode() in path.read_bytes() for path in desk.paths.queue.glob("index.sqlite*"))


def test_what_is_erased_leaves_no_trace_in_it(desk):
    """The e-mail address a week after the decision, the words a year after."""
    for number in range(60):
        desk.queue.add(submission(number, email=f"adresse{number}@exemple.fr", text=f"canari{number} " * 9))
    agree(desk)
    for number in range(30):
        desk.decide(submission(number).id, Action.SPAM, NOW)
    agree(desk)
    assert in_index(desk, "adresse7@") and in_index(desk, "canari7")
    retention.sweep(desk, NOW + timedelta(days=8))
    assert not any(in_index(desk, f"adresse{number}@") for number in range(30))
    assert in_index(desk, "canari7 ") and in_index(desk, "adresse40@"), "what waits is kept"
    retention.sweep(desk, NOW + timedelta(days=367))
    assert not any(in_index(desk, f"canari{number} ") for number in range(30))
    assert in_index(desk, "canari40 ")
    agree(desk)


HOSTILE = ('"', "'", "a'b", "NEAR(a b)", "a OR b", "a*", "-a", "^a", "words:a", "a) OR (b", "%", "\\", "😀a")


@pytest.mark.parametrize("word", HOSTILE)
def test_hostile_words_are_only_words(desk, word):
    desk.queue.add(submission(text="Bonjour"))
    agree(desk, Filter(words=(f"a{word}",), author=word, article=word, email=word, host=word, reason=word))
    agree(desk, Filter(words=(f"bonjour {word}",)))


STEPS = st.one_of(
    st.tuples(st.just("add"), st.integers(0, 9), st.lists(st.sampled_from(WORDS), min_size=1, max_size=4)),
    st.tuples(st.just("decide"), st.integers(0, 9), st.sampled_from(list(Action))),
    st.tuples(st.just("correct"), st.integers(0, 9), st.sampled_from(WORDS)),
    st.tuples(st.just("erase"), st.integers(0, 9), st.just(None)),
    st.tuples(st.just("leave two"), st.integers(0, 9), st.sampled_from(list(State))),
    st.tuples(st.just("publish"), st.integers(0, 3), st.sampled_from(WORDS)),
    st.tuples(st.just("unpublish"), st.integers(0, 3), st.just(None)),
    st.tuples(st.just("remove article"), st.just(0), st.just(None)),
    st.tuples(st.just("sweep"), st.integers(0, 9), st.just(None)),
    st.tuples(st.just("look"), st.just(0), st.just(None)),
    st.tuples(st.just("lose the index"), st.just(0), st.just(None)),
)
FILTERS = st.builds(
    Filter,
    words=st.lists(st.sampled_from(WORDS), max_size=2).map(tuple),
    host=st.none() | st.sampled_from(["spam.example", "example"]),
    article=st.none() | st.sampled_from(["un", "deux"]),
)


def add(desk: Desk, number: int, words: list[str]) -> None:
    one = submission(number, text=" ".join(words), article="un" if number % 2 else "deux")
    if not desk.queue.holds(one.id) and not desk.queue.archive.holds(one.id):
        desk.queue.add(one)


def leave_two(desk: Desk, number: int, state: State) -> None:
    _, kept = desk.queue.find(submission(number).id)
    desk.queue.add(replace(kept, revision=kept.revision + 1), state)


def correct(desk: Desk, number: int, word: str) -> None:
    kept = desk.queue.find(submission(number).id)[1]
    desk.correct(kept.id, replace(kept.words, text=word), NOW)


def publish(desk: Desk, number: int, word: str) -> None:
    """As programs write, beside its place and then into it."""
    head = f"Id: {number}\nAuthor: Ana\nDate: 2020-01-0{number + 1}\n"
    files.write(desk.paths.comments / f"trois/{number}.txt", f"{head}\n{word}\n".encode())


DONE = {
    "add": add,
    "decide": lambda desk, number, action: desk.decide(submission(number).id, action, NOW),
    "correct": correct,
    "erase": lambda desk, number, _: desk.queue.erase(
        desk.queue.find(submission(number).id)[0], submission(number).id
    ),
    "leave two": leave_two,
    "publish": publish,
    "unpublish": lambda desk, number, _: (desk.paths.comments / f"trois/{number}.txt").unlink(),
    "remove article": lambda desk, *_: shutil.rmtree(desk.paths.comments / "trois"),
    "sweep": lambda desk, days, _: retention.sweep(desk, NOW + timedelta(days=days)),
    "look": lambda desk, *_: agree(desk),
    "lose the index": lambda desk, *_: (desk.paths.queue / "index.sqlite").unlink(),
}
REFUSED = (NoSuchSubmission, NotAllowed, TooLate, EditedByHand, FileNotFoundError)


@settings(max_examples=int(os.environ.get("LAW", "0")) * 10 or 60, deadline=None,
          suppress_health_check=[HealthCheck.too_slow])  # fmt: skip
@given(st.lists(STEPS, max_size=25), FILTERS)
def test_index_and_files_agree_whatever_happened(steps, filter):
    with TemporaryDirectory() as folder:
        desk = Desk(DeskPaths(Path(folder)))
        for step, *what in steps:
            with suppress(*REFUSED):
                DONE[step](desk, *what)
        agree(desk, filter)
        agree(desk)
