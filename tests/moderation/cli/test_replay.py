"""The present rules on what was decided before."""

from dataclasses import replace
from datetime import timedelta

import pytest

from plugins.comments.form import CommentInput
from plugins.moderation.core import patterns
from plugins.moderation.core.judging import verdict
from plugins.moderation.core.policy import Circumstances, Ticket, circumstances_of
from plugins.moderation.core.reasons import Reason
from plugins.moderation.core.rules import Rules
from plugins.moderation.core.states import State
from tests.moderation.conftest import moderation
from tests.moderation.samples import submission
from tests.site.conftest import ROOT


def publish(line, identifier, text, head=""):
    path = line.root / "content/comments/un" / f"{identifier}.txt"
    path.parent.mkdir(parents=True, exist_ok=True)
    head = head if "Author" in head else f"Author: Ana\n{head}"
    path.write_text(f"Id: {identifier}\nDate: 2020-12-{10 + int(identifier)}\n{head}\n{text}\n")


def test_a_published_comment_that_would_now_be_spam_fails(line):
    publish(line, "1", "du casino")
    publish(line, "2", "du riz", "Author: Léo\n")
    assert line("replay")[::2] == (0, "")
    line.rules('[spam]\nwords = ["casino"]\npoints_per_word = 100\n')
    code, out, err = line("replay")
    assert code == 1 and out.startswith("2 published: 1 would pass, 1 would now be spam.\n")
    assert err == "content/comments/un/1.txt: published, and would now be spam: word: casino (+100)\n"


def test_a_name_is_known_from_its_second_comment_on(line):
    line.rules("[spam]\nspam_from = 25\npoints_known = -20\n")
    publish(line, "1", "rien")
    publish(line, "2", "http://a.fr http://b.fr http://c.fr")
    publish(line, "3", "http://a.fr http://b.fr http://c.fr", "Author: Léo\n")
    code, _, err = line("replay")
    assert code == 1 and "un/3.txt" in err and "un/2.txt" not in err


def test_own_answers_and_withdrawn_ones_are_not_judged(line):
    line.rules('[spam]\nwords = ["casino"]\npoints_per_word = 100\n[desk]\nauthor = "Moi"\n')
    publish(line, "1", "casino", "Author: Moi\n")
    publish(line, "2", "", "Withdrawn: 2021-01-01\n")
    assert line("replay") == (
        0,
        "0 published: 0 would pass, 0 would now be spam.\n"
        "0 kept as spam: 0 would be so again, 0 would now wait.\n",
        "",
    )


def test_of_an_imported_comment_words_and_links_are_judged_once(line):
    line.rules("[spam]\nspam_from = 1\nlinks_free = 2\npoints_per_link = 1\n")
    links = '<p><a href="http://a.fr/">http://a.fr/</a> <a href="http://b.fr/?a=1&amp;b=2">ici</a></p>'
    publish(line, "1", links, "Format: html\n")
    assert line("replay")[0] == 0
    publish(line, "1", links + '<a href="http://c.fr">c</a>', "Format: html\n")
    assert "links: 3 (+1)" in line("replay")[2]


def test_kept_spam_that_would_now_wait_is_listed_and_fails_nothing(line):
    spam = replace(submission(7), reasons=(Reason("word", "casino", 100),), verdict="spam")
    trapped = replace(submission(8), reasons=(Reason("honeypot", None, 100),), verdict="spam")
    for one in (spam, trapped):
        line.desk.queue.add(one, State.SPAM)
    data = line.json("replay")
    assert data == {"published": 0, "now_spam": [], "spam": 2, "now_waiting": [spam.id]}
    assert f"2 kept as spam: 1 would be so again, 1 would now wait.\n{spam.id}  spam" in line("replay")[1]


@pytest.mark.parametrize(
    "seen",
    [
        Circumstances(ticket=Ticket.GOOD),
        Circumstances(trapped=True, ticket=Ticket.MISSING),
        Circumstances(ticket=Ticket.FORGED, duplicate=True),
        Circumstances(ticket=Ticket.USED, known_author=True),
        Circumstances(ticket=Ticket.GOOD, age=timedelta(seconds=1.5)),
        Circumstances(ticket=Ticket.GOOD, age=timedelta(hours=50)),
    ],
)
def test_what_was_seen_of_a_form_is_read_back_from_its_reasons(seen):
    reasons = verdict(CommentInput("un", "Z", "a"), seen, Rules()).reasons
    assert circumstances_of(reasons) == seen


def test_a_file_that_cannot_be_read_is_not_passed_over(line):
    publish(line, "1", "a", "Autor: x\n")
    code, out, err = line("replay")
    assert (code, out) == (1, "") and "content/comments/un/1.txt:4: unknown header “Autor”" in err


def test_the_archive_that_comes_with_the_project_passes_its_rules():
    done = moderation(ROOT, "replay")
    assert (done.returncode, done.stderr) == (0, "")
    assert ", 0 would now be spam." in done.stdout


def test_a_pattern_that_never_ends_is_told_and_hangs_nothing(line, monkeypatch):
    monkeypatch.setattr(patterns, "_SECONDS", 0.05)
    line.rules("[spam]\npatterns = ['(a+)+$']\n")
    publish(line, "1", f"{'a' * 200}!")
    code, _, err = line("replay")
    assert code == 1 and "moderation.toml: patterns: stopped: took too long to look for: (a+)+$" in err
