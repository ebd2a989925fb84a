"""One published site that had a Dotclear blog before it, and the servers that serve it."""

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.examples import CONTENT
from tests.hosts.servers import START, Server, free_port, running, wait_for
from tests.site.conftest import Site

# What Dotclear's rules of 2020 let through: accents, case, most signs; and what only a person would write.
TABLE = """old,new,system,id
/post/2020/12/19/Pôle-Emploi-is-watching-you,/post/2020/12/pole-emploi-is-watching-you/,dotclear,41
/index.php?post/2021/01/02/L-%C3%A9t%C3%A9-(1),/post/2021/01/02/l-ete/,dotclear,42
"/post/2021/01/03/a,b;c:d!e'f*g$h@i[j]{k}|l^m`n~o\\p",/post/2021/01/02/l-ete/,dotclear,43
/post/2021/01/04/guillemet-%22-espace%20fin,/post/2021/01/02/l-ete/,dotclear,44
/post/2021/01/05/Casse,/post/2021/01/02/l-ete/,dotclear,
/post/2021/01/05/casse,/a-propos/,dotclear,
/pages/A-propos,/a-propos/,dotclear,
/category/Société/Travail-droits,/category/travail/,dotclear,
/tag/Pôle Emploi,/tag/pole-emploi/,dotclear,
/tag/100%25,/tag/pole-emploi/,dotclear,
/tag/Pole-Emploi/,/a-propos/,,
/?p=12,/post/2021/01/02/l-ete/#commentaires,,
/2021/01/02/ete/,/post/2021/01/02/l-ete/,,
/feed.php,/feed/rss.xml,,
/notes.txt,/images/25 été.txt,,
/plus-vieux,/2021/01/02/ete,,
"""


@pytest.fixture(scope="session")
def folder() -> Iterator[Path]:
    """Servers that give up root's rights must still be able to read it."""
    with tempfile.TemporaryDirectory(prefix="hosts-") as name:
        Path(name).chmod(0o755)
        yield Path(name)


@pytest.fixture(scope="session")
def published(folder: Path) -> Site:
    (folder / "site").mkdir()
    site = Site(folder / "site").compress(True)
    site.set(
        HOSTS=("nginx", "caddy", "apache", "htaccess"),
        SECURITY={"Contact": ["mailto:a@blog.example"], "Expires": "2030-01-01T00:00:00Z"},
    )
    for kind in ("articles", "comments", "pages"):
        for path in (CONTENT / kind).rglob("*"):
            if path.is_file():
                site.write(str(path.relative_to(CONTENT)), path.read_bytes())
    for slug in ("comment", "desk"):
        site.write(f"pages/{slug}.md", f"Title: {slug}\nSlug: {slug}\n\nÀ moi.\n")
    site.article("l-ete", "Title: L’été\nDate: 2021-01-02\nCategory: Travail\nTags: Pôle Emploi, 100 %\n")
    site.write("images/25 été.txt", "Notes.").write("images/sous/a.txt", "A.")
    return site.write("addresses.csv", TABLE).build()


@contextmanager
def taking(site: Site, log: Path) -> Iterator[int]:
    """The port at which comments are taken, as the unit of systemd starts it."""
    (site.root / "moderation.toml").write_text("[intake]\nproxies = 1\n")
    port = free_port()
    command = [sys.executable, "-m", "plugins.moderation.serve", "--port", str(port)]
    with log.open("wb") as output:
        process = subprocess.Popen(command, cwd=site.root, stdout=output, stderr=output)
    wait_for(process, port, [log])
    yield port
    process.terminate()
    process.wait(20)


@pytest.fixture(scope="session")
def intake(published: Site, folder: Path) -> Iterator[int]:
    with taking(published, folder / "intake.log") as port:
        yield port


@pytest.fixture(scope="session", params=START)
def server(request: pytest.FixtureRequest, published: Site, folder: Path, intake: int) -> Iterator[Server]:
    with running(request.param, published.root, folder / request.param, intake) as server:
        yield server
