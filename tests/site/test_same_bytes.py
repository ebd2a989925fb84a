"""Same sources, same bytes: wherever, whenever, in whatever language the machine speaks."""

import shutil


def test_two_builds_in_other_zones_and_without_french(real, site):
    shutil.rmtree(site.root / "content")
    (site.root / "content").symlink_to(real.root / "content")
    first = site.build(LANG="C", LC_ALL="C", TZ="Pacific/Kiritimati").files()
    shutil.rmtree(site.output)
    second = site.build(LANG="C.UTF-8", TZ="America/Los_Angeles", PYTHONHASHSEED="7").files()
    assert first == second == real.files()


def test_a_second_build_touches_nothing(site):
    site.article().comment().build()
    before = {path: path.stat().st_mtime_ns for path in site.output.rglob("*")}
    assert ": 0 of " in site.run().stdout
    assert before == {path: path.stat().st_mtime_ns for path in site.output.rglob("*")}


def test_a_page_whose_source_went_goes_too(site):
    site.article("un").article("deux", "Title: Deux\n").build()
    (site.root / "content/articles/deux.md").unlink()
    site.build()
    assert not [name for name in site.files() if "deux" in name]
