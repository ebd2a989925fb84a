"""Other sites are asked politely, and what they answer is understood."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

import pytest

from plugins.proof import asking
from plugins.proof.asking import RequestPolicy
from plugins.proof.link_checks import LinkCheck, LinkState

KIND = RequestPolicy("a test", pause=0, may_ask=lambda _: True)


class Handler(BaseHTTPRequestHandler):
    """The path says what to answer: `/404`, `/301/200`, `/only-get`."""

    asked: ClassVar[list[tuple[str, str, str]]] = []
    at_once = most_at_once = 0
    lock = threading.Lock()

    def _answer(self) -> None:
        kind = type(self)
        with kind.lock:
            kind.at_once += 1
            kind.most_at_once = max(kind.most_at_once, kind.at_once)
            kind.asked.append((self.command, self.path, self.headers["User-Agent"]))
        status, _, rest = self.path.partition("?")[0].removeprefix("/").partition("/")
        if status == "only-get":
            status = "405" if self.command == "HEAD" else "200"
        self.send_response(int(status))
        if rest:
            self.send_header("Location", f"/{rest}")
        self.send_header("Content-Length", "0")
        self.end_headers()
        with kind.lock:
            kind.at_once -= 1

    do_HEAD = do_GET = _answer

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def host() -> Iterator[str]:
    Handler.asked, Handler.at_once, Handler.most_at_once = [], 0, 0
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.parametrize(
    ("path", "state", "said"),
    [
        ("/200", LinkState.FINE, ""),
        ("/204", LinkState.FINE, ""),
        ("/404", LinkState.DEAD, "is gone: 404"),
        ("/410", LinkState.DEAD, "is gone: 410"),
        ("/500", LinkState.DOUBTFUL, "answers 500"),
        ("/403", LinkState.DOUBTFUL, "answers 403"),
        ("/301/200", LinkState.MOVED, "has moved for ever"),
        ("/302/200", LinkState.FINE, ""),
        ("/301/302/200", LinkState.FINE, ""),
        ("/301/404", LinkState.DEAD, "is gone: 404"),
        ("/only-get", LinkState.FINE, ""),
    ],
)
def test_what_an_answer_means(host, path, state, said):
    answer = asking.ask(f"{host}{path}", KIND)
    assert (answer.state, answer.description) == (state, said)
    assert answer.moved_to == (f"{host}/200" if state is LinkState.MOVED else "")


def test_a_page_is_fetched_by_get_only_if_head_is_refused(host):
    asking.ask(f"{host}/200", KIND)
    asking.ask(f"{host}/301/200", KIND)
    assert {method for method, *_ in Handler.asked} == {"HEAD"}
    asking.ask(f"{host}/only-get", KIND)
    assert Handler.asked[-1] == ("GET", "/only-get", "a test")


def test_each_host_gets_one_request_at_a_time_and_each_page_one(host):
    pages = [f"{host}/200?{number}" for number in range(20)] * 2
    answers = dict(asking.ask_all(pages, KIND))
    assert len(answers) == len(Handler.asked) == 20
    assert Handler.most_at_once == 1


def test_a_host_without_address_is_dead_and_one_that_refuses_is_doubtful(monkeypatch):
    def no_such_host(*_: object, **__: object) -> None:
        raise asking.socket.gaierror(-2, "Name or service not known")

    assert asking.ask("http://127.0.0.1:1/", KIND).state is LinkState.DOUBTFUL
    monkeypatch.setattr(asking.socket, "getaddrinfo", no_such_host)
    assert asking.ask("http://nulle.part.example/", KIND) == LinkCheck(
        LinkState.DEAD, "leads to a host that is gone"
    )


def test_a_host_of_this_network_is_not_asked(host):
    told = LinkCheck(LinkState.DOUBTFUL, "leads to no public host")
    assert asking.ask(f"{host}/200", RequestPolicy("a test")) == told
    assert not Handler.asked
    only_first = RequestPolicy("a test", may_ask=lambda name: name == "localhost")
    moved = asking.ask(f"{host.replace('127.0.0.1', 'localhost')}/301/200", only_first)
    assert moved.state is LinkState.MOVED, "within one host"
    for name in ("127.0.0.1", "localhost", "192.168.1.1", "10.0.0.1", "169.254.169.254", "::1", "0.0.0.0"):
        assert not asking.is_public(name), name
    assert asking.is_public("93.184.215.14") and asking.is_public("2606:2800:21f::1")


@pytest.mark.parametrize(
    "address", ["http://[::1", "http://a b/", "http://\u00e9.example:99999/", "http://", "https://x\n/"]
)
def test_any_address_gets_an_answer(address):
    assert asking.ask(address, KIND).state in (LinkState.DOUBTFUL, LinkState.DEAD)
