"""A process, started by `patterns`, that searches texts for regular expressions. It imports the standard
library only.

Input: JSON with `patterns` and `texts`. Output: a line for each pattern, with the numbers of the texts that
match. A pattern that takes more than the given number of seconds ends the process; the first missing line
tells which.
"""

import json
import re
import resource
import signal
import sys
from contextlib import suppress

_MEMORY = 1 << 30
"""The limit in bytes: the memory that a search needs for backtracking grows with the text."""


def main() -> None:
    with suppress(ValueError, OSError):  # macOS has no such limit
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    signal.signal(signal.SIGPROF, signal.SIG_DFL)  # ends the process, even within a search
    request = json.load(sys.stdin)
    for pattern in request["patterns"]:
        signal.setitimer(signal.ITIMER_PROF, float(sys.argv[1]))
        search = re.compile(pattern).search
        matches = [number for number, text in enumerate(request["texts"]) if search(text)]
        print(json.dumps(matches), flush=True)


if __name__ == "__main__":
    main()
