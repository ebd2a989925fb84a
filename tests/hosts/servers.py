"""The files of deploy/ put to work: a real server, as the present user, on loopback and a free high port."""

import contextlib
import http.client
import os
import re
import socket
import ssl
import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.programs import give_up, need
from tests.site.conftest import ROOT

_MODULES = (
    "mpm_event", "authz_core", "alias", "dir", "headers", "mime", "rewrite", "socache_shmcb", "ssl", "http2",
    "proxy", "proxy_http", "filter", "deflate",
)  # fmt: skip
_BROTLI = Path("/usr/lib/nginx/modules/ngx_http_brotli_static_module.so")


@dataclass(frozen=True)
class Server:
    """One running server; `ask` sends exactly the bytes it is given."""

    port: int
    insecure_port: int

    def ask(
        self, target: str, accept: str = "", secure: bool = True, **headers: str
    ) -> http.client.HTTPResponse:
        lines = [f"Accept-Encoding: {accept or 'identity'}"]
        lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
        return self._send(f"GET {target}", lines, b"", secure=secure)

    def post(
        self, target: str, body: bytes, source: str = "127.0.0.1", **headers: str
    ) -> http.client.HTTPResponse:
        """A form, sent from the address `source`."""
        lines = ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(body)}"]
        lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
        return self._send(f"POST {target}", lines, body, source)

    def _send(
        self, what: str, lines: list[str], body: bytes, source: str = "127.0.0.1", secure: bool = True
    ) -> http.client.HTTPResponse:
        head = [f"{what} HTTP/1.1", "Host: blog.example", "Connection: close", *lines]
        port = self.port if secure else self.insecure_port
        with (
            socket.create_connection(("127.0.0.1", port), 10, (source, 0)) as plain,
            self._wrapped(plain) if secure else plain as connection,
        ):
            connection.sendall("".join(f"{line}\r\n" for line in head).encode() + b"\r\n")
            with contextlib.suppress(OSError):  # who refuses a body need not read it
                connection.sendall(body)
            response = http.client.HTTPResponse(connection)
            response.begin()
            response.body = response.read()
            return response

    def _wrapped(self, plain: socket.socket) -> ssl.SSLSocket:
        context = ssl.create_default_context()
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        return context.wrap_socket(plain, server_hostname="blog.example")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def certificate(folder: Path) -> None:
    """Self-signed, for this hour."""
    command = f"{need('openssl')} req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 1"
    command += f" -subj /CN=blog.example -keyout {folder}/privkey.pem -out {folder}/fullchain.pem"
    subprocess.run(command.split(), check=True, capture_output=True)


@contextlib.contextmanager
def running(name: str, current: Path, folder: Path, intake: int = 8100) -> Iterator[Server]:
    """Starts the server `name` with the file of deploy/ for it, `current` being what was deployed; `intake`:
    the port at which comments are taken."""
    folder.mkdir(exist_ok=True)
    (folder / "intake").write_text(f"127.0.0.1:{intake}")
    certificate(folder)
    server = Server(free_port(), free_port())
    command = START[name](current, folder, server)
    environment = {"PATH": os.environ["PATH"], "HOME": str(folder)}
    with (folder / "output.txt").open("wb") as output:
        process = subprocess.Popen(command, stdout=output, stderr=output, env=environment)
    try:
        wait_for(process, server.port, [folder / "output.txt", folder / "error.log"])
        yield server
    finally:
        process.terminate()
        process.wait(20)


def wait_for(process: subprocess.Popen[bytes], port: int, logs: list[Path]) -> None:
    """Until something answers there, a minute at most, for a busy machine; if it ends before, what it said is
    the error."""
    for _ in range(1200):
        if process.poll() is not None:
            break
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.05)
    said = "".join(path.read_text() for path in logs if path.exists())
    raise AssertionError(f"the server did not start:\n{said}")


def _deployed(name: str, current: Path, folder: Path) -> str:
    text = (ROOT / "deploy" / name).read_text().replace("127.0.0.1:8100", (folder / "intake").read_text())
    return text.replace("/srv/blog/current", str(current)).replace(
        "/etc/letsencrypt/live/blog.example", str(folder)
    )


def nginx(current: Path, folder: Path, server: Server) -> list[str]:
    if not _BROTLI.exists():
        give_up("nginx lacks its brotli module. Debian: apt-get install libnginx-mod-http-brotli-static")
    site = re.sub(r"\n *listen \[::\].*", "", _deployed("nginx.conf", current, folder))
    site = site.replace("listen 443", f"listen 127.0.0.1:{server.port}")
    site = site.replace("listen 80", f"listen 127.0.0.1:{server.insecure_port}")
    temporary = "".join(
        f"{kind}_temp_path {folder}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    user = "user root;" if os.getuid() == 0 else ""
    (folder / "site.conf").write_text(site)
    (folder / "nginx.conf").write_text(
        f"load_module {_BROTLI};{user} daemon off; pid {folder}/pid; error_log {folder}/error.log;"
        f"events {{ }} http {{ {temporary} include /etc/nginx/mime.types; include {folder}/site.conf; }}"
    )
    return [need("nginx"), "-c", f"{folder}/nginx.conf", "-e", f"{folder}/error.log"]


def caddy(current: Path, folder: Path, server: Server) -> list[str]:
    site = _deployed("Caddyfile", current, folder)
    address = f"https://blog.example:{server.port} {{\n\tbind 127.0.0.1\n"
    site = site.replace("blog.example {\n", f"{address}\ttls {folder}/fullchain.pem {folder}/privkey.pem\n")
    options = f"\n{{\n\tadmin off\n\thttp_port {server.insecure_port}\n\tdefault_bind 127.0.0.1\n"
    assert "\n{\n" in site
    (folder / "Caddyfile").write_text(site.replace("\n{\n", options, 1))
    return [need("caddy"), "run", "--adapter", "caddyfile", "--config", f"{folder}/Caddyfile"]


def apache(current: Path, folder: Path, server: Server) -> list[str]:
    return _apache(_deployed("apache.conf", current, folder), folder, server)


def shared_apache(current: Path, folder: Path, server: Server) -> list[str]:
    """As on shared hosting: the site's own `.htaccess` says all."""
    site = _deployed("apache.conf", current, folder).replace("AllowOverride None", "AllowOverride All")
    site = re.sub(r"\n *Include .*/site.conf", "", site)
    return _apache(site, folder, server)


def _apache(site: str, folder: Path, server: Server) -> list[str]:
    site = site.replace("*:443", f"127.0.0.1:{server.port}").replace(
        "*:80", f"127.0.0.1:{server.insecure_port}"
    )
    modules = "".join(f"LoadModule {m}_module /usr/lib/apache2/modules/mod_{m}.so\n" for m in _MODULES)
    user = "User www-data\nGroup www-data\n" if os.getuid() == 0 else ""
    (folder / "apache.conf").write_text(
        f"{modules}{user}ServerRoot {folder}\nServerName blog.example\nPidFile {folder}/pid\n"
        f"Listen 127.0.0.1:{server.port}\nListen 127.0.0.1:{server.insecure_port}\nMutex posixsem\n"
        f"DefaultRuntimeDir {folder}\nErrorLog {folder}/error.log\nTypesConfig /etc/mime.types\n"
        f"AddType application/x-gzip .gz\n{site}"  # as in Debian's own mime.conf
    )
    return [need("apache2"), "-f", f"{folder}/apache.conf", "-DFOREGROUND"]


START: dict[str, Callable[[Path, Path, Server], list[str]]] = {
    "nginx": nginx,
    "caddy": caddy,
    "apache": apache,
    "htaccess": shared_apache,
}
