"""`make proof`, as it is typed, in a site of its own."""

import os
import subprocess
import sys

from tests.site.conftest import Site
from tests.site.conftest import site as site  # the fixture


def proof(site: Site, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "plugins.proof", *arguments],
        cwd=site.root,
        env={"PATH": os.environ["PATH"]},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_site_in_order_and_one_that_is_not(site):
    site.article("un", "Summary: Court.\n", "Texte.")
    done = proof(site, "--offline")
    assert (done.returncode, done.stdout) == (0, "Nothing to say.\n")
    assert not site.output.exists(), "the real output is not touched"
    site.article("un", "", "#### Un\n\nEst est. [y](/nulle-part/)")
    done = proof(site, "--offline")
    assert done.returncode == 1
    wrong, doubtful, advice = (done.stdout.index(f"{word}\n") for word in ("Wrong", "Doubtful", "Advice"))
    assert wrong < done.stdout.index("articles/un.md:5: “Un” is a heading of level 4") < doubtful
    assert doubtful < done.stdout.index("articles/un.md:7: “Est est”: the word twice") < advice
    assert "A publication would stop: 1 problem" in done.stdout
    assert "content/articles/un.md:7: “/nulle-part/” leads to no page" in done.stdout


def test_one_file_is_checked_and_a_table_is_applied(site):
    site.article("un", "Summary: C.\n", "Est est.").article(
        "deux", "Title: Deux\nSummary: C.\n", "[a](http://a.fr/)"
    )
    done = proof(site, "--offline", "content/articles/deux.md")
    assert (done.returncode, done.stdout) == (0, "Nothing to say.\n")
    table = site.root / "dead.csv"
    table.write_text("file,line,address,by\ncontent/articles/deux.md,5,http://a.fr/,https://a.fr/\n")
    assert proof(site, "--apply", "dead.csv").stdout == "content/articles/deux.md: written\n"
    assert "[a](https://a.fr/)" in (site.root / "content/articles/deux.md").read_text()
    done = proof(site, "--apply", "dead.csv")
    assert (done.returncode, done.stderr.count("is not in it any more")) == (1, 1)


def test_called_wrongly(site):
    done = proof(site, "nulle-part.md")
    assert (done.returncode, "no such file: nulle-part.md" in done.stderr) == (2, True)
