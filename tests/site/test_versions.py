"""Where no library is of a proven version, the libraries do it all: the same bytes of the same ones, and for
each a line of the log."""

import shutil
import sysconfig
from pathlib import Path

import pytest

from plugins.common import versions
from tests.site.test_incremental import all_files, approve, clean, front


@pytest.fixture
def small(site):
    site.article("un", "Title: Un\nSummary: *Court* & bon\n", "## Un titre de cinq mots\n\nL'eau : 1 < 2 !")
    return site.comment("1")


@pytest.fixture
def pretended(tmp_path):
    def others(*libraries):
        folder = tmp_path / "-".join(libraries)
        for library in libraries:
            name = f"{library}-{versions.installed()[library]}.dist-info"
            shutil.copytree(Path(sysconfig.get_path("purelib"), name), folder / f"{library}-0.1.dist-info")
        return {"PYTHONPATH": str(folder)}

    return others


def test_all_step_aside(small, tmp_path, pretended):
    known = clean(small, tmp_path / "known")
    done = small.run(**pretended(*versions.PROVEN))
    assert done.returncode == 0, done.stderr
    assert all_files(small) == known
    for library in versions.PROVEN:
        assert (done.stdout + done.stderr).count(f"{library} 0.1 is not ") == 1
    assert not (small.root / ".cache/output").exists()


def test_builds_go_on_where_only_pelican_is_known(small, tmp_path, pretended):
    others = pretended("markdown", "markupsafe", "typogrify")
    front(small, **others)
    approve(small)
    assert "Pelican" not in front(small, **others)
    assert all_files(small) == clean(small, tmp_path / "clean")
    assert front(small).startswith("Pelican builds: the theme, the code or a library changed.")
    assert all_files(small) == clean(small, tmp_path / "again")
