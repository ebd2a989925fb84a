"""`make serve`: build, serve, and build again whenever a source changes.

Each build is a process of its own, so a change of settings or of a plugin counts too, and a failed one
leaves the last good pages where they are.
"""

import argparse
import subprocess
import sys
from pathlib import Path
from threading import Thread

from watchfiles import watch

from plugins.common.text import for_terminal
from plugins.preview.server import server

_SOURCES = ("content", "theme", "plugins", "pelicanconf.py")


def build() -> bool:
    """One build with the development settings; its messages go to the terminal."""
    return subprocess.run([sys.executable, "-m", "pelican"], check=False).returncode == 0


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="make serve", description="Preview the site while writing it.")
    parser.add_argument("--port", type=int, default=8000, help="where to listen (default: 8000)")
    port = parser.parse_args(arguments).port
    try:
        http = server(Path("output"), port)
    except OSError as error:
        print(f"Port {port}: {error.strerror}. Choose another: make serve PORT=8001", file=sys.stderr)
        return 1
    build()
    Thread(target=http.serve_forever, daemon=True).start()
    print(f"http://localhost:{http.server_port}/ (Ctrl-C to stop)", flush=True)
    for changes in watch(*_SOURCES, raise_interrupt=False):
        names = sorted(Path(path).name for _, path in changes)
        print(for_terminal(f"Changed: {', '.join(names)}"), flush=True)
        build()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
