"""Answers as mail programs write them: words of who sends stay, words of who is quoted go, and so does every
address. The mails are made up; what marks a quote in each is what that program is known to write."""

import pytest

from plugins.moderation.mail.incoming import parse
from tests.moderation.mail.letters import mail

JEAN = '"Jean" <jean@x.fr>'
LE = "Le mardi 24 novembre 2026 à 10:00"

ANSWERS = {
    "Thunderbird": "Oui.\n\nLe 24/11/2026 à 10:00, Jean a écrit :\n> Non.\n>",
    "Thunderbird, below": "Le 24/11/2026 à 10:00, Jean a écrit :\n> Non.\n\nOui.\n\n-- \nZoé",
    "K-9": f"Oui.\n\n{LE}:00 GMT+01:00, {JEAN} a écrit :\n>Non.\n>Si.\n\n-- \n"
    f"Envoyé de mon appareil Android.",
    "K-9, no date": f"Oui.\n\n{JEAN} a écrit :\n\n> Non.",
    "Yahoo": f"Oui.\n\n    {LE}:00 UTC+1, {JEAN} a écrit :  \n \n Non.\n   ",
    "Yahoo, iPhone": f"Oui.\n\n\nEnvoyé à partir de Yahoo Mail pour iPhone\n\n\n{LE}, {JEAN} a écrit :\n"
    f"\nNon.",
    "Yahoo, own praise": f"Oui.\n\nYahoo Mail : Recherchez, organisez\n\n{LE}, {JEAN} a écrit :\n\nNon.",
    "Orange": f"Oui.\n\n\n> Message du 24/11/26 10:00\n> De : {JEAN}\n> A : <zoe@x.fr>\n> Copie à : \n"
    "> Objet : Été\n> \n> Non.",
    "Outlook 2011 for Mac": "Oui.\n\nLe 24/11/2026 10:00, « Jean » <jean@x.fr> a écrit :\n\n>Non.",
    "Tutanota": "Oui.\n-- \nTuta\n\n\n24 nov. 2026, 10:00 par jean@x.fr:\n\n> Non.",
    "Tutanota, no signature": "Oui.\n\n24 nov. 2026, 10:00 par jean@x.fr:\n\n> Non.",
    "Proton": f"Oui.\n\nEnvoyé avec la messagerie sécurisée Proton Mail.\n\n{LE}, {JEAN} a écrit :\n\n> Non.",
    "Proton, older": f"Oui.\n\n------- Original Message -------\n{LE}, {JEAN} a écrit :\n\n\n> Non.",
    "Zoho": f"Oui.\n\n---- Le mar., 24 nov. 2026 10:00:00 +0100 {JEAN} a écrit ----\n\n > Non.",
    "Horde": f"Oui.\n\nQuoting {JEAN}:\n\n> Non.",
    "Roundcube": "Oui.\n\nLe 2026-11-24 10:00, Jean a écrit :\n\n> Non.",
    "iPhone": f"Oui.\n\nEnvoyé de mon iPhone\n\n> {LE}, {JEAN} a écrit :\n> \n> Non.",
}

