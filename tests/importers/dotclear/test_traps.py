"""What importers of Dotclear exports fall into, each trap with its test; 1, 2, 4 and 18 are in test_flat."""

import gzip
import io
import zipfile

import pytest

from tests.importers import journal
from tests.importers.exports import COMMENT, POST, comment, flat, post, section
from tests.importers.exports import dotclear as export

ARTICLE = "articles/2020/billet-41.md"


def settings(**values):
    rows = (
        {"setting_id": name, "blog_id": "monblog", "setting_value": value} for name, value in values.items()
    )
    return section("setting", ("setting_id", "blog_id", "setting_ns", "setting_value"), rows)


def head(text):
    """The headers of a source file."""
    return dict(line.split(": ", 1) for line in text.partition("\n\n")[0].splitlines())


def body(text):
    return text.partition("\n\n")[2].removesuffix("\n")


def said(into, html, **values):
    """The text of a published comment with this HTML."""
    into.run(export([post()], [comment(comment_content=html, **values)]))
    return into.text("comments/billet-41/101.txt")


@pytest.mark.parametrize("pack", ["zip", "gzip"])
def test_trap_2_packed_exports(into, pack):
    plain = journal.dotclear()
    before = into.run(plain).files()
    packed = io.BytesIO()
    if pack == "zip":
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("2021-12-01-10-00-monblog-backup.txt", plain)
            archive.writestr("__MACOSX/._x", "x")
    else:
        packed.write(gzip.compress(plain))
    into.run(packed.getvalue())
    assert into.report["unchanged"] == into.report["written"] + into.report["queued"] == 21
    assert into.files() == before


def test_trap_3_columns_by_their_names(into):
    before = into.run(export([post()], [comment(), comment(102, comment_status="-1")])).files()
    data = flat(
        section("post", POST[::-1], [post()]),
        section("comment", COMMENT[::-1], [comment(), comment(102, comment_status="-1")]),
    )
    assert into.run(data).files() == before


def test_trap_3_columns_that_an_older_dotclear_did_not_have(into):
    later = {"post_tz", "post_position", "post_firstpub", "comment_tz", "comment_spam_filter"}
    into.run(
        flat(
            section("post", [name for name in POST if name not in later], [post()]),
            section("comment", [name for name in COMMENT if name not in later], [comment()]),
            version="2.0-beta7",
        )
    )
    assert head(into.text("comments/billet-41/101.txt"))["Date"] == "2020-12-19T12:40:00+01:00"


def test_trap_5_null_is_an_empty_field(into):
    into.run(export([post(cat_id="", post_password="")], [comment(comment_site="", comment_email="")]))
    assert "Category" not in head(into.text(ARTICLE))
    assert "Site" not in head(into.text("comments/billet-41/101.txt"))


def test_trap_6_a_published_comment_without_text_is_named(into):
    into.run(export([post()], [comment(comment_content="")]))
    assert into.reasons("warnings") == {
        "comment 101": "published, but its text is empty (the old system exports so what is not UTF-8)"
    }


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"post_status": "-2"}, "pending"),
        ({"post_status": "-1"}, "scheduled"),
        ({"post_status": "9"}, "of the unknown status “9”"),
        ({"post_password": "canary"}, "protected by a password"),
        ({"post_status": "0", "post_password": "canary"}, "protected by a password"),
        ({"post_type": "related"}, "of the unknown type “related”"),
        ({"post_dt": "2999-01-01 00:00:00"}, "dated in the future"),
        ({"post_dt": "0000-00-00 00:00:00"}, "without a date"),
    ],
)
def test_trap_7_what_was_not_public_stays_out_with_its_comments(into, values, reason):
    into.run(export([post(**values)], [comment(), comment(102, comment_status="-1")]))
    assert into.reasons() == {
        "article 41": reason,
        "comment 101": f"its article is {reason}",
        "comment 102": f"its article is {reason}",
    }
    assert into.files() == {}
    assert "canary" not in str(into.report)


def test_trap_7_a_draft_is_a_draft(into):
    into.run(export([post(post_status="0")], [comment()]))
    assert head(into.text(ARTICLE))["Status"] == "draft"
    assert into.reasons() == {"comment 101": "its article is a draft"}
    assert list(into.files()) == [f"content/{ARTICLE}"], "and no old address leads to it"


