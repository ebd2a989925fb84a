"""Pictures on a whole site: what readers get, what nobody gets, and what is told of the rest."""

import os
import re
import time
from html import unescape
from urllib.parse import urlsplit

import pytest

from plugins.addresses.internal import candidates
from tests.pictures import samples
from tests.pictures.samples import CANARY
from tests.recordings import samples as recordings
from tests.site.conftest import SITEURL
from tests.site.test_bad_input import stopped
from tests.site.test_incremental import all_files, clean, front

UN = "post/2020/12/18/un"
TEXT = (
    'Avant.\n\n![Le port](port.jpg "Légende : un !")\n\n[la photo](port.jpg) ![ ](/images/mur.png)\n\n'
    "![Un plan](plan.svg)\n\n![Un](port.jpg) ![Deux](/images/mur.png)\n"
)


@pytest.fixture
def photos(site):
    site.write("articles/port.jpg", samples.phone(6)).write("articles/plan.svg", samples.SVG)
    site.write("images/mur.png", samples.text_png()).write("images/autre.jpg", samples.phone())
    return site.article("un", text=TEXT)


def made(site):
    return list((site.root / ".cache/pictures/images").iterdir())


def prose(site, page=f"{UN}/index.html"):
    return site.page(page).select_one(".prose")


def pictures(site):
    return {name for name in site.files() if re.search(r"\.(?:jpg|png|webp|gif|svg)$", name) and "/" in name}


def test_what_readers_get(photos):
    photos.build()
    figure = prose(photos).select_one("figure")
    image, source = figure.img, figure.source
    assert (image["alt"], image["width"], image["height"]) == ("Le port", "720", "480")
    assert figure.figcaption.get_text() == "Légende\u00a0: un\u202f!"
    assert source["type"] == "image/webp" and source["srcset"].count("w,") == 2
    every = [link["href"] for link in prose(photos).select("a")]
    every += [image["src"] for image in prose(photos).select("img")]
    every += [one for source in prose(photos).select("source") for one in candidates(source["srcset"])]
    assert {address.removeprefix("/") for address in every} <= photos.files().keys()
    assert prose(photos).select_one("ul.gallery").select("li figure img")


def test_what_nobody_gets(photos):
    """Neither an original, nor what no article uses, nor a word of what cameras and programs wrote."""
    photos.build()
    originals = {samples.phone(6), samples.phone(), samples.SVG, samples.text_png()}
    for data in photos.files().values():
        assert CANARY.encode() not in data and data not in originals
    assert {name for name in pictures(photos) if "autre" in name} == set()
    assert {name for name in pictures(photos) if not name.startswith("images/")} == {f"{UN}/port.jpg"}
    assert "images/mur.png" in pictures(photos), "which old links lead to"


def test_feeds_have_one_plain_picture(photos):
    photos.build()
    address = prose(photos).select_one("figure img")["src"]
    for name in ("feed/atom.xml", "feed/rss.xml", "feed/feed.json"):
        text = unescape(photos.text(name).replace("\\/", "/").replace('\\"', '"'))
        assert f'<img src="{SITEURL}{address}" alt="Le port" width="720" height="480">' in text
        assert "srcset" not in text and "<picture" not in text and "loading=" not in text


def test_what_stands_for_an_article(photos):
    photos.article("deux", "Title: Deux\nImage: ../images/autre.jpg\n").article("trois").build()
    assert '"image":"https://blog.example/images/' in photos.text(f"{UN}/index.html")
    for slug, alt in (("un", "Le port"), ("deux", None)):
        page = photos.page(f"post/2020/12/18/{slug}/index.html")
        said = {each["property"]: each["content"] for each in page.select('meta[property^="og:image"]')}
        assert urlsplit(said["og:image"]).path[1:] in photos.files()
        assert (said["og:image:width"], said["og:image:height"]) == ("900", "472")
        assert said.get("og:image:alt") == alt
    assert "og:image" not in photos.text("post/2020/12/18/trois/index.html")


def test_an_image_of_the_header_that_is_none(site):
    site.article("un", "Image: zut.jpg\n")
    assert "content/articles/un.md:4: Image: “zut.jpg” is not a picture here" in stopped(site)


def test_names_that_are_no_names_of_addresses(site):
    names = ["a b.JPG", "été.jpg", "cent%.jpg", "A.jpg", "a.jpg", "jpg.png"]
    for number, name in enumerate(names):
        site.write(f"articles/{name}", samples.jpeg(300 + number, 200))
    site.write("articles/a#b?.jpg", samples.jpeg(310, 200))
    links = [f"<{name.replace('%', '%25')}>" for name in names]
    site.article("un", text="\n\n".join(f"![x]({link})" for link in [*links, "<a%23b%3F.jpg>"])).build()
    images = prose(site).select("figure img")
    assert [image["width"] for image in images] == ["300", "301", "302", "303", "304", "305", "310"]
    assert len(pictures(site)) == 2 * 7 + 1, "and the card"


