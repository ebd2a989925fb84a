"""A site of version 0.1.0 comes to the version of this day: the owner's stays, the project's comes."""

import re
import shlex
import tomllib
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from tests.upgrade.conftest import ENVIRONMENT, NAMES, ROOT, Clone

OWN = ("content", "moderation.toml", "theme.local", "var")


@pytest.fixture
def lived_in(site):
    """Made the owner's: settings, an article, comments that wait, rules, a template."""
    site.replace("pelicanconf.py", '"Le blog"', '"Chez « Zoé »"')
    site.replace("pelicanconf.py", "post/{date:%Y}/{date:%m}/{date:%d}/{slug}/", "b/{slug}/")
    site.replace("pelicanconf.py", "DEFAULT_PAGINATION = 10", "DEFAULT_PAGINATION = 7")
    site.replace("pelicanconf.py", 'HOSTS = ("nginx", "caddy", "apache")', 'HOSTS = ("nginx",)')
    site.replace("publishconf.py", "https://blog.example", "https://zoe.example")
    site.write("content/articles/mien.md", "Title: Le mien\nDate: 2026-01-02\n\nTexte.\n")
    site.replace("content/pages/a-propos.md", "Title:", "Summary: Mon blog\nTitle:")
    site.replace("moderation.toml", "undo_days = 7 ", "undo_days = 3 ")
    site.write("theme.local/static/css/tokens.css", ":root { --accent: #123 }\n").commit()
    (site.root / "content/pages/accessibilite.md").unlink()
    site.commit("A page less")
    return site.write("var/moderation/.key", "secret").write("var/moderation/pending/1.txt", "Waits\n")


def upgrade(site, project, *words):
    """As `make upgrade SITE=…`, from a checkout of the new version."""
    return site.python("plugins.upgrade", "--site", str(site.root), *words, code=project.root)


def test_a_site_of_the_first_version_is_upgraded(lived_in, project):
    before, head = lived_in.files(*OWN), lived_in.git("rev-parse", "HEAD").strip()
    done = upgrade(lived_in, project)
    assert done.returncode == 0, done.stderr
    assert lived_in.files(*OWN) == before, "all of the owner's is as it was, what was taken away too"
    theirs = {name: data for name, data in project.files().items() if name.split("/")[0] not in OWN}
    ours = {name: data for name, data in lived_in.files().items() if name.split("/")[0] not in OWN}
    own_settings = tomllib.loads(ours.pop("site.toml").decode())
    del theirs["site.toml"]
    assert ours == theirs, "all of the project's is as it is in a new clone"
    assert own_settings["name"] == "Chez « Zoé »"
    assert own_settings["address"] == "https://zoe.example"
    assert own_settings["hosts"] == ["nginx"]
    assert own_settings["id"] == "eaab5578-ca79-4971-912a-f496ee32d72a"
    assert own_settings["pelican"]["DEFAULT_PAGINATION"] == 7
    assert own_settings["pelican"]["ARTICLE_URL"] == "b/{slug}/"
    assert "TIMEZONE" not in own_settings["pelican"] and "MARKDOWN" not in own_settings["pelican"]
    assert lived_in.git("status", "--porcelain") == ""
    assert f"git reset --keep {head[:10]}" in done.stdout
    lived_in.git("reset", "--quiet", "--keep", head)
    assert lived_in.files(*OWN) == before and not (lived_in.root / "site.toml").exists()


def test_an_upgrade_keeps_the_settings(lived_in, project):
    """What Pelican is told after the upgrade, of all that the owner had set, is what it was told before."""
    told = "from plugins.common import conf; import json; print(json.dumps({n: repr(v) for n, v in conf.read('publishconf.py').settings.items()}))"  # noqa: E501
    lived_in.write("told.py", told)
    before = eval(lived_in.python("told").stdout)
    assert upgrade(lived_in, project).returncode == 0
    after = eval(lived_in.python("told").stdout)
    same = [name for name in before if name not in ("PLUGINS", "MARKDOWN", "DIRECT_TEMPLATES", "LOG_FILTER")]
    changed = {name: (before[name], after.get(name)) for name in same if after.get(name) != before[name]}
    assert not changed


