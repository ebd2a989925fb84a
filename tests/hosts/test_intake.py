"""The intake of comments behind the servers of deploy/, and the units that start it."""

import subprocess
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlencode

import pytest

from plugins.moderation.core.desk import Desk, DeskPaths
from plugins.moderation.core.login import HERE
from plugins.moderation.web.app import MAXIMUM_BODY
from tests.hosts.servers import START
from tests.hosts.test_serving import HEADERS
from tests.programs import need
from tests.site.conftest import ROOT

ARTICLE = "pole-emploi-is-watching-you"
ORIGIN = "https://blog.example"


def form(text: str = "Bonjour.", **fields: str) -> bytes:
    return urlencode({"article": ARTICLE, "author": "Zoé", "text": text, "action": "send", **fields}).encode()


# Shared hosting (`htaccess`) has no proxy to put before an intake.
behind = pytest.mark.parametrize("server", ["nginx", "caddy", "apache"], indirect=True)


@pytest.fixture
def source(server, request):
    """An address whose network nobody else of these tests has: they count by network."""
    names = ("nginx", "caddy", "apache")
    place = names.index(request.node.callspec.params["server"])
    test = sum(map(ord, request.node.originalname)) % 200
    return f"127.{place + 1}.{test}.9"


@behind
def test_a_comment_comes_through(server, published, source):
    response = server.post("/commenter", form(f"De {source}."), source, Origin=ORIGIN)
    assert response.status == 303
    assert response.getheader("Location").removeprefix(ORIGIN).startswith("/commenter/le-mien/")
    waiting = (published.root / "var" / "moderation" / "pending").glob("*.txt")
    assert [path for path in waiting if f"De {source}." in path.read_text()]
    receipt = server.ask(response.getheader("Location").removeprefix(ORIGIN))
    assert receipt.status == 200 and "a été enregistré" in receipt.body.decode()


@behind
def test_a_preview_and_an_error_keep_their_words_to_themselves(server, source):
    for fields, status in (({"action": "preview"}, 200), ({"author": ""}, 422)):
        response = server.post("/commenter", form("Mot à mot.", **fields), source, Origin=ORIGIN)
        assert (response.status, "Mot à mot." in response.body.decode()) == (status, True)
        assert response.headers.get_all("Cache-Control") == ["no-store"]
        assert response.getheader("Content-Type") == "text/html; charset=utf-8"
        assert {name: response.headers.get_all(name) for name in HEADERS} == {
            name: [value] for name, value in HEADERS.items()
        }


@behind
def test_other_pages_of_the_intake_are_its_own(server):
    for target in ("/commenter", "/commenter/", "/commenter/decider/x"):
        assert "<h1>Commenter</h1>" in server.ask(target).body.decode()
    assert "<h1>Page introuvable</h1>" in server.ask("/commenter-ici").body.decode()


@pytest.mark.parametrize("server", START, indirect=True)
@pytest.mark.parametrize("target", ["/comment/", "/desk/"])
def test_a_page_of_the_owners_is_no_form_and_no_desk(server, target):
    """They are so on a site that names them in its settings; this one has others."""
    answer = server.ask(target)
    assert answer.status == 200 and "À moi." in answer.body.decode()


@behind
def test_too_long_a_comment_is_told_so_and_a_megabyte_is_stopped_before(server, source):
    response = server.post("/commenter", form("x" * MAXIMUM_BODY), source, Origin=ORIGIN)
    assert response.status == 413 and "60\u202f000\u00a0octets au plus" in response.body.decode()
    assert server.post("/commenter", form("x" * 2**20), source, Origin=ORIGIN).status == 413


@behind
def test_a_network_cannot_pass_for_others(server, source):
    """What a visitor says of its own address counts for nothing."""
    sent = [
        server.post("/commenter", form(f"{n}"), source, Origin=ORIGIN, X_Forwarded_For=f"198.51.{n}.7").status
        for n in range(6)
    ]
    assert sent == [303] * 5 + [429]


@behind
def test_another_sites_form_is_refused(server, source):
    assert server.post("/commenter", form(), source, Origin="https://ailleurs.example").status == 403


