"""Without a session every address of the desk answers alike; with one, a form must be the desk's own."""

from urllib.parse import urlencode

import pytest

from tests.moderation.samples import submission
from tests.moderation.web.desk.conftest import OURS
from tests.moderation.web.test_web import said

SECRET = "canari"
ADDRESSES = (
    "/bureau/", "/bureau", "/bureau/publies/", "/bureau/nulle-part", "/bureau/a/b/c", "/bureau/sortir",
    "/bureau/sessions/", "/bureau/?suite=https://evil.example", "/bureau/%2e%2e/", "/bureau/é",
    f"/bureau/commentaire/{submission().id}", "/bureau/?page=2", "/bureau/entrer",
)  # fmt: skip


@pytest.fixture
def waiting(stranger):
    stranger.desk.queue.add(submission(text=SECRET))
    return stranger


def test_every_address_answers_alike(waiting):
    answers = [waiting.get(path) for path in ADDRESSES]
    assert {answer.status_code for answer in answers} == {403}
    assert len({answer.get_data() for answer in answers}) == 1
    assert SECRET not in said(answers[0]) and "Set-Cookie" not in answers[0].headers


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "MERGE"])
def test_and_every_method(waiting, method):
    expected = waiting.get().get_data()
    for path in ADDRESSES:
        if (method, path) == ("POST", "/bureau/entrer"):
            continue
        answer = waiting.client.open(path, base_url=waiting.base, method=method, headers=OURS)
        assert (answer.status_code, answer.get_data()) == (403, expected), path
        assert "Allow" not in answer.headers


def test_method_overrides_override_nothing(waiting):
    for name in ("X-HTTP-Method-Override", "X-Method-Override", "_method"):
        answer = waiting.get("/bureau/sortir", headers={name: "POST"}, query_string={"_method": "POST"})
        assert answer.status_code == 403


def test_neighbours_are_not_its_own(waiting):
    assert waiting.get("/bureaux").status_code == 404


HOSTS = ("evil.example", "blog.example.evil.example", "evil.example:8000", "localhost", "127.0.0.1", "[::1")


@pytest.mark.parametrize("host", HOSTS)
def test_another_host_is_shown_nothing(moderator, host):
    for path in ADDRESSES:
        answer = moderator.get(path, headers={"Host": host})
        assert answer.status_code in (400, 421) and "jeton" not in answer.get_data(as_text=True)
    headers = {**OURS, "Host": host}
    assert moderator.post("/bureau/entrer", headers, cle=moderator.key()).status_code in (400, 421)


@pytest.mark.parametrize("host", ["localhost", "localhost:8000", "127.0.0.1:8000", "[::1]:8000"])
def test_this_machine_has_several_names(at_home, host):
    assert at_home.get(headers={"Host": host}).status_code == 403


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example:8000", "192.168.1.7:8000"])
def test_and_no_others(at_home, host):
    """DNS rebinding: a stranger's page asks this machine by a name of the stranger's."""
    at_home.enter()
    assert at_home.get().status_code == 200
    assert at_home.get(headers={"Host": host}).status_code == 421


def test_forwarded_hosts_are_not_believed(moderator):
    for name in ("X-Forwarded-Host", "X-Host", "Forwarded"):
        answer = moderator.get(headers={name: "host=evil.example"})
        assert "evil.example" not in answer.get_data(as_text=True)


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": "null"},
        {"Origin": "https://evil.example"},
        {"Origin": "http://evil.example", "Sec-Fetch-Site": "cross-site"},
        {"Origin": "https://blog.example", "Sec-Fetch-Site": "cross-site"},
        {"Origin": "null", "Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none"},
        {"Referer": "https://blog.example/bureau/"},
    ],
)
def test_a_form_of_elsewhere_does_nothing(moderator, headers):
    answer = moderator.post("/bureau/sortir", headers, jeton=moderator.token())
    assert answer.status_code == 403 and moderator.get().status_code == 200


def test_an_old_browser_says_its_origin(moderator):
    answer = moderator.post("/bureau/sortir", {"Origin": "https://blog.example"}, jeton=moderator.token())
    assert answer.status_code == 303


@pytest.mark.parametrize("token", [None, "", "x", "é"])
def test_nor_does_one_without_the_token(moderator, token):
    fields = {} if token is None else {"jeton": token}
    assert moderator.post("/bureau/sortir", **fields).status_code == 403
    assert moderator.get().status_code == 200


def test_nor_does_the_token_of_another_session(moderator):
    mine = moderator.token()
    moderator.enter()
    assert moderator.post("/bureau/sortir", jeton=mine).status_code == 403


def test_a_token_in_the_address_is_none(moderator):
    assert moderator.post(f"/bureau/sortir?jeton={moderator.token()}").status_code == 403


GOALS = ("https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)")


@pytest.mark.parametrize("goal", GOALS)
def test_nothing_leads_elsewhere(stranger, goal):
    given = dict.fromkeys(("suite", "next", "url", "retour", "return", "redirect"), goal)
    query = urlencode(given)
    assert stranger.post(f"/bureau/entrer?{query}", cle=stranger.key(), **given).location == "/bureau/"
    assert stranger.send(f"/bureau/sortir?{query}", **given).location == "/bureau/"


def test_headers_of_every_answer(moderator):
    for path in ("/bureau/", "/bureau/nulle-part", "/commenter", "/ailleurs"):
        headers = moderator.get(path).headers
        assert "script-src" not in headers["Content-Security-Policy"]
        assert "default-src 'none'" in headers["Content-Security-Policy"]
        assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
        assert headers["X-Content-Type-Options"] == "nosniff" and headers["Referrer-Policy"] == "no-referrer"
        assert headers["Cache-Control"] == "no-store" and "noindex" in headers["X-Robots-Tag"]
        assert (
            headers["Cross-Origin-Opener-Policy"] == headers["Cross-Origin-Resource-Policy"] == "same-origin"
        )
