"""The entries of an article's comments, which are made together: of each, what only it says."""

from types import SimpleNamespace
from uuid import UUID
from zoneinfo import ZoneInfo

from plugins.comments import format as comment_format
from plugins.comments.threads import arrange
from plugins.feeds import ids
from plugins.feeds.comment_entries import CommentEntries
from plugins.views import conversation

SITE_ID = UUID("eaab5578-ca79-4971-912a-f496ee32d72a")
SITE = SimpleNamespace(address="https://blog.example/", lang="fr")


def entries_of(*texts, title="Un billet"):
    """Of comments as they are filed, without their ids, which count."""
    filed = [
        comment_format.parse(f"Id: {number}\n{text}".encode(), f"{number}.txt")
        for number, text in enumerate(texts, 1)
    ]
    article = SimpleNamespace(
        id="un",
        title=title,
        url="un/",
        comments=conversation.views(arrange(filed), "un/", None, "fr"),
        comments_feed="un/comments.atom.xml",
    )
    return CommentEntries(article, SITE, SITE_ID, ZoneInfo("Europe/Paris"))


def test_every_text_is_escaped_once_for_each_who_reads_it():
    one = entries_of("Author: R&D\nDate: 2020-12-19\n\n1 < 2 \ufffdet voilà", title="C <b>")
    assert '<title type="html">C &amp;lt;b&amp;gt; – R&amp;amp;D</title>'.encode() in one.atom[0]
    assert '<content type="html">&lt;p&gt;1 &amp;lt; 2 et voilà&lt;/p&gt;</content>'.encode() in one.atom[0]
    assert b"<name>R&#x26;D</name>" in one.atom[0]


def test_nothing_is_said_that_the_feed_or_the_content_says():
    one = entries_of("Author: A\nDate: 2020-12-19\n\nun").atom[0]
    assert one.startswith(b"<entry>\n<id>") and b"<summary" not in one
    assert b'\n<link href="https://blog.example/un/#c1"/>\n' in one


def test_an_entry_without_a_word_says_so():
    one = entries_of("Author: A\nDate: 2020-12-19\n\n").atom[0]
    assert b"<summary>(sans texte)</summary>" in one and b"<content" not in one


def test_a_comment_taken_back_has_no_entry_and_no_answers():
    entries = entries_of(
        "Author: A\nDate: 2020-12-19\nWithdrawn: 2020-12-21\n\nun",
        "Author: B\nDate: 2020-12-20T10:00:00+01:00\nReply-To: 1\n\ndeux",
        "Author: C\nDate: 2020-12-22\nReply-To: 2\n\ntrois",
    )
    assert entries.atom[0] == b""
    assert f'ref="{ids.of_article(SITE_ID, "un")}"'.encode() in entries.atom[1]
    assert f'ref="{ids.of_comment(SITE_ID, "un", "c2")}"'.encode() in entries.atom[2]
    assert b'thr:count="1" thr:updated="2020-12-22T00:00:00.003000+01:00"' in entries.atom[1]
    assert (entries.replies.count, entries.replies.updated) == (2, entries.moments[2])


def test_an_entry_is_as_new_as_its_last_change():
    one = entries_of("Author: A\nDate: 2020-12-19T10:00:00+01:00\nEdited: 2020-12-20\n\nun")
    assert (
        b"<published>2020-12-19T10:00:00+01:00</published>\n<updated>2020-12-20T00:00:00+01:00<"
        in one.atom[0]
    )
    assert one.sorts == [1608368400_000000]  # when it was written
    assert one.stamps == [1608418800_000000]
