"""A web server is to be reloaded for what it reads when it starts, and for nothing else."""

import pytest

from plugins.deploy.__main__ import _is_for_server
from plugins.deploy.changes import Change


@pytest.mark.parametrize(
    ("path", "asked"),
    [
        ("output.hosts/nginx/redirects.map", True),
        ("output.hosts/caddy/headers", True),
        ("output.hosts/intake.json", False),
        ("output.hosts/compressed-with.txt", False),
        ("output/index.html", False),
        ("output/output.hosts/nginx/x", False),
    ],
)
def test_changed_host_files_need_a_reload(path, asked):
    assert _is_for_server([Change("output/a.html", "~"), Change(path, "~")], "output.hosts") is asked
