"""The law: a build that goes on from others equals one that begins with nothing, byte for byte.

A machine changes a small blog in every way that an author, a designer or an accident does, builds, and
compares all files with those of a clean build by plain Pelican (FASTBUILD = False). LAW=100 does a hundred
sequences of thirty steps; without it there are few, and always the same.
"""

import os
import shutil
from io import BytesIO
from pathlib import Path

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import rule
from PIL import Image

from plugins.moderation.core import ledger_file
from tests.site.law import builds
from tests.site.law.blog import TIMES
from tests.site.law.machine import Machine

EXAMPLES = int(os.environ.get("LAW", "0"))
TIME = st.sampled_from(TIMES)
NUMBER = st.integers(0, 9)
SETTINGS = (
    "SITENAME = 'Un autre nom'",
    "SITENAME = 'Le nom'",
    "DEFAULT_PAGINATION = 2",
    "DEFAULT_PAGINATION = 20",
    "FEED_ITEMS = 2",
    "COMMENTS_OPEN = False",
    "COMMENTS_CLOSE_AFTER_DAYS = 60",
    "COMMENTS_CLOSE_AFTER_DAYS = None",
    "COMMENT_MAIL, COMMENT_INTAKE_URL = 'zoe@blog.example', ''",
    "COMMENT_ADDRESS_LENGTH = 8",
    "HOSTS = ('htaccess', 'stubs', 'nginx')",
    "MENUITEMS = (('Accueil', ''),)",
    "FRENCH_TYPOGRAPHY = False",
    "FRENCH_TYPOGRAPHY = True",
    "MARKDOWN = {**MARKDOWN, 'extensions': ['markdown.extensions.meta', 'markdown.extensions.extra']}",
    "ARTICLE_URL, ARTICLE_SAVE_AS = 'b/{slug}/', 'b/{slug}/index.html'",
    "PRECOMPRESS = True",
    "INTRASITE_LINK_REGEX = r'@(?P<what>.*?)@'",
    "TYPOGRIFY = not globals().get('TYPOGRIFY', False)",
    "DEFAULT_METADATA = {'summary': 'De tous.'}",
    "FORMATTED_FIELDS = ['summary', 'title-lang']",
    "JINJA_GLOBALS = {'more': 1}",
    "JINJA_FILTERS = {'shout': lambda text: text.upper()}",
    "JINJA_ENVIRONMENT = {'trim_blocks': True, 'lstrip_blocks': True, 'finalize': str}",
    "WITH_FUTURE_DATES = not globals().get('WITH_FUTURE_DATES', True)",
    "STATIC_PATHS = ['images', 'articles']",
    "PATH = './content/'",
    "THEME_STATIC_PATHS = ['static']",
    "THEME_TEMPLATES_OVERRIDES = ['autre/templates']",
)
FOREIGN = (
    "PLUGINS = [name for name in PLUGINS if name != 'marks'] + ['marks']",
    "PLUGINS = [name for name in PLUGINS if name != 'marks']",
)
MOMENTS = ("2011-06-14", "2012-03-05", "2013-01-01", "2031-01-01", "2040-01-01")
NUMBERS = ("DEFAULT_PAGINATION", "FEED_ITEMS", "FEED_COMMENTS", "COMMENT_ADDRESS_LENGTH")
TEMPLATES = ("base.html", "article.html", "tag.html", "404.html", "parts/comment.html", "parts/articles.html")
OVERRIDES = {
    "templates/404.html": "{% extends 'base.html' %}{% block main %}<h1>NUMBER</h1>{% endblock %}",
    "templates/base.html": "{% extends '!theme/base.html' %}{% block head %}<!-- NUMBER -->{% endblock %}",
    "templates/tag.html": "{% extends '!theme/tag.html' %}{# NUMBER #}",
    "static/css/tokens.css": ":root { --n: NUMBER }",
    "static/css/own.css": ".own { --n: NUMBER }",
    "static/icons/favicon.svg": "<svg><!-- NUMBER --></svg>",
}
CODE = (
    ("plugins/views/prose.py", "_SUMMARY_WORDS = 60", "_SUMMARY_WORDS = 3"),
    ("plugins/typography/signs.py", 'NNBSP = "\\u202f"', 'NNBSP = "\\u2009"'),
)
SHOWN = (
    "![p](photo.svg)",
    '![p](port.png "Légende : une !")\n\nEt [lui](port.png), ![q](../images/port.png).',
    "![p](../images/port.png) ![q](port.png)",
    "![ ](dossier/port.gif)",
    "[p](dossier/photo.svg#x)",
    "![p]({attach}photo.svg)",
    "![p](../images/point.svg)",
)
DAMAGES = ("empty", "half", "turned", "gone", "noise")


