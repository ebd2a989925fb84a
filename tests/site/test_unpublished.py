"""What is not published: of a draft, article or page, no file of a publication knows a word."""

import pytest

from tests.pictures import samples
from tests.site.test_bad_input import stopped

CANARY = "CANARI"


def everything(site):
    """Names and bytes of all that a publication wrote, also beside the output, and unpacked."""
    folders = (site.output, site.output.with_name("output.hosts"))
    files = [path for folder in folders for path in sorted(folder.rglob("*")) if path.is_file()]
    return {str(path.relative_to(site.root)): path.read_bytes() for path in files}


def knows(files, word=CANARY):
    wanted = word.lower().encode()
    return [name for name, data in files.items() if wanted in name.lower().encode() or wanted in data.lower()]


def draft(site, name, header):
    text = f"Title: {CANARY} {name}\nDate: 2020-12-18\nSlug: canari-{name}\nTags: {CANARY} {name}\n"
    text += f"Category: {CANARY} {name}\nAuthor: {CANARY}\nSummary: {CANARY}\n{header}\n{CANARY}\n\n"
    folder = "pages" if "page" in name else "articles"
    text += f"![{CANARY}]({{static}}/{folder}/canari-{name}.png) [a]({{attach}}canari-{name}.pdf)\n"
    site.write(f"{folder}/canari-{name}.md", text)
    site.write(f"{folder}/canari-{name}.png", CANARY).write(f"{folder}/canari-{name}.pdf", CANARY)


HEADERS = {
    "plain": "Status: draft\n",
    "large": "Status: Draft\n",
    "month": "Status: Draft\nDate: 2020-12\n",
    "placed": "Status: draft\nUrl: canari/\nSave_as: canari/index.html\n",
    "english": "Status: draft\nLang: en\n",
    "skipped": "Status: skip\n",
}


@pytest.mark.parametrize("fast", [True, False])
def test_no_word_of_a_draft(site, fast):
    site.set(FASTBUILD=fast, HOSTS=("nginx", "caddy", "apache", "htaccess", "netlify", "stubs"))
    site.set(STATIC_PATHS=["images", "articles"])  # images beside articles: sources are none
    site.article("un", "Tags: a\n").comment()
    for name, header in HEADERS.items():
        text = header.replace("Date: 2020-12\n", "")
        draft(site, name, text)
        draft(site, f"page-{name}", text)
    for name in HEADERS:
        for extension in ("png", "pdf"):
            (site.root / f"content/articles/canari-{name}.{extension}").unlink()
            site.write(f"files/canari-{name}.{extension}", CANARY)
    site.write(
        "articles/mois.md", f"Title: {CANARY}\nDate: 2020-12\nSlug: canari-mois\nStatus: Draft\n\n{CANARY}\n"
    )
    site.comment("1", f"Author: {CANARY}\n", CANARY, slug="canari-plain")
    (site.root / "var/moderation/pending").mkdir(parents=True)
    (site.root / "var/moderation/pending/1.txt").write_text(f"Author: {CANARY}\n\n{CANARY}\n")
    site.build()
    assert knows(everything(site)) == []


def test_nothing_that_editors_and_systems_leave_behind(site):
    """It holds what was written before, or beside; the name alone (`.draft.md`) hides a file, too."""
    site.article("un", text="![a](/images/a.png)").write("images/a.png", samples.png())
    source = f"Title: {CANARY}\nDate: 2020-12-18\n\n{CANARY}\n"
    for name in (".canari.md", "._un.md", "canari.md~", "#canari.md#", ".canari.md.swp", "canari.md.bak"):
        site.write(f"articles/{name}", source).write(f"pages/{name}", source).write(f"images/{name}", source)
    site.write("images/.git/canari", CANARY).write("images/.DS_Store", CANARY)
    (site.root / "content/articles/.#un.md").symlink_to("canari@host.1:2")  # as Emacs locks a file
    site.build()
    assert knows(everything(site)) == []


def test_a_source_in_html_is_an_article_too(site):
    head = "<title>Un titre</title><meta name='date' content='2020-12-18 10:00'>"
    draft = (
        f"<title>{CANARY}</title><meta name='date' content='2020-12-18'><meta name='status' content='draft'>"
    )
    site.write("articles/un.html", f"<html><head>{head}</head><body><p>Des mots.</p></body></html>")
    site.write("articles/canari.html", f"<html><head>{draft}</head><body>{CANARY}</body></html>")
    site.build()
    page = site.page("post/2020/12/18/un-titre/index.html")
    assert page.select_one(".e-content").get_text().strip() == "Des mots."
    assert knows(everything(site)) == []
    site.write("articles/trois.html", "<html><head><title>T</title></head><body></body></html>")
    assert "content/articles/trois.html: header “Date” is missing" in stopped(site)


