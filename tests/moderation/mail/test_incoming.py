"""What is read of a mail, from its bytes."""

import base64
import quopri
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.moderation.mail.incoming import parse
from tests.moderation.mail.letters import mail, parts

ANSWER = {"In_Reply_To": "<0@exemple.fr>"}


def text(*arguments, **headers):
    return parse(mail(*arguments, **headers)).text


def test_a_mail_of_every_day():
    read = parse(mail("Bonjour.\n\nÀ bientôt"))
    assert (read.sender_name, read.sender) == ("Zoé Petit", "zoe.canari@exemple.fr")
    assert (read.subject, read.text) == ("Commentaire sur «\u00a0L’été\u00a0» [un]", "Bonjour.\n\nÀ bientôt")
    assert (read.name, read.machine) == ("<1@exemple.fr>", None)
    assert read.date == datetime(2026, 11, 24, 13, tzinfo=UTC)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("=?utf-8?q?Re=3A_L=E2=80=99=C3=A9t=C3=A9?= [un]", "Re: L’été [un]"),
        ("=?utf-8?b?TOKAmQ==?=\r\n =?utf-8?b?w6l0w6k=?=", "L’été"),  # two words and a fold: one text
        ("=?iso-8859-1?q?L=92=E9t=E9?=", "L’été"),  # Windows-1252 that calls itself Latin-1
        ("=?klingon?q?=C3=A9t=C3=A9?=", "été"),
        ("=?idna?q?xn--?=", "xn--"),
        ("Été tout nu", "Été tout nu"),  # 8 bits, as some programs write
        ("un\r\n\tdeux\r\n trois", "un deux trois"),
        ("a\u202eb", "ab"),
        ("=?utf-8?q?a=0D=0ABcc:_x?=", "a Bcc: x"),
        ("=?utf-8?q?=00=1B[2J?=", "\ufffd\ufffd[2J"),
    ],
)
def test_subjects(written, read):
    assert parse(mail(subject=written)).subject == read


@pytest.mark.parametrize(
    ("written", "name", "address"),
    [
        ("z@exemple.fr", "", "z@exemple.fr"),
        ('"Petit, Zoé" <z@exemple.fr>', "Petit, Zoé", "z@exemple.fr"),
        ("=?utf-8?q?Petit=2C_Zo=C3=A9_=3Cx=40y=3E?= <z@exemple.fr>", "Petit, Zoé <x@y>", "z@exemple.fr"),
        ("z@exemple.fr (Zoé)", "Zoé", "z@exemple.fr"),
        ("<<>>", "", ""),
    ],
)
def test_senders(written, name, address):
    read = parse(mail(From=written))
    assert (read.sender_name, read.sender) == (name, address)


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-15", "windows-1252", "utf-16", "utf-7", "cp850"])
@pytest.mark.parametrize("coding", ["base64", "quoted-printable", "8bit"])
def test_charsets_and_codings(charset, coding):
    if coding == "8bit" and charset == "utf-16":
        return  # no mail: it has NUL and bare LF
    data = "Œuvre à 3 €, çà".replace("Œ", "Œ" if charset != "cp850" else "O")
    data = data.replace("€", "€" if charset != "cp850" else "F")
    raw = data.encode(charset)
    coded = {"base64": base64.encodebytes, "quoted-printable": quopri.encodestring, "8bit": bytes}[coding](
        raw
    )
    head = mail("", Content_Type=f"text/plain; charset={charset}", Content_Transfer_Encoding=coding)
    assert parse(head + coded).text == data


@pytest.mark.parametrize(
    "charset", ["us-ascii", "x-unknown", "iso-8859-1", "idna", "unicode_escape", "rot13", '""']
)
def test_a_charset_that_lies(charset):
    head = mail("", Content_Type=f"text/plain; charset={charset}")
    assert parse(head + "été".encode("cp1252")).text == "été"
    if charset != "iso-8859-1":
        assert parse(head + "été \\n".encode()).text == "été \\n"


def test_flowed_lines_are_joined():
    flowed = "Une phrase que le\u0020\nprogramme a coupée.\n\n Stuffed\n From ici\nfin "
    assert (
        text(flowed, Content_Type="text/plain; charset=utf-8; format=flowed")
        == "Une phrase que le programme a coupée.\n\nStuffed\nFrom ici\nfin"
    )


