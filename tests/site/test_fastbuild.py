"""A build that keeps what it knows writes the bytes of one that knows nothing."""

import shutil

import pytest


@pytest.fixture
def rich(site):
    """One of each kind of thing that a build reads."""
    site.article("un", "Title: « Un » !\nCategory: Carnets\nTags: a, b\nModified: 2021\n", "## T\n\nTexte.")
    site.article("deux", "Title: Deux\nTags: b\nSummary: *Court*\n", "Voir [un]({filename}un.md).")
    site.article("brouillon", "Title: Brouillon\nStatus: draft\n")
    site.article("secret", "Title: Secret\nStatus: hidden\n")
    site.article("english", "Title: English\nLang: en\n", 'He said: "yes" !')
    site.write("pages/a-propos.md", "Title: À propos\nSlug: a-propos\n\nTexte : un.\n")
    site.write("images/x.txt", "x")
    site.comment("1").comment("2", "Reply-To: 1\n").comment("3", "Withdrawn: 2021-01-01\n", slug="deux")
    return site


def plain(site):
    """What Pelican alone writes of the same sources, into an empty folder."""
    shutil.rmtree(site.output, ignore_errors=True)
    site.set(FASTBUILD=False)
    conf = site.root / "publishconf.py"
    before = conf.read_bytes()
    conf.write_bytes(before + b"FASTBUILD = False\n")
    files = site.build().files()
    conf.write_bytes(before)
    return files


@pytest.mark.parametrize("processes", ["1", "2"])
def test_cold_and_kept_are_plain(rich, processes):
    cold = rich.build(FASTBUILD_PROCESSES=processes).files()
    shutil.rmtree(rich.output)
    kept = rich.build(FASTBUILD_PROCESSES=processes).files()
    assert cold == kept == plain(rich)


def test_a_damaged_cache_is_no_matter(rich):
    cold = rich.build().files()
    for path in (rich.root / ".cache/output").glob("*"):
        if path.is_dir():
            continue
        path.write_bytes(path.read_bytes()[:-1] + b"?")
    assert rich.build().files() == cold
