"""WordPress exports: what readers saw comes over, with its numbers, threads, dates and addresses."""

import csv

import pytest

from tests.importers.runs import SAMPLES, Into

SAMPLE = SAMPLES / "wordpress.xml"
HEAD = (
    '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
    'xmlns:wp="http://wordpress.org/export/1.2/"><channel><language>fr-FR</language>'
    "<wp:base_blog_url>http://ex.example</wp:base_blog_url>\n"
)


def comment(number="1", **values):
    fields = {
        "id": number, "author": "Zoé", "date": "2020-01-02 10:00:00", "date_gmt": "2020-01-02 09:00:00",
        "content": "Bonjour.", "approved": "1", "type": "", "parent": "0", **values,
    }  # fmt: skip
    inside = "".join(f"<wp:comment_{name}>{value}</wp:comment_{name}>" for name, value in fields.items())
    return f"<wp:comment>{inside}</wp:comment>\n"


def item(*comments, number="7", text="Texte.", **values):
    fields = {
        "post_id": number, "post_date": "2020-01-01 10:00:00", "post_date_gmt": "2020-01-01 09:00:00",
        "post_name": f"billet-{number}", "status": "publish", "post_type": "post", **values,
    }  # fmt: skip
    inside = "".join(f"<wp:{name}>{value}</wp:{name}>" for name, value in fields.items())
    content = f"<content:encoded><![CDATA[{text}]]></content:encoded>"
    return f"<item><title>Billet {number}</title>{content}{inside}\n{''.join(comments)}</item>\n"


def wxr(*items):
    return f"{HEAD}{''.join(items)}</channel></rss>".encode()


@pytest.fixture(scope="module")
def done(tmp_path_factory):
    return Into(tmp_path_factory.mktemp("wordpress")).run(SAMPLE, "wordpress")


def test_every_record_has_one_outcome(done):
    assert done.report["by_kind"] == {
        "article": {"read": 8, "written": 3, "queued": 0, "refused": 5, "unchanged": 0},
        "page": {"read": 1, "written": 1, "queued": 0, "refused": 0, "unchanged": 0},
        "comment": {"read": 9, "written": 4, "queued": 3, "refused": 2, "unchanged": 0},
        "trackback": {"read": 1, "written": 1, "queued": 0, "refused": 0, "unchanged": 0},
        "other": {"read": 5, "written": 2, "queued": 0, "refused": 3, "unchanged": 0},
    }
    assert done.report["queued_by_state"] == {"pending": 1, "rejected": 1, "spam": 1}


def test_what_stays_out_says_why(done):
    assert done.reasons() == {
        "article 41": "scheduled",
        "article 42": "private",
        "article 43": "pending",
        "article 44": "in the trash",
        "article 45": "protected by a password",
        "comment 107": "of the type “order_note”, which readers were not shown",
        "comment 202": "its article is protected by a password",
        "other 15": "a file that no article shows",
        "other 46": "a menu item",
        "other 47": "of the type “product”, which has no page here",
    }
    lines = {f"{one['kind']} {one['id']}": one["line"] for one in done.report["refusals"]}
    assert "<wp:comment_id>107<" in SAMPLE.read_text("utf-8").split("\n")[lines["comment 107"]]


def test_an_article(done):
    assert done.text("articles/2010/lete-a-lusine.md") == (
        "Title: L’été à l’usine & après\nDate: 2010-07-14T10:00:00+02:00\nSlug: lete-a-lusine\n"
        "Id: wordpress-12\nAuthor: Claire Fontaine\nCategory: Travail & emploi\nTags: Société, Libertés\n"
        "Summary: Premier paragraphe, sur deux lignes.\n\n"
        "Premier paragraphe,  \nsur deux lignes.\n\n"
        "Deuxième *paragraphe* : [le plan](/wp-content/uploads/2010/07/plan.pdf).\n\n"
        '<figure class="align-left"><img alt="L’usine" src="/wp-content/uploads/2010/07/usine-300x200.jpg"/>'
        "<figcaption>L’usine en été</figcaption></figure>\n\n```\nune ligne\n\nune autre\n```\n"
    )


