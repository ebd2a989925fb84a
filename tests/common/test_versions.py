"""Which versions are installed, and what is said where a fast way was never proved with one."""

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup, escape

from plugins.common import html, versions


def test_all_that_is_locked_is_proven():
    assert all(map(versions.proven, versions.PROVEN))


def test_folders_of_installers_are_read(tmp_path, monkeypatch):
    for name in ("Odd_Name-1.2.dist-info", "egg-3.4.1-py3.11.egg-info", "bare.egg-info", "markdown"):
        (tmp_path / name).mkdir()
    monkeypatch.setattr(sys, "path", [str(tmp_path), str(tmp_path / "nowhere")])
    versions.libraries.cache_clear()
    versions.installed.cache_clear()
    try:
        assert versions.installed() == {"odd-name": "1.2", "egg": "3.4.1"}
        assert versions.libraries() == (
            "Odd_Name-1.2.dist-info",
            "bare.egg-info",
            "egg-3.4.1-py3.11.egg-info",
        )
    finally:
        versions.libraries.cache_clear()
        versions.installed.cache_clear()


@pytest.mark.parametrize(("version", "known"), [("3.11.3", True), ("3.11", False), ("3.11.30", False)])
def test_a_release_is_not_known_by_another(pretend, version, known):
    pretend("markdown", version)
    assert versions.proven("markdown") == known


def test_another_version_is_one_line_of_the_log(pretend, caplog):
    pretend("markdown", "3.9")
    assert not versions.proven("markdown")
    assert not versions.proven("markdown")
    assert [record.getMessage() for record in caplog.records] == [
        "markdown 3.9 is not 3.11.1 or 3.11.2 or 3.11.3: it does itself what is done here in less time."
    ]
    assert caplog.records[0].levelname == "WARNING"


def test_what_is_found_first_counts(tmp_path):
    """As a build sees it: what Python would import."""
    (tmp_path / "markupsafe-2.1.5.dist-info").mkdir()
    code = (
        f"import sys; sys.path.insert(0, {str(tmp_path)!r});"
        "from plugins.common import html; print(html.escaped.__name__, html.escaped('<&'))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "<lambda> &lt;&amp;\n"
    assert done.stderr.startswith("markupsafe 2.1.5 is not ")
    assert done.stderr.count("\n") == 1


@pytest.fixture(scope="module")
def both():
    quick = html.escaping()
    patch = pytest.MonkeyPatch()
    patch.setattr(versions, "proven", lambda _: False)
    slow = html.escaping()
    patch.undo()
    return quick, slow


@given(st.text("aé’&<>'\"\n") | st.text("<&").map(Markup))
def test_both_ways_of_escaping_make_the_same(both, text):
    quick, slow = both
    assert quick is not slow
    assert quick(text) == slow(text) == str(escape(str.__str__(text)))
    assert type(slow(text)) is str
