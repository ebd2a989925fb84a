"""Ids of submissions: sortable by time and unique without coordination, so that queues can be merged by
copying."""

from datetime import UTC, datetime

_ALPHABET = "0123456789abcdefghijkmnpqrstuvwx"
RANDOM_BYTES = 5


def of_submission(moment: datetime, chance: bytes) -> str:
    """`20261124-130507-123-k3x9qw2m`: UTC to the millisecond, then 40 random bits; valid in a fragment `#c…`.

    A clock that is set back affects the order, but not the uniqueness. `chance`: the random bytes.
    """
    if len(chance) != RANDOM_BYTES:
        raise ValueError(f"{RANDOM_BYTES} random bytes are needed, not {len(chance)}")
    utc = moment.astimezone(UTC)
    number = int.from_bytes(chance, "big")
    tail = "".join(_ALPHABET[number >> shift & 31] for shift in range(35, -1, -5))
    return f"{utc:%Y%m%d-%H%M%S}-{utc.microsecond // 1000:03}-{tail}"
