"""What stands on pages and in feeds leads to what there is, whoever put it there."""

import pytest

from plugins.addresses.internal import PublishedSite
from plugins.addresses.output_links import DeadLink, OutputLinks, parts_of, problems
from plugins.addresses.preview import HostRules

NOTHING = "leads to no page and no file of this site"
FILES = {
    "index.html": '<p id="contenu">',
    "un/index.html": '<li id="c1"><li id=c2><h2 id="a&amp;b">',
    "style.css": "",
    "feed/atom.xml": "",
}


def look(text, name="page/index.html", excused=(), site="https://blog.example/"):
    """The addresses that are dead on a page, with what is to be found on others."""
    files = {**FILES, name: text}
    links = OutputLinks(PublishedSite(site, files, HostRules(), files.__getitem__, ("/commenter/",)), excused)
    seen = links.look([name])
    links.expect(seen.wanted, looked=[name])
    return [
        link.address for link in [*seen.dead, *(one for page in links.wanted for one in links.missing(page))]
    ]


LONG = " " * 5000
LIVE = (
    *(
        "/",
        "/un",
        "/un/#c1",
        "/un/#c2",
        "../un/#c1",
        "#top",
        "/un/#a&amp;b",
        "/un/#:~:text=mot",
        "/style.css",
    ),
    *("https://blog.example/un/#c1", "/commenter/x", "https://x.example/nul/", "//x.example/nul/"),
    *("mailto:a@b.fr", "data:image/png;base64,x"),
)
DEAD = (
    ('<a href="/nul/">', "/nul/"), ('<a\nhref="/nul/?a&amp;b">', "/nul/?a&b"), ('<img src="a.png">', "a.png"),
    ('<video poster="/p.png">', "/p.png"), ('<a href="/un/#c3">', "/un/#c3"), ('<a href="#y">', "#y"),
    ('<img srcset="/b.png 2x">', "/b.png"), ('<a href="/page/#y">', "/page/#y"), ('<q cite="/nul">', "/nul"),
    ('<a href="https://blog.example/nul">', "https://blog.example/nul"),
)  # fmt: skip


@pytest.mark.parametrize("address", ["/nul/", "/un/#c3", "#nul"])
def test_a_text_about_html_leads_nowhere(address):
    assert look(f'<p><code>&lt;a href="{address}"&gt;</code></p>') == []


@pytest.mark.parametrize("address", ["/nul/", "/un/#c3", "#nul", "https://blog.example/un/#c3"])
def test_what_a_visitor_wrote_stops_nobody(address):
    assert look(f'<a href="{address}" title="x" rel="ugc nofollow">') == []


@pytest.mark.parametrize("address", LIVE)
def test_what_leads_somewhere(address):
    assert look(f'<a href="{address}">') == []


@pytest.mark.parametrize(
    "text",
    [
        '<p id="x"><a href="#x"><a href="/page/#x">',
        '<p data-href="/nul/" title="/nul/">',
        "<p>href=&quot;/nul/&quot;</p>",
    ],
)
def test_what_is_no_address_of_another_page(text):
    assert look(text) == []


@pytest.mark.parametrize(("text", "dead"), DEAD)
def test_what_does_not(text, dead):
    assert look(text) == [dead]


@pytest.mark.parametrize(
    ("name", "text", "dead"),
    [
        ("feed/rss.xml", "<link>https://blog.example/</link><link>https://blog.example/nul/</link>", True),
        ("feed/b.xml", '<link rel="self" href="https://blog.example/nul.xml"/>', True),
        ("feed/b.xml", "<content>&lt;a href=&quot;https://blog.example/nul/&quot;></content>", False),
        ("feed/feed.json", '{"home_page_url": "https://blog.example/nul/"}', True),
        ("feed/feed.json", '{"content_html": "<a href=\\"https://blog.example/nul/\\">"}', False),
        ("sitemap.xml", f"<loc>https://blog.example/</loc>{LONG}<loc>https://blog.example/x</loc>", True),
        ("a.css", "body {background: url('/nul.png')}", True),
        ("a.css", "body {background: url(/style.css)}", False),
    ],
)  # fmt: skip
def test_feeds_maps_and_style_sheets(name, text, dead):
    assert bool(look(text, name)) is dead


