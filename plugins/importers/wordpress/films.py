"""Finds the page of a film from what a shortcode names: its number, or an address of any form. Pure."""

import re

_PAGES = {
    "youtube": "https://www.youtube.com/watch?v={}",
    "vimeo": "https://vimeo.com/{}",
    "dailymotion": "https://www.dailymotion.com/video/{}",
}
_IN_ADDRESS = {
    "youtube": re.compile(r"(?:[?&]v=|youtu\.be/|/embed/|/v/)([\w-]{6,20})"),
    "vimeo": re.compile(r"vimeo\.com/(?:video/)?(\d+)"),
    "dailymotion": re.compile(r"(?:/video/|dai\.ly/)([A-Za-z0-9]+)"),
}
_NUMBER = re.compile(r"[\w-]{2,30}(?=[\s&?]|\Z)", re.ASCII)


def address(host: str, text: str) -> str:
    """The address of the film's page; another address as it is; "" if there is neither."""
    if text.startswith(("http://", "https://")):
        found = _IN_ADDRESS[host].search(text)
        return _PAGES[host].format(found[1]) if found else text.split()[0]
    number = _NUMBER.match(text)
    return _PAGES[host].format(number[0]) if number else ""