class Law(Machine):
    """What may happen to a blog. Numbers choose among what there is."""

    # What authors do.

    @rule(tags=st.sampled_from(("", "pain", "neuf, mer")), time=TIME, wait=st.booleans())
    def add_article(self, tags: str, time: str, wait: bool) -> None:
        self.blog.add_article(category="Cuisine").tags = tuple(tags.split(", ")) if tags else ()
        self.settle(time, wait)

    @rule(number=NUMBER, time=TIME, wait=st.booleans())
    def edit_article(self, number: int, time: str, wait: bool) -> None:
        self.article(number).text = f"Autre chose, {self.blog.number()}.\n\n## Titre\n\n```\ncode\n```\n"
        self.settle(time, wait)

    @rule(number=NUMBER, shown=st.sampled_from(SHOWN), time=TIME, wait=st.booleans())
    def show_file(self, number: int, shown: str, time: str, wait: bool) -> None:
        self.article(number).text = f"Une photo, {self.blog.number()}.\n\n{shown}\n"
        self.settle(time, wait)

    @rule(number=NUMBER, time=TIME)
    def same_length(self, number: int, time: str) -> None:
        article = self.article(number)
        article.text = article.text.swapcase()
        self.settle(time)

    @rule(
        number=NUMBER, tags=st.sampled_from(("", "mer", "sel, neuf", "Pain")), time=TIME, wait=st.booleans()
    )
    def tag(self, number: int, tags: str, time: str, wait: bool) -> None:
        self.article(number).tags = tuple(tags.split(", ")) if tags else ()
        self.settle(time, wait)

    @rule(number=NUMBER, name=st.sampled_from(("", "Cuisine", "Nouvelle")), time=TIME, wait=st.booleans())
    def categorise(self, number: int, name: str, time: str, wait: bool) -> None:
        self.article(number).category = name
        self.settle(time, wait)

    @rule(
        number=NUMBER,
        date=st.sampled_from(("2009", "2012-03", "2012-03-04", "2031-01-01 08:00")),
        time=TIME,
        wait=st.booleans(),
    )
    def date(self, number: int, date: str, time: str, wait: bool) -> None:
        self.article(number).date = date
        self.settle(time, wait)

    @rule(number=NUMBER, day=st.sampled_from(MOMENTS), time=TIME, wait=st.booleans())
    def close(self, number: int, day: str, time: str, wait: bool) -> None:
        self.article(number).closes = day
        self.settle(time, wait)

    @rule(now=st.sampled_from(("", *MOMENTS)), wait=st.booleans())
    def moment(self, now: str, wait: bool) -> None:
        """A later one, an earlier one, or none."""
        self.yard.now = now
        self.settle(wait=wait)

    @rule(number=NUMBER, time=TIME, wait=st.booleans())
    def slug(self, number: int, time: str, wait: bool) -> None:
        self.article(number).slug = f"autre-{self.blog.number()}"
        self.settle(time, wait)

    @rule(number=NUMBER, time=TIME, wait=st.booleans())
    def rename_article(self, number: int, time: str, wait: bool) -> None:
        self.article(number).file = f"dossier/b{self.blog.number()}"
        self.settle(time, wait)

    @rule(number=NUMBER, other=NUMBER, time=TIME, wait=st.booleans())
    def swap_files(self, number: int, other: int, time: str, wait: bool) -> None:
        one, two = self.article(number), self.article(other)
        one.file, two.file = two.file, one.file
        self.settle(time, wait)

    @rule(
        number=NUMBER,
        field=st.sampled_from(("title", "summary", "modified", "lang", "status", "id", "closed")),
        time=TIME,
        wait=st.booleans(),
    )
    def change_header(self, number: int, field: str, time: str, wait: bool) -> None:
        made, article = self.blog.number(), self.article(number)
        turned = {
            "title": f"Titre « {made} » & fils",
            "summary": "" if article.summary else f"Résumé {made}.",
            "modified": f"2032-01-0{1 + made % 9}",
            "lang": "" if article.lang else "en",
            "status": {"": "draft", "draft": "hidden"}.get(article.status, ""),
            "id": f"autre-{made}",
            "closed": not article.closed,
        }
        setattr(article, field, turned[field])
        self.settle(time, wait)

    @rule(number=NUMBER, other=NUMBER, time=TIME, wait=st.booleans())
    def link(self, number: int, other: int, time: str, wait: bool) -> None:
        self.article(number).link = self.article(other)
        self.settle(time, wait)

    @rule(number=NUMBER, wait=st.booleans())
    def remove_article(self, number: int, wait: bool) -> None:
        self.blog.remove_article(self.article(number))
        self.settle(wait=wait)

    # What moderators do.

    @rule(number=NUMBER, reply=st.booleans(), time=TIME, wait=st.booleans())
    def approve(self, number: int, reply: bool, time: str, wait: bool) -> None:
        self.blog.add_comment(self.article(number), reply)
        self.settle(time, wait)

    @rule(
        number=NUMBER,
        field=st.sampled_from(("text", "author", "date", "reply_to", "format")),
        time=TIME,
        wait=st.booleans(),
    )
    def edit_comment(self, number: int, field: str, time: str, wait: bool) -> None:
        made, comment = self.blog.number(), self.comment(number)
        turned = {
            "text": f"Redit {made}. www.exemple.fr",
            "author": f"Luc {made}",
            "date": f"2019-01-1{made % 10}T10:00:00+01:00",
            "reply_to": "" if comment.reply_to else "perdu",
            "format": "" if comment.format else "html",
        }
        setattr(comment, field, turned[field])
        self.settle(time, wait)

    @rule(number=NUMBER, time=TIME, wait=st.booleans())
    def withdraw(self, number: int, time: str, wait: bool) -> None:
        comment = self.comment(number)
        comment.withdrawn = "" if comment.withdrawn else "2024-01-01"
        self.settle(time, wait)

    @rule(number=NUMBER, time=TIME, wait=st.booleans())
    def rename_comment(self, number: int, time: str, wait: bool) -> None:
        self.comment(number).file = f"z{self.blog.number()}"
        self.settle(time, wait)

    @rule(number=NUMBER, wait=st.booleans())
    def remove_comment(self, number: int, wait: bool) -> None:
        comment = self.comment(number)
        for article in self.blog.articles:
            article.comments = [one for one in article.comments if one is not comment]
        self.settle(wait=wait)

    @rule(number=NUMBER)
    def unreadable_comment(self, number: int) -> None:
        """The build stops, and leaves the site alone; then it is mended."""
        comment = self.comment(number)
        date, comment.date = comment.date, "hier"
        self.settle()
        comment.date = date
        self.settle()

    # What else lies in the folder.

    @rule(
        name=st.sampled_from(
            (
                "content/pages/a-propos.md",
                "content/pages/autre.md",
                "content/images/a/b.svg",
                "content/images/point.svg",
                "content/articles/photo.svg",
                "content/articles/dossier/photo.svg",
                "content/articles/port.png",
                "content/articles/dossier/port.gif",
                "content/images/port.png",
            )
        ),
        time=TIME,
        wait=st.booleans(),
    )
    def other_file(self, name: str, time: str, wait: bool) -> None:
        made = self.blog.number()
        head = f"Title: Page {made}\nSlug: {Path(name).stem}\n\n" if name.endswith(".md") else ""
        drawn = f"<svg xmlns='http://www.w3.org/2000/svg' width='{made}' height='9'/>\n"
        text = drawn if name.endswith(".svg") else f"{head}<!-- {made} -->\n"
        self.blog.more[name] = _picture(made) if name.endswith((".png", ".gif")) else text
        self.settle(time, wait)

    @rule(number=NUMBER, wait=st.booleans())
    def remove_other_file(self, number: int, wait: bool) -> None:
        names = sorted(self.blog.more)
        if names:
            del self.blog.more[names[number % len(names)]]
        self.settle(wait=wait)

    @rule(time=TIME)
    def old_address(self, time: str) -> None:
        self.blog.more["content/addresses.csv"] = f"old,new\n/vieux/{self.blog.number()},/\n"
        self.settle(time)

    @rule(number=NUMBER, time=TIME, wait=st.booleans())
    def ledger(self, number: int, time: str, wait: bool) -> None:
        row = f"2024-01,{number},1,0,0,,2024-01-31"
        self.blog.more["content/moderation.csv"] = f"{ledger_file.HEAD}\n{row}\n"
        self.settle(time, wait)

    @rule(line=st.sampled_from(SETTINGS), wait=st.booleans())
    def setting(self, line: str, wait: bool) -> None:
        self.yard.append("publishconf.py" if "PRECOMPRESS" in line else "pelicanconf.py", line)
        self.settle(wait=wait)

    @rule(name=st.sampled_from(NUMBERS), number=st.integers(1, 40), wait=st.booleans())
    def number(self, name: str, number: int, wait: bool) -> None:
        self.yard.append("pelicanconf.py", f"{name} = {number}")
        self.settle(wait=wait)

    @rule(line=st.sampled_from(FOREIGN), wait=st.booleans())
    def foreign_plugin(self, line: str, wait: bool) -> None:
        """It comes, goes, and is edited."""
        self.yard.append("pelicanconf.py", line)
        path = self.yard.going / builds.FOREIGN
        path.write_text(path.read_text().replace("marked", f"{self.blog.number()} marked"))
        self.settle(wait=wait)

    @rule(name=st.sampled_from(("theme", builds.OTHER_THEME)), wait=st.booleans())
    def theme(self, name: str, wait: bool) -> None:
        self.yard.append("pelicanconf.py", f"THEME = {name!r}")
        self.settle(wait=wait)

    @rule(address=st.sampled_from(("https://blog.example", "https://autre.example/blog")), wait=st.booleans())
    def move(self, address: str, wait: bool) -> None:
        self.yard.address = address
        self.settle(wait=wait)

    @rule(wait=st.booleans())
    def home_or_publication(self, wait: bool) -> None:
        names = builds.CONFS
        self.yard.conf = names[1 - names.index(self.yard.conf)]
        self.settle(wait=wait)

    @rule(
        theme=st.sampled_from(("theme", builds.OTHER_THEME)),
        name=st.sampled_from(TEMPLATES),
        wait=st.booleans(),
    )
    def template(self, theme: str, name: str, wait: bool) -> None:
        path = self.yard.going / theme / "templates" / name
        text = path.read_text()
        mark = f"<!-- {self.blog.number()} -->"
        place = "</h1>" if "{% block" in text else "</li>" if "{% macro" in text else text
        path.write_text(text.replace(place, place + mark))
        self.settle(wait=wait)

    @rule(theme=st.sampled_from(builds.LOCAL), name=st.sampled_from(sorted(OVERRIDES)), wait=st.booleans())
    def over_the_theme(self, theme: str, name: str, wait: bool) -> None:
        """The owner's own part of a theme comes, changes and goes."""
        path, made = self.yard.going / theme / name, self.blog.number()
        if made % 3 or not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(OVERRIDES[name].replace("NUMBER", str(made)))
        else:
            path.unlink()
        self.settle(wait=wait)

    @rule(name=st.sampled_from(("tokens.css", "feed.css", "comments.css")), wait=st.booleans())
    def style(self, name: str, wait: bool) -> None:
        with (self.yard.going / "theme" / "static" / "css" / name).open("a") as file:
            file.write(f".n{self.blog.number()} {{ color: red }}\n")
        self.settle(wait=wait)

    @rule(change=st.sampled_from(CODE))
    def code(self, change: tuple[str, str, str]) -> None:
        name, old, new = change
        path = self.yard.going / name
        text = path.read_text()
        assert old in text or new in text
        path.write_text(text.replace(old, new) if old in text else text.replace(new, old))
        self.settle()

    # What goes wrong.

    @rule()
    def nothing(self) -> None:
        self.settle()

    @rule(at=st.integers(0, 300), number=NUMBER)
    def killed(self, at: int, number: int) -> None:
        self.blog.add_comment(self.article(number))
        self.blog.save()
        self.yard.interrupted(at)
        self.settle(accident=True)

    @rule(at=st.integers(0, 60), number=NUMBER)
    def killed_and_taken_back(self, at: int, number: int) -> None:
        """The next build finds the sources of the last one that ended."""
        article = self.article(number)
        comment = self.blog.add_comment(article)
        self.blog.save()
        self.yard.interrupted(at)
        article.comments = [one for one in article.comments if one is not comment]
        self.settle(accident=True)

    @rule(at=st.integers(0, 300))
    def killed_at_the_same_place_twice(self, at: int) -> None:
        self.yard.interrupted(at)
        self.yard.interrupted(at)
        self.settle(accident=True)

    @rule(number=NUMBER, how=st.sampled_from(DAMAGES))
    def damaged(self, number: int, how: str) -> None:
        made = self.yard.made()
        if made:
            _damage(made[number % len(made)], how)
        self.settle(accident=True)

    @rule()
    def carried(self) -> None:
        self.yard.carry()
        self.settle()

    @rule(number=NUMBER)
    def two_at_once(self, number: int) -> None:
        self.blog.add_comment(self.article(number))
        self.blog.save()
        self.yard.at_once()
        self.settle(accident=True)

    @rule()
    def remember(self) -> None:
        self.older = {path: path.read_bytes() for path in self.yard.made()}

    @rule()
    def older_state(self) -> None:
        """A cache that is brought back from elsewhere may be older than the site."""
        for path, data in self.older.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        self.settle(accident=True)

    @rule()
    def output_gone(self) -> None:
        shutil.rmtree(self.yard.going / "output", ignore_errors=True)
        self.settle(accident=True)

    @rule(number=st.integers(0, 99), how=st.sampled_from(("gone", "half")))
    def output_touched(self, number: int, how: str) -> None:
        made = sorted(path for path in (self.yard.going / "output").rglob("*.html"))
        if made:
            _damage(made[number % len(made)], how)
        self.settle(accident=True)


def _picture(number: int) -> bytes:
    """One of many, whatever its name says that it is."""
    out = BytesIO()
    Image.new("RGB", (3 + number % 5, 4), (number % 256, 0, 0)).save(out, ("PNG", "GIF")[number % 2])
    return out.getvalue()


def _damage(path: Path, how: str) -> None:
    data = path.read_bytes()
    if how == "gone":
        path.unlink()
        return
    middle = len(data) // 2
    turned = data[:middle] + bytes(byte ^ 1 for byte in data[middle : middle + 1]) + data[middle + 1 :]
    path.write_bytes({"empty": b"", "half": data[:middle], "turned": turned, "noise": b"\xff" * 40}[how])


TestLaw = Law.TestCase
TestLaw.settings = settings(
    max_examples=EXAMPLES or 3,
    stateful_step_count=30 if EXAMPLES else 8,
    deadline=None,
    derandomize=not EXAMPLES,
    database=None,
    report_multiple_bugs=False,
    phases=(Phase.generate, Phase.shrink),
    suppress_health_check=list(HealthCheck),
)
