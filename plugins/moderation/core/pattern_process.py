"""Looks for patterns in texts, as a process that `patterns` begins; with nothing but Python beside it.

In: JSON, `patterns` and `texts`. Out: a line for each pattern, the numbers of the texts that it is found in.
One that takes longer than the seconds given ends the process: the line that is missing tells which.
"""

import json
import re
import resource
import signal
import sys
from contextlib import suppress

_MEMORY = 1 << 30
"""Bytes. What a search remembers of its tries grows with the text."""


def main() -> None:
    with suppress(ValueError, OSError):  # macOS knows no such limit
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    signal.signal(signal.SIGPROF, signal.SIG_DFL)  # which ends it, even within a search
    asked = json.load(sys.stdin)
    for pattern in asked["patterns"]:
        signal.setitimer(signal.ITIMER_PROF, float(sys.argv[1]))
        search = re.compile(pattern).search
        found = [number for number, text in enumerate(asked["texts"]) if search(text)]
        print(json.dumps(found), flush=True)


if __name__ == "__main__":
    main()
