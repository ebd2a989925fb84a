"""The hosts from which pages may embed frames and images, by the settings EMBEDS and IMAGES_FROM. Pure."""

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
    """Allowed hosts. A name includes the same name with `www.`; `*.a.example` means all subdomains of
    `a.example`. `site`: scheme and host of the site."""

    embeds: tuple[str, ...] = ()
    images: tuple[str, ...] = ()
    site: str = ""

    def allows_frame(self, address: str) -> bool:
        """Whether a page at this address may be shown in a frame; pages of the site itself may not."""
        return _is_of(address, self.embeds)

    def allows_image(self, address: str) -> bool:
        return address.startswith("data:") or self.own(address) or _is_of(address, self.images)

    def own(self, address: str) -> bool:
        """Whether an address leads to this site, as relative ones do."""
        split = urlsplit(address)
        if not split.scheme and not split.netloc:
            return True
        return bool(split.netloc) and f"{split.scheme or 'https'}://{split.netloc}" == self.site

    def directives(self) -> Iterator[str]:
        """The directives of the Content-Security-Policy for images, media and frames (CSP3 §6.1)."""
        yield " ".join(("img-src 'self' data:", *_sources(self.images)))
        yield "media-src 'self'"
        if self.embeds:
            yield " ".join(("frame-src", *_sources(self.embeds)))


def of(settings: Mapping[str, Any]) -> AllowedHosts:
    """The allowed hosts in the settings. Invalid ones, which `problems` reports, are ignored."""
    split = urlsplit(settings["SITEURL"])
    site = f"{split.scheme}://{split.netloc}"
    return AllowedHosts(_good(setting(settings, "EMBEDS")), _good(setting(settings, "IMAGES_FROM")), site)


def problems(settings: Mapping[str, Any], location_of: Callable[[str], SettingLocation]) -> Iterator[Problem]:
    """Problems with the settings EMBEDS and IMAGES_FROM."""
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
    """Whether a pattern of ALLOW_BROKEN matches the source file, or the address in it."""
    patterns = setting(settings, "ALLOW_BROKEN")
    return any(fnmatchcase(name, pattern) for name in (source, address) for pattern in patterns)


def _good(hosts: Any) -> tuple[str, ...]:
    return tuple(host for host in hosts if _is_host(host)) if isinstance(hosts, list | tuple) else ()


def _is_host(host: Any) -> bool:
    return isinstance(host, str) and _HOST.fullmatch(host) is not None


def _sources(hosts: Iterable[str]) -> list[str]:
    return [f"https://{name}" for host in hosts for name in _names(host)]


def _names(host: str) -> tuple[str, ...]:
    return (host,) if host.startswith(("*.", "www.")) else (host, f"www.{host}")


def _is_of(address: str, hosts: Iterable[str]) -> bool:
    """Whether an address is on one of the hosts, as browsers match them (CSP3 §6.7.2.8): https at its usual
    port."""
    split = urlsplit(address)
    netloc = split.netloc.lower().removesuffix(":443")
    names = [name for host in hosts for name in _names(host)]
    fits = any(netloc.endswith(name[1:]) if name[0] == "*" else netloc == name for name in names)
    return split.scheme in ("https", "") and fits
