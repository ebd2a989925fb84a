"""`make intake`: the intake for production, behind any proxy."""

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path
from threading import Thread
from time import sleep

from waitress import create_server

from plugins.common.errors import SiteError
from plugins.moderation import application
from plugins.moderation.core import after_decisions
from plugins.moderation.core.desk import Desk, DeskPaths
from plugins.moderation.core.publication import on_stderr

_DAY = 24 * 3600  # seconds
_LARGEST = 2 * 1024 * 1024
"""Up to here a page says, in the visitor's language, that it is too much; beyond, the server hangs up."""


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="make intake",
        description="Take comments by web. Put it behind a proxy; docs/moderation.md says how.",
    )
    parser.add_argument("--host", default="127.0.0.1", help="where to listen (default: 127.0.0.1)")
    parser.add_argument("--port", type=int, default=8100, help="default: 8100; 0: any free one")
    options = parser.parse_args(arguments)
    try:
        app = application.create(DeskPaths(Path()))
    except SiteError as error:
        print(f"The intake cannot start: {error}", file=sys.stderr)
        return 1
    try:
        # Bodies are read whole before a thread is given to them, so slow senders hold none. What proxies
        # say of a visitor is let through; `web` heeds it as [intake] proxies says: else all were one network.
        server = create_server(app, host=options.host, port=options.port, threads=8, ident=None,
              channel_timeout=30, connection_limit=1000, max_request_body_size=_LARGEST,
              clear_untrusted_proxy_headers=False)  # fmt: skip
    except OSError as error:
        print(
            f"Port {options.port}: {error.strerror}. Choose another: make intake PORT=8101", file=sys.stderr
        )
        return 1
    print(f"http://{options.host}:{options.port or server.effective_port}/ (Ctrl-C to stop)", flush=True)
    Thread(target=keep_daily, args=(Desk(DeskPaths(Path())),), daemon=True).start()
    server.run()
    return 0


def keep_daily(desk: Desk) -> None:
    """Addresses are erased in time even where nobody decides anything for weeks, and what was owed when this
    stopped is published. Now, and then once a day."""
    while True:
        for line in after_decisions.carry_out(desk, datetime.now(UTC), on_stderr):
            on_stderr(line)
        sleep(_DAY)


if __name__ == "__main__":
    raise SystemExit(main())
