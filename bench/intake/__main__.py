"""`make bench-intake`: acknowledged posts a second, ours and Isso's in turn, on the same disk.

Ours are on disk when they are acknowledged (fsync of file and name); Isso's are in SQLite's journal.
Ends with 1 if ours is not three times as fast.
"""

import argparse
import socket
import statistics
import tempfile
from pathlib import Path

from bench.intake import servers
from bench.intake.visitors import rush

AIM = 3
WARM_UP = 20
SYSTEMS = {
    "ours": (servers.our_server, servers.ours, servers.ours_kept),
    "isso": (servers.isso_server, servers.isso, servers.isso_kept),
}


def main() -> int:
    parser = argparse.ArgumentParser(prog="make bench-intake")
    parser.add_argument("--count", type=int, default=500, help="posts in a run")
    parser.add_argument("--runs", type=int, default=3, help="runs of each, in turn")
    parser.add_argument("--folder", help="on which disk (default: where temporary files go)")
    options = parser.parse_args()
    rates: dict[str, list[float]] = {name: [] for name in SYSTEMS}
    for run in range(options.runs):
        for name in SYSTEMS:
            with tempfile.TemporaryDirectory(dir=options.folder) as folder:
                rates[name].append(_rate(name, Path(folder), options.count))
            print(f"run {run + 1}  {name:5} {rates[name][-1]:8.0f} posts/s", flush=True)
    ours, isso = (statistics.median(rates[name]) for name in ("ours", "isso"))
    print(f"median  ours {ours:.0f}, isso {isso:.0f}: {ours / isso:.1f} times (aim: {AIM})")
    return 0 if ours >= AIM * isso else 1


def _rate(name: str, folder: Path, count: int) -> float:
    """Posts a second. Raises RuntimeError where one that was acknowledged is not kept."""
    server, post, kept = SYSTEMS[name]
    with server(folder, port := _free_port()):
        rush(port, post, WARM_UP)
        rate = rush(port, post, count, first=WARM_UP)
    if kept(folder) != WARM_UP + count:
        raise RuntimeError(f"{name}: {kept(folder)} comments are kept, {WARM_UP + count} were acknowledged")
    return rate.per_second


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


if __name__ == "__main__":
    raise SystemExit(main())
