"""What has to be done, once, so that a machine with Debian serves a site and takes its comments. Pure.

Each step may be done twice, and none writes over what somebody changed there.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from shlex import quote

SERVERS = ("caddy", "nginx")
ROOT = "/srv/blog"
_SOURCE = f"{ROOT}/source"
_NAME = re.compile(r"(?=.{1,253}$)[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63})+")
_HOST = re.compile(r"(?:[\w.-]+@)?[\w.-]+")
_NOT_SENT = (".venv", ".cache", "/output", "/output.*", "/before-restore.*", "node_modules", "__pycache__")
_PACKAGES = ("ca-certificates", "git", "make", "python3-venv", "rsync")
_OF_SERVER = {"caddy": ("caddy",), "nginx": ("nginx-light", "libnginx-mod-http-brotli-static", "certbot")}


@dataclass(frozen=True, slots=True)
class Machine:
    """`host`: as ssh knows it; `name`: of the site; `server`: one of SERVERS; `web`, `mail`: whether comments
    come that way; `contact`: where the certificate's authority writes to, or empty."""

    host: str
    name: str
    server: str
    web: bool
    mail: bool
    contact: str = ""

    @property
    def sudo(self) -> str:
        """What stands before a command of root's."""
        return "" if self.host.startswith("root@") else "sudo "


@dataclass(frozen=True, slots=True)
class InstallStep:
    """`here`: on this machine, else on the server as root. `commands`: of a shell that stops at the first
    that fails."""

    what: str
    commands: tuple[str, ...]
    here: bool = False


def is_host(text: str) -> bool:
    return bool(_HOST.fullmatch(text)) and not text.startswith("-")


def is_name(text: str) -> bool:
    """Of a site, as it may stand in the files of a web server."""
    return bool(_NAME.fullmatch(text))


def steps(machine: Machine) -> Iterator[InstallStep]:
    """The steps that set a machine up, in order."""
    packages = " ".join((*_PACKAGES, *_OF_SERVER[machine.server]))
    yield InstallStep(
        "Programs",
        ("apt-get update -qq", f"apt-get install -y -qq --no-install-recommends {packages}"),
    )
    yield InstallStep(
        f"A user “blog”, and {ROOT}",
        (
            "id -u blog > /dev/null 2>&1 || "
            f"useradd --system --home-dir {ROOT} --shell /usr/sbin/nologin blog",
            f"install -d -o blog -g blog -m 755 {ROOT}",
            f"install -d -o blog -g blog -m 700 {_SOURCE}",
        ),
    )
    excluded = " ".join(f"--exclude={quote(name)}" for name in _NOT_SENT)
    yield InstallStep(
        "The project, your content and var/; what is there already stays as it is",
        (
            f"rsync -rltog --chown=blog:blog --ignore-existing --rsync-path='{machine.sudo}rsync' {excluded} "
            f"./ {machine.host}:{_SOURCE}/",
        ),
        here=True,
    )
    yield InstallStep(
        "The first build, and its release",
        (f"cd {_SOURCE}", f"runuser -u blog -- env HOME={ROOT} make publish deploy TARGET={ROOT}"),
    )
    yield from _units(machine)
    yield _served(machine)


def _units(machine: Machine) -> Iterator[InstallStep]:
    if machine.web:
        yield InstallStep("Comments by web", tuple(_enabled(machine, "blog-intake.service")))
    else:
        units = _enabled(machine, "blog-publish.timer", "blog-publish.service")
        yield InstallStep("What is dated later", tuple(units))
    if machine.mail:
        passwords = (
            "install -d -m 700 /etc/blog",
            "test -e /etc/blog/mail.env || install -m 600 /dev/null /etc/blog/mail.env",
        )
        units = _enabled(machine, "blog-mail.timer", "blog-mail.service")
        yield InstallStep("Mail; its passwords go into /etc/blog/mail.env", (*passwords, *units))


def _enabled(machine: Machine, unit: str, *others: str) -> Iterator[str]:
    for name in (*others, unit):
        yield _written(name, machine.name, f"/etc/systemd/system/{name}")
    yield "systemctl daemon-reload"
    yield f"systemctl enable --now {unit}"


def _served(machine: Machine) -> InstallStep:
    if machine.server == "caddy":
        return InstallStep("Caddy, which fetches its certificate by itself", tuple(_caddy(machine.name)))
    return InstallStep("A certificate, and nginx", tuple(_nginx(machine)))


def _caddy(name: str) -> Iterator[str]:
    target = "/etc/caddy/Caddyfile"
    yield f"test ! -e {target} || cp --no-clobber {target} {target}.before"
    yield _written("Caddyfile", name, target)
    yield f"caddy validate --config {target}"
    yield "systemctl enable --now caddy"
    yield "systemctl reload caddy"


def _nginx(machine: Machine) -> Iterator[str]:
    contact = f"-m {quote(machine.contact)}" if machine.contact else "--register-unsafely-without-email"
    hooks = "--pre-hook 'systemctl stop nginx' --post-hook 'systemctl start nginx'"
    yield (
        f"certbot certonly --standalone --non-interactive --agree-tos --keep-until-expiring {contact} "
        f"{hooks} -d {machine.name}"
    )
    yield _written("nginx.conf", machine.name, "/etc/nginx/sites-available/blog.conf")
    yield "ln -sf ../sites-available/blog.conf /etc/nginx/sites-enabled/blog.conf"
    yield "nginx -t"
    yield "systemctl enable --now nginx"
    yield "systemctl reload nginx"


def _written(source: str, name: str, target: str) -> str:
    return f"sed 's/blog\\.example/{name}/g' {_SOURCE}/deploy/{source} > {target}"


def told(machine: Machine) -> str:
    """All of it, to be read, or typed."""
    lines = []
    for number, step in enumerate(steps(machine), 1):
        where = "here" if step.here else f"on {machine.host}, as root"
        lines += [f"# {number}. {step.what} ({where})", *step.commands, ""]
    return "\n".join(lines)
