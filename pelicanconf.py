"""What Pelican is told, as plain data. What is the owner's is in site.toml, which wins; what differs in
production is in publishconf.py."""

import os
import sys
from pathlib import Path

sys.path.append(os.curdir)  # Pelican reads this file before it looks there

from plugins.common import ignored_names, site_settings

SITEURL = "http://localhost:8000"
DEFAULT_LANG = "fr"

PATH = "content"
THEME = "theme"
OUTPUT_PATH = "output"
DELETE_OUTPUT_DIRECTORY = False  # the staging plugin makes output/ equal to the sources, file by file
OUTPUT_RETENTION = [".git"]
ARTICLE_PATHS = ["articles"]
PAGE_PATHS = ["pages"]
# Beside our images the media of a Dotclear and of a WordPress, where they always were.
STATIC_PATHS = ["images", "public", "wp-content"]
# (Pelican's own `**/.*` lets hidden files through: it asks about names, not about paths.)
IGNORE_FILES = list(ignored_names.PATTERNS)
USE_FOLDER_AS_CATEGORY = False
ARTICLE_TRANSLATION_ID = PAGE_TRANSLATION_ID = None  # each is itself; a slug names one
DEFAULT_CATEGORY = "Sans catégorie"  # never shown: an article without a category has none

# The only place that names all the plugins; Pelican must not look for others.
PLUGINS = [
    "plugins.typography.hooks",
    "plugins.articles.hooks",
    "plugins.attachments.hooks",
    "plugins.policy.hooks",
    "plugins.comments.hooks",
    "plugins.views.hooks",
    "plugins.feeds.hooks",
    "plugins.moderation.hooks",
    "plugins.addresses.hooks",
    "plugins.discovery.hooks",
    "plugins.staging.hooks",  # it stops the build on what the others found
    "plugins.fastbuild.hooks",
]
FASTBUILD = True  # False: everything anew, in one process; the same bytes

COMMENTS_CLOSE_AFTER_DAYS: int | None = None  # counted from an article's date; None: they stay open
COMMENT_ADDRESS_LENGTH = 35  # how much of a long address is seen in a comment; None shows all of it

# Addresses
ARTICLE_URL = "post/{date:%Y}/{date:%m}/{date:%d}/{slug}/"
ARTICLE_SAVE_AS = ARTICLE_URL + "index.html"
DRAFT_URL = "brouillons/{slug}/"
DRAFT_SAVE_AS = DRAFT_URL + "index.html"
PAGE_URL = "{slug}/"
PAGE_SAVE_AS = PAGE_URL + "index.html"
DRAFT_PAGE_URL = "brouillons/pages/{slug}/"
DRAFT_PAGE_SAVE_AS = DRAFT_PAGE_URL + "index.html"
# In another language (`Lang`) too; by default such an address would end in `-en.html`.
ARTICLE_LANG_URL, ARTICLE_LANG_SAVE_AS = ARTICLE_URL, ARTICLE_SAVE_AS
DRAFT_LANG_URL, DRAFT_LANG_SAVE_AS = DRAFT_URL, DRAFT_SAVE_AS
DRAFT_PAGE_LANG_URL, DRAFT_PAGE_LANG_SAVE_AS = DRAFT_PAGE_URL, DRAFT_PAGE_SAVE_AS
PAGE_LANG_URL, PAGE_LANG_SAVE_AS = PAGE_URL, PAGE_SAVE_AS
# What an address keeps of a name, rule after rule (Pelican's own). Where two words come to one address, as C#
# and C do, a rule before these tells them apart: ("#", "-sharp").
SLUG_REGEX_SUBSTITUTIONS = [
    (r"[^\w\s-]", ""),
    (r"(?u)\A\s*", ""),
    (r"(?u)\s*\Z", ""),
    (r"[-\s]+", "-"),
]
CATEGORY_URL = "category/{slug}/"
CATEGORY_SAVE_AS = CATEGORY_URL + "index.html"
TAG_URL = "tag/{slug}/"
TAG_SAVE_AS = TAG_URL + "index.html"
YEAR_ARCHIVE_URL = "archive/{date:%Y}/"
YEAR_ARCHIVE_SAVE_AS = YEAR_ARCHIVE_URL + "index.html"
MONTH_ARCHIVE_URL = "archive/{date:%Y}/{date:%m}/"
MONTH_ARCHIVE_SAVE_AS = MONTH_ARCHIVE_URL + "index.html"
AUTHOR_URL = ""
AUTHOR_SAVE_AS = ""

DIRECT_TEMPLATES = ["index", "archives", "categories", "tags", "fils", "moderation", "404"]
CATEGORIES_SAVE_AS = "category/index.html"
TAGS_SAVE_AS = "tag/index.html"
FILS_SAVE_AS = "fils/index.html"
MODERATION_SAVE_AS = "moderation/index.html"
ARCHIVES_URL = "archive/"
ARCHIVES_SAVE_AS = ARCHIVES_URL + "index.html"
INDEX_URL = ""
PAGINATED_TEMPLATES = {"index": None, "category": None, "tag": None}
DEFAULT_PAGINATION = 10
PAGINATION_PATTERNS = (
    (1, "{url}", "{save_as}"),
    (2, "{base_name}/page/{number}/", "{base_name}/page/{number}/index.html"),
)

# Our own feeds; Pelican's are off.
FEED_ITEMS = 50  # articles in one document of a feed; older ones are in archives (RFC 5005)
FEED_COMMENTS = 500
FEED_TERM_ITEMS = 10  # articles in the feed of a category or a tag, which has no archives (docs/feeds.md)
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None

# An image that only decorates has an empty `alt` (HTML §4.8.4.4): no mistake, and old blogs are full of them.
# Docutils knows half as many languages as people write blogs in; Markdown does not ask it.
LOG_FILTER = [
    (30, "Empty alt attribute for image %s in %s"),
    (30, "Docutils has no localization for '%s'. Using 'en' instead."),
]

THEME_STATIC_DIR = ""
THEME_STATIC_PATHS = ["static/icons"]

TYPOGRIFY = False  # its rules are English
MARKDOWN = {
    "extensions": [
        "markdown.extensions.meta",
        "markdown.extensions.extra",
        "markdown.extensions.codehilite",
        "markdown.extensions.toc",
        "plugins.markdown.extension",
        "plugins.markdown.tables",
    ],
    "extension_configs": {
        "markdown.extensions.codehilite": {"css_class": "highlight", "guess_lang": False},
        "markdown.extensions.footnotes": {"BACKLINK_TITLE": "Revenir à l’appel de la note {}"},
        "markdown.extensions.toc": {"toc_depth": "2-4"},
    },
    "output_format": "html5",
}

globals().update(site_settings.read(Path(__file__).with_name(site_settings.FILE)))
