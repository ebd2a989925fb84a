"""The elements that readers get for what an author wrote."""

import pytest

from plugins.pictures import markup, plan
from plugins.pictures.facts import ANIMATION, DRAWING, PHOTO, VECTOR, PictureFacts
from plugins.pictures.markup import PictureOptions, PictureUse

FACTS = PictureFacts("0" * 32, PHOTO, 4000, 3000, "jpg")
SMALL = PictureFacts("1" * 32, PHOTO, 300, 200, "jpg")
DRAWN = PictureFacts("2" * 32, DRAWING, 1000, 500, "png")
MOVING = PictureFacts("3" * 32, ANIMATION, 200, 100, "gif")
VECTORS = PictureFacts("4" * 32, VECTOR, 100, 50, "svg")
USES = {
    "a.jpg": PictureUse(FACTS), "b.jpg": PictureUse(SMALL), "c.png": PictureUse(DRAWN),
    "d.gif": PictureUse(MOVING), "e.svg": PictureUse(VECTORS), "/public/.a_m.jpg": PictureUse(FACTS, 448),
}  # fmt: skip
OPTIONS = PictureOptions("", str.upper)
A, B, C, D, E = (plan.key(each) for each in (FACTS, SMALL, DRAWN, MOVING, VECTORS))


def shown(html, look=OPTIONS):
    return markup.with_pictures(html, USES, look)


def test_a_picture_by_itself_is_a_figure():
    assert shown('<p><img alt="Le &quot;port&quot;" src="a.jpg" title="Un &lt;matin&gt;"></p>') == (
        f'<figure><a href="/images/{A}.2000.jpg"><picture><source type="image/webp" '
        f'srcset="/images/{A}.400.webp 400w, /images/{A}.720.webp 720w, /images/{A}.1280.webp 1280w" '
        f'sizes="(min-width: 42em) 40em, 93vw">'
        f'<img src="/images/{A}.720.jpg" alt="Le &quot;port&quot;" width="720" height="540" decoding="async">'
        f"</picture></a>\n<figcaption>UN &lt;MATIN&gt;</figcaption></figure>"
    )


def test_a_picture_in_a_line_is_no_figure():
    html = shown('<p>Un <img alt="x" src="b.jpg" title="Titre"> mot.</p>')
    assert html == (
        f'<p>Un <picture><source type="image/webp" srcset="/images/{B}.300.webp 300w" '
        f'sizes="(min-width: 340px) 300px, 93vw"><img src="/images/{B}.300.jpg" alt="x" title="Titre" '
        f'width="300" height="200" decoding="async"></picture> mot.</p>'
    )


def test_all_but_the_first_wait_for_their_reader():
    html = shown('<p><img alt="x" src="a.jpg"></p><p>y <img alt="x" src="b.jpg"></p>')
    assert html.count('loading="lazy"') == 1 and html.index("loading") > html.index(B)
    assert 'loading="lazy"' in shown('<p><img alt="x" src="a.jpg"></p>', OPTIONS._replace(lazy=True))


def test_a_decoration_is_no_link_and_has_no_name():
    html = shown('<p><img alt=" " src="a.jpg"></p>')
    assert 'alt=""' in html and "<a " not in html and html.startswith("<figure><picture>")


@pytest.mark.parametrize(
    "html",
    [
        '<p><img alt="x" src="a.jpg"> <img alt="y" src="b.jpg" title="Z"></p>',
        '<p><img alt="x" src="a.jpg"><br>\n<a href="a.jpg"><img alt="y" src="b.jpg" title="Z"></a></p>',
        '<ul>\n<li><img alt="x" src="a.jpg"></li>\n<li><p><img alt="" src="b.jpg" title="Z"></p></li>\n</ul>',
    ],
)
def test_several_pictures_are_a_gallery(html):
    html = shown(html)
    assert html.startswith('<ul class="gallery">\n<li><figure>') and html.count("<li>") == 2
    assert html.endswith("<figcaption>Z</figcaption></figure></li>\n</ul>")
    assert html.count('sizes="(min-width: 42em) 13em, 45vw"') == 2


@pytest.mark.parametrize(
    "html",
    [
        '<p><img alt="x" src="a.jpg"> et <img alt="y" src="b.jpg"></p>',
        '<p><img alt="x" src="https://a.example/a.jpg"> <img alt="y" src="b.jpg"></p>',
        '<ul>\n<li><img alt="x" src="a.jpg"></li>\n<li>Mot</li>\n</ul>',
        '<ol>\n<li><img alt="x" src="a.jpg"></li>\n<li><img alt="y" src="b.jpg"></li>\n</ol>',
    ],
)
def test_pictures_beside_text_are_no_gallery(html):
    assert "gallery" not in shown(html) and "figure" not in shown(html)


@pytest.mark.parametrize(
    "html",
    [
        "<p>Rien.</p>",
        '<p><img alt="x" src="https://a.example/a.jpg"></p>',
        '<p><img alt="x" src="z.jpg"></p>',
        '<picture><source srcset="b.jpg"><img alt="x" src="a.jpg"></picture>',
        '<p>x <img alt="x" src="a.jpg" srcset="b.jpg 2x"></p>',
        "<pre><code>&lt;img src=&quot;a.jpg&quot;&gt;</code></pre>",
    ],
)
def test_an_image_that_is_not_the_sites_stays(html):
    assert shown(html) == html


