"""Running an import again: nothing changes, and what a person did since stays done."""

import sqlite3

from tests.importers.exports import comment, dotclear, post
from tests.importers.runs import SAMPLES
from tests.importers.test_wordpress import comment as comment_of_wordpress
from tests.importers.test_wordpress import item, wxr

SAMPLE = SAMPLES / "blog.txt"
COMMENT = "comments/l-ete-a-l-usine-1re-partie/101.txt"


def test_nothing_changes(into):
    before = into.run(SAMPLE).files()
    assert into.run(SAMPLE).files() == before
    assert (into.report["written"], into.report["queued"], into.report["unchanged"]) == (3, 3, 6)


def test_a_dry_run_writes_nothing_and_tells_the_same(into):
    into.run(SAMPLE, "dotclear", "--dry-run")
    dry = into.report
    assert into.files() == {} and not (into.root / "var").exists()
    assert dry == {**into.run(SAMPLE).report, "dry_run": True}


def test_a_file_that_a_person_changed_stays(into):
    into.run(SAMPLE)
    (into.content / COMMENT).write_text("Id: 101\nAuthor: Zoé\nDate: 2020-12-19\n\nMien.\n", encoding="utf-8")
    before = into.files()
    assert into.run(SAMPLE).files() == before
    assert into.reasons("kept") == {"comment 101": f"content/{COMMENT} was changed by a person since"}


def test_a_file_that_a_person_took_away_stays_away(into):
    into.run(SAMPLE)
    (into.content / COMMENT).unlink()
    before = into.files()
    assert into.run(SAMPLE).files() == before
    assert into.reasons() == {"comment 101": f"content/{COMMENT} was taken away by a person since"}


def test_a_newer_export_changes_what_no_person_did(into):
    into.run(dotclear([post()], [comment()]))
    into.run(dotclear([post()], [comment(comment_content="<p>Mieux dit.</p>"), comment(102)]))
    assert into.text("comments/billet-41/101.txt").endswith("\n\nMieux dit.\n")
    assert (into.report["written"], into.report["unchanged"]) == (3, 1)


def test_what_moderators_decided_since_stays_decided(into):
    into.run(SAMPLE)
    (into.root / "var/moderation/pending/103.txt").rename(into.root / "var/moderation/rejected/103.txt")
    before = into.files()
    assert into.run(SAMPLE).files() == before


def test_an_import_that_was_cut_off_is_finished(into):
    whole = into.run(SAMPLE).files()
    (into.root / "var/import/ledger.sqlite").unlink()
    (into.content / COMMENT).write_bytes(whole[f"content/{COMMENT}"][:40])
    assert into.run(SAMPLE).files() == whole


def test_without_its_ledger_it_knows_what_waits_by_article_and_author(into):
    queued = into.run(SAMPLE).report["queued"]
    before = into.files()
    (into.root / "var/import/ledger.sqlite").unlink()
    assert into.run(SAMPLE).files() == before
    assert into.report["queued"] == queued > 0


def test_a_deleted_row_of_addresses_stays_deleted(into):
    into.run(SAMPLE)
    table = into.content / "addresses.csv"
    table.write_text("".join(table.read_text().splitlines(keepends=True)[:-1]))
    before = into.files()
    assert into.run(SAMPLE).files() == before


def test_pages_keep_their_files(into):
    export = dotclear([post(post_type="page", post_url="Contact")])
    before = into.run(export).files()
    (into.root / "var/import/ledger.sqlite").unlink()
    assert into.run(export).files() == before and into.report["unchanged"] == 1


def test_a_second_blog_of_a_system_takes_nothing_from_the_first(into, capsys):
    first = wxr(item(comment_of_wordpress("7", content="Un.")))
    second = (
        first.replace(b"ex.example", b"autre.example").replace(b"Un.", b"Deux.").replace(b"Billet", b"Autre")
    )
    before = into.run(first, "wordpress").files()
    capsys.readouterr()
    assert into.attempt(second, "wordpress") == 1
    assert capsys.readouterr().err == (
        "FILE: is of autre.example, and what was imported from wordpress before of ex.example\n"
        "    Another blog? Say AS=name: its ids begin with wordpress-name. The same? Say AS=wordpress.\n"
    )
    assert into.files() == before
    for _ in range(2):
        into.run(second, "wordpress", "--as", "autre")
        after = into.files()
        assert {name: after[name] for name in before if not name.endswith("addresses.csv")} == {
            name: data for name, data in before.items() if not name.endswith("addresses.csv")
        }
        assert "\nId: wordpress-autre-7\n" in into.text("articles/2020/billet-7-7.md")
        assert into.text("comments/billet-7-7/7.txt").endswith("\n\nDeux.\n")
    assert into.run(first, "wordpress").files() == after


def test_a_blog_that_moved_is_the_same_if_its_owner_says_so(into):
    first = wxr(item())
    into.run(first, "wordpress")
    moved = first.replace(b"ex.example", b"autre.example")
    before = into.run(moved, "wordpress", "--as", "wordpress").files()
    assert into.run(moved, "wordpress").files() == before and into.report["unchanged"] == 1


def test_two_blogs_of_dotclear_that_are_both_called_default(into, capsys):
    into.run(dotclear([post(post_creadt="2005-03-02 10:00:00")]))
    assert into.attempt(dotclear([post(post_creadt="2006-01-01 10:00:00")])) == 1
    assert "begun 2006-01-01 10:00:00, and what was imported" in capsys.readouterr().err


