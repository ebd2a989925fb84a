"""Blogger: the Atom of its back-ups until 2025, and of Google Takeout since."""

import pytest

from tests.importers.runs import Into

OLD = (
    "<?xml version='1.0' encoding='UTF-8'?><?xml-stylesheet href=\"http://www.blogger.com/styles/atom.css\"?>"
    "<feed xmlns='http://www.w3.org/2005/Atom' xmlns:app='http://purl.org/atom/app#'"
    " xmlns:thr='http://purl.org/syndication/thread/1.0'><title>Mon blog</title>\n"
)
NEW = (
    "<?xml version='1.0' encoding='utf-8'?><feed xmlns='http://www.w3.org/2005/Atom'"
    " xmlns:blogger='http://schemas.google.com/blogger/2018'><id>tag:blogger.com,1999:blog-1</id>\n"
)
KIND = "http://schemas.google.com/g/2005#kind"


def old(number, kind="post", more="", title="Billet", text="&lt;p&gt;Texte.&lt;/p&gt;", name="Zoé"):
    return (
        f"<entry><id>tag:blogger.com,1999:blog-1.post-{number}</id><published>2010-07-14T10:00:00.001+02:00</published>"
        f"<category scheme='{KIND}' term='http://schemas.google.com/blogger/2008/kind#{kind}'/>"
        f"<title type='text'>{title}</title><content type='html'>{text}</content>"
        f"<author><name>{name}</name><uri>http://www.blogger.com/profile/1</uri><email>noreply@blogger.com</email>"
        f"</author>{more}</entry>\n"
    )


def at(path):
    return f"<link rel='alternate' type='text/html' href='http://mon.blogspot.com{path}' title='x'/>"


def under(post, answers=""):
    related = (
        f"<link rel='related' href='http://www.blogger.com/feeds/1/{post}/comments/default/{answers}?v=2'/>"
        if answers
        else ""
    )
    return f"<thr:in-reply-to ref='tag:blogger.com,1999:blog-1.post-{post}' type='text/html'/>{related}"


def new(number, kind="POST", status="LIVE", more="", text="Texte."):
    return (
        f"<entry><id>tag:blogger.com,1999:blog-1.post-{number}</id><blogger:type>{kind}</blogger:type>"
        f"<blogger:status>{status}</blogger:status><author><name>Zoé</name><uri/><blogger:type>BLOGGER</blogger:type>"
        f"</author><title>Billet</title><content type='html'>{text}</content>"
        f"<blogger:created>2010-07-14T08:00:00Z</blogger:created><published>2010-07-14T08:00:00Z</published>{more}"
        "</entry>\n"
    )


def parent(post, answers=""):
    told = f"<blogger:parent>tag:blogger.com,1999:blog-1.post-{post}</blogger:parent>"
    return told + (
        f"<blogger:inReplyTo>tag:blogger.com,1999:blog-1.post-{answers}</blogger:inReplyTo>"
        if answers
        else ""
    )


LABELS = (
    "<category scheme='http://www.blogger.com/atom/ns#' term='Libertés'/><category term='C++' scheme='x'/>"
)
LINES = "Un&lt;br /&gt;deux"
CUT = "&lt;p&gt;Avant.&lt;/p&gt;&lt;a name='more'&gt;&lt;/a&gt;&lt;p&gt;Après.&lt;/p&gt;"


@pytest.fixture(scope="module")
def done(tmp_path_factory):
    entries = [
        old(9, "settings", title="x"), old(1, more=LABELS + at("/2010/07/mon-billet.html"), text=CUT),
        old(2, more="<app:control><app:draft>yes</app:draft></app:control>", title="Brouillon"),
        old(3, "page", at("/p/a-propos-de.html"), title="À propos"),
        old(11, "comment", under(1) + at("/2010/07/mon-billet.html?showComment=1#c11"), text=LINES),
        old(12, "comment", under(1, 11), name="Luc").replace("http://www.blogger.com/profile/1", "http://luc.example/"),
        old(13, "comment", under(2)), old(14, "comment", under(99)),
    ]  # fmt: skip
    into = Into(tmp_path_factory.mktemp("blogger"))
    return into.run((OLD + "".join(entries) + "</feed>").encode(), "blogger")


def test_every_entry_has_one_outcome(done):
    assert {kind: row["read"] for kind, row in done.report["by_kind"].items()} == {
        "article": 2, "page": 1, "comment": 4, "other": 1,
    }  # fmt: skip
    assert done.reasons() == {
        "other 9": "settings or a template",
        "comment 13": "its article is a draft",
        "comment 14": "its article is not in the export",
    }