def test_blocks_become_markdown(done):
    assert done.text("articles/2021/des-blocs.md").partition("\n\n")[2] == (
        "Un **bloc**.\n\n### Un titre\n\n![Encore l’usine](/wp-content/uploads/2010/07/usine-1024x683.jpg)\n"
    )
    head = done.text("articles/2021/des-blocs.md")
    assert "\nSummary: Un résumé choisi.\n" in head and "\nComments: closed\n" in head
    assert done.report["counts"]["blocks that WordPress made when it showed a page; they have no text"] == 1


def test_comments_keep_number_thread_moment_and_text(done):
    folder = "comments/lete-a-lusine"
    assert done.text(f"{folder}/101.txt") == (
        "Id: 101\nAuthor: Zoé & Max\nDate: 2010-07-14T23:30:00+02:00\nSite: http://zoe.example/?a=1&b=2\n\n"
        "Bonjour,\nvoir http://exemple.fr/a_b_c pour 3 < 4 & 5.\n\nUn « autre » paragraphe.\n"
    )
    assert done.text(f"{folder}/102.txt") == (
        "Id: 102\nAuthor: Claire\nDate: 2010-12-15T12:30:00+01:00\nReply-To: 101\nFormat: html\n\n"
        "<p>Une <strong>réponse</strong>.</p>\n"
    )
    assert done.text(f"{folder}/106.txt").endswith("\n\n[…] dit bien l’usine […]\n")
    assert "\nReply-To: 104\n" in done.text(f"{folder}/108.txt")


def test_what_was_not_public_is_in_the_queue(done):
    assert "canary-103@example.org" in done.letter("pending/103.txt")
    assert "canary-spam" in done.letter("spam/104.txt") and "canary-trash" in done.letter("rejected/105.txt")


def test_nothing_private_is_in_the_sources(done):
    for name, data in done.files().items():
        assert b"192.0.2" not in data, name
        if name.startswith("content/") and name != "content/articles/2021/canary-brouillon.md":
            assert b"canary" not in data, name
    assert "\nStatus: draft\n" in done.text("articles/2021/canary-brouillon.md")


def test_old_addresses(done):
    with (done.content / "addresses.csv").open(encoding="utf-8") as file:
        rows = {row["old"]: row["new"] for row in csv.DictReader(file)}
    article, page = "/post/2010/07/14/lete-a-lusine/", "/livre-dor/"
    assert {old: new for old, new in rows.items() if "lete" in old or new in (article, page)} == {
        "/2010/07/14/lete-a-lusine/": article,
        "/?p=12": article,
        "/2010/07/14/usine-en-ete/": article,
        "/2010/07/14/lete-a-lusine/plan/": article,
        "/?attachment_id=13": article,
        "/?attachment_id=14": article,
        "/?attachment_id=15": article,
        "/2010/07/14/lete-a-lusine/feed/": f"{article}comments.atom.xml",
        "/2010/07/14/lete-a-lusine/feed/atom/": f"{article}comments.atom.xml",
        "/a-propos/livre-dor/": page,
        "/?page_id=31": page,
    }
    assert rows["/category/societe/travail/"] == rows["/?cat=4"] == "/category/travail-emploi/"
    assert rows["/2010/07/"] == rows["/2010/"] == "/archive/2010/"
    assert rows["/feed/"] == "/feed/rss.xml" and rows["/comments/feed/"] == "/feed/comments/atom.xml"
    assert "/category/vide/" not in rows, "an empty category has no page here"


def test_again_changes_nothing(into):
    before = into.run(SAMPLE, "wordpress").files()
    assert into.run(SAMPLE, "wordpress").files() == before
    assert into.report["unchanged"] == into.report["written"] + into.report["queued"]


def test_the_oldest_format_with_its_oddities(into):
    into.run(SAMPLES / "wordpress-1.0.xml", "wordpress")
    assert into.text("articles/2008/bread-butter.md") == (
        "Title: Bread & butter \u00a0été\nDate: 2008-09-14T21:04:00+02:00\nSlug: bread-butter\n"
        "Id: wordpress-7\nAuthor: Anne Old\nCategory: Divers\nTags: Mots\nLang: en\n\nOne.\n"
    )
    assert into.text("comments/bread-butter/3.txt") == (
        "Id: 3\nAuthor: Bob\nDate: 2008-09-15T10:00:00+02:00\nSite: http://bob.example/?a=1&b=2\n\n"
        "Bob & I agree.\n"
    )
    assert "\n/blog/?p=7,/post/2008/09/14/bread-butter/,,\n" in into.text("addresses.csv")


