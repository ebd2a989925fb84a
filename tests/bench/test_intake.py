"""The bench of the intake counts what is acknowledged, and nothing else."""

from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from bench.intake import servers
from bench.intake.visitors import rush

_BREATH = 0.01  # seconds between two looks whether it is to end


@pytest.fixture
def listener():
    """Says 303 to whatever comes, and keeps the bodies."""
    bodies = []

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self):
            bodies.append(self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(303)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_):
            pass

    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=http.serve_forever, args=(_BREATH,), daemon=True)
    thread.start()
    yield http.server_port, bodies
    http.shutdown()
    http.server_close()
    thread.join()


def test_each_post_is_sent_once_and_all_are_different(listener):
    port, bodies = listener
    rate = rush(port, servers.ours, 25, visitors=3, first=100)
    assert rate.count == len(bodies) == len(set(bodies)) == 25
    assert rate.per_second == 25 / rate.seconds


def test_a_post_that_is_not_acknowledged_ends_the_bench(listener):
    with pytest.raises(RuntimeError, match=r"^/new\?uri=%2Fun: 303 instead of 202$"):
        rush(listener[0], servers.isso, 1, visitors=1)