def test_an_article_a_draft_and_a_page(done):
    assert done.text("articles/2010/mon-billet.md") == (
        "Title: Billet\nDate: 2010-07-14T10:00:00+02:00\nSlug: mon-billet\nId: blogger-1\nAuthor: Zoé\n"
        "Tags: Libertés, C++\nSummary: Avant.\n\nAvant.\n\nAprès.\n"
    )
    assert "\nStatus: draft\n" in done.text("articles/2010/brouillon.md")
    assert "\nId: blogger-3\n" in done.text("pages/a-propos-de.md")


def test_comments(done):
    assert done.text("comments/mon-billet/11.txt") == (
        "Id: 11\nAuthor: Zoé\nDate: 2010-07-14T10:00:00+02:00\n\nUn\ndeux\n"
    )
    assert "\nSite: http://luc.example/\nReply-To: 11\n" in done.text("comments/mon-billet/12.txt")


def test_a_page_under_which_only_hidden_comments_stand_is_ready_for_them(into):
    page = new(3, "PAGE", more="<blogger:filename>/p/x.html</blogger:filename>")
    into.run((NEW + page + new(13, "COMMENT", "GHOSTED", parent(3)) + "</feed>").encode(), "blogger")
    assert "content/articles/pages/x.md" in into.files()


def test_old_addresses(done):
    rows = dict(line.split(",")[:2] for line in done.text("addresses.csv").splitlines()[1:])
    assert rows["/2010/07/mon-billet.html"] == "/post/2010/07/14/mon-billet/"
    assert rows["/p/a-propos-de.html"] == "/a-propos-de/"
    assert (
        rows["/search/label/Libertés"] == "/tag/libertes/"
        and rows["/feeds/posts/default"] == "/feed/atom.xml"
    )
    assert rows["/2010_07_01_archive.html"] == rows["/2010/07/"] == "/archive/2010/"


def test_takeout(into):
    entries = [
        new(1, more="<blogger:filename>/2010/07/mon-billet.html</blogger:filename>" + LABELS),
        new(2, status="DRAFT", more="<blogger:filename/>"), new(3, status="SCHEDULED"),
        new(4, more="<blogger:trashed>2020-01-01T00:00:00Z</blogger:trashed>"),
        new(11, "COMMENT", more=parent(1)), new(12, "COMMENT", more=parent(1, 11)),
        new(13, "COMMENT", "GHOSTED", parent(1)), new(14, "COMMENT", "NOUVEAU", parent(1)),
        new(15, "COMMENT", more=parent(3)), new(16, "COMMENT", more=parent(1, 17)),
        new(17, "COMMENT", more=parent(1, 16)),
    ]  # fmt: skip
    export = (NEW + "".join(entries) + "</feed>").encode()
    into.run(export, "blogger")
    assert into.text("articles/2010/mon-billet.md").startswith(
        "Title: Billet\nDate: 2010-07-14T10:00:00+02:00\n"
    )
    assert "\nReply-To: 11\n" in into.text("comments/mon-billet/12.txt")
    assert "Zoé" in into.letter("spam/13.txt") and "Zoé" in into.letter("pending/14.txt")
    assert into.reasons() == {
        "article 3": "scheduled", "article 4": "in the trash", "comment 15": "its article is scheduled",
    }  # fmt: skip
    assert list(into.reasons("warnings")) == ["comment 16", "other permalinks"]
    assert "/2010/07/mon-billet.html,/post/2010/07/14/mon-billet/" in into.text("addresses.csv")
    before = into.files()
    assert into.run(export, "blogger").files() == before


@pytest.mark.parametrize(
    ("entry", "reason"),
    [
        (old(1).replace("2010-07-14T10:00:00.001+02:00", ""), "without a date"),
        (old(1).replace("2010-", "2099-"), "dated in the future"),
        (old(1).replace("post-1", "x"), "without a number"),
        (old(1).replace("post-1", "post-٣"), "without a number"),
        (old(1, text="a&#0;b"), "holds a NUL (U+0000)"),
        (
            old(1).replace("</content>", "</b></content>"),
            "not XML: mismatched tag, in line 2; it is not read any further",
        ),
    ],
)
def test_what_stays_out(into, entry, reason):
    into.run((OLD + entry + old(7) + "</feed>").encode(), "blogger")
    assert [line["reason"] for line in into.report["refusals"]] == [reason]


def test_it_is_known_when_it_is_none(into, capsys):
    assert into.attempt(b"<rss/>", "blogger") == 1
    assert capsys.readouterr().err.startswith(
        "export.txt:1: begins with <rss>\n    A blog of Blogger (Settings"
    )
