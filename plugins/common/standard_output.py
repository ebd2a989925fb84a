"""Standard output, whose reader may leave (`… | head`)."""

import os
import sys


def write(text: str) -> None:
    """Print it at once. If the reader has left, what is printed from here on goes nowhere: a command does
    what it was told even if nobody reads on. Raises OSError for anything else, as a full disk."""
    try:
        print(text, flush=True)
    except OSError as error:
        discard()
        if not isinstance(error, BrokenPipeError):
            raise


def discard() -> None:
    """Let what is printed go nowhere, also what is left in the buffer, which Python writes as it ends."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
