"""A blog of one's own in the place of the example: what is there afterwards, and what stays as it was."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from plugins.begin import __main__ as begin
from plugins.begin import addresses
from tests.examples import EXAMPLES, ROOT, bring_settings

SAMPLE = ROOT / "tests/importers/samples/blog.txt"
ZOE = ("NAME=Chez Zoé", "SITEURL=https://zoe.example")
ARTICLE = "content/articles/2020/pole-emploi-is-watching-you.md"
COMMENTS = "content/comments/pole-emploi-is-watching-you"


class Clone:
    """What somebody has who took the project over."""

    def __init__(self, root: Path) -> None:
        self.root = root
        for name in ("plugins", "theme", "examples"):
            (root / name).symlink_to(ROOT / name)
        bring_settings(root)
        shutil.copy(EXAMPLES / "moderation.toml", root)
        shutil.copytree(EXAMPLES / "content", root / "content")

    @property
    def settings(self):
        return tomllib.loads(self.text("site.toml"))

    def text(self, name: str) -> str:
        return (self.root / name).read_text(encoding="utf-8")

    def write(self, name: str, text: str) -> None:
        (self.root / name).parent.mkdir(parents=True, exist_ok=True)
        (self.root / name).write_text(text, encoding="utf-8")

    def files(self) -> dict[str, bytes]:
        found = [path for path in self.root.rglob("*") if path.is_file() and "__pycache__" not in path.parts]
        return {path.relative_to(self.root).as_posix(): path.read_bytes() for path in found}


@pytest.fixture
def clone(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "fr_FR.UTF-8")
    monkeypatch.setenv("TZ", "Europe/Brussels")
    monkeypatch.setattr("sys.stdin.isatty", lambda: False, raising=False)
    return Clone(tmp_path)


def test_a_site_of_ones_own_is_published_and_begun_once(clone, capfd):
    assert begin.main([*ZOE, "AUTHOR=Zoé écrit ici."]) == 0
    said = capfd.readouterr().out
    assert "name: “Le blog” → “Chez Zoé”\n" in said and f"    {ARTICLE}\n" in said
    known = clone.settings
    assert (known["name"], known["address"], known["author"], known["old_system"], known["timezone"]) == (
        "Chez Zoé", "https://zoe.example", "Zoé écrit ici.", "", "Europe/Brussels",
    )  # fmt: skip
    assert known["id"] != tomllib.loads((EXAMPLES / "site.toml").read_text())["id"]
    assert sorted(name for name in clone.files() if name.startswith("content/")) == [
        f"content/pages/{name}.md" for name in ("a-propos", "accessibilite", "vie-privee")
    ]
    done = subprocess.run(
        [sys.executable, "-m", "pelican", "-s", "publishconf.py"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    page = clone.text("output/index.html")
    assert "Chez Zoé" in page and "Le blog" not in page
    assert "https://zoe.example/" in clone.text("output/feed/atom.xml")
    assert (clone.root / "output/favicon.svg").read_text().count(">C<") == 1
    before = clone.files()
    assert begin.main([*ZOE, "AUTHOR=Zoé écrit ici."]) == 0
    assert capfd.readouterr().out.startswith("Nothing is to be done: all of it is so already.\n")
    assert clone.files() == before


def test_two_of_them_share_no_id(clone):
    ids = set()
    for _ in range(2):
        shutil.copy(EXAMPLES / "site.toml", clone.root)
        begin.main([*ZOE])
        ids.add(clone.settings["id"])
    assert len(ids) == 2


def test_what_would_be_done_is_told_and_not_done(clone, capsys):
    before = clone.files()
    assert begin.main([*ZOE, "--dry-run"]) == 0
    assert "of the example, which stays in examples/: gone:\n" in capsys.readouterr().out
    assert clone.files() == before


def test_what_the_owner_wrote_stays(clone, capsys):
    clone.write("content/pages/a-propos.md", "Title: Moi\nSlug: a-propos\n\nMoi.\n")
    clone.write("content/articles/2024/mien.md", "Title: Mien\nDate: 2024\n\nMien.\n")
    assert begin.main([*ZOE]) == 0
    assert clone.text("content/pages/a-propos.md").endswith("Moi.\n")
    assert (clone.root / "content/articles/2024/mien.md").is_file()
    assert (
        "not as this command would have written it: kept as it is:\n    content/pages/a-propos.md\n"
    ) in capsys.readouterr().out


def test_comments_on_the_example_are_put_aside(clone, capsys):
    clone.write(f"{COMMENTS}/k3x9.txt", "Id: k3x9\n\nEssai.\n")
    assert begin.main([*ZOE]) == 0
    assert not (clone.root / COMMENTS).exists()
    assert clone.text(f"var/begin/{COMMENTS}/k3x9.txt").endswith("Essai.\n")
    assert (
        f"comments on the example: moved to var/begin/:\n    {COMMENTS}/k3x9.txt" in capsys.readouterr().out
    )


def test_an_example_that_its_owner_goes_on_with_keeps_its_comments(clone):
    clone.write(ARTICLE, clone.text(ARTICLE) + "\nSuite.\n")
    assert begin.main([*ZOE]) == 0
    assert clone.text(ARTICLE).endswith("Suite.\n") and (clone.root / COMMENTS / "4.txt").is_file()


def test_another_language_later(clone):
    begin.main([*ZOE])
    identity = clone.settings["id"]
    clone.write("content/pages/vie-privee.md", "Title: V\nSlug: vie-privee\n\nMien.\n")
    assert begin.main([*ZOE, "LANG=en", "COMMENTS=none"]) == 0
    assert clone.settings["menu"] == [["Posts", ""], ["Archive", "archive/"], ["About", "about/"]]
    assert (clone.settings["id"], clone.settings["comments"], clone.settings["desk"]) == (identity, False, "")
    assert sorted(path.name for path in (clone.root / "content/pages").iterdir()) == [
        "about.md", "accessibility.md", "privacy.md", "vie-privee.md",
    ]  # fmt: skip
    assert begin.main([*ZOE, "LANG=fr", "COMMENTS=mail", "MAIL=zoe@zoe.example"]) == 0
    assert (clone.settings["comments"], clone.settings["comments_by_mail"]) == (True, "zoe@zoe.example")
    assert clone.settings["comments_by_web"] == ""
    assert begin.main([*ZOE, "COMMENTS=web"]) == 0
    assert (clone.settings["comments_by_web"], clone.settings["desk"]) == ("/commenter", "/bureau/")
    assert clone.settings["comments_by_mail"] == ""


def test_menus_that_their_owner_changed_stay(clone):
    clone.write("site.toml", clone.text("site.toml").replace('    ["Archives", "archive/"],\n', ""))
    begin.main([*ZOE, "LANG=en"])
    assert clone.settings["menu"] == [["Billets", ""], ["À propos", "a-propos/"]]
    assert clone.settings["footer"][0] == ["Feeds", "feeds/"]


def test_a_site_in_english_has_english_addresses_and_keeps_them(clone, capfd):
    assert begin.main([*ZOE, "LANG=en"]) == 0
    assert "    FILS_SAVE_AS: nothing → “feeds/index.html”\n" in capfd.readouterr().out
    known = clone.settings
    assert (known["comments_by_web"], known["desk"]) == ("/comment", "/desk/")
    assert known["pelican"] == {"FILS_SAVE_AS": "feeds/index.html"}
    done = subprocess.run(
        [sys.executable, "-m", "pelican", "-s", "publishconf.py"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    pages = list((clone.root / "output").rglob("*.html"))
    assert (clone.root / "output/feeds/index.html") in pages
    text = "".join(path.read_text(encoding="utf-8") for path in pages)
    assert not re.findall(r"fils/|/commenter|/bureau", text)
    assert "(?:/comment|/desk)" in (clone.root / "output.hosts/nginx/intake.conf").read_text(encoding="utf-8")
    assert begin.main([*ZOE, "LANG=fr"]) == 0
    known = clone.settings
    assert (known["comments_by_web"], known["desk"]) == ("/comment", "/desk/")
    assert known["footer"][0] == ["Fils", "feeds/"]


@pytest.mark.parametrize("name", ["nginx.conf", "nginx-local.conf", "Caddyfile", "apache.conf"])
def test_files_for_hosts_name_no_address_of_one_language(name):
    """A site's settings do; the build tells the host."""
    told = (ROOT / "deploy" / name).read_text(encoding="utf-8")
    for known in (addresses.FRENCH, addresses.ENGLISH):
        assert known.comments not in told and known.desk not in told


