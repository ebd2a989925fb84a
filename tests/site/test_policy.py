"""What readers will not be shown is told at publication; what the author allows, every host lets through."""

import re

import pytest

from tests.recordings import samples as recordings
from tests.site.test_bad_input import stopped
from tests.site.test_incremental import all_files, clean, front

FILM = '<iframe src="https://www.youtube-nocookie.com/embed/x" title="Un film"></iframe>'
LINK = '<a class="embed" href="https://www.youtube.com/watch?v=x">Un film (youtube.com)</a>'


@pytest.fixture
def film(site):
    return site.article(text=f"Un :\n\n{FILM}\n").set(
        HOSTS=("nginx", "caddy", "apache", "htaccess", "netlify")
    )


def test_a_publication_stops_at_what_readers_would_not_be_shown(site):
    site.article(text="Un.\n\n![a](https://x.example/a.png)")
    site.write("pages/p.md", 'Title: P\n\n<p style="color: red">P.</p>\n')
    site.article("brouillon", "Status: draft\n", "![a](https://x.example/a.png)")
    assert stopped(site) == (
        "2 problems; nothing was written.\n\n"
        "content/articles/un.md:7: <img> from https://x.example/a.png "
        "is not let through by the site's policy\n"
        "    Put it into content/images/, or name its host in IMAGES_FROM.\n"
        "content/pages/p.md:3: style=color: red is not let through by the site's policy\n"
        "    Write a class, and its looks into the theme."
    )
    assert site.run("pelicanconf.py").returncode == 0  # a preview says it, and goes on


def test_what_is_allowed_to_be_broken_stops_nothing(site):
    site.article(text="![a](https://x.example/a.png)").article("deux", text="![a](https://y.example/a.png)")
    site.set(ALLOW_BROKEN=("https://x.example/*", "articles/deux.md")).build()


def test_a_frame_is_a_link_on_pages_and_in_feeds(film):
    film.build()
    assert LINK in film.text("post/2020/12/18/un/index.html")
    assert 'href="https://www.youtube.com/watch?v=x"' in film.text("feed/feed.json").replace("\\", "")
    for name in ("feed/atom.xml", "feed/rss.xml", "post/2020/12/18/un/index.html"):
        assert "iframe" not in film.text(name)


def test_what_the_author_allows_is_let_through_by_every_host(film):
    film.set(EMBEDS=("youtube-nocookie.com",), IMAGES_FROM=("img.example",)).build()
    shown = FILM.replace("<iframe", '<span class="frame"><iframe loading="lazy"') + "</span>"
    assert shown in film.text("post/2020/12/18/un/index.html")
    beside = film.root / "output.hosts"
    texts = [path.read_text() for path in beside.rglob("*") if path.suffix in (".conf", ".caddy")]
    texts += [film.text(".htaccess"), film.text("_headers")]
    policies = [policy for text in texts for policy in re.findall('default-src[^"`\n]*', text)]
    assert policies == 5 * [
        "default-src 'none'; style-src 'self'; "
        "img-src 'self' data: https://img.example https://www.img.example; "
        "media-src 'self'; frame-src https://youtube-nocookie.com https://www.youtube-nocookie.com; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ]


def test_own_media_and_aligned_tables_need_no_setting(site):
    site.write("images/a.webm", recordings.webm())
    site.article(text='<video src="/images/a.webm"></video>\n\n|a|\n|-:|\n|1|')
    assert 'class="align-end"' in site.build().text("post/2020/12/18/un/index.html")


def test_an_edit_that_brings_a_frame_equals_a_clean_build(film, tmp_path):
    front(film)
    film.article(text=f"Un :\n\n{FILM}\n\nEt :\n\n{FILM}\n")
    front(film)
    assert film.text("post/2020/12/18/un/index.html").count(LINK) == 2
    assert all_files(film) == clean(film, tmp_path / "clean")


def test_an_edit_that_brings_what_is_refused_is_told(site):
    site.article()
    front(site)
    site.article(text="![a](https://x.example/a.png)")
    assert "content/articles/un.md:5: <img> from https://x.example/a.png" in stopped(site)


def test_a_setting_that_is_no_host(site):
    site.article().set(EMBEDS="youtube.com")
    assert "pelicanconf.py: EMBEDS: “youtube.com” is not a list of hosts" in stopped(site)