@pytest.mark.parametrize(("status", "state"), [("0", "rejected"), ("-1", "pending"), ("-2", "spam")])
def test_trap_7_what_moderators_kept_back_goes_to_the_queue(into, status, state):
    into.run(export([post()], [comment(comment_status=status, comment_author="Paul")]))
    fields = head(into.letter(f"{state}/101.txt"))
    assert (fields["Article"], fields["Author"], fields["Email"]) == (
        "billet-41",
        "Paul",
        "canary-101@example.org",
    )
    assert fields["Date"] == "2020-12-19T12:40:00+01:00"
    assert not (into.content / "comments").exists()
    assert (into.root / "var/moderation" / state).stat().st_mode & 0o777 == 0o700
    assert (into.root / f"var/moderation/{state}/101.txt").stat().st_mode & 0o777 == 0o600


def test_trap_7_orphans_and_unknown_statuses(into):
    into.run(export([post()], [comment(article=9), comment(102, comment_status="3")]))
    assert into.reasons() == {
        "comment 101": "its article is not in the export",
        "comment 102": "of the unknown status “3”",
    }


def test_trap_8_trackbacks_are_counted_apart_and_lose_their_mark(into):
    html = "<!-- TB -->\n<p><strong>Titre</strong></p>\n<p>Extrait</p>"
    into.run(export([post()], [comment(comment_trackback="1", comment_content=html), comment(102)]))
    assert into.report["by_kind"]["trackback"]["written"] == into.report["by_kind"]["comment"]["written"] == 1
    assert body(into.text("comments/billet-41/101.txt")) == "<p><strong>Titre</strong></p>\n<p>Extrait</p>"


def test_trap_9_stale_counts_and_serialized_tags_are_not_believed(into):
    meta = section("meta", ("meta_id", "meta_type", "post_id"), [
        {"meta_id": "vrai", "meta_type": "tag", "post_id": "41"},
        {"meta_id": "canary", "meta_type": "mood", "post_id": "41"},
    ])  # fmt: skip
    into.run(
        export([post(nb_comment="7", post_meta='a:1:{s:3:"tag";a:1:{i:0;s:4:"faux";}}')], [comment()], meta)
    )
    assert head(into.text(ARTICLE))["Tags"] == "vrai"
    assert into.report["by_kind"]["comment"]["read"] == 1


def test_trap_10_the_rendered_fields_and_the_media(into):
    html = '<p>Un\r\ntexte.</p>\r\n<p><img src="/journal/public/.x_m.jpg" alt="" /></p>'
    into.run(export(
        [post(post_format="wiki", post_content="''wiki''", post_content_xhtml=html,
              post_excerpt="__chapô__", post_excerpt_xhtml="<p><strong>Chapô</strong></p>")],
        more=settings(public_url="/journal/public"),
    ))  # fmt: skip
    assert body(into.text(ARTICLE)) == "**Chapô**\n\nUn\ntexte.\n\n![ ](/public/.x_m.jpg)"
    assert head(into.text(ARTICLE))["Summary"] == "**Chapô**"


def test_trap_11_an_address_of_a_category_is_whole_already(into):
    rows = [{"cat_id": "2", "blog_id": "monblog", "cat_title": "Droits", "cat_url": "Societe/Travail"}]
    into.run(
        export(
            [post(cat_id="2")], more=section("category", ("cat_id", "blog_id", "cat_title", "cat_url"), rows)
        )
    )
    assert "/category/Societe/Travail,/category/droits/,dotclear," in into.text("addresses.csv")


def test_trap_12_a_login_is_no_name(into):
    columns = ("user_id", "user_name", "user_firstname", "user_displayname", "user_pwd", "user_email")
    users = section("user", columns, [
        {"user_id": "canary-1", "user_displayname": "Claire B.", "user_email": "canary@x.example"},
        {"user_id": "canary-2", "user_name": "Durand", "user_firstname": "Paul", "user_pwd": "canary"},
        {"user_id": "canary-3"},
    ])  # fmt: skip
    into.run(export([post(n, user_id=f"canary-{n}") for n in (1, 2, 3, 4)], more=users, kind="full"))
    found = [head(into.text(f"articles/2020/billet-{n}.md")).get("Author") for n in (1, 2, 3, 4)]
    assert found == ["Claire B.", "Paul Durand", None, None]
    assert not any(b"canary" in data for data in into.files().values())