def test_the_desk_is_set_up_as_far_as_it_was_told(clone, capfd):
    told = ("COMMENTS=mail", "MAIL=talk@zoe.example", "MODERATOR=zoe@zoe.example", "IMAP=imap.example:993")
    assert begin.main([*ZOE, *told]) == 0
    said = capfd.readouterr().out
    assert 'moderation.toml\n    author = "Chez Zoé"\n    moderator = "zoe@zoe.example"\n' in said
    rules = tomllib.loads(clone.text("moderation.toml"))
    assert rules["desk"]["author"] == "Chez Zoé" and rules["intake"]["proxies"] == 0
    mail = {name: rules["mail"][name] for name in ("moderator", "sender", "smtp", "imap", "imap_user")}
    assert mail == {
        "moderator": "zoe@zoe.example", "sender": "talk@zoe.example", "smtp": "localhost:25",
        "imap": "imap.example:993", "imap_user": "talk@zoe.example",
    }  # fmt: skip
    assert "un lien" in clone.text("content/pages/vie-privee.md") or "deux liens" in clone.text(
        "content/pages/vie-privee.md"
    ), "receipts are told of"
    assert begin.main([*ZOE, "COMMENTS=web", "SIGNED=Zoé"]) == 0
    rules = tomllib.loads(clone.text("moderation.toml"))
    assert (rules["desk"]["author"], rules["intake"]["proxies"]) == ("Zoé", 1)


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "[::1]", "smtp.example.org"])
def test_a_mail_server_on_the_same_machine_needs_no_user(clone, host):
    told = ("MODERATOR=zoe@zoe.example", f"SMTP={host}:25", "IMAP=localhost:143")
    assert begin.main([*ZOE, *told]) == 0
    mail = tomllib.loads(clone.text("moderation.toml"))["mail"]
    user = "zoe@zoe.example" if host == "smtp.example.org" else ""
    assert (mail["smtp"], mail["smtp_user"]) == (f"{host}:25", user)
    assert mail["imap_user"] == "zoe@zoe.example", "a mailbox is always somebody's"