def test_what_visitors_wrote_is_theirs():
    link = '<a href="/nul/" title="/nul/" rel="ugc nofollow noopener">'
    assert look(link) == look('<a rel="ugc" href="/nul/">') == []
    assert look(f'{link}<a class="x" href="/nul/">') == ["/nul/"]


def test_what_is_told_of_authors_is_not_told_again():
    assert look('<a href="/nul/%C3%A9">', excused={"https://blog.example/nul/é"}) == []
    assert look('<a href="/un/#c3">', excused={"https://blog.example/un/#c3"}) == []


def test_a_site_in_a_folder():
    site = "https://blog.example/journal/"
    assert look('<a href="/journal/un/"><a href="/autre/"><a href="/journal/nul/">', site=site) == [
        "/journal/nul/"
    ]


def test_a_place_that_is_wanted_is_looked_for_when_its_page_is_read():
    files = {"index.html": '<a href="/un/#c1"><a href="/un/#c3">', "un/index.html": '<li id="c1">'}
    read = []

    def text(name):
        read.append(name)
        return files[name]

    links = OutputLinks(PublishedSite("https://blog.example/", files, HostRules(), text))
    links.expect(links.look(["index.html"]).wanted, looked=["index.html"])
    (link,) = links.look(["un/index.html"]).dead
    assert link == DeadLink("/un/#c3", "leads to no “c3” on its page", "index.html")
    links.expect({}, looked=["un/index.html"])
    assert links.wanted == {}


def test_an_address_with_a_fragment_is_looked_at_on_the_first_page_that_has_it():
    link, visitors = '<a href="/un/#c3">', '<a href="/un/#c4" rel="ugc">'
    files = {**FILES, "a.html": link + visitors, "b.html": link + visitors[:-11] + ">"}
    links = OutputLinks(PublishedSite("https://blog.example/", files, HostRules(), files.__getitem__))
    seen = links.look(["a.html", "b.html"])
    assert [(each.address, each.page) for each in seen.wanted["un/index.html"].values()] == [
        ("/un/#c3", "a.html"),
        ("/un/#c4", "b.html"),
    ]
    assert links.look(["b.html"]) == ([], {})


def test_they_are_told_once_where_they_stand():
    found = [
        DeadLink("/nul/", NOTHING, "a.html"),
        DeadLink("/nul/", NOTHING, "b.html"),
        DeadLink("/x", NOTHING, "c"),
    ]
    templates = {"theme/templates/base.html": '<p>\n<a href="{{ SITEURL }}/nul/">'}
    one, two = problems(found, templates, lambda _: ("", ""))
    assert (one.where, one.line) == ("theme/templates/base.html", 2)
    assert one.what == f"“/nul/” {NOTHING} (on a.html)"
    assert (two.where, two.line, two.what) == ("c", 0, f"“/x” {NOTHING}")


def test_parts():
    html = '<a class="href" href="/a/" data-id="x"><p id="y" data-src="/b/">'
    html += '<img\nsrc="/c" srcset="/d 1x,  /e 2x, ">'
    assert parts_of(html) == ({"/a/", "/c", "/d", "/e"}, {"y"})


def test_a_fragment_that_an_author_wrote_is_told_with_its_line():
    found = [DeadLink("/p/#x", "leads to no “x” on its page", "un/index.html")]
    source = ("content/un.md", "Title: Un\n\nVoir [p]({filename}p.md#x).\n")
    (told,) = problems(found, {}, {"un/index.html": source}.__getitem__)
    assert (told.where, told.line, told.what) == ("content/un.md", 3, "“/p/#x” leads to no “x” on its page")


@pytest.mark.parametrize("address", ["{filename}nul.md", "|filename|nul.md", "{zut}"])
def test_what_pelican_itself_has_told_is_not_told_again(address):
    assert look(f'<a href="{address}">') == []
