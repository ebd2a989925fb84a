"""Where readers and moderators find what every site has. A new site's are in its language; a site keeps those
that it began with, so that links keep working when it changes its language. Pure."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FirstAddresses:
    """`comments`: where the form is sent; `feeds`: of the page that lists them."""

    comments: str
    desk: str
    feeds: str

    @property
    def settings(self) -> dict[str, str]:
        """Below `[pelican]`, where they are not the project's own."""
        return {} if self.feeds == FRENCH.feeds else {_FEEDS: f"{self.feeds}index.html"}


_FEEDS = "FILS_SAVE_AS"
FRENCH = FirstAddresses("/commenter", "/bureau/", "fils/")
ENGLISH = FirstAddresses("/comment", "/desk/", "feeds/")
"""Of all other languages as well."""


def of(language: str) -> FirstAddresses:
    return FRENCH if language.partition("-")[0] == "fr" else ENGLISH


def present(pelican: dict[str, str]) -> str:
    """The page that lists the feeds, where a site has it. `pelican`: its settings below `[pelican]`."""
    return pelican.get(_FEEDS, f"{FRENCH.feeds}index.html").removesuffix("index.html")
