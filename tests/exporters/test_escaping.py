"""Each system makes HTML of our fields in its own way: nothing of a visitor's is live there."""

import sqlite3
import xml.etree.ElementTree as ElementTree
from html import unescape

import pytest
from bs4 import BeautifulSoup

from plugins.exporters import __main__ as command
from plugins.importers.comment_text import comment_text
from plugins.importers.isso import markdown_text
from tests.importers.runs import Into

EVIL = "<img src=x onerror=alert(1)>' \" &"
COMMENT = f"Id: 7\nAuthor: {EVIL}\nDate: 2020-12-19T10:00:00+01:00\nSite: %s\n%s\n%s\n"
WP = "{http://wordpress.org/export/1.2/}"


def exported(tmp_path, system, site="http://x.fr/?a='1&b=2", head="", text=EVIL, title="Un"):
    into = Into(tmp_path / "site").article("un", "Id: a-un\n")
    article = into.content / "articles/un.md"
    article.write_text(article.read_text("utf-8").replace("Title: un", f"Title: {title}"), "utf-8")
    path = into.content / "comments/un/7.txt"
    path.parent.mkdir(parents=True)
    path.write_text(COMMENT % (site, head, text), "utf-8")
    file = tmp_path / f"out.{system}"
    done = command.main(["--to", system, "--file", str(file), "--content", str(into.content)])
    assert done == 0
    return file, into


def of_isso(file):
    base = sqlite3.connect(file)
    (row,) = base.execute("SELECT author, website, text FROM comments")
    base.close()
    return row


def test_isso_makes_html_of_names_and_addresses_as_they_are(tmp_path):
    author, site, text = of_isso(exported(tmp_path, "isso")[0])
    assert author == "&lt;img src=x onerror=alert(1)&gt;&#x27; &quot; &amp;"
    assert site == "http://x.fr/?a=&#x27;1&amp;b=2"
    assert comment_text(
        markdown_text._renderer().render(text)
    ).text == EVIL and "<img" not in markdown_text._renderer().render(text)


@pytest.mark.parametrize("site", ["javascript:alert(1)", "data:text/html,x", "x y", "http://a@b.fr/"])
@pytest.mark.parametrize("system", ["isso", "wordpress"])
def test_a_site_that_is_no_address_of_the_web_stays_here(tmp_path, capsys, system, site):
    file, _ = exported(tmp_path, system, site)
    if system == "isso":
        assert of_isso(file)[1] == ""
    else:
        assert ElementTree.parse(file).find(f".//{WP}comment_author_url").text is None
    assert "  a site that is not an address of the web: 1 (comments/un/7.txt)\n" in capsys.readouterr().out


def test_wordpress_has_html_in_titles_names_and_terms(tmp_path):
    file, _ = exported(
        tmp_path, "wordpress", title="Un <b> <3 & ]]> « x »", head="Format: html\n", text="<b onclick=x>y</b>"
    )
    item = ElementTree.parse(file).find("channel/item")
    assert item.findtext("title") == "Un &lt;b&gt; &lt;3 &amp; ]]&gt; « x »"
    author, content = (item.findtext(f".//{WP}comment_{name}") for name in ("author", "content"))
    assert (unescape(author), content) == (EVIL, "y") and "<" not in author
    there = Into(tmp_path / "there")
    there.root.mkdir()
    there.run(file, "wordpress")
    assert there.text("articles/2020/un.md").startswith("Title: Un <b> <3 & ]]> « x »\n")


@pytest.mark.parametrize(
    ("html", "said"),
    [
        ("<p>un <strong>gras</strong>, <em>mot </em>dit</p>", "un **gras**, *mot* dit"),
        ("<p>a<br>1. b</p><p>- c *d* &lt;e&gt;</p>", "a  \n1\\. b\n\n\\- c \\*d\\* \\<e\\>"),
        ("<ul><li>a<br>b</li><li><p>c</p><p>d</p></li></ul>", "- a  \n  b\n- c\n\n  d"),
        ("<ol><li>a<ul><li>b</li></ul></li><li>c</li></ol>", "1. a\n\n   - b\n2. c"),
        ("<blockquote><p>a</p><p>b</p></blockquote>c", "> a\n>\n> b\n\nc"),
        ("<pre><code>a\n  ```b</code></pre>", "````\na\n  ```b\n````"),
        ("<code>a`b</code> <del>c</del> <q>d</q> e<sup>2</sup>", "``a`b`` ~~c~~ «\u00a0d\u00a0» e2"),
        ('<a href="http://x.fr/(a)">l*m</a> http://x.fr/a_b', "[l\\*m](<http://x.fr/(a)>) <http://x.fr/a_b>"),
    ],
)
def test_form_goes_to_isso_as_markdown(tmp_path, html, said):
    text = of_isso(exported(tmp_path, "isso", head="Format: html\n", text=html)[0])[2]
    assert text == said
    shown = BeautifulSoup(markdown_text._renderer().render(text), "html.parser").get_text()
    words = BeautifulSoup(html.replace("<q>", "«").replace("</q>", "»"), "html.parser").get_text()
    assert "".join(shown.split()) == "".join(words.split())
