"""What pages may show that is not the site's own, as the settings EMBEDS and IMAGES_FROM say. Pure."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any
from urllib.parse import urlsplit

from plugins.common.errors import Problem
from plugins.common.settings import setting
from plugins.common.site_settings import SettingLocation

SETTINGS = ("EMBEDS", "IMAGES_FROM")
_HOST = re.compile(r"(?:\*\.)?(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z0-9-]*[a-z]")
_HINT = 'Write names of hosts, in a list and without https://: {} = ["a.example"]'


@dataclass(frozen=True, slots=True)
class AllowedHosts:
    """Hosts. A name means itself and the same with `www.` before it; `*.a.example`, all below `a.example`.
    `site`: scheme and host of the site itself."""

    embeds: tuple[str, ...] = ()
    images: tuple[str, ...] = ()
    site: str = ""

    def frame(self, address: str) -> bool:
        """Whether what is there may be shown in a frame; of the site itself nothing may."""
        return _is_of(address, self.embeds)

    def image(self, address: str) -> bool:
        return address.startswith("data:") or self.own(address) or _is_of(address, self.images)

    def own(self, address: str) -> bool:
        """Whether an address leads to this site, or may: a relative one does."""
        split = urlsplit(address)
        if not split.scheme and not split.netloc:
            return True
        return bool(split.netloc) and f"{split.scheme or 'https'}://{split.netloc}" == self.site

    def directives(self) -> Iterator[str]:
        """Of the Content-Security-Policy (CSP3 §6.1): what is widened, and no more."""
        yield " ".join(("img-src 'self' data:", *_sources(self.images)))
        yield "media-src 'self'"
        if self.embeds:
            yield " ".join(("frame-src", *_sources(self.embeds)))


def of(settings: Mapping[str, Any]) -> AllowedHosts:
    """What is wrong in the settings (`problems`) allows nothing."""
    split = urlsplit(settings["SITEURL"])
    site = f"{split.scheme}://{split.netloc}"
    return AllowedHosts(_good(setting(settings, "EMBEDS")), _good(setting(settings, "IMAGES_FROM")), site)


def problems(settings: Mapping[str, Any], location_of: Callable[[str], SettingLocation]) -> Iterator[Problem]:
    for name in SETTINGS:
        hosts, location = setting(settings, name), location_of(name)
        hint = _HINT.format(location.name)
        if not isinstance(hosts, list | tuple):
            yield location.problem(f": “{hosts}” is not a list of hosts", hint)
            continue
        yield from (
            location.problem(f": “{host}” is not a host", hint) for host in hosts if not _is_host(host)
        )


def may_be_broken(settings: Mapping[str, Any], source: str, address: str) -> bool:
    """Whether one of the patterns of ALLOW_BROKEN fits the file, or the address in it."""
    patterns = setting(settings, "ALLOW_BROKEN")
    return any(fnmatchcase(each, pattern) for each in (source, address) for pattern in patterns)


def _good(hosts: Any) -> tuple[str, ...]:
    return tuple(host for host in hosts if _is_host(host)) if isinstance(hosts, list | tuple) else ()


def _is_host(host: Any) -> bool:
    return isinstance(host, str) and _HOST.fullmatch(host) is not None


def _sources(hosts: Iterable[str]) -> list[str]:
    return [f"https://{name}" for host in hosts for name in _names(host)]


def _names(host: str) -> tuple[str, ...]:
    return (host,) if host.startswith(("*.", "www.")) else (host, f"www.{host}")


def _is_of(address: str, hosts: Iterable[str]) -> bool:
    """As browsers compare (CSP3 §6.7.2.8): by TLS, at its usual port."""
    split = urlsplit(address)
    found = split.netloc.lower().removesuffix(":443")
    names = [name for host in hosts for name in _names(host)]
    fits = any(found.endswith(name[1:]) if name[0] == "*" else found == name for name in names)
    return split.scheme in ("https", "") and fits
