"""deploy/nginx-local.conf: what was published, on this machine, started as its comment says."""

import os
import re
import subprocess
import urllib.error
import urllib.request

import pytest

from tests.examples import ROOT
from tests.hosts.servers import free_port, wait_for
from tests.programs import need
from tests.site.conftest import Site

CONF = "deploy/nginx-local.conf"


def test_a_published_site_is_served_from_its_folder(tmp_path):
    site = Site(tmp_path)
    nginx, port = need("nginx"), free_port()
    site.article("un").build(SITEURL=f"http://localhost:{port}")
    (site.root / "deploy").mkdir()
    text = (ROOT / CONF).read_text(encoding="utf-8")
    words = re.search(r"#   (\S*nginx .*?) +\(", text)[1].split()
    assert words[1:] == ["-p", ".", "-c", CONF]
    assert len(re.findall(r"^ +(?:listen|server) 127\.0\.0\.1:\d+;", text, re.M)) == 2, (
        "as docs/beginning.md says"
    )
    text = text.replace("127.0.0.1:8088", f"127.0.0.1:{port}").replace(
        "/tmp/blog-nginx", f"{site.root}/nginx"
    )
    if not os.getuid():  # else workers would be somebody who may not look into this folder
        text = f"user root;\n{text}"
    (site.root / CONF).write_text(text, encoding="utf-8")
    log = site.root / "nginx.log"
    with log.open("wb") as said:
        process = subprocess.Popen([nginx, *words[1:]], cwd=site.root, stdout=said, stderr=said)
    try:
        wait_for(process, port, [log])
        address = f"http://127.0.0.1:{port}/"
        with urllib.request.urlopen(f"{address}post/2020/12/18/un/") as answer:
            assert (
                b"Texte." in answer.read()
                and "default-src 'none'" in answer.headers["Content-Security-Policy"]
            )
        with pytest.raises(urllib.error.HTTPError, match="404"):
            urllib.request.urlopen(f"{address}absent/")
        with pytest.raises(urllib.error.HTTPError, match="502"):  # no intake is running
            urllib.request.urlopen(f"{address}commenter/")
    finally:
        process.terminate()
        process.wait(20)