@pytest.mark.parametrize("version", ["1.0", "1.1", "1.2"])
def test_name_spaces_of_all_versions_under_any_prefix(into, version):
    export = wxr(item(comment())).decode().replace("export/1.2/", f"export/{version}/").replace("wp:", "w:")
    into.run(export.replace("xmlns:w:", "xmlns:w=").replace('xmlns:wp="', 'xmlns:w="').encode(), "wordpress")
    assert into.report["written"] == 2


@pytest.mark.parametrize(
    ("values", "date"),
    [
        ({"date_gmt": "0000-00-00 00:00:00"}, "2020-01-02T10:00:00+01:00"),
        ({"date": "0000-00-00 00:00:00"}, "2020-01-02T10:00:00+01:00"),
        ({"date": "2020-01-02 14:30:01", "date_gmt": "2020-01-02 09:00:00"}, "2020-01-02T14:30:01+05:30"),
        ({"date": "2020-01-02 10:00:00", "date_gmt": "2019-12-25 09:00:00"}, "2020-01-02T10:00:00+01:00"),
    ],
)
def test_the_zone_is_the_difference_of_two_clocks(into, values, date):
    into.run(wxr(item(comment(**values))), "wordpress")
    assert f"\nDate: {date}\n" in into.text("comments/billet-7/1.txt")


@pytest.mark.parametrize(
    ("found", "reason"),
    [
        (comment(date="", date_gmt=""), "without a date"),
        (comment(approved="7"), "of the unknown status “7”"),
        (comment("../1"), "“../1” cannot be an id: letters, digits and hyphens only"),
        (comment(content="a\0b"), "holds a NUL (U+0000)"),
        (comment(content="a" * 70_000), "70,053 bytes; a comment has at most 65,536"),
        (comment(content="a" * 10_000_000), "has more than 4,194,304 characters in wp:comment_content"),
        (comment() + comment(), "its number is used twice in the export"),
    ],
)
def test_a_comment_that_stays_out(into, found, reason):
    into.run(wxr(item(found)), "wordpress")
    (line,) = into.report["refusals"]
    assert line["reason"] == reason and line["line"] in (3, 4)


@pytest.mark.parametrize(
    ("found", "reason"),
    [
        (item(number=""), "without a number"),
        (item(number="0"), "without a number"),
        (item(number="٣"), "“٣” is not a number of a post"),
        (item(status="wc-done"), "of the unknown status “wc-done”"),
        (item(post_date="", post_date_gmt=""), "without a date"),
        (item(post_date="2099-01-01 10:00:00"), "dated in the future"),
        (item(text="a\0b"), "holds a NUL (U+0000)"),
        (item() + item(comment()), "its number is used twice in the export"),
    ],
)
def test_an_article_that_stays_out(into, found, reason):
    into.run(wxr(found), "wordpress")
    refused = [line["reason"] for line in into.report["refusals"] if line["kind"] == "article"]
    assert refused == [reason]


@pytest.mark.parametrize("year", ["-0001", "-001", "0000", "20"])
def test_a_date_that_is_none_is_not_read_from_the_feeds_date(into, year):
    found = item(comment(), post_date="0000-00-00 00:00:00", post_date_gmt="0000-00-00 00:00:00")
    date = f"<pubDate>Mon, 30 Nov {year} 00:00:00 +0000</pubDate><title>"
    into.run(wxr(found.replace("<title>", date)), "wordpress")
    assert into.reasons() == {"article 7": "without a date", "comment 1": "its article is without a date"}


@pytest.mark.parametrize(
    ("title", "read"),
    [
        ("5 &lt; 6 et 7 &gt; 2", "5 < 6 et 7 > 2"),
        ("&amp;lt;3 &amp;amp; « x »", "<3 & « x »"),
        ("&lt;3 &amp;", "<3 &"),
        ("Un &lt;em&gt;mot&lt;/em&gt;&lt;!-- x --&gt;", "Un mot"),
        ("Un &amp;lt;b&amp;gt;", "Un <b>"),
    ],
)
def test_of_a_title_only_tags_are_left_out(into, title, read):
    into.run(wxr(item().replace("Billet 7", title)), "wordpress")
    assert into.text("articles/2020/billet-7.md").startswith(f"Title: {read}\n")


