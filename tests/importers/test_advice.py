"""Old addresses that a setting would keep: asked about before an article is written."""

import csv
import tomllib

import pytest

from plugins.importers import __main__ as command
from plugins.importers import advice
from plugins.importers.permalinks import PermalinkOffer
from plugins.importers.record import ImportRefused, RecordKind, Source
from tests.examples import ROOT, bring_settings

OFFER = PermalinkOffer(
    Source(RecordKind.OTHER, "permalinks", 0), "", "9 of 9 articles had one form of address",
    "{date:%Y}/{slug}/", "{date:%Y}/{slug}/index.html", "/2010/un/",
)  # fmt: skip
EXPORT = ROOT / "tests/importers/samples/wordpress.xml"


@pytest.fixture
def settings(tmp_path):
    file = tmp_path / "site.toml"
    file.write_text('name = "Z"  # mine\n', encoding="utf-8")
    return file


def _typed(*lines):
    left = iter(lines)
    return lambda _: next(left)


def test_who_keeps_them_has_the_setting_written(settings, capsys):
    advice.resolve(OFFER, settings, _typed("x", ""))
    assert tomllib.loads(settings.read_text())["pelican"] == {
        "ARTICLE_URL": "{date:%Y}/{slug}/", "ARTICLE_SAVE_AS": "{date:%Y}/{slug}/index.html",
    }  # fmt: skip
    assert settings.read_text().startswith('name = "Z"  # mine\n')
    said = capsys.readouterr().out
    assert said.startswith(
        "9 of 9 articles had one form of address, as in /2010/un/ ({date:%Y}/{slug}/); this"
    )


def test_who_takes_the_sites_own_has_nothing_written(settings):
    advice.resolve(OFFER, settings, lambda _: "t")
    assert settings.read_text() == 'name = "Z"  # mine\n'


def test_who_stops_is_told_that_nothing_was_written(settings):
    with pytest.raises(ImportRefused, match=r"^site\.toml: nothing was written\n    Write ARTICLE_URL and"):
        advice.resolve(OFFER, settings, lambda _: "s")


@pytest.mark.parametrize(("key", "code"), [("k", 0), ("t", 0), ("s", 1)])
def test_it_is_asked_before_anything_is_written(tmp_path, monkeypatch, capsys, key, code):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "plugins").symlink_to(ROOT / "plugins")
    bring_settings(tmp_path)
    seen = []

    def answer(question):
        seen.append((question, (tmp_path / "content").exists()))
        return key

    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("builtins.input", answer)
    words = ["--from", "wordpress", "--file", str(EXPORT), "--timezone", "Europe/Paris"]
    assert command.main(words) == code
    assert [there for _, there in seen] == [False], capsys.readouterr()
    assert (tmp_path / "content").exists() == (key != "s")
    assert ("ARTICLE_URL" in (tmp_path / "site.toml").read_text()) == (key == "k")
    capsys.readouterr()
    assert command.main(words) == code or key == "s"
    assert len(seen) == (2 if key == "s" else 1), "once there are articles it is too late"


@pytest.fixture
def blog(tmp_path, monkeypatch):
    """A site without articles, and nobody at a terminal."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "plugins").symlink_to(ROOT / "plugins")
    bring_settings(tmp_path)
    monkeypatch.setattr("sys.stdin.isatty", lambda: False, raising=False)
    return tmp_path


WORDS = ["--from", "wordpress", "--file", str(EXPORT), "--timezone", "Europe/Paris"]
OLD, NEW = "/2010/07/14/lete-a-lusine/", "/post/2010/07/14/lete-a-lusine/"


def _rows(blog):
    with (blog / "content/addresses.csv").open(encoding="utf-8") as file:
        return {row["old"]: row["new"] for row in csv.DictReader(file)}


def test_where_nobody_can_be_asked_the_command_that_keeps_them_is_said(blog, capsys):
    assert command.main(WORDS) == 0
    typed = f"make import FROM=wordpress FILE={EXPORT} TIMEZONE=Europe/Paris ADDRESSES=keep"
    assert capsys.readouterr().out.endswith(f"\n\nTo keep the old addresses of articles: {typed}\n")
    assert _rows(blog)[OLD] == NEW


def test_it_keeps_them_after_an_import_too(blog, capsys):
    """As if it had been said before, but for rows that a person wrote."""
    assert command.main(WORDS) == 0
    table = blog / "content/addresses.csv"
    table.write_text(table.read_text() + f"/mien/,{NEW},,\n")
    before = _rows(blog)
    assert command.main([*WORDS, "--addresses", "keep"]) == 0
    assert 'ARTICLE_URL = "{date:%Y}/{date:%m}/{date:%d}/{slug}/"' in (blog / "site.toml").read_text()
    assert "ADDRESSES=keep" not in capsys.readouterr().out.rpartition("wordpress ·")[2]
    after = _rows(blog)
    assert OLD not in after and after["/mien/"] == NEW
    led = {old: new for old, new in before.items() if new == NEW and old not in (OLD, "/mien/")}
    assert led and all(after[old] == OLD for old in led)


def test_said_before_it_is_the_same(blog):
    assert command.main([*WORDS, "--addresses", "keep"]) == 0
    first = _rows(blog)
    assert OLD not in first and OLD in first.values()
    assert command.main([*WORDS, "--addresses", "keep"]) == 0
    assert _rows(blog) == first


def test_who_wants_this_sites_own_again_has_the_old_ones_lead_there(blog):
    assert command.main(WORDS) == 0
    first, settings = _rows(blog), (blog / "site.toml").read_text()
    assert command.main([*WORDS, "--addresses", "keep"]) == 0
    (blog / "site.toml").write_text(settings)
    assert command.main(WORDS) == 0
    assert _rows(blog) == first
