"""Plain words in the settings widen the policy by what they say, and by nothing else."""

from functools import partial

import pytest

from plugins.common.site_settings import SettingLocation
from plugins.policy import allowed
from plugins.policy.allowed import AllowedHosts

URL = {"SITEURL": "https://blog.example/journal"}


def of(embeds=(), images=()):
    return allowed.of({**URL, "EMBEDS": embeds, "IMAGES_FROM": images})


@pytest.mark.parametrize(
    ("may", "expected"),
    [
        (of(), ["img-src 'self' data:", "media-src 'self'"]),
        (
            of(("youtube-nocookie.com",), ("*.wp.com", "www.a.fr")),
            [
                "img-src 'self' data: https://*.wp.com https://www.a.fr",
                "media-src 'self'",
                "frame-src https://youtube-nocookie.com https://www.youtube-nocookie.com",
            ],
        ),
    ],
)
def test_directives(may, expected):
    assert list(may.directives()) == expected


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://youtube-nocookie.com/embed/a", True),
        ("https://www.youtube-nocookie.com/embed/a", True),
        ("//WWW.youtube-nocookie.com:443/embed/a", True),
        ("http://www.youtube-nocookie.com/embed/a", False),
        ("https://www.youtube-nocookie.com:8443/embed/a", False),
        ("https://m.youtube-nocookie.com/embed/a", False),
        ("https://evil-youtube-nocookie.com/", False),
        ("https://youtube-nocookie.com.evil.example/", False),
        ("https://youtube-nocookie.com@evil.example/", False),
        ("/un.html", False),  # no page of this site may stand in a frame
        ("", False),
    ],
)
def test_frames(address, expected):
    assert of(("youtube-nocookie.com",)).allows_frame(address) is expected


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("/images/a.png", True),
        ("a.png", True),
        ("{static}/images/a.png", True),
        ("data:image/png;base64,xx", True),
        ("https://blog.example/images/a.png", True),
        ("http://blog.example/images/a.png", False),
        ("https://i0.wp.com/a.png", True),
        ("https://wp.com/a.png", False),
        ("https://ailleurs.example/a.png", False),
        ("blob:https://blog.example/x", False),
    ],
)
def test_images(address, expected):
    assert of(images=("*.wp.com",)).allows_image(address) is expected


@pytest.mark.parametrize(
    ("hosts", "said"),
    [
        ("youtube.com", "EMBEDS: “youtube.com” is not a list of hosts"),
        (("https://youtube.com/",), "EMBEDS: “https://youtube.com/” is not a host"),
        (("youtube.com; script-src *",), "EMBEDS: “youtube.com; script-src *” is not a host"),
        (("*",), "EMBEDS: “*” is not a host"),
        (("YouTube.com",), "EMBEDS: “YouTube.com” is not a host"),
        ((3,), "EMBEDS: “3” is not a host"),
        (None, "EMBEDS: “None” is not a list of hosts"),
    ],
)
def test_what_is_no_host_is_said_and_allows_nothing(hosts, said):
    settings = {**URL, "EMBEDS": hosts}
    (problem,) = allowed.problems(settings, partial(SettingLocation, "site.toml", 4))
    assert str(problem) == (
        f"site.toml:4: {said}\n"
        '    Write names of hosts, in a list and without https://: EMBEDS = ["a.example"]'
    )
    assert allowed.of(settings) == AllowedHosts(site="https://blog.example")
