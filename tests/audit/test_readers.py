"""A reader answers, corrects, asks to be told and takes back, in a browser without any script; axe and the Nu
checker on each of these pages."""

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest

from plugins.moderation.core import signing
from plugins.moderation.core.desk import Desk, DeskPaths
from plugins.moderation.core.signing import Purpose
from plugins.moderation.web.app import create
from plugins.preview.server import Mounted, server
from tests.site.conftest import Site

PAGES = ("answer", "sent", "subscription", "gone")


class Blog:
    """A small site with its intake, which writes to readers."""

    def __init__(self, root: Path, address: str) -> None:
        self.desk, self.address = Desk(DeskPaths(root)), address

    def answer(self, page) -> None:
        """One press under a comment, then the form."""
        page.goto(f"{self.address}/post/2020/12/18/un/")
        page.get_by_role("link", name="répondre au 1").click()
        page.get_by_role("link", name="citer ce commentaire").click()
        page.get_by_label("Nom ou pseudo").fill("Zoé")
        page.get_by_label("Adresse email").fill("zoe@exemple.fr")
        page.locator("#text").press("Control+End")
        page.locator("#text").type("Tout à fait.")
        page.get_by_role("button", name="Envoyer").click()

    def addresses(self, page) -> dict[str, str]:
        """Of each page, once somebody answered and asked to be told."""
        self.answer(page)
        sent = page.url
        page.get_by_role("button", name="M’avertir").click()
        (one,) = self.desk.subscriptions.every()[0]
        token = signing.sign_id(one.id, Purpose.SUBSCRIBER, self.desk.key())
        return {
            "answer": f"{self.address}/commenter?billet=un&a=1&citer=1",
            "sent": sent,
            "subscription": f"{self.address}/commenter/avis/{token}",
            "gone": f"{self.address}/commenter?billet=un&a=9",
        }


@pytest.fixture
def blog(tmp_path: Path) -> Iterator[Blog]:
    site = Site(tmp_path)
    site.article("un", "Title: L’« été »\n").comment(text="Un mot.\n\nUn autre.").build()
    (site.root / "moderation.toml").write_text('[notices]\nsender = "avis@exemple.fr"\n')
    http = server(site.output, 0, Mounted(create(DeskPaths(site.root)), ("/commenter",)))
    thread = Thread(target=http.serve_forever, daemon=True)
    thread.start()
    yield Blog(site.root, f"http://localhost:{http.port}")
    http.shutdown()
    http.server_close()
    thread.join()


def test_without_a_script(blog, browser):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    errors: list[str] = []
    page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
    blog.answer(page)
    assert page.inner_text("h1") == "Merci"
    (one,) = blog.desk.queue.survey("pending")[0]
    assert one.words.text == "> Un mot.\n>\n> Un autre.\n\nTout à fait." and one.words.reply_to == "1"
    page.locator("#text").fill("Pas tout à fait.")
    page.get_by_role("button", name="Corriger").click()
    assert blog.desk.queue.find(one.id)[1].words.text == "Pas tout à fait."
    page.locator(".near a").click()
    assert page.get_by_label("Nom ou pseudo").input_value() == "Zoé"
    page.go_back()
    page.get_by_role("button", name="Retirer mon commentaire").click()
    assert page.inner_text("h1") == "Votre commentaire est effacé" and not blog.desk.queue.holds(one.id)
    assert errors == [] and context.cookies() == []
    context.close()


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_everybody_can_use_them(blog, browser, node_modules, width, dark):
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme="dark" if dark else "light",
        bypass_csp=True,  # for axe alone
    )
    page = context.new_page()
    for name, address in blog.addresses(page).items():
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") == width, name
        page.add_script_tag(path=node_modules / "axe-core" / "axe.min.js")
        found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
        assert [f"{name}: {v['id']}: {n['html'][:100]}" for v in found for n in v["nodes"]] == []
    context.close()


def test_the_checker_finds_nothing(blog, browser, java, node_modules, tmp_path):
    page = browser.new_page()
    addresses = blog.addresses(page)
    for name, address in addresses.items():
        (tmp_path / f"{name}.html").write_text(page.request.get(address).text())
    page.close()
    jar = node_modules / "vnu-jar" / "build" / "dist" / "vnu.jar"
    files = [str(tmp_path / f"{name}.html") for name in PAGES]
    command = [java, "-jar", str(jar), "--format", "json", *files]
    done = subprocess.run(command, capture_output=True, check=False)
    assert [f"{m['url']}: {m['message']}" for m in json.loads(done.stderr)["messages"]] == []