def test_drafts_are_pages_at_home(site):
    site.article("un", "Status: draft\n", CANARY).write(
        "pages/p.md", f"Title: P\nSlug: p\nStatus: draft\n\n{CANARY}\n"
    )
    assert site.run("pelicanconf.py").returncode == 0
    assert knows(site.files()) == ["brouillons/pages/p/index.html", "brouillons/un/index.html"]
    site.build()
    assert knows(everything(site)) == []


def test_a_hidden_article_is_known_to_itself_alone(site):
    """It has an address, for those who were given it, and no list names it. The intake must know it."""
    site.article("un").article("canari", f"Title: {CANARY}\nTags: {CANARY}\nStatus: hidden\n", CANARY)
    site.comment("1", text=CANARY, slug="canari").write(
        "pages/p.md", f"Title: {CANARY}\nSlug: canari-page\nStatus: hidden\n\n{CANARY}\n"
    )
    site.build()
    own = "output/post/2020/12/18/canari/"
    assert knows(everything(site)) == [
        "output/canari-page/index.html",
        *(f"{own}{name}" for name in ("comments.atom.xml", "index.html")),
        "output.hosts/intake.json",
    ]


def test_a_link_to_a_draft_stops_a_publication(site):
    site.article("un", "Summary: [y]({filename}deux.md)\n", "Texte.\n\n[y aller]({filename}deux.md)")
    site.article("deux", "Title: Deux\nStatus: draft\n", "[et retour]({filename}un.md)")
    assert stopped(site) == (
        "1 problem; nothing was written.\n\n"
        "content/articles/un.md:4: “{filename}deux.md” leads to a draft, which is not published\n"
        "    Publish the draft first, or take the link out."
    )
    done = site.run("pelicanconf.py")
    assert done.returncode == 0
    assert "content/articles/un.md:4: “{filename}deux.md” leads to a draft" in " ".join(
        (done.stdout + done.stderr).split()
    )


@pytest.mark.parametrize(
    ("link", "said"),
    [
        (
            "{filename}absant.md",
            "leads nowhere: there is no such source\n    Did you mean “absent.md”? A path begins",
        ),
        ("{filename}/x/é y.md", "leads nowhere: there is no such source\n    A path begins at the folder"),
        ("{static}a&b.png", "leads nowhere: there is no such source\n    A path begins at the folder"),
        ("{static}b.png", "leads nowhere: there is no such source\n    A path begins at the folder"),
        ("{attach}b.png", "leads nowhere: there is no such source\n    A path begins at the folder"),
        ("{tag}b", "leads to no article: none has this\n    Known: a."),
        ("{category}Zut", "leads to no article: none has this\n    Known: c."),
    ],
)
def test_a_link_that_leads_nowhere_is_named_with_its_line(site, link, said):
    site.article("absent", "Title: A\nTags: a\nCategory: c\n").article("un", text=f"Texte.\n\n[y](<{link}>)")
    assert f"content/articles/un.md:7: “{link}” {said}" in stopped(site).replace("%20", " ")


def test_links_that_lead_somewhere(site):
    site.write("images/a é.png", samples.png()).write(
        "pages/p.md", "Title: P\nSlug: p\n\n[un]({filename}/articles/un.md)\n\n## X {: #x}\n"
    )
    site.article(
        "un", "Tags: a b\nCategory: C\n", "[p]({filename}../pages/p.md#x) [t]({tag}a b) [c]({category}C)"
    )
    site.article("deux", "Title: D\n", "![x]({static}/images/a%20é.png) [u](|filename|un.md) [i]({index})")
    site.build()


def test_a_place_on_another_page_that_is_not_there(site):
    site.write("pages/p.md", "Title: P\nSlug: p\n\nTexte.\n").article(text="[p]({filename}../pages/p.md#x)")
    wrong = "content/articles/un.md:5: “/p/#x” leads to no “x” on its page"
    assert f"{wrong}\n    Mend the address, or name it" in stopped(site)
    site.set(ALLOW_BROKEN=("articles/*",)).build()


def test_a_template_that_is_not_there(site):
    site.article("un", "Template: contact\n").write("pages/p.md", "Title: P\nTemplate: contact\n\nTexte.\n")
    assert stopped(site) == (
        "2 problems; nothing was written.\n\n"
        "content/articles/un.md:4: Template: the theme has no “contact.html”\n"
        "    Add it to the theme, or delete the line.\n"
        "content/pages/p.md:2: Template: the theme has no “contact.html”\n"
        "    Add it to the theme, or delete the line."
    )


def test_a_header_that_stands_twice_is_named_with_its_second_line(site):
    site.article("un", "Date: 2020-12-18\nDate: 2020-12-19\n")
    assert stopped(site) == (
        "1 problem; nothing was written.\n\n"
        "content/articles/un.md:4: header “Date” stands on more than one line\n    Keep one line."
    )
