"""Structured data for search engines (schema.org, JSON-LD) as a data block, which is not executed. Pure."""

import json

from markupsafe import Markup

from plugins.common.html import trusted_html

_JSON = json.JSONEncoder(ensure_ascii=True, separators=(",", ":"))
_ESCAPES = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"})


def article(title: str, lang: str, date: str, comments: int, image: str | None = None) -> Markup:
    """A BlogPosting. `date`: as precise as known, or "". `image`: the address of the article's picture."""
    data: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "BlogPosting",
        "headline": title,
        "inLanguage": lang,
        "commentCount": comments,
    }
    if date:
        data["datePublished"] = date
    if image:
        data["image"] = image
    return script_safe(data)


def script_safe(data: object) -> Markup:
    """JSON for a script element: without `<`, `>`, `&` and characters beyond ASCII.

    HTML character references are not decoded there (HTML §4.12.1.3), so JSON's own escapes are used.
    """
    return trusted_html(_JSON.encode(data).translate(_ESCAPES))
