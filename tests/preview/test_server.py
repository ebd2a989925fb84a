"""The preview serves as a host will."""

import socket
import struct
from http.client import HTTPConnection
from threading import Thread

import pytest

from plugins.addresses import preview
from plugins.addresses.address import Address
from plugins.addresses.plan import Redirect
from plugins.addresses.served import ASK_AGAIN, FOR_EVER, served
from plugins.preview.server import Mounted, server

SERVED = served()
REDIRECTS = (
    Redirect(Address("/post/2020/Été"), "/a/"),
    Redirect(Address("/", "post/2020/Été"), "/a/#suite"),
    Redirect(Address("/tag/été"), "/tag/ete/", pages=True),
    Redirect(Address("/"), "/", pages=True),
)
PAGE = ("200", "text/html; charset=utf-8", "page")
MISSING = ("404", "text/html; charset=utf-8", "introuvable")


def intake(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain"), ("Cache-Control", "no-store")])
    return [environ["PATH_INFO"].encode()]


_BREATH = 0.01  # seconds between two looks whether it is to end


@pytest.fixture
def http(tmp_path):
    output = tmp_path / "output"
    for name in ("a", "empty", ".git"):
        (output / name).mkdir(parents=True)
    (output / "a" / "index.html").write_text("page")
    (output / "a" / "atom.xml").write_text("<feed/>")
    (output / "a" / "feed.json").write_text("{}")
    (output / "style.0123456789.css").write_text("a{}")
    (output / ".git" / "config").write_text("secret")
    (output / "404.html").write_text("introuvable")
    (tmp_path / "site.json").write_text(preview.files(REDIRECTS, SERVED)[preview.FILE])
    http = server(output, 0, Mounted(intake, ("/commenter",)), tmp_path / "site.json")
    thread = Thread(target=http.serve_forever, args=(_BREATH,), daemon=True)
    thread.start()
    yield http
    http.shutdown()
    thread.join()
    http.server_close()


@pytest.fixture
def ask(http):
    def ask(path, method="GET", **headers):
        connection = HTTPConnection("127.0.0.1", http.port, timeout=60)
        connection.request(method, path, headers={name.replace("_", "-"): headers[name] for name in headers})
        answer = connection.getresponse()
        answer.text = answer.read().decode()
        connection.close()
        return answer

    return ask


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/a/", PAGE),
        ("/a/?x=1", PAGE),
        ("/a/index.html", PAGE),
        ("/a/index.html/", MISSING),
        ("/a/atom.xml", ("200", "application/xml; charset=utf-8", "<feed/>")),
        ("/a/feed.json", ("200", "application/feed+json", "{}")),
        ("/b/", MISSING),
        ("/empty/", MISSING),
        ("/.git/config", MISSING),
        ("/../../etc/passwd", MISSING),
        ("/%2e%2e/site.json", MISSING),
        ("/commenter", ("200", "text/plain", "/commenter")),
        ("/commenter/recu/x", ("200", "text/plain", "/commenter/recu/x")),
        ("/commenterait", MISSING),
    ],
)
def test_answers(ask, path, expected):
    answer = ask(path)
    assert (str(answer.status), answer.headers["Content-Type"], answer.text) == expected


@pytest.mark.parametrize(
    ("path", "new"),
    [
        ("/a", "/a/"),
        ("/post/2020/%C3%89t%C3%A9", "/a/"),
        ("/post/2020/E%CC%81t%C3%A9", "/a/"),  # as an old Mac typed it
        ("/index.php/post/2020/%c3%89t%c3%a9", "/a/"),
        ("/post/2020/%C3%89t%C3%A9?pub=1", "/a/"),
        ("/?post/2020/%C3%89t%C3%A9", "/a/#suite"),
        ("/index.php?post/2020/%C3%89t%C3%A9&pub=1", "/a/#suite"),
        ("/tag/%C3%A9t%C3%A9/page/12", "/tag/ete/"),
        ("/page/2", "/"),
    ],
)
def test_old_addresses_lead_on(ask, path, new):
    answer = ask(path)
    assert (answer.status, answer.headers["Location"]) == (301, new)


@pytest.mark.parametrize("path", ["/tag/%C3%A9t%C3%A9", "/page/x", "/post/2020", "/?p=12"])
def test_what_was_never_there_is_not_redirected(ask, path):
    assert ask(path).status != 301


@pytest.mark.parametrize("path", ["/a/", "/a", "/b/", "/a/atom.xml", "/commenter", "/page/2"])
def test_every_answer_has_the_headers_of_production(ask, path):
    """But the one that must not be sent without TLS."""
    sent = ask(path).headers
    expected = {name: [value] for name, value in SERVED.headers if name != "Strict-Transport-Security"}
    assert {name: sent.get_all(name) for name in expected} == expected
    assert "Strict-Transport-Security" not in sent


def test_what_is_kept_by_browsers(ask):
    for path, expected in (("/a/", ASK_AGAIN), ("/style.0123456789.css", FOR_EVER), ("/b/", ASK_AGAIN)):
        assert ask(path).headers.get_all("Cache-Control") == [expected]
    assert ask("/commenter").headers["Cache-Control"] == "no-store"


def test_part_of_a_film(ask):
    answer = ask("/a/atom.xml", Range="bytes=1-4")
    assert (answer.status, answer.text) == (206, "feed")


def test_a_page_that_did_not_change_is_not_sent_again(ask):
    assert ask("/a/", If_None_Match=ask("/a/").headers["ETag"]).status == 304


def test_a_missing_page_has_no_body_for_head(ask):
    answer = ask("/b/", "HEAD")
    assert (answer.status, answer.text) == (404, "")


def test_nothing_is_posted_to_a_page(ask):
    assert ask("/a/", "POST").status == 405


def test_what_a_build_changes_is_read_again(ask, tmp_path):
    assert ask("/page/2").status == 301
    (tmp_path / "site.json").write_text("half of")
    assert ask("/page/2").status == 301
    (tmp_path / "site.json").write_text(preview.files((), SERVED)[preview.FILE])
    assert ask("/page/2").status == 404


def test_a_browser_that_leaves_is_no_error(http, capfd):
    """It closes with what was sent to it unread, so that writing on is an error of the connection."""
    (http.app._folder / "film.bin").write_bytes(bytes(50_000_000))
    for _ in range(3):
        with socket.create_connection(("127.0.0.1", http.port)) as connection:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            connection.sendall(b"GET /film.bin HTTP/1.0\r\n\r\n")
            connection.recv(1)
    http.shutdown()
    http.server_close()  # waits for those that are at work
    assert capfd.readouterr() == ("", "")


def test_a_taken_port_is_an_error(tmp_path):
    first = server(tmp_path, 0)
    with pytest.raises(OSError, match="in use"):
        server(tmp_path, first.port)
    first.server_close()
