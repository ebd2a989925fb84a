"""The corpus as each generator wants it: the same text, in other files with other headers. Pure."""

import json
from collections.abc import Mapping
from datetime import datetime

from bench.builds.corpus import INTERNAL_LINK, YEARS, Article, Comment, Stub

Files = Mapping[str, str]
"""Paths in a generator's site, and their text."""


def ours(article: Article) -> Files:
    stub = article.stub
    file = f"content/articles/{stub.date:%Y}/{stub.slug}.md"
    link = f"{{filename}}/articles/{_source(article.link)}" if article.link else ""
    comments = {
        f"content/comments/{stub.slug}/{number}.txt": f"Id: {number}\n{_comment(comment)}"
        for number, comment in enumerate(article.comments, 1)
    }
    return {file: _header(article) + _text(article, link), **comments}


def pelican(article: Article) -> Files:
    """For the plain plugin (`peers/pelican/plain_comments.py`): numbers are in the names."""
    stub = article.stub
    link = f"{{filename}}/{_source(article.link)}" if article.link else ""
    comments = {
        f"content/comments/{stub.slug}/{number:03}.txt": _comment(comment)
        for number, comment in enumerate(article.comments, 1)
    }
    return {f"content/{_source(stub)}": _header(article) + _text(article, link), **comments}


def hugo(article: Article) -> Files:
    stub = article.stub
    title, tags = _json(stub.title), _json(article.tags)
    front = (
        f'+++\ntitle = {title}\ndate = {_moment(stub.date)}\nslug = "{stub.slug}"\n'
        f'categories = ["{article.category}"]\ntags = {tags}\n+++\n\n'
    )
    return {
        f"content/posts/{stub.slug}.md": front + _text(article, _public(article.link)),
        f"data/comments/{stub.slug}.json": _json(_records(article)),
    }


def hugo_years() -> Files:
    """Hugo makes no archives of years by itself: a page each."""
    return {
        f"content/annee-{year}.md": f'---\ntitle: "{year}"\nlayout: archives\nyear: {year}\n'
        f"url: /{year}/index.html\noutputs: [html]\n---\n"
        for year in YEARS
    }


def eleventy(article: Article) -> Files:
    stub = article.stub
    title, tags = _json(stub.title), _json(article.tags)
    front = (
        f"---\ntitle: {title}\ndate: {_moment(stub.date)}\nslug: {stub.slug}\n"
        f"category: {article.category}\nsujets: {tags}\n---\n\n"
    )
    return {
        f"posts/{stub.slug}.md": front + _text(article, _public(article.link)),
        f"posts/{stub.slug}.11tydata.json": _json({"comments": _records(article)}),
    }


def _header(article: Article) -> str:
    stub = article.stub
    return (
        f"Title: {stub.title}\nDate: {stub.date:%Y-%m-%d %H:%M}\nCategory: {article.category}\n"
        f"Tags: {', '.join(article.tags)}\nSlug: {stub.slug}\n\n"
    )


def _comment(comment: Comment) -> str:
    return f"Author: {comment.author}\nDate: {_moment(comment.date)}\n\n{comment.text}\n"


def _text(article: Article, link: str) -> str:
    return article.text.replace(INTERNAL_LINK, link) + "\n"


def _source(stub: Stub) -> str:
    return f"{stub.date:%Y}/{stub.slug}.md"


def _public(stub: Stub | None) -> str:
    return f"/{stub.date:%Y}/{stub.slug}.html" if stub else ""


def _moment(date: datetime) -> str:
    return f"{date:%Y-%m-%dT%H:%M:%SZ}"


def _records(article: Article) -> list[dict[str, str]]:
    """Comments as Hugo's and Eleventy's templates read them."""
    return [
        {"author": comment.author, "date": _moment(comment.date), "body": comment.text}
        for comment in article.comments
    ]


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
