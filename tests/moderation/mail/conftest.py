"""A desk with mail: the small site of the intake's tests, a moderator, a real SMTP server on loopback."""

import asyncio
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event, Thread

import pytest
from aiosmtpd.controller import UnthreadedController

from plugins.moderation.core.desk import Desk, DeskPaths
from plugins.moderation.core.site_file import SiteFile
from plugins.moderation.mail.processing import MailProcessor
from tests.moderation.samples import NOW
from tests.site.conftest import Site

MODERATOR = "ana@moderation.fr"


class Postbox:
    """Takes whatever is sent; `refuses`: an answer to give instead."""

    def __init__(self) -> None:
        self.sent: list = []
        self.arrived = Event()
        self.refuses = ""
        self.refuses_recipient = ""

    async def handle_RCPT(self, _server, _session, envelope, address, _options) -> str:  # aiosmtpd's name
        if self.refuses_recipient:
            return self.refuses_recipient
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server, _session, envelope) -> str:  # aiosmtpd's name
        if self.refuses:
            return self.refuses
        self.sent.append(envelope)
        self.arrived.set()
        return "250 OK"


@pytest.fixture
def deaf_port() -> Iterator[int]:
    """A port where nobody answers, and nobody else can meanwhile."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        yield taken.getsockname()[1]


@pytest.fixture
def postbox() -> Iterator[Postbox]:
    """All of it in a thread of its own: another loop may be at work in this one, a browser's. aiosmtpd's own
    thread gives its server a second to begin: this one waits."""
    handler, loop, ready = Postbox(), asyncio.new_event_loop(), Event()
    thread = Thread(target=_serve, args=(handler, loop, ready))
    thread.start()
    ready.wait()
    yield handler
    loop.call_soon_threadsafe(loop.stop)
    thread.join()


def _serve(handler: Postbox, loop: asyncio.AbstractEventLoop, ready: Event) -> None:
    controller = UnthreadedController(handler, "127.0.0.1", 0, loop)
    controller.begin()
    (handler.port,) = {listening.getsockname()[1] for listening in controller.server.sockets}
    ready.set()
    loop.run_forever()
    for task in (left := asyncio.all_tasks(loop)):
        task.cancel()
    loop.run_until_complete(asyncio.gather(*left, return_exceptions=True))
    controller.end()
    loop.close()


@pytest.fixture
def make_desk(built: Site, tmp_path: Path) -> Callable[..., Desk]:
    """A desk of its own for the site that was built; `[mail]` as given; `notices`: who writes to readers."""

    def make(notices: str = "", **mail: object) -> Desk:
        (tmp_path / "output.hosts").mkdir(exist_ok=True)
        known = (built.root / "output.hosts" / "intake.json").read_bytes()
        (tmp_path / "output.hosts" / "intake.json").write_bytes(known)
        settings = {"moderator": MODERATOR, "sender": "blog@moderation.fr", **mail}
        lines = "".join(f"{name} = {value!r}\n" for name, value in settings.items())
        readers = f"[notices]\nsender = {notices!r}\n" if notices else ""
        (tmp_path / "moderation.toml").write_text(f"[mail]\n{lines}{readers}")
        return Desk(DeskPaths(tmp_path))

    return make


@pytest.fixture
def desk(make_desk) -> Desk:
    return make_desk()


@pytest.fixture
def processor(desk: Desk) -> MailProcessor:
    return processor_of(desk)


def processor_of(desk: Desk) -> MailProcessor:
    """A run of its own."""
    return MailProcessor(desk, SiteFile(desk.paths.known_site).read, NOW)
