"""The bench of pictures gives both the same photographs, and asks both for the same files."""

import pytest

from bench.pictures import photographs, sites
from plugins.pictures import opening, plan
from plugins.pictures.facts import PictureFacts
from tests.pictures import samples


def test_photographs_are_those_of_a_phone(monkeypatch):
    monkeypatch.setattr(photographs, "SIZE", (400, 300))
    monkeypatch.setattr(photographs, "_MARGIN", 40)
    first, second = photographs.photographs(2)
    assert first != second and b"Exif" in first
    assert opening.facts(first)[1:] == ("photo", 400, 300, "jpg")
    assert len(first) > 400 * 300 / 5, "with noise: no flat one"


@pytest.mark.parametrize("make", [sites.ours, sites.hugo])
def test_all_photographs_are_in_the_articles(tmp_path, make):
    source = tmp_path / "photographs"
    source.mkdir()
    for number in range(12):
        (source / f"{number:04}.jpg").write_bytes(samples.jpeg(30 + number, 20))
    make(tmp_path / "site", sorted(source.iterdir()))
    found = sorted((tmp_path / "site" / "content").rglob("*.jpg"))
    assert [path.name for path in found] == [f"{number:04}.jpg" for number in range(12)]
    assert len({path.parent for path in found}) == 2


def test_hugo_is_asked_for_the_files_of_the_plan(tmp_path):
    sites.hugo(tmp_path / "site", [])
    layout = (tmp_path / "site/layouts/single.html").read_text()
    shown = plan.shown(PictureFacts("a", "photo", 4000, 3000, "jpg"))
    assert f"slice {' '.join(str(each.width) for each in shown.modern)} " in layout
    assert f"{shown.plain.width}x jpg q80" in layout and f"{shown.large.width}x jpg q80" in layout
    assert "1200x630 jpg q80" in layout
