"""The preview serves as a host will."""

from http.client import HTTPConnection
from threading import Thread

import pytest

from plugins.preview.server import server


@pytest.fixture
def get(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "empty").mkdir()
    (tmp_path / "a" / "index.html").write_text("page")
    (tmp_path / "a" / "atom.xml").write_text("<feed/>")
    (tmp_path / "404.html").write_text("introuvable")
    http = server(tmp_path, 0)
    Thread(target=http.serve_forever, daemon=True).start()

    def ask(path, method="GET"):
        connection = HTTPConnection("127.0.0.1", http.server_port, timeout=5)
        connection.request(method, path)
        answer = connection.getresponse()
        body = answer.read().decode()
        connection.close()
        return answer.status, answer.headers["Content-Type"], body

    yield ask
    http.shutdown()
    http.server_close()


@pytest.mark.parametrize(
    ("path", "answer"),
    [
        ("/a/", (200, "text/html; charset=utf-8", "page")),
        ("/a/atom.xml", (200, "application/xml; charset=utf-8", "<feed/>")),
        ("/b/", (404, "text/html; charset=utf-8", "introuvable")),
        ("/empty/", (404, "text/html; charset=utf-8", "introuvable")),
        ("/../../etc/passwd", (404, "text/html; charset=utf-8", "introuvable")),
    ],
)
def test_answers(get, path, answer):
    assert get(path) == answer


def test_a_missing_page_has_no_body_for_head(get):
    assert get("/b/", "HEAD")[::2] == (404, "")


def test_a_taken_port_is_an_error(tmp_path):
    first = server(tmp_path, 0)
    with pytest.raises(OSError, match="in use"):
        server(tmp_path, first.server_port)
    first.server_close()