FRESH = {  # what some webmails send as an answer has no In-Reply-To either
    "Thunderbird, forwarded": "Oui.\n\n\n-------- Message transféré --------\nSujet : \tÉté\n"
    f"Date : \tTue, 24 Nov\n"
    f"De : \t{JEAN}\nPour : \tzoe@x.fr\n\n\n\nNon.",
    "K-9, headers": "Oui.\n\n-------- Courriel d’origine --------\nDe : Jean\nEnvoyé : 24 novembre\n\nNon.",
    "Zimbra": f"Oui.\n\n----- Mail original -----\nDe: {JEAN}\nÀ: \"Zoé\" <zoe@x.fr>\nObjet: Été\n\nNon.",
    "Zimbra, no line": f"Oui.\n\n\nDe: {JEAN}\nÀ: zoe@x.fr\nEnvoyé: Mardi 24 Novembre\nObjet: Été\n\nNon.",
    "Zimbra, sent on": f"Oui.\n\n----- Mail transféré -----\nDe: {JEAN}\n\nNon.",
    "GMX": f"Oui.\n \n\nEnvoyé: mardi 24 novembre 2026 à 10:00\nDe: {JEAN}\nÀ: zoe@x.fr\nObjet: Été\n\nNon.",
    "GMX, German": f"Oui.\n \nGesendet: Dienstag, 24. November\nVon: {JEAN}\nAn: zoe@x.fr\n"
    f"Betreff: Été\n\nNon.",
    "Orange": f"Oui.\n\n\n> Message du 24/11/26 10:00\n> De : {JEAN}\n> A : <zoe@x.fr>\n> Objet : Été\n"
    f">\n> Non.",
    "Orange, newer": f"Oui.\n\nenvoyé : 24 novembre 2026 à 10:00\nde : {JEAN}\nà : zoe@x.fr\n"
    f"objet : Été\n\nNon.",
    "SFR": f"Oui.\n\n{'=' * 40}\n\nMessage du : 24/11/2026 10:00\nDe : {JEAN}\nA : zoe@x.fr\nCopie à : \n"
    "Sujet : Été\n\n\nNon.",
    "Outlook for Mac": f"Oui.\n\n\nDe : Jean\nDate : {LE[3:]}\nÀ : Zoé\nObjet : Été\n\nNon.",
    "Outlook": f"Oui.\n\n{'_' * 32}\nDe : Jean\nNon.",
    "Outlook, telephone": "Oui.\n\nObtenez Outlook pour iOS<https://aka.ms/o0ukef>\n"
    f"{'_' * 32}\nFrom: {JEAN}\nSent: Tuesday\nNon.",
    "Outlook, named": "Oui.\n\nFrom: Jean [mailto:jean@x.fr]\nSent: Tuesday\nTo: Zoé\nSubject: Été\n\nNon.",
    "Samsung": "Oui.\n\nEnvoyé depuis mon appareil Galaxy\n\n\n-------- Message d'origine --------\n"
    f"De : {JEAN}\nDate : 24/11/2026\nNon.",
    "iPhone": f"Oui.\n\n> {LE}, {JEAN} a écrit :\n> \n> Non.",
}  # fmt: skip


@pytest.mark.parametrize("program", ANSWERS)
def test_an_answer(program):
    assert parse(mail(ANSWERS[program], In_Reply_To="<0@x.fr>")).text == "Oui."


@pytest.mark.parametrize("program", FRESH)
def test_a_quote_is_known_by_its_head_alone(program):
    assert parse(mail(FRESH[program])).text == "Oui."