def test_a_link_to_a_picture_leads_to_the_large_one_and_to_a_page_where_it_led():
    html = shown('<p><a href="a.jpg" title="t"><img alt="x" src="b.jpg"></a></p>')
    assert f'<a href="/images/{A}.2000.jpg" title="t"><picture>' in html and html.count("<a ") == 1
    html = shown('<p>Voir <a href="/b/">ici <img alt="x" src="a.jpg"></a></p>')
    assert '<a href="/b/">ici <picture>' in html and html.count("<a ") == 1
    assert '<p><a href="a.jpg">a</a> <a' in shown('<p><a href="a.jpg">a</a> <img alt="x" src="a.jpg"></p>')


def test_as_wide_as_its_author_or_the_old_blog_says():
    html = shown('<p>x <img alt="x" src="a.jpg" width="200" height="9" class="c"></p>')
    assert 'alt="x" class="c" width="200" height="150"' in html and "(min-width: 240px) 200px" in html
    html = shown('<p>x <img alt="x" src="/public/.a_m.jpg"></p>')
    assert 'width="448" height="336"' in html and f"{A}.1280.webp" in html
    assert 'width="720"' in shown('<p>x <img alt="x" src="a.jpg" width="50%"></p>')
    assert 'width="300"' in shown('<p>x <img alt="x" src="b.jpg" width="900"></p>')


def test_a_side_is_that_of_the_figure():
    html = shown('<p><img alt="x" class="align-left wide" src="a.jpg"></p>')
    assert html.startswith('<figure class="align-left">') and 'class="wide"' in html
    assert 'sizes="(min-width: 42em) 20em, 47vw"' in html


def test_a_drawing_and_what_moves():
    assert f'src="/images/{C}.720.png"' in shown('<p>x <img alt="x" src="c.png"></p>')
    html = shown('<p>x <img alt="x" src="d.gif"></p>')
    assert f'<source media="print, (prefers-reduced-motion: reduce)" srcset="/images/{D}.still.webp">' in html
    assert f'<source type="image/webp" srcset="/images/{D}.200.webp"><img src="/images/{D}.200.gif"' in html
    html = shown('<p><img alt="x" src="e.svg"></p>')
    assert html == (
        f'<figure><picture><img src="/images/{E}.svg" alt="x" width="100" height="50" decoding="async">'
        "</picture></figure>"
    )


def test_a_site_in_a_folder():
    assert 'src="/journal/images/' in shown(
        '<p><img alt="x" src="a.jpg"></p>', OPTIONS._replace(root="/journal")
    )


def test_what_stands_in_a_text_and_what_else_is_named():
    cut = markup.cut(
        '<p><img alt="" src="a.jpg"> <a href="b.jpg"><img src="c.png"></a> <a href="d.gif">d</a></p>'
        '<img src="e.svg" srcset="f.jpg 2x"><picture><source srcset="g.jpg"><img src="h.jpg"></picture>'
    )
    assert cut.addresses == {"a.jpg", "b.jpg", "c.png"}
    assert all(name in cut.rest for name in ("d.gif", "e.svg", "f.jpg", "g.jpg", "h.jpg"))
    assert markup.cut("<p>Rien.</p>") == (frozenset(), "<p>Rien.</p>")


def test_the_first_picture_with_a_text_alternative_is_chosen():
    html = '<p><img alt=" " src="b.jpg"> <img alt="x" src="z.jpg"> <img alt="Un &amp; deux" src="a.jpg"></p>'
    assert markup.first(html, USES) == ("a.jpg", "Un & deux")
    assert markup.first("<p>Rien.</p>", USES) is None


def test_a_picture_without_text_alternative_is_found():
    html = '<img src="a"><img src="b" alt=""><img src="c" alt=" "><img src="d" alt="x">'
    assert list(markup.without_alt(html)) == ["a", "b"]


def test_feeds_have_the_plain_picture():
    html = shown('<p><img alt="x" src="a.jpg" title="t"></p>', OPTIONS._replace(lazy=True))
    assert markup.for_feeds(html) == (
        f'<figure><a href="/images/{A}.2000.jpg"><img src="/images/{A}.720.jpg" alt="x" '
        'width="720" height="540"></a>\n<figcaption>T</figcaption></figure>'
    )
    theirs = '<picture><source srcset="g.jpg"> <img src="h.jpg"></picture>'
    assert markup.for_feeds(theirs) == theirs


def test_no_text_takes_long():
    """Patterns do not go back: what was opened and not closed is read once."""
    for start in ("<p>", "<ul>", "<ul>\n<li>", '<a href="', "<p><a>", "<img alt='"):
        html = start + '<img alt="x" src="a.jpg"> ' * 20_000
        markup.with_pictures(html, {"z": USES["a.jpg"]}, OPTIONS)
    markup.with_pictures("<p><img " * 20_000, USES, OPTIONS)
