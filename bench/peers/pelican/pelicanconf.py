"""Stock Pelican with its theme “simple”, and comments by the plain plugin beside this file."""

SITENAME = "Carnet d'essai"
SITEURL = "https://exemple.org"
PATH = "content"
OUTPUT_PATH = "output"
AUTHOR = "Camille"
TIMEZONE = "Europe/Paris"
DEFAULT_LANG = "fr"
THEME = "simple"
THEME_TEMPLATES_OVERRIDES = ["templates"]
PLUGIN_PATHS = ["."]
PLUGINS = ["plain_comments"]
TYPOGRIFY = True
ARTICLE_PATHS = [""]
ARTICLE_EXCLUDES = ["comments"]
PAGE_PATHS: list[str] = []
STATIC_PATHS: list[str] = []
ARTICLE_URL = ARTICLE_SAVE_AS = "{date:%Y}/{slug}.html"
YEAR_ARCHIVE_URL = YEAR_ARCHIVE_SAVE_AS = "{date:%Y}/index.html"
AUTHOR_SAVE_AS = AUTHORS_SAVE_AS = ""
DIRECT_TEMPLATES = ["index", "tags", "categories", "archives"]
DEFAULT_PAGINATION = 10
PAGINATED_TEMPLATES = {"index": None, "tag": None, "category": None}
FEED_DOMAIN = SITEURL
FEED_ALL_ATOM = "feeds/all.atom.xml"
FEED_MAX_ITEMS = 20
CATEGORY_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = TRANSLATION_FEED_ATOM = None
