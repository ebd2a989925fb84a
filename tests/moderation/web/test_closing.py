"""A conversation that ends on a day: the intake takes comments until then, whatever the last build said."""

from datetime import UTC, datetime

import pytest

from tests.moderation.web.test_web import said, soup

LAST = datetime(2026, 11, 30, 22, 59, 59, tzinfo=UTC)  # a second to midnight, where the site is
OVER = datetime(2026, 11, 30, 23, 0, 0, tzinfo=UTC)
WORDS = "Des mots,\n<b>gardés</b>.\n\nÀ copier."
ENDED = "Les commentaires de ce billet ont fermé le 30 novembre 2026."


@pytest.mark.parametrize("action", ["preview", "send"])
def test_until_the_last_second(visitor, clock, action):
    clock.now = LAST
    assert visitor.post(action, article="fermera").status_code in (200, 303)
    assert len(visitor.queued("pending")) == (action == "send")


@pytest.mark.parametrize("action", ["preview", "send"])
def test_what_comes_later_is_given_back_to_be_copied(visitor, clock, action):
    clock.now = OVER
    answer = visitor.post(action, article="fermera", text=WORDS)
    assert answer.status_code == 403
    assert ENDED in said(answer)
    assert "Rien n’a été enregistré. Copiez vos mots avant de quitter cette page." in said(answer)
    field = soup(answer).select_one("textarea[readonly]")
    assert field.get_text() == WORDS
    assert int(field["rows"]) > len(WORDS.splitlines()), "all of it is seen"
    assert soup(answer).select_one("a[href$='fermera/#commentaires']")
    assert visitor.queued("pending") == visitor.queued("spam") == []


def test_the_page_that_answers_says_when_it_ends_and_then_that_it_has(visitor, clock):
    clock.now = LAST
    assert "Les commentaires ferment le 30 novembre 2026." in said(
        visitor.client.get("/commenter?billet=fermera&a=1")
    )
    clock.now = OVER
    answer = visitor.client.get("/commenter?billet=fermera&a=1")
    assert answer.status_code == 403 and ENDED in said(answer)
    assert not soup(answer).select("textarea")


def test_what_was_sent_in_time_can_be_corrected_later(visitor, clock):
    clock.now = LAST
    address = visitor.post(article="fermera", text="À temps.").headers["Location"]
    clock.now = OVER
    page = visitor.client.get(address)
    assert "Corriger" in said(page) and "Répondre à un autre" not in said(page)
    form = {"author": "Zoé", "text": "Corrigé.", "action": "send"}
    assert visitor.client.post(address.partition("?")[0], data=form).status_code == 303
    assert "Corrigé." in visitor.queued("pending")[0]


def test_a_closed_article_says_so_without_a_day(visitor):
    assert "Les commentaires de ce billet sont fermés." in said(visitor.post(article="ferme", text="x"))
