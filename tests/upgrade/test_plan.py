"""What git cannot merge, what it can, and what of the owner's it must not touch; in a small project."""

import pytest

from plugins.common.errors import SiteError
from plugins.upgrade import plan
from plugins.upgrade.repository import Repository
from tests.upgrade.conftest import Clone

LINES = "".join(f"{number}\n" for number in range(9))


@pytest.fixture
def clone(tmp_path):
    """At 1.0.0 on `main`; `next` is 1.1.0."""
    one = Clone(tmp_path / "x")
    one.root.mkdir()
    one.git("init", "--quiet", "--initial-branch=main")
    one.write("pyproject.toml", '[project]\n\nversion = "1.0.0"\n').write("theme/a.html", LINES)
    one.write("site.toml", "name = 'x'\n").write("content/sample.md", LINES)
    one.write("plugins/a.py", LINES).write("Makefile", LINES)
    one.commit("1.0.0").git("switch", "--quiet", "--create", "next")
    one.replace("pyproject.toml", "1.0.0", "1.1.0").replace("theme/a.html", "1\n", "eins\n")
    one.replace("Makefile", "1\n", "eins\n")
    one.replace("content/sample.md", "1\n", "eins\n").write("content/more.md", "").write(
        "site.toml", "name = 'new'\n"
    )
    one.replace("plugins/a.py", "1\n", "eins\n").git("mv", "plugins/a.py", "plugins/b.py")
    one.commit("1.1.0").git("switch", "--quiet", "main")
    return one


def planned(clone):
    return plan.make(Repository(clone.root), "next")


def tree(clone):
    names = clone.git("ls-tree", "-r", "--name-only", planned(clone).tree).split()
    return {name: clone.git("show", f"{planned(clone).tree}:{name}") for name in names}


def problems(clone):
    with pytest.raises(SiteError) as error:
        planned(clone)
    return [(one.where, one.what, one.hint) for one in error.value.problems]


def test_project_files_are_updated_and_owned_files_stay(clone):
    clone.write("content/mine.md", "Mine\n").write("site.toml", "name = 'mine'\n").commit()
    assert tree(clone) == {
        "Makefile": LINES.replace("1\n", "eins\n"),
        "pyproject.toml": '[project]\n\nversion = "1.1.0"\n',
        "theme/a.html": LINES.replace("1\n", "eins\n"),
        "plugins/b.py": LINES.replace("1\n", "eins\n"),
        "content/sample.md": LINES,
        "content/mine.md": "Mine\n",
        "site.toml": "name = 'mine'\n",
    }
    found = planned(clone)
    assert (found.before, found.after, found.settings, found.merged) == ("1.0.0", "1.1.0", (), ())


def test_a_file_that_the_owner_removed_stays_removed(clone):
    clone.git("rm", "--quiet", "content/sample.md")
    clone.commit()
    assert "content/sample.md" not in tree(clone)


def test_changes_in_two_places_of_a_file_are_merged(clone):
    clone.replace("theme/a.html", "7\n", "sept\n").commit()
    assert tree(clone)["theme/a.html"] == LINES.replace("1\n", "eins\n").replace("7\n", "sept\n")
    assert planned(clone).merged == ("theme/a.html",)


def test_changes_follow_a_file_that_was_moved(clone):
    clone.replace("plugins/a.py", "7\n", "sept\n").commit()
    assert tree(clone)["plugins/b.py"] == LINES.replace("1\n", "eins\n").replace("7\n", "sept\n")


def test_changes_in_one_place_of_a_file_are_a_conflict(clone):
    base = clone.git("rev-parse", "HEAD")[:10]
    clone.replace("theme/a.html", "1\n", "un\n").replace("Makefile", "1\n", "un\n").commit()
    what = "you changed it, and the new version did in the same place"
    undo = "git checkout {} -- {} && git commit -m 'As it was'"
    assert problems(clone) == [
        (
            "Makefile",
            what,
            f"Keep what is yours in a place of your own, then: {undo.format(base, 'Makefile')}",
        ),
        (
            "theme/a.html",
            what,
            "Keep what is yours in theme.local/ (docs/upgrading.md), then: "
            f"{undo.format(base, 'theme/a.html')}",
        ),
    ]


def test_moving_a_folder_moves_none_of_the_owners_files(clone):
    """git would move what the owner put beside it, too."""
    clone.git("switch", "--quiet", "next")
    clone.git("mv", "content", "examples")
    clone.commit("moved").git("switch", "--quiet", "main")
    clone.write("content/mine.md", "Mine\n").replace("content/sample.md", "7\n", "sept\n").commit()
    found = tree(clone)
    assert found["content/sample.md"] == LINES.replace("7\n", "sept\n")
    assert found["content/mine.md"] == "Mine\n" and "examples/sample.md" in found
    assert "examples/mine.md" not in found


def test_a_name_in_any_language(clone):
    clone.write("content/l’été « deux ».md", "Mine\n").commit()
    assert clone.git("show", f"{planned(clone).tree}:content/l’été « deux ».md") == "Mine\n"
