"""import(export(archive)) is the archive: the same comments, ids, threads and bytes, in each format that has
room for them."""

import re
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import unquote
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plugins.comments import format as comment_format
from plugins.comments.model import Comment
from plugins.common.when import When
from plugins.exporters import complete, disqus, isso, site, wordpress
from plugins.importers import existing, systems
from plugins.importers.article_index import article_index
from plugins.importers.dates import Clock
from plugins.importers.record import ImportedComment, RefusedRecord
from plugins.importers.systems import ImportInput

EXPORTS = {"wordpress": wordpress, "isso": isso, "json": complete}
ZONE = ZoneInfo("Europe/Paris")
CLOCK = Clock(ZONE, datetime(2026, 1, 1, tzinfo=UTC))
SIGNS = st.sampled_from(
    "aé&<>\"'*_`[]()\\#-+.!|~^:;/ 1,]\u00a0\u202f«»…😀\u200f\ufffd\ufdd0"
) | st.characters(exclude_categories=["Cs", "Cc"])
IDS = st.integers(1, 10**6).map(str) | st.from_regex(r"[A-Za-z0-9][A-Za-z0-9-]{0,20}", fullmatch=True)
TEXTS = st.lists(
    SIGNS | st.sampled_from(["\n", "\n\n", "\t", "\r", "\r\n", "  ", "]]>", "&amp;", "<b>"]), max_size=30
)
LINES = st.text(SIGNS, min_size=1, max_size=12).filter(lambda v: v == v.strip() and len(v.splitlines()) == 1)
DAYS = st.dates(date(1990, 1, 1), date(2025, 12, 30))
ZONES = st.integers(-48, 56).map(lambda quarters: timezone(timedelta(minutes=15 * quarters)))
MOMENTS = st.builds(
    lambda day, second, zone: datetime(day.year, day.month, day.day, tzinfo=zone) + timedelta(seconds=second),
    DAYS, st.integers(0, 86399), ZONES,
)  # fmt: skip
DATES = DAYS.map(lambda d: When(d.year, d.month, d.day)) | MOMENTS.map(
    lambda m: When(m.year, m.month, m.day, m)
)


@st.composite
def conversations(draw):
    """Two articles and what is said under them, as an archive that a build takes."""
    return {slug: draw(_conversation()) for slug in ("un", "deux")}


@st.composite
def _conversation(draw):
    identifiers = draw(st.lists(IDS, max_size=5, unique=True))
    return [draw(_comment(identifier, identifiers[:place])) for place, identifier in enumerate(identifiers)]


@st.composite
def _comment(draw, identifier, before):
    withdrawn = draw(st.none() | DATES)
    return Comment(
        id=identifier,
        author="Anonyme" if withdrawn else draw(LINES),
        date=draw(DATES),
        text="" if withdrawn else "".join(draw(TEXTS)),
        shown=draw(st.none() | LINES),
        site=None if withdrawn else draw(st.none() | LINES),
        reply_to=draw(st.none() | st.sampled_from([*before, "gone"])),
        format="text" if withdrawn else draw(st.sampled_from(["text", "html"])),
        edited=draw(st.none() | DATES),
        withdrawn=withdrawn,
    )


def archive(folder, comments):
    """Written as a person would, with articles of which one knows its hour and one does not."""
    for slug, day in (("un", "2020-12-18 10:00"), ("deux", "2021-01")):
        path = folder / "articles" / f"{slug}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"Title: {slug}\nDate: {day}\nSlug: {slug}\n\nTexte *de* {slug}.\n", encoding="utf-8")
        (folder / "comments" / slug).mkdir(parents=True)
    for slug, every in comments.items():
        for comment in every:
            path = folder / "comments" / slug / f"{comment.id}.txt"
            path.write_bytes(comment_format.dump(comment))
    return folder


def bytes_of(comments):
    return {(slug, c.id): comment_format.dump(c) for slug, every in comments.items() for c in every}


