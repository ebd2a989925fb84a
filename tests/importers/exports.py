"""Exports written for tests: small ones by hand, large ones by number."""

from collections.abc import Iterable, Iterator, Mapping

POST = [
    "post_id", "blog_id", "user_id", "cat_id", "post_dt", "post_tz", "post_creadt", "post_upddt",
    "post_password", "post_type", "post_format", "post_url", "post_lang", "post_title", "post_excerpt",
    "post_excerpt_xhtml", "post_content", "post_content_xhtml", "post_notes", "post_meta", "post_words",
    "post_status", "post_firstpub", "post_selected", "post_position", "post_open_comment", "post_open_tb",
    "nb_comment", "nb_trackback",
]  # fmt: skip
COMMENT = [
    "comment_id", "post_id", "comment_dt", "comment_tz", "comment_upddt", "comment_author", "comment_email",
    "comment_site", "comment_content", "comment_words", "comment_ip", "comment_status",
    "comment_spam_status", "comment_spam_filter", "comment_trackback",
]  # fmt: skip


def quoted(value: str) -> str:
    """As class.flat.export.php writes a field: four replacements, in its order."""
    for sign, escape in (("\\", "\\\\"), ("\n", "\\n"), ("\r", "\\r"), ('"', '\\"')):
        value = value.replace(sign, escape)
    return f'"{value}"'


def section(name: str, columns: Iterable[str], rows: Iterable[Mapping[str, str]]) -> Iterator[str]:
    columns = list(columns)
    yield f"\n[{name} {','.join(columns)}]\n"
    for row in rows:
        yield ",".join(quoted(row.get(column, "")) for column in columns) + "\n"


def post(number: int = 41, **values: str) -> dict[str, str]:
    return {
        "post_id": str(number), "blog_id": "monblog", "user_id": "claire", "post_dt": "2020-12-18 21:40:00",
        "post_tz": "Europe/Paris", "post_type": "post", "post_format": "xhtml", "post_status": "1",
        "post_url": f"2020/12/18/Billet-{number}", "post_lang": "fr", "post_title": f"Billet {number}",
        "post_content_xhtml": "<p>Texte.</p>", "post_open_comment": "1", **values,
    }  # fmt: skip


def comment(number: int = 101, article: int = 41, **values: str) -> dict[str, str]:
    return {
        "comment_id": str(number), "post_id": str(article), "comment_dt": "2020-12-19 12:40:00",
        "comment_tz": "Europe/Paris", "comment_upddt": "2020-12-19 11:40:00", "comment_author": "Zoé",
        "comment_email": f"canary-{number}@example.org", "comment_content": "<p>Bonjour.</p>",
        "comment_ip": "192.0.2.10", "comment_status": "1", "comment_trackback": "0", **values,
    }  # fmt: skip


def flat(*sections: Iterable[str], version: str = "2.18.1", kind: str = "single") -> bytes:
    text = "".join(line for lines in sections for line in lines)
    return f"///DOTCLEAR|{version}|{kind}\n{text}".encode()


def dotclear(
    posts: Iterable[Mapping[str, str]] = (),
    comments: Iterable[Mapping[str, str]] = (),
    more: Iterable[str] = (),
    **head: str,
) -> bytes:
    return flat(section("post", POST, posts), more, section("comment", COMMENT, comments), **head)