def test_flowed_without_the_space_and_quotes_and_signature():
    flowed = "Donaudampf \nschiff\n> cité \n> encore\nfin\n-- \nZoé "
    kind = "text/plain; charset=utf-8; format=flowed; delsp=yes"
    assert text(flowed, Content_Type=kind, **ANSWER) == "Donaudampfschiff\nfin"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Oui.\n\nLe 24 nov. 2026, Ana <a@b.fr> a écrit :\n> Non.\n>\n> Si.", "Oui."),
        ("Le mar. 24 nov. 2026 à 10:00,\nAna <a@b.fr>\na écrit\u00a0:\n\n> Non.\n\nOui.", "Oui."),
        ("On Tue, Ana wrote:\n> No.\n\nYes.", "Yes."),
        ("Un\n> cité\nDeux\n\n\n\n> encore\n\nTrois", "Un\nDeux\n\nTrois"),
        ("Oui.\n-- \nZoé\n06", "Oui."),
        ("Oui.\n--\nZoé", "Oui."),
        ("Oui.\n\nEnvoyé de mon iPhone", "Oui."),
        ("Oui.\n\nSent from my phone\n\n> non", "Oui."),
        ("Oui.\n-----Message d'origine-----\nDe : Ana", "Oui."),
        ("Oui.\n________________________________\nDe : Ana", "Oui."),
        ("Oui.\n\nDe : Ana <a@b.fr>\nEnvoyé : mardi\nObjet : x\n\nNon.", "Oui."),
        ("De : tout cœur\nMerci", "De : tout cœur\nMerci"),
        ("Il a écrit :\n\nrien", "Il a écrit :\n\nrien"),
        ("a > b\n  > c", "a > b\n  > c"),
        ("> tout est cité", ""),
    ],
)
def test_quotes_and_signatures_of_an_answer_are_cut(written, read):
    assert text(written, **ANSWER) == read
    assert text(written, References="<0@exemple.fr> <1@exemple.fr>") == read


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Un.\n\n> cité\n\nDeux.", "Un.\n\n> cité\n\nDeux."),
        ("Le Monde a écrit :\n> cité\n\nFaux.", "Le Monde a écrit :\n> cité\n\nFaux."),
        ("Oui.\n\nLe 24 nov. 2026, Ana a écrit :\n> Non.\n\nSi.\n> à moi", "Oui.\n\nSi.\n> à moi"),
        ("Oui.\n\nLe 24 nov., Ana <a@b.fr>\na écrit :\n\nNon.\n\nSi.", "Oui."),
        ("Le 3 mai 1871, Rimbaud a écrit :\n> Je\n\nOui.", "Le 3 mai 1871, Rimbaud a écrit :\n> Je\n\nOui."),
        ("De : Paris\nÀ : Lyon\nen train", "De : Paris\nÀ : Lyon\nen train"),
        ("From: here to eternity\nSubject: un film", "From: here to eternity\nSubject: un film"),
        ("Oui.\nDe : Ana\nDate : mardi\nObjet : x\nNon.", "Oui."),
        ("Oui.\nSujet : x\nDe : <a@b.fr>\nNon.", "Oui."),
        ("Oui.\n*De :* Ana <a@b.fr>\n*Envoyé :* mardi\nNon.", "Oui."),
        ("Oui.\n----- Mail original -----\nNon.", "Oui."),
        ("Oui.\n----- Mail d'origine -----\nNon.", "Oui."),
        ("Oui.\n---------- Forwarded message ---------\nNon.", "Oui."),
        ("Oui.\n-------- Message transféré --------\nNon.", "Oui."),
        ("Oui.\n\nDébut du message réexpédié :\n\nNon.", "Oui."),
        ("Oui.\n--- et non ---\nSi.", "Oui.\n--- et non ---\nSi."),
    ],
)
def test_of_a_fresh_mail_only_what_a_program_added_is_cut(written, read):
    assert text(written) == read


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Oui.\n\n- Le 24 nov., Ana a écrit :\n > Non.\n > Si.", "Oui."),
        ("Oui.\n > Non.\nSi.", "Oui.\nSi."),
    ],
)
def test_quotes_of_webmails(written, read):
    assert text(written, **ANSWER) == read


