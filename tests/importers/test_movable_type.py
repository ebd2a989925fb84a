"""Movable Type and TypePad: a text without ids, zones and escapes."""

import pytest

from plugins.importers.movable_type import entry as entry_reader
from tests.importers.runs import Into

HEAD = "AUTHOR: Claire\nTITLE: Le canal\nBASENAME: le_canal\nSTATUS: Publish\nDATE: 05/14/2006 08:05:00 PM\n"
COMMENT = "AUTHOR: Zoé\nEMAIL: canary@example.org\nIP: 192.0.2.1\nURL: {url}\nDATE: {date}\n{text}"


def entry(*parts, head=HEAD, more=""):
    """Parts are names with what stands under them."""
    return "".join(f"{part}\n-----\n" for part in (f"{head}{more}".rstrip("\n"), *parts)) + "--------\n"


def body(text="Un mot.", name="BODY"):
    return f"{name}:\n{text}"


def comment(text="Bonjour.", date="05/14/2006 09:12:33 PM", url=""):
    return "COMMENT:\n" + COMMENT.format(text=text, date=date, url=url)


PING = (
    "PING:\nTITLE: Un écho\nURL: http://echo.example/1\nIP: 192.0.2.2\nBLOG NAME: L’écho\n"
    "DATE: 05/15/2006 07:00:00 AM\nIl en parle."
)
MORE = (
    "PRIMARY CATEGORY: Chemins\nCATEGORY: Eau\nCATEGORY: Chemins\nTAGS: écluse,\"vieux ponts, trains\"\n"
    "ALLOW COMMENTS: 2\nCONVERT BREAKS: 1\n"
    "UNIQUE URL: http://claire.typepad.fr/journal/2006/05/le_canal.html\n"
)  # fmt: skip
DRAFT = "TITLE: Brouillon\nSTATUS: Draft\nDATE: 05/16/2006 20:05:00\n"
WHOLE = entry(
    body("Un début,\nsur deux lignes.\n\nUn <b>second</b>."), body("La suite.", "EXTENDED BODY"),
    body("", "EXCERPT"), body("eau", "KEYWORDS"),
    comment(url="http://zoe.example/"), comment("Encore."), PING, more=MORE,
) + entry(body("Caché."), comment("Vu."), head=DRAFT)  # fmt: skip


@pytest.fixture(scope="module")
def done(tmp_path_factory):
    return Into(tmp_path_factory.mktemp("movabletype")).run(WHOLE.encode(), "movabletype")


def test_an_article(done):
    assert done.text("articles/2006/le-canal.md") == (
        "Title: Le canal\nDate: 2006-05-14\nSlug: le-canal\nId: movabletype-x9f01918fb696\nAuthor: Claire\n"
        "Category: Chemins\nTags: Eau, écluse, vieux ponts, trains\nComments: closed\n\n"
        "Un début,  \nsur deux lignes.\n\nUn **second**.\n\nLa suite.\n"
    ).replace("Tags: Eau, écluse, vieux ponts, trains", "Tags: Eau; écluse; vieux ponts, trains")
    assert "/journal/2006/05/le_canal.html,/post/2006/05/14/le-canal/" in done.text("addresses.csv")


def test_comments_and_a_trackback_in_their_order(done):
    first, second = "20060514211233-cbcd687a", "20060514211233-cbcd687a-2"
    assert done.text(f"comments/le-canal/{first}.txt") == (
        f"Id: {first}\nAuthor: Zoé\nDate: 2006-05-14\nSite: http://zoe.example/\n\nBonjour.\n"
    )
    assert done.text(f"comments/le-canal/{second}.txt").endswith("\n\nEncore.\n")
    (ping,) = (name for name in done.files() if "/20060515070000-" in name)
    assert done.text(ping.removeprefix("content/")).split("\n", 1)[1] == (
        "Author: L’écho\nDate: 2006-05-15\nSite: http://echo.example/1\n\nUn écho\n\nIl en parle.\n"
    )


def test_every_part_has_one_outcome(done):
    read = {kind: row["read"] for kind, row in done.report["by_kind"].items()}
    assert read == {"article": 2, "comment": 3, "trackback": 1}
    assert [line["reason"] for line in done.report["refusals"]] == ["its article is a draft"]
    assert done.report["counts"] == {"entries with keywords, which no page showed; they are left out": 1}
    assert done.reasons("warnings")["other times"].startswith("times without a zone")
    assert not any(b"canary" in data or b"192.0.2" in data for data in done.files().values())


