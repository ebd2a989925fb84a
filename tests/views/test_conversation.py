"""Who answers whom, as a page shows it."""

from plugins.comments import receipt, threads
from plugins.comments.model import Comment, ParsedComment
from plugins.common import when
from plugins.views import conversation
from plugins.views.comment_model import LastComment, Reply, ReplyTo


def comment(number, **more):
    more = {"author": f"N{number}", "text": f"Texte {number}.", **more}
    return Comment(id=str(number), date=when.parse(f"2020-12-{number + 9}"), **more)


def comment_views(*comments):
    thread = threads.arrange([ParsedComment(one, "x") for one in comments])
    return conversation.views(tuple(thread), "post/", 35, "fr")


def test_an_answer_right_below_needs_no_quotation():
    _, second = comment_views(comment(1), comment(2, reply_to="1"))
    assert second.reply_to == ReplyTo(1, "c1", "N1", "")


def test_an_answer_further_down_quotes_one_line_of_what_it_answers():
    text = "La SNCF a fermé la gare un mardi, sans prévenir personne, et le café d’en face a suivi."
    *_, third = comment_views(comment(1, text=text), comment(2), comment(3, reply_to="1"))
    assert third.reply_to == ReplyTo(
        1, "c1", "N1", "La SNCF a fermé la gare un mardi, sans prévenir personne…"
    )


def test_what_others_said_is_not_what_is_quoted():
    *_, third = comment_views(
        comment(1, text="> Cité.\n\n> Encore.\nDit."), comment(2), comment(3, reply_to="1")
    )
    assert third.reply_to.excerpt == "Dit."
    *_, third = comment_views(comment(1, text="> Cité."), comment(2), comment(3, reply_to="1"))
    assert third.reply_to.excerpt == "> Cité."


def test_of_a_withdrawn_comment_the_number_stays():
    gone = comment(1, withdrawn=when.parse("2021-01-01"))
    *_, third = comment_views(gone, comment(2), comment(3, reply_to="1"))
    assert third.reply_to == ReplyTo(1, "c1")


def test_a_comment_knows_who_answers_it():
    first, *_ = comment_views(comment(1), comment(2, reply_to="1"), comment(3), comment(4, reply_to="1"))
    assert first.replies == (Reply(2, "c2"), Reply(4, "c4"))


def test_a_withdrawn_answer_is_none():
    first, *_ = comment_views(comment(1), comment(2, reply_to="1", withdrawn=when.parse("2021-01-01")))
    assert (first.replies, first.replies_feed) == ((), None)


def test_only_the_header_says_who_writes_here():
    assert [
        one.is_by_author for one in comment_views(comment(1, role="author"), comment(2, author="N1"))
    ] == [
        True,
        False,
    ]


def test_of_whoever_took_it_back_nothing_is_said():
    (gone,) = comment_views(comment(1, role="author", withdrawn=when.parse("2021-01-01")))
    assert (gone.author, gone.is_by_author) == ("", False)


def test_the_last_word():
    gone = comment(3, withdrawn=when.parse("2021-01-01"))
    assert conversation.last(comment_views(comment(1), comment(2), gone), "fr") == LastComment(
        2, "c2", "N2", "11 décembre 2020", "Texte 2."
    )
    assert conversation.last(comment_views(gone), "fr") is None
    assert conversation.last((), "fr") is None


def test_no_line_of_the_last_word_begins_with_a_sign():
    last = conversation.last(comment_views(comment(1, text="Ah « oui » ! Non ; enfin : !")), "fr")
    assert last.excerpt == "Ah «\u00a0oui\u00a0»\u00a0! Non\u00a0; enfin\u00a0:\u00a0!"


def test_addresses_that_the_old_system_cut_are_counted_where_people_typed_them():
    text = "Voir https://www.lemonde.fr/politique/ar... et http://exemple.fr/."
    typed, marked, gone = comment_views(
        comment(1, text=text),
        comment(2, text=text, format="html"),
        comment(3, text=text, withdrawn=when.parse("2021-01-01")),
    )
    assert (typed.cut_addresses, marked.cut_addresses, gone.cut_addresses) == (1, 0, 0)


def test_only_who_wrote_here_has_a_receipt_and_a_withdrawn_text_has_none():
    text = "Texte."
    submitted = "20201210-101112-000-0a1b2c3d"
    made = [Comment(id=submitted, author="Zoé", date=when.parse("2020-12-10"), text=text),
            Comment(id="7", author="Zoé", date=when.parse("2020-12-10"), text=text)]  # fmt: skip
    gone = made[0]._replace(withdrawn=when.parse("2021-01-01"))
    assert receipt.is_submitted(submitted) and not receipt.is_submitted("7")
    assert {one.fingerprint for one in comment_views(*made)} == {receipt.fingerprint(text), None}
    assert [one.fingerprint for one in comment_views(gone)] == [None]


def test_the_lines_above_a_text_but_for_what_pages_show_otherwise():
    one, gone = comment_views(
        comment(1, site="https://a.fr", role="author", edited=when.parse("2021-01-01")),
        comment(2, role="author", shown="hier", withdrawn=when.parse("2021-02-01")),
    )
    assert (one.header.role, one.edited, one.header.author, one.header.site, one.header.text) == (
        *("author", when.parse("2021-01-01")),
        *("", None, ""),
    )
    assert (gone.withdrawn, gone.header.shown, gone.header.role) == (when.parse("2021-02-01"), "hier", None)