def test_addresses_of_the_headers_are_left_out():
    written = "Écrire à Zoe.Canari@exemple.fr, mailto:c@d.fr, cc@d.fr ou autre@exemple.fr, xc@d.fr."
    read = "Écrire à [adresse retirée], [adresse retirée], [adresse retirée] ou autre@exemple.fr, xc@d.fr."
    assert text(written, Cc="=?utf-8?q?=C3=89lu?= <c@d.fr>, Un <CC@d.fr>") == read


@pytest.mark.parametrize(
    ("label", "codec"),
    [("iso-8859-8-i", "iso8859-8"), ("x-sjis", "cp932"), ("ks_c_5601-1987", "cp949"), ("latin5", "cp1254")],
)
def test_labels_of_the_encoding_standard(label, codec):
    letters = {"iso8859-8": "שלום", "cp932": "①日本", "cp949": "똠방각하", "cp1254": "“ış”"}[codec]
    head = mail("", Content_Type=f"text/plain; charset={label}")
    assert parse(head + letters.encode(codec)).text == letters


def test_a_byte_order_mark_knows_better_and_is_no_text():
    head = mail("", Content_Type="text/plain; charset=iso-8859-1")
    assert parse(head + b"\xef\xbb\xbf" + "été".encode()).text == "été"


def test_an_html_only_mail_is_read_as_it_looks():
    html = """<html><head><title>T</title><style>p{}</style></head><body>
      <p>Un&nbsp;mot,   <b>deux</b><br>lignes &lt;b&gt;</p><div>Trois</div><div>Quatre</div>
      <p>Voyez <a href="https://exemple.fr/?a=1&amp;b">ici</a> et <a href="https://b.fr/">https://b.fr/</a>
      <a href="javascript:x">non</a></p>
      <script>alert(1)</script><div class="gmail_quote"><div>cité</div><p>encore</div>
      <blockquote type="cite">cité <blockquote>plus</blockquote></blockquote>Fin</body></html>"""
    assert text(html, Content_Type="text/html; charset=utf-8") == (
        "Un\u00a0mot, deux\nlignes <b>\n\nTrois\nQuatre\n\n"
        "Voyez ici (https://exemple.fr/?a=1&b) et https://b.fr/ non\n\nFin"
    )


WHO = "Le 24 nov. 2026 à 10:00, Jean &lt;<a href='mailto:j@x.example'>j@x.example</a>&gt; a écrit :"


@pytest.mark.parametrize(
    "html",
    [
        "<div>Oui.</div><div id='appendonsend'></div><hr><div id='divRplyFwdMsg'><b>De :</b> Jean</div>"
        "<div>Non.</div><p>Si.</p>",
        "<div id='x_divRplyFwdMsg'></div><p>Non.</p>",
        f"<div>Oui.<br><div><br><blockquote type='cite'><div>{WHO}</div>Non.</blockquote></div></div>",
        f"Oui.<div><br><div>{WHO}</div><br><blockquote type='cite'>Non.</blockquote></div>",
        f"<div>Oui.</div><div class='protonmail_quote'>{WHO}<br><blockquote>Non.</blockquote></div>",
        f"<div>Oui.</div>{WHO}<br><blockquote class='protonmail_quote' type='cite'>Non.</blockquote>",
        f"<p>Oui.</p><p id='reply-intro'>{WHO}</p><blockquote type='cite'>Non.</blockquote>",
        f"<p>Oui.</p><p>{WHO}</p><p>Non.</p>",
        "<p>Oui.</p><p><b>De :</b> Jean &lt;j@x.example&gt;<br><b>Envoyé :</b> mardi<br>À : Ana</p>Non.",
    ],
)
def test_of_html_no_quoted_mail_and_no_address_is_left(html):
    assert text(html, Content_Type="text/html; charset=utf-8") in ("Oui.", "")


def test_own_words_below_a_quote_in_html_are_kept():
    html = f"Oui.<div>{WHO}</div><blockquote type='cite'>Non.</blockquote><p>Si.</p>"
    assert text(html, Content_Type="text/html; charset=utf-8") == "Oui.\n\nSi."


