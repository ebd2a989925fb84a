"""A small blog as a value that changes, and its files, which follow."""

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

TIMES = ("now", "older", "as before", "later", "replaced")
"""What the clock says of a file after a change; `replaced`: written beside and renamed, as editors do."""
_OLD, _LATER = 978_307_200, 4_102_444_800  # 2001, 2100


@dataclass(slots=True)
class Comment:
    id: str
    file: str
    author: str = "Zoé"
    date: str = "2020-12-19"
    reply_to: str = ""
    withdrawn: str = ""
    format: str = ""
    text: str = "Bien dit : https://exemple.fr/ !"

    def source(self) -> str:
        more = f"Reply-To: {self.reply_to}\n" if self.reply_to else ""
        more += f"Format: {self.format}\n" if self.format else ""
        more += f"Withdrawn: {self.withdrawn}\n" if self.withdrawn else ""
        return f"Id: {self.id}\nAuthor: {self.author}\nDate: {self.date}\n{more}\n{self.text}\n"


@dataclass(slots=True)
class Article:
    """`link`: another article of the blog, whose address stands in this one's text."""

    slug: str
    file: str
    title: str
    date: str
    id: str
    category: str = ""
    tags: tuple[str, ...] = ()
    status: str = ""
    lang: str = ""
    closed: bool = False
    closes: str = ""
    summary: str = ""
    modified: str = ""
    text: str = "Un texte, « cité », avec *mise en valeur* !\n\n## Titre\n\nSuite."
    link: "Article | None" = None
    comments: list[Comment] = field(default_factory=list)

    def source(self) -> str:
        headers = {
            "Title": self.title,
            "Date": self.date,
            "Slug": self.slug,
            "Id": self.id,
            "Category": self.category,
            "Tags": ", ".join(self.tags),
            "Status": self.status,
            "Lang": self.lang,
            "Comments": "closed" if self.closed else self.closes,
            "Summary": self.summary,
            "Modified": self.modified,
        }
        head = "".join(f"{name}: {value}\n" for name, value in headers.items() if value)
        link = f"\n\n[Un autre]({{filename}}/articles/{self.link.file}.md)" if self.link else ""
        return f"{head}\n{self.text}{link}\n"


@dataclass(slots=True)
class Blog:
    """Everything that an author writes. `more`: other files below the site's folder, by name."""

    root: Path
    articles: list[Article] = field(default_factory=list)
    more: dict[str, str | bytes] = field(default_factory=dict)
    _made: int = 0

    def number(self) -> int:
        """A new one each time: names and texts that were never used before."""
        self._made += 1
        return self._made

    def add_article(self, **fields: str) -> Article:
        number = self.number()
        known = {"slug": f"billet-{number}", "file": f"b{number}", "title": f"Billet {number}"}
        date = f"20{10 + number % 4}-0{1 + number % 9}-1{number % 10} 10:00"
        article = Article(**{**known, "date": date, "id": f"id-{number}", **fields})
        self.articles.append(article)
        return article

    def add_comment(self, article: Article, reply: bool = False) -> Comment:
        number = self.number()
        answered = article.comments[0].id if reply and article.comments else ""
        date = f"202{number % 3}-12-1{number % 10}"
        comment = Comment(str(number), f"{number}", date=date, reply_to=answered, text=f"Mot {number}.")
        article.comments.append(comment)
        return comment

    def remove_article(self, article: Article) -> None:
        """With its comments, and the links to it."""
        self.articles.remove(article)
        for other in self.articles:
            other.link = None if other.link is article else other.link

    def sources(self) -> dict[str, str | bytes]:
        written = dict(self.more)
        for article in self.articles:
            written[f"content/articles/{article.file}.md"] = article.source()
            for comment in article.comments:
                written[f"content/comments/{article.slug}/{comment.file}.txt"] = comment.source()
        return written

    def save(self, time: str = "now") -> None:
        """Write what changed and remove what is gone; the clock says `time` of what was written."""
        wanted = self.sources()
        for name in set(self._present()) - wanted.keys():
            (self.root / name).unlink()
        for folder in self.root.glob("content/comments/*"):
            if not any(folder.iterdir()):
                folder.rmdir()
        for name, text in wanted.items():
            _write(self.root / name, text.encode() if isinstance(text, str) else text, time)

    def _present(self) -> Iterator[str]:
        for path in (self.root / "content").rglob("*"):
            if path.is_file():
                yield path.relative_to(self.root).as_posix()


def _write(path: Path, data: bytes, time: str) -> None:
    before = path.stat().st_mtime_ns if path.is_file() else None
    if before is not None and path.read_bytes() == data:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    target = path.with_name(f"{path.name}.new") if time == "replaced" else path
    target.write_bytes(data)
    target.replace(path)
    moment = {"older": _OLD * 10**9, "later": _LATER * 10**9, "as before": before}.get(time)
    if moment is not None:
        os.utime(path, ns=(moment, moment))


def first(root: Path) -> Blog:
    """Seven articles on three list pages, with what makes pages depend on each other."""
    blog = Blog(root)
    rows = (
        ("Cuisine", "pain sel"),
        ("Cuisine", "pain"),
        ("", ""),
        ("Voyages", "mer sel"),
        ("Voyages", "mer"),
    )
    for category, tags in (*rows, ("", "pain"), ("Cuisine", "")):
        article = blog.add_article(category=category)
        article.tags = tuple(tags.split())
    blog.articles[0].link = blog.articles[3]
    blog.articles[3].link = blog.articles[0]
    for number in (0, 0, 0, 1, 3):
        blog.add_comment(blog.articles[number], reply=number == 0)
    blog.more = {
        "content/pages/a-propos.md": "Title: À propos\nSlug: a-propos\n\nQui écrit.\n",
        "content/images/point.svg": '<svg xmlns="http://www.w3.org/2000/svg"/>\n',
        "content/addresses.csv": "old,new\n/vieux/,/\n",
    }
    return blog
