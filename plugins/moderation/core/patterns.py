"""The patterns of `[spam]`, looked for without end being possible.

A regular expression can take years for a short text, `(a+)+$` is one, and no thread of Python goes on
meanwhile: the intake would not answer. So they are looked for in another process, which the system ends when
its time is over. That costs some 20 ms, where there are patterns.
"""

import json
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from plugins.moderation.core.policy import PatternsFound

_SECONDS = 1.0
"""Of processor, for one pattern in a bundle of texts; the longest text takes a good one some milliseconds."""
_PATIENCE = 60.0  # seconds for a process that gets no processor
_MOST_STOPPED = 3  # patterns; then the others are not tried
_BUNDLE = 500_000  # signs of texts
_PROGRAM = Path(__file__).with_name("pattern_process.py")


def in_each(patterns: Sequence[str], texts: Iterable[str]) -> Iterator[PatternsFound]:
    """For each text. A pattern that was stopped is not tried again."""
    stopped: tuple[str, ...] = ()
    for bundle in _bundles(texts) if patterns else ((text,) for text in texts):
        left = [pattern for pattern in patterns if pattern not in stopped]
        found = _in_bundle(left, bundle)
        stopped += tuple(pattern for pattern in left if pattern not in found)
        for number in range(len(bundle)):
            yield PatternsFound(tuple(one for one in left if number in found.get(one, ())), stopped)


def _bundles(texts: Iterable[str]) -> Iterator[Sequence[str]]:
    bundle: list[str] = []
    signs = 0
    for text in texts:
        bundle.append(text)
        signs += len(text)
        if signs >= _BUNDLE:
            yield bundle
            bundle, signs = [], 0
    if bundle:
        yield bundle


def _in_bundle(patterns: Sequence[str], texts: Sequence[str]) -> dict[str, frozenset[int]]:
    """Of each pattern, the numbers of texts; of one that was stopped, nothing."""
    found: dict[str, frozenset[int]] = {}
    left = list(patterns)
    for _ in range(_MOST_STOPPED):
        if not left:
            break
        lines = _ask(left, texts)
        found |= zip(left, (frozenset(json.loads(line)) for line in lines), strict=False)
        left = left[len(lines) + 1 :]
    return found


def _ask(patterns: Sequence[str], texts: Sequence[str]) -> list[str]:
    """A line for each pattern, up to the one that was stopped. Nothing where no process can be begun: a
    submission is taken all the same."""
    asked = json.dumps({"patterns": patterns, "texts": texts}).encode()
    command = [sys.executable, "-I", "-S", str(_PROGRAM), str(_SECONDS)]
    try:
        done = subprocess.run(
            command, input=asked, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=_PATIENCE
        )
        said = done.stdout
    except subprocess.TimeoutExpired as error:
        said = error.stdout or b""
    except OSError:
        return []
    *lines, _ = said.decode().split("\n")
    return lines
