"""Ten thousand posts from one network: it gets its share, everybody else is served, nothing piles up."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlencode

from tests.moderation.running import FORM, intake
from tests.site.conftest import Site

POSTS, SENDERS, SHARE = 10_000, 4, 5  # the share: per_minute
MEMORY = 100_000  # kB that ten thousand refusals may cost


def resident(process):
    text = Path(f"/proc/{process.pid}/status").read_text()
    return int(text.partition("VmRSS:")[2].split()[0])


def flood(server, share):
    """Posts over one connection; how many were answered with what."""
    connection = server.connect()
    codes = []
    for number in share:
        form = {"article": "un", "author": "Robot", "text": f"Achetez {number}", "email": "x@y.fr"}
        connection.request("POST", "/commenter", urlencode(form), FORM)
        answer = connection.getresponse()
        answer.read()
        codes.append(answer.status)
    connection.close()
    return codes


def test_ten_thousand_posts(tmp_path):
    site = Site(tmp_path).article().build()
    (site.root / "moderation.toml").write_text("[intake]\nper_day = 5\n")
    with intake(site.root) as server, ThreadPoolExecutor(SENDERS) as pool:
        flood(server, range(100))
        before = resident(server.process)
        shares = [range(100 + own, POSTS, SENDERS) for own in range(SENDERS)]
        running = [pool.submit(flood, server, share) for share in shares]
        others = [server.post(source=f"127.1.{n}.1", text=f"Bonjour {n}.").status for n in range(20)]
        codes = [code for one in running for code in one.result()]
        assert set(codes) == {429} and len(codes) == POSTS - 100
        assert others == [303] * 20
        assert resident(server.process) - before < MEMORY
        assert len(server.queued("pending")) == SHARE + 20 and not server.queued("spam")
        assert not server.said()