def test_permalinks_that_can_stay_are_told(into):
    where = "UNIQUE URL: http://claire.typepad.fr/journal/2006/05/{}.html\n"
    into.run(entry(body(), more=where.format("le-canal")).encode(), "movabletype", "--dry-run")
    form = '"journal/{date:%Y}/{date:%m}/{slug}.html"'
    assert f"(ARTICLE_URL = {form})" in into.reasons("warnings")["other permalinks"]
    into.run(entry(body(), more=where.format("le_canal")).encode(), "movabletype", "--dry-run")
    assert "other permalinks" not in into.reasons("warnings")


def test_a_zone_that_a_person_tells_gives_hours(into):
    into.run(WHOLE.encode(), "movabletype", "--timezone", "Europe/Paris")
    assert "\nDate: 2006-05-14T20:05:00+02:00\n" in into.text("articles/2006/le-canal.md")
    assert "\nDate: 2006-05-14T21:12:33+02:00\n" in into.text("comments/le-canal/20060514211233-cbcd687a.txt")
    assert "other times" not in into.reasons("warnings")


def test_again_it_changes_nothing_and_brings_what_is_new(into):
    before = into.run(WHOLE.encode(), "movabletype").files()
    assert into.run(WHOLE.encode(), "movabletype").files() == before
    newer = entry(body("Neuf."), head=HEAD.replace("le_canal", "neuf")) + WHOLE
    assert len(into.run(newer.replace("\n", "\r\n").encode(), "movabletype").files()) == len(before) + 1
    assert into.report["unchanged"] == 5


BORDERS = "Avant\n-----\nEntre\n--------\nAprès : BODY:\n-----\nbody:\n--------\nNOTE: rien"


def test_lines_of_hyphens_in_a_text_are_text(into):
    text = entry(body(BORDERS), comment(f"{BORDERS}\n-----"), more="CONVERT BREAKS: 0\n")
    into.run(text.encode(), "movabletype")
    assert into.report["by_kind"]["article"]["read"] == 1
    assert "NOTE: rien" in into.text("articles/2006/le-canal.md")
    name = "comments/le-canal/20060514211233-cbcd687a.txt"
    assert into.text(name).split("\n\n", 1)[1] == f"{BORDERS}\n-----\n"[:-7] + "\n"


@pytest.mark.parametrize(
    ("breaks", "text", "written"),
    [
        ("__default__", "Un.\n\nDeux.", "Un.\n\nDeux."),
        ("richtext", "<p>Un.</p><p>Deux.</p>", "Un.\n\nDeux."),
        ("markdown", "Un *mot*.\n\n- a\n- b", "Un *mot*.\n\n- a\n- b"),
        ("textile_2", "Un mot.", "Un mot."),
    ],
)
def test_what_made_html_of_a_text(into, breaks, text, written):
    into.run(entry(body(text), more=f"CONVERT BREAKS: {breaks}\n").encode(), "movabletype")
    assert into.text("articles/2006/le-canal.md").split("\n\n", 1)[1] == f"{written}\n"
    told = [line["reason"] for line in into.report["warnings"] if line["kind"] == "article"]
    assert told == (
        ["its text is of the format “textile_2”, and stays as it was typed"] if "textile" in breaks else []
    )


@pytest.mark.parametrize("text", ["Un.<br />\nDeux.", "Un.\nDeux.", "<p>Un.<br>Deux.</p>"])
def test_line_ends_of_a_comment_are_shown_once(into, text):
    into.run(entry(body(), comment(text)).encode(), "movabletype")
    assert into.text("comments/le-canal/20060514211233-cbcd687a.txt").endswith("\n\nUn.\nDeux.\n")


def test_what_is_no_utf_8_is_windows_1252_and_told(into):
    into.run(entry(body("L’été à 5 €.")).encode("cp1252"), "movabletype")
    assert "L’été à 5 €." in into.text("articles/2006/le-canal.md")
    assert into.report["counts"] == {"lines that were not UTF-8 and were read as Windows-1252": 1}


@pytest.mark.parametrize(
    ("head", "text", "reason"),
    [
        (HEAD.replace("Publish", "Future"), "Un.", "scheduled"),
        (HEAD.replace("Publish", "Secret"), "Un.", "of the unknown status “secret”"),
        (HEAD.replace("2006", "2999"), "Un.", "dated in the future"),
        (HEAD.replace("05/14", "14/35"), "Un.", "without a date"),
        (HEAD + "NO ENTRY: 1\n", "Un.", "says that it is none (NO ENTRY)"),
        (HEAD, "a\0b", "holds a NUL (U+0000)"),
        (HEAD, "x" * 5_000_000, "has more than 4,194,304 characters in BODY"),
        (HEAD, "x\n" * 3_000_000, "has more than 4,194,304 characters in BODY"),
    ],
)
def test_what_stays_out_with_its_comments(into, head, text, reason):
    into.run(entry(body(text), comment(), head=head).encode(), "movabletype")
    assert [line["reason"] for line in into.report["refusals"]] == [reason, f"its article is {reason}"]
    assert not (into.content / "articles").exists() and not (into.content / "comments").exists()


