"""A moderator's morning in a browser without any script, by keyboard alone: in by a real mail, forty
comments, a batch, its undo, a change, an answer, out; axe and the Nu checker on every page of the desk."""

import asyncio
import json
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest
from aiosmtpd.controller import UnthreadedController

from plugins.moderation import application
from plugins.moderation.core.desk import Desk, DeskPaths
from plugins.moderation.core.login import HERE
from plugins.moderation.core.reasons import Reason
from plugins.moderation.core.states import State
from plugins.preview.server import Mounted, server
from tests.moderation.mail.conftest import Postbox
from tests.moderation.running import PATIENCE
from tests.moderation.samples import submission
from tests.site.conftest import Site

GOOD, SPAM = 10, 30
ADDRESSES = (
    "personnes/?qui=z2@exemple.fr", "sessions/", "publication/", "nulle-part", "refuses/", "statistiques/",
    "regles/?essai=great&comme=mot",
)  # fmt: skip
LONG = "mot " * 400 + "https://exemple.fr/" + "a" * 300
REASONS = (Reason("word", "casino", 50), Reason("links", 3, 25), Reason("ticket", "missing", 10))


class DeskBlog:
    """A small site, its desk, and the mails that it sends."""

    def __init__(self, root: Path, address: str, mails: Postbox) -> None:
        self.desk, self.address, self.mails = Desk(DeskPaths(root)), address, mails
        self.root = root

    def fill(self) -> None:
        """Good ones among the first, so that what is left can go at once."""
        names = ["Zoé", "נועה כהן", "سلمى", "Jean-Baptiste de la Très-Longue-Dénomination", "Ömer"]
        for number in range(GOOD + SPAM):
            if number % 2 == 0 and number < 2 * GOOD:
                text = LONG if number == 4 else f"Bon {number}.\n\nUn mot."
                one = submission(number, author=names[number % 5], text=text, email=f"z{number}@exemple.fr")
            else:
                text = f"Great {number}! https://xn--80ak6aa92e.com/ https://b.spam.example/c"
                one = submission(number, author="Best Offer", text=text, site="https://spam.example/")
                one = replace(one, reasons=REASONS)
            self.desk.queue.add(one)

    def link(self) -> str:
        key = self.desk.login_links().issue(HERE, datetime.now(UTC), timedelta(hours=1))
        return f"{self.address}/bureau/?cle={key}"

    def mailed(self) -> str:
        assert self.mails.arrived.wait(PATIENCE)
        text = message_from_bytes(self.mails.sent[0].content, policy=policy.default).get_content()
        return next(line for line in text.splitlines() if line.startswith("http"))

    def counts(self) -> dict[str, int]:
        return {str(state): len(self.desk.queue.ids(state)) for state in State}


@pytest.fixture
def postbox() -> Iterator[Postbox]:
    """A real SMTP server, whose loop is begun in its own thread: the browser's holds this one."""
    handler, loop, begun = Postbox(), asyncio.new_event_loop(), Event()
    controller = UnthreadedController(handler, "127.0.0.1", 0, loop)

    def serve() -> None:
        controller.begin()
        begun.set()
        loop.run_forever()
        controller.end()
        loop.close()

    thread = Thread(target=serve)
    thread.start()
    assert begun.wait(PATIENCE)
    (handler.port,) = {listening.getsockname()[1] for listening in controller.server.sockets}
    yield handler
    loop.call_soon_threadsafe(loop.stop)
    thread.join()


@pytest.fixture
def blog(tmp_path: Path, postbox: Postbox) -> Iterator[DeskBlog]:
    site = Site(tmp_path)
    site.article("un", "Title: L’« été »\n").comment().comment("2", "Author: Léo\n")
    apps: list[Any] = []
    http = server(site.output, 0, Mounted(lambda *request: apps[0](*request), ("/commenter", "/bureau")))
    address = f"http://localhost:{http.port}"
    site.build(SITEURL=address)
    (site.root / "moderation.toml").write_text(
        f'[mail]\nmoderator = "zoe@exemple.fr"\nsmtp = "127.0.0.1:{postbox.port}"\n[desk]\nauthor = "Moi"\n'
    )
    apps.append(application.create(Desk(DeskPaths(site.root))))
    thread = Thread(target=http.serve_forever, daemon=True)
    thread.start()
    yield DeskBlog(site.root, address, postbox)
    http.shutdown()
    http.server_close()
    thread.join()