@pytest.mark.parametrize(
    ("url", "old"),
    [
        ("https://blog.example/index.php?", "/post/2020/12/18/Billet-41"),
        ("https://blog.example/journal/index.php/", "/journal/?post/2020/12/18/Billet-41"),
        ("https://blog.example/a/b/", "/a/b/?post/2020/12/18/Billet-41"),
        ("https://[", "/post/2020/12/18/Billet-41"),
    ],
)
def test_trap_12_a_full_export_tells_the_folder_of_the_blog(into, url, old):
    blogs = section("blog", ("blog_id", "blog_url"), [{"blog_id": "monblog", "blog_url": url}])
    into.run(export([post()], more=blogs, kind="full"))
    assert into.text("addresses.csv").splitlines()[1] == f"{old},/post/2020/12/18/billet-41/,dotclear,41"


@pytest.mark.parametrize(
    ("code", "lang"),
    [("fr", None), ("fr-FR", None), ("en", "en"), ("pt_BR", "pt"), ("<b>", None), ("", None)],
)
def test_trap_12_a_language_is_told_where_it_is_not_the_sites(into, code, lang):
    into.run(export([post(post_lang=code)]))
    assert head(into.text(ARTICLE)).get("Lang") == lang


@pytest.mark.parametrize(
    ("blog", "article", "closed"), [("1", "1", False), ("0", "1", True), ("1", "0", True)]
)
def test_trap_14_comments_that_were_closed_stay_closed(into, blog, article, closed):
    into.run(export([post(post_open_comment=article)], more=settings(allow_comments=blog)))
    assert (head(into.text(ARTICLE)).get("Comments") == "closed") is closed


@pytest.mark.parametrize(
    ("values", "date"),
    [
        ({"comment_tz": "CET"}, "2020-12-19T12:40:00+01:00"),
        ({"comment_tz": "UTC"}, "2020-12-19T12:40:00+00:00"),
        ({"comment_tz": "America/Montreal"}, "2020-12-19T12:40:00-05:00"),
        ({"comment_tz": ""}, "2020-12-19T12:40:00+09:00"),
        ({"comment_tz": "Mars/Olympus"}, "2020-12-19"),
        ({"comment_tz": "../../etc/passwd"}, "2020-12-19"),
        (
            {"comment_dt": "2021-10-31 02:30:00", "comment_upddt": "2021-10-31 00:30:05"},
            "2021-10-31T02:30:00+02:00",
        ),
        (
            {"comment_dt": "2021-10-31 02:30:00", "comment_upddt": "2021-10-31 01:30:05"},
            "2021-10-31T02:30:00+01:00",
        ),
        (
            {"comment_dt": "2021-10-31 02:30:00", "comment_upddt": "2022-01-01 00:00:00"},
            "2021-10-31T02:30:00+02:00",
        ),
        ({"comment_dt": "", "comment_upddt": "2022-01-01 00:00:00"}, "2022-01-01"),
    ],
)
def test_trap_13_a_wall_clock_in_its_zone(into, values, date):
    into.run(export([post()], [comment(**values)], settings(blog_timezone="Asia/Tokyo")))
    assert head(into.text("comments/billet-41/101.txt"))["Date"] == date


def test_trap_14_secrets_are_neither_written_nor_told(into, capsys):
    data = journal.dotclear().replace(b'"smtp_password","monblog"', b'"smtp_password",monblog"')
    into.run(data)
    out = capsys.readouterr()
    assert journal.CANARY not in out.out + out.err + str(into.report)
    public = {
        n: d for n, d in into.files().items() if n.startswith("content/") and not n.endswith("billet-44.md")
    }
    assert not [name for name, data in public.items() if journal.CANARY.encode() in data]
    assert not any(b"canary-clef" in data or b"canary-courrier" in data for data in into.files().values())
    assert into.reasons("warnings")["other table setting"] == (
        "1 of its rows cannot be read; the first is not a row of fields between double quotes"
    )


@pytest.mark.parametrize(
    ("href", "label", "text"),
    [
        ("https://exemple.org/dossier/article-long.html", "https://exemple.org/dossier/article...", None),
        (
            "https://exemple.org/dossier/a?xyz=1&amp;b=22222222",
            "https://exemple.org/dossier/a?xyz=1&amp;...",
            None,
        ),
        (
            "https://exemple.org/dossier/a?xyz=1&amp;b=22222222",
            "https://exemple.org/dossier/a?xyz=1&am...",
            None,
        ),
        ("https://exemple.org/" + "é" * 20, "https://exemple.org/" + "é" * 7 + "...", None),
        ("https://exemple.org/", "https://exemple.org/", None),
    ],
)
def test_trap_15_labels_that_dotclear_cut_are_whole_again(into, href, label, text):
    found = said(into, f'<p>Voir <a href="{href}" title="{href}">{label}</a>.</p>')
    assert body(found) == f"Voir {href.replace('&amp;', '&')}."
    assert "Format" not in head(found)


