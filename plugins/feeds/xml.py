"""What Atom and RSS share: text that is safe in XML, and the line that lets a browser show a page."""

from markupsafe import escape

from plugins.common.text import for_feed


def xml(text: str) -> str:
    """Text for an element or a quoted attribute; what XML 1.0 §2.2 forbids is deleted."""
    return str(escape(for_feed(str(text))))


def prologue(style_address: str) -> str:
    """CSS, not XSL, which browsers are taking away (`facts/pages-and-feeds.md` §0.2)."""
    style = f'<?xml-stylesheet type="text/css" href="{xml(style_address)}"?>'
    return f'<?xml version="1.0" encoding="utf-8"?>\n{style}'
