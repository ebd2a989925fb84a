"""robots.txt as a robot reads it."""

from urllib.robotparser import RobotFileParser

import pytest

from plugins.discovery import robots

SITEMAP = "https://blog.example/journal/sitemap.xml"


@pytest.fixture
def robot():
    reading = RobotFileParser()
    reading.parse(robots.text(SITEMAP).splitlines())
    return reading


@pytest.mark.parametrize("path", ["/", "/post/2020/12/18/un/", "/feed/atom.xml", "/?p=12", "/robots.txt"])
@pytest.mark.parametrize("agent", ["*", "Googlebot", "a robot of tomorrow"])
def test_everybody_may_read_everything(robot, agent, path):
    assert robot.can_fetch(agent, f"https://blog.example{path}")


def test_a_site_map_is_named(robot):
    assert robot.site_maps() == [SITEMAP]


def test_every_line_has_its_end():
    """RFC 9309 §2.2 (`EOL`)."""
    assert robots.text(SITEMAP).endswith("\n")
