"""Whatever a visitor or an address says, a page of the desk has what its templates have, and nothing else;
and the same page without escaping is caught."""

import pytest
from bs4 import BeautifulSoup

from plugins.moderation.core.submission import parse
from plugins.moderation.web.desk import list_page
from tests.hostile.generated import OWN
from tests.moderation.samples import submission

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
def full(moderator, monkeypatch):
    """Every string that was written by hand, as a name, a text and a site, through the form's own door."""
    monkeypatch.setattr(list_page, "SIZE", 5000)
    for number, text in enumerate(OWN):
        form = {"article": "un", "author": text[:100], "text": text, "site": text, "email": "a@b.fr"}
        parsed = parse(form)
        if parsed.words is None:
            parsed = parse({**form, "author": f"a{text[:90]}", "text": f"a{text}", "site": ""})
        if parsed.words:
            moderator.desk.queue.add(submission(number, **_fields(parsed.words)))
    return moderator


def _fields(words):
    given = {name: getattr(words, name) for name in ("author", "text", "site")}
    return {name: value for name, value in given.items() if value}


def test_comments(full):
    page = full.get()
    assert len(full.desk.queue.ids("pending")) > 300
    assert page.status_code == 200 and breaches(page) == []


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
