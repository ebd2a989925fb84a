"""Isso's SQLite file: read only, by its modes; no network address leaves it."""

import sqlite3

import pytest

from plugins.importers.comment_text import comment_text
from plugins.importers.isso import markdown_text
from tests.importers.runs import SAMPLES, Into

SQL = (SAMPLES / "isso.sql").read_text(encoding="utf-8")


def database(folder, sql=SQL):
    path = folder / "comments.db"
    connection = sqlite3.connect(path)
    connection.executescript(sql)
    connection.close()
    return path


@pytest.fixture(scope="module")
def done(tmp_path_factory):
    into = Into(tmp_path_factory.mktemp("isso")).article("un").article("deux")
    path = database(tmp_path_factory.mktemp("base"))
    before = path.read_bytes()
    into.run(path, "isso")
    assert path.read_bytes() == before and [one.name for one in path.parent.iterdir()] == [path.name]
    return into


def test_every_comment_has_one_outcome(done):
    assert done.report["by_kind"] == {
        "comment": {"read": 10, "written": 5, "queued": 1, "refused": 4, "unchanged": 0}
    }
    assert done.reasons() == {
        "comment 7": "its page /ailleurs/ matches no article here",
        "comment 8": "of the unknown mode 9",
        "comment 9": "its page has no address and matches no article here",
        "comment 10": "without a date",
    }


def test_text_stays_as_it_was_typed(done):
    assert done.text("comments/un/1.txt") == (
        "Id: 1\nAuthor: Zoé\nDate: 2020-12-19T13:00:00+01:00\nSite: http://zoe.example/\n\n"
        "Bonjour : 2 + 2 = 4.\n\n\nTrois lignes plus bas.\n"
    )
    assert done.text("comments/un/5.txt").endswith(
        "Reply-To: 4\n\nUn nom_de_fichier, http://exemple.fr/a_b_c et x < y.\n"
    )


def test_markdown_that_changed_what_readers_saw_is_kept_as_they_saw_it(done):
    assert done.text("comments/un/2.txt") == (
        "Id: 2\nAuthor: Luc\nDate: 2020-12-19T14:00:00+01:00\nReply-To: 1\nFormat: html\n"
        "Edited: 2020-12-19T14:10:00+01:00\n\n"
        '<p>Du <em>Markdown</em>, <a href="http://exemple.fr">un lien</a> et <code>code</code>.</p>\n'
    )
    assert done.text("comments/deux/6.txt").endswith("\n\nSous deux *sans* emphase.\n")


def test_names_and_addresses_are_kept_escaped(into):
    row = (
        "INSERT INTO comments (tid, id, created, mode, text, author, website, voters) VALUES"
        " (1, 20, 1608382806, 1, 'x', 'Tom &amp; Jo &#1591&#1585', 'https://e.org/?a=1&amp;b=2', x'')"
    )
    into.article("un").article("deux").run(database(into.root, f"{SQL};{row}"), "isso")
    assert "\nAuthor: Tom & Jo طر\n" in into.text("comments/un/20.txt")
    assert "\nSite: https://e.org/?a=1&b=2\n" in into.text("comments/un/20.txt")


def test_a_deleted_comment_with_answers_keeps_its_place(done):
    assert done.text("comments/un/4.txt") == (
        "Id: 4\nAuthor: Anonyme\nDate: 2020-12-19T14:00:02+01:00\nWithdrawn: 2020-12-19\n\n\n"
    )


def test_what_waits_is_in_the_queue(done):
    assert "canary-3@example.org" in done.letter("pending/3.txt")


def test_nothing_private_is_in_the_sources(done):
    for name, data in done.files().items():
        assert b"192.0.2" not in data, name
        assert b"canary" not in data or name.startswith("var/moderation/"), name


@pytest.mark.parametrize("column", ["dislikes INTEGER DEFAULT 0, ", ", notification INTEGER DEFAULT 0"])
def test_older_tables(into, column):
    into.article("un").article("deux").run(database(into.root, SQL.replace(column, "")), "isso")
    assert into.report["written"] == 5