def test_rules_that_their_owner_wrote_stay(clone, capsys):
    clone.write("moderation.toml", "[desk]\nauthor = 'Zoé'\n[notices]\nsilent_days = 99\nsender = 'a@b.fr'\n")
    assert begin.main([*ZOE]) == 0
    assert "silent_days = 99" in clone.text("moderation.toml")
    assert "kept as it is:\n    moderation.toml\n" in capsys.readouterr().out
    assert "99" in clone.text("content/pages/vie-privee.md"), "it tells of what holds"


def test_an_old_blog_comes_in(clone, capfd):
    assert begin.main([*ZOE, "FROM=dotclear", f"FILE={SAMPLE}"]) == 0
    said = capfd.readouterr().out
    assert f"then\n    make import FROM=dotclear FILE={SAMPLE} TIMEZONE=Europe/Brussels\n" in said
    assert clone.settings["old_system"] == "dotclear"
    assert [path for path in clone.files() if path.startswith("content/articles/")]


def test_nothing_is_changed_where_something_is_missing(clone, capsys):
    before = clone.files()
    assert begin.main([*ZOE, "FROM=wordpress", "FILE=absent.xml", "MEDIA=absent"]) == 2
    assert capsys.readouterr().err == (
        "FILE: Nothing is at “absent.xml”.\n    The file with its export: FILE=…\n"
        "MEDIA: Nothing is at “absent”.\n    The folder with its files, if you have it: MEDIA=…\n"
    )
    assert begin.main(["NAME=", "SITEURL=zoe.example/", "LANG=x", "COMMENTS=mail", "TIMEZONE=Pari"]) == 2
    assert capsys.readouterr().err == (
        "LANG: “x” is not a language code. Write it as in fr, or en-GB.\n"
        "    Its language (de, en, fr …): LANG=…\n"
        "MAIL: Write one address, as in zoe@blog.example.\n"
        "    The address that comments are sent to: MAIL=…\n"
        "NAME: A site has a name.\n    The site's name: NAME=…\n"
        "SITEURL: Write it as in https://blog.example.\n"
        "    Its address, as in https://blog.example: SITEURL=…\n"
        "TIMEZONE: No zone is called “Pari”. Write it as in Europe/Paris.\n    Its time zone: TIMEZONE=…\n"
    )
    assert clone.files() == before


@pytest.mark.parametrize("address", ["https://zoe.example", "https://zoe.example/blog"])
def test_one_slash_at_the_end_of_the_address_is_cut(clone, address):
    assert begin.main(["NAME=Z", f"SITEURL={address}/"]) == 0
    assert clone.settings["address"] == address


