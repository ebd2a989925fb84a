"""Versions, by tags; and this one, in all places that name it."""

import re
import tarfile

import pytest

from plugins.common import version
from plugins.upgrade import versions
from tests.upgrade.conftest import ARCHIVE, ROOT


@pytest.mark.parametrize(
    ("tags", "newest"),
    [
        ([], ""),
        (["x", "v1", "v1.2", "1.2.3", "v01.2.3"], ""),
        (["v0.9.0", "v0.10.0", "v0.2.9"], "v0.10.0"),
        (["v1.0.0", "v2.0.0-rc.1"], "v1.0.0"),
    ],
)
def test_newest(tags, newest):
    assert versions.newest(tags) == newest


def test_a_tag():
    assert versions.tag("1.2.3") == versions.tag("v1.2.3") == "v1.2.3"


def test_the_changelog_begins_with_this_version():
    heads = re.findall(r"^## (.*)$", (ROOT / "CHANGELOG.md").read_text(), re.MULTILINE)
    numbers = [tuple(map(int, re.match(r"(\d+)\.(\d+)\.(\d+)", head).groups())) for head in heads]
    assert numbers == sorted(set(numbers), reverse=True)
    assert heads[0].split()[0] == version.of_project(ROOT)


def test_the_changes_of_a_released_version_stay():
    """New entries are of the first version in the file, whose heading says that it is not made yet."""
    with tarfile.open(ARCHIVE) as tar:
        then = tar.extractfile("site/CHANGELOG.md").read().decode()
    now = (ROOT / "CHANGELOG.md").read_text()
    assert now.partition("## 0.1.0 (2026-11-29)\n")[2] == then.partition("## Unreleased\n")[2]