@pytest.mark.parametrize("name", samples.BAD)
def test_what_is_wrong_is_said_with_its_place(site, name):
    make, said = samples.BAD[name]
    site.write(f"articles/{name}", make()).article("un", text=f"Avant.\n\n![x]({name})")
    assert f"content/articles/un.md:7: “{name}” {said}" in stopped(site)
    assert not list((site.root / ".cache").rglob("*draft*"))


def test_a_link_out_of_the_folder_is_none(site):
    (site.root / "secret.jpg").write_bytes(samples.phone())
    (site.root / "content/articles/a.jpg").symlink_to(site.root / "secret.jpg")
    site.article("un", text="![x](a.jpg)")
    assert "content/articles/un.md:5: “a.jpg” leads to no page and no file" in stopped(site)


def test_missing_words_are_told_and_stop_nothing(site):
    site.write("articles/a.png", samples.png())
    said = site.article("un", text="Avant.\n\n![](a.png) ![](a.png)\n\n![ ](a.png)").run().stderr
    assert "Warning: content/articles/un.md:7: “a.png” and 1 more without words for those" in said
    site.article("un", text="![ ](a.png) ![x](a.png)")
    assert "without words" not in site.run().stderr


@pytest.mark.parametrize("old", ["/public/.port_m.jpg", "/wp-content/uploads/2020/port-300x200.jpg"])
def test_smaller_copies_of_old_blogs_are_the_picture_itself(site, old):
    site.write(old[1:], samples.jpeg(300, 200))
    larger = old.replace(".port_m", "port").replace("-300x200", "")
    site.write(larger[1:], samples.phone(1, 1500, 1000))
    site.article("un", text=f'<p><a href="{larger}"><img src="{old}" alt="Le port"></a></p>').build()
    image, link = prose(site).img, prose(site).a
    assert (image["width"], image["height"]) == ("300", "200") and ".1500.jpg" in link["href"]
    assert "1280w" in prose(site).source["srcset"]
    assert {old[1:], larger[1:]} <= site.files().keys(), "old addresses answer"


CHANGES = {
    "words": lambda site: site.article("un", text=TEXT.replace("Le port", "La plage")),
    "a caption": lambda site: site.article("un", text=TEXT.replace("Légende", "« Autre »")),
    "another order": lambda site: site.article("un", text=f"![Deux](/images/mur.png)\n\n{TEXT}"),
    "a picture less": lambda site: site.article("un", text="![Le port](port.jpg)"),
    "a picture more": lambda site: site.article("un", text=f"{TEXT}\n\n![A](/images/autre.jpg)"),
    "no picture": lambda site: site.article("un", text="Rien."),
    "only a link to it": lambda site: site.article("un", text="[la photo](port.jpg)"),
    "another picture": lambda site: site.write("articles/port.jpg", samples.phone(3, 800, 500)),
    "a picture in another article": lambda site: site.article("deux", text="![A](port.jpg)"),
    "a draft": lambda site: site.article("un", "Status: draft\n", TEXT),
    "a comment": lambda site: site.comment("9"),
    "the cache": lambda site: [path.write_bytes(b"x") for path in made(site)],
}  # fmt: skip
WORDS = ("words", "a caption", "a comment")


@pytest.mark.parametrize("name", CHANGES)
def test_a_build_that_goes_on_equals_a_clean_one(photos, tmp_path, name):
    photos.article("deux")
    time.sleep(0.1)  # files of this very moment are looked into again
    front(photos)
    CHANGES[name](photos)
    assert ("Pelican" in front(photos)) is (name not in WORDS)
    assert all_files(photos) == clean(photos, tmp_path / "clean")
    time.sleep(0.1)
    front(photos)
    assert ": 0 of " in front(photos)


def test_no_pixel_is_looked_at_for_a_comment(photos):
    time.sleep(0.1)
    front(photos)
    cache = photos.root / ".cache/pictures"
    cache.rename(cache.with_name("elsewhere"))
    photos.comment("9")
    assert "Pelican" not in front(photos) and not cache.exists()


def test_an_output_that_is_gone_is_filled_again(photos):
    time.sleep(0.1)
    front(photos)
    before = all_files(photos)
    for name in pictures(photos):
        (photos.output / name).unlink()
    assert "Pelican" not in front(photos)
    assert all_files(photos) == before


def test_a_picture_is_made_once_for_all_outputs(photos):
    os.utime(photos.root / "content/articles/port.jpg", (1, 1))
    time.sleep(0.1)
    front(photos)
    times = {path: path.stat().st_mtime_ns for path in made(photos)}
    front(photos, "pelicanconf.py", "-e", 'OUTPUT_PATH="output.preview"')
    assert times == {path: path.stat().st_mtime_ns for path in made(photos)}


