"""What only a browser knows: measure, reflow, requests, storage, keyboard, paper."""

from pathlib import Path

import pytest

from plugins.comments.markup import to_html
from tests.audit.conftest import PAGES

THEME = Path(__file__).parents[2] / "theme"

MEASURE = """() => {
  const p = document.querySelector('.prose > p:nth-of-type(2)');
  const range = document.createRange(), lines = new Map();
  const walker = document.createTreeWalker(p, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) for (let i = 0; i < walker.currentNode.length; i++) {
    range.setStart(walker.currentNode, i); range.setEnd(walker.currentNode, i + 1);
    const box = range.getBoundingClientRect(), top = Math.round(box.top / 8);
    if (box.width) lines.set(top, (lines.get(top) || 0) + 1);
  }
  const full = [...lines.values()].slice(1, -1);
  return full.reduce((a, b) => a + b, 0) / full.length;
}"""


@pytest.mark.parametrize("width", [768, 1280, 1920])
def test_the_measure(visit, width):
    assert 60 <= visit("article", width).evaluate(MEASURE) <= 75


@pytest.mark.parametrize("name", PAGES)
def test_nothing_scrolls_sideways_at_320(visit, name):
    assert visit(name, 320).evaluate("document.documentElement.scrollWidth") == 320


@pytest.mark.parametrize("name", PAGES)
def test_few_requests_and_nothing_stored(visit, audited, name):
    page = visit(name)
    asked = [url for url in page.requests if not url.endswith("/favicon.svg")]  # comes when it comes
    assert len(asked) <= (3 if name == "modération" else 2)
    assert all(url.startswith(audited[1]) for url in page.requests)
    assert page.context.cookies() == []
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0


def test_the_keyboard_comes_first_to_the_skip_links(visit):
    page = visit("article")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Aller aux commentaires"
    assert page.evaluate("document.activeElement.getBoundingClientRect().top") >= 0
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.comments') !== null")


def test_the_trap_is_out_of_sight_and_out_of_the_tree(visit):
    page = visit("article")
    assert page.locator("[name=f_mail]").is_visible() is False
    assert "Laissez ce champ vide" not in page.locator("main").aria_snapshot()


def test_focus_is_seen(visit):
    page = visit("article")
    for _ in range(4):
        page.keyboard.press("Tab")
        style = page.evaluate("getComputedStyle(document.activeElement).outline")
        assert "solid" in style and "3px" in style


def test_targets_are_at_least_24_pixels(visit):
    """WCAG 2.2, 2.5.8; links inside a sentence are excepted."""
    page = visit("article", 320)
    small = page.evaluate(
        """() => [...document.querySelectorAll(
            'a.number, button, input:not([type=hidden]), textarea, nav a, footer a')]
        .filter(e => e.offsetParent).map(e => [e.textContent || e.name, e.getBoundingClientRect()])
        .filter(([_, box]) => box.height < 24 || box.width < 24).map(([name]) => name)"""
    )
    assert small == []


def test_paper_carries_the_essay_and_the_conversation(visit):
    page = visit("article", dark=True)
    page.emulate_media(media="print")
    assert page.locator("form").is_visible() is False
    assert page.locator("#c4").is_visible()
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(255, 255, 255)"


def test_text_may_be_spaced_and_enlarged(visit):
    """WCAG 1.4.12 and 1.4.4: nothing is lost, nothing scrolls sideways."""
    page = visit("article", 320)
    css = "* {line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important}"
    page.add_style_tag(content=css)
    assert page.evaluate("document.documentElement.scrollWidth") == 320


EDGES = """() => {
  const text = document.querySelector('.text a').firstChild, range = document.createRange();
  return [0, text.length - 1].map(at => {
    range.setStart(text, at); range.setEnd(text, at + 1);
    return range.getBoundingClientRect().left;
  });
}"""


def test_an_address_in_a_text_from_right_to_left_keeps_its_slash(browser):
    css = (THEME / "static/css/comments.css").read_text(encoding="utf-8")
    text = to_html("שלום http://exemple.fr/a/ וגם")
    page = browser.new_page()
    page.set_content(
        f'<style>{css}</style><div class="comment"><div class="text" dir="auto">{text}</div></div>'
    )
    first, last = page.evaluate(EDGES)
    page.close()
    assert first < last
