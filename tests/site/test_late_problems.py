"""Comments are read where views are made, by several processes; what is wrong stops the build."""

from tests.site.test_bad_input import stopped

_PARTS = 60  # articles; more than one part of them, so that two processes share them


def many(site):
    for number in range(_PARTS):
        site.article(f"a-{number:02}").comment("1", slug=f"a-{number:02}")
    return site


def test_every_comment_that_cannot_be_read_is_named(site):
    many(site).comment("2", "Autor: b\n", slug="a-01").comment("2", "Date: hier\n", slug="a-58")
    assert stopped(site, FASTBUILD_PROCESSES="2") == (
        "2 problems; nothing was written.\n\n"
        "content/comments/a-01/2.txt:4: unknown header “Autor”\n"
        "    Did you mean “Author”?\n"
        "content/comments/a-58/2.txt:3: Date: “hier” is not a date\n"
        "    Write a day, 2020-12-19, or a moment with its offset, 2020-12-19T14:05:00+01:00."
    )


def test_the_comments_of_a_draft_that_has_no_page_too(site):
    many(site).set(DRAFT_SAVE_AS="").article("b", "Status: draft\n").comment("1", "Date: hier\n", slug="b")
    assert stopped(site, FASTBUILD_PROCESSES="2").startswith(
        "1 problem; nothing was written.\n\ncontent/comments/b/1.txt:3: Date: “hier” is not a date\n"
    )


def test_what_pelican_warns_of_stops_a_publication(site):
    many(site).article("a-59", text="[un]({zut}absent.md)")
    assert stopped(site, FASTBUILD_PROCESSES="2").startswith(
        "1 problem; nothing was written.\n\npelican: Replacement Indicator 'zut' not recognized in "
    )