def test_sounds_films_and_other_files_around_pictures(site):
    site.write("articles/a.jpg", samples.jpeg(900, 600)).write("articles/mer.mp3", recordings.mp3()).write(
        "articles/d.pdf", "x"
    )
    site.write("articles/film.mp4", recordings.mp4()).write("articles/film.jpg", samples.phone(1, 300, 200))
    text = "![La mer](mer.mp3)\n\n![Le film](film.mp4)\n\n[![x](a.jpg)](d.pdf)\n"
    site.article("un", text=text).build()
    assert prose(site).audio["src"] == f"/{UN}/mer.mp3" and prose(site).video["src"] == f"/{UN}/film.mp4"
    assert (
        prose(site).video["poster"] == f"/{UN}/film.jpg"
        and prose(site).select("a")[-1]["href"] == f"/{UN}/d.pdf"
    )
    assert {f"{UN}/{name}" for name in ("mer.mp3", "film.mp4", "film.jpg", "d.pdf")} <= site.files().keys()
    assert CANARY.encode() not in site.files()[f"{UN}/film.jpg"]
    assert f"{SITEURL}/{UN}/mer.mp3" in site.text("feed/atom.xml")
    front(site)
    site.article("un", text=f"Mots.\n\n{text}")
    assert "Pelican" not in front(site)


PLAYED = "![La mer](mer.mp3)\n\n![Le film](film.mp4)\n\n![Vent](/images/vent.ogg)\n"
PLAYED_OTHERWISE = {
    "words": lambda site: site.article("un", text=f"Mots.\n\n{PLAYED}"),
    "another order": lambda site: site.article("un", text="![Le film](film.mp4)\n\n![La mer](mer.mp3)\n"),
    "only a link": lambda site: site.article("un", text=PLAYED.replace("![La mer]", "[La mer]")),
    "other bytes": lambda site: site.write("articles/mer.mp3", recordings.mp3(9)),
    "elsewhere": lambda site: site.article("deux", text="![Vent](/images/vent.ogg)"),
}


@pytest.mark.parametrize("name", PLAYED_OTHERWISE)
def test_feeds_name_what_is_played(site, tmp_path, name):
    site.write("articles/mer.mp3", recordings.mp3()).write("articles/film.mp4", recordings.mp4())
    site.write("images/vent.ogg", recordings.ogg()).article("un", text=PLAYED).article("deux")
    time.sleep(0.1)
    front(site)
    length = len(site.files()[f"{UN}/mer.mp3"])
    address = f"{SITEURL}/{UN}/mer.mp3"
    entry = site.text("feed/atom.xml")
    assert f'<link rel="enclosure" type="audio/mpeg" href="{address}" length="{length}"/>' in entry
    assert f'type="video/mp4" href="{SITEURL}/{UN}/film.mp4"' in entry
    assert f'type="audio/ogg" href="{SITEURL}/images/vent.ogg"' in entry
    assert f'<enclosure url="{address}" length="{length}" type="audio/mpeg"/>' in site.text("feed/rss.xml")
    PLAYED_OTHERWISE[name](site)
    said = front(site)
    assert ("Pelican" in said) is (name == "other bytes")
    assert all_files(site) == clean(site, tmp_path / "clean")


def test_nothing_of_a_recording_but_what_is_played(site):
    """Whether it lies beside an article or in a folder that is published in any case."""
    site.write("articles/film.mp4", recordings.mp4()).write("images/vent.ogg", recordings.ogg())
    site.article("un", text="![Le film](film.mp4) [le vent](/images/vent.ogg)").build()
    made = [site.files()[name] for name in (f"{UN}/film.mp4", "images/vent.ogg")]
    assert [len(data) for data in made] == [len(recordings.mp4()), len(recordings.ogg())]
    assert not any(CANARY.encode() in data for data in site.files().values())
    site.write("articles/film.mp4", "<!DOCTYPE html>").write("images/rien.mp3", "")
    said = stopped(site)
    assert "content/articles/un.md:5: “film.mp4” is not a sound or film that can be read here" in said
    assert "Make another of it: ffmpeg -i content/articles/film.mp4 -map 0:v? -map 0:a?" in said
    assert "content/images/rien.mp3: is empty" in said


def test_a_recording_is_read_once_for_all_builds(site):
    site.write("articles/mer.mp3", recordings.mp3()).article("un", text="![La mer](mer.mp3)")
    os.utime(site.root / "content/articles/mer.mp3", (1, 1))
    time.sleep(0.1)
    made = site.build().output / UN / "mer.mp3"
    before = made.stat()
    assert site.build(TZ="UTC").output and os.path.samestat(made.stat(), before)


def test_what_is_published_already_is_not_staged(photos):
    """Thousands of files that never change are neither linked nor compared again: a link would be seen."""

    def looked_at():
        names = {name for name in pictures(photos) if name.endswith(".webp")}
        return {name: (photos.output / name).stat().st_ctime_ns for name in names}

    os.utime(photos.root / "content/articles/port.jpg", (1, 1))
    time.sleep(0.1)
    photos.build()
    before = looked_at()
    photos.article("deux", "Title: Autre\n").build()
    assert looked_at() == before != {}
    photos.article("un", text="Rien.").build()
    assert not looked_at()
