"""What a build makes of the moment it is given: articles that wait, and conversations that end."""

import json
import time
from io import BytesIO

import pytest
from PIL import Image

from tests.site.test_incremental import all_files, clean, front
from tests.site.test_unpublished import CANARY, draft, everything, knows

BEFORE, AFTER = "2027-01-31 12:00", "2027-02-01"


@pytest.fixture
def dated(site):
    """An article whose conversation ends, one that is to come, and one that has nothing to do with them."""
    site.article("un", "Title: Un\nComments: 2027-01-31\n").comment("1")
    site.article("deux", "Title: Deux\nDate: 2020-12-17\n").comment("1", slug="deux")
    site.article("noel", "Title: Noël\nDate: 2027-12-24 18:00\nTags: fête\n").comment("1", slug="noel")
    time.sleep(0.1)
    return site


def publish(site, now):
    return front(site, "publishconf.py", "--now", now)


def open_form(site, day="18", slug="un"):
    return site.page(f"post/2020/12/{day}/{slug}/index.html").select_one("form")


def closing(site):
    return site.page("post/2020/12/18/un/index.html").select_one("section.comments").get_text()


def test_a_conversation_ends_after_its_last_day(dated):
    publish(dated, BEFORE)
    assert open_form(dated)
    assert "Les commentaires ferment le 31 janvier 2027." in closing(dated)
    said = publish(dated, AFTER)
    assert said.startswith("Pelican builds: content/articles/un.md is due.")
    assert not open_form(dated)
    assert "Les commentaires de ce billet ont fermé le 31 janvier 2027." in closing(dated)
    assert open_form(dated, "17", "deux")


def test_the_site_closes_conversations_after_some_days(dated):
    dated.set(COMMENTS_CLOSE_AFTER_DAYS=30)
    publish(dated, "2021-01-17")
    assert not open_form(dated, "17", "deux") and open_form(dated)
    dated.article("deux", "Title: Deux\nDate: 2020-12-17\nComments: open\n")
    publish(dated, "2021-01-17")
    assert open_form(dated, "17", "deux")


def test_without_a_moment_nothing_ends_and_nothing_waits(dated):
    front(dated)
    assert open_form(dated) and "Les commentaires ferment le 31 janvier 2027." in closing(dated)
    assert (dated.output / "post/2027/12/24/noel/index.html").exists()
    assert json.loads((dated.root / "output.hosts/intake.json").read_text())["due"] is None


@pytest.mark.parametrize(
    "moments", [(BEFORE, AFTER), (AFTER, BEFORE), (AFTER, "2027-12-24 18:00"), ("", AFTER)]
)
def test_a_build_that_goes_on_from_another_moment_equals_a_clean_one(dated, tmp_path, moments):
    for now in moments:
        publish(dated, now) if now else front(dated)
    dated.set(NOW=moments[-1])
    assert all_files(dated) == clean(dated, tmp_path / "clean")


def test_only_what_becomes_another_is_written(dated):
    publish(dated, BEFORE)
    assert ": 0 of " in publish(dated, "2027-01-31 13:00"), "another moment alone is not a reason"
    before = {path: path.stat().st_mtime_ns for path in dated.output.rglob("*") if path.is_file()}
    publish(dated, AFTER)
    after = {path: path.stat().st_mtime_ns for path in dated.output.rglob("*") if path.is_file()}
    touched = {str(path.relative_to(dated.output)) for path in after if before.get(path) != after[path]}
    assert touched == {"post/2020/12/18/un/index.html"}


def test_a_comment_is_written_without_pelican_at_a_later_moment(dated, tmp_path):
    publish(dated, BEFORE)
    dated.comment("2")
    assert "Pelican" not in publish(dated, "2027-01-31 13:00")
    dated.set(NOW="2027-01-31 13:00")
    assert all_files(dated) == clean(dated, tmp_path / "clean")


