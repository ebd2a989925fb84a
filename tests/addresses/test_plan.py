import pytest

from plugins.addresses import dotclear, plan, table
from plugins.addresses.address import Address
from plugins.addresses.plan import Redirect
from plugins.addresses.site import TermAddress, site

WHERE = "content/addresses.csv"
SITE = site(
    lang="fr",
    archive="/archive/",
    years={2020: "/archive/2020/"},
    terms={
        "category": (TermAddress("Société & travail", "/category/societe-travail/"),),
        "tag": (TermAddress("Pôle Emploi", "/tag/pole-emploi/"),),
    },
    articles=["/post/2020/12/19/un/", "/post/2020/12/20/deux/"],
    others=["/a-propos/", "/images/x.png"],
)


def planned(text, system=""):
    rows, problems = table.read(f"old,new,system,id\n{text}".encode(), WHERE)
    assert problems == ()
    return plan.plan(rows, SITE, WHERE, system)


def pairs(redirects):
    return {(r.old.spelt, r.pages): r.new for r in redirects}


def test_a_dotclear_article_brings_its_query_and_its_comment_feeds():
    redirects, problems = planned("/index.php?post/2020/12/19/Un,/post/2020/12/19/un/,dotclear,41\n")
    assert problems == []
    comments = "/post/2020/12/19/un/comments"
    assert pairs(redirects) == {
        ("/post/2020/12/19/Un", False): "/post/2020/12/19/un/",
        ("/?post/2020/12/19/Un", False): "/post/2020/12/19/un/",
        ("/feed/atom/comments/41", False): f"{comments}.atom.xml",
        ("/?feed/atom/comments/41", False): f"{comments}.atom.xml",
        ("/feed/rss2/comments/41", False): f"{comments}.atom.xml",
        ("/?feed/rss2/comments/41", False): f"{comments}.atom.xml",
    }


def test_a_dotclear_that_was_in_a_folder_of_its_host():
    row = "/journal/index.php?post/2020/12/19/Un,/post/2020/12/19/un/,dotclear,41\n"
    found = pairs(planned(row, "dotclear")[0])
    for old in ("post/2020/12/19/Un", "?post/2020/12/19/Un"):
        assert found[f"/journal/{old}", False] == "/post/2020/12/19/un/"
    assert found["/journal/feed/atom/comments/41", False] == "/post/2020/12/19/un/comments.atom.xml"
    assert found["/journal/?feed/rss2", False] == found["/feed/rss2", False] == "/feed/rss.xml"
    assert found["/journal/", False] == "/"


def test_a_page_has_no_comments_here_so_their_old_feed_leads_to_all_comments():
    redirects, _ = planned("/pages/Moi,/a-propos/,dotclear,7\n")
    assert pairs(redirects)["/feed/atom/comments/7", False] == "/feed/comments/atom.xml"


def test_a_list_brings_its_pages_and_feeds():
    found = pairs(planned("/category/Soc/Travail,/category/societe-travail/,dotclear,\n")[0])
    assert found["/category/Soc/Travail", True] == "/category/societe-travail/"
    assert found["/?category/Soc/Travail", True] == "/category/societe-travail/"
    assert found["/feed/category/Soc/Travail/rss2", False] == "/category/societe-travail/rss.xml"
    assert found["/category/Soc/Travail/feed/atom", False] == "/category/societe-travail/atom.xml"


def test_what_follows_from_the_site():
    found = pairs(planned("", "dotclear")[0])
    assert found["/feed/rss2", False] == "/feed/rss.xml"
    assert found["/?feed/fr/atom/comments", False] == "/feed/comments/atom.xml"
    assert found["/archive/2020/07", False] == "/archive/2020/"
    assert (found["/", True], found["/?", True]) == ("/", "/")
    assert found["/category/Société-travail", False] == "/category/societe-travail/"
    assert found["/?tag/Pôle%20Emploi", False] == "/tag/pole-emploi/"
    assert ("/", False) not in found and ("/?", False) not in found
    assert planned("") == ((), [])


