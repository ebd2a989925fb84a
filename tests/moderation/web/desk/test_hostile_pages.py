"""Whatever a visitor or an address says, a page of the desk has what its templates have, and nothing else;
and the same page without escaping is caught."""

import re
from dataclasses import replace

import pytest
from bs4 import BeautifulSoup

from plugins.common.text import clean, one_line
from plugins.moderation.core import submission_file
from plugins.moderation.core.reasons import Reason
from plugins.moderation.core.submission import parse
from plugins.moderation.web.desk import batch_page, erase_page, list_page
from tests.hostile.generated import OWN
from tests.moderation.samples import NOW, submission
from tests.moderation.web.desk.conftest import RULES, Moderator
from tests.moderation.web.test_web import said, soup

NAMES = frozenset(
    [
        "html",
        "head",
        "meta",
        "title",
        "link",
        "body",
        "nav",
        "a",
        "header",
        "p",
        "form",
        "input",
        "button",
        "main",
        "ul",
        "li",
        "span",
        "h1",
        "h2",
        "h3",
        "details",
        "summary",
        "label",
        "select",
        "option",
        "ol",
        "time",
        "bdi",
        "div",
        "br",
        "dl",
        "dt",
        "dd",
        "footer",
        "kbd",
        "u",
        "section",
        "textarea",
        "strong",
        "pre",
        "code",
        "fieldset",
        "legend",
        "sup",
    ]
)
ATTRIBUTES = frozenset(
    [
        "lang",
        "charset",
        "name",
        "content",
        "rel",
        "href",
        "class",
        "aria-label",
        "id",
        "tabindex",
        "action",
        "formaction",
        "method",
        "type",
        "value",
        "aria-current",
        "role",
        "for",
        "autocomplete",
        "form",
        "selected",
        "title",
        "datetime",
        "dir",
        "accesskey",
        "open",
        "required",
        "rows",
        "checked",
        "inputmode",
        "autofocus",
        "maxlength",
        "aria-labelledby",
        "aria-invalid",
        "aria-describedby",
    ]
)
SCHEMES = ("/", "#", "?", "http://", "https://")
PAGES = (("personnes/", "qui"), ("regles/", "essai"), ("commentaire/x", "retour"))
FIELDS = ("mots", "billet", "nom", "email", "hote", "raison", "depuis", "apres", "ici", "fait", "ordre")


def breaches(page) -> list[str]:
    """Elements, attributes and links that no template of the desk writes."""
    found = []
    for element in BeautifulSoup(page.get_data(as_text=True), "html.parser").find_all(True):
        strange = set(element.attrs) - ATTRIBUTES
        if element.name not in NAMES or strange:
            found.append(f"{element.name} {strange}")
        leads = [element.get(name, "/") for name in ("action", "formaction")]
        if not element.get("href", "/").startswith(SCHEMES) or not all(one[:1] == "/" for one in leads):
            found.append(f"{element.name} {element.attrs}")
    return found


@pytest.fixture
def full(visitor, monkeypatch):
    """Every string that was written by hand, as a name, a text and a site, through the form's own door; as a
    reason and an address, which other doors may let in. By the rules of today all of it is spam."""
    monkeypatch.setattr(list_page, "SIZE", 5000)
    monkeypatch.setattr(batch_page, "_LISTED", 5000)
    monkeypatch.setattr(erase_page, "_MOST", 5000)
    moderator = Moderator(visitor, RULES + "[spam]\npatterns = ['(?s).']\npoints_per_pattern = 100\n")
    moderator.enter()
    (moderator.paths.queue / "pending").mkdir(exist_ok=True)
    for number, text in enumerate(OWN):
        form = {"article": "un", "author": text[:100], "text": text, "site": text, "email": "a@b.fr"}
        parsed = parse(form)
        if parsed.words is None:
            parsed = parse({**form, "author": f"a{text[:90]}", "text": f"a{text}", "site": ""})
        if parsed.words:
            one = submission(number, **_fields(parsed.words), email=one_line(clean(text)) or "a@b.fr")
            reasons = tuple(Reason(rule, clean(text), 0) for rule in ("word", "pattern", ""))
            path = moderator.paths.queue / "pending" / f"{one.id}.txt"
            path.write_bytes(submission_file.dump(replace(one, reasons=reasons)))
    return moderator


def _fields(words):
    given = {name: getattr(words, name) for name in ("author", "text", "site")}
    return {name: value for name, value in given.items() if value}


def test_comments(full):
    page = full.get()
    assert len(full.desk.queue.ids("pending")) > 300
    assert page.status_code == 200 and breaches(page) == []


def test_one_comment_each_with_what_was_there_before(full):
    desk = full.desk
    for identifier in desk.queue.ids("pending")[::10]:
        before = desk.queue.find(identifier)[1].words
        desk.correct(identifier, replace(before, text=f"{before.text}."), NOW)
        page = full.get(f"/bureau/commentaire/{identifier}")
        assert page.status_code == 200 and "avait écrit" in said(page) and breaches(page) == [], before.text


def test_what_was_done_is_told(full):
    for identifier in full.desk.queue.ids("pending")[::20]:
        page = full.get(f"/bureau/refuses/?fait={identifier}")
        assert "est de nouveau en attente" in said(page) and breaches(page) == []


@pytest.mark.parametrize("path", ["ensemble", "effacer"])
def test_many_listed_before_anything_is_done(full, path):
    page = full.send(f"/bureau/{path}", portee="tous", decision="spam")
    assert len(soup(page).select("main li")) > 300 and breaches(page) == []


@pytest.mark.parametrize("query", ["", "?essai=script&comme=mot", "?essai=.&comme=motif"])
def test_rules_with_what_they_would_find(full, query):
    page = full.get(f"/bureau/regles/{query}")
    assert len(soup(page).select("#attend ~ ul li")) > 300 and breaches(page) == []


def test_a_person_with_all_that_is_kept(full):
    for identifier in full.desk.queue.ids("pending")[::60]:
        who = full.desk.queue.find(identifier)[1].words.email
        page = full.get("/bureau/personnes/", query_string={"qui": who})
        assert page.status_code == 200 and breaches(page) == [], who


def test_without_escaping_it_would_be_seen(full):
    full.app.jinja_env.autoescape = False
    full.app.jinja_env.cache.clear()
    assert len(breaches(full.get())) > 100


def test_addresses(moderator):
    moderator.desk.queue.add(submission())
    for text in OWN[::7]:
        for path in ("/bureau/", "/bureau/publies/"):
            page = moderator.get(path, query_string=dict.fromkeys(FIELDS, text[:900]))
            assert page.status_code == 200 and breaches(page) == [], text
        for path, field in PAGES:
            page = moderator.get(f"/bureau/{path}", query_string={field: text})
            assert page.status_code in (200, 404) and breaches(page) == [], (path, text)


def test_the_door(stranger):
    for text in OWN[::7]:
        assert breaches(stranger.get(query_string={"cle": text})) == [], text
        assert breaches(stranger.post("/bureau/entrer", cle=text)) == [], text


def test_a_host_has_no_sign_that_html_knows(full):
    """Why a host is what it seems, wherever it is printed."""
    hosts = {host for one in full.desk.index.find() for host in one.hosts}
    assert hosts and all(re.fullmatch(r"[a-z0-9._:\[\]-]+", host) for host in hosts)