@pytest.mark.parametrize(
    ("end", "reason"),
    [
        ("//", "Write it as in https://blog.example."),
        ("/?a=1", "A site's address has no “?” and no “#”. Write it as in https://blog.example."),
        ("/#top", "A site's address has no “?” and no “#”. Write it as in https://blog.example."),
    ],
)
def test_what_else_follows_the_address_is_refused(clone, capsys, end, reason):
    assert begin.main(["NAME=Z", f"SITEURL=https://zoe.example{end}"]) == 2
    assert capsys.readouterr().err.startswith(f"SITEURL: {reason}\n")


def test_what_was_told_is_done_even_if_nobody_reads_on(clone):
    reader, writer = os.pipe()
    os.close(reader)
    command = [sys.executable, "-m", "plugins.begin", *ZOE]
    done = subprocess.run(command, stdout=writer, stderr=subprocess.PIPE, text=True, check=False)
    assert (done.returncode, done.stderr, clone.settings["name"]) == (0, "", "Chez Zoé")


def test_whoever_reads_no_question_changes_nothing(clone, typed, monkeypatch, capfd):
    def left(text: str) -> str:
        raise BrokenPipeError

    typed()
    monkeypatch.setattr("builtins.input", left)
    before = clone.files()
    with monkeypatch.context() as patched:
        patched.setattr("plugins.common.standard_output.discard", lambda: None)
        assert begin.main([]) == 141
    assert capfd.readouterr() == ("", "") and clone.files() == before


def test_settings_that_cannot_be_read_are_told(clone, capsys):
    clone.write("site.toml", clone.text("site.toml") + "titel = 1\n")
    assert begin.main([*ZOE]) == 2
    assert re.match(r"site\.toml:\d+: unknown key “titel”", capsys.readouterr().err)


@pytest.fixture
def typed(monkeypatch):
    """What somebody types, line by line; gives back what they were asked."""
    asked: list[str] = []

    def type_in(*lines: str) -> list[str]:
        left = iter(lines)

        def answer(text: str) -> str:
            asked.append(text)
            line = next(left, None)
            if line is None:
                raise EOFError
            return line

        monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
        monkeypatch.setattr("builtins.input", answer)
        return asked

    return type_in


def test_who_gives_nothing_is_asked(clone, typed):
    asked = typed("", "Chez Zoé", "", "https://zoe.example", "-", "", "", "", "", "", "", "o")
    assert begin.main([]) == 0
    assert asked == [
        "The site's name: ",
        "  A site has a name.\nThe site's name: ",
        "What stands below it: ",
        "Its address, as in https://blog.example: ",
        "Who writes here, in one line of the home page: ",
        "Its language (de, en, fr …) [fr]: ",
        "Its time zone [Europe/Brussels]: ",
        "Comments by web, by mail, or none [web]: ",
        "Your name below your answers to comments: ",
        "Your address, to be told of comments: ",
        "What your old blog ran on, if there is one "
        "(dotclear, wordpress, disqus, isso, blogger, movabletype, overblog, commento, remark42, json): ",
        "Do it? [y/N] ",
    ]
    assert (clone.settings["name"], clone.settings["author"]) == ("Chez Zoé", "")


def test_an_old_blog_by_its_own_name_and_a_file_that_is_not_there_at_first(clone, typed, capsys, monkeypatch):
    monkeypatch.setenv("HOME", str(SAMPLE.parent))
    files = ("~/absent.txt", f"~/{SAMPLE.name}", "")
    asked = typed("Z", "", "https://z.example", *("",) * 6, "Dot Clear", *files, "n")
    assert begin.main([]) == 0
    again = f"  Nothing is at “{SAMPLE.parent}/absent.txt”.\nThe file with its export: "
    assert asked[-4:-2] == ["The file with its export: ", again]
    assert f"make import FROM=dotclear FILE={SAMPLE}" in capsys.readouterr().out


@pytest.mark.parametrize("lines", [("Chez Zoé",), ("Z", "", "https://z.example", *("",) * 7, "n")])
def test_who_does_not_agree_changes_nothing(clone, typed, capsys, lines):
    typed(*lines)
    before = clone.files()
    assert begin.main([]) in (0, 130)
    assert "Nothing was changed." in "".join(capsys.readouterr())
    assert clone.files() == before
