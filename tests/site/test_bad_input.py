"""Bad input stops the build: every problem in one run, exit code 1, and the last good output as it was."""

import shutil

import pytest

from tests.site.conftest import ROOT


def stopped(site, **arguments):
    """The list of problems of a build that must fail, after one that succeeded."""
    before = site.files() if site.output.exists() else None
    done = site.run(**arguments)
    assert done.returncode == 1, done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    assert not site.output.with_name("output.staged").exists()
    if before is not None:
        assert site.files() == before
    message = done.stderr[done.stderr.index("The site was not built: ") :]
    return message.rstrip("\n").removeprefix("The site was not built: ")


@pytest.fixture
def good(site):
    return site.article().comment().build()


@pytest.mark.parametrize(
    ("value", "said"), [(None, "SITE_ID is not set"), ("mon-blog", "SITE_ID: “mon-blog” is not a UUID")]
)
def test_a_site_that_feeds_do_not_know(site, value, said):
    site.article().set(SITE_ID=value)
    assert stopped(site) == (
        f"1 problem; nothing was written.\n\npelicanconf.py: {said}\n"
        "    “make begin” makes one, once. Feeds know the site by it."
    )


def test_every_problem_at_once_and_nothing_touched(good):
    good.comment("2", "Autor: b\n").comment("3", "Date: hier\n").comment("4", text="a\x01b")
    good.comment("1", slug="nulle-part").article("deux", "Title: Deux\nComments: perhaps\n")
    assert stopped(good) == (
        "5 problems; nothing was written.\n\n"
        "content/articles/deux.md:4: Comments: “perhaps” is neither open nor closed, and no day\n"
        "    Write open, closed, or the last day on which they are taken: 2027-01-31.\n"
        "content/comments/nulle-part: comments for an article that does not exist\n"
        "    Rename the folder after the article's slug. Known: deux, un.\n"
        "content/comments/un/2.txt:4: unknown header “Autor”\n"
        "    Did you mean “Author”?\n"
        "content/comments/un/3.txt:3: Date: “hier” is not a date\n"
        "    Write a day, 2020-12-19, or a moment with its offset, 2020-12-19T14:05:00+01:00.\n"
        "content/comments/un/4.txt:5: control character U+0001\n"
        "    Delete it; it cannot be shown, nor stand in a feed."
    )


@pytest.mark.parametrize(
    ("header", "message"),
    [
        (
            "Date: bientôt\n",
            "content/articles/un.md:2: Date: “bientôt” is not a date\n"
            "    Write what is known: 2020, 2020-12, 2020-12-19 or 2020-12-19 14:05.",
        ),
        (
            "Date: 2021-02-30\n",
            "content/articles/un.md:2: Date: “2021-02-30” is not in the calendar\n"
            "    Write what is known: 2020, 2020-12, 2020-12-19 or 2020-12-19 14:05.",
        ),
        (
            "Id: a b\n",
            "content/articles/un.md:4: Id: “a b” cannot be an id\n    Use letters, digits and hyphens.",
        ),
    ],
)
def test_article_headers(good, header, message):
    text = f"Title: Un\n{header if 'Date' in header else 'Date: 2020-12-18'}"
    text = text.rstrip("\n") + "\nSlug: un\n" + ("" if "Date" in header else header)
    good.write("articles/un.md", f"{text}\nTexte.\n")
    assert stopped(good) == f"1 problem; nothing was written.\n\n{message}"


@pytest.mark.parametrize(
    ("header", "message"),
    [
        ("Coments: closed", "unknown header “Coments”\n    Did you mean “Comments”?"),
        ("Xyzzy: 1", "unknown header “Xyzzy”\n    Known: Title, Title-Lang, Date, Modified, Slug, Id, "),
        ("Status: brouillon", "Status: “brouillon” is not known\n    Known: published, hidden, draft, skip."),
        ("Status: Publishd", "Status: “Publishd” is not known\n    Did you mean “published”?"),
        ("Lang:", "header “Lang” is empty\n    Give “Lang” a value, or delete the line."),
        ("Comments:", "header “Comments” is empty\n    Give “Comments” a value, or delete the line."),
        ("Modified:", "header “Modified” is empty\n    Give “Modified” a value, or delete the line."),
    ],
)
def test_names_of_article_headers(good, header, message):
    good.article("un", f"{header}\n")
    assert stopped(good).startswith(f"1 problem; nothing was written.\n\ncontent/articles/un.md:4: {message}")


def test_a_header_that_stands_twice(good):
    good.article("un", "Comments: open\nComments: closed\n").write("pages/p.md", "Title: a\nTitle: b\n\nc\n")
    assert stopped(good) == (
        "2 problems; nothing was written.\n\n"
        "content/articles/un.md:4: header “Comments” stands on more than one line\n    Keep one line.\n"
        "content/pages/p.md:1: header “Title” stands on more than one line\n    Keep one line."
    )


