"""Comments for Pelican, the obvious way: read every file, render every page and feed."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape
from pathlib import Path
from typing import Any

from feedgenerator import Atom1Feed, get_tag_uri
from pelican import signals

_URL = re.compile(r"https?://[^\s<>\"']+[^\s<>\"'.,;:!?)]")


@dataclass(frozen=True)
class Comment:
    """As the template reads it."""

    number: int
    author: str
    date: datetime
    html: str


def _read(path: Path, number: int) -> Comment:
    head, _, body = path.read_text(encoding="utf-8").partition("\n\n")
    fields = dict(line.split(": ", 1) for line in head.splitlines())
    date = datetime.strptime(fields["Date"], "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    return Comment(number, fields["Author"], date, _html(body))


def _html(body: str) -> str:
    text = _URL.sub(lambda m: f'<a href="{m[0]}" rel="nofollow ugc">{m[0]}</a>', escape(body.strip()))
    return "".join(f"<p>{part.replace(chr(10), '<br>' + chr(10))}</p>" for part in text.split("\n\n"))


def load(generator: Any) -> None:
    for article in generator.articles:
        files = sorted(Path(generator.path, "comments", article.slug).glob("*.txt"))
        article.comments = [_read(file, number) for number, file in enumerate(files, 1)]


def write_feeds(generator: Any, writer: Any) -> None:
    site, everything = generator.settings["SITEURL"], list[tuple[Any, Comment]]()
    for article in generator.articles:
        entries = [(article, comment) for comment in reversed(article.comments)]
        everything += entries
        _feed(
            generator,
            f"feeds/comments/{article.slug}.atom.xml",
            article.title,
            f"{site}/{article.url}",
            entries,
        )
    everything.sort(key=lambda entry: entry[1].date, reverse=True)
    _feed(generator, "feeds/comments.atom.xml", "Commentaires", f"{site}/", everything[:20])


def _feed(generator: Any, name: str, title: str, link: str, entries: Sequence[tuple[Any, Comment]]) -> None:
    site = generator.settings["SITEURL"]
    feed = Atom1Feed(title=title, link=link, feed_url=f"{site}/{name}", description="")
    for article, comment in entries:
        address = f"{site}/{article.url}#comment-{comment.number}"
        feed.add_item(
            title=f"{comment.author} sur {article.title}",
            link=address,
            description=None,
            content=comment.html,
            unique_id=get_tag_uri(address, comment.date),
            author_name=comment.author,
            pubdate=comment.date,
        )
    path = Path(generator.output_path, name)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8") as file:
        feed.write(file, "utf-8")


def register() -> None:
    signals.article_generator_finalized.connect(load)
    signals.article_writer_finalized.connect(write_feeds)