def test_a_row_wins_over_what_follows():
    found = pairs(
        planned("/tag/Pôle Emploi,/a-propos/,dotclear,\n/feed/atom,/feed/rss.xml,,\n", "dotclear")[0]
    )
    assert found["/tag/Pôle%20Emploi", False] == "/a-propos/"
    assert found["/feed/atom", False] == "/feed/rss.xml"
    assert found["/?feed/atom", False] == "/feed/atom.xml"


def test_a_literal_row_with_and_without_its_last_slash():
    assert pairs(planned("/2020/un/,/post/2020/12/19/un,,\n/x.png,/images/x.png,,\n")[0]) == {
        ("/2020/un/", False): "/post/2020/12/19/un/",
        ("/2020/un", False): "/post/2020/12/19/un/",
        ("/x.png", False): "/images/x.png",
        ("/x.png/", False): "/images/x.png",
    }


def test_rows_that_follow_one_another_are_one_hop():
    redirects, problems = planned("/a,/b,,\n/b,/c/,,\n/c,/a-propos/#x,,\n")
    assert problems == []
    assert set(pairs(redirects).values()) == {"/a-propos/#x"}


def test_a_page_keeps_its_address_but_may_lend_its_name_without_the_slash():
    redirects, problems = planned("/archive/2020,/archive/2020/,,\n")
    assert problems == [] and pairs(redirects) == {("/archive/2020", False): "/archive/2020/"}


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        (
            "/a,/post/2020/12/19/nu/,,\n",
            [
                (
                    2,
                    "new address “/post/2020/12/19/nu/” is not a page of this site",
                    "Copy it from the page's address bar, or delete the row.",
                )
            ],
        ),
        (
            "/a-propos/,/archive/,,\n",
            [
                (
                    2,
                    "old address “/a-propos/” is a page of this site",
                    "Delete the row: the page answers by itself.",
                )
            ],
        ),
        ("/a,/a,,\n", [(2, "goes round in a circle: /a → /a", "Delete one of these rows.")]),
        (
            "/a,/b,,\n/b/,/c,,\n/c,/a/,,\n/d,/a,,\n",
            [
                (2, "goes round in a circle: /a → /b → /c → /a/", "Delete one of these rows."),
                (3, "goes round in a circle: /b/ → /c → /a/ → /b", "Delete one of these rows."),
                (4, "goes round in a circle: /c → /a/ → /b → /c", "Delete one of these rows."),
                (5, "goes round in a circle: /d → /a → /b → /c → /a/", "Delete one of these rows."),
            ],
        ),
    ],
)
def test_problems(text, problems):
    assert [(p.line, p.what, p.hint) for p in planned(text)[1]] == problems


def test_a_site_in_a_folder():
    assert plan.in_folder([Redirect(Address("/", "a"), "/b/", True)], "/blog") == (
        Redirect(Address("/blog/", "a"), "/blog/b/", True),
    )


@pytest.mark.parametrize("month", range(1, 13))
def test_every_month_of_a_year_leads_to_it(month):
    found = pairs(planned("", "dotclear")[0])
    assert found[f"/archive/2020/{month:02}", False] == "/archive/2020/"


def test_further_pages_of_a_list_lead_to_it_whatever_named_it():
    found = pairs(planned("", "dotclear")[0])
    assert found["/tag/Pôle%20Emploi", True] == found["/?tag/Pôle%20Emploi", True] == "/tag/pole-emploi/"
    assert ("/archive", True) not in found and found["/tags", False] == "/archive/"


@pytest.mark.parametrize(
    ("title", "piece"),
    [("../a/../b", "a/b"), ("a../b", "ab"), ("Un / deux", "Un-/-deux"), ("À  «x»!", "À-«x»!")],
)
def test_a_title_as_dotclear_made_an_address_of_it(title, piece):
    assert dotclear.tidy(title) == piece