TO = "&lt;<a href='mailto:jean@x.fr'>jean@x.fr</a>&gt;"
HEAD = f"<b>De : </b>Jean {TO}<br><b>Envoyé : </b>mardi<br><b>À : </b>zoe@x.fr<br><b>Objet : </b>Été"
PAGES = {
    "Thunderbird": "<p>Oui.</p><div class='moz-cite-prefix'>Le 24/11/2026 à 10:00, Jean a écrit :<br></div>"
    "<blockquote type='cite' cite='mid:1@x.fr'>Non.</blockquote>",
    "Thunderbird, forwarded": "<p>Oui.</p><div class='moz-forward-container'>"
    "-------- Message transféré --------"
    "<table class='moz-email-headers-table'><tr><th>Sujet :</th><td>Été</td></tr></table>Non.</div>",
    "K-9": f"<div>Oui.</div><div class='gmail_quote'>{LE}, Jean {TO} a écrit :"
    "<blockquote class='gmail_quote'>Non.</blockquote></div>",
    "Zimbra": f"<div>Oui.</div><hr id='zwchr' data-marker='__DIVIDER__'><div data-marker='__HEADERS__'>"
    f"{HEAD}</div>"
    "<br><div data-marker='__QUOTED_TEXT__'>Non.</div>",
    "Zimbra, quoted only": "<div>Oui.</div><div data-marker='__QUOTED_TEXT__'>Non.</div>",
    "Yahoo": f"<div>Oui.</div><div id='ydp1f2yahoo_quoted_3' class='ydp1f2yahoo_quoted'>"
    f"{LE}, Jean {TO} a écrit :"
    "<div>Non.</div></div>",
    "Yahoo, iPhone": f"Oui.<br><p class='yahoo-quoted-begin'>{LE}, Jean {TO} a écrit :</p>"
    "<blockquote class='iosymail'>Non.</blockquote>",
    "GMX": f"<div>Oui.</div><div name='quote' style='margin:10px'><div>{HEAD}</div>"
    f"<div name='quoted-content'>Non."
    "</div></div>",
    "Outlook for Mac": "<p>Oui.</p>"
    f"<div style='border:none;border-top:solid #B5C4DF 1.0pt;padding:3.0pt 0cm 0cm 0cm'>"
    f"<p class='MsoNormal'>{HEAD}</p></div><div><p>Non.</p></div>",
    "Outlook 2011 for Mac": f"<div>Oui.</div><span id='OLK_SRC_BODY_SECTION'><div>{HEAD}</div>Non.</span>",
    "Outlook 2003": "<p>Oui.</p><div class='OutlookMessageHeader'>-----Message d'origine-----</div><p>"
    "Non.</p>",
    "Outlook on the web": f"<div>Oui.</div><div id='appendonsend'></div><hr><div>{HEAD}</div><div>Non.</div>",
    "Outlook, telephone": "<div>Oui.</div><div id='mail-editor-reference-message-container'><div>"
    "Non.</div></div>",
    "Hotmail": "<div>Oui.</div><div><hr id='stopSpelling'>Date: Tue<br>From: jean@x.fr<br>Non.</div>",
    "Tutanota": "<div>Oui.</div><div>24 nov. 2026, 10:00 par jean@x.fr:<br></div>"
    "<blockquote class='tutanota_quote'>Non.</blockquote>",
    "Orange": f"<p>Oui.</p><blockquote>&gt; Message du 24/11/26 10:00<br>&gt; De : Jean {TO}<br>"
    f"&gt; A : zoe@x.fr"
    "<br>&gt; Objet : Été<br>&gt;<br><p>Non.</p></blockquote>",
    "Spark": f"<div>Oui.</div><div name='messageReplySection'>{LE}, Jean {TO} a écrit :<blockquote>"
    f"Non.</blockquote>"
    "</div>",
    "Zoho": f"<div>Oui.</div><div class='zmail_extra'>---- {LE}, Jean {TO} a écrit ----<blockquote>"
    f"Non.</blockquote>"
    "</div>",
    "Proton": f"<div>Oui.</div><div class='protonmail_signature_block'>Envoyé avec Proton Mail</div>"
    f"<div class='protonmail_quote'>{LE}, Jean {TO} a écrit :<br><blockquote>Non.</blockquote></div>",
}  # fmt: skip


@pytest.mark.parametrize("answers", [{}, {"In_Reply_To": "<0@x.fr>"}])
@pytest.mark.parametrize("program", PAGES)
def test_an_answer_in_html(program, answers):
    assert parse(mail(PAGES[program], Content_Type="text/html; charset=utf-8", **answers)).text == "Oui."


@pytest.mark.parametrize(
    "text",
    [
        "Message du 24/11/26 :\noui.",
        "Envoyé par la poste, en novembre",
        "Envoyé avec amour",
        "J'ai lu ceci :\n> Non.\net j'en ris.",
        "Je cite jean@autre.example, ligne 3 :\n> Non.",
        "== Titre ==\nOui.",
        "Yahoo Mail : un avis\n\nC'est lent.",
        "> de : Paris\n> à : Lyon\nJ'y étais.",
    ],
)
def test_what_a_person_types_stays(text):
    assert parse(mail(text)).text == text