@behind
def test_no_address_is_written(server, published, folder, source, request):
    """Not in a log of the server, be it of an error; not by the intake."""
    server.post("/commenter", form(), source, Origin=ORIGIN, X_Forwarded_For="198.51.100.7")
    server.post("/commenter", form("x" * 2**20), source, Origin=ORIGIN)
    server.ask("/nulle-part")
    written = [*folder.glob("*.log"), *(published.root / "var").rglob("*")]
    written += (folder / request.node.callspec.params["server"]).rglob("*")
    network = source.rpartition(".")[0].encode()
    for path in written:
        if path.is_file():
            assert network not in path.read_bytes() and b"198.51.100" not in path.read_bytes(), path


UNITS = sorted(path.name for path in (ROOT / "deploy").glob("blog-*"))
SERVICES = [name for name in UNITS if name.endswith(".service")]


@pytest.fixture
def units(tmp_path: Path) -> Path:
    """The units, with this project in the place of the deployed one and a user that is there."""
    for name in UNITS:
        text = (ROOT / "deploy" / name).read_text().replace("/srv/blog/source", str(ROOT))
        (tmp_path / name).write_text(text.replace("User=blog", "User=root"))
    return tmp_path


def test_systemd_understands_the_units(units):
    assert UNITS == [
        "blog-intake.service",
        "blog-mail.service",
        "blog-mail.timer",
        "blog-publish.service",
        "blog-publish.timer",
    ]
    command = [need("systemd-analyze"), "verify", *(str(units / name) for name in UNITS)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("name", SERVICES)
def test_the_units_may_do_little(units, name):
    """systemd's own measure, of 0 to 10; it calls up to 2.5 “OK”. Its threshold counts tenths."""
    command = [need("systemd-analyze"), "security", "--offline=true", "--threshold=25", str(units / name)]
    text = (units / name).read_text().replace("User=root", "User=blog")
    (units / name).write_text(text)
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def started(name):
    text = (ROOT / "deploy" / name).read_text()
    return next(line for line in text.split("\n") if line.startswith("ExecStart="))


def test_the_unit_that_publishes_starts_verbs_of_ours():
    make, *verbs = started("blog-publish.service").split()
    known = (ROOT / "Makefile").read_text()
    assert make == "ExecStart=/usr/bin/make"
    assert all(f"\n{verb}: " in known for verb in verbs if "=" not in verb)


@pytest.mark.parametrize("name", ["blog-intake.service", "blog-mail.service"])
def test_what_the_units_start_is_there(name):
    line = started(name)
    module, *options = line.partition(" -m ")[2].split()
    help_ = subprocess.run(
        [str(ROOT / ".venv/bin/python"), "-m", module, "--help"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert all(option in help_.stdout for option in options if option.startswith("--"))


@behind
def test_the_desk_is_behind_it_with_its_own_door(server, published, source):
    """Without a session each address tells nothing; with a key there is one cookie, of this host alone."""
    closed = [server.ask(target) for target in ("/bureau", "/bureau/", "/bureau/publies/", "/bureau/x")]
    assert {(one.status, one.body) for one in closed} == {(403, closed[0].body)}
    assert "<h1>Bureau</h1>" in closed[0].body.decode()
    for one in closed:
        assert {name: one.headers.get_all(name) for name in HEADERS} == {
            name: [value] for name, value in HEADERS.items()
        }
        assert one.headers.get_all("Cache-Control") == ["no-store"]
    key = Desk(DeskPaths(published.root)).login_links().issue(HERE, datetime.now(UTC))
    body = urlencode({"cle": key}).encode()
    assert server.post("/bureau/entrer", body, source, Origin="https://evil.example").status == 403
    entered = server.post("/bureau/entrer", body, source, Origin=ORIGIN)
    cookie, _, rest = entered.getheader("Set-Cookie").partition(";")
    assert (entered.status, rest.strip()) == (303, "Secure; HttpOnly; Path=/; SameSite=Strict")
    assert entered.getheader("Location").removeprefix(ORIGIN) == "/bureau/"
    page = server.ask("/bureau/", Cookie=cookie)
    assert page.status == 200 and "En attente" in page.body.decode()
