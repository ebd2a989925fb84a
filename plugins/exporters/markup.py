"""Writes elements of an XML document. Pure."""

from html import escape

from plugins.common.text import clean


def element(name: str, text: str, attributes: str = "") -> str:
    """An element with its text as CDATA, in which only the end of CDATA itself must be escaped."""
    inside = clean(text).replace("]]>", "]]]]><![CDATA[>")
    return f"<{name}{attributes}><![CDATA[{inside}]]></{name}>\n" if text else f"<{name}{attributes} />\n"


def attribute(name: str, value: object) -> str:
    return f' {name}="{escape(clean(str(value)))}"'
