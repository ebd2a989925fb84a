"""Smaller copies beside the pages: of the very page, made once, gone with it."""

import gzip
import os
import signal
import subprocess
import sys

import brotli
import pytest

from plugins.staging import compression
from tests.site.conftest import SITEURL
from tests.site.law.builds import INTERRUPT


@pytest.fixture
def compressed(site):
    return site.compress(True).article().comment()


def copies(site):
    return {name: data for name, data in site.files().items() if name.endswith((".br", ".gz"))}


def publishing(site, **settings):
    with (site.root / "publishconf.py").open("a") as file:
        file.writelines(f"{name} = {value!r}\n" for name, value in settings.items())
    return site


def killed(site, number):
    """A build that dies before the change to the output that has this number."""
    dies = {"PYTHONPATH": str(INTERRUPT), "LAW_KILL_BELOW": "output/", "LAW_KILL_AT": str(number)}
    command = [sys.executable, "-m", "pelican", "-s", "publishconf.py"]
    done = subprocess.run(
        command, cwd=site.root, env={**os.environ, "SITEURL": SITEURL, **dies}, start_new_session=True
    )
    assert done.returncode == -signal.SIGKILL


def are_true(site):
    files = site.files()
    assert copies(site)
    for name, data in copies(site).items():
        expanded = brotli.decompress(data) if name.endswith(".br") else gzip.decompress(data)
        assert expanded == files[name[:-3]] and len(data) < len(expanded), name


def test_pages_feeds_and_the_style_sheet_have_both(compressed):
    are_true(compressed.build())
    kinds = {name.rsplit(".", 2)[-2] for name in copies(compressed)}
    assert {"html", "xml", "css", "svg", "json"} <= kinds
    assert {"feed/atom.xml.br", "feed/comments/atom.xml.gz", "feed/feed.json.br"} <= copies(compressed).keys()


def test_pictures_and_the_feed_of_one_conversation_have_none(compressed):
    compressed.build()
    unpacked = {"apple-touch-icon.png", "post/2020/12/18/un/comments.atom.xml"}
    assert unpacked <= compressed.files().keys()
    assert unpacked.isdisjoint(name[:-3] for name in copies(compressed))


def test_pelican_alone_makes_the_same(compressed):
    fast = compressed.build().files()
    assert compressed.set(FASTBUILD=False).build().files() == fast


def test_the_last_per_cents_are_a_setting(compressed):
    usual = copies(compressed.build())
    smallest = copies(publishing(compressed, SMALLEST_COPIES=True).build())
    page = "post/2020/12/18/un/index.html.br"
    assert smallest.keys() == usual.keys() and len(smallest[page]) < len(usual[page])
    are_true(compressed)
    assert copies(publishing(compressed, SMALLEST_COPIES=False).build()) == usual


@pytest.mark.parametrize("number", [0, 20])
@pytest.mark.parametrize("wanted", [True, False])
@pytest.mark.parametrize("fast", [True, False])
def test_copies_of_other_levels_are_made_again_after_a_crash(compressed, fast, wanted, number):
    publishing(compressed, FASTBUILD=fast)
    smallest = copies(publishing(compressed, SMALLEST_COPIES=True).build())
    usual = copies(publishing(compressed, SMALLEST_COPIES=False).build())
    killed(publishing(compressed, SMALLEST_COPIES=True), number)
    assert copies(publishing(compressed, SMALLEST_COPIES=wanted).build()) == (smallest if wanted else usual)


def test_an_output_that_is_gone_comes_back_with_its_copies(compressed, tmp_path):
    """From the cache: they are not made again."""
    whole = compressed.build().files()
    compressed.output.rename(tmp_path / "before")
    done = compressed.run()
    assert compressed.files() == whole and "Pelican" not in done.stdout


def test_a_change_reaches_the_copies_and_the_others_stay(compressed):
    compressed.build()
    before = copies(compressed)
    compressed.comment("2", text="Une réponse.").build()
    are_true(compressed)
    after = copies(compressed)
    assert after["post/2020/12/18/un/index.html.br"] != before["post/2020/12/18/un/index.html.br"]
    assert after["404.html.br"] == before["404.html.br"]
    assert ": 0 of " in compressed.run().stdout


def test_an_incremental_build_equals_a_clean_one(compressed, tmp_path):
    compressed.build().comment("2", text="Une réponse.").build()
    whole = compressed.files()
    compressed.output.rename(tmp_path / "before")
    compressed.output.with_name("output.hosts").rename(tmp_path / "before.hosts")
    assert compressed.build().files() == whole


@pytest.mark.parametrize("debris", [b"", b"debris", brotli.compress(b"an older page")])
def test_a_copy_that_a_crash_left_is_made_again(compressed, debris):
    compressed.build()
    (compressed.output / "index.html.br").write_bytes(debris)
    are_true(compressed.build())


def test_copies_of_other_tools_are_made_again(compressed):
    compressed.build()
    whole = compressed.files()
    worse = brotli.compress(whole["index.html"], quality=1)
    (compressed.output / "index.html.br").write_bytes(worse)
    (compressed.output.with_name("output.hosts") / "compressed-with.txt").write_text("brotli 0.1\n")
    assert compressed.build().files() == whole


def test_copies_go_with_their_page_and_with_the_setting(compressed):
    compressed.article("deux", "Title: Deux\n").build()
    (compressed.root / "content/articles/deux.md").unlink()
    assert not [name for name in compressed.build().files() if "deux" in name]
    assert copies(compressed.compress(False).build()) == {}


def test_a_page_is_nearly_as_small_as_can_be(real):
    (path,) = real.output.glob("post/*/*/*/index.html")
    usual = dict(compression.smaller(path.name, path.read_bytes()))
    smallest = dict(compression.smaller(path.name, path.read_bytes(), smallest=True))
    assert len(usual[".br"]) <= 1.09 * len(smallest[".br"])
    assert len(usual[".gz"]) <= 1.01 * len(smallest[".gz"])
