"""Which addresses are asked for, and what is said of them."""

from plugins.comments.model import Comment
from plugins.common.when import parse
from plugins.proof import external, findings
from plugins.proof.findings import Replacement, Severity
from plugins.proof.link_checks import LinkCheck, LinkState
from plugins.proof.sources import CommentFile
from tests.proof.samples import source

OWN = "https://blog.example"
ARCHIVE = "https://web.archive.org/web"


def test_addresses_of_a_source_with_their_lines():
    text = (
        "[a](http://a.fr/x#y) [nous](https://blog.example/z) [ici](/u/) [w](https://web.archive.org/web/2/http://b.fr)\n\n"
        "http://b.fr/\n\n<img src='https://c.fr/i.png' alt=''> [m](mailto:a@b.fr)\n"
    )
    found = [(one.line, one.address, one.page) for one in external.of_source(source(text), OWN)]
    assert found == [
        (4, "http://a.fr/x#y", "http://a.fr/x"),
        (6, "http://b.fr/", "http://b.fr/"),
        (8, "https://c.fr/i.png", "https://c.fr/i.png"),
    ]


def test_archived_addresses_of_a_comment_are_not_checked_again():
    text = "Voir http://a.fr/x et http://b.fr/."
    comment = Comment("1", "Zoé", parse("2020-12-19"), text, archived=("http://a.fr/x",))
    (found,) = external.of_comment(CommentFile("1.txt", comment), OWN)
    assert (found.address, found.in_comment) == ("http://b.fr/", True)
    assert not list(external.of_comment(CommentFile("1.txt", comment._replace(format="html")), OWN))


def test_a_replacement_is_offered_for_dead_and_moved_links():
    links = list(
        external.of_source(
            source("[a](http://a.fr/x#y) [b](http://b.fr/) [c](http://c.fr/) [d](http://d.fr/)"), OWN
        )
    )
    checks = {
        "http://a.fr/x": LinkCheck(LinkState.MOVED, "has moved for ever", "https://a.fr/z"),
        "http://b.fr/": LinkCheck(LinkState.DEAD, "is gone: 404"),
        "http://c.fr/": LinkCheck(LinkState.DOUBTFUL, "answers 500"),
        "http://d.fr/": LinkCheck(LinkState.FINE),
    }
    moved, dead, doubtful = external.findings(links, checks)
    assert moved.replacement == Replacement("http://a.fr/x#y", "https://a.fr/z#y")
    assert dead.replacement == Replacement("http://b.fr/", f"{ARCHIVE}/20201218/http://b.fr/")
    assert (doubtful.severity, doubtful.replacement) == (Severity.DOUBTFUL, None)
    assert findings.text([moved, dead, doubtful]).index("404") < findings.text([moved, doubtful, dead]).index(
        "500"
    )