@pytest.mark.parametrize("slug", ["../../ailleurs", "a/b", "a b", ".cache", "a?b", "50%"])
def test_a_slug_that_leads_elsewhere(good, slug):
    good.write("articles/z.md", f"Title: Z\nDate: 2020-12-18\nSlug: {slug}\n\nTexte.\n")
    assert stopped(good) == (
        "1 problem; nothing was written.\n\n"
        f"content/articles/z.md:3: Slug: “{slug}” cannot stand in an address\n"
        "    Leave out spaces, slashes and ? # %, and a dot at its beginning."
    )


def test_an_article_without_a_title(good):
    good.write("articles/trois.md", "Date: 2020-12-19\nSlug: trois\n\nTexte.\n")
    assert "content/articles/trois.md:1: header “Title” is missing\n    Add “Title: …” at the top" in stopped(
        good
    )


def test_an_article_that_is_not_utf_8(good):
    good.write("articles/trois.md", "Title: Trois\nDate: 2020-12-19\n\nété\n".encode("latin-1"))
    assert "content/articles/trois.md:4: not UTF-8 (byte 0xE9)\n    Save the file as UTF-8." in stopped(good)


def test_a_circle_of_replies(good):
    good.comment("2", "Reply-To: 3\n").comment("3", "Reply-To: 2\n")
    assert stopped(good) == (
        "1 problem; nothing was written.\n\n"
        "content/comments/un/2.txt:4: replies go round in a circle: 2 → 3 → 2\n"
        "    Delete one of these Reply-To lines."
    )


def test_a_tag_without_a_letter(good):
    good.article("un", "Tags: a, !?\n")
    assert stopped(good) == (
        "1 problem; nothing was written.\n\n"
        "content/articles/un.md: Tags: “!?” cannot stand in an address\n"
        "    Give it a letter or a digit."
    )


def test_two_articles_with_one_id(good):
    good.article("deux", "Title: Deux\nId: un\n").article("un", "Id: un\n")
    assert stopped(good) == (
        "1 problem; nothing was written.\n\n"
        "content/articles/un.md: Id “un” is used twice\n"
        "    Give one of them another Id; the first is in content/articles/deux.md."
    )


def test_two_articles_with_one_slug(good):
    """They would share one folder of comments."""
    for name, status in (("y", "published"), ("z", "hidden")):
        text = f"Title: Z\nDate: 2020-12-1{len(status)}\nSlug: z\nId: {name}\nStatus: {status}\n\nTexte.\n"
        good.write(f"articles/{name}.md", text)
    assert stopped(good) == (
        "1 problem; nothing was written.\n\n"
        "content/articles/z.md: Slug “z” is used twice\n"
        "    Give one of them another Slug; the first is in content/articles/y.md."
    )


def test_two_pages_at_one_address(good):
    good.write("pages/a.md", "Title: A\nSlug: archive\n\nTexte.\n")
    good.write("pages/b.md", "Title: B\nSlug: x\n\nTexte.\n").write(
        "pages/c.md", "Title: C\nSlug: x\n\nTexte.\n"
    )
    assert stopped(good) == (
        "2 problems; nothing was written.\n\n"
        "content/pages/a.md: its address, /archive/, is that of the list “archives”\n"
        "    Give it another Slug.\n"
        "content/pages/c.md: its address, /x/, is that of content/pages/b.md\n"
        "    Give it another Slug."
    )


def test_a_template_that_fails_in_the_middle_leaves_the_output(good):
    (good.root / "theme").unlink()
    shutil.copytree(ROOT / "theme", good.root / "theme")
    (good.root / "theme/templates/tag.html").write_text("{{ misspelt }}")
    good.article("un", "Tags: a\n")
    before = good.files()
    done = good.run()
    assert done.returncode == 1
    assert "misspelt" in done.stdout + done.stderr
    assert good.files() == before


def test_a_link_to_a_missing_article_stops_a_publication(good):
    good.article("deux", "Title: Deux\n", "[un]({filename}absent.md)")
    assert stopped(good).startswith(
        "1 problem; nothing was written.\n\n"
        "content/articles/deux.md:5: “{filename}absent.md” leads nowhere: there is no such source\n"
    )


@pytest.mark.parametrize(
    ("text", "what", "hint"),
    [
        (
            "Un.\n\n<textarea>\n\nDeux.",
            "“<textarea>” is never closed: it takes in the rest of the page",
            "Write </textarea> where it ends; to show the tag itself, write it between `…`.",
        ),
        (
            "Un.\n\n## Deux {#commentaires}",
            "the id “commentaires” is the page's own: links to its place would lead here",
            "Give it another id.",
        ),
    ],
)
def test_html_that_would_harm_the_page_around_it(good, text, what, hint):
    good.article(text=text)
    assert f"content/articles/un.md:7: {what}\n    {hint}" in stopped(good)


def test_a_heading_leaves_the_conversation_its_id(good):
    page = (
        good.article(text="## Commentaires\n\n## Site\n\n## C1").build().page("post/2020/12/18/un/index.html")
    )
    ids = [element["id"] for element in page.select("[id]")]
    assert len(ids) == len(set(ids)) and page.find(id="commentaires").parent["class"] == ["comments"]
    assert page.find(id="c1").name == "li" and page.find(id="site").name == "input"
    assert [link["href"] for link in page.select(".toc a")] == ["#commentaires_1", "#site_1", "#c1_1"]
