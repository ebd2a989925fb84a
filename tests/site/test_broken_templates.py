"""A template that fails stops the build with its place, and with what it was to show."""

import shutil

import pytest

from tests.site.conftest import ROOT
from tests.site.test_bad_input import stopped

HINT = "\n    Mend the template. What it may read is named in plugins/views/model.py and page_specs.py."


@pytest.fixture
def theme(site):
    (site.root / "theme").unlink()
    shutil.copytree(ROOT / "theme", site.root / "theme")

    def change(name, old, new):
        path = site.root / "theme/templates" / name
        text = path.read_text()
        assert old in text
        path.write_text(text.replace(old, new, 1))
        return text.partition(old)[0].count("\n") + 1

    return change


@pytest.mark.parametrize("fast", [True, False])
def test_what_a_template_may_not_read(site, theme, fast):
    line = theme("article.html", "{{ article.content }}", "{{ article.contents }}")
    said = stopped(site.article("un").article("deux", "Status: hidden\n").set(FASTBUILD=fast))
    assert said.startswith("1 problem; nothing was written.\n\n")
    assert (
        f"theme/templates/article.html:{line}: “ArticleView” has no attribute 'contents' (for content" in said
    )
    assert said.endswith(f"s/{'deux' if fast else 'un'}.md){HINT}")
    assert not site.output.exists()


@pytest.mark.parametrize("fast", [True, False])
def test_a_list(site, theme, fast):
    line = theme("archives.html", "{% block main %}", "{% block main %}{{ nul }}")
    assert stopped(site.article("un").set(FASTBUILD=fast)) == (
        "1 problem; nothing was written.\n\n"
        f"theme/templates/archives.html:{line}: 'nul' is undefined (for archive/index.html){HINT}"
    )


@pytest.mark.parametrize("fast", [True, False])
def test_all_that_cannot_be_read(site, theme, fast):
    one = theme("article.html", "{{ article.content }}", "{% if %}")
    two = theme("parts/byline.html", "{% macro", "{{ }}{% macro")
    theme("index.html", "{% extends", "{% if %}\n{% extends")
    theme("desk/base.html", "{", "{% if %}\n{")  # of no page, and needed by the intake
    said = stopped(site.article("un").set(FASTBUILD=fast))
    assert said.startswith("4 problems; nothing was written.\n\n")
    for place in (f"article.html:{one}", f"parts/byline.html:{two}", "index.html:1", "desk/base.html:1"):
        assert f"theme/templates/{place}: Expected an expression, got 'end of" in said


def test_one_that_an_article_asks_for(site, theme):
    (site.root / "theme/templates/contact.html").write_text("<p>\n{% include 'parts/nul.html' %}")
    assert stopped(site.article("un", "Template: contact\n")) == (
        "1 problem; nothing was written.\n\n"
        "theme/templates/contact.html:2: there is no template “parts/nul.html” "
        f"(for content/articles/un.md){HINT}"
    )
