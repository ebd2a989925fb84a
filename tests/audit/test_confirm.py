"""What the intake answers, in a browser: axe, 320 px; and the moderator's button without any script."""

import json
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Thread

import pytest

from plugins.moderation.core import signing
from plugins.moderation.core.desk import Desk, DeskPaths
from plugins.moderation.core.reasons import Reason
from plugins.moderation.core.signing import Mandate, Purpose
from plugins.moderation.core.states import Action, State
from plugins.moderation.web.app import create
from plugins.moderation.web.intake import FollowUps
from plugins.preview.server import Mounted, server
from tests.moderation.samples import submission
from tests.site.conftest import Site

LONG = "Voyez https://exemple.fr/une/adresse/assez/longue/pour/etre/coupee\n\nÀ bientôt."


class Open:
    """A small site with its intake, and a desk on which one comment waits."""

    def __init__(self, site: Site, address: str, decided: list[str]) -> None:
        self.desk, self.address, self.decided = Desk(DeskPaths(site.root)), address, decided
        self.one = replace(
            submission(text=LONG, site="https://zoe.fr", reply_to="1"), reasons=(Reason("links", 3, 25),)
        )
        self.desk.queue.add(self.one)

    def link(self, action: Action) -> str:
        mandate = Mandate(action, self.one.id, datetime.now(UTC) + timedelta(days=1))
        token = signing.sign(mandate, Purpose.PAGE, self.desk.key())
        return f"{self.address}/commenter/decider/{token}"


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Open]:
    decided: list[str] = []
    site = Site(tmp_path)
    site.article("un", "Title: L’« été »\n").comment().build()
    follow_ups = FollowUps(decided=lambda: decided.append("decided"))
    app = create(Desk(DeskPaths(site.root)), follow_ups=follow_ups)
    http = server(site.output, 0, Mounted(app, ("/commenter",)))
    thread = Thread(target=http.serve_forever, daemon=True)
    thread.start()
    yield Open(site, f"http://localhost:{http.port}", decided)
    http.shutdown()
    http.server_close()
    thread.join()


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("decided", [False, True], ids=["asks", "tells"])
def test_the_confirm_page(opened, browser, node_modules, width, dark, decided):
    if decided:
        opened.desk.decide(opened.one.id, Action.REJECT, datetime.now(UTC))
    scheme = "dark" if dark else "light"
    size = {"width": width, "height": 900}
    context = browser.new_context(viewport=size, color_scheme=scheme, bypass_csp=True)  # for axe
    page = context.new_page()
    page.goto(opened.link(Action.REJECT))
    assert page.inner_text("h1") == ("Ce commentaire est refusé" if decided else "Refuser\u202f?")
    assert page.evaluate("document.documentElement.scrollWidth") == width
    page.evaluate((node_modules / "axe-core" / "axe.min.js").read_text())  # as a script the page forbids it
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
    assert [f"{v['id']}: {n['html'][:100]}" for v in found for n in v["nodes"]] == []
    context.close()


def test_the_button_decides_without_a_script(opened, browser):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(opened.link(Action.APPROVE))
    assert opened.desk.queue.find(opened.one.id)[0] is State.PENDING
    page.click("button")
    assert page.inner_text("h1") == "Ce commentaire est publié"
    assert opened.desk.queue.find(opened.one.id)[0] is State.APPROVED and opened.decided == ["decided"]
    context.close()


def test_the_checker_finds_nothing(opened, browser, java, node_modules, tmp_path):
    page = browser.new_page()
    for name, action in (("asks", None), ("tells", Action.SPAM)):
        if action:
            opened.desk.decide(opened.one.id, action, datetime.now(UTC))
        html = page.request.get(opened.link(Action.SPAM)).text()
        (tmp_path / f"{name}.html").write_text(html)
    page.close()
    jar = node_modules / "vnu-jar" / "build" / "dist" / "vnu.jar"
    files = [str(path) for path in tmp_path.glob("*.html")]
    done = subprocess.run(
        [java, "-jar", str(jar), "--format", "json", *files], capture_output=True, check=False
    )
    assert len(files) == 2 and json.loads(done.stderr)["messages"] == []
