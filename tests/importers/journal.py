"""A Dotclear blog with all that is in real ones and some that is in bad ones, as `journal.dotclear()`.

`CANARY` stands in everything that nobody was meant to read. What it reads back of an export it reads with a
scanner of its own, so that a mistake of the importer's is not made twice.
"""

import re
from collections.abc import Iterator

from tests.importers.exports import comment, post, section
from tests.importers.exports import dotclear as flat

CANARY = "canary"
_LONG = "https://exemple.org/dossier/article-tres-long.html?x=1&amp;y=2"
_WIKI = (
    '<h3>Un titre</h3>\n\n\n<p>Un texte, un <a href="https://exemple.fr/page" hreflang="fr">lien</a>&nbsp;; '
    'et voilà&nbsp;!<sup>[<a href="#pnote-43-1" id="rev-pnote-43-1">1</a>]</sup></p>\n\n<ul>\n<li>un\n<ul>\n'
    "<li>deux</li>\n</ul></li>\n</ul>\n\n<pre>\\n n'est pas un saut de ligne</pre>\n"
    '<div class="footnotes"><h4>Note</h4><p>[<a href="#rev-pnote-43-1" id="pnote-43-1">1</a>] Une note.</p>'
    "</div>"
)
_TABLE = (
    "<table><thead><tr><th>An</th><th>Mot</th></tr></thead><tbody><tr><td>2020</td><td>a|b</td></tr></tbody>"
    '</table>\r\n<p><img src="/public/.plage_m.jpg" alt="La plage" /> <a href="/public/plage.jpg">grande</a>'
    '</p><p>Un <abbr title="x">HTML</abbr> <em>du <strong>texte</strong></em>, 2 * 3 * 4, C:\\new, a_b_c, '
    "&lt;b&gt;.</p>"
)

POSTS = [
    post(41, post_title="L'été à l'usine : 1re partie", post_url="2020/12/18/L-été-à-l-usine-:-1re-partie",
         cat_id="2", post_content_xhtml=_TABLE, post_notes=f"{CANARY} notes", user_id=f"{CANARY}-login"),
    post(42, post_title='Billet "wiki" <b>', post_url="2021/01/03/Billet-wiki", post_dt="2021-01-03 09:05:00",
         cat_id="1", post_format="wiki", post_content="!!!Un titre", post_content_xhtml=_WIKI,
         post_excerpt_xhtml="<p>Chapô en <strong>gras</strong>.</p>"),
    post(43, post_title="Le même titre", post_url="2021/01/04/Billet-wiki", post_dt="2021-01-04 09:05:00",
         post_open_comment="0", post_lang="en"),
    post(44, post_title=f"Brouillon {CANARY}", post_status="0", cat_id="3",
         post_content_xhtml=f"<p>{CANARY}</p>"),
    post(45, post_title=f"En attente {CANARY}", post_status="-2"),
    post(46, post_title=f"Programmé {CANARY}", post_status="-1", post_dt="2020-12-20 00:00:00"),
    post(47, post_title=f"Secret {CANARY}", post_password=f"{CANARY}-mot"),
    post(48, post_title=f"Sondage {CANARY}", post_type="pollsfactory"),
    post(49, post_title=f"Futur {CANARY}", post_dt="2099-01-01 00:00:00"),
    post(50, post_title=f"Statut {CANARY}", post_status="7"),
    post(51, post_title="Contact", post_type="page", post_url="Contact",
         post_content_xhtml="<p>Écrivez-nous.</p>"),
    post(52, post_title="Livre d'or", post_type="page", post_url="Livre-d-or"),
]  # fmt: skip

