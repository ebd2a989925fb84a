"""Programs that some tests need. A missing one is a skip with the way to get it; in CI, a failure."""

import os
import shutil

import pytest

GET = {
    "chromium": "Chromium is missing. Debian: apt-get install chromium",
    "java": "Java is missing. Debian: apt-get install default-jre-headless",
    "npm": "Node and npm are missing. Debian: apt-get install nodejs npm",
    "nginx": "nginx is missing. Debian: apt-get install nginx-light libnginx-mod-http-brotli-static",
    "caddy": "Caddy is missing. Debian: apt-get install caddy",
    "apache2": "Apache is missing. Debian: apt-get install apache2",
    "dovecot": "Dovecot is missing. Debian: apt-get install dovecot-imapd",
    "systemd-analyze": "systemd-analyze is missing. Debian: apt-get install systemd",
    "openssl": "openssl is missing. Debian: apt-get install openssl",
    "rsync": "rsync is missing. Debian: apt-get install rsync",
    "redis-server": "Redis is missing. Debian: apt-get install redis-server",
    "exiftool": "exiftool is missing. Debian: apt-get install libimage-exiftool-perl",
    "age": "age is missing. Debian: apt-get install age",
    "gpg": "gpg is missing. Debian: apt-get install gpg",
    "rclone": "rclone is missing. Debian: apt-get install rclone",
}
_SBIN = "/usr/local/sbin:/usr/sbin:/sbin"  # Debian's place for servers, not on everybody's PATH


def need(program: str) -> str:
    """The path of a program, or the reason why this test cannot run here."""
    path = shutil.which(program) or shutil.which(program, path=_SBIN)
    if path is None:
        give_up(GET[program])
    return str(path)


def give_up(reason: str) -> None:
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)
