"""What sets a machine up: complete, to be typed, and the same twice."""

import re
import subprocess
from dataclasses import replace

import pytest

from plugins.install import plan
from plugins.install.plan import Machine
from tests.examples import ROOT

CADDY = Machine("zoe@blog.zoe.fr", "blog.zoe.fr", "caddy", web=True, mail=True)
NGINX = replace(CADDY, server="nginx", web=False, contact="zoe@zoe.fr")
MACHINES = pytest.mark.parametrize("machine", [CADDY, NGINX], ids=["caddy", "nginx"])


def commands(machine):
    return [command for step in plan.steps(machine) for command in step.commands]


@MACHINES
def test_a_shell_reads_it(machine):
    done = subprocess.run(["sh", "-n"], input=plan.told(machine), text=True, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


@MACHINES
def test_each_file_that_it_takes_is_there(machine):
    taken = set(re.findall(r"/deploy/([\w.-]+)", plan.told(machine)))
    assert taken and all((ROOT / "deploy" / name).is_file() for name in taken)


@MACHINES
def test_places_are_those_that_the_files_name(machine):
    """Units, servers and this plan mean the same user and the same folders."""
    for name in set(re.findall(r"/deploy/([\w.-]+)", plan.told(machine))):
        text = (ROOT / "deploy" / name).read_text()
        if name.endswith(".service"):
            assert "User=blog" in text and f"WorkingDirectory={plan.ROOT}/source" in text
        elif not name.endswith(".timer"):
            assert f"{plan.ROOT}/current/output" in text and "blog.example" in text


def test_what_it_does_depends_on_how_comments_come():
    assert [step.what.partition(",")[0] for step in plan.steps(CADDY)] == [
        "Programs",
        "A user “blog”",
        "The project",
        "The first build",
        "Comments by web",
        "Mail; its passwords go into /etc/blog/mail.env",
        "Caddy",
    ]
    without = "\n".join(commands(replace(CADDY, web=False, mail=False)))
    assert "blog-publish.timer" in without
    assert "blog-intake" not in without and "blog-mail" not in without


def test_a_certificate_before_nginx_asks_for_it():
    told = commands(NGINX)
    certificate = next(n for n, command in enumerate(told) if command.startswith("certbot"))
    assert "-m zoe@zoe.fr" in told[certificate] and "-d blog.zoe.fr" in told[certificate]
    assert certificate < told.index("nginx -t") < told.index("systemctl reload nginx")
    assert "--register-unsafely-without-email" in "\n".join(commands(replace(NGINX, contact="")))


@MACHINES
def test_nothing_there_is_written_over(machine):
    """The project comes once; what the intake wrote since, and passwords, stay."""
    (sent,) = [step for step in plan.steps(machine) if step.here]
    assert "--ignore-existing" in sent.commands[0] and "--delete" not in sent.commands[0]
    assert "test -e /etc/blog/mail.env ||" in "\n".join(commands(machine))


def test_who_is_root_needs_no_sudo():
    assert "sudo" not in plan.told(replace(CADDY, host="root@blog.zoe.fr"))


@pytest.mark.parametrize("host", ["-oProxyCommand=x", "a b", "a;b", "", "zoe@", "zoe@h:/x"])
def test_what_is_no_host(host):
    assert not plan.is_host(host)


@pytest.mark.parametrize("name", ["localhost", "a/b.fr", "a.fr;", "A.fr", "a..fr", ".fr", "x" * 64 + ".fr"])
def test_what_is_no_name(name):
    assert not plan.is_name(name)
