"""A real build of a few files: what Pelican holds afterwards."""

from pathlib import Path

import pytest
from pelican import Pelican, signals
from pelican.generators import ArticlesGenerator
from pelican.settings import read_settings

from plugins.typography import hooks

EXTENSION = "plugins.typography.extension"
FRENCH = "Title: L'eau : \"1er\" <b> & Cie...\nDate: 2020-12-19\nSummary: L'eau : 1er !\n\nL'eau : la CGT !\n"
ENGLISH = 'Title: It\'s "x" !\nLang: en\nDate: 2020-12-19\nSummary: It\'s "x" !\n\nIt\'s "x" ! FBI\n'
WATCHED = "Title: It's watching !\nTitle-Lang: en\nDate: 2020-12-19\nSlug: w\n\nL'eau !\n"
QUEBEC = "Title: L'eau !\nLang: fr-CA\nDate: 2020-12-19\nSlug: q\n\nL'eau !\n"


@pytest.fixture(autouse=True)
def _plugged():
    hooks.register()
    yield
    signals.initialized.disconnect(hooks.prepare)
    signals.content_object_init.disconnect(hooks.typeset)


@pytest.fixture
def site(tmp_path: Path):
    def make(**settings):
        source = tmp_path / "content"
        source.mkdir(exist_ok=True)
        for name, text in {"fr": FRENCH, "en": ENGLISH, "w": WATCHED, "q": QUEBEC}.items():
            (source / f"{name}.md").write_text(text, encoding="utf-8")
        places = {"PATH": str(source), "OUTPUT_PATH": str(tmp_path / "output")}
        site = {"DEFAULT_LANG": "fr", "TIMEZONE": "UTC", "PLUGINS": []}
        return Pelican(read_settings(override={**places, **site, **settings}))

    return make


def contents(pelican):
    """The articles as Pelican's generator reads them, by file name."""
    signals.initialized.send(pelican)
    found = {}

    def keep(generator):
        everything = (*generator.articles, *generator.translations)
        found.update((Path(article.source_path).stem, article) for article in everything)

    shared = {"generated_content": {}, "static_links": set(), "static_content": {}}
    with signals.article_generator_finalized.connected_to(keep):
        generator = ArticlesGenerator(
            context={**pelican.settings, **shared},
            settings=pelican.settings,
            path=pelican.path,
            theme=pelican.theme,
            output_path=pelican.output_path,
        )
        generator.generate_context()
    return found


def test_a_french_article(site):
    article = contents(site())["fr"]
    assert article.title == article.metadata["title"] == "L’eau\u00a0: «\u00a01er\u00a0» <b> & Cie…"
    assert article.content == '<p>L’eau\u00a0: la <span class="caps">CGT</span>\u202f!</p>'
    assert article.summary == "<p>L’eau\u00a0: 1<sup>er</sup>\u202f!</p>"
    assert article.slug == "leau-1er-cie", "the slug is made of the title as typed"


def test_an_english_article_has_english_signs_and_nothing_french(site):
    article = contents(site())["en"]
    assert article.title == "It’s “x” !"
    assert article.content == "<p>It’s “x” ! FBI</p>"
    assert article.summary == "<p>It’s “x” !</p>"


def test_an_english_title_over_a_french_article(site):
    article = contents(site())["w"]
    assert article.title == "It’s watching !"
    assert article.content == "<p>L’eau\u202f!</p>"


def test_french_of_another_country(site):
    article = contents(site())["q"]
    assert (article.title, article.content) == ("L’eau\u202f!", "<p>L’eau\u202f!</p>")


def test_the_setting_turns_it_off(site):
    pelican = site(FRENCH_TYPOGRAPHY=False)
    article = contents(pelican)["fr"]
    assert EXTENSION not in pelican.settings["MARKDOWN"]["extensions"]
    assert article.title.startswith('L\'eau : "1er"')
    assert article.content == "<p>L'eau : la CGT !</p>"


def test_a_second_build_names_the_extension_once(site):
    pelican = site(MARKDOWN={"extensions": ["markdown.extensions.extra"], "output_format": "html5"})
    for _ in range(2):
        hooks.prepare(pelican)
    assert pelican.settings["MARKDOWN"]["extensions"] == ["markdown.extensions.extra", EXTENSION]


def test_another_plugin_s_settings_are_not_shared(site):
    given = {"extensions": [], "extension_configs": {}, "output_format": "html5"}
    hooks.prepare(site(MARKDOWN=given))
    assert given == {"extensions": [], "extension_configs": {}, "output_format": "html5"}
