"""Numbers of the desk, from the index and the ledger."""

from dataclasses import replace

from plugins.moderation.core import index_questions
from plugins.moderation.core.desk import Desk, DeskPaths
from plugins.moderation.core.index_questions import Tallies
from plugins.moderation.core.ledger import Month
from plugins.moderation.core.listed import DeskList
from plugins.moderation.core.reasons import Reason
from plugins.moderation.core.states import Action, State
from plugins.moderation.core.statistics import MonthOfComments, Statistics, statistics
from tests.moderation.samples import NOW, submission


def test_nothing_is_nothing():
    assert statistics(Tallies({}, {}, ()), ()) == Statistics((), (), ())


def test_months_have_no_gaps_and_each_its_delay():
    tallies = Tallies({("2025-11", DeskList.PUBLISHED): 2, ("2026-01", DeskList.SPAM): 9}, {}, ())
    months = statistics(tallies, [Month("2026-01", 9, 0, 9, 0, 61, "2026-01-09")]).months
    assert months == (
        MonthOfComments("2025-11", 2, 0, 0, 0, None),
        MonthOfComments("2025-12", 0, 0, 0, 0, None),
        MonthOfComments("2026-01", 0, 0, 0, 9, 61),
    )


def test_what_the_files_say(tmp_path):
    desk = Desk(DeskPaths(tmp_path))
    reasons = (Reason("links", 3, 25), Reason("word", "casino", 50), Reason("word", "gain", 50))
    for number in range(4):
        desk.queue.add(replace(submission(number, article="un" if number else "deux"), reasons=reasons))
    desk.queue.add(submission(5))
    for number, action in enumerate((Action.APPROVE, Action.APPROVE, Action.SPAM)):
        desk.decide(submission(number).id, action, NOW)
    tallies = desk.index.ask(index_questions.tallies)
    assert tallies.months[("2026-11", DeskList.PUBLISHED)] == 2
    assert tallies.months[("2026-11", DeskList.PENDING)] == 2
    assert tallies.reasons == {"links": 4, "word": 4}, "a rule counts once a comment"
    assert tallies.articles == (("deux", 1), ("un", 1))
    assert desk.queue.ids(State.SPAM) == [submission(2).id]
