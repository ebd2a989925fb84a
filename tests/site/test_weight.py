"""The article with its comments and form: at most two requests and 8 kB (HTML and CSS, brotli 11)."""

import brotli

ARTICLE = "post/2020/12/pole-emploi-is-watching-you/index.html"
LIMIT = 8_000


def test_the_article_page(real):
    page = real.page(ARTICLE)
    sheets = page.select("link[rel=stylesheet]")
    assert len(sheets) == 1
    parts = [ARTICLE, sheets[0]["href"].lstrip("/")]
    weight = sum(len(brotli.compress((real.output / part).read_bytes(), quality=11)) for part in parts)
    assert weight <= LIMIT
    assert not page.select("img, script[src], link[rel=preload]")
