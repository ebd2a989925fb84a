"""Films of other hosts, as shortcodes name them: by a number, or by an address of whatever form. Pure."""

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


def address(host: str, said: str) -> str:
    """The page of the film; another address as it was given; empty where neither is found."""
    if said.startswith(("http://", "https://")):
        found = _IN_ADDRESS[host].search(said)
        return _PAGES[host].format(found[1]) if found else said.split()[0]
    number = _NUMBER.match(said)
    return _PAGES[host].format(number[0]) if number else ""
