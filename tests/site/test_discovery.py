"""Sitemap, robots.txt and security.txt of whole builds."""

from xml.etree import ElementTree

import pytest

from tests.site.test_bad_input import stopped

SPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
SECURITY = {"Contact": ["mailto:a@blog.example"], "Expires": "2027-12-31T23:59:59Z"}


def places(site):
    root = ElementTree.fromstring(site.text("sitemap.xml").encode())
    return {
        url.findtext(f"{SPACE}loc").removeprefix("https://blog.example"): url.findtext(f"{SPACE}lastmod")
        for url in root
    }


def test_the_captured_site(real):
    assert places(real)["/post/2020/12/pole-emploi-is-watching-you/"] == "2020-12-19"  # the comments' day
    for address in places(real):
        assert (real.output / address.removeprefix("/") / "index.html").is_file()


def test_the_last_change_is_known_or_not_said(site):
    site.article("jour", "Title: A\nDate: 2020-12-18\n").article("mois", "Title: B\nDate: 2020-11\n")
    site.article("revu", "Title: C\nDate: 2020-12-18\nModified: 2021-03-01 10:00\n")
    site.article("commente", "Title: D\nDate: 2020\n").comment(slug="commente")
    site.write("pages/moi.md", "Title: Moi\n\nMoi.\n").write(
        "pages/vu.md", "Title: Vu\nModified: 2021\n\nVu.\n"
    )
    found = {
        address.rstrip("/").rpartition("/")[2]: changed for address, changed in places(site.build()).items()
    }
    assert found["jour"] == "2020-12-18"
    assert found["mois"] == "2020-11"
    assert found["revu"] == "2021-03-01T10:00:00+01:00"
    assert found["commente"] == "2020-12-19T14:05:00+01:00"
    assert (found["moi"], found["vu"]) == (None, "2021")
    assert found[""] is None and found["archive"] is None


def test_what_is_not_in_it(site):
    for number in range(12):
        site.article(f"a{number}", f"Title: {number}\nTags: x\n")
    site.article("cache", "Title: Cache\nStatus: hidden\n").article("brouillon", "Title: B\nStatus: draft\n")
    found = set(places(site.build()))
    assert {"/", "/tag/x/", "/archive/2020/", "/fils/"} <= found
    assert not [address for address in found if "page/" in address or "404" in address]
    assert not [address for address in found if "cache" in address or "brouillon" in address]
    assert len(found) == len(set(found)) and all(address.endswith("/") for address in found)


def test_robots_know_where_the_sitemap_is(site):
    site.article().build(SITEURL="https://blog.example/journal")
    assert site.text("robots.txt").endswith("\nSitemap: https://blog.example/journal/sitemap.xml\n")
    assert "<loc>https://blog.example/journal/archive/</loc>" in site.text("sitemap.xml")


def test_no_security_txt_unless_it_is_asked_for(site):
    assert ".well-known/security.txt" not in site.article().build().files()
    site.set(SECURITY=SECURITY).build()
    assert site.text(".well-known/security.txt") == (
        "Contact: mailto:a@blog.example\nExpires: 2027-12-31T23:59:59Z\n"
        "Canonical: https://blog.example/.well-known/security.txt\n"
    )


@pytest.mark.parametrize("security", [{"Contact": []}, {"Expires": "demain"}])
def test_a_bad_one_stops_the_build(site, security):
    site.article().set(SECURITY={**SECURITY, **security})
    assert stopped(site).startswith("1 problem; nothing was written.\n\npelicanconf.py: SECURITY: ")


def test_a_comment_that_changes_changes_its_page(site):
    site.article("un").comment("1", "Edited: 2021-01-02\n")
    site.article("deux", "Title: Deux\n").comment("1", "Withdrawn: 2021-03-04\n", slug="deux").build()
    assert places(site)["/post/2020/12/18/un/"] == "2021-01-02"
    assert places(site)["/post/2020/12/18/deux/"] == "2021-03-04"
