"""How much one network may send, counted in memory or, for several workers, in Redis."""

from datetime import datetime

from limits import RateLimitItem, RateLimitItemPerDay, RateLimitItemPerHour, RateLimitItemPerMinute
from limits.errors import StorageError
from limits.storage import MemoryStorage, RedisStorage, Storage
from limits.strategies import MovingWindowRateLimiter

from plugins.moderation.core.settings import IntakeSettings
from plugins.moderation.web import networks


class Counters:
    """Counts by network. Where Redis does not answer, nothing is counted: comments are taken all the same."""

    def __init__(self, settings: IntakeSettings, key: bytes) -> None:
        self._key = key
        self._limiter = MovingWindowRateLimiter(_storage(settings.redis))
        self._sends = (
            RateLimitItemPerMinute(settings.per_minute, namespace="minute"),
            RateLimitItemPerDay(settings.per_day, namespace="day"),
        )
        self._withdrawals = (RateLimitItemPerHour(settings.withdrawals_per_hour, namespace="withdraw"),)
        self._logins = (RateLimitItemPerHour(settings.logins_per_hour, namespace="login"),)
        self._previews = (RateLimitItemPerMinute(settings.previews_per_minute, namespace="preview"),)

    def may_send(self, address: str | None, now: datetime) -> bool:
        return self._may(self._sends, address, now)

    def may_preview(self, address: str | None, now: datetime) -> bool:
        return self._may(self._previews, address, now)

    def may_withdraw(self, address: str | None, now: datetime) -> bool:
        return self._may(self._withdrawals, address, now)

    def may_log_in(self, address: str | None, now: datetime) -> bool:
        return self._may(self._logins, address, now)

    def may_mail_key(self, to: str, now: datetime) -> bool:
        """Whether somebody is sent one more key: a mailbox is not filled by a stranger."""
        name = networks.name_of_the_day(to.casefold(), self._key, now.date())
        return all(self._hit(limit, "to", name) for limit in self._logins)

    def is_new(self, fingerprint: str, now: datetime) -> bool:
        """Whether this text comes for the first time in a day."""
        return self._hit(_ONCE, fingerprint, f"{now:%Y%m%d}")

    def _may(self, limits: tuple[RateLimitItem, ...], address: str | None, now: datetime) -> bool:
        """A refused one counts for no other limit: who waits a minute has lost nothing of his day."""
        name = networks.name_of_the_day(networks.network(address), self._key, now.date())
        return all(self._hit(limit, name) for limit in limits)

    def _hit(self, limit: RateLimitItem, *names: str) -> bool:
        try:
            return self._limiter.hit(limit, *names)
        except StorageError:
            return True


def _storage(redis: str) -> Storage:
    """No visitor waits for a Redis that hangs."""
    if not redis:
        return MemoryStorage()
    return RedisStorage(
        redis, wrap_exceptions=True, socket_connect_timeout=_PATIENCE, socket_timeout=_PATIENCE
    )


_PATIENCE = 2  # seconds
_ONCE = RateLimitItemPerDay(1, namespace="text")