class Keyboard:
    """A page, and nothing but keys."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self._session = page.context.new_cdp_session(page)

    def access(self, key: str) -> None:
        """Alt and a letter; Chromium acts on the character, which Playwright does not send with Alt."""
        of_key = {"modifiers": 1, "key": key, "code": f"Key{key.upper()}"}
        of_key["windowsVirtualKeyCode"] = ord(key.upper())
        with self.page.expect_navigation():
            self._send("rawKeyDown", of_key)
            self._send("char", {**of_key, "text": key, "unmodifiedText": key})
            self._send("keyUp", of_key)

    def focus(self, key: str) -> None:
        """The same where it leads to a field of this page."""
        of_key = {"modifiers": 1, "key": key, "code": f"Key{key.upper()}"}
        self._send("rawKeyDown", of_key)
        self._send("char", {**of_key, "text": key, "unmodifiedText": key})
        self._send("keyUp", of_key)

    def enter(self) -> None:
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def tab_to(self, name: str) -> None:
        """As often as it takes."""
        for _ in range(400):
            self.page.keyboard.press("Tab")
            focused = self.page.locator(":focus")
            if name in (focused.get_attribute("aria-label") or "", focused.get_attribute("id") or ""):
                return
            if focused.inner_text().strip() == name:
                return
        raise AssertionError(f"no key leads to {name}")

    def _send(self, kind: str, of_key: dict[str, Any]) -> None:
        self._session.send("Input.dispatchKeyEvent", {"type": kind, **of_key})


def test_a_morning(blog, browser):
    blog.fill()
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    errors: list[str] = []
    page.on(
        "console",
        lambda said: errors.append(said.text) if said.type == "error" and "403" not in said.text else None,
    )
    keys = Keyboard(page)
    page.goto(f"{blog.address}/bureau/")
    keys.tab_to("adresse")
    page.keyboard.type("zoe@exemple.fr")
    keys.enter()
    page.goto(blog.mailed())
    keys.enter()
    (cookie,) = context.cookies()
    assert (cookie["name"], cookie["httpOnly"], cookie["sameSite"]) == ("bureau", True, "Strict")

    for _ in range(2 * GOOD):  # each is looked at, and decided by one key
        author = page.locator(".current .p-author").inner_text()
        keys.access("i" if author == "Best Offer" else "p")
        assert page.locator(":focus").get_attribute("class") == "item current"
    assert blog.counts() == {"pending": GOOD + SPAM - 2 * GOOD, "approved": GOOD, "rejected": 0, "spam": GOOD}

    def all_at_once():
        keys.focus("l")
        page.keyboard.press("ArrowDown")  # all those of this page
        keys.tab_to("Indésirable…")
        keys.enter()
        assert page.inner_text("h1").startswith("Classer comme indésirables 20")
        keys.enter()  # the button has the focus
        assert blog.counts()["pending"] == 0 and "tout est relu" in page.inner_text("main")

    all_at_once()
    keys.access("z")
    assert blog.counts() == {"pending": 20, "approved": GOOD, "rejected": 0, "spam": GOOD}
    all_at_once()

    keys.tab_to("Publiés 12")
    keys.enter()
    keys.tab_to("Répondre, modifier…")
    keys.enter()
    keys.tab_to("Modifier")
    page.keyboard.press("Enter")
    keys.tab_to("texte")
    page.keyboard.press("Control+A")
    page.keyboard.type("Autrement.")
    keys.tab_to("Enregistrer")
    keys.enter()
    assert "modifié le" in page.inner_text(".current")
    keys.tab_to("Répondre, modifier…")
    keys.enter()
    keys.tab_to("reponse")
    page.keyboard.type("Merci.")
    keys.tab_to("Publier la réponse")
    keys.enter()
    archive = [path.read_text() for path in (blog.root / "content/comments/un").glob("2026*.txt")]
    assert len(archive) == GOOD + 1
    assert any("Edited:" in one and "Autrement." in one for one in archive)
    assert any("Role: author" in one and "Merci." in one for one in archive)

    keys.tab_to("Sortir")
    keys.enter()
    assert page.inner_text("h1") == "Bureau" and context.cookies() == [] and errors == []
    context.close()


def pages(blog: DeskBlog, page: Any) -> Iterator[str]:
    """Each page of the desk, by its name, once it is open."""
    page.goto(f"{blog.address}/bureau/")
    yield "locked"
    page.goto(blog.link())
    yield "key"
    page.get_by_role("button", name="Entrer").click()
    yield "waiting"
    page.locator(".current button", has_text="Publier").click()
    yield "decided"
    page.goto(f"{blog.address}/bureau/?nom=best&mots=quoi:x")
    yield "filter"
    page.goto(f"{blog.address}/bureau/")
    page.locator("#portee").select_option("tous")
    page.locator("#lot button", has_text="Indésirable").click()
    yield "together"
    page.goto(f"{blog.address}/bureau/")
    page.locator(".current button", has_text="Effacer").click()
    yield "erase"
    page.goto(f"{blog.address}/bureau/publies/")
    yield "published"
    page.locator(".item", has_text="Bon 0").get_by_text("Répondre, modifier…").click()
    page.locator("summary", has_text="Modifier").click()
    yield "one"
    page.locator('form[action$="/modifier"] #texte').fill(" ")
    page.get_by_role("button", name="Enregistrer").click()
    yield "wrong"
    for name in ADDRESSES:
        page.goto(f"{blog.address}/bureau/{name}")
        yield name.partition("/")[0]


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_everybody_can_use_it(blog, browser, node_modules, width, dark):
    blog.fill()
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme="dark" if dark else "light",
        bypass_csp=True,  # for axe alone
    )
    page = context.new_page()
    wrong = []
    for name in pages(blog, page):
        page.wait_for_load_state()  # a press ends when the next page has begun
        if page.evaluate("document.documentElement.scrollWidth") != width:
            wrong.append(f"{name}: wider than the window")
        page.add_script_tag(path=node_modules / "axe-core" / "axe.min.js")
        found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
        wrong += [f"{name}: {v['id']}: {n['html'][:100]}" for v in found for n in v["nodes"]]
    assert wrong == []
    context.close()


@pytest.mark.parametrize("name", ["waiting", "one", "statistiques"])
def test_paper_has_the_words_and_no_form(blog, browser, name):
    blog.fill()
    page = browser.new_page()
    next(None for each in pages(blog, page) if each == name)
    page.emulate_media(media="print")
    assert page.locator("button:visible, textarea:visible, [type=checkbox]:visible, nav:visible").count() == 0
    assert page.locator(".item .text:visible, table:visible").count() > 0
    page.close()


def test_the_checker_finds_nothing(blog, browser, java, node_modules, tmp_path):
    blog.fill()
    page = browser.new_page()
    files = []
    for name in pages(blog, page):
        files.append(tmp_path / f"{name}.html")
        files[-1].write_text(_source(page, name))
    page.close()
    jar = node_modules / "vnu-jar" / "build" / "dist" / "vnu.jar"
    command = [java, "-jar", str(jar), "--format", "json", *map(str, files)]
    done = subprocess.run(command, capture_output=True, check=False)
    assert [f"{m['url']}: {m['message']}" for m in json.loads(done.stderr)["messages"]] == []


def _source(page: Any, name: str) -> str:
    """As it was sent; of what answers a form, as the browser read it."""
    return page.content() if name in ("together", "erase", "wrong") else page.request.get(page.url).text()
