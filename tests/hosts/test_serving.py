"""Headers, types, smaller copies, caching and the missing page. Asked of the real servers."""

import gzip

import brotli
import pytest

from tests.hosts.test_old_addresses import ARTICLE

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self' data:; media-src 'self'; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Strict-Transport-Security": "max-age=31536000",
    "Permissions-Policy": (
        "accelerometer=(), camera=(), geolocation=(), gyroscope=(), microphone=(), payment=(), usb=()"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
KINDS = {
    "/": "text/html; charset=utf-8",
    ARTICLE: "text/html; charset=utf-8",
    "/404.html": "text/html; charset=utf-8",
    "/feed/atom.xml": "application/xml; charset=utf-8",
    "/feed/rss.xml": "application/xml; charset=utf-8",
    f"{ARTICLE}comments.atom.xml": "application/xml; charset=utf-8",
    "/feed/feed.json": "application/feed+json",
    "/category/travail/feed.json": "application/feed+json",
    "/sitemap.xml": "application/xml; charset=utf-8",
    "/robots.txt": "text/plain; charset=utf-8",
    "/.well-known/security.txt": "text/plain; charset=utf-8",
    "/favicon.svg": "image/svg+xml",
    "/favicon.ico": "image/x-icon",
    "/apple-touch-icon.png": "image/png",
}
MISSING = ["/nulle-part", "/nulle-part/", "/style.0123456789.css", "/feed/nul.xml", "/post/nul/feed.json"]
EXPAND = {"br": brotli.decompress, "gzip": gzip.decompress}
ENDINGS = {"br": ".br", "gzip": ".gz"}


@pytest.mark.parametrize("target", [*KINDS, *MISSING, "/feed/atom", "/?feed/atom"])
def test_every_answer_carries_every_header_once(server, target):
    response = server.ask(target)
    assert {name: response.headers.get_all(name) for name in HEADERS} == {
        name: [value] for name, value in HEADERS.items()
    }


@pytest.mark.parametrize("accept", ["", "br", "gzip", "gzip, deflate, br"])
@pytest.mark.parametrize("target", KINDS)
def test_types_do_not_depend_on_the_coding(server, target, accept):
    response = server.ask(target, accept)
    assert (response.status, response.getheader("Content-Type")) == (200, KINDS[target])


def file_of(published, target):
    return published.output / (target.removeprefix("/") + ("index.html" if target.endswith("/") else ""))


@pytest.mark.parametrize(("accept", "coding"), [("br", "br"), ("gzip", "gzip"), ("gzip, deflate, br", "br")])
@pytest.mark.parametrize("target", ["/", ARTICLE, "/feed/atom.xml", "/feed/feed.json", "/favicon.svg"])
def test_the_copy_made_by_the_build_is_what_is_sent(server, published, target, accept, coding):
    response = server.ask(target, accept)
    file = file_of(published, target)
    assert response.getheader("Content-Encoding") == coding
    assert response.body == file.with_name(file.name + ENDINGS[coding]).read_bytes()
    assert EXPAND[coding](response.body) == file.read_bytes() == server.ask(target).body
    assert "Accept-Encoding" in response.getheader("Vary")


@pytest.mark.parametrize("target", [f"{ARTICLE}comments.atom.xml", "/category/travail/feed.json"])
def test_a_feed_without_a_copy_is_packed_when_asked_for(server, published, target):
    file = file_of(published, target)
    assert not file.with_name(f"{file.name}.gz").exists()
    response = server.ask(target, "gzip, deflate, br")
    assert response.getheader("Content-Encoding") == "gzip"
    assert gzip.decompress(response.body) == file.read_bytes() == server.ask(target).body
    assert len(response.body) < file.stat().st_size
    assert response.headers.get_all("Vary") == ["Accept-Encoding"]
    assert server.ask(target, "gzip;q=0").getheader("Content-Encoding") is None
    again = server.ask(target, "gzip, deflate, br", If_None_Match=response.getheader("ETag"))
    assert again.status == 304


def test_what_the_intake_answers_is_never_packed(server):
    """A page that repeats what was typed, beside a secret, tells it by its length (BREACH)."""
    response = server.post("/commenter", b"comment=" + b"a" * 2000, Accept_Encoding="gzip, deflate, br")
    assert len(response.body) > 1000 and response.getheader("Content-Encoding") is None


def test_who_refuses_a_coding_does_not_get_it(server):
    assert server.ask("/", "br;q=0, gzip;q=0").getheader("Content-Encoding") is None


def test_a_style_sheet_is_kept_for_ever_and_a_page_is_not(server, published):
    sheets = [name for name in published.files() if name.endswith(".css")]
    assert sheets
    for accept in ("", "br", "gzip"):
        for sheet in sheets:
            response = server.ask(f"/{sheet}", accept)
            assert response.headers.get_all("Cache-Control") == ["public, max-age=31536000, immutable"]
            assert response.getheader("Content-Type") == "text/css; charset=utf-8"
        for target in ("/", "/feed/atom.xml", "/feed/atom", "/favicon.svg"):
            assert server.ask(target, accept).headers.get_all("Cache-Control") == ["no-cache"]


@pytest.mark.parametrize("accept", ["", "br", "gzip"])
@pytest.mark.parametrize("target", MISSING)
def test_a_missing_page_is_missing_and_says_so_in_french(server, published, target, accept):
    response = server.ask(target, accept)
    assert (response.status, response.getheader("Content-Type")) == (404, "text/html; charset=utf-8")
    assert response.headers.get_all("Cache-Control") == ["no-cache"]
    body = EXPAND.get(response.getheader("Content-Encoding"), bytes)(response.body)
    assert body == (published.output / "404.html").read_bytes()


@pytest.mark.parametrize("target", ["/images/", "/images/sous/?x", "/post/2021/01/02/", "/feed/"])
def test_a_folder_without_a_page_is_a_missing_page(server, published, target):
    response = server.ask(target)
    assert (response.status, response.getheader("Content-Type")) == (404, "text/html; charset=utf-8")
    assert response.body == (published.output / "404.html").read_bytes()
    assert response.headers.get_all("Content-Security-Policy") == [HEADERS["Content-Security-Policy"]]
    assert response.headers.get_all("Cache-Control") == ["no-cache"]


@pytest.mark.parametrize("target", ["/tag/", "/category/", "/archive/2020/12/", "/archive/2020/"])
def test_a_folder_with_a_page(server, published, target):
    response = server.ask(target)
    assert (response.status, response.body) == (200, file_of(published, target).read_bytes())


def test_a_page_that_did_not_change_is_not_sent_again(server):
    etag = server.ask("/").getheader("ETag")
    assert etag
    assert server.ask("/", If_None_Match=etag).status == 304


@pytest.mark.parametrize("target", ["/.htaccess", "/.git/config", "/.git/a.png", "/_headers", "/_redirects"])
def test_what_is_not_for_readers(server, published, target):
    file = file_of(published, target)
    made = not file.exists()
    if made:
        file.parent.mkdir(exist_ok=True)
        file.write_text("private")
    try:
        assert server.ask(target).status in (403, 404)
    finally:
        if made:
            file.unlink()


def test_what_came_without_tls_is_sent_to_it(server):
    response = server.ask("/feed/atom?x", secure=False)
    assert response.status in (301, 308)
    assert response.getheader("Location").startswith("https://blog.example")
    assert response.getheader("Location").endswith("/feed/atom?x")
    assert response.getheader("Strict-Transport-Security") is None  # RFC 6797 §7.2
