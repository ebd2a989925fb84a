"""What a person left in the table is done, and nothing else."""

import pytest

from plugins.comments import format
from plugins.common.errors import Problem, SiteError
from plugins.proof import replacing
from plugins.proof.findings import Finding, Replacement, Severity

ARTICLE = (
    "Title: Un\n\n[a](http://a.fr/x) [b](http://a.fr/x/y) <http://a.fr/x>, http://a.fr/x.\n\n"
    "[c](https://web.archive.org/web/2019/http://a.fr/x)\n"
)
COMMENT = "Id: 1\nAuthor: Zoé\nDate: 2020-12-19\n\nVoir http://a.fr/x, et http://é.fr/ !\n"
BY = "https://web.archive.org/web/20201218/http://a.fr/x"


@pytest.fixture
def root(tmp_path):
    (tmp_path / "un.md").write_text(ARTICLE)
    (tmp_path / "1.txt").write_text(COMMENT)
    return tmp_path


def done(root, *rows):
    return list(replacing.apply([replacing.Row(name, 1, address, by) for name, address, by in rows], root))


def test_an_address_of_an_article_is_replaced_wherever_it_stands(root):
    assert done(root, ("un.md", "http://a.fr/x", BY)) == ["un.md"]
    text = (root / "un.md").read_text()
    assert text == ARTICLE.replace("(http://a.fr/x)", f"({BY})", 1).replace(
        "<http://a.fr/x>", f"<{BY}>"
    ).replace(" http://a.fr/x.", f" {BY}.")
    assert done(root, ("un.md", "http://a.fr/x", BY)) == ["un.md"], "a second time it does no more"
    assert (root / "un.md").read_text() == text


def test_a_comment_stays_as_it_was_typed(root):
    done(root, ("1.txt", "http://a.fr/x", BY), ("1.txt", "http://xn--9ca.fr/", "https://w"))
    text = (root / "1.txt").read_text()
    assert text.partition("\n\n")[2] == COMMENT.partition("\n\n")[2]
    assert format.parse(text.encode(), "").comment.archived == ("http://a.fr/x", "http://xn--9ca.fr/")


@pytest.mark.parametrize("name", ["../un.md", "deux.md", "/etc/passwd", ""])
def test_a_file_outside_the_site_is_refused(root, name):
    with pytest.raises(SiteError, match="no file of this site"):
        done(root, (name, "http://a.fr/x", BY))


def test_nothing_is_written_if_one_row_is_wrong(root):
    with pytest.raises(SiteError, match="is not in it any more"):
        done(root, ("un.md", "http://a.fr/x", BY), ("1.txt", "http://b.fr/", BY))
    assert (root / "un.md").read_text() == ARTICLE


def test_a_table_that_is_written_can_be_read():
    problem = Problem("a, b.md", 3, "dead", "")
    found = [
        Finding(Severity.WRONG, problem, Replacement("http://a.fr/x", BY)),
        Finding(Severity.ADVICE, problem),
    ]
    text = replacing.table(found)
    assert text.splitlines() == ["file,line,address,by", f'"a, b.md",3,http://a.fr/x,{BY}']
    assert replacing.rows(text, "t.csv") == [replacing.Row("a, b.md", 3, "http://a.fr/x", BY)]


@pytest.mark.parametrize(
    ("text", "line"),
    [("", 1), ("x\n", 1), ("file,line,address,by\na,b,c,d\n", 2), ("file,line,address,by\na,1,x y,d\n", 2)],
)
def test_another_table_is_refused_with_its_line(text, line):
    with pytest.raises(SiteError) as error:
        replacing.rows(text, "t.csv")
    assert [(one.where, one.line) for one in error.value.problems] == [("t.csv", line)]
