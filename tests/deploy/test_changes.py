from plugins.deploy import changes
from plugins.deploy.changes import Change

RSYNC = """\
.d..t...... output/
>f+++++++++ output/neuf page.html
cd+++++++++ output/neuf/
>f.st...... output/plus-long.html
>fc.t...... output/autre.html
.f..t...... output/meme.html
.f...p..... output/droits.html
*deleting   output/vieux/index.html
*deleting   output/vieux/
"""


def test_rsync():
    found = list(changes.of_rsync(RSYNC))
    assert found == [
        Change("output/neuf page.html", "+"),
        Change("output/plus-long.html", "~"),
        Change("output/autre.html", "~"),
        Change("output/vieux/index.html", "-"),
    ]
    assert changes.summary(found) == "1 new, 2 changed, 1 gone"
    assert str(found[0]) == "+ output/neuf page.html"


def test_rclone():
    assert list(changes.of_rclone("= a\n+ b c\n- d\n* e\n! f\n")) == [
        Change("b c", "+"),
        Change("d", "-"),
        Change("e", "~"),
    ]
