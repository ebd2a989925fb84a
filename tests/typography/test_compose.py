"""One block of several pieces: what goes where, and that what stays is known by identity."""

from xml.etree.ElementTree import fromstring

import pytest

from plugins.typography import blocks, french
from plugins.typography.passage import Piece
from plugins.typography.signs import NBSP, NNBSP, OBJECT


def composed(*pieces):
    return [(piece.text, piece.slot) for piece in french.compose(pieces) if piece.text]


@pytest.mark.parametrize("text", ["", "\n", "Rien à faire ici, en 2020.", f"L’eau{NBSP}: oui{NNBSP}!"])
def test_a_block_that_stays_is_the_same_object(text):
    pieces = [Piece(text), Piece("code", seen=OBJECT)]
    assert french.compose(pieces) is pieces


def test_a_block_whose_only_edit_is_not_allowed_is_the_same_object():
    pieces = [Piece("mot"), Piece("...", seen="...")]
    assert french.compose(pieces) is pieces


def test_an_edit_over_two_pieces_goes_to_the_one_where_it_begins():
    assert composed(Piece("fin..", 0), Piece(". Et", 1), Piece(" puis ?", 2)) == [
        ("fin…", 0),
        (" Et", 1),
        (f" puis{NNBSP}?", 2),
    ]


def test_every_piece_keeps_its_part_when_others_grow_and_shrink():
    pieces = [Piece('"', 0), Piece("mot", 1), Piece('"... et', 2), Piece(" fin --", 3), Piece(" là", 4)]
    assert composed(*pieces) == [
        (f"«{NBSP}", 0),
        ("mot", 1),
        (f"{NBSP}»… et", 2),
        (" fin –", 3),
        (f"{NBSP}là", 4),
    ]


def test_an_ordinal_is_raised_and_the_text_around_it_typeset():
    pieces = french.compose([Piece("Le 1er !")])
    assert [(piece.text, piece.raised) for piece in pieces if piece.text] == [
        ("Le 1", False),
        ("er", True),
        (f"{NNBSP}!", False),
    ]


@pytest.mark.parametrize("digit", ["5", "٥", "५", "５"])
def test_a_figure_of_any_script_keeps_its_unit(digit):
    assert french.correct(f"à {digit} km") == f"à {digit}{NBSP}km"


def test_white_space_between_blocks_is_no_block():
    root = fromstring("<div>\n<p>Un</p>\n<ul>\n<li>deux <em>trois</em></li>\n</ul>\n</div>")
    found = blocks.Walk(lambda tag: tag in {"div", "p", "ul", "li"}, ()).blocks(root, french=True)
    assert [[piece.text for piece in block.pieces] for block in found] == [["Un"], ["deux ", "trois"]]
