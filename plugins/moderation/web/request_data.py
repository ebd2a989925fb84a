"""Reads the form of a request, and checks which site it comes from."""

from collections.abc import Mapping
from urllib.parse import parse_qsl, urlsplit

from werkzeug.wrappers import Request

_AS_SENT = "werkzeug.url_quote"  # an error handler of codecs: `%E0` for a byte that is not text


def form(request: Request) -> Mapping[str, str]:
    """The fields of a form. Bytes that are not UTF-8, which no browser sends, are kept percent-encoded."""
    if request.mimetype != "application/x-www-form-urlencoded":
        return request.form
    text = request.get_data().decode("utf-8", _AS_SENT)
    return dict(reversed(parse_qsl(text, keep_blank_values=True, errors=_AS_SENT)))


def values(request: Request, name: str) -> list[str]:
    """All values of one field, such as a group of check boxes."""
    text = request.get_data().decode("utf-8", _AS_SENT)
    return [value for key, value in parse_qsl(text, errors=_AS_SENT) if key == name]


def is_same_origin(request: Request, address: str) -> bool:
    """Whether the form is on a page of this site, as far as the browser tells. It sends `Origin: null` from
    pages with `Referrer-Policy: no-referrer`, such as ours (Fetch §3.2); then Sec-Fetch-Site decides."""
    origin = request.headers.get("Origin", "null")
    if origin == "null":
        return request.headers.get("Sec-Fetch-Site", "none") in ("same-origin", "same-site", "none")
    return urlsplit(origin).netloc in (request.host, urlsplit(address).netloc)