PLAIN, HTML = "Content-Type: text/plain; charset=utf-8", "Content-Type: text/html; charset=utf-8"


@pytest.mark.parametrize(
    ("made", "read"),
    [
        (parts((PLAIN, "texte"), (HTML, "<p>html</p>"), kind="alternative"), "texte"),
        (parts((PLAIN, " \n"), (HTML, "<p>html</p>"), kind="alternative"), "html"),
        (parts((PLAIN, "un"), ("Content-Type: image/png", "x"), (PLAIN, "deux")), "un\ndeux"),
        (parts((PLAIN, "un"), (f"{PLAIN}\r\nContent-Disposition: attachment", "pièce")), "un"),
        (parts((PLAIN, "un"), (f"{PLAIN}\r\nContent-Disposition: inline; filename=a.txt", "pièce")), "un"),
        (parts((PLAIN, "un"), ("Content-Type: message/rfc822", f"{PLAIN}\r\n\r\ntransféré")), "un"),
        (parts(("Content-Type: application/pdf", "x")), ""),
        (parts((PLAIN, "un")) | {"Content_Type": "multipart/mixed"}, ""),
    ],
)
def test_parts(made, read):
    assert parse(mail(**made)).text == read


@pytest.mark.parametrize(
    ("headers", "why"),
    [
        ({"Auto_Submitted": "auto-replied (vacation)"}, "Auto-Submitted: auto-repliedvacation"),
        ({"Auto_Submitted": "no"}, None),
        ({"Precedence": "Bulk"}, "Precedence: bulk"),
        ({"Precedence": "list"}, None),
        ({"Return_Path": "<>"}, "an empty return path"),
        ({"X_Autoreply": "yes"}, "X-Autoreply"),
        (
            {"Content_Type": "multipart/report; report-type=delivery-status; boundary=x"},
            "a report of delivery",
        ),
        ({"From": "Mail <MAILER-DAEMON@exemple.fr>"}, "sent by a machine"),
    ],
)
def test_automatic_mail_is_seen(headers, why):
    assert parse(mail(**headers)).machine == why


def test_a_mail_without_an_id_has_one_all_the_same():
    one, same, other = (parse(mail(t, Message_ID="")).name for t in ("a", "a", "b"))
    assert one == same != other


@pytest.mark.parametrize(
    "date", ["", "gestern", "Tue, 24 Nov 1820 14:00:00 +0100", "Tue, 99 Nov 2026 14:00:00"]
)
def test_dates_that_are_none(date):
    assert parse(mail(Date=date)).date is None


@given(st.binary(max_size=400))
def test_no_bytes_are_too_strange(noise):
    parse(noise)
    parse(mail("") + noise)
    read = parse(b"Subject: " + noise + b"\nFrom: " + noise + b"\n\n")
    assert "\n" not in read.subject + read.sender + read.sender_name


# Without what `markup` takes out before, “no end of a tag” takes the standard parser 40 s.
HOSTILE = {
    "depth": "<div>" * 100_000,
    "no end of a tag": "<b" * 200_000,
    "no end of a comment": "<!--" * 100_000,
    "declarations": "<!x>" * 100_000,
    "sections": "<![CDATA[x" * 50_000,
    "a script": "<script>" + "</b>" * 100_000,
    "entities": "&" * 400_000,
    "quotes": "<blockquote type=cite>" * 20_000,
    "links": "<a href=https://x/>" * 20_000,
    "attributes": "<a " + "x='\"" * 100_000,
    "quoted lines": ">\n\n" * 100_000,
    "one line above quotes": "x" * 300_000 + "\n>\n\n" * 30_000,
    "dashes": "-" * 500_000,
    "who wrote": "Le 1 mai a@b.fr a écrit a écrit a écrit\n" * 12_000,
    "headers": "De : a\n\n" * 60_000,
    "lines of dashes": ("-- message " * 17 + "\n") * 2_500,
}


@pytest.mark.parametrize("kind", ["plain", "html"])
@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_is_read_all_the_same(name, kind):
    parse(mail(HOSTILE[name], Content_Type=f"text/{kind}"))
