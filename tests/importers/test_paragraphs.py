"""What WordPress made of a text when it showed it."""

import re
import time

import pytest

from plugins.importers import paragraphs
from plugins.importers.wordpress import body
from plugins.importers.wordpress.home import Home
from plugins.importers.wordpress.shortcodes import MediaFile, MediaFiles

FILES = MediaFiles(
    {
        "7": MediaFile("Une photo", "/u/a.jpg"),
        "8": MediaFile("", "/u/b%20c.jpg"),
        "9": MediaFile("Neuf", "/u/9.pdf"),
        "10": MediaFile("Dix", "/u/10.png", "", "Sous <dix>"),
    },
    ["8"],
)


def flat(html):
    return re.sub(r"\s+", " ", html).replace("> <", "><").strip()


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Un.\nDeux.\n\n\nTrois.", "<p>Un.<br> Deux.</p><p>Trois.</p>"),
        ("Un\r\n\r\nDeux", "<p>Un</p><p>Deux</p>"),
        ("<p>Déjà.</p>\n\nLibre", "<p>Déjà.</p><p>Libre</p>"),
        ("Un <em>mot</em>\nlà", "<p>Un <em>mot</em><br> là</p>"),
        ("Avant\n<ul>\n<li>a</li>\n<li>b\nc</li>\n</ul>\nAprès",
         "<p>Avant</p><ul><li>a</li><li>b<br> c</li></ul><p>Après</p>"),
        ("<pre>a\n\nb</pre>\nc", "<pre>a b</pre><p>c</p>"),
        ("<blockquote>a\n\nb</blockquote>", "<blockquote><p>a</p><p>b</p></blockquote>"),
        ("<div>seul</div>", "<div>seul</div>"),
        ("<h2>Titre</h2>\ntexte", "<h2>Titre</h2><p>texte</p>"),
        ("<table>\n<tr>\n<td>a</td>\n<td>b\n\nc</td></tr></table>",
         "<table><tr><td>a</td><td><p>b</p><p>c</p></td></tr></table>"),
        ('<a\nhref="x">y</a>', '<p><a href="x">y</a></p>'),
        ("a<br>\nb", "<p>a<br> b</p>"),
        ("", ""),
        ("<pre>ouvert\n\ntoujours", "<pre>ouvert<br> toujours"),
    ],
)  # fmt: skip
def test_paragraphs(text, html):
    assert flat(paragraphs.html(text)).replace("</p> <", "</p><") == html


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ('[gallery ids="7,8,9"]',
         '<ul class="gallery"><li><img alt="Une photo" src="/u/a.jpg"/></li><li>'
          '<img alt="" src="/u/b%20c.jpg"/></li></ul>'),
        ("[gallery]", '<ul class="gallery"><li><img alt="" src="/u/b%20c.jpg"/></li></ul>'),
        ('[gallery ids="10"]', '<ul class="gallery"><li><figure><img alt="Dix" src="/u/10.png"/>'
         '<figcaption>Sous &lt;dix&gt;'
         "</figcaption></figure></li></ul>"),
        ('[gallery ids="9"] et [gallery ids="99"]', '<p>[gallery ids="9"] et [gallery ids="99"]</p>'),
        ('<!-- wp:gallery {"ids":[7,8],"linkTo":"none"} /-->', '<ul class="gallery"><li>'
         '<img alt="Une photo" src="/u/a.jpg"/>'
         '</li><li><img alt="" src="/u/b%20c.jpg"/></li></ul>'),
        ('<!-- wp:gallery {"ids":[7]} -->\n<figure class="wp-block-gallery columns-2">'
         '<ul class="blocks-gallery-grid">'
         '<li class="blocks-gallery-item"><figure><a href="/u/a.jpg">'
          '<img src="/u/b.jpg" alt="" data-id="7"/></a>'
         '<figcaption class="blocks-gallery-item__caption">Un</figcaption></figure></li><li><figure>'
          '<img src="/u/c.jpg"/>'
         '</figure></li></ul><figcaption>Tout</figcaption></figure>\n<!-- /wp:gallery -->',
         '<ul class="gallery"><li><figure><a href="/u/a.jpg"><img alt="" src="/u/b.jpg"/></a>'
          '<figcaption>Un</figcaption>'
         '</figure></li><li><img src="/u/c.jpg"/></li></ul><p>Tout</p>'),
        ('[caption width="3"]<img src="a"> Mots[/caption]',
         '<figure><img src="a"><figcaption>Mots</figcaption></figure>'),
        ('[caption width="3" caption="Mots"]<img src="a">[/caption]',
         '<figure><img src="a"><figcaption>Mots</figcaption></figure>'),
        ('<div class="wp-caption alignleft"><a href="b"><img src="a"/></a>'
         '<p class="wp-caption-text">Mots</p></div>',
         '<figure class="align-left"><a href="b"><img src="a"/></a><figcaption>Mots</figcaption></figure>'),
        ('<dl class="wp-caption"><dt class="wp-caption-dt"><img src="a"/></dt>'
         '<dd class="wp-caption-dd">Mots</dd></dl>',
         '<figure><img src="a"/><figcaption>Mots</figcaption></figure>'),
        ('[caption align="alignright"]<img src="a" class="size-full wp-image-7"/> Mots[/caption]',
         '<figure class="align-right"><img src="a"/><figcaption>Mots</figcaption></figure>'),
        ('<p class="alignright">sans image</p>', "<p>sans image</p>"),
        ('<img src="a" class="alignleft size-full"/> un', '<p><img class="align-left" src="a"/> un</p>'),
        ('[audio mp3="/u/a.mp3"][/audio]', '<p><a href="/u/a.mp3">a.mp3</a></p>'),
        ("[audio http://x.fr/a.mp3]", '<p><a href="http://x.fr/a.mp3">a.mp3</a></p>'),
        ("[audio:http://x.fr/a.mp3|titles=Un son]", '<p><a href="http://x.fr/a.mp3">Un son</a></p>'),
        ("[audio:/u/a.mp3,/u/b.mp3|titles=A,B|loop=yes]",
         '<p><a href="/u/a.mp3">A</a><br><a href="/u/b.mp3">B</a></p>'),
        ("[video src='/u/a.mp4' width=320] x", '<p><a href="/u/a.mp4">a.mp4</a></p><p>x</p>'),
        ("[video] et [audio autoplay=on]", "<p>[video] et [audio autoplay=on]</p>"),
        *((code, f'<p><a href="{film}">{film}</a></p>') for film, codes in {
            "https://www.youtube.com/watch?v=dQw4w9WgXcQ": (
                "[youtube dQw4w9WgXcQ]", "[youtube id=dQw4w9WgXcQ w=320]", "[youtube]dQw4w9WgXcQ[/youtube]",
                "[youtube=http://www.youtube.com/watch?v=dQw4w9WgXcQ&amp;w=320&amp;h=240]",
                "[youtube http://youtu.be/dQw4w9WgXcQ?t=3]", "[youtube=http://www.youtube.com/v/dQw4w9WgXcQ]",
                '[youtube src="https://www.youtube.com/embed/dQw4w9WgXcQ"]',
            ),
            "https://vimeo.com/12345": ("[vimeo 12345]", "[vimeo 12345 w=640&h=360]", ""
             "[vimeo http://vimeo.com/12345]",
                                        "[vimeo id=12345]", "[vimeo]12345[/vimeo]"),
            "https://www.dailymotion.com/video/x1abc": ("[dailymotion x1abc]", "[dailymotion id=x1abc]",
                                                        ""
                                                         ""
                                                          ""
                                                           ""
                                                            ""
                                                             ""
                                                              ""
                                                               ""
                                                                ""
                                                                 ""
                                                                  ""
                                                                   ""
                                                                    ""
                                                                     ""
                                                                      ""
                                                                       ""
                                                                        ""
                                                                         ""
                                                                          ""
                                                                           ""
                                                                            ""
                                                                             ""
                                                                              ""
                                                                               ""
                                                                                ""
                                                                                 ""
                                                                                  ""
                                                                                   ""
                                                                                    ""
                                                                                     ""
                                                                                      ""
                                                                                       ""
                                                                                        ""
                                                                                         ""
                                                                                          ""
                                                                                           ""
                                                                                            ""
                                                                                             ""
                                                                                              ""
                                                                                               ""
                                                                                                ""
                                                                                                 ""
                                                                                                  ""
                                                                                                   ""
                                                                                                    ""
                                                                                                     ""
                                                                                                      ""
                                                                                                       "[dailymotion=http://www.dailymotion.com/video/x1abc_un-titre]"),
        }.items() for code in codes),
        ("[youtube] et [vimeo ?]", "<p>[youtube] et [vimeo ?]</p>"),
        *((f"[{name}]a < b[/{name}]", "<pre><code>a &lt; b</code>"
         "</pre>") for name in ("csharp", "bash", "c", "html", "cc")),
        ("[code] et [c] seuls", "<p>[code] et [c] seuls</p>"),
        ('<pre lang="php"><?php echo 1 < 2; ?></pre>', "<pre>&lt;?php echo 1 &lt; 2; ?&gt;</pre>"),
        ('<pre lang="php" line="1">a &lt; b</pre>', "<pre>a &lt; b</pre>"),
        ("[embed]https://v.example/x[/embed]", '<p><a href="https://v.example/x">https://v.example/x'
         '</a></p>'),
        ("https://v.example/x", '<p><a href="https://v.example/x">https://v.example/x</a></p>'),
        ('[code lang="php"]a &lt; b\n\nc[/code]', "<pre><code>a &lt; b c</code></pre>"),
        ("[[gallery]] et [note]", "<p>[gallery] et [note]</p>"),
    ],
)  # fmt: skip
def test_shortcodes(text, html):
    assert flat(body.body(text, FILES, Home()).html) == html


