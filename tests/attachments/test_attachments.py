"""Which words of a text name a file beside it, and where that file goes."""

import pytest

from plugins.attachments.attachments import address, files_in, may_name_distant_files, save_as, with_addresses

FILES = {
    "articles/un/a.png", "articles/un/a b.png", "articles/un/été.png", "articles/un/sous/b.pdf",
    "articles/c.png", "images/d.png", "articles/un/deux.md", "articles/un/100%25.png", "e.png",
}  # fmt: skip
SOURCE = "articles/un/un.md"


@pytest.mark.parametrize(
    ("html", "files"),
    [
        ('<img alt="x" src="a.png">', {"a.png": "a.png"}),
        ("<img src='./a.png'>", {"./a.png": "a.png"}),
        ('<a href="a%20b.png#x">', {"a%20b.png#x": "a b.png"}),
        ('<img src="a b.png">', {"a b.png": "a b.png"}),
        ('<a href="%C3%A9t%C3%A9.png">', {"%C3%A9t%C3%A9.png": "été.png"}),
        ('<a href="100%25.png">', {"100%25.png": "100%25.png"}),  # the name as it is comes first
        ('<a href="sous/b.pdf?x">', {"sous/b.pdf?x": "sous/b.pdf"}),
        ('<video src="a.png#t=3" poster="a.png">', {"a.png#t=3": "a.png", "a.png": "a.png"}),
        ('<source srcset="a.png 1x, sous/b.pdf 2x">', {"a.png": "a.png", "sous/b.pdf": "sous/b.pdf"}),
        ('<img src="{attach}a.png">', {"{attach}a.png": "a.png"}),
        ('<a href="|attach|a.png">', {"|attach|a.png": "a.png"}),
        ('<img src="nul.png"><a href="#a.png"><a href="">', {}),
        ('<a href="/a.png"><a href="//a.png"><a href="https://x.fr/a.png"><a href="mailto:a.png">', {}),
        ('<a href="{static}a.pdf"><a href="{filename}deux.md"><a href="?a.png">', {}),
        ('<img src="{static}a.png">', {"{static}a.png": "a.png"}),
        ('<img src="|filename|a.png">', {"|filename|a.png": "a.png"}),
        ('<a href="deux.md"><a href="deux.md#x">', {}),
        ('<a href="sous">', {}),
        ("<p>a.png</p><code>src=&quot;a.png&quot;</code>", {}),
    ],
)  # fmt: skip
def test_files_that_a_text_names_are_found(html, files):
    wanted = {written: f"articles/un/{file}" for written, file in files.items()}
    assert files_in(html, SOURCE, FILES.__contains__) == wanted


@pytest.mark.parametrize(
    ("written", "file"),
    [
        ("../c.png", "articles/c.png"), ("../../images/d.png", "images/d.png"), ("../../../etc/passwd", None),
        ("{attach}/images/d.png", "images/d.png"), ("{attach}../c.png", "articles/c.png"),
        ("../../e.png", "e.png"),
    ],
)  # fmt: skip
def test_a_file_in_another_folder_is_found(written, file):
    html = f'<img src="{written}">'
    assert may_name_distant_files(html)
    assert files_in(html, SOURCE, FILES.__contains__) == ({written: file} if file else {})


@pytest.mark.parametrize(
    ("written", "file"),
    [
        ("/public/.plage_m.jpg", "public/.plage_m.jpg"),
        ("/public/a/.%C3%A9t%C3%A9_s.PNG", "public/a/.été_s.PNG"),
        ("/public/plage.jpg", None), ("/public/.git/a.png", None), ("/.htaccess", None), ("//x/.a.png", None),
    ],
)  # fmt: skip
def test_a_hidden_image_is_known_by_its_whole_address(written, file):
    assert files_in(f'<img src="{written}">', SOURCE, lambda _: True) == ({written: file} if file else {})
    assert may_name_distant_files(f'<img src="{written}">') or not file


def test_only_addresses_are_changed():
    html = '<img alt="a.png" src="a.png" srcset="a.png 1x, b.png 2x"> a.png <a href="a.png#x">'
    assert with_addresses(html, {"a.png": "/p/a&b.png"}) == (
        '<img alt="a.png" src="/p/a&amp;b.png" srcset="/p/a&amp;b.png 1x, b.png 2x"> a.png <a href="a.png#x">'
    )


@pytest.mark.parametrize(
    ("file", "page", "source", "place"),
    [
        ("articles/un/a.png", "post/2020/un/index.html", SOURCE, "post/2020/un/a.png"),
        ("articles/un/sous/b.pdf", "post/2020/un/index.html", SOURCE, "post/2020/un/sous/b.pdf"),
        ("articles/c.png", "post/2020/un/index.html", SOURCE, "post/2020/un/c.png"),
        ("articles/c.png", "un.html", SOURCE, "c.png"),
        ("sous/e.png", "un/index.html", "un.md", "un/sous/e.png"),
    ],
)
def test_a_file_goes_beside_its_page(file, page, source, place):
    assert save_as(file, page, source) == place


def test_an_address_is_from_the_root_and_encoded():
    assert address("", "post/un/é ?.png", "x") == "/post/un/%C3%A9%20%3F.png"
    assert address("/journal", "un/a.webm", "a.webm#t=3") == "/journal/un/a.webm#t=3"
    assert address("", "un/a.pdf", "{attach}a.pdf?x#y") == "/un/a.pdf?x#y"
