"""Getting in: a key by mail, a session for it; and what does not get in."""

from datetime import timedelta

import pytest

from plugins.moderation.core.login import MINUTES
from plugins.moderation.core.sessions import IDLE
from tests.moderation.web.desk.conftest import RULES, Moderator, move
from tests.moderation.web.test_web import said, soup
from tests.site.conftest import SITEURL

NOTHING_TOLD = 403


def is_in(one, path="/bureau/"):
    return one.get(path).status_code == 200


def test_by_mail(stranger):
    answer = stranger.post("/bureau/entrer", adresse=" ZOE@exemple.fr ")
    assert answer.status_code == 202 and "valable 15 minutes" in said(answer)
    ((who, link),) = stranger.mails
    assert who == "zoe@exemple.fr" and link.startswith(f"{SITEURL}/bureau/?cle=")
    page = stranger.get(link.removeprefix(SITEURL))
    assert not is_in(stranger), "a scanner of mails opens links, too"
    form = soup(page).form
    answer = stranger.post(form["action"], cle=form.input["value"])
    assert (answer.status_code, answer.location) == (303, "/bureau/")
    assert is_in(stranger)


def test_the_answer_is_the_same_for_every_address(stranger):
    texts = {
        stranger.post("/bureau/entrer", adresse=address).get_data()
        for address in (
            "zoe@exemple.fr",
            "lea@exemple.fr",
            "eve@exemple.fr",
            "",
            "é",
            "zoe@exemple.fr, x@y.fr",
        )
    }
    assert len(texts) == 1 and [who for who, _ in stranger.mails] == ["zoe@exemple.fr", "lea@exemple.fr"]


def test_where_there_is_no_mail_a_command_makes_a_key(visitor):
    one = Moderator(visitor, "")
    page = one.get()
    assert not soup(page).select("form") and "plugins.moderation login" in said(page)
    one.enter()
    assert is_in(one)


def test_the_cookie(stranger):
    name, _, rest = stranger.enter().headers["Set-Cookie"].partition("=")
    assert name == "__Host-bureau"
    assert rest.split("; ")[1:] == ["Secure", "HttpOnly", "Path=/", "SameSite=Strict"]


def test_on_ones_own_machine_there_is_no_https(at_home):
    name, _, rest = at_home.enter().headers["Set-Cookie"].partition("=")
    assert name == "bureau" and rest.split("; ")[1:] == ["HttpOnly", "Path=/bureau/", "SameSite=Strict"]
    assert is_in(at_home)


def test_on_a_network_nothing_opens_without(visitor):
    move(visitor, "http://blog.example")
    one = Moderator(visitor, base="http://blog.example")
    answer = one.enter()
    assert answer.status_code == 403 and "https" in said(answer) and "Set-Cookie" not in answer.headers


def test_fixation(stranger):
    """A cookie that somebody else put there is no session, before or after."""
    stranger.secret = "A" * 43
    assert not is_in(stranger)
    stranger.enter()
    assert is_in(stranger) and stranger.secret != "A" * 43
    stranger.secret = "A" * 43
    assert not is_in(stranger)


def test_a_new_session_ends_that_of_before(moderator):
    old = moderator.secret
    moderator.enter()
    moderator.secret = old
    assert not is_in(moderator) and len(moderator.desk.sessions.all()) == 1


def test_an_old_cookie_opens_nothing_after_leaving(moderator):
    old = moderator.secret
    assert moderator.send("/bureau/sortir").location == "/bureau/"
    assert moderator.secret is None
    moderator.secret = old
    assert not is_in(moderator)


def test_nor_after_twelve_hours(moderator):
    moderator.clock.pass_(hours=12)
    assert is_in(moderator)
    moderator.clock.now += IDLE + timedelta(seconds=1)
    assert not is_in(moderator)


def test_nor_when_somebody_moderates_no_more(stranger, visitor):
    stranger.enter("lea@exemple.fr")
    assert is_in(stranger)
    later = Moderator(visitor, RULES.replace(", lea@exemple.fr", ""))
    later.secret = stranger.secret
    assert not is_in(later)


def test_a_key_is_good_once(stranger):
    key = stranger.key()
    stranger.post("/bureau/entrer", cle=key)
    stranger.client = stranger.app.test_client()
    answer = stranger.post("/bureau/entrer", cle=key)
    assert answer.status_code == NOTHING_TOLD and "ne sert qu’une fois" in said(answer)
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize("key", ["", "x", "é", "a.b", "20261124T130507Z-0-0.AAAA", "\0", "x" * 10_000])
def test_a_forged_one_is_not(stranger, key):
    assert stranger.post("/bureau/entrer", cle=key).status_code == NOTHING_TOLD
    assert not is_in(stranger)


def test_an_expired_one_is_not(stranger):
    key = stranger.key()
    stranger.clock.pass_(minutes=MINUTES, seconds=1)
    assert stranger.post("/bureau/entrer", cle=key).status_code == NOTHING_TOLD
    assert not is_in(stranger)


def test_brute_force_meets_the_limit(visitor):
    one = Moderator(visitor, "[intake]\nlogins_per_hour = 3\n" + RULES)
    codes = [one.post("/bureau/entrer", cle=f"guess{n}").status_code for n in range(5)]
    assert codes == [403, 403, 403, 429, 429]
    assert one.enter().status_code == 429, "a right one too: a limit that lets it pass tells that it is right"


def test_a_mailbox_is_not_filled_from_many_networks(visitor):
    one = Moderator(visitor, "[intake]\nlogins_per_hour = 3\n" + RULES)
    for number in range(10):
        one.client.environ_base["REMOTE_ADDR"] = f"192.0.{number}.1"
        assert one.post("/bureau/entrer", adresse="zoe@exemple.fr").status_code == 202
    assert len(one.mails) == 3


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": "null"},
        {"Origin": "https://evil.example"},
        {"Origin": "https://blog.example.evil.example"},
        {"Origin": "http://blog.example"},
        {"Sec-Fetch-Site": "cross-site", "Origin": "https://blog.example"},
        {"Sec-Fetch-Site": "same-site", "Origin": "null"},
        {"Sec-Fetch-Site": "none"},
    ],
)
def test_nobody_logs_another_in_from_elsewhere(stranger, headers):
    answer = stranger.post("/bureau/entrer", headers, cle=stranger.key())
    assert answer.status_code == NOTHING_TOLD and "Set-Cookie" not in answer.headers
