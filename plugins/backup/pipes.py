"""Pipes data through an external program, piece by piece."""

import subprocess
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Thread
from typing import IO

from plugins.backup.encryption import Cipher

_PIECE = 1 << 16


class CipherError(Exception):
    """The program is missing, or failed. The message is for the user."""


def through(cipher: Cipher, pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The output of the program for these pieces. Raises CipherError, and whatever `pieces` raise."""
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
    """A file as a decrypted stream. Raises CipherError at its end, or if it cannot be decrypted."""
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
    """A thread that writes the input of a process, while its output is read elsewhere."""

    def __init__(self, process: "subprocess.Popen[bytes]", pieces: Iterable[bytes]) -> None:
        super().__init__(daemon=True)
        self._process, self._pieces = process, pieces
        self.error: Exception | None = None

    def run(self) -> None:
        assert self._process.stdin
        try:
            for piece in self._pieces:
                self._process.stdin.write(piece)
        except BrokenPipeError:  # the process has failed, which is reported
            pass
        except Exception as error:  # raised again by `through`
            self.error = error
            self._process.kill()  # so that it does not finish an incomplete file as if it were complete
        with suppress(BrokenPipeError):
            self._process.stdin.close()


def _start(cipher: Cipher, stdin: int | IO[bytes]) -> "subprocess.Popen[bytes]":
    try:
        return subprocess.Popen(cipher.command, stdin=stdin, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    except FileNotFoundError:
        raise CipherError(cipher.missing) from None


def _end(process: "subprocess.Popen[bytes]") -> str:
    """Wait for the program; returns its stderr."""
    assert process.stdout and process.stderr
    process.stdout.close()
    with process.stderr:
        said = process.stderr.read().decode(errors="replace").strip()
    process.wait()
    return said


def _require_success(cipher: Cipher, process: "subprocess.Popen[bytes]", said: str) -> None:
    if process.returncode:
        raise CipherError(f"{cipher.program} stopped with {process.returncode}: {said}")
