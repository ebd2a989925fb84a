"""What we read ourselves has the bytes of Python-Markdown; everyday documents are read, others declined."""

import re

import pytest
from hypothesis import given
from hypothesis import settings as examples

from bench.builds import corpus, formats
from plugins.articles.reading import SourceParser
from plugins.markdown.settings import supported
from tests.examples import CONTENT
from tests.markdown import documents
from tests.markdown.documents import ours, settings, theirs

SOURCES = sorted(CONTENT.glob("*/**/*.md"))


@given(documents.DOCUMENTS)
@examples(max_examples=600)
def test_what_we_read_has_the_bytes_of_python_markdown(text):
    parsed = ours(text)
    assert parsed is None or parsed == theirs(text)


def of_the_corpus(count):
    files = (formats.ours(article) for article in corpus.articles(count, comments=0))
    return [text for each in files for name, text in each.items() if name.endswith(".md")]


def test_all_articles_of_the_corpus_are_read():
    for text in of_the_corpus(50):
        assert ours(text) is not None
        assert ours(text) == theirs(text)


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_all_pages_of_this_site_are_read(path):
    text = path.read_text(encoding="utf-8")
    if "--- | ---" in text:
        assert ours(text) is None  # a table
    else:
        assert ours(text) == theirs(text)


# fmt: off
EVERYDAY = [
    "Un.\n\n\n\nDeux,\nsuite.  \nÀ la ligne.",
    "# Un\n\n## « Deux » !\nTexte.\n#### Trois ###\n\n### Deux\n\n## « Deux » !\n\n###### `Six` & *six*",
    "*a*, **b**, ***c***, _d_, __e__, l'*eau*, *l'eau*, (*f*), **[g](h)**, **`i`**, 2 * 3, a_b_c, *j",
    "`a`, `<3`, `l'eau`, `*b*`, `c\\`, `a & b`.",
    "[a](b), [*a*](b \"c d'e\"), [`a`](b), [a](http://x.fr/_y_/?a=1&b=(2)), [x.fr](http://x.fr).",
    "[[a](b)](c), […], [a [b] c](d), [**a**\nb](c).",
    "[a]({filename}/articles/b.md), [b]({static}c.png), ![d](e.png), ![l'eau](e.png \"f\"), [![g](h)](i).",
    "<http://a.fr/b_c_d>, <https://a.fr/?b=1&c=2>, 1 < 2, <3, 2 > 1, a & b.",
    "*[a](b)* : c.\n\n- *[d](e)*",
    "- un\n- *deux*\n  suite\n* trois\n\nTexte.\n\n1. un\n2. deux\n\n---\n\n- à nouveau",
    "> Un,\n> suite.\n>\n> Deux.\n\n> - trois\n> - quatre\n\nTexte.\n\n> Cinq\nsuite",
    "Du code :\n```python\nx = 1\n\n\ty = 2\n```\n\n~~~\n<b>\n~~~\n\n``` sh \nls | wc\n```",
    "***\n\n* * *\n\n___",
    "Title: Un\nTitle: Deux\n    trois\nLang: en\nSummary: *No* typography !\n\nNo \"typography\" !",
    "Summary: *Un* mot !\n\nDeux : « l'eau », 1er, 10 000 km.",
    "Sans en-tête.",
    "*a\n\nb* **c\n\nd** *e*\n\nf** g*",
    "*a\n\n_b_ c*\n\n_d\n\n*e* f_",
    "*a* b *c*, **d**_e_**f**, *g*.***h***, *é.*\n\n* *i* *\n\n****j****, ***k*** **l** *m*",
    "[a\n\nb] (c) d]\n\n[e\n\n![f\n\ng]",
    "[mailto:a--b](c), [a.fr/--](d), [http://a.fr/--](e), [--](f), [ ...](g), [l'a : b](h), [1er](i).",
    "*a  \n b c*  \n`d`  \n [e](f)  \n*g*  \n h",
    "[a & b](c), *d & e* < *1er* > `&`.",
    *("*a\n\nb*", "a *b * c", "a * b* c", "[*a](b) c*", "a  \n\u00a0\n\nb", "Oui :-) !", "x[mailto:a--b](c)"),
    *("*a* mot\n\nhttp://a.fr/x*a*", "*a* mot http://a.fr/x*a*", "[a.fr...](b)", "[`a.fr`...](b)"),
]
# fmt: on


@pytest.mark.parametrize("text", EVERYDAY)
def test_everyday_markdown_is_read(text):
    assert ours(text) is not None
    assert ours(text) == theirs(text)


