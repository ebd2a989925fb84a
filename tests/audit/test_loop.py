"""The whole loop in a browser without script: read, preview, mend, send, approve, and read again."""

import shutil
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from tests.examples import EXAMPLES, ROOT
from tests.moderation.conftest import moderation

PATIENCE = 60  # seconds; only a hang takes them
TEXT = "<b>Bonsoir</b>\n\n  voir https://exemple.fr/une/adresse/assez/longue/pour/etre/coupee"
PAGE = "/post/2020/12/pole-emploi-is-watching-you/"


@pytest.fixture
def blog(tmp_path: Path):
    """A copy of the project, with `make serve`'s own process running in it; its address and its folder."""
    for path in (ROOT / "plugins", ROOT / "theme", ROOT / "pelicanconf.py", *EXAMPLES.iterdir()):
        (shutil.copytree if path.is_dir() else shutil.copy)(path, tmp_path / path.name)
    command = [sys.executable, "-m", "plugins.preview", "--port", "0"]
    with subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, text=True) as process:
        address = next(line for line in process.stdout if line.startswith("http://")).split("/ ")[0]
        yield address, tmp_path
        process.terminate()


def fetched(address: str) -> str:
    with urllib.request.urlopen(address) as answer:
        return answer.read().decode()


def rebuilt(address: str, identifier: str) -> None:
    """Wait for the build that the approved file starts."""
    end = time.monotonic() + PATIENCE
    while f'id="c{identifier}"' not in fetched(address + PAGE):
        assert time.monotonic() < end, "the page was not built again"
        time.sleep(0.1)


def test_from_a_visitor_to_the_page_and_the_feed(browser, blog):
    address, folder = blog
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + PAGE)
    page.get_by_role("link", name="répondre au 2", exact=True).click()
    page.fill("#author", "Zoé")
    page.fill("#text", TEXT)
    page.click("button[value=preview]")
    assert page.locator("li.comment .text").text_content().strip("\n") == TEXT
    page.fill("#site", "javascript:alert(1)")
    page.click("button[value=send]")
    assert page.title().startswith("Erreur\u00a0:")
    assert page.locator("#text").input_value() == TEXT
    page.fill("#site", "exemple.fr")
    page.click("button[value=send]")
    assert "sera publié après validation" in page.locator("main").inner_text()
    identifier, fingerprint = page.locator(".hint .receipt").all_inner_texts()
    assert "Bonsoir" not in fetched(address + PAGE)
    done = moderation(folder, "approve", identifier)
    assert done.returncode == 0, done.stderr
    rebuilt(address, identifier)
    page.goto(f"{address}{PAGE}#c{identifier}")
    item = page.locator(f"[id='c{identifier}']")
    assert item.locator(".text").text_content().strip("\n") == TEXT
    assert "en réponse à 2" in item.inner_text()
    assert fingerprint in item.locator(".after").inner_text()
    for feed in (f"{PAGE}comments.atom.xml", "/feed/comments/atom.xml"):
        assert identifier in fetched(address + feed) and "Bonsoir" in fetched(address + feed)
    context.close()
