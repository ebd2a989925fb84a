"""A spam wave in the queue and an old archive, the same at every run."""

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from plugins.comments.form import CommentInput
from plugins.moderation.core import identity, submission_file
from plugins.moderation.core.reasons import Reason
from plugins.moderation.core.states import State
from plugins.moderation.core.submission import Submission

ARTICLES = 1000
NOW = datetime(2026, 11, 29, 12, tzinfo=UTC)
_VOCABULARY = [f"mot{number:x}" for number in range(5000)]


def write(folder: Path, queue: int, archive: int) -> None:
    """No flush: what is timed comes later. A tenth of the queue waits, the rest is spam."""
    chance = beginning()
    for state in State:
        (folder / "var/moderation" / state).mkdir(parents=True, exist_ok=True)
    for state, one in submissions(chance, queue):
        (folder / f"var/moderation/{state}/{one.id}.txt").write_bytes(submission_file.dump(one))
    for number, moment, author, text in published(chance, archive):
        path = folder / f"content/comments/article-{number % ARTICLES}/{number}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"Id: {number}\nAuthor: {author}\nDate: {moment.date()}\n\n{text}\n")


def beginning() -> random.Random:
    return random.Random(1)


def submissions(chance: random.Random, count: int) -> Iterator[tuple[State, Submission]]:
    """The queue; `chance`: as it is at the beginning."""
    for number in range(count):
        state = State.PENDING if number % 10 == 0 else State.SPAM
        yield state, _submission(chance, NOW - timedelta(seconds=number * 20), number)


def published(chance: random.Random, count: int) -> Iterator[tuple[int, datetime, str, str]]:
    """The archive; `chance`: as the queue left it. Number, moment, author, text."""
    for number in range(count):
        yield number, NOW - timedelta(days=number % 3000), f"Nom {number % 3000}", _words(chance)


def _submission(chance: random.Random, moment: datetime, number: int) -> Submission:
    text = f"{_words(chance)} http://spam{number % 50}.example/{number}"
    return Submission(
        identity.of_submission(moment, number.to_bytes(identity.RANDOM_BYTES, "big")),
        CommentInput(f"article-{number % ARTICLES}", f"Nom {number % 3000}", text, f"n{number}@exemple.fr"),
        moment,
        verdict="spam",
        reasons=(Reason("links", 4, 50), Reason("word", "mot3", 50)),
    )


def _words(chance: random.Random) -> str:
    return " ".join(chance.choices(_VOCABULARY, k=50))