def test_trap_15_a_label_that_somebody_chose_stays(into):
    found = said(into, '<p>Voir <a href="https://exemple.org/">la suite...</a></p>')
    assert body(found) == '<p>Voir <a href="https://exemple.org/">la suite...</a></p>'
    assert head(found)["Format"] == "html"


@pytest.mark.parametrize(
    "html",
    [
        '<p onmouseover="alert(1)">Bonjour.</p>',
        "<p>Bonjour.<script>alert(1)</script></p>",
        '<p>Bon<a href="javascript:alert(1)">jour</a>.</p>',
        '<p>Bon<a href="JavaScript:alert(1)" title="x">jour</a>.</p>',
        '<p>Bon<a href="data:text/html,alert(1)">jour</a>.</p>',
        "<p>Bonjour.<!-- alert(1) --></p>",
        "<style>alert(1)</style><p>Bonjour.</p>",
    ],
)
def test_trap_16_what_acts_in_a_comment_is_left_out(into, html):
    assert body(said(into, html)) == "Bonjour."


def test_trap_16_a_name_is_text_and_an_address_in_a_text_stays(into):
    found = said(into, "<p>Écrire à a@b.example &lt;b&gt;.</p>", comment_author="<b>Zoé</b> & Cie")
    assert head(found)["Author"] == "<b>Zoé</b> & Cie"
    assert body(found) == "Écrire à a@b.example <b>."


def test_trap_17_no_typography(into):
    assert body(said(into, "<p>\"Il dit : 'non'...\" -- voilà !</p>")) == "\"Il dit : 'non'...\" -- voilà !"


def two_blogs():
    rows = [{"cat_id": "8", "blog_id": "autre", "cat_title": "Canary", "cat_url": "Canary"}]
    return export(
        [post(), post(42, blog_id="autre", post_title="canary")],
        [comment(), comment(102, 42, comment_content="canary", comment_status="-1")],
        [
            *section("category", ("cat_id", "blog_id", "cat_title", "cat_url"), rows),
            *section("setting", ("setting_id", "blog_id", "setting_value"), [
                {"setting_id": "blog_timezone", "blog_id": "autre", "setting_value": "Asia/Tokyo"}
            ]),
        ],
        kind="full",
    )  # fmt: skip


def test_trap_19_one_blog_of_a_full_export(into):
    into.run(two_blogs(), "dotclear", "--blog", "monblog")
    assert into.report["by_kind"]["article"]["read"] == into.report["by_kind"]["comment"]["read"] == 1
    assert not [
        name for name, data in into.files().items() if b"canary\n" in data.lower() or b"Canary" in data
    ]


def test_trap_19_which_of_them_must_be_said(into, capsys):
    assert into.attempt(two_blogs()) == 1
    assert capsys.readouterr().err == (
        "export.txt: holds 2 blogs: autre, monblog\n    Import one at a time: add BLOG=… with its name.\n"
    )
    assert into.attempt(two_blogs(), "dotclear", "--blog", "tiers") == 1
    assert "no posts of a blog “tiers”\n    Those in it: autre, monblog." in capsys.readouterr().err


@pytest.mark.parametrize(
    ("columns", "kinds", "listed"),
    [
        (("media_id", "post_id"), ("", ""), True),
        (("media_id", "post_id", "link_type"), ("attachment", "thumbnail"), True),
    ],
)
def test_trap_20_attachments(into, columns, kinds, listed):
    media = [
        {"media_id": "7", "media_path": "public", "media_title": "Le tract", "media_file": "tracts/été.pdf"},
        {"media_id": "8", "media_path": "public", "media_title": "", "media_file": "b.png"},
    ]
    links = [{"media_id": n, "post_id": "41", "link_type": kind} for n, kind in zip("78", kinds, strict=True)]
    into.run(export([post()], more=[
        *section("media", ("media_id", "media_path", "media_title", "media_file"), media),
        *section("post_media", columns, links),
    ]))  # fmt: skip
    text = into.text(ARTICLE)
    assert "### Annexes\n\n- [Le tract](/public/tracts/%C3%A9t%C3%A9.pdf)" in text
    assert ("b.png" in text) is (kinds[1] != "thumbnail")