def test_a_comment_of_the_same_number_and_author_is_another_one_on_another_day(into):
    into.run(dotclear([post()], [comment(7)]))
    before = into.files()
    into.run(
        dotclear([post()], [comment(7, comment_dt="2021-01-01 10:00:00", comment_content="<p>Non.</p>")])
    )
    assert into.files() == before and "is another comment, of Zoé" in into.reasons()["comment 7"]


PAGE = post(51, post_type="page", post_url="Contact", post_title="Contact")
MOVED = "is not a page any more: it moves from content/pages/contact.md to content/articles/pages/contact.md"


def test_a_page_under_which_the_first_comment_came_moves_to_the_articles(into):
    into.run(dotclear([PAGE]))
    rows = into.text("addresses.csv")
    into.run(dotclear([PAGE], [comment(7, 51)]), "dotclear", "--dry-run")
    assert (into.content / "pages/contact.md").exists()
    into.run(dotclear([PAGE], [comment(7, 51)]))
    assert into.reasons("warnings") == {"page 51": MOVED}
    assert sorted(name for name in into.files() if name.endswith((".md", "7.txt"))) == [
        "content/articles/pages/contact.md", "content/comments/contact/7.txt",
    ]  # fmt: skip
    assert "\nStatus: hidden\nUrl: contact/\nSave_as: contact/index.html\n" in into.text(
        "articles/pages/contact.md"
    )
    assert into.text("addresses.csv") == rows
    before = into.files()
    assert into.run(dotclear([PAGE], [comment(7, 51)])).files() == before
    assert into.run(dotclear([PAGE])).files() == before, "nobody talks any more: it stays at its place"


def test_what_a_person_made_of_a_page_moves_with_it(into):
    into.run(dotclear([PAGE]))
    page = into.content / "pages/contact.md"
    page.write_text(page.read_text("utf-8").replace("Texte.", "Mien."), "utf-8")
    into.run(dotclear([PAGE], [comment(7, 51)]))
    assert not page.exists()
    assert into.text("articles/pages/contact.md") == (
        "Title: Contact\nDate: 2020-12-18T21:40:00+01:00\nSlug: contact\nId: dotclear-51\n"
        "Status: hidden\nUrl: contact/\nSave_as: contact/index.html\n\nMien.\n"
    )
    before = into.files()
    assert into.run(dotclear([PAGE], [comment(7, 51)])).files() == before
    assert list(into.reasons("kept")) == ["page 51"]


def test_a_page_is_where_the_settings_have_pages(into):
    settings = 'PAGE_SAVE_AS = "p/{slug}.html"\nARTICLE_SAVE_AS = "{date:%Y}/{date:%m}/{slug}/index.html"\n'
    (into.root / "pelicanconf.py").write_text(settings, "utf-8")
    into.run(dotclear([PAGE, post(52)], [comment(7, 51)]))
    assert "\nUrl: p/contact.html\nSave_as: p/contact.html\n" in into.text("articles/pages/contact.md")
    rows = into.text("addresses.csv").splitlines()[1:]
    assert {line.split(",")[1] for line in rows} == {"/2020/12/billet-52/", "/p/contact.html"}


def test_the_same_number_from_two_systems_is_two_comments(into):
    into.run(dotclear([post()], [comment(7), comment(8, comment_status="-1")]))
    before = into.files()
    rows = (
        "(1, 7, 1700000000, 1, 'Autre', 'Luc', x''), (1, 8, 1700000000, 2, 'Autre', 'Luc', x''),"
        " (1, 9, 1700000000, 2, 'Neuf', 'Luc', x'')"
    )
    path = into.root / "export.txt"
    path.unlink()
    base = sqlite3.connect(path)
    base.executescript(
        "CREATE TABLE threads (id INTEGER PRIMARY KEY, uri VARCHAR, title VARCHAR);"
        "INSERT INTO threads VALUES (1, '/post/2020/12/18/billet-41/', '');"
        "CREATE TABLE comments (tid, id INTEGER PRIMARY KEY, created FLOAT, mode, text, author, voters BLOB);"
        f"INSERT INTO comments VALUES {rows}"
    )
    base.close()
    for _ in range(2):
        into.run(path, "isso")
        assert into.reasons() == {
            "comment 7": "content/comments/billet-41/7.txt is another comment, of Zoé; rename its Id",
            "comment 8": "the queue has another comment of this number; decide on that one,"
            " then import again",
        }
        assert {name: data for name, data in into.files().items() if not name.endswith("/9.txt")} == before
    (into.root / "var/moderation/pending/8.txt").unlink()
    assert "comment 8" not in into.run(path, "isso").reasons()
    assert "\nAuthor: Luc\n" in into.letter("pending/8.txt")


def test_an_article_of_this_site_keeps_its_address_and_it_is_said(into):
    (into.content / "articles").mkdir(parents=True)
    (into.content / "articles/mien.md").write_text("Title: Billet 41\nDate: 2020-12-18\n\nMien.\n")
    into.run(dotclear([post()], [comment()]))
    assert into.text("articles/mien.md").endswith("Mien.\n")
    assert "comments/billet-41-41/101.txt" in str(into.files().keys())
    assert into.reasons("warnings") == {
        "article 41": "it is “billet-41-41” here: “billet-41” was there already. The same article? Keep one"
    }