# fmt: off
DECLINED = [
    *("", " \n", "a <b>b</b>", "<div>\n\na\n\n</div>", "`<b>`", "a &amp; b", "a &#233; b", "<a@b.fr>"),
    *("[a][b]\n\n[b]: c", "[a]: b", "a[^1]\n\n[^1]: b", "*[a]: b\n\na", "a\n: b", "a | b\n--- | ---\n1 | 2"),
    *("a\n===", "a\n---", "    a", "- a\n\n    b", "- a\n\n- b", "- a\n    - b", "- - a", "- # a", "-\n- a"),
    *("a {: .b}", "## a {#b}", "[a](b){.c}", "[a](<b>)", "[a](b 'c')", "[](b)", "[a](b c)", "``a`b``", "`a"),
    *("*a **b** c*", "**a*", "*a _b*_", "*[[a](b)](c)*", "```py\na", "``` {.py}\na\n```", "a\u2028b"),
    *("*a**b*", "**a*b**", "***a**b*", "*a*** b**", "**a***b*", "*a***b**", "![a\n\nb](c)"),
    *("`a\n\nb`", '[a](b "c\n\nd")', "[a\n\n[b](c)](d)"),
    *("a\u00adb", "a\n> b", "> > a", "#", "# a\\#", "[TOC]", "a\\*b", "a\ue000b", "*[a] : b"),
]
# fmt: on


@pytest.mark.parametrize("text", DECLINED)
def test_the_rest_is_declined(text):
    assert ours(text) is None


def test_a_field_that_is_declined_takes_the_document_with_it():
    text = "Summary: *[a]: b\n\nUn."
    assert ours(text) is None
    assert SourceParser(settings(), ["summary"]).parse(text) == theirs(text)


@pytest.mark.parametrize("output", ["html", "xhtml"])
def test_what_is_declined_is_read_by_python_markdown(output):
    reading = SourceParser(settings(output_format=output), [])
    assert reading.parse("a<br>b  \nc").html.endswith("<br />\nc</p>" if output == "xhtml" else "<br>\nc</p>")


@pytest.mark.parametrize(
    "changes",
    [
        {"extensions": [*settings()["extensions"], "markdown.extensions.nl2br"]},
        {"extensions": ["markdown.extensions.meta", "markdown.extensions.extra"]},
        {"extension_configs": {"markdown.extensions.toc": {"toc_depth": "2-4", "permalink": True}}},
        {"extension_configs": {}},
        {"extension_configs": settings()["extension_configs"] | {"markdown.extensions.codehilite": {"a": 1}}},
        {"output_format": "xhtml"},
        {"tab_length": 2},
    ],
)
def test_with_other_settings_all_is_declined(changes):
    assert supported(settings(**changes)) is None
    assert SourceParser(settings(**changes), []).everyday("Un mot.") is None


def test_headings_leave_the_page_its_own_ids():
    text = "## Commentaires\n\n## C1\n\n### Commentaires\n\n## Commentaire"
    for parsed in (ours(text), theirs(text)):
        assert re.findall('id="(.*?)"', parsed.html) == [
            "commentaires_1",
            "c1_1",
            "commentaires_2",
            "commentaire",
        ]
        assert [heading["id"] for heading in parsed.toc] == ["commentaires_1", "c1_1", "commentaire"]
    plain = {"extensions": [name for name in settings()["extensions"] if not name.startswith("plugins.")]}
    assert SourceParser(settings(**plain), []).parse("## Site") == SourceParser(
        settings(**plain), []
    ).thoroughly("## Site")


def test_where_the_ids_of_headings_are_made_after_our_own_extension_all_is_declined():
    first = ["plugins.markdown.extension", *settings()["extensions"]]
    assert supported(settings(extensions=list(dict.fromkeys(first)))) is None


def test_without_typography():
    names = [name for name in settings()["extensions"] if not name.startswith("plugins.")]
    reading = SourceParser(settings(extensions=names), [])
    text = '« l\'eau » : "oui" !'
    assert reading.everyday(text) == reading.thoroughly(text)
    assert reading.parse(text).html == '<p>« l\'eau » : "oui" !</p>'


@pytest.mark.parametrize("version", ["3.9", "3.10.2", "3.11", "3.12"])
def test_with_another_version_python_markdown_reads_everything(pretend, version):
    """3.9, 3.10, 3.11 and 3.11.1 differ in their bytes."""
    pretend("markdown", version)
    reading = SourceParser(settings(), ["summary"])
    text = "Title: Un\nSummary: *Court* !\n\n## Deux\n\nTrois & *quatre*.\n"
    assert ours(text) is not None
    assert reading.everyday(text) is None
    assert reading.parse(text) == ours(text)