def test_scripts_with_marks_of_cdata_and_an_item_that_is_no_xml_cost_no_other_item(into):
    script = "<script>// <![CDATA[\nx\n// ]]></script>Suite."
    broken = item(comment("5"), comment("6"), number="8").replace("<wp:comment_id>6", "<b><wp:comment_id>6")
    into.run(wxr(item(text=script), broken, item(comment("7"), number="9")), "wordpress")
    assert into.text("articles/2020/billet-7.md").endswith("Suite.\n")
    why = "not XML: mismatched tag, in line 8; it is not read any further"
    assert into.reasons() == {"article 8": why, "comment 5": f"its article is {why}"}
    assert (into.content / "comments/billet-9/7.txt").exists()


def test_a_file_without_what_nobody_needs(into):
    export = (
        "<rss><channel><item><title>Un</title><wp:post_id>1</wp:post_id><wp:status>publish</wp:status>"
        "<wp:post_date>2020-01-01 10:00:00</wp:post_date></item></channel></rss>"
    )
    into.run(export.encode(), "wordpress")
    assert into.text("articles/2020/un.md").startswith("Title: Un\nDate: 2020-01-01T10:00:00+01:00\n")


def test_a_circle_of_replies_is_opened_and_said(into):
    into.run(
        wxr(item(comment("1", parent="2"), comment("2", parent="1"), comment("3", parent="3"))), "wordpress"
    )
    replies = [into.text(f"comments/billet-7/{n}.txt").count("Reply-To") for n in (1, 2, 3)]
    assert replies == [0, 1, 0]
    assert list(into.reasons("warnings")) == ["comment 1", "comment 3"]


def test_bytes_that_are_not_utf8_are_seen_and_said(into):
    into.run(wxr(item(comment(content="Caf@"))).replace(b"@", b"\xe9"), "wordpress")
    assert into.text("comments/billet-7/1.txt").endswith("\n\nCaf\ufffd\n")
    assert into.reasons("warnings") == {
        "comment 1": "has bytes that are not of the file's encoding; each became U+FFFD"
    }


def test_a_control_character_is_seen_and_said(into):
    into.run(wxr(item(comment(content="a\x08b&#x1f;c"))), "wordpress")
    assert into.text("comments/billet-7/1.txt").endswith("\n\na\ufffdb\ufffdc\n")
    assert into.reasons("warnings") == {"comment 1": "control characters in it became U+FFFD"}


def test_latin_1_that_says_so(into):
    head = b'<?xml version="1.0" encoding="ISO-8859-1"?>\n'
    into.run(head + wxr(item(comment(content="Café"))).decode().encode("latin-1"), "wordpress")
    assert into.text("comments/billet-7/1.txt").endswith("\n\nCafé\n")


def test_the_report_names_what_was_public_and_folds_what_was_beside(into, capsys):
    link = "<link>http://ex.example/un/</link><title>"
    posts = item(text='[x a="1"]').replace("<title>", link) + item(number="8", status="private")
    beside = "".join(item(number=str(n), post_type="attachment") for n in range(20, 25))
    into.run(wxr(posts, beside), "wordpress")
    assert capsys.readouterr().out.partition("Refused")[2] == (
        " (6):\n  article 8, line 4: private\n  5 × a file that no article shows (20, 21, 22, …)\n\n"
        "Look at (1):\n  article 7, line 2 “Billet 7” http://ex.example/un/: keeps shortcodes as they were"
        " typed: [x]\n"
    )
    (line,) = into.report["warnings"]
    assert line["about"] == "“Billet 7” http://ex.example/un/"
    assert [line["about"] for line in into.report["refusals"]] == [""] * 6


def test_a_file_with_nothing_in_it_is_told(into, capsys):
    assert into.attempt(wxr(), "wordpress") == 1
    assert capsys.readouterr().err == (
        "export.txt: nothing is in it\n    Is FROM= right? Is it the whole export?\n"
    )


def test_items_without_numbers_are_known_by_their_addresses(into):
    link = "<link>http://ex.example/{}/</link><title>"
    posts = [
        item(comment(""), number="", post_name=name).replace("<title>", link.format(name))
        for name in ("un", "deux")
    ]
    export = wxr(*posts).replace(b"<wp:post_id></wp:post_id>", b"")
    into.run(export, "wordpress")
    assert into.report["refused"] == 0 and into.report["written"] == 4
    assert "\nId: wordpress-x" in into.text("articles/2020/un.md")
    assert "/?p=x" not in into.text("addresses.csv") and "\n/un/,/post/2020/01/01/un/" in into.text(
        "addresses.csv"
    )
    before = into.files()
    assert into.run(export, "wordpress").files() == before


