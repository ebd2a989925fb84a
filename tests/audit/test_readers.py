"""A reader answers, corrects, asks to be told and takes back, in a browser without any script; all of it once
in a row, with a real mail server and real publications; axe and the Nu checker on each of these pages."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from pathlib import Path
from threading import Thread
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import pytest

from plugins.moderation.background import BackgroundWorker
from plugins.moderation.core import signing
from plugins.moderation.core.desk import Desk, DeskPaths
from plugins.moderation.core.signing import Purpose
from plugins.moderation.core.states import Action, State
from plugins.moderation.web.app import create
from plugins.moderation.web.intake import FollowUps
from plugins.preview.server import Mounted, server
from tests.moderation.mail.conftest import Postbox, postbox  # noqa: F401  # a fixture
from tests.site.conftest import SITEURL, Site

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
        (one,) = self.desk.subscriptions.survey()[0]
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
    site.article("un", "Title: L’« été »\n").comment(text="Un mot.\n\nUn autre.")
    site.article("ferme", "Title: Fermé\nComments: 2021-01-31\n").build()
    (site.root / "moderation.toml").write_text('[notices]\nsender = "avis@exemple.fr"\n')
    http = server(site.output, 0, Mounted(create(Desk(DeskPaths(site.root))), ("/commenter",)))
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


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_words_that_come_too_late_can_be_copied_by_everybody(blog, browser, node_modules, dark):
    """The page was built while the conversation was open; on paper the words are there, too."""
    scheme = "dark" if dark else "light"
    context = browser.new_context(
        viewport={"width": 320, "height": 900}, color_scheme=scheme, bypass_csp=True
    )
    page = context.new_page()
    page.goto(f"{blog.address}/post/2020/12/18/ferme/")
    assert "Les commentaires ferment le 31 janvier 2021." in page.inner_text("main")
    page.get_by_label("Nom ou pseudo").fill("Zoé")
    page.locator("#text").fill("Des mots.\n" * 30)
    page.get_by_role("button", name="Envoyer").click()
    words = page.get_by_role("textbox", name="Ce que vous aviez écrit")
    assert words.input_value().startswith("Des mots.\nDes mots.") and not words.is_editable()
    assert words.evaluate("e => e.scrollHeight <= e.clientHeight + 1"), "all of them are seen"
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    page.add_script_tag(path=node_modules / "axe-core" / "axe.min.js")
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
    assert [f"{v['id']}: {n['html'][:100]}" for v in found for n in v["nodes"]] == []
    page.emulate_media(media="print")
    assert words.is_visible()
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


class Life(Blog):
    """The same with a mail server, publications by `make publish`, and a clock that is moved."""

    def __init__(self, site: Site, postbox: Postbox) -> None:  # noqa: F811
        self.site, self.postbox, self.now = site, postbox, datetime.now(UTC)
        command = [sys.executable, "-m", "plugins.fastbuild", "-s", "publishconf.py"]
        (site.root / "moderation.toml").write_text(
            f"[desk]\npublish = {json.dumps(command)}\n"
            f'[mail]\nsmtp = "127.0.0.1:{postbox.port}"\n[notices]\nsender = "avis@exemple.fr"\n'
        )
        paths = DeskPaths(site.root)
        self.worker = BackgroundWorker(Desk(paths), lambda: self.now)
        follow = FollowUps(lambda _: self.follow(), lambda: self.follow(True), self.follow)
        self.http = server(
            site.output, 0, Mounted(create(Desk(paths), lambda: self.now, follow), ("/commenter",))
        )
        super().__init__(site.root, f"http://localhost:{self.http.port}")

    def follow(self, decided: bool = False) -> None:
        assert not self.worker.run(decided)

    def approve(self) -> None:
        """All that waits, and publish it; then let an hour pass, and tell."""
        for identifier in self.desk.queue.ids(State.PENDING):
            self.desk.decide(identifier, Action.APPROVE, self.now)
        self.worker.run(decided=True)
        self.now += timedelta(hours=2)
        self.follow()

    def mails(self) -> list:
        return [message_from_bytes(one.content, policy=policy.default) for one in self.postbox.sent]

    def here(self, address: str) -> str:
        """An address of a mail, on this machine."""
        return address.replace(SITEURL, self.address)

    def holding(self, words: str) -> set[Path]:
        """Files of the site in which they stand."""
        folders = (self.site.output, self.site.root / "output.hosts")
        files = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
        return {path for path in files if words.encode() in path.read_bytes()}


@pytest.fixture
def life(tmp_path: Path, postbox: Postbox) -> Iterator[Life]:  # noqa: F811
    site = Site(tmp_path).article("un", "Title: L’« été »\n").comment(text="Un mot.").build()
    life = Life(site, postbox)
    thread = Thread(target=life.http.serve_forever, daemon=True)
    thread.start()
    yield life
    life.http.shutdown()
    life.http.server_close()
    thread.join()


def address_in(mail) -> str:
    """Of the page to which it leads last."""
    return re.findall(r"https?://\S+", mail.get_content())[-1]


def test_the_whole_life_of_a_comment(life, browser):
    """Answer, correct, ask to be told, be published, be told, unsubscribe as mail programs do, take back."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    life.answer(page)
    private = page.url.partition("?")[0]
    page.locator("#text").fill("Pas tout à fait canari.")
    page.get_by_role("button", name="Corriger").click()
    page.get_by_role("button", name="M’avertir").click()
    (asked,) = life.mails()
    page.goto(life.here(address_in(asked)))
    page.get_by_role("button", name="Confirmer").click()
    life.approve()
    page.goto(f"{life.address}/post/2020/12/18/un/")
    assert "Pas tout à fait canari." in page.inner_text("main")
    shown = life.holding("tout à fait canari")
    feeds = [path for path in shown if path.suffix == ".xml"]
    assert len(shown) > len(feeds) >= 2

    page.get_by_role("link", name="répondre au 2").click()
    page.get_by_label("Nom ou pseudo").fill("Léo")
    page.locator("#text").fill("Si, si.")
    page.get_by_role("button", name="Envoyer").click()
    assert len(life.mails()) == 1, "nobody is told of what nobody let through"
    life.approve()
    told = life.mails()[1]
    assert told["To"] == "zoe@exemple.fr" and "> Si, si." in told.get_content()
    page.goto(life.here(next(line for line in told.get_content().splitlines() if "#c" in line)))
    assert "Si, si." in page.locator("li.comment:target").inner_text()

    one_click = Request(
        life.here(told["List-Unsubscribe"].strip("<>")), urlencode({"List-Unsubscribe": "One-Click"}).encode()
    )
    with urlopen(one_click) as answer:
        assert answer.status == 200
    assert told["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert life.desk.subscriptions.survey()[0] == []
    life.answer(page)
    life.approve()
    assert len(life.mails()) == 2

    page.goto(private)
    assert "Votre commentaire est publié, sous le numéro 2." in page.inner_text("main")
    page.get_by_role("button", name="Retirer mon commentaire").click()
    assert "Votre commentaire est retiré" in page.inner_text("main")
    assert life.holding("tout à fait canari") == set()
    page.goto(f"{life.address}/post/2020/12/18/un/")
    assert "Ce commentaire a été retiré." in page.inner_text("main") and "Si, si." in page.inner_text("main")
    assert [feed for feed in feeds if "deleted-entry" not in feed.read_text()] == []
    assert context.cookies() == []
    context.close()
