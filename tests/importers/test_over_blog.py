"""Over-blog: XML without ids, of whose comments nothing tells which were public."""

import pytest

from tests.importers.runs import Into

AT = "2014-05-12T1{}:00:00+02:00"


def element(name, text="", **fields):
    inside = "".join(f"<{key}>{value}</{key}>" for key, value in fields.items())
    return f"<{name}>{inside}{text}</{name}>\n"


def post(slug="2014/05/l-ecluse.html", comments="", name="post", **fields):
    values = {
        "title": "L’écluse", "slug": slug, "created_at": AT.format(0), "published_at": AT.format(1),
        "status": "2", "tags": "Eau, Péniches", "content": "<![CDATA[<p>Un <b>mot</b>.</p>]]>", **fields,
    }  # fmt: skip
    return element(name, element("comments", comments) if comments else "", **values)


def comment(author="Zoé", hour=2, replies="", status="1", content="Bonjour\nà tous"):
    return element(
        "comment", element("replies", replies) if replies else "", author_name=author,
        author_email="canary@example.org", author_url="http://zoe.example/", author_ip="192.0.2.1",
        content=f"<![CDATA[{content}]]>", published_at=AT.format(hour), status=status,
    )  # fmt: skip


def export(*posts, pages=""):
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    return (head + element("root", element("posts", "".join(posts)) + element("pages", pages))).encode()


WHOLE = export(
    post(comments=comment(replies=comment("Moi", 3)) + comment("Pub", 4, status="0")),
    post("2014/05/b.html", status="1", published_at="", title="Brouillon", comments=comment()),
    post("article-123456.html", title="Vieux billet", published_at="2009-05-12 10:00:00"),
    pages=post("pages/a-propos.html", comment("Luc", 5), name="page"),
)
ZOE, MOI = "20140512120000-cbcd687a", "20140512130000-35e63cd4"


@pytest.fixture(scope="module")
def done(tmp_path_factory):
    return Into(tmp_path_factory.mktemp("overblog")).run(WHOLE, "overblog", "--status", "1")


def test_articles_a_draft_and_a_page_with_comments(done):
    assert done.text("articles/2014/l-ecluse.md") == (
        "Title: L’écluse\nDate: 2014-05-12T11:00:00+02:00\nSlug: l-ecluse\nId: overblog-x10b4f51023e7\n"
        "Tags: Eau, Péniches\n\nUn **mot**.\n"
    )
    assert "\nDate: 2014-05-12T10:00:00+02:00\n" in done.text("articles/2014/b.md")
    assert "\nStatus: draft\n" in done.text("articles/2014/b.md")
    assert "\nDate: 2009-05-12\n" in done.text("articles/2009/vieux-billet.md")
    assert "\nSave_as: a-propos/index.html\n" in done.text("articles/pages/a-propos.md")


def test_comments_answers_and_those_that_wait(done):
    assert done.text(f"comments/l-ecluse/{ZOE}.txt") == (
        f"Id: {ZOE}\nAuthor: Zoé\nDate: 2014-05-12T12:00:00+02:00\nSite: http://zoe.example/\n\n"
        "Bonjour\nà tous\n"
    )
    assert f"\nReply-To: {ZOE}\n" in done.text(f"comments/l-ecluse/{MOI}.txt")
    (waits,) = (name for name in done.files() if "/pending/" in name)
    assert "\nAuthor: Pub\n" in done.files()[waits].decode()
    assert not any(b"192.0.2" in data for data in done.files().values())
    assert done.reasons() == {f"comment {ZOE}": "its article is a draft"}


def test_what_a_person_must_know(done):
    told = done.reasons("warnings")
    assert told["other times"].startswith("times without a zone")
    assert told["other status “0”"] == (
        "1 of its comments wait, since nothing tells that they were public; if they were, say STATUS=0"
    )


def test_old_addresses(done):
    assert done.text("addresses.csv").splitlines()[1:] == [
        "/2014/05/l-ecluse.html,/post/2014/05/12/l-ecluse/,,",
        "/article-123456.html,/post/2009/05/12/vieux-billet/,,",
        "/pages/a-propos.html,/a-propos/,,",
        "/rss,/feed/atom.xml,,",
    ]


def test_permalinks_that_can_stay_are_told(into):
    into.run(export(post()), "overblog", "--dry-run")
    form = '"{date:%Y}/{date:%m}/{slug}.html"'
    assert f"(ARTICLE_URL = {form})" in into.reasons("warnings")["other permalinks"]
    into.run(export(post("article-123456.html")), "overblog", "--dry-run")
    assert "other permalinks" not in into.reasons("warnings")


def test_where_no_status_is_told_all_comments_wait(into):
    into.run(WHOLE, "overblog")
    assert into.report["queued_by_state"] == {"pending": 4}
    assert not (into.content / "comments").exists()
    assert "content/articles/pages/a-propos.md" in into.files()  # they may be approved


def test_again_it_changes_nothing_and_brings_what_is_new(into):
    before = into.run(WHOLE, "overblog", "--status", "1").files()
    assert into.run(WHOLE, "overblog", "--status", "1").files() == before
    newer = WHOLE.replace(b"<posts>", b"<posts>" + post("2015/neuf.html", comment()).encode())
    assert len(into.run(newer, "overblog", "--status", "1").files()) == len(before) + 2
    assert into.report["unchanged"] == 8


def test_two_comments_of_one_name_in_one_second_and_the_answer_to_the_second(into):
    into.run(
        export(post(comments=comment() + comment(replies=comment("Moi", 3)))), "overblog", "--status", "1"
    )
    assert f"\nReply-To: {ZOE}-2\n" in into.text(f"comments/l-ecluse/{MOI}.txt")
    assert {f"content/comments/l-ecluse/{one}.txt" for one in (ZOE, f"{ZOE}-2")} <= into.files().keys()


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"status": "7"}, "of the unknown status “7”"),
        ({"status": ""}, "of the unknown status “”"),
        ({"published_at": "2999-01-01T00:00:00Z"}, "dated in the future"),
        ({"published_at": "", "created_at": "0000-00-00"}, "without a date"),
        ({"content": "a&#0;b"}, "holds a NUL (U+0000)"),
        ({"content": "<br>Un."}, "not XML: mismatched tag, in line 2; it is not read any further"),
    ],
)
def test_what_stays_out_while_the_next_comes_in(into, fields, reason):
    into.run(export(post("1.html", **fields), post("2.html")), "overblog")
    assert [line["reason"] for line in into.report["refusals"]] == [reason]
    assert into.report["by_kind"]["article"]["written"] == 1


def test_a_post_that_is_there_twice(into):
    into.run(export(post(), post(title="canary")), "overblog")
    assert [line["reason"] for line in into.report["refusals"]] == ["is twice in the export"]


def test_it_is_known_when_it_is_none(into, capsys):
    assert into.attempt(b"<rss/>", "overblog") == 1
    assert "begins with <rss>\n    An export of Over-blog begins with <root>" in capsys.readouterr().err
    assert into.attempt(b"<!DOCTYPE root [<!ENTITY a 'b'>]><root/>", "overblog") == 1
    assert "declares a document type" in capsys.readouterr().err
