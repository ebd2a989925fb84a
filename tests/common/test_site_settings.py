"""The owner's file is read whole or not at all; what is wrong in it is said with its line."""

from pathlib import Path

import pytest

from plugins.common import site_settings
from plugins.common.errors import SiteError
from plugins.common.settings import DEFAULTS
from plugins.common.site_settings import KEYS, SettingLocation, location_of
from tests.examples import EXAMPLES, ROOT

HEAD = 'name = "N"\naddress = "https://a.example"\nid = "1"\n'
UNSET = ("comments_close_after_days", "security")


def said(text):
    with pytest.raises(SiteError) as error:
        site_settings.parse(text, "site.toml")
    return [str(problem) for problem in error.value.problems]


def test_keys_are_settings():
    text = f'{HEAD}menu = [["A", "a/"]]\nhosts = ["nginx"]\n[pelican]\nDEFAULT_PAGINATION = 3\n'
    assert site_settings.parse(text, "site.toml") == {
        "SITENAME": "N",
        "SITE_ADDRESS": "https://a.example",
        "SITE_ID": "1",
        "MENUITEMS": (("A", "a/"),),
        "HOSTS": ("nginx",),
        "DEFAULT_PAGINATION": 3,
    }


@pytest.mark.parametrize("address", ["https://a.example", "https://a.example/blog"])
def test_a_slash_at_the_end_of_the_address_is_cut(address):
    text = HEAD.replace("https://a.example", f"{address}/")
    assert site_settings.parse(text, "site.toml")["SITE_ADDRESS"] == address


def test_the_example_has_every_key():
    text = (EXAMPLES / "site.toml").read_text(encoding="utf-8")
    assert [key.name for key in KEYS if f"\n{key.name} = " not in text] == [*UNSET]
    assert len(site_settings.parse(text, "site.toml")) == len(KEYS) - len(UNSET)


def test_every_key_is_documented():
    doc = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    assert [key.name for key in KEYS if f"\n`{key.name}` | " not in doc] == []
    assert [key.setting for key in KEYS if key.setting not in DEFAULTS] == ["SITENAME", "DEFAULT_LANG"]


@pytest.mark.parametrize(
    ("text", "what", "hint"),
    [
        (f'{HEAD}titel = "x"\n', "4: unknown key “titel”", "Did you mean “subtitle”?"),
        (f"{HEAD}comments = 1\n", "4: “comments” is not true or false",
         "Write true or false, or delete the line."),
        (f'{HEAD}hosts = "x"\n', "4: “hosts” is not a list of texts",
         "Write a list of texts, or delete the line."),
        (
            f'{HEAD}menu = ["a/"]\n', "4: “menu” is not a list of pairs of texts",
            "Write a list of pairs of texts, or delete the line.",
        ),
        (f"{HEAD}author = \n", "4: not TOML: Invalid value", "See https://toml.io/."),
        (
            f'{HEAD}[pelican]\nSITENAME = "x"\n', "5: “SITENAME” has a key of its own",
            "Write “name = …” above [pelican].",
        ),
        (f'{HEAD}[pelican]\ndesk = ""\n', "5: “desk” stands below [pelican]", "Move it above [pelican]."),
        (
            f'{HEAD}[pelican]\nTheme = ""\n', "5: “Theme” is not the name of a setting",
            "Settings are written in capitals; see pelicanconf.py.",
        ),
        (
            f'{HEAD}timezone = "Europe/Pari"\n', "4: no zone is called “Europe/Pari”",
            "Write it as in Europe/Paris.",
        ),
        (
            'name = "N"\nid = "1"\n', " “address” is missing",
            "Write “address = …”, or let “make begin” ask.",
        ),
        (
            HEAD.replace("example", "example//"), "2: “https://a.example//” is not an address of a site",
            "Write it as in https://blog.example.",
        ),
    ],
)  # fmt: skip
def test_what_is_wrong(text, what, hint):
    assert said(text) == [f"site.toml:{what}\n    {hint}"]


def test_every_problem_is_said_at_once():
    assert len(said(f"{HEAD}a = 1\nauthor = 1\n[b]\n")) == 3


def test_no_file_sets_nothing(tmp_path):
    assert site_settings.read(tmp_path / "site.toml") == {}


def test_a_setting_is_found_where_it_was_given(tmp_path):
    file = tmp_path / "site.toml"
    file.write_text(f'{HEAD}old_system = "x"\n[pelican]\nTHEME = "t"\n')
    settings = {**site_settings.read(file), "HOSTS": ()}
    assert location_of(settings, "OLD_SYSTEM", file) == SettingLocation("site.toml", 4, "old_system")
    assert location_of(settings, "THEME", file) == SettingLocation("site.toml", 6, "THEME")
    assert location_of(settings, "HOSTS", file) == SettingLocation("pelicanconf.py", 0, "HOSTS")
    assert location_of({"OLD_SYSTEM": "y"}, "OLD_SYSTEM", file) == SettingLocation(
        "pelicanconf.py", 0, "OLD_SYSTEM"
    )
    assert location_of(settings, "OLD_SYSTEM", Path("absent.toml")).file == "pelicanconf.py"


def test_a_misspelt_setting():
    text = f"{HEAD}[pelican]\nDEFAULT_PAGINATOIN = 3\nFILS_URL = 'a'\n"
    (problem,) = site_settings.unknown(text, "site.toml", {"DEFAULT_PAGINATION"})
    assert str(problem) == (
        "site.toml:5: no setting is called “DEFAULT_PAGINATOIN”\n    Did you mean “DEFAULT_PAGINATION”?"
    )


def test_an_article_in_another_language_has_an_address_like_the_others():
    text = f'{HEAD}[pelican]\nARTICLE_URL = "{{slug}}/"\nPAGE_SAVE_AS = "p"\nPAGE_LANG_SAVE_AS = "q"\n'
    read = site_settings.parse(text, "site.toml")
    assert (read["ARTICLE_LANG_URL"], read["PAGE_LANG_SAVE_AS"]) == ("{slug}/", "q")
