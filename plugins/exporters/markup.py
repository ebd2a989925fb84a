"""Elements of an XML document as text. Pure."""

from html import escape

from plugins.common.text import clean


def element(name: str, text: str, attributes: str = "") -> str:
    """With its text as CDATA, which may hold anything but its own end."""
    inside = clean(text).replace("]]>", "]]]]><![CDATA[>")
    return f"<{name}{attributes}><![CDATA[{inside}]]></{name}>\n" if text else f"<{name}{attributes} />\n"


def attribute(name: str, value: object) -> str:
    return f' {name}="{escape(clean(str(value)))}"'
