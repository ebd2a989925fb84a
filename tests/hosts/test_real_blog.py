"""A real blog, published, on real servers, in a real browser: nothing dead, nothing refused, no error."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.hosts import real_blog
from tests.hosts.conftest import taking
from tests.hosts.crawling import Crawl, browsing
from tests.hosts.servers import START, running
from tests.programs import need
from tests.site.conftest import Site

FAULTY = """<p style="color: red">A</p><script>B</script><img src="https://elsewhere.example/a.png" alt="">
<img src="/post/2020/12/18/long/index.html" alt=""><a href="/nul/">C</a><a href="/#nul">D</a>"""


@pytest.fixture(scope="module")
def blog(folder: Path) -> Site:
    (folder / "blog").mkdir()
    site = Site(folder / "blog").compress(True).set(HOSTS=("nginx", "caddy", "apache", "htaccess"))
    return real_blog.bring_in(real_blog.write(site)).build()


@pytest.fixture(scope="module")
def form(blog: Site, folder: Path) -> Iterator[int]:
    """The port of its intake."""
    with taking(blog, folder / "blog-intake.log") as port:
        yield port


@pytest.fixture(params=START)
def crawl(request, blog, folder, form, playwright):
    name = request.param
    with (
        running(name, blog.root, folder / f"blog-{name}", form) as server,
        browsing(playwright, need("chromium"), server) as context,
    ):
        yield Crawl(server, context, {real_blog.FILM: "<p>Le film."})


def test_every_address_in_a_browser(crawl, blog):
    crawl.run("/", "/sitemap.xml", "/robots.txt", *real_blog.old_addresses(blog))
    assert crawl.faults == []
    assert crawl.pages.keys() >= real_blog.PAGES


@pytest.mark.parametrize("crawl", ["nginx"], indirect=True)
def test_a_crawl_sees_what_is_wrong(crawl, blog):
    """Of a page that was written over since."""
    page = blog.output / "fils/index.html"
    for copy in (".br", ".gz"):
        page.with_name(f"index.html{copy}").unlink()
    kept = page.read_text()
    page.write_text(kept.replace("</main>", f"{FAULTY}</main>"))
    crawl.run("/fils/")
    page.write_text(kept)
    told = "\n".join(fault for fault in crawl.faults if "/fils/" in fault)
    for one in (
        "refused: style-src-attr inline",
        "refused: img-src https://elsewhere.example/a.png",
        "refused: script-src-elem inline",
        "/post/2020/12/18/long/index.html is not an image",
        "/fils/: /nul/ answers 404",
        "/fils/: / has no #nul",
    ):
        assert one in told
