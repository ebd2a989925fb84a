"""What only a browser knows: measure, reflow, requests, storage, keyboard, paper."""

import re
from pathlib import Path

import pytest

from plugins.comments.markup import to_html
from plugins.policy.allowed import AllowedHosts
from plugins.policy.frames import linked
from tests.audit.conftest import PAGES

CSS = Path(__file__).parents[2] / "theme" / "static" / "css"

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
    # Its style sheet; its picture and its film; six pictures and the poster of a film.
    own = {"modération": 1, "essay": 2, "pictures": 7}
    assert len(asked) <= 2 + own.get(name, 0)
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


BEHIND = """() => [...document.querySelectorAll('.prose a[href*="exemple.fr/"]')]
  .map(a => a.textContent + getComputedStyle(a, '::after').content.replace('none', ''))"""


def test_paper_says_each_address_once(visit):
    page = visit("essay")
    page.emulate_media(media="print")
    assert page.evaluate(BEHIND) == [
        'lien" (https://exemple.fr/)"',
        "https://exemple.fr/a",
        'une autre" (https://exemple.fr/b)"',
    ]


def test_the_button_that_sends_is_told_apart_in_a_readers_own_colours(visit):
    page = visit("article")
    page.emulate_media(forced_colors="active")
    widths = page.evaluate(
        "[...document.querySelectorAll('button')].map(b => getComputedStyle(b).borderWidth)"
    )
    assert widths == ["1px", "3px"]


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


@pytest.fixture
def show(browser):
    """Some HTML with parts of the style sheet, in a window of some width: `show(html, 320, "comments")`."""
    pages = []

    def page(html, width, *sheets):
        css = "".join((CSS / f"{name}.css").read_text(encoding="utf-8") for name in ("base", *sheets))
        pages.append(browser.new_page(viewport={"width": width, "height": 900}))
        pages[-1].set_content(f"<style>{css} body {{ font: 16px serif }}</style>{html}")
        return pages[-1]

    yield page
    for one in pages:
        one.close()


def comment(text):
    return f'<div class="comment"><div class="text" dir="auto">{to_html(text)}</div></div>'


def test_an_address_in_a_text_from_right_to_left_keeps_its_slash(show):
    first, last = show(comment("שלום http://exemple.fr/a/ וגם"), 900, "comments").evaluate(EDGES)
    assert first < last


LINES = """() => {
  const walker = document.createTreeWalker(document.querySelector('.text'), NodeFilter.SHOW_TEXT);
  const range = document.createRange(), text = [];
  let last = 0;
  while (walker.nextNode()) for (let i = 0; i < walker.currentNode.length; i++) {
    if (walker.currentNode.parentNode.className == 'rest') continue;
    range.setStart(walker.currentNode, i); range.setEnd(walker.currentNode, i + 1);
    const top = range.getBoundingClientRect().top;
    if (top > last + 8) text.push('|');
    text.push(walker.currentNode.data[i]);
    last = top;
  }
  return text.join('');
}"""


@pytest.mark.parametrize(
    "text",
    [
        "Voir http://exemple.fr/dossiers ! Puis la suite.",
        f"Voir « http://exemple.fr/{'a' * 40} » ; la suite.",
        'Un « mot » ! Et "rien" ? Voilà : « un » et « deux » ; trois.',
    ],
)
def test_no_french_sign_begins_a_line_and_no_quotation_mark_ends_one(show, text):
    page = show(comment(text), 900, "comments")
    for width in range(90, 420, 7):
        page.evaluate("width => document.querySelector('.text').style.width = width + 'px'", width)
        assert not re.search(r"\| *[!?;:»]|« *\|", page.evaluate(LINES)), width


@pytest.mark.parametrize("sign", ["", " ;"])
def test_of_an_address_as_much_is_seen_as_there_is_room(show, sign):
    page = show(comment(f"Voyez http://exemple.fr/{'a' * 40}{sign}"), 900, "comments")
    cut = "() => { const a = document.querySelector('.text a'); return a.scrollWidth - a.clientWidth; }"
    assert page.evaluate(cut) == 0
    page.evaluate("document.querySelector('.text').style.width = '200px'")
    assert page.evaluate(cut) > 0


BOX = """() => {
  const box = document.querySelector('iframe').getBoundingClientRect();
  return [box.width, box.height];
}"""


@pytest.mark.parametrize(
    ("attributes", "ratio"),
    [("", 16 / 9), ('width="1280" height="720"', 16 / 9), ('width="425" height="344"', 4 / 3)],
)
@pytest.mark.parametrize("width", [320, 1280])
def test_a_frame_keeps_its_proportions_and_scrolls_no_page(show, width, attributes, ratio):
    frame = f'<iframe src="https://film.example/" {attributes}></iframe>'
    html = linked(f'<div class="prose">{frame}</div>', AllowedHosts(embeds=("film.example",)), "fr")
    page = show(html.replace('src="https://film.example/"', 'srcdoc="."'), width, "entry")
    wide, high = page.evaluate(BOX)
    assert wide / high == pytest.approx(ratio, rel=0.01)
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_nothing_of_a_comment_hangs_out_of_it(visit):
    """Of a long conversation the browser lays out what is seen, and cuts off what is outside."""
    page = visit("article", 1280)
    assert page.evaluate(
        """() => [...document.querySelectorAll('.comment')].every(one => {
            const [box, number] = [one, one.querySelector('.number')].map(e => e.getBoundingClientRect());
            return box.left <= number.left && box.top <= number.top;
        })"""
    )
