"""What is put before Pelican's methods is put there in the version it was proved with."""

from types import SimpleNamespace

import pytest
from pelican.contents import Article
from pelican.settings import DEFAULT_CONFIG

from plugins.articles import hooks
from plugins.common.taxonomies import TAXONOMIES


@pytest.fixture
def article(tmp_path):
    settings = {**DEFAULT_CONFIG, "PATH": str(tmp_path)}
    return Article("<p>Un.</p>", {"title": "Un"}, settings, str(tmp_path / "un.md"), {})


METHODS = {"get_content", "get_static_links", "get_relative_source_path", "get_url_setting"}


def test_in_the_proven_version(article):
    generator = SimpleNamespace(_build_period_archives=None)
    hooks.memoise(article)
    hooks.gather(generator)
    assert vars(article).keys() >= METHODS
    assert vars(generator).keys() == {"_build_period_archives", *(each.plural for each in TAXONOMIES)}
    assert generator._build_period_archives is not None


def test_in_another_version_pelican_answers(article, pretend):
    pretend("pelican", "4.13.0")
    before, generator = dict(vars(article)), SimpleNamespace()
    hooks.gather(generator)
    assert vars(generator) == {}
    hooks.memoise(article)
    hooks.renew_addresses(SimpleNamespace(context={"generated_content": {"un": article}}))
    assert vars(article) == before