def test_shortcodes_of_plugins_stay_and_are_counted():
    found = body.body('[contact-form-7 id="1"] et [toggle]x[/toggle]', FILES, Home())
    assert found.html == '<p>[contact-form-7 id="1"] et [toggle]x[/toggle]</p>' and found.kept == (
        "contact-form-7", "toggle",
    )  # fmt: skip


def test_the_old_host_is_left():
    html = '<a href="https://www.old.example/2020/x/?a=1#c">a</a> <a href="https://new.example/">b</a>'
    assert Home("old.example").in_html(html) == (
        '<a href="/2020/x/?a=1#c">a</a> <a href="https://new.example/">b</a>'
    )


@pytest.mark.parametrize(
    ("address", "path"),
    [
        ("http://old.example/blog/wp-content/uploads/a.jpg", "/wp-content/uploads/a.jpg"),
        ("/blog/wp-content/uploads/a.jpg", "/wp-content/uploads/a.jpg"),
        ("//www.old.example/blog/2020/", "/blog/2020/"),
        ("https://old.files.wordpress.com/2020/01/a.jpg?w=300", "/wp-content/uploads/2020/01/a.jpg"),
        ("https://autre.files.wordpress.com/a.jpg", "https://autre.files.wordpress.com/a.jpg"),
        ("a.jpg", "a.jpg"),
    ],
)
def test_files_lie_in_one_folder_wherever_they_were(address, path):
    assert Home("old.example", "/blog", "old.files.wordpress.com").path(address) == path


@pytest.mark.parametrize(
    "text",
    ["<pre>" * 200_000, "[gallery " * 100_000, "<!-- wp:a {" * 90_000, "<!--more" * 120_000,
     "<div>" * 100_000, "[caption]" * 100_000, "\n\n" * 300_000, "[a b='" * 100_000, "[c][js]" * 80_000,
     "<pre lang=" * 90_000, "[youtube=" * 90_000],
)  # fmt: skip
def test_a_hostile_text_is_read_in_time(text):
    """A megabyte; ten seconds are fifty times what it takes, and a quadratic pattern takes hours."""
    start = time.process_time()
    body.shown(text, FILES, Home())
    assert time.process_time() - start < 10
