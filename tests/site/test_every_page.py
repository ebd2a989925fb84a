"""What holds for every page: a crawl over the built files."""

import json
import re
from itertools import pairwise
from pathlib import PurePosixPath
from urllib.parse import unquote, urljoin, urlsplit

import pytest

from tests.site.conftest import SITEURL


def pages(site):
    return [name for name in site.files() if name.endswith(".html")]


def address(name):
    return f"{SITEURL}/{name.removesuffix('index.html')}"


def file_of(url):
    path = unquote(urlsplit(url).path).lstrip("/")
    return f"{path}index.html" if not path or path.endswith("/") else path


@pytest.fixture(scope="module")
def soups(real):
    return {name: real.page(name) for name in pages(real)}


def test_the_pages_there_are(soups):
    assert set(soups) == {
        "index.html",
        "404.html",
        "fils/index.html",
        "moderation/index.html",
        "archive/index.html",
        "archive/2020/index.html",
        "archive/2020/12/index.html",
        "a-propos/index.html",
        "vie-privee/index.html",
        "accessibilite/index.html",
        "post/2020/12/pole-emploi-is-watching-you/index.html",
    }


def test_no_link_is_broken(real, soups):
    files = real.files()
    for name, soup in soups.items():
        for element in soup.select("[href], [src], form[action]"):
            url = urljoin(address(name), element.get("href") or element.get("src") or element.get("action"))
            if (
                element.name == "form"
                or not url.startswith(SITEURL)
                or url.startswith(f"{SITEURL}/commenter?")
            ):
                continue  # what the intake answers is in no file
            target = file_of(url)
            assert target in files, f"{name} → {url}"
            if fragment := urlsplit(url).fragment:
                assert soups[target].find(id=unquote(fragment)), f"{name} → {url}"


def test_no_page_asks_another_host_for_anything(soups):
    for name, soup in soups.items():
        for element in soup.select(
            "[src], link[rel=stylesheet], link[rel=icon], object, embed, iframe, video, audio"
        ):
            url = urljoin(address(name), element.get("src") or element.get("href") or "")
            assert url.startswith(SITEURL), f"{name}: {element}"


def test_no_script_no_inline_style(soups):
    for name, soup in soups.items():
        assert not soup.select("[style], style"), name
        assert {script["type"] for script in soup.select("script")} <= {"application/ld+json"}, name
        assert not [e for e in soup.find_all(True) if any(a.startswith("on") for a in e.attrs)], name


def test_one_title_one_main_unique_ids(soups):
    for name, soup in soups.items():
        ids = [element["id"] for element in soup.select("[id]")]
        assert len(ids) == len(set(ids)), name
        assert (len(soup.select("h1")), len(soup.select("main")), soup.html["lang"]) == (1, 1, "fr"), name
        assert soup.title.get_text().strip() and soup.select_one("meta[name=description]")["content"], name


def test_headings_skip_no_level(soups):
    for name, soup in soups.items():
        levels = [int(h.name[1]) for h in soup.select("h1, h2, h3, h4, h5, h6")]
        assert levels[0] == 1, name
        assert all(after <= before + 1 for before, after in pairwise(levels)), name


def test_the_canonical_address_is_the_page_itself(soups):
    """What stands in the place of a missing page has no address of its own."""
    for name, soup in soups.items():
        found = [link["href"] for link in soup.select("link[rel=canonical]")]
        assert found == ([] if name == "404.html" else [address(name)])


def test_feeds_can_be_discovered(soups):
    for name, soup in soups.items():
        hrefs = [link["href"] for link in soup.select("link[rel=alternate][type='application/atom+xml']")]
        assert hrefs[0] == "/feed/atom.xml", name


def test_the_first_page_names_all_formats(soups):
    links = soups["index.html"].select("link[rel=alternate]")
    assert [(link["type"].split("/")[1], link["href"]) for link in links] == [
        ("atom+xml", "/feed/atom.xml"),
        ("rss+xml", "/feed/rss.xml"),
        ("feed+json", "/feed/feed.json"),
        ("atom+xml", "/feed/comments/atom.xml"),
    ]


def test_every_feed_can_be_found_by_who_reads(real, soups):
    """On the page about feeds, or where what it tells of is."""
    listed = {
        link["href"].lstrip("/") for soup in soups.values() for link in soup.select("main a, head link")
    }
    written = {n for n in real.files() if re.search(r"(atom|rss)\.xml$|feed\.json$", n)}
    assert "post/2020/12/pole-emploi-is-watching-you/c1.atom.xml" in written
    assert not written - listed
    page = soups["post/2020/12/pole-emploi-is-watching-you/index.html"]
    assert page.select_one("#c1 a[href$='c1.atom.xml']")["aria-label"] == "fil des réponses au 1"


def test_structured_data_is_json(soups):
    scripts = [script for soup in soups.values() for script in soup.select("script")]
    assert [json.loads(script.string)["datePublished"] for script in scripts] == ["2020-12"]


def test_the_style_sheet_is_named_by_its_content(real):
    sheets = [name for name in real.files() if name.endswith(".css")]
    unhashed = [re.sub(r"[0-9a-f]{10}", "#", name) for name in sheets]
    assert unhashed == ["desk.#.css", "feed.#.css", "intake.#.css", "ledger.#.css", "style.#.css"]
    for name in sheets:
        assert "@import" not in real.text(name) and "/*" not in real.text(name)


def test_nothing_but_pages_feeds_icons_and_words_to_robots(real):
    kinds = {PurePosixPath(name).suffix for name in real.files()}
    assert kinds == {".html", ".xml", ".json", ".css", ".svg", ".ico", ".png", ".txt"}


def test_no_word_of_the_machine_that_built(real):
    for name, data in real.files().items():
        assert str(real.root).encode() not in data, name
