"""A moderator's browser: posts from the pages that it was given, as browsers do."""

import json
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
from werkzeug.test import TestResponse

from plugins.moderation.core.desk import Desk
from plugins.moderation.core.login import HERE
from plugins.moderation.web.app import create
from plugins.moderation.web.intake import FollowUps
from tests.moderation.conftest import Visitor
from tests.moderation.web.test_web import soup
from tests.site.conftest import SITEURL

OURS = {"Origin": "null", "Sec-Fetch-Site": "same-origin"}
RULES = '[mail]\nmoderator = "Zoé <zoe@exemple.fr>, lea@exemple.fr"\n[desk]\nauthor = "La maison"\n'


class Moderator:
    """`mails`: keys that were asked for, as (address, link). `base`: how it asks for pages."""

    def __init__(self, visitor: Visitor, rules: str = RULES, base: str = SITEURL) -> None:
        self.base, self.cookie = base, "__Host-bureau" if base.startswith("https:") else "bureau"
        self.paths, self.clock = visitor.paths, visitor.clock
        self.paths.rules.write_text(rules)
        self.mails: list[tuple[str, str]] = []
        self.decided: list[str] = []
        follow_ups = FollowUps(
            decided=lambda: self.decided.append("decided"),
            login_requested=lambda who, link: self.mails.append((who, link)),
        )
        self.app = create(Desk(self.paths), self.clock, follow_ups)
        self.client = self.app.test_client()

    @property
    def desk(self) -> Desk:
        return Desk(self.paths)

    def key(self, who: str = HERE, **lasts: int) -> str:
        now = self.clock()
        return self.desk.login_links().issue(who, now, timedelta(**(lasts or {"minutes": 15})))

    def enter(self, who: str = HERE) -> TestResponse:
        return self.post("/bureau/entrer", cle=self.key(who))

    def get(self, path: str = "/bureau/", **options: Any) -> TestResponse:
        return self.client.get(path, base_url=self.base, **options)

    def post(self, path: str, headers: dict[str, str] = OURS, **fields: Any) -> TestResponse:
        return self.client.post(path, base_url=self.base, data=fields, headers=headers)

    @property
    def secret(self) -> str | None:
        """What its cookie says."""
        found = self.client.get_cookie(self.cookie, self._domain, self._cookie_path)
        return found.value if found else None

    @secret.setter
    def secret(self, value: str) -> None:
        self.client.set_cookie(self.cookie, value, domain=self._domain, path=self._cookie_path)

    @property
    def _domain(self) -> str:
        return urlsplit(self.base).hostname or ""

    @property
    def _cookie_path(self) -> str:
        return "/" if self.cookie.startswith("__Host-") else "/bureau/"

    def token(self) -> str:
        """Of the forms of its session."""
        return soup(self.get()).select_one('[name="jeton"]')["value"]

    def send(self, path: str, **fields: Any) -> TestResponse:
        """A form of a page of the desk."""
        return self.post(path, jeton=self.token(), **fields)


@pytest.fixture
def stranger(visitor: Visitor) -> Moderator:
    """Before any login."""
    return Moderator(visitor)


@pytest.fixture
def moderator(stranger: Moderator) -> Moderator:
    stranger.enter()
    return stranger


def move(visitor: Visitor, address: str) -> None:
    """The site as a build for another address tells of it."""
    hosts = visitor.paths.root / "output.hosts"
    known = json.loads((hosts / "intake.json").read_text())
    known["site"]["address"] = f"{address}/"
    if hosts.is_symlink():  # what all tests share
        hosts.unlink()
        hosts.mkdir()
    (hosts / "intake.json").write_text(json.dumps(known))


@pytest.fixture
def at_home(visitor: Visitor) -> Moderator:
    """By `make serve`, before any login."""
    move(visitor, "http://localhost:8000")
    return Moderator(visitor, base="http://localhost:8000")
