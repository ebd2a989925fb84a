"""A real Redis, in memory, on a socket of its own: of a port somebody else might be quicker."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import TemporaryDirectory

from tests.programs import need


@contextmanager
def running() -> Iterator[str]:
    """Its address, as `moderation.toml` names it."""
    with TemporaryDirectory() as folder:
        path = f"{folder}/redis.sock"  # short: the name of a socket has 107 bytes at most (unix(7))
        command = [need("redis-server"), "--port", "0", "--unixsocket", path, "--save", "", "--dir", folder]
        with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
            try:
                said = next((line for line in process.stdout if b"eady to accept connections" in line), None)
                assert said, "Redis does not start"
                yield f"redis+unix://{path}"
            finally:
                process.terminate()
