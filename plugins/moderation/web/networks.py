"""Anonymous names for rate limits: of a visitor's IP address only the network counts, and of that only a hash
that changes every day.

No address is stored anywhere; counters are in memory or in Redis, and expire.
"""

import hmac
from datetime import date
from hashlib import sha256
from ipaddress import IPv6Address, ip_address, ip_network

_V4, _V6 = 24, 56  # prefix lengths; a household has at least a /56 in IPv6 (RFC 6177)
_UNKNOWN = "unknown"


def network(address: str | None) -> str:
    """`203.0.113.7` → `203.0.113.0/24`; an IPv4-mapped IPv6 address counts as IPv4 (RFC 4291 §2.5.5.2)."""
    try:
        parsed = ip_address((address or "").split("%")[0])
    except ValueError:
        return _UNKNOWN
    if isinstance(parsed, IPv6Address):
        if parsed.ipv4_mapped is None:
            return str(ip_network((parsed, _V6), strict=False))
        parsed = parsed.ipv4_mapped
    return str(ip_network((parsed, _V4), strict=False))


def name_of_the_day(network: str, key: bytes, day: date) -> str:
    """The name of a counter: the same all day and on all workers, and a different one tomorrow."""
    salt = hmac.digest(key, f"salt {day.isoformat()}".encode(), sha256)
    return hmac.digest(salt, network.encode(), sha256).hex()[:32]
