"""Readers of microformats find the article, and the comments inside it."""

import mf2py


def test_the_conversation_is_inside_the_entry(real):
    html = real.text("post/2020/12/pole-emploi-is-watching-you/index.html")
    address = "https://blog.example/post/2020/12/pole-emploi-is-watching-you/"
    parsed = mf2py.parse(doc=html, url=address, html_parser="html5lib")
    (entry,) = [item for item in parsed["items"] if item["type"] == ["h-entry"]]
    properties = entry["properties"]
    assert properties["name"] == ["Pôle Emploi is watching you"]
    assert properties["url"] == [address]
    assert properties["published"] == ["2020-12"]
    comments = properties["comment"]
    assert [c["properties"]["author"][0]["properties"]["name"] for c in comments] == [
        ["Florence"],
        ["didou"],
        ["tiery"],
        ["DaQueen"],
    ]
    assert [c["properties"]["url"] for c in comments] == [[f"{address}#c{n}"] for n in range(1, 5)]
