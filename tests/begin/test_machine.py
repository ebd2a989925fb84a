"""What a machine's settings say of whoever sits before it."""

import pytest

from plugins.begin import machine

KNOWN = ("de", "en", "fr")


@pytest.mark.parametrize(
    ("environment", "found"),
    [
        ({}, "en"),
        ({"LANG": ""}, "en"),
        ({"LANG": "C"}, "en"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "POSIX"}, "en"),
        ({"LANG": "fr_FR.UTF-8"}, "fr"),
        ({"LANG": "fr@euro"}, "fr"),
        ({"LANG": "fr"}, "fr"),
        ({"LANG": "frr_DE.UTF-8"}, "en"),
        ({"LANG": "es_ES.UTF-8"}, "en"),
        ({"LANG": "en_GB.UTF-8", "LC_MESSAGES": "fr_CA.UTF-8"}, "fr"),
        ({"LANG": "fr_FR", "LC_MESSAGES": "fr_FR", "LC_ALL": "de_DE"}, "de"),
        ({"LANG": "fr_FR", "LC_ALL": "C.UTF-8"}, "en"),
        ({"LANG": "fr_FR", "LC_ALL": ""}, "fr"),
        ({"LANG": "en_GB.UTF-8", "LANGUAGE": "es:de:fr"}, "de"),
        ({"LANG": "fr_FR.UTF-8", "LANGUAGE": "es"}, "fr"),
        ({"LANG": "C.UTF-8", "LANGUAGE": "fr"}, "en"),
    ],
)
def test_the_language(environment, found):
    assert machine.language(environment, KNOWN) == found


@pytest.mark.parametrize(
    ("environment", "link", "found"),
    [
        ({}, "/usr/share/zoneinfo/Etc/UTC", "UTC"),
        ({}, "/usr/share/zoneinfo/UTC", "UTC"),
        ({}, "/usr/share/zoneinfo/America/New_York", "America/New_York"),
        ({}, "/etc/localtime", "UTC"),
        ({"TZ": "UTC"}, "/usr/share/zoneinfo/Europe/Paris", "UTC"),
        ({"TZ": "Etc/UTC"}, "/etc/localtime", "UTC"),
        ({"TZ": ":Europe/Brussels"}, "/usr/share/zoneinfo/Etc/UTC", "Europe/Brussels"),
        ({"TZ": "Nowhere/Else"}, "/usr/share/zoneinfo/Europe/Paris", "Europe/Paris"),
        ({"TZ": "/etc/localtime"}, "/usr/share/zoneinfo/Europe/Paris", "Europe/Paris"),
        ({"TZ": ""}, "/usr/share/zoneinfo/Europe/Paris", "Europe/Paris"),
    ],
)
def test_the_time_zone(environment, link, found):
    assert machine.time_zone(environment, link) == found
