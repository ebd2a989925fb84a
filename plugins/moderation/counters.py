"""How much one network may send, counted in memory or, for several workers, in Redis."""

from datetime import datetime

from limits import RateLimitItem, RateLimitItemPerDay, RateLimitItemPerMinute
from limits.storage import storage_from_string
from limits.strategies import MovingWindowRateLimiter

from plugins.moderation import networks
from plugins.moderation.settings import Intake


class Counters:
    """Counts by network. Raises limits' own errors where Redis cannot be reached at the start."""

    def __init__(self, settings: Intake, key: bytes) -> None:
        self._key = key
        self._limiter = MovingWindowRateLimiter(storage_from_string(settings.redis or "memory://"))
        self._sends = (
            RateLimitItemPerMinute(settings.per_minute, namespace="minute"),
            RateLimitItemPerDay(settings.per_day, namespace="day"),
        )
        self._previews = (RateLimitItemPerMinute(settings.previews_per_minute, namespace="preview"),)

    def may_send(self, address: str | None, now: datetime) -> bool:
        return self._may(self._sends, address, now)

    def may_preview(self, address: str | None, now: datetime) -> bool:
        return self._may(self._previews, address, now)

    def is_new(self, fingerprint: str, now: datetime) -> bool:
        """Whether this text comes for the first time in a day."""
        return self._limiter.hit(_ONCE, fingerprint, f"{now:%Y%m%d}")

    def _may(self, limits: tuple[RateLimitItem, ...], address: str | None, now: datetime) -> bool:
        name = networks.name_of_the_day(networks.network(address), self._key, now.date())
        if not all(self._limiter.test(limit, name) for limit in limits):
            return False
        return all(self._limiter.hit(limit, name) for limit in limits)


_ONCE = RateLimitItemPerDay(1, namespace="text")
