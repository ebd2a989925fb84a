"""Converts a mail that is HTML only into the text that its sender saw. Quotes of other mails are left out,
and replaced by a mark for `quotes`. Pure.

The parser of the standard library is event-based, so deeply nested elements are no problem. Input on which it
would take quadratic time is removed beforehand: comments, and each `<` that begins no tag.
"""

import re
from html.parser import HTMLParser

from plugins.moderation.mail import heads
from plugins.moderation.mail.quotes import CITED

_UNSEEN = {"style", "script", "title", "template", "select", "object"}  # with all that is in them
_PARAGRAPHS = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table", "pre", "blockquote", "hr"}
_LINES = {"div", "li", "tr", "section", "article", "header", "footer", "dt", "dd"}
_VOID = {"br", "hr"}  # have no end
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_DECLARATION = re.compile(r"<[!?][^<>]*>")
_NO_TAG = re.compile(r"<(?![/A-Za-z][^<>]{0,2000}>)")
# Names that mail programs give to attributions and signatures; to quotes; and to the head of a quote that
# extends to the end of the mail.
_ADDED = re.compile(
    r"gmail_attr|gmail_signature|moz-cite-prefix|moz-signature|protonmail_signature_block|reply-intro"
    r"|yahoo-quoted-begin|messageSignatureSection"
)
_QUOTES = re.compile(
    r"gmail_quote|gmail_extra|yahoo_quoted|iosymail|protonmail_quote|tutanota_quote|zmail_extra|__QUOTED_TEXT__"
    r"|name=quote\b|messageReplySection"
)
_REST = re.compile(
    r"divRplyFwdMsg|OLK_SRC_BODY_SECTION|OutlookMessageHeader|appendonsend|ms-outlook-mobile-reference-message"
    r"|mail-editor-reference-message|stopSpelling|replySplit|zwchr|__HEADERS__"
)
_NAMING = ("class", "id", "name", "data-marker")
_BLANKS = re.compile(r"[ \t\n\r\f]+")


def text(html: str) -> str:
    """Plain text, with empty lines between paragraphs, and the address of each link behind its text."""
    reader = _MailHtmlParser()
    reader.feed(_NO_TAG.sub("&lt;", _DECLARATION.sub("", _COMMENT.sub("", html))))
    reader.close()
    return reader.text()


class _MailHtmlParser(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._pieces: list[str] = []
        self._skipped: str | None = None  # the element that is being left out, and how deeply it is nested
        self._depth = 0
        self._link: tuple[str, int] | None = None
        self._ended = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        if self._skipped is None and not self._ended:
            self._skip(tag, attributes)
        if self._ended:
            return
        if self._skipped is not None:
            self._depth += tag == self._skipped
            return
        self._break(tag)
        if tag == "br":
            self._pieces.append("\n")
        elif tag == "a" and attributes.get("href", "").startswith(("http://", "https://")):
            self._link = attributes["href"], len(self._pieces)

    def _skip(self, tag: str, attributes: dict[str, str]) -> None:
        """Begin to skip, if this element is a quote or unseen."""
        names = " ".join(f"{name}={attributes[name]}" for name in _NAMING if name in attributes)
        self._ended = _REST.search(names) is not None
        is_quote = _QUOTES.search(names) or (tag == "blockquote" and attributes.get("type") == "cite")
        if is_quote or self._ended:
            self._pieces.append(f"\n{CITED}\n")
        if tag not in _VOID and (is_quote or tag in _UNSEEN or _ADDED.search(names)):
            self._skipped = tag

    def handle_endtag(self, tag: str) -> None:
        if self._ended:
            return
        if self._skipped is not None:
            self._depth -= tag == self._skipped
            self._skipped = self._skipped if self._depth else None
            return
        if tag == "a" and self._link:
            address, start = self._link
            self._link = None
            if address not in "".join(self._pieces[start:]):
                self._pieces.append(f" ({address})")
        self._break(tag)

    def handle_data(self, data: str) -> None:
        if self._skipped is None and not self._ended:
            self._pieces.append(_BLANKS.sub(" ", data))

    def text(self) -> str:
        lines = [line.strip(" ") for line in "".join(self._pieces).split("\n")]
        return re.sub("\n{3,}", "\n\n", "\n".join(_up_to_headers(lines))).strip("\n")

    def _break(self, tag: str) -> None:
        if tag in _PARAGRAPHS:
            self._pieces.append("\n\n")
        elif tag in _LINES and self._pieces and not self._pieces[-1].endswith("\n"):
            self._pieces.append("\n")


def _up_to_headers(lines: list[str]) -> list[str]:
    """The lines before a quote of which only the headers have a `>`, as some webmails write it; its text
    would pass for the sender's."""
    for number, line in enumerate(lines):
        if line.startswith(">") and heads.are_in_quote(lines[number : number + heads.HEADERS_AT_MOST]):
            return [*lines[:number], CITED]
    return lines
