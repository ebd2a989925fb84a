"""Debian's IMAP server, as the present user, on loopback and a free high port, in a folder of its own."""

import contextlib
import getpass
import grp
import imaplib
import os
import pwd
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.hosts.servers import free_port
from tests.programs import need

USER, PASSWORD = "desk", "un-mot-de-passe"
NEAR, FAR = "127.0.0.1", "127.0.0.2"  # both on loopback; the code takes the second for another machine

_SERVICES = ("anvil", "imap-login", "stats")


@dataclass(frozen=True)
class Imapd:
    """A running server with one user. `certificate`: the file that makes it known."""

    port: int
    certificate: Path

    def connect(self) -> imaplib.IMAP4:
        connection = imaplib.IMAP4(NEAR, self.port, timeout=20)
        connection.login(USER, PASSWORD)
        return connection

    def put(self, raw: bytes, folder: str = "INBOX") -> None:
        """A mail arrives."""
        connection = self.connect()
        assert connection.append(folder, "", None, raw)[0] == "OK"
        connection.logout()

    def flags(self, folder: str = "INBOX") -> list[tuple[bytes, ...]]:
        """What is marked on each mail that is there, but for what the server says of new ones."""
        connection = self.connect()
        connection.select(folder, readonly=True)
        numbers = connection.search(None, "ALL")[1][0].split()
        found = [connection.fetch(number.decode(), "(FLAGS)")[1][0] for number in numbers]
        connection.logout()
        return [tuple(f for f in imaplib.ParseFlags(one) if f != rb"\Recent") for one in found]


@contextlib.contextmanager
def running(folder: Path) -> Iterator[Imapd]:
    """Dovecot gives up root's rights for the mail; the folder must be its user's."""
    server = Imapd(free_port(), folder / "fullchain.pem")
    _certificate(folder)
    (folder / "dovecot.conf").write_text(_configuration(folder, server.port))
    command = [need("dovecot"), "-F", "-c", str(folder / "dovecot.conf")]
    with (folder / "output.txt").open("wb") as output:
        process = subprocess.Popen(command, stdout=output, stderr=output)
    try:
        _wait(process, server, folder)
        yield server
    finally:
        process.terminate()
        process.wait(20)


def _wait(process: subprocess.Popen[bytes], server: Imapd, folder: Path) -> None:
    for _ in range(100):
        if process.poll() is not None:
            break
        with contextlib.suppress(OSError, imaplib.IMAP4.error):
            server.connect().logout()
            return
        time.sleep(0.05)
    logs = "".join(p.read_text() for p in (folder / "output.txt", folder / "dovecot.log") if p.exists())
    raise AssertionError(f"Dovecot did not start:\n{logs}")


def _certificate(folder: Path) -> None:
    command = f"{need('openssl')} req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 1"
    command += f" -subj /CN=imap.example -addext subjectAltName=IP:{FAR}"
    command += f" -keyout {folder}/privkey.pem -out {folder}/fullchain.pem"
    subprocess.run(command.split(), check=True, capture_output=True)


def _configuration(folder: Path, port: int) -> str:
    as_root = os.getuid() == 0
    owner = pwd.getpwnam("nobody") if as_root else pwd.getpwuid(os.getuid())
    inner, login = ("dovecot", "dovenull") if as_root else (getpass.getuser(),) * 2
    group = "dovecot" if as_root else grp.getgrgid(os.getgid()).gr_name
    (folder / "mail").mkdir()
    os.chown(folder / "mail", owner.pw_uid, owner.pw_gid)
    services = "".join(f"service {name} {{\n  chroot =\n}}\n" for name in _SERVICES)
    return f"""protocols = imap
listen = {NEAR}, {FAR}
base_dir = {folder}/run
state_dir = {folder}/run
log_path = {folder}/dovecot.log
default_internal_user = {inner}
default_internal_group = {group}
default_login_user = {login}
ssl = yes
ssl_cert = <{folder}/fullchain.pem
ssl_key = <{folder}/privkey.pem
disable_plaintext_auth = no
auth_mechanisms = plain login
mail_location = maildir:{folder}/mail
first_valid_uid = 1
{services}service imap-login {{
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
passdb {{
  driver = static
  args = password={PASSWORD}
}}
userdb {{
  driver = static
  args = uid={owner.pw_uid} gid={owner.pw_gid} home={folder}/mail
}}
"""
