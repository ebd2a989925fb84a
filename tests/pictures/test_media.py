"""Sounds and films, written as pictures are."""

import pytest

from plugins.pictures import media


def played(html, *there):
    return media.with_players(html, lambda address: address in there)


def test_a_sound():
    assert played('<p><img alt="La mer" src="mer.mp3" title="Le &lt;soir&gt;"></p>') == (
        '<figure><audio src="mer.mp3" controls="" preload="none" aria-label="La mer">'
        '<a href="mer.mp3">La mer</a></audio>\n<figcaption>Le &lt;soir&gt;</figcaption></figure>'
    )


def test_a_film_has_its_poster():
    html = '<p>Voici <img alt="Le film" src="sous/film.MP4#t=3">.</p>'
    assert played(html, "sous/film.png") == (
        '<p>Voici <video src="sous/film.MP4#t=3" controls="" preload="none" aria-label="Le film" '
        'poster="sous/film.png"><a href="sous/film.MP4#t=3">Le film</a></video>.</p>'
    )
    assert "poster" not in played(html) and "poster" not in played(
        html.replace("MP4", "ogg"), "sous/film.png"
    )


def test_without_words_it_is_named_by_its_address():
    assert '<a href="a&amp;b.ogg">a&amp;b.ogg</a>' in played('<img alt=" " src="a&amp;b.ogg">')


@pytest.mark.parametrize(
    "html",
    ['<p><img alt="x.mp3" src="a.jpg"></p>', '<img alt="x" src="a.mp3.jpg">', "<p>a.mp3</p>", "<p>x</p>"],
)
def test_other_images_stay(html):
    assert played(html, "a.jpg") == html