def back(system, content, comments):
    """The bytes that an import writes of what was exported, by article and id."""
    file = content.parent / f"export.{system}"
    file.write_bytes(EXPORTS[system].export(site.read(content, {}, "https://blog.example", ZONE)).data)
    given = ImportInput(file, existing.articles(content), (), CLOCK)
    records = list(systems.read(system, given))
    assert not [record for record in records if isinstance(record, RefusedRecord)]
    found = [record for record in records if isinstance(record, ImportedComment)]
    assert len(found) == sum(map(len, comments.values()))
    return {(remark.slug, remark.comment.id): comment_format.dump(remark.comment) for remark in found}


@pytest.mark.parametrize("system", EXPORTS)
@settings(
    deadline=None, max_examples=30, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(comments=conversations())
def test_the_same_comments_come_back(system, comments):
    with TemporaryDirectory() as folder:
        content = archive(Path(folder) / "content", comments)
        assert back(system, content, comments) == bytes_of(comments)


WITHDRAWN = Comment("1", "Zoé", When(2020, 12, 19), "Mots.", withdrawn=When(2021, 1, 1))


@pytest.mark.parametrize("system", ["wordpress", "isso"])
def test_words_of_a_withdrawn_comment_stay_here(tmp_path, system):
    comments = {"un": [WITHDRAWN]}
    content = archive(tmp_path / "content", comments)
    tombstone = WITHDRAWN._replace(author="Anonyme", text="")
    assert back(system, content, comments) == bytes_of({"un": [tombstone]})
    assert "Zoé".encode() not in (tmp_path / f"export.{system}").read_bytes()


def test_the_name_of_nobody_is_in_the_language_of_the_site(tmp_path):
    content = archive(tmp_path / "content", {"un": [WITHDRAWN]})
    data = wordpress.export(site.read(content, {"DEFAULT_LANG": "en"}, "https://blog.example", ZONE)).data
    assert b"Anonymous" in data and b"Anonyme" not in data


def test_a_backup_keeps_them(tmp_path):
    comments = {"un": [WITHDRAWN]}
    assert back("json", archive(tmp_path / "content", comments), comments) == bytes_of(comments)


def test_what_was_edited_in_the_other_system_is_read_from_there(tmp_path):
    comment = Comment("1", "Zoé", When(2020, 12, 19), "Bonjour.", shown="un samedi")
    content = archive(tmp_path / "content", {"un": [comment]})
    data = wordpress.export(site.read(content, {}, "https://blog.example", ZONE)).data
    assert b"<wp:comment_content><![CDATA[Bonjour." in data
    file = tmp_path / "edited"
    file.write_bytes(data.replace(b"content><![CDATA[Bonjour.", b"content><![CDATA[Bonsoir."))
    records = systems.read("wordpress", ImportInput(file, existing.articles(content), (), CLOCK))
    (found,) = (record.comment for record in records if isinstance(record, ImportedComment))
    assert (found.text, found.shown, found.author) == ("Bonsoir.", None, "Zoé")


@pytest.mark.parametrize("system", [wordpress, disqus])
def test_addresses_are_percent_encoded_and_found_again(tmp_path, system):
    """WordPress writes and reads them so in WXR, and keeps such a name, of which it would drop the accents
    else."""
    content = archive(tmp_path / "content", {"un": [WITHDRAWN]})
    path = content / "articles" / "un.md"
    path.write_text(path.read_text("utf-8").replace("Slug: un", "Slug: l\u2019été"), "utf-8")
    (content / "comments" / "un").rename(content / "comments" / "l\u2019été")
    exported = site.read(content, {}, "https://blog.example", ZONE)
    data = system.export(exported).data.decode()
    (link,) = re.findall(r"<link>(?:<!\[CDATA\[)?(https://blog.example/[^<\]]*l[^<\]]*t%C3%A9/)", data)
    assert link.isascii() and unquote(link).endswith("/l\u2019été/")
    index = article_index(existing.articles(content), ())
    assert index.find(link, "").slug == "l\u2019été"
    if system is wordpress:
        assert "post_name><![CDATA[l%E2%80%99%C3%A9t%C3%A9]]>" in data
