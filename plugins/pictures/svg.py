"""Drawings in SVG: their size, and a cleaned copy for publication. Pure.

Browsers run the scripts of a drawing that is opened by itself, if the host sends no policy against it. And
programs write into it who drew it, and in which folder. So it is written anew, without scripts, without
elements that are not SVG, and without links to other files.
"""

import re
from collections.abc import Iterator
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

_SVG, _XLINK, _XML = (
    "http://www.w3.org/2000/svg",
    "http://www.w3.org/1999/xlink",
    "http://www.w3.org/XML/1998/namespace",
)
_LEFT_OUT = {f"{{{_SVG}}}{name}" for name in ("script", "foreignObject", "metadata", "handler", "listener")}
_MOVES = {f"{{{_SVG}}}{name}" for name in ("set", "animate", "animateMotion", "animateTransform")}
_LINK = f"{{{_SVG}}}a"
_HREFS = ("href", f"{{{_XLINK}}}href")
_ROOT = re.compile(
    rb"\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*)*(?:<!DOCTYPE[^>\[]*(?:\[[^\]]*\]\s*)?>\s*)?(?:<!--.*?-->\s*)*<(?:\w+:)?svg\b",
    re.DOTALL,
)
_LENGTH = re.compile(r"\s*([0-9]*\.?[0-9]+)(px|pt|pc|mm|cm|in|)\s*")
_PIXELS = {
    "": 1,
    "px": 1,
    "pt": 4 / 3,
    "pc": 16,
    "mm": 96 / 25.4,
    "cm": 96 / 2.54,
    "in": 96,
}  # CSS Values §6.2
_UNKNOWN = (300, 150)  # CSS 2.2 §10.3.2: the size of what has none itself
_MOST = 10_000

for _prefix, _namespace in (("", _SVG), ("xlink", _XLINK)):
    ElementTree.register_namespace(_prefix, _namespace)


def is_svg(data: bytes) -> bool:
    return b"svg" in data[:20_000] and _ROOT.match(data.removeprefix(b"\xef\xbb\xbf")) is not None


def size(data: bytes) -> tuple[int, int]:
    """Width and height in CSS pixels. Raises ValueError if it is not well-formed."""
    root = _root(data)
    box = [float(each) for each in re.findall(r"-?[0-9]*\.?[0-9]+", root.get("viewBox", ""))]
    wide, high = (box[2], box[3]) if len(box) == 4 and box[2] > 0 and box[3] > 0 else (0.0, 0.0)
    width, height = _pixels(root.get("width", "")), _pixels(root.get("height", ""))
    ratio = high / wide if wide else 0.0
    if not width and not height:
        width, height = (wide, high) if wide else _UNKNOWN
    width = width or (height / ratio if ratio else _UNKNOWN[0])
    height = height or (width * ratio if ratio else _UNKNOWN[1])
    return tuple(max(1, min(_MOST, round(each))) for each in (width, height))  # type: ignore[return-value]


def cleaned(data: bytes) -> bytes:
    """The copy to publish. Raises ValueError if it is not well-formed."""
    root = _root(data)
    _clean(root)
    return f"{ElementTree.tostring(root, encoding='unicode')}\n".encode()


def has_pixels(data: bytes) -> bool:
    """Whether it embeds a picture, which may hold a camera's metadata."""
    return any(_is_data(each.get(name, "")) for each in _root(data).iter() for name in _HREFS)


def _root(data: bytes) -> Element:
    """Parse a drawing, without comments and processing instructions. expat stops entities that expand without
    limit."""
    try:
        return ElementTree.fromstring(data)
    except ElementTree.ParseError as error:
        raise ValueError(str(error)) from None


def _pixels(length: str) -> float:
    """A length in pixels; 0 if there is none, or if it is a percentage."""
    found = _LENGTH.fullmatch(length)
    return float(found[1]) * _PIXELS[found[2]] if found else 0.0


def _clean(element: Element) -> None:
    for name in [*_unwanted(element)]:
        del element.attrib[name]
    for child in list(element):
        if _is_allowed(child):
            _clean(child)
        else:
            _remove(element, child)


def _is_allowed(child: Element) -> bool:
    tag = str(child.tag)
    if tag in _MOVES and child.get("attributeName", "").rpartition(":")[2].lower() == "href":
        return False
    return tag.startswith(f"{{{_SVG}}}") and tag not in _LEFT_OUT


def _remove(parent: Element, child: Element) -> None:
    """Remove an element, but keep the text behind it in its place."""
    place, tail = list(parent).index(child), child.tail or ""
    if place:
        parent[place - 1].tail = (parent[place - 1].tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail
    parent.remove(child)


def _unwanted(element: Element) -> Iterator[str]:
    for name, value in element.attrib.items():
        foreign = name.startswith("{") and not name.startswith((f"{{{_XLINK}}}", f"{{{_XML}}}"))
        active = name.lower().startswith("on") or "javascript:" in value.lower()
        if foreign or active or (name in _HREFS and not _may_lead(element, value)):
            yield name


def _may_lead(element: Element, value: str) -> bool:
    """Whether a reference is allowed: one within the drawing, or a link for readers."""
    value = value.strip()
    return value.startswith("#") or (element.tag == _LINK and value.startswith(("https://", "http://", "/")))


def _is_data(value: str) -> bool:
    return value.strip().lower().startswith("data:")
