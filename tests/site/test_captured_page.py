"""The captured page, made better than the original was. `captured-page.txt` is all that was left of it."""

from pathlib import Path

import pytest

from tests.examples import CONTENT
from tests.site.words import in_order, words

ARTICLE = "post/2020/12/pole-emploi-is-watching-you/index.html"
CAPTURED = (Path(__file__).parent / "captured-page.txt").read_text(encoding="utf-8")
DATES = ["12h23", "4h07", "6h48", "9h53"]
AUTHORS = ["Florence", "didou", "tiery", "DaQueen"]


@pytest.fixture(scope="module")
def page(real):
    return real.page(ARTICLE)


def test_every_word_of_the_captured_page_in_order(page):
    missing = in_order(words(CAPTURED), words(page.body.get_text()))
    assert missing is None


def test_a_missing_word_would_be_seen(page):
    assert in_order([*words(CAPTURED), "introuvable"], words(page.body.get_text())) == "introuvable"


def test_the_comments_to_the_byte():
    """Each text of the captured page stands in its file as it was, between the header and the next number."""
    folder = CONTENT / "comments" / "pole-emploi-is-watching-you"
    for number in range(1, 5):
        text = (folder / f"{number}.txt").read_bytes().split(b"\n\n", 1)[1]
        assert text in CAPTURED.encode() + b"\n"


def test_headings_of_the_comments(page):
    headings = [heading.get_text() for heading in page.select(".comment h3")]
    assert headings == [
        f"{number}. Le 19. décembre 2020, {hour} par {author}"
        for number, (hour, author) in enumerate(zip(DATES, AUTHORS, strict=True), 1)
    ]


def test_numbers_are_the_links_to_their_anchors(page):
    for number, item in enumerate(page.select("li.comment"), 1):
        assert item["id"] == f"c{number}"
        link = item.select_one("h3 a")
        assert (link.get_text(), link["href"]) == (f"{number}.", f"#c{number}")


def test_no_hour_is_invented(page):
    assert {time["datetime"] for time in page.select(".comment time")} == {"2020-12-19"}
    assert page.select_one("header .byline time")["datetime"] == "2020-12"
    assert "décembre 2020 (date exacte inconnue)" in page.select_one("header .byline").get_text()


def test_the_reply_says_what_it_answers(page):
    context = page.select_one("#c3 .context")
    assert context.get_text() == (
        "en réponse à 1, Florence\u00a0: «\u00a0Bonjour ! Sarkozy avait lancé le contrôle du "
        '"train de vie"…\u00a0»'
    )
    assert context.a["href"] == "#c1"


def test_cut_addresses_stay_text_with_a_word(page):
    comment = page.select_one("#c3")
    assert "https://www.lemonde.fr/politique/ar..." in comment.get_text()
    assert not comment.select(".text a")
    explanation = (
        "Les adresses qui finissent par « ... » avaient été abrégées par l’ancien site ; la suite est perdue."
    )
    assert " ".join(comment.select(".context")[-1].get_text().split()) == " ".join(explanation.split())


def test_the_order_of_the_parts(page):
    text = page.body.get_text()
    parts = [
        "Commentaires",
        "1. Le 19. décembre 2020, 12h23 par Florence",
        "4. Le 19. décembre 2020, 9h53 par DaQueen",
        "Ajouter un commentaire",
        "Nom ou pseudo",
        "Le code HTML est affiché comme du texte et les adresses web sont automatiquement transformées.",
        "Envoyer",
        "Fil des commentaires de ce billet",
    ]
    places = [" ".join(text.split()).index(part) for part in parts]
    assert places == sorted(places)


def test_the_title_is_marked_as_english(real, page):
    assert page.h1["lang"] == "en"
    assert real.page("index.html").select_one("h2 a [lang=en]").get_text() == "Pôle Emploi is watching you"
    assert '<title xml:lang="en">Pôle Emploi is watching you</title>' in real.text("feed/atom.xml")
