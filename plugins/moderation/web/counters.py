"""Rate limits per network, counted in memory or, for several workers, in Redis."""

from datetime import datetime

from limits import RateLimitItem, RateLimitItemPerDay, RateLimitItemPerHour, RateLimitItemPerMinute
from limits.errors import StorageError
from limits.storage import MemoryStorage, RedisStorage, Storage
from limits.strategies import MovingWindowRateLimiter

from plugins.moderation.core.settings import IntakeSettings
from plugins.moderation.web import networks

_PATIENCE = 2  # seconds
_ONCE = RateLimitItemPerDay(1, namespace="text")


class Counters:
    """Rate limits. If Redis does not answer, nothing is counted, and comments are accepted all the same."""

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
        """Whether another login link may be mailed to this address, so that strangers cannot flood its
        mailbox."""
        name = networks.name_of_the_day(to.casefold(), self._key, now.date())
        return all(self._hit(limit, "to", name) for limit in self._logins)

    def is_new(self, fingerprint: str, now: datetime) -> bool:
        """Whether this text is sent for the first time today."""
        return self._hit(_ONCE, fingerprint, f"{now:%Y%m%d}")

    def _may(self, limits: tuple[RateLimitItem, ...], address: str | None, now: datetime) -> bool:
        """Check limits in order. A request refused by one limit does not count for the following ones."""
        name = networks.name_of_the_day(networks.network(address), self._key, now.date())
        return all(self._hit(limit, name) for limit in limits)

    def _hit(self, limit: RateLimitItem, *names: str) -> bool:
        try:
            return self._limiter.hit(limit, *names)
        except StorageError:
            return True


def _storage(redis: str) -> Storage:
    """The counters' storage, with a short timeout, so that visitors do not wait for a Redis that hangs."""
    if not redis:
        return MemoryStorage()
    return RedisStorage(
        redis, wrap_exceptions=True, socket_connect_timeout=_PATIENCE, socket_timeout=_PATIENCE
    )
