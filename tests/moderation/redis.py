"""A real Redis, in memory, on loopback and a free port."""

import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager

from tests.hosts.servers import free_port
from tests.programs import need


@contextmanager
def running() -> Iterator[str]:
    """Its address, as `moderation.toml` names it."""
    port = free_port()
    command = [need("redis-server"), "--bind", "127.0.0.1", "--port", str(port), "--save", ""]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
        try:
            _wait_for(port)
            yield f"redis://127.0.0.1:{port}"
        finally:
            process.terminate()


def _wait_for(port: int) -> None:
    for _ in range(500):
        try:
            socket.create_connection(("127.0.0.1", port)).close()
            return
        except OSError:
            time.sleep(0.02)
    raise RuntimeError("Redis does not start")
