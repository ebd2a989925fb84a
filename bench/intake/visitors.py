"""Visitors who all comment at once: posts over kept connections, counted when they are acknowledged."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from http.client import HTTPConnection
from typing import NamedTuple


class Post(NamedTuple):
    """One request, and the status that says that the comment is kept."""

    path: str
    body: bytes
    headers: dict[str, str]
    acknowledged: int


@dataclass(frozen=True, slots=True)
class Rate:
    """`count` acknowledged posts in `seconds`."""

    count: int
    seconds: float

    @property
    def per_second(self) -> float:
        return self.count / self.seconds


def rush(port: int, post: Callable[[int], Post], count: int, visitors: int = 4, first: int = 0) -> Rate:
    """`count` posts, numbered from `first`. Raises RuntimeError at the first that is not acknowledged."""
    started = time.perf_counter()
    shares = [range(first + own, first + count, visitors) for own in range(visitors)]
    with ThreadPoolExecutor(visitors) as pool:
        list(pool.map(lambda share: _one_visitor(port, post, share), shares))
    return Rate(count, time.perf_counter() - started)


def _one_visitor(port: int, post: Callable[[int], Post], numbers: range) -> None:
    with closing(HTTPConnection("127.0.0.1", port, timeout=30)) as connection:
        for number in numbers:
            path, body, headers, acknowledged = post(number)
            connection.request("POST", path, body, headers)
            answer = connection.getresponse()
            answer.read()
            if answer.status != acknowledged:
                raise RuntimeError(f"{path}: {answer.status} instead of {acknowledged}")
