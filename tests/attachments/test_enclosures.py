"""Which sounds and films of a text its entry in feeds names."""

import pytest

from plugins.attachments.attachments import PublishedFolders
from plugins.attachments.enclosures import enclosures

FILES = {"mer.mp3": "articles/mer.mp3", "film.webm": "articles/film.webm", "film.mp4": "articles/film.mp4"}
SIZES = {path: len(path) for path in FILES.values()} | {"images/vent été.ogg": 9}
ADDRESSES = {name: f"/ici/post/un/{name}" for name in FILES} | {"mer.mp3#t=3": "/ici/post/un/mer.mp3#t=3"}
MER = ("post/un/mer.mp3", "audio/mpeg", 16)


def found(html):
    files = {**FILES, "mer.mp3#t=3": FILES["mer.mp3"]}
    return list(enclosures(html, files, ADDRESSES, PublishedFolders("/ici", ("images",)), SIZES.get))


@pytest.mark.parametrize(
    ("html", "wanted"),
    [
        ('<audio src="mer.mp3"></audio>', [MER]),
        ('<audio src="mer.mp3#t=3"></audio> <audio src="mer.mp3"></audio>', [MER]),
        (
            '<video><source src="//x.fr/f.mp4"><source src="film.webm"><source src="film.mp4"></video>',
            [("post/un/film.webm", "video/webm", 18)],
        ),
        (
            '<video src="film.mp4"></video><audio src="mer.mp3"></audio>',
            [("post/un/film.mp4", "video/mp4", 17), MER],
        ),
        (
            '<audio src="/ici/images/vent%20%C3%A9t%C3%A9.ogg"></audio>',
            [("images/vent%20%C3%A9t%C3%A9.ogg", "audio/ogg", 9)],
        ),
        ('<audio src="/ici/images/rien.ogg"></audio>', []),
        ('<audio src="https://x.fr/mer.mp3"></audio>', []),
        ('<a href="mer.mp3">', []),
        ('<picture><source src="mer.mp3"></picture><audio></audio><source src="mer.mp3">', []),
    ],
)
def test_the_sites_own_sounds_and_films_are_enclosures(html, wanted):
    assert found(html) == wanted