def test_the_first_schema_of_all(into):
    sql = (
        "CREATE TABLE comments (path VARCHAR(255), id INTEGER, created FLOAT, modified FLOAT, text VARCHAR,"
        " author VARCHAR, hash VARCHAR, website VARCHAR, parent INTEGER, mode INTEGER, voters BLOB);"
        "INSERT INTO comments (path, id, created, text, mode) VALUES ('/deux/', 1, 1608382804, 'Un.', 1);"
    )
    into.article("deux").run(database(into.root, sql), "isso")
    assert into.report["written"] == 1


@pytest.mark.parametrize(
    ("sql", "what"),
    [
        ("CREATE TABLE x (y)", "no table of Isso's comments (without id, created, text, mode)"),
        (
            "CREATE VIEW comments AS SELECT 1 AS id, 2 AS created, 3 AS text, 1 AS mode",
            "no table of Isso's comments (without id, created, text, mode)",
        ),
    ],
)
def test_a_database_that_is_none_of_issos(into, capsys, sql, what):
    assert into.attempt(database(into.root, sql), "isso") == 1
    assert capsys.readouterr().err.split("\n")[0] == f"comments.db: {what}"


def test_a_file_that_is_no_database(into, capsys):
    assert into.attempt(SAMPLES / "isso.sql", "isso") == 1
    assert capsys.readouterr().err.startswith("isso.sql: cannot be read as SQLite (file is not a database)\n")


def test_a_damaged_database(into, capsys):
    path = database(into.article("un").root)
    data = bytearray(path.read_bytes())
    data[4096:] = b"\xff" * (len(data) - 4096)
    path.write_bytes(data)
    assert into.attempt(path, "isso") == 1
    assert capsys.readouterr().err.startswith("comments.db: cannot be read as SQLite (")
    assert not (into.content / "comments").exists()


def test_isso_must_not_be_writing(into, capsys):
    path = database(into.root)
    path.with_name("comments.db-wal").write_bytes(b"x")
    assert into.attempt(path, "isso") == 1
    assert capsys.readouterr().err.startswith(
        "comments.db: Isso is writing to it, or was cut off while it did\n"
    )


def test_fields_that_no_comment_has(into):
    extra = (
        "INSERT INTO comments (tid, id, created, mode, text, author, voters) VALUES"
        " (1, 20, 1608382806, 1, CAST(x'61ff62' AS TEXT), 'A', x''),"
        " (1, 21, 1608382806, 1, x'610062', 'A', x''),"
        " (1, 22, 1608382806, 1, CAST(zeroblob(10000000) AS TEXT), 'A', x''),"
        " (1, 23, 1e300, 1, 'a', 'A', x''),"
        " (1, 24, 1608382806, 'x', 'a', 'A', x'')"
    )
    into.article("un").article("deux").run(database(into.root, f"{SQL};{extra}"), "isso")
    reasons = into.reasons()
    assert [reasons[f"comment {number}"] for number in range(20, 25)] == [
        "is not UTF-8 (byte 0xFF)",
        "holds a NUL (U+0000)",
        "has more than 4,194,304 bytes in one field",
        "without a date",
        "of the unknown mode -1",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "List<String> x",
        "if a<b and c>d then",
        "<T>\n\nx",
        "<script>alert(1)</script>",
        "<!-- a --> <?b?> <![CDATA[c]]> <b>d</b>",
    ],
)
def test_what_only_looks_like_html_stays_as_it_was_typed(text):
    assert markdown_text.shown(text) == (text, True)


def test_elements_that_isso_showed_are_kept_beside_what_it_did_not():
    html, plain = markdown_text.shown("<em>a</em> <a href=http://x.fr>b</a> <i>c</i><br>d")
    assert not plain
    assert comment_text(html).text == (
        '<p><em>a</em> <a href="http://x.fr">b</a> &lt;i&gt;c&lt;/i&gt;<br>\nd</p>'
    )


@pytest.mark.parametrize(
    "text",
    [
        "1. un\n2. deux",
        "# titre",
        "*a* _b_ `c` <d> [e](f)",
        "- x",
        "> y",
        "a &amp; b",
        "2) x\n\n    y",
        "~~a~~",
    ],
)
def test_text_said_in_markdown_is_shown_as_text(text):
    html = markdown_text._renderer().render(markdown_text.to_markdown(text))
    found = comment_text(html)
    assert (found.format, found.text.split()) == ("text", text.split())