def test_an_upgrade_keeps_the_pages(lived_in, project):
    """The same pages at the same addresses, with the same words; the same feeds, in which nothing is new."""

    def built():
        done = lived_in.python("pelican", "--log-handler", "plain", "-s", "publishconf.py")
        assert done.returncode == 0, done.stdout + done.stderr
        output = Path(lived_in.root, "output")
        pages = {page.relative_to(output): words(page) for page in output.rglob("*.html")}
        return pages, {feed.relative_to(output): entries(feed) for feed in output.rglob("atom.xml")}

    def entries(feed):
        """Byte for byte, but for the name of the style sheet, which is made of its content."""
        return re.sub(rb"/feed\.[0-9a-f]{10}\.css", b"", feed.read_bytes())

    def words(page):
        return BeautifulSoup(page.read_bytes(), "html5lib").main.get_text(" ", strip=True)

    lived_in.replace("content/articles/mien.md", "Texte.", "[Texte](https://a.example). « Oui ! »").commit()
    before = built()
    assert upgrade(lived_in, project).returncode == 0
    after = built()
    assert sorted(before[0]) == sorted(after[0])
    assert [page for page in before[0] if before[0][page] != after[0][page]] == []
    assert before[1] and [feed for feed in before[1] if before[1][feed] != after[1].get(feed)] == []


def test_a_dry_run_prints_the_plan_and_changes_nothing(lived_in, project):
    before = lived_in.files(), lived_in.git("log", "--format=%H")
    done = upgrade(lived_in, project, "--dry")
    assert done.returncode == 0
    assert (lived_in.files(), lived_in.git("log", "--format=%H")) == before
    assert done.stdout.startswith("From version 0.1.0 to ") and done.stdout.endswith("Nothing was changed.\n")
    assert "site.toml is made of what you had set: SITENAME, " in done.stdout


def test_the_owner_commits_it_if_git_knows_their_name(lived_in, project, monkeypatch):
    head = lived_in.git("rev-parse", "HEAD").strip()
    for name in NAMES:
        monkeypatch.delitem(ENVIRONMENT, name)
    lived_in.git("config", "user.useConfigOnly", "true")  # no name is made up of the machine's
    assert upgrade(lived_in, project).returncode == 0
    assert lived_in.git("log", "-1", "--format=%an %cn").strip() == "make upgrade make upgrade"
    lived_in.git("reset", "--quiet", "--keep", head)
    lived_in.git("config", "user.name", "Zoé")
    lived_in.git("config", "user.email", "zoe@zoe.example")
    assert upgrade(lived_in, project).returncode == 0
    assert lived_in.git("log", "-1", "--format=%an %cn").strip() == "Zoé Zoé"


def test_a_second_upgrade_has_nothing_to_do(lived_in, project):
    upgrade(lived_in, project)
    before = lived_in.files(), lived_in.git("log", "--format=%H")
    done = upgrade(lived_in, project)
    assert (done.returncode, done.stdout) == (0, "This version, or a later one, is here already.\n")
    assert (lived_in.files(), lived_in.git("log", "--format=%H")) == before


def refused(site, project):
    before = site.files(), site.git("log", "--format=%H")
    done = upgrade(site, project)
    assert done.returncode == 1 and "nothing was written" in done.stderr, done.stdout + done.stderr
    assert (site.files(), site.git("log", "--format=%H")) == before
    return done.stderr


def test_a_clone_that_is_newer_than_the_newest_tag_has_nothing_to_do(project, tmp_path):
    """It has no use for the advice to go back to that."""
    new = Clone(tmp_path / "new")
    project.git("clone", "--quiet", str(project.root), str(new.root))
    done = new.python("plugins.upgrade")
    assert (done.returncode, done.stdout, done.stderr) == (
        0, "This version, or a later one, is here already.\n", "",
    )  # fmt: skip


def test_a_file_that_an_owner_added_is_none_of_the_projects(lived_in, project):
    lived_in.write("export.xml", "<rss/>").commit("An old blog")
    done = upgrade(lived_in, project, "--dry")
    assert done.returncode == 0 and "export.xml" not in done.stdout


