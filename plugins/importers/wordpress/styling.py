"""Removes what only WordPress's own style sheets understand; the rest can be expressed in Markdown. Pure."""

import re

from bs4 import BeautifulSoup, Tag

from plugins.importers.html_comparison import parsed

_DECORATION = re.compile(r"(?:wp-|has-|is-|align|size-|attachment|block|gallery)")
_ATTRIBUTES = ("srcset", "sizes", "loading", "decoding", "fetchpriority")
_SIDES = {"alignleft": "align-left", "alignright": "align-right"}
"""WordPress's classes, and those of this site's theme."""
_GALLERY = "gallery"
_GALLERIES = [_GALLERY, "wp-block-gallery", "tiled-gallery", "wp-block-jetpack-tiled-gallery"]


def without_styling(html: str) -> str:
    """The HTML without WordPress's classes and attributes; readers see the same."""
    soup = parsed(html)
    for wrapper in soup.find_all("div", class_="wp-block-embed__wrapper"):
        wrapper.unwrap()
    for gallery in soup.find_all(class_=_GALLERIES):
        if gallery.find_parent(class_=_GALLERIES) is None:
            _list_pictures(gallery, soup)
    for captioned in soup.find_all(["div", "dl"], class_="wp-caption"):
        _make_figure(captioned)
    for tag in soup.find_all(True):
        _strip_styling(tag)
    for figure in soup.find_all("figure"):
        if figure.get("class") is None and not figure.find(["figcaption", "video", "audio"]):
            _make_paragraph(figure)
    return str(soup)


def _list_pictures(gallery: Tag, soup: BeautifulSoup) -> None:
    """Replace a gallery by a list of its pictures, followed by the caption of the whole gallery."""
    pictures = soup.new_tag("ul", attrs={"class": _GALLERY})
    captions = gallery.find_all("figcaption")
    caption = next((one for one in captions if one.find_parent("figure") is gallery), None)
    for image in gallery.find_all("img"):
        item = soup.new_tag("li")
        item.append(_with_caption(image, gallery))
        pictures.append(item)
    if pictures.contents:
        gallery.replace_with(pictures)
        if caption is not None:
            caption.name = "p"
            pictures.insert_after(caption)


def _with_caption(image: Tag, gallery: Tag) -> Tag:
    link = image.find_parent("a")
    figure = image.find_parent("figure")
    if figure is not None and figure is not gallery and figure.find("figcaption"):
        return figure
    return link if link is not None else image


def _make_figure(captioned: Tag) -> None:
    """Make a figure of a captioned image, which is a `div` on pages and a `dl` in the old editor."""
    words = captioned.find(class_=["wp-caption-text", "wp-caption-dd"])
    if words is None or captioned.find("img") is None:
        return
    captioned.name, words.name = "figure", "figcaption"
    if (holder := captioned.find(class_="wp-caption-dt")) is not None:
        holder.unwrap()


def _strip_styling(tag: Tag) -> None:
    for name in (*_ATTRIBUTES, *(one for one in tag.attrs if one.startswith("data-"))):
        tag.attrs.pop(name, None)
    if "class" not in tag.attrs:
        return
    every = [one for one in tag.get_attribute_list("class") if one]
    pictured = tag.name in ("figure", "img") or tag.find("img") is not None
    sides = [_SIDES[one] for one in every if one in _SIDES] if pictured else []
    kept = sides + [one for one in every if one == _GALLERY or not _DECORATION.match(one)]
    del tag["class"]
    if kept:
        tag["class"] = " ".join(kept)


def _make_paragraph(figure: Tag) -> None:
    if figure.find(["img", "a"]):
        figure.name = "p" if figure.find(["table", "div", "figure", "ul"]) is None else "div"
