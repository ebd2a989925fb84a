"""What a request of the web says: the fields of its form, and where the form stood."""

from collections.abc import Mapping
from urllib.parse import parse_qsl, urlsplit

from werkzeug.wrappers import Request

_AS_SENT = "werkzeug.url_quote"  # an error handler of codecs: `%E0` for a byte that is not text


def form(request: Request) -> Mapping[str, str]:
    """Its fields. Bytes that are not UTF-8, which no browser sends, are shown as they came; nobody
    guesses."""
    if request.mimetype != "application/x-www-form-urlencoded":
        return request.form
    text = request.get_data().decode("utf-8", _AS_SENT)
    return dict(reversed(parse_qsl(text, keep_blank_values=True, errors=_AS_SENT)))


def every(request: Request, name: str) -> list[str]:
    """All that a form says under one name, as boxes do."""
    text = request.get_data().decode("utf-8", _AS_SENT)
    return [value for key, value in parse_qsl(text, errors=_AS_SENT) if key == name]


def is_same_origin(request: Request, address: str) -> bool:
    """Where a browser says that the form is another site's. `null` is what it sends where pages carry
    `Referrer-Policy: no-referrer`, as ours do (Fetch §3.2); then Sec-Fetch-Site decides."""
    origin = request.headers.get("Origin", "null")
    if origin == "null":
        return request.headers.get("Sec-Fetch-Site", "none") in ("same-origin", "same-site", "none")
    return urlsplit(origin).netloc in (request.host, urlsplit(address).netloc)
