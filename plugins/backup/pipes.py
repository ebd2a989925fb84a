"""A program of the machine as a step of a stream: pieces go in, what it makes of them comes out."""

import subprocess
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Thread
from typing import IO

from plugins.backup.encryption import Cipher

_PIECE = 1 << 16


class CipherError(Exception):
    """The program is missing, or stopped. Words for who typed the command."""


def through(cipher: Cipher, pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Raises CipherError, and whatever `pieces` raise."""
    if not cipher.program:
        yield from pieces
        return
    process = _start(cipher, subprocess.PIPE)
    feeder = _Feeder(process, pieces)
    feeder.start()
    try:
        assert process.stdout
        while piece := process.stdout.read(_PIECE):
            yield piece
    finally:
        said = _end(process)
        feeder.join()
    if feeder.error:
        raise feeder.error
    _require_success(cipher, process, said)


@contextmanager
def opened(cipher: Cipher, path: Path) -> Iterator[IO[bytes]]:
    """A file as a stream, decrypted. Raises CipherError at its end, or where nothing could be read of it."""
    with path.open("rb") as file:
        if not cipher.program:
            yield file
            return
        process = _start(cipher, file)
        assert process.stdout
        failure: Exception | None = None
        try:
            yield process.stdout
        except Exception as error:  # what the program says may explain it better
            failure = error
        while process.stdout.read(_PIECE):  # only its end tells whether it is whole
            pass
        said = _end(process)
        _require_success(cipher, process, said)
        if failure:
            raise failure


class _Feeder(Thread):
    """Gives a process what it reads; a thread, since the same process waits to be read."""

    def __init__(self, process: "subprocess.Popen[bytes]", pieces: Iterable[bytes]) -> None:
        super().__init__(daemon=True)
        self._process, self._pieces = process, pieces
        self.error: Exception | None = None

    def run(self) -> None:
        assert self._process.stdin
        try:
            for piece in self._pieces:
                self._process.stdin.write(piece)
        except BrokenPipeError:  # it stopped, and says why
            pass
        except Exception as error:  # told by whoever reads
            self.error = error
            self._process.kill()  # it must not end what is half as if it were whole
        with suppress(BrokenPipeError):
            self._process.stdin.close()


def _start(cipher: Cipher, stdin: int | IO[bytes]) -> "subprocess.Popen[bytes]":
    try:
        return subprocess.Popen(cipher.command, stdin=stdin, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    except FileNotFoundError:
        raise CipherError(cipher.missing) from None


def _end(process: "subprocess.Popen[bytes]") -> str:
    """Wait for the program; what it wrote to stderr."""
    assert process.stdout and process.stderr
    process.stdout.close()
    with process.stderr:
        said = process.stderr.read().decode(errors="replace").strip()
    process.wait()
    return said


def _require_success(cipher: Cipher, process: "subprocess.Popen[bytes]", said: str) -> None:
    if process.returncode:
        raise CipherError(f"{cipher.program} stopped with {process.returncode}: {said}")
