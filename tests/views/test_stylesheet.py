"""One style sheet out of the theme's parts."""

import re

from plugins.views import stylesheet


def test_parts_in_order_without_comments():
    css = stylesheet.bundle(
        '@import "b.css";\n@import "a.css";\n',
        {"a.css": "a { color: red; } /* x */", "b.css": "@layer b;\n"}.get,
    )
    assert css == "@layer b;a{color:red}\n"


def test_the_name_follows_the_content():
    assert re.fullmatch(r"style\.[0-9a-f]{10}\.css", stylesheet.name("style", "a"))
    assert stylesheet.name("style", "a") != stylesheet.name("style", "b")
