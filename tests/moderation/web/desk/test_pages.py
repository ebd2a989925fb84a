"""People, sessions, the publication, statistics, rules."""

import pytest

from plugins.moderation.core import after_decisions, ledger_file, ledger_page, patterns
from plugins.moderation.core.ledger import Month
from plugins.moderation.core.states import Action, State
from tests.moderation.samples import NOW, submission
from tests.moderation.web.desk.conftest import RULES, Moderator
from tests.moderation.web.test_web import said, soup


@pytest.fixture
def zoe(moderator):
    moderator.desk.queue.add(submission(0, email="zoe@exemple.fr", text="De Zoé."))
    moderator.desk.queue.add(submission(1, email="ana@exemple.fr", text="D’Ana."))
    return moderator


def erase(moderator, page):
    form = soup(page).select_one('form[action$="effacer"]')
    return moderator.post(form["action"], **{one["name"]: one["value"] for one in form.select("input")})


def test_all_that_is_kept_of_a_person_is_listed_and_erased(zoe):
    page = zoe.get("/bureau/personnes/?qui=ZOE@exemple.fr")
    assert [one.a.get_text() for one in soup(page).select(".rows li")] == ["De Zoé."]
    assert "1 effacé." in said(erase(zoe, page)) and zoe.decided
    assert zoe.desk.queue.ids(State.PENDING) == [submission(1).id]
    assert "Rien n’est gardé" in said(zoe.get("/bureau/personnes/?qui=zoe@exemple.fr"))


def test_what_came_since_is_not_erased_unseen(zoe):
    page = zoe.get("/bureau/personnes/?qui=zoe@exemple.fr")
    zoe.desk.queue.add(submission(2, email="zoe@exemple.fr"))
    assert "a changé entre-temps" in said(erase(zoe, page)) and len(zoe.desk.queue.ids(State.PENDING)) == 3


def test_one_comment_is_erased_by_its_number(zoe):
    erase(zoe, zoe.get(f"/bureau/personnes/?qui={submission(0).id}"))
    assert zoe.desk.queue.ids(State.PENDING) == [submission(1).id]


@pytest.mark.parametrize("query", ["", "qui=", "qui=personne@x.fr", "qui=%00"])
def test_nobody(zoe, query):
    page = zoe.get(f"/bureau/personnes/?{query}")
    assert page.status_code == 200 and not soup(page).select('form[action$="effacer"]')


def test_sessions_are_listed_and_ended(moderator, visitor):
    other = Moderator(visitor)
    other.enter("lea@exemple.fr")
    page = soup(moderator.get("/bureau/sessions/"))
    assert len(page.select(".rows li")) == 2 and "lea@exemple.fr" in page.get_text()
    name = next(one for one in page.select(".rows li") if "lea" in one.get_text()).select_one(
        "[name=session]"
    )["value"]
    moderator.send("/bureau/sessions/finir", session=name)
    assert other.get().status_code == 403 and moderator.get().status_code == 200
    moderator.send("/bureau/sessions/finir", session="toutes")
    assert moderator.get().status_code == 403


def test_without_a_command_nothing_is_published(moderator):
    assert "Aucune commande" in said(moderator.get("/bureau/publication/"))


def test_publishing_now(visitor):
    one = Moderator(visitor, RULES + 'publish = ["true"]\n')
    one.enter()
    assert "n’a pas encore servi" in said(one.get("/bureau/publication/"))
    assert one.send("/bureau/publication/maintenant").location == "/bureau/publication/"
    assert one.decided == ["decided"] and one.desk.queue.owed.exists()
    assert "va commencer" in said(one.get("/bureau/publication/"))