def test_conflicts_are_reported_before_anything_changes(lived_in, project):
    lived_in.replace("pyproject.toml", 'name = "conversation"', 'name = "zoe"').commit()
    command = re.search(
        r"then: git (checkout .* -- pyproject.toml) && git (commit .*)", refused(lived_in, project)
    )
    for words in command.groups():
        lived_in.git(*shlex.split(words))
    assert upgrade(lived_in, project).returncode == 0


def test_settings_that_are_code_are_refused(lived_in, project):
    text = (lived_in.root / "pelicanconf.py").read_text()
    lived_in.write("pelicanconf.py", text + "JINJA_FILTERS = {'loud': str.upper}\n").commit()
    said = refused(lived_in, project)
    line = text.count("\n") + 1
    assert f"pelicanconf.py:{line}: JINJA_FILTERS holds what site.toml cannot: code, or None" in said


def test_uncommitted_changes_are_refused(lived_in, project):
    lived_in.replace("moderation.toml", "undo_days = 3 ", "undo_days = 4 ")
    assert "moderation.toml: it is changed and in no commit" in refused(lived_in, project)


def test_an_untracked_file_in_the_way_is_refused(lived_in, project):
    lived_in.write("site.toml", "name = 'x'\n")
    assert "site.toml: it is in no commit, and the new version has one" in refused(lived_in, project)


def test_a_folder_that_is_not_a_clone_is_refused(lived_in, project, tmp_path):
    other = Clone(tmp_path / "unpacked")
    for name, data in lived_in.files().items():
        (other.root / name).parent.mkdir(parents=True, exist_ok=True)
        (other.root / name).write_bytes(data)
    done = upgrade(other, project)
    assert done.returncode == 1
    assert "is not a git repository with a commit. docs/upgrading.md says how it becomes one." in done.stderr
    other.git("init", "--quiet", "--initial-branch=main")
    other.commit()
    said = refused(other, project)
    assert "its history has nothing in common with the project's" in said
    command = said.partition("no file changes: ")[2].strip()
    other.git("remote", "add", "upstream", str(project.root))
    for one in command.split(" && "):
        other.git(
            *[word.strip("'") for word in one.removeprefix("git ").replace("'My site'", "Mine").split()]
        )
    assert upgrade(other, project).returncode == 0
    assert other.files("content") == lived_in.files("content")


def test_a_site_upgrades_itself_from_its_remote(lived_in, project, tmp_path):
    """`make upgrade` in a site that has it: the code of the version that comes plans it."""
    assert upgrade(lived_in, project).returncode == 0
    later = Clone(tmp_path / "later")
    later.root.mkdir()
    later.git("clone", "--quiet", str(project.root), ".")
    later.replace("plugins/upgrade/__main__.py", "Done. Look", "Done by the later one. Look")
    version = tomllib.loads((later.root / "pyproject.toml").read_text())["project"]["version"]
    later.replace("pyproject.toml", f'version = "{version}"', 'version = "7.0.0"')
    later.commit("7.0.0").git("tag", "v7.0.0")
    later.write("announced", "").commit("8").git("tag", "v8.0.0-rc.1")
    lived_in.git("remote", "add", "upstream", str(later.root))
    before = lived_in.files(*OWN, "site.toml")
    done = lived_in.python("plugins.upgrade")
    assert done.returncode == 0, done.stderr
    assert f"From version {version} to 7.0.0" in done.stdout and "Done by the later one." in done.stdout
    assert lived_in.files(*OWN, "site.toml") == before
    done = lived_in.python("plugins.upgrade", "--version", "9.9.9")
    assert done.returncode == 1
    assert done.stderr == "upstream has no version 9.9.9. Known: v0.1.0, v7.0.0, v8.0.0-rc.1.\n"


def test_it_needs_nothing_that_an_older_environment_lacks():
    """Its code comes with the new version, and runs where the old one's libraries are."""
    code = "import sys; sys.path.insert(0, ''); import plugins.upgrade.__main__; print(*sys.modules)"
    site = Clone(ROOT)
    done = site.python("timeit", "-n1", "-r1", code)
    assert done.returncode == 0
    loaded = {name.partition(".")[0] for name in done.stdout.split()}
    assert not loaded & {"pelican", "jinja2", "flask", "markdown", "markupsafe"}