COMMENTS = [
    comment(101, 41, comment_dt="2020-12-19 00:12:31", comment_upddt="2020-12-18 23:15:02",
            comment_author="Zoé O'Neil", comment_site="http://zoe.example.org/",
            comment_content='<p>Bonjour !<br />\nMerci pour "ce" billet, voir '
            f'<a href="{_LONG}" title="{_LONG}">'
            "https://exemple.org/dossier/article...</a></p>\n\n\n<p>Deuxième paragraphe &lt;b&gt;affiché"
            "&lt;/b&gt; tel quel.</p>"),
    comment(102, 41, comment_status="0", comment_content=f"<p>Dépublié {CANARY}.</p>"),
    comment(103, 41, comment_status="-1", comment_content=f"<p>À valider {CANARY}.</p>"),
    comment(104, 41, comment_status="-2", comment_spam_filter="dcFilterWords", comment_spam_status="pills",
            comment_content=f"<p>Buy {CANARY}</p>"),
    comment(105, 41, comment_dt="2020-12-19 12:40:00", comment_spam_filter="dcFilterWords",
            comment_author="<b>gras</b>",
            comment_content="<p>Un faux positif, publié. Écrire à a@b.example.</p>"),
    comment(106, 41, comment_dt="2020-12-19 12:40:00", comment_author="Wiki",
            comment_content="<p>Du <em>texte</em> wiki&nbsp;:</p>\n<ul>\n<li>un</li>\n<li>deux</li>\n</ul>\n"
            "<blockquote><p>cité</p></blockquote>\n<pre>a\n  b</pre>"),
    comment(107, 41, comment_dt="2020-12-19 13:00:00", comment_author="Injecté",
            comment_content='<p onmouseover="alert(1)">Passez <a href="javascript:alert(1)">ici</a>, '
            '<a href="data:text/html,x">là</a>, <a href="http://exemple.fr/" onclick="x()">ou là</a>.'
            "<script>alert(1)</script></p>"),
    comment(108, 41, comment_dt="2020-12-20 10:00:00", comment_author="Lignes",
            comment_content="<p>Un\u2028deux \u000bfin\",</p>\n<p>C:\\\\new\\n et 0</p>"),
    comment(109, 41, comment_dt="2020-12-21 10:00:00", comment_author="Journal de Paul",
            comment_trackback="1", comment_site="http://paul.example/billet", comment_email="",
            comment_content="<!-- TB -->\n<p><strong>Mon titre</strong></p>\n<p>Un extrait [...]</p>"),
    comment(110, 42, comment_dt="2021-10-31 02:30:00", comment_upddt="2021-10-31 01:30:10",
            comment_author="Heure d'hiver"),
    comment(111, 42, comment_dt="2021-10-31 02:30:00", comment_upddt="2021-10-31 00:30:10",
            comment_author="Heure d'été"),
    comment(112, 43, comment_dt="2021-02-01 10:00:00", comment_author="Vide", comment_content=""),
    comment(113, 44, comment_content=f"<p>{CANARY} sous un brouillon</p>"),
    comment(114, 47, comment_content=f"<p>{CANARY} sous un mot de passe</p>"),
    comment(115, 999, comment_content=f"<p>{CANARY} orphelin</p>"),
    comment(116, 41, comment_status="5", comment_content=f"<p>{CANARY} de statut inconnu</p>"),
    comment(117, 52, comment_author="Visiteuse", comment_content="<p>Beau livre.</p>"),
    comment(118, 51, comment_status="-1", comment_content=f"<p>{CANARY} sous une page</p>"),
    comment(9, 41, comment_dt="2020-12-19 12:40:00", comment_author="Avant",
            comment_content="<p>Premier à cette heure.</p>"),
    comment(119, 48, comment_content=f"<p>{CANARY} sous un sondage</p>"),
]  # fmt: skip

_CATEGORIES = [
    {"cat_id": "1", "blog_id": "monblog", "cat_title": "Société", "cat_url": "Societe"},
    {
        "cat_id": "2",
        "blog_id": "monblog",
        "cat_title": "Travail & droits",
        "cat_url": "Societe/Travail-droits",
    },
    {"cat_id": "3", "blog_id": "monblog", "cat_title": "Vide", "cat_url": "Vide"},
]
_SETTINGS = {
    "blog_timezone": "Europe/Paris", "lang": "fr", "public_url": "/public", "ak_key": f"{CANARY}-clef",
    "smtp_password": f"{CANARY}-courrier",
}  # fmt: skip
_TAGS = [("libertés", "41"), ("travail", "41"), ("travail", "42"), ("C++", "42"), ("l'été, enfin", "41")]
_MEDIA = [
    {"media_id": "7", "media_path": "public", "media_title": "Le tract", "media_file": "tracts/été 1.pdf"}
]


def dotclear(**head: str) -> bytes:
    """The whole blog."""
    settings = (
        {"setting_id": name, "blog_id": "monblog", "setting_value": v} for name, v in _SETTINGS.items()
    )
    meta = [{"meta_id": tag, "meta_type": "tag", "post_id": number} for tag, number in _TAGS]
    meta.append({"meta_id": f"{CANARY}-meta", "meta_type": "mood", "post_id": "41"})
    more = [
        *section("category", ("cat_id", "blog_id", "cat_title", "cat_url", "cat_desc"), _CATEGORIES),
        *section("link", ("link_id", "link_href"), [{"link_id": "1", "link_href": f"http://{CANARY}.example"}]),
        *section("setting", ("setting_id", "blog_id", "setting_ns", "setting_value"), settings),
        *section("meta", ("meta_id", "meta_type", "post_id"), meta),
        *section("media", ("media_id", "media_path", "media_title", "media_file"), _MEDIA),
        *section("post_media", ("media_id", "post_id"), [{"media_id": "7", "post_id": "41"}]),
        *section("ping", ("post_id", "ping_url"), [{"post_id": "41", "ping_url": f"http://{CANARY}.example/"}]),
        *section("plugin_thing", ("thing_id", "secret"), [{"thing_id": "1", "secret": CANARY}]),
    ]  # fmt: skip
    return flat(POSTS, COMMENTS, more, **head)


def tables(export: bytes) -> dict[str, list[dict[str, str]]]:
    """The rows of an export by table."""
    found: dict[str, list[dict[str, str]]] = {}
    columns: list[str] = []
    rows: list[dict[str, str]] = []
    for line in export.decode().split("\n"):
        if match := re.fullmatch(r"\[(\w+) ([\w,]+)\]\r?", line):
            rows, columns = found.setdefault(match[1], []), match[2].split(",")
        elif line.startswith('"'):
            rows.append(dict(zip(columns, _fields(line), strict=True)))
    return found


def _fields(line: str) -> Iterator[str]:
    """Character by character, by what class.flat.export.php writes."""
    signs = iter(line)
    for sign in signs:
        assert sign == '"', line
        value = ""
        while (sign := next(signs)) != '"':
            value += {"n": "\n", "r": "\r"}.get(after := next(signs), after) if sign == "\\" else sign
        yield value
        next(signs, None)