def test_what_is_due_next_is_told(dated):
    told = "Due next: content/articles/un.md, 2027-02-01 00:00 (make publish)\n"
    assert told in publish(dated, BEFORE)
    assert publish(dated, BEFORE).endswith(told)
    due = json.loads((dated.root / "output.hosts/intake.json").read_text())["due"]
    assert due == "2027-02-01T00:00:00+01:00"
    assert "Due next: content/articles/noel.md, 2027-12-24 18:00" in publish(dated, AFTER)
    assert "Due next" not in publish(dated, "2028-01-01")


def test_what_is_due_names_the_address_that_was_given(dated):
    command = "make publish SITEURL=http://localhost:8088"
    for _ in range(2):  # with Pelican, and without
        told = front(dated, "publishconf.py", "--now", BEFORE, SITEURL="http://localhost:8088/")
        assert f"Due next: content/articles/un.md, 2027-02-01 00:00 ({command})\n" in told
    assert " 00:00 (make publish)\n" in front(dated, "pelicanconf.py", "--now", BEFORE)


def test_what_is_still_to_come_is_published_at_its_time(dated):
    publish(dated, "2027-12-24 17:59")
    assert not (dated.output / "post/2027/12/24/noel").exists()
    assert publish(dated, "2027-12-24 18:00").startswith("Pelican builds: content/articles/noel.md is due.")
    page = dated.page("post/2027/12/24/noel/index.html")
    assert "prévu" not in page.get_text()
    assert "Noël" in dated.text("index.html") and "noel" in dated.text("sitemap.xml")


def test_at_home_it_is_shown_as_planned(dated):
    front(dated, "pelicanconf.py", "--now", AFTER)
    page = dated.page("post/2027/12/24/noel/index.html")
    assert "24 décembre 2027 (prévu)" in page.select_one(".byline").get_text()
    assert "Ce billet est prévu\u00a0: il ne sera pas publié avant cette date." in page.get_text()
    assert "24 décembre 2027 (prévu)" in dated.page("index.html").get_text()
    front(dated, "pelicanconf.py", "--now", "2028-01-01")
    assert "prévu" not in dated.text("post/2027/12/24/noel/index.html")


def picture():
    buffer = BytesIO()
    Image.new("RGB", (1, 1)).save(buffer, "PNG")
    return buffer.getvalue()


@pytest.mark.parametrize("fast", [True, False])
def test_no_word_of_what_is_still_to_come(site, fast):
    site.set(FASTBUILD=fast, NOW="2020-12-17", HOSTS=("nginx", "caddy", "apache", "htaccess", "stubs"))
    site.article("un", "Date: 2020-12-16\nTags: a\n").comment()
    for name, header in {
        "plain": "",
        "hidden": "Status: hidden\n",
        "placed": "Url: canari/\nSave_as: canari/index.html\n",
        "english": "Lang: en\n",
        "series": "Series: S\n",
    }.items():
        draft(site, name, header)
        site.write(f"articles/canari-{name}.png", picture())
    site.write("articles/mois.md", f"Title: {CANARY}\nDate: 2021-01\nSlug: canari-mois\n\n{CANARY}\n")
    site.comment("1", f"Author: {CANARY}\n", CANARY, slug="canari-plain")
    site.build()
    assert knows(everything(site)) == []
    site.set(NOW="2021-02-01").build()
    assert len(knows(everything(site))) > 20


def test_a_link_to_what_is_still_to_come_stops_a_publication(dated):
    dated.article("un", "Title: Un\n", "[y aller]({filename}noel.md)").set(NOW=AFTER)
    said = (
        "content/articles/un.md:5: “{filename}noel.md” leads to an article that is still to come\n"
        "    Give this one a later Date, or take the link out until then."
    )
    assert said in dated.run().stderr
    assert dated.set(NOW="2028-01-01").run().returncode == 0


def test_what_is_no_moment_is_told_before_anything_is_built(dated):
    with pytest.raises(AssertionError, match=r"NOW: “demain” is not a date\. Write 2027-02-01, or "):
        publish(dated, "demain")
    dated.set(NOW="demain", COMMENTS_CLOSE_AFTER_DAYS="90")
    done = dated.run()
    assert done.returncode and "NOW: “demain” is not a date" in done.stderr + done.stdout
    assert "COMMENTS_CLOSE_AFTER_DAYS: '90' is not a number of days" in done.stderr + done.stdout
