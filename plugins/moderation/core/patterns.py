"""Searches texts for the patterns of `[spam]`, with a time limit.

A regular expression such as `(a+)+$` can take years on a short text, and no other Python thread runs
meanwhile, so the intake would not answer. So the search runs in another process, which the system ends when
its time is over. That costs some 20 ms, if there are any patterns.
"""

import json
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from plugins.moderation.core.policy import PatternsFound

_SECONDS = 1.0
"""Of processor time, for one pattern in a bundle of texts; a good one takes milliseconds for the longest
text."""
_PATIENCE = 60.0  # seconds, for a process on a busy machine
_MOST_STOPPED = 3  # patterns; after that the remaining ones are not tried
_BUNDLE = 500_000  # characters
_PROGRAM = Path(__file__).with_name("pattern_process.py")


def in_each(patterns: Sequence[str], texts: Iterable[str]) -> Iterator[PatternsFound]:
    """The matches in each text. A pattern that was stopped is not tried again."""
    stopped: tuple[str, ...] = ()
    for bundle in _bundles(texts) if patterns else ((text,) for text in texts):
        remaining = [pattern for pattern in patterns if pattern not in stopped]
        matches = _in_bundle(remaining, bundle)
        stopped += tuple(pattern for pattern in remaining if pattern not in matches)
        for number in range(len(bundle)):
            yield PatternsFound(
                tuple(pattern for pattern in remaining if number in matches.get(pattern, ())), stopped
            )


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
    """The numbers of the matching texts by pattern; patterns that were stopped are missing."""
    matches: dict[str, frozenset[int]] = {}
    remaining = list(patterns)
    for _ in range(_MOST_STOPPED):
        if not remaining:
            break
        lines = _ask(remaining, texts)
        matches |= zip(remaining, (frozenset(json.loads(line)) for line in lines), strict=False)
        remaining = remaining[len(lines) + 1 :]
    return matches


def _ask(patterns: Sequence[str], texts: Sequence[str]) -> list[str]:
    """The output line of each pattern, up to the one that was stopped. Empty if no process can be started:
    submissions are accepted all the same."""
    request = json.dumps({"patterns": patterns, "texts": texts}).encode()
    command = [sys.executable, "-I", "-S", str(_PROGRAM), str(_SECONDS)]
    try:
        done = subprocess.run(
            command, input=request, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=_PATIENCE
        )
        output = done.stdout
    except subprocess.TimeoutExpired as error:
        output = error.stdout or b""
    except OSError:
        return []
    *lines, _ = output.decode().split("\n")
    return lines
