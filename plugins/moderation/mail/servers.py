"""Mail servers: their settings, and encrypted connections to them."""

import contextlib
import os
import smtplib
import ssl
from dataclasses import dataclass

from imapclient import IMAPClient

from plugins.common.errors import Problem, SiteError

_SECONDS = 30
_HERE = {"localhost", "127.0.0.1", "::1"}
_SMTPS, _IMAPS = 465, 993


@dataclass(frozen=True, slots=True)
class Server:
    """`user`: whom to log in as; empty: without logging in."""

    host: str
    port: int
    user: str
    password: str

    @property
    def is_here(self) -> bool:
        """Whether the server is on this machine, so that no password crosses a network."""
        return self.host in _HERE


def server(setting: str, address: str, default_port: int, user: str, where: str) -> Server:
    """Read a setting of `[mail]`; the password is in `SMTP_PASSWORD` or `IMAP_PASSWORD`. Raises SiteError."""
    host, _, port = address.rpartition(":") if address.rpartition(":")[2].isdigit() else (address, "", "")
    variable = f"{setting.upper()}_PASSWORD"
    password = os.environ.get(variable, "")
    is_port = not port or (port.isdecimal() and len(port) <= 5 and 0 < int(port) < 65536)
    if not host or " " in host or not is_port:
        hint = "Write host:port, as in mail.example.org:993."
        raise SiteError([Problem(where, 0, f"{setting} = “{address}” is not a server", hint)])
    if not password.isascii():
        hint = "Python's clients send no other: choose another password."
        raise SiteError([Problem(where, 0, f"{variable} is not ASCII", hint)])
    if user and not password:
        hint = f"Put it into the environment: {variable}=… (docs/moderation.md says where)."
        raise SiteError([Problem(where, 0, f"{setting}_user is set, but no password", hint)])
    return Server(host.strip("[]"), int(port) if port else default_port, user, password)


def smtp(server: Server) -> smtplib.SMTP:
    """Connected and logged in, encrypted wherever the server can. Raises OSError, smtplib.SMTPException."""
    context = ssl.create_default_context()
    if server.port == _SMTPS:
        connection: smtplib.SMTP = smtplib.SMTP_SSL(
            server.host, server.port, timeout=_SECONDS, context=context
        )
    else:
        connection = smtplib.SMTP(server.host, server.port, timeout=_SECONDS)
    try:
        _enter(connection, server, context)
    except BaseException:
        connection.close()
        raise
    return connection


def _enter(connection: smtplib.SMTP, server: Server, context: ssl.SSLContext) -> None:
    encrypted = server.is_here or server.port == _SMTPS
    if not encrypted and connection.ehlo() and connection.has_extn("starttls"):
        connection.starttls(context=context)
        encrypted = True
    if server.user and not encrypted:
        raise smtplib.SMTPException("the server offers no TLS; a password is not sent without")
    if server.user:
        connection.login(server.user, server.password)


def imap(server: Server) -> IMAPClient:
    """The same for IMAP, which always needs a password. Raises OSError, imaplib.IMAP4.error."""
    context = ssl.create_default_context()
    encrypted = server.port == _IMAPS
    client = IMAPClient(
        server.host, server.port, ssl=encrypted, ssl_context=context if encrypted else None, timeout=_SECONDS
    )
    try:
        if not (server.is_here or encrypted):
            client.starttls(context)
        client.login(server.user, server.password)
    except BaseException:
        hang_up(client)
        raise
    return client


def hang_up(client: IMAPClient) -> None:
    """Close the connection without logging out: after an error, the server may no longer answer."""
    with contextlib.suppress(OSError):
        client.shutdown()
