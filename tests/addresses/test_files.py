"""What is written for hosts that no test can start, and what would break a server's own language.

nginx, Caddy and Apache themselves are asked in tests/hosts.
"""

from html.parser import HTMLParser

import pytest

from plugins.addresses import apache, caddy, netlify, nginx, served, stubs
from plugins.addresses.address import Address
from plugins.addresses.plan import Redirect
from plugins.addresses.served import FOR_EVER

ROWS = (
    Redirect(Address("/"), "/", pages=True),
    Redirect(Address("/", "tag/été"), "/tag/ete/"),
    Redirect(Address("/feed/atom"), "/feed/atom.xml"),
    Redirect(Address("/tag/a:b*c"), "/tag/abc/"),
    Redirect(Address("/tag/été"), "/tag/ete/"),
    Redirect(Address("/tag/été"), "/tag/ete/", pages=True),
    Redirect(Address("/un.html"), "/post/un/?&\"'<"),
)


def test_redirects_of_netlify():
    assert netlify.files(ROWS, served.served())["_redirects"] == (
        "# Written by the build; it will be written again.\n"
        "/feed/atom /feed/atom.xml 301\n"
        "/tag/a%3Ab%2Ac /tag/abc/ 301\n"
        "/tag/%C3%A9t%C3%A9 /tag/ete/ 301\n"
        "/tag/e%CC%81te%CC%81 /tag/ete/ 301\n"
        "/un.html /post/un/?&\"'< 301\n"
        "/page/* / 301\n"
        "/tag/%C3%A9t%C3%A9/page/* /tag/ete/ 301\n"
        "/tag/e%CC%81te%CC%81/page/* /tag/ete/ 301\n"
        "/index.php/* /:splat 301\n"
    )


def test_headers_of_netlify():
    how = served.served()
    text = netlify.files((), how)["_headers"]
    for name, value in how.headers:
        assert f"\n  {name}: {value}\n" in text
    assert f"\n/*.css\n  Cache-Control: {FOR_EVER}\n" in text
    assert "\n/*feed.json\n  Content-Type: application/feed+json\n" in text


class Page(HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.found = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))


def test_stubs():
    files = stubs.files(ROWS, served.served(), "https://blog.example/", "fr")
    assert sorted(files) == [".nojekyll", "tag/a:b*c/index.html", "tag/été/index.html", "un.html"]
    found = Page(files["un.html"]).found
    new = "/post/un/?&\"'<"
    assert ("meta", {"name": "robots", "content": "noindex"}) in found
    assert ("meta", {"http-equiv": "refresh", "content": f"0; url={new}"}) in found
    assert ("link", {"rel": "canonical", "href": f"https://blog.example{new}"}) in found
    assert ("a", {"href": new}) in found
    assert ("html", {"lang": "fr"}) in found
    assert not {"script", "style"} & {tag for tag, _ in found}
    assert not [attrs for _, attrs in found if "style" in attrs]
    assert "Elle est désormais ici\u00a0: <a" in files["un.html"]


def test_a_stub_never_takes_the_place_of_a_page():
    how = served.served(root="/blog", pages=frozenset({"/blog/tag/x/", "/blog/un.html"}))
    rows = [Redirect(Address("/blog/tag/x"), "/blog/tag/x/"), Redirect(Address("/blog/un.html"), "/blog/")]
    rows.append(Redirect(Address("/blog/y"), "/blog/tag/x/"))
    files = stubs.files(rows, how, "https://blog.example/blog/", "fr")
    assert sorted(files) == [".nojekyll", "y/index.html"]
    assert 'href="https://blog.example/blog/tag/x/"' in files["y/index.html"]


@pytest.mark.parametrize(
    ("site", "intake", "desk", "paths"),
    [
        ("https://blog.example", "/comment", "/desk/", ("/comment", "/desk")),
        ("https://blog.example/a", "https://blog.example/a/écrire/", "", ("/a/écrire",)),
        ("https://blog.example", "/%C3%A9crire", "/bureau/", ("/écrire", "/bureau")),
        ("https://blog.example", "https://avis.example/comment", "/desk/", ()),
        ("https://blog.example", "", "/desk/", ()),
    ],
)
def test_what_the_settings_name_is_handed_on(site, intake, desk, paths):
    assert served.intake_paths(site, intake, desk) == paths


def test_nothing_else_is_handed_on():
    how = served.served(intake=("/avis.ici", "/bureau"))
    written = {**nginx.files((), how), **apache.files((), how)}
    pattern = r"^(?:/avis\.ici|/bureau)(?:/|$)"
    location = pattern.replace("\\", "\\\\")
    assert f'\nlocation ~ "{location}" {{\n    proxy_pass http://intake;' in written["nginx/intake.conf"]
    assert f'\nDefine INTAKE "{pattern}"\n' in written["apache/intake.conf"]
    text = caddy.files((), how)["caddy/site.caddy"]
    assert text.count("path `/avis.ici` `/avis.ici/*` `/bureau` `/bureau/*`\n") == 2


