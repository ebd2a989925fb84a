"""Login links to the browser desk: signed, valid once, for a quarter of an hour."""

import secrets
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

from plugins.common import files
from plugins.moderation.core import signing
from plugins.moderation.core.signing import InvalidToken, Purpose

MINUTES = 15
HERE = ""
"""The identity of somebody with shell access to this machine; others are identified by their address."""
_MOMENT = "%Y%m%dT%H%M%SZ"


class LoginLinks:
    """Issues and accepts login tokens, and stores which were used. `people`: the moderators' addresses."""

    def __init__(self, folder: Path, key: bytes, people: Iterable[str]) -> None:
        self._folder, self._key = folder, key
        self._people = {_short(person): person for person in (HERE, *people)}

    def may_enter(self, who: str) -> bool:
        """Whether somebody is still a moderator."""
        return _short(who) in self._people

    def issue(self, who: str, now: datetime, lasts: timedelta = timedelta(minutes=MINUTES)) -> str:
        """A token for an address. It does not contain the address, since links end up in logs."""
        until = (now + lasts).astimezone(UTC).strftime(_MOMENT)
        text = f"{until}-{_short(who)}-{secrets.token_hex(8)}"
        return signing.sign_id(text, Purpose.LOGIN, self._key)

    def take(self, token: str, now: datetime) -> str:
        """The address that a token was issued to; a second time it is invalid. Raises InvalidToken."""
        text = signing.read_id(token, Purpose.LOGIN, self._key)
        until, short, _ = text.split("-")
        if now > datetime.strptime(until, _MOMENT).replace(tzinfo=UTC):
            raise InvalidToken("its time is over")
        if short not in self._people:
            raise InvalidToken("it is of nobody who moderates here")
        self._note(text, now)
        return self._people[short]

    def _note(self, text: str, now: datetime) -> None:
        """Note that a token was used. Of several simultaneous requests with the same token, only one
        succeeds."""
        files.make_folder(self._folder, private=True)
        over = now.astimezone(UTC).strftime(_MOMENT)
        for path in self._folder.glob("*-*-*"):
            if path.name < over:  # names begin with the moment of expiry
                path.unlink(missing_ok=True)
        try:
            files.create(self._folder / text, b"", private=True)
        except FileExistsError:
            raise InvalidToken("it was used") from None


def _short(who: str) -> str:
    return sha256(who.casefold().encode()).hexdigest()[:16]
