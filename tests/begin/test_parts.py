"""The texts, the icons and the lines of `site.toml`, each alone."""

from io import BytesIO

import pytest
from PIL import Image

from plugins.begin import addresses
from plugins.begin.icons import icons
from plugins.begin.pages import LANGUAGES, menus, pages
from plugins.begin.questions import Choices
from plugins.common.toml_lines import with_values
from plugins.moderation.core.settings import NoticesSettings, Settings


def site(language, comments, subtitle=""):
    mail = "zoe@zoe.example" if comments == "mail" else ""
    return Choices(
        "Zoé", "https://zoe.example", subtitle, "Zoé.", language, "Europe/Paris", comments, mail, "", "", ""
    )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("comments", ["web", "mail", "none"])
@pytest.mark.parametrize("sender", ["", "avis@zoe.example"])
def test_pages_are_true_for_the_settings(language, comments, sender):
    desk = Settings(notices=NoticesSettings(sender=sender, silent_days=123))
    made = {name: data.decode() for name, data in pages(site(language, comments), desk).items()}
    whole = "\n".join(made.values())
    assert len(made) == 3 and {text.split("\n")[0].split(":")[0] for text in made.values()} == {"Title"}
    assert "{" not in whole and "\n\n\n" not in whole and " \n" not in whole
    assert ("zoe@zoe.example" in whole) == (comments == "mail")
    assert ("123" in whole) == (comments == "web" and bool(sender))
    assert ("365" in whole) == (comments != "none")
    rows = [line for line in whole.split("\n") if " | " in line]
    assert len({row.count(" | ") for row in rows}) <= 1
    slugs = {f"{line.removeprefix('Slug: ')}/" for line in whole.split("\n") if line.startswith("Slug: ")}
    assert slugs <= {address for menu in menus(language).values() for _, address in menu}


@pytest.mark.parametrize(
    ("subtitle", "said"),
    [("", "« Zoé »."), ("Un mot", "« Zoé » : Un mot."), ("Ah !", "« Zoé » : Ah !\n")],
)
def test_the_first_sentence(subtitle, said):
    assert said in pages(site("fr", "web", subtitle), Settings())["content/pages/a-propos.md"].decode()


@pytest.mark.parametrize(
    ("name", "letter", "names"),
    [
        ("Zoé", "Z", 3),
        ("« écume »", "É", 3),
        ("<&>9", "9", 3),
        ("Жук", "Ж", 1),
        ("…", "", 0),
    ],
)
def test_icons_have_the_first_letter(name, letter, names):
    found = icons(name)
    assert len(found) == names
    if letter:
        assert f">{letter}<".encode() in found["favicon.svg"]
    if names == 3:
        assert Image.open(BytesIO(found["apple-touch-icon.png"])).size == (180, 180)
        assert Image.open(BytesIO(found["favicon.ico"])).size == (32, 32)
        assert icons(name) == found


TEXT = """\
# First
name = "A # b"     # why
menu = [
    ["A", "a/"],  # one
]
last = 1

[security]
name = "x"
"""


@pytest.mark.parametrize(
    ("values", "lines"),
    [
        ({"name": "Z"}, {'name = "Z"         # why'}),
        ({"name": "Z" * 30}, {f'name = "{"Z" * 30}" # why'}),
        ({"menu": [["B", "b/"]]}, {"menu = [", '    ["B", "b/"],', "]"}),
        ({"new": ["a"], "more": True}, {'new = ["a"]', "more = true"}),
        ({"name": 'a"b\\c\n'}, {'name = "a\\"b\\\\c\\n"     # why'.replace("     #", " #")}),
    ],
)
def test_only_the_lines_that_are_asked_about_change(values, lines):
    before, after = TEXT.split("\n"), with_values(TEXT, values).split("\n")
    assert lines <= set(after)
    assert [line for line in after if line not in lines] == [
        line for line in before if line in after and line not in lines
    ]
    assert after[after.index("[security]") + 1] == 'name = "x"'


@pytest.mark.parametrize(
    ("values", "text"),
    [
        ({"name": "Z"}, TEXT.replace('name = "x"', 'name = "Z"')),
        ({"new": 1}, f"{TEXT}new = 1\n"),
        ({}, TEXT),
    ],
)
def test_a_line_of_a_table_changes_in_it_alone(values, text):
    assert with_values(TEXT, values, "security") == text


def test_a_table_that_is_not_there_is_made():
    assert with_values(TEXT, {"A": "b"}, "pelican") == f'{TEXT}\n[pelican]\nA = "b"\n'
    assert with_values(TEXT, {}, "pelican") == TEXT


@pytest.mark.parametrize(
    ("language", "found"),
    [("fr", "/commenter"), ("fr-CA", "/commenter"), ("frr", "/comment"), ("en-GB", "/comment")],
)
def test_addresses_are_in_the_language_whatever_its_country(language, found):
    assert addresses.of(language).comments == found
