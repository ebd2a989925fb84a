"""Fields that an old system kept escaped."""

import pytest

from plugins.importers.references import resolved


@pytest.mark.parametrize(
    ("kept", "said"),
    [
        ("Tom &amp; Jo", "Tom & Jo"),
        ("Tom & Jo", "Tom & Jo"),
        ("&amp;amp;", "&amp;"),
        ("&#1591&#1585", "طر"),
        ("&#x27;l&#39;&quot;&lt;", "'l'\"<"),
        ("http://e.org/?a=1&amp;b=2", "http://e.org/?a=1&b=2"),
        ("http://e.org/?a=1&copy=2&amp;lt=3", "http://e.org/?a=1&copy=2&lt=3"),
        ("&nosuch; & &; &#; &#x;", "&nosuch; & &; &#; &#x;"),
    ],
)
def test_they_are_read_as_a_page_showed_them(kept, said):
    assert resolved(kept) == said