def test_the_last_publications_with_how_they_ended(visitor):
    one = Moderator(visitor, RULES + 'publish = ["sh", "-c", "echo Un; exit $(cat code)"]\n')
    one.enter()
    for code in ("0", "3"):
        (one.paths.root / "code").write_text(code)
        with one.desk.queue.archive.owing(code):
            pass
        after_decisions.carry_out(one.desk, NOW, lambda _: None)
    page = soup(one.get("/bureau/publication/"))
    said_of = [" ".join(row.summary.get_text().split()) for row in page.select("ol.rows li")]
    assert [line.partition(" : ")[2].rpartition(" s")[2] for line in said_of] == [" (code 3)", ""]
    assert "échec après" in said_of[0] and "réussie en" in said_of[1] and "24 novembre 2026" in said_of[1]
    assert [row.pre.get_text().strip() for row in page.select("ol.rows li")] == ["Un", "Un"]
    assert [row.has_attr("open") for row in page.select("details")] == [True, False]


def test_statistics_are_a_picture_and_its_table(zoe):
    zoe.desk.decide(submission(0).id, Action.SPAM, NOW)
    page = soup(zoe.get("/bureau/statistiques/"))
    rows = [
        [cell.get_text() for cell in row.select("th, td")] for row in page.select("#mois ~ table tbody tr")
    ]
    assert rows[0] == ["nov.\u00a02026", "0", "1", "0", "1", "–"]
    assert page.select_one("svg[role=img]")["aria-label"] and len(page.select("rect")) == 2
    assert not page.select("[style]") and "été" in page.get_text()


def test_a_delay_is_told_as_on_the_page_for_readers(zoe, request):
    month = f"{submission(0).received:%Y-%m}"
    ledger = ledger_file.dump([Month(month, 2, 1, 0, 0, 0, f"{month}-28")])
    zoe.desk.paths.ledger.write_bytes(ledger)
    request.addfinalizer(zoe.desk.paths.ledger.unlink)  # all tests share the sources
    cells = soup(zoe.get("/bureau/statistiques/")).select("#mois ~ table tbody tr:first-child td")
    assert cells[-1].get_text() == ledger_page.delay(0, "fr") == "moins d’une minute"


def test_statistics_of_nothing(moderator):
    assert moderator.get("/bureau/statistiques/").status_code == 200


def test_a_word_is_tried_before_it_is_a_rule(zoe):
    page = zoe.get("/bureau/regles/?essai=Zoé&comme=mot")
    assert "En attente : 2" in said(page) and '"Zoé",' in soup(page).select_one("pre").get_text()
    assert "Publiés : " in said(page) and not zoe.paths.rules.read_text().count('Zoé",')


@pytest.mark.parametrize("pattern", ["(", "[", "*", "(?P<x", "a{99999999999}", "a" * 1001])
def test_a_pattern_that_is_none(zoe, pattern):
    page = zoe.get("/bureau/regles/", query_string={"essai": pattern, "comme": "motif"})
    assert page.status_code == 200 and "ne se comprend pas" in said(page)


def test_a_pattern_that_never_ends_is_stopped_and_told(zoe, monkeypatch):
    monkeypatch.setattr(patterns, "_SECONDS", 0.05)
    zoe.desk.queue.add(submission(2, text="a" * 200 + "!"))
    page = zoe.get("/bureau/regles/", query_string={"essai": "(a+)+$", "comme": "motif"})
    assert "prend trop de temps à chercher : il a été arrêté" in said(page)
    assert not soup(page).select("#essayer ~ pre")


def test_one_in_the_file_is_told_too(visitor, monkeypatch):
    monkeypatch.setattr(patterns, "_SECONDS", 0.05)
    one = Moderator(visitor, RULES + "[spam]\npatterns = ['(a+)+$']\n")
    one.enter()
    one.desk.queue.add(submission(0, text="a" * 200 + "!"))
    assert "et ne trouve rien : (a+)+$" in said(one.get("/bureau/regles/"))


def test_what_waits_by_the_rules_of_today(visitor):
    one = Moderator(visitor, RULES + '[spam]\nwords = ["ana"]\npoints_per_word = 100\n')
    one.enter()
    one.desk.queue.add(submission(0, author="Ana"))
    page = one.get("/bureau/regles/")
    assert "mot : « ana » (+100)" in said(page)