def test_without_an_intake_nothing_is_handed_on():
    how = served.served()
    assert "location" not in nginx.files((), how)["nginx/intake.conf"]
    assert '\nDefine INTAKE "(?!)"\n' in apache.files((), how)["apache/intake.conf"]
    assert "\t@intake not path *\n" in caddy.files((), how)["caddy/site.caddy"]


def test_forms_of_another_host_are_let_through_the_policy():
    policy = dict(served.served(["https://avis.example/commenter?x", "/commenter", ""]).headers)
    assert "form-action 'self' https://avis.example;" in policy["Content-Security-Policy"]


NASTY = [
    '"',
    "\\",
    "'",
    "`",
    "{path}",
    "${x}",
    "{$HOME}",
    ";",
    "#",
    " ",
    "[a]",
    "(b",
    "%41",
    "$1",
    "~",
    "\u2028",
]


@pytest.mark.parametrize("sign", NASTY)
def test_no_sign_ends_a_line_or_a_word(sign):
    """One redirect is one line for each spelling, and its target stands at the end of it."""
    rows = (
        Redirect(Address(f"/tag/a{sign}b"), "/tag/ab/"),
        Redirect(Address("/", f"tag/a{sign}b"), "/tag/ab/"),
    )
    how = served.served()
    spellings = len(rows[1].old.queries)
    for text in (nginx.files(rows, how)["nginx/maps.conf"], caddy.files(rows, how)["caddy/site.caddy"]):
        assert 2 <= sum("/tag/ab/" in line for line in text.split("\n")) <= 2 + spellings
    assert apache.text(rows, how).count('RewriteRule "^" "/tag/ab/" [R=301,L,NE,QSD]\n') == 1 + spellings


def test_nginx_keeps_the_case_where_it_counts():
    how = served.served(pages=frozenset({"/tag/php/", "/Deux/", "/deux/"}))
    rows = [
        Redirect(Address("/DEUX/"), "/deux/"),
        Redirect(Address("/Tag/PHP/"), "/x/"),
        Redirect(Address("/A"), "/1/"),
        Redirect(Address("/a"), "/2/"),
    ]
    rows.append(Redirect(Address("/Seul"), "/3/"))
    text = nginx.files(rows, how)["nginx/maps.conf"]
    for line in (
        '"~^/DEUX/$" "/deux/";',
        '"~^/Tag/PHP/$" "/x/";',
        '"~^/A$" "/1/";',
        '"~^/a$" "/2/";',
        '"/seul" "/3/";',
    ):
        assert f"    {line}\n" in text


@pytest.mark.parametrize(
    ("longest", "size"),
    [
        ("x", 128),
        ("x" * 63, 128),
        ("x" * 64, 256),
        ("é" * 21, 128),
        ("é" * 24, 256),
        ("x" * 191, 256),
        ("x" * 192, 512),
    ],
)
def test_a_bucket_of_nginx_holds_its_longest_name_and_what_nginx_keeps_beside_it(longest, size):
    """A name and 64 bytes, in a power of two; a byte more and nginx does not start."""
    rows = [Redirect(Address(f"/{longest}"), "/"), Redirect(Address("/a"), "/")]
    assert f"map_hash_bucket_size {size};\n" in nginx.files(rows, served.served())["nginx/maps.conf"]


@pytest.mark.parametrize(
    ("count", "size"), [(1, 2048), (1024, 2048), (1025, 4096), (2048, 4096), (2049, 8192)]
)
def test_a_table_of_nginx_has_two_places_a_name(count, size):
    rows = [Redirect(Address(f"/{number}"), "/") for number in range(count)]
    assert f"map_hash_max_size {size};\n" in nginx.files(rows, served.served())["nginx/maps.conf"]


def test_nginx_makes_room_for_many_and_for_long_ones():
    rows = [Redirect(Address(f"/{number}{'x' * 300}"), "/") for number in range(3000)]
    text = nginx.files(rows, served.served())["nginx/maps.conf"]
    assert "map_hash_bucket_size 512;\nmap_hash_max_size 8192;\n" in text


def test_the_policy_does_not_depend_on_the_order_of_a_set():
    targets = [f"https://{host}.example/x" for host in ("c", "a", "b", "a")]
    policy = dict(served.served(targets).headers)["Content-Security-Policy"]
    assert "form-action 'self' https://a.example https://b.example https://c.example;" in policy
