"""Hostile comments on the desk's own pages, in a real Chromium that lets scripts run: nothing runs,
nothing is asked for elsewhere, and every word is read as it was typed."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from playwright.sync_api import Error

from plugins.moderation.core.desk import Desk, DeskPaths
from plugins.moderation.core.login import HERE
from plugins.moderation.core.submission import parse
from plugins.moderation.web.app import create
from plugins.moderation.web.desk import list_page
from plugins.preview.server import Mounted, server
from tests.comments.folded import folded
from tests.hostile.generated import strings
from tests.moderation.samples import submission
from tests.site.conftest import Site

COUNT, SIZE = 12_000, 500
MARK = "hostile: "
TRAPS = (
    "for (const name of ['alert', 'confirm', 'prompt', 'print', 'open']) "
    f"Object.defineProperty(window, name, {{value: () => console.log('{MARK}' + name)}});"
)
LOOK = """() => {
  const strange = [];
  for (const element of document.querySelectorAll("body *"))
    for (const { name } of element.attributes)
      if (name.startsWith("on") || name === "style") {
        strange.push(element.outerHTML.slice(0, 200));
        element.dispatchEvent(new Event(name.slice(2), { bubbles: true }));
      }
  for (const element of document.querySelectorAll("script, iframe, img, base, object, embed"))
    strange.push(element.outerHTML.slice(0, 200));
  for (const link of document.querySelectorAll("body [href], body [action], body [formaction]"))
    for (const name of ["href", "action", "formaction"])
      if (!/^https?:$/.test(new URL(link.getAttribute(name) ?? "", location).protocol))
        strange.push(link.outerHTML);
  return [strange, [...document.querySelectorAll(".item .text")].map(one => one.textContent)];
}"""


@pytest.fixture
def blog(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Desk, Any, str]]:
    monkeypatch.setattr(list_page, "SIZE", SIZE)
    site, apps = Site(tmp_path), []
    site.article("un")
    http = server(site.output, 0, Mounted(lambda *request: apps[0](*request), ("/commenter", "/bureau")))
    address = f"http://localhost:{http.port}"
    site.build(SITEURL=address)
    apps.append(create(Desk(DeskPaths(site.root))))
    thread = Thread(target=http.serve_forever, daemon=True)
    thread.start()
    yield Desk(DeskPaths(site.root)), apps[0], address
    http.shutdown()
    http.server_close()
    thread.join()


def fill(desk: Desk, texts: list[str]) -> list[str]:
    """Through the form's own door, as names, texts and sites; what stands then."""
    standing = []
    for number, text in enumerate(texts):
        form = {"article": "un", "author": text[:100], "text": text, "site": text}
        parsed = parse(form)
        parsed = parsed if parsed.words else parse({**form, "author": f"a{text[:90]}", "site": ""})
        if parsed.words:
            words = parsed.words
            given = {"author": words.author, "text": words.text} | (
                {"site": words.site} if words.site else {}
            )
            desk.queue.add(submission(number, **given))
            standing.append(words.text)
    return standing


def look(blog: tuple[Desk, Any, str], browser: Any) -> tuple[list[str], list[str]]:
    """What is strange, and all texts, over all pages of the list."""
    desk, _, address = blog
    context = browser.new_context(bypass_csp=True)
    context.add_init_script(TRAPS)
    page = context.new_page()
    strange: list[str] = []
    page.on("console", lambda said: strange.append(said.text) if said.text.startswith(MARK) else None)
    page.on("request", lambda asked: None if asked.url.startswith(address) else strange.append(asked.url))
    page.goto(f"{address}/bureau/?cle={desk.login_links().issue(HERE, datetime.now(UTC))}")
    page.get_by_role("button", name="Entrer").click()
    texts: list[str] = []
    while True:
        page.wait_for_load_state()
        found, read = page.evaluate(LOOK)
        strange += found
        texts += [text.strip("\n") for text in read]
        following = page.locator('[rel="next"]')
        if not following.count():
            break
        page.goto(address + following.get_attribute("href"))
    context.close()
    return strange, texts


def test_nothing_runs_and_every_word_is_read(blog, browser):
    standing = fill(blog[0], strings(COUNT))
    strange, texts = look(blog, browser)
    assert strange == [] and len(texts) == len(standing) > COUNT * 0.9
    assert texts == list(map(folded, standing))


def test_a_page_that_does_not_escape_is_caught(blog, browser):
    fill(blog[0], strings(COUNT)[:SIZE])
    blog[1].jinja_env.autoescape = False
    blog[1].jinja_env.cache.clear()
    try:
        strange, _ = look(blog, browser)
    except Error as error:  # one of them led the browser away
        strange = [str(error)]
    assert strange