def test_an_entry_that_is_there_twice_and_a_comment_without_a_date(into):
    into.run((entry(body(), comment(date="")) + entry(body("canary"))).encode(), "movabletype")
    assert [line["reason"] for line in into.report["refusals"]] == [
        "is twice in the export",
        "without a date",
    ]


@pytest.mark.parametrize("data", [b"<html>\n", b"Bonjour\n", b"-----\nBODY:\nUn.\n", HEAD.encode("utf-16")])
def test_it_is_known_when_it_is_none(into, capsys, data):
    assert into.attempt(data, "movabletype") == 1
    told = capsys.readouterr().err
    assert told.startswith("export.txt:") and "Movable Type or TypePad begins with" in told
    assert into.files() == {}


def test_empty_lines_without_end_are_not_gathered(into):
    into.run(entry(body("Un.\n-----" + "\n" * 50_000 + "Deux.")).encode(), "movabletype")
    assert "Deux." in into.text("articles/2006/le-canal.md")


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("05/14/2006 12:00:00 AM", "2006-05-14 00:00:00"),
        ("05/14/2006 12:30:00 PM", "2006-05-14 12:30:00"),
        ("05/14/2006 11:59:59 pm", "2006-05-14 23:59:59"),
        ("5/4/2006 1:05", "2006-05-04 01:05:00"),
        ("05/14/2006 23:05:00", "2006-05-14 23:05:00"),
        ("2006-05-14 23:05:00", "2006-05-14 23:05:00"),
        ("le 14 mai", "None"),
        ("2006-05-14", "None"),
        ("13/13/2006 10:00:00", "None"),
    ],
)
def test_clocks(written, read):
    assert str(entry_reader.clock_of(written)) == read


def of_comment(head):
    return f"COMMENT:\n{head}\nBonjour."


@pytest.mark.parametrize(
    ("head", "text"),
    [
        ("AUTHOR: Zoé\nDATE: 05/14/2006 21:12:33\nIP: 192.0.2.1\nEMAIL: canary@example.org", "Bonjour."),
        ("DATE: 05/14/2006 21:12:33\nAUTHOR: Zoé", "AUTHOR: Zoé\nBonjour."),
        (
            "PASS: canary\nAUTHOR: Zoé\nTITLE: x\nDATE: 05/14/2006 21:12:33\nURL:\nURL: un mot",
            "URL: un mot\nBonjour.",
        ),
        ("AUTHOR: Zoé\nEMAIL:\nIP: 192.0.2.1\nURL:\nDATE: 05/14/2006 21:12:33\n", "Bonjour."),
        ("AUTHOR: Zoé\nDATE: 05/14/2006 21:12:33\nNOTE: un", "NOTE: un\nBonjour."),
    ],
)
def test_what_stands_above_a_comment_is_none_of_its_words(into, head, text):
    into.run(entry(body(), of_comment(head)).encode(), "movabletype")
    (name,) = (one for one in into.files() if "/comments/" in one)
    assert into.files()[name].decode().endswith(f"\n\n{text}\n")
    assert not any(b"canary" in data or b"192.0.2" in data for data in into.files().values())


def test_a_comment_that_only_its_author_was_to_read_waits(into):
    into.run(
        entry(body(), of_comment("SECRET: 1\nAUTHOR: Zoé\nDATE: 05/14/2006 21:12:33")).encode(), "movabletype"
    )
    assert into.report["queued_by_state"] == {"pending": 1}


PICTURE = (
    '<p style="text-align: center;"><a class="asset-img-link" href="http://a.example/x-pi" style="top: 0">'
    '<img alt="Un pont" border="0" class="asset  asset-image at-xid-6a" src="http://a.example/x" /></a></p>'
    "<p style='color: red'>Un mot.</p>"
)


def test_what_typepad_dressed_its_pictures_with_is_taken_off(into):
    into.run(entry(body(PICTURE), more="CONVERT BREAKS: wysiwyg\n").encode(), "movabletype")
    assert into.text("articles/2006/le-canal.md").split("\n\n", 1)[1] == (
        '<p class="align-center"><a href="http://a.example/x-pi">'
        '<img alt="Un pont" src="http://a.example/x"/></a></p>\n\nUn mot.\n'
    )