def test_an_address_that_was_not_ascii(into):
    link = b"<link>http://ex.example/2020/01/01/%c3%a9t%c3%a9/</link><title>"
    into.run(wxr(item(post_name="%c3%a9t%c3%a9")).replace(b"<title>", link), "wordpress")
    assert "\n/2020/01/01/été/,/post/2020/01/01/ete/,,\n" in into.text("addresses.csv")


def test_files_are_here_by_path_number_or_gallery(into):
    def file(number, parent="7"):
        address = f"https://files.example/2020/photo-{number}.jpg"
        return item(number=number, post_type="attachment", post_parent=parent, attachment_url=address)

    text = 'Un <img src="http://files.example/2020/photo-20-300x200.jpg"> [gallery ids="21,22"]'
    meta = (
        "<wp:postmeta><wp:meta_key>_thumbnail_id</wp:meta_key><wp:meta_value>23</wp:meta_value></wp:postmeta>"
    )
    posts = item(meta, text=text) + item(number="8", text="[gallery]")
    files = "".join(file(str(number)) for number in range(20, 25)) + file("30", "8")
    into.run(wxr(posts, files), "wordpress")
    assert into.reasons() == {"other 24": "a file that no article shows"}
    assert "photo-23.jpg" in into.text("articles/2020/billet-7.md")


def test_addresses_that_this_site_has_itself_are_not_mapped(into):
    (into.content / "pages").mkdir(parents=True)
    (into.content / "pages" / "a-propos.md").write_text(
        "Title: Ici\nSlug: a-propos\n\nIci.\n", encoding="utf-8"
    )
    link = "<link>http://ex.example/{}</link><title>"
    posts = [
        item(number="7", post_name="a-propos", post_type="page").replace("<title>", link.format("a-propos/")),
        item(number="8", post_name="home", post_type="page").replace("<title>", link.format("")),
    ]
    into.run(wxr(*posts), "wordpress")
    olds = {line.split(",")[0] for line in into.text("addresses.csv").splitlines()[1:]}
    assert olds == {"/?page_id=7", "/?page_id=8"}
    assert into.reasons("warnings") == {
        "page 7": "its old address /a-propos/ is a page of this site, and does not lead to it"
    }


def test_a_guid_of_another_blog_is_no_address(into):
    guid = "<guid>http://ex.example/?p={}</guid><title>"
    one = item(number="7").replace("<title>", guid.format(8))
    into.run(wxr(one, item(number="8"), item(number="9").replace("<title>", guid.format(3))), "wordpress")
    rows = [
        line.split(",")[:2] for line in into.text("addresses.csv").splitlines() if line.startswith("/?p=")
    ]
    assert rows == [
        ["/?p=7", "/post/2020/01/01/billet-7/"],
        ["/?p=8", "/post/2020/01/01/billet-8/"],
        ["/?p=9", "/post/2020/01/01/billet-9/"],
        ["/?p=3", "/post/2020/01/01/billet-9/"],
    ]


def test_a_category_and_a_tag_of_one_name_keep_their_own_addresses(into):
    terms = (
        "<wp:category><wp:category_nicename>mots</wp:category_nicename><wp:cat_name>Mots</wp:cat_name></wp:category>"
        "<wp:tag><wp:tag_slug>mots</wp:tag_slug><wp:tag_name>Mots</wp:tag_name></wp:tag>"
    )
    filed = '<category domain="category" nicename="mots">Mots</category>'
    tagged = '<category domain="post_tag" nicename="mots">Mots</category>'
    into.run(wxr(terms, item(filed), item(tagged, number="8")), "wordpress")
    rows = dict(line.split(",")[:2] for line in into.text("addresses.csv").splitlines())
    assert "/tag/mots/" not in rows and "/category/mots/" not in rows
    assert rows["/?tag=mots"] == "/tag/mots/"


@pytest.mark.parametrize(
    ("told", "header"), [("en-US", "\nLang: en\n"), ("1.2", ""), ("&lt;b&gt;", ""), ("é", "")]
)
def test_a_language_that_is_none_is_left_out(into, told, header):
    into.run(wxr(item()).replace(b"fr-FR", told.encode()), "wordpress")
    text = into.text("articles/2020/billet-7.md")
    assert header in text and ("Lang" in text) is bool(header)
