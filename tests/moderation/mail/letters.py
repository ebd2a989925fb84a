"""Mails for tests, as bytes that a server hands out."""

SUBJECT = "Commentaire sur «\u00a0L’été\u00a0» [un]"


def mail(text: str = "Bonjour.", subject: str = SUBJECT, **headers: str) -> bytes:
    """A mail in UTF-8 and 8 bits, headers as given; `Content_Type` stands for `Content-Type`."""
    given = {
        "From": "Zoé Petit <zoe.canari@exemple.fr>",
        "To": "blog@exemple.fr",
        "Subject": subject,
        "Date": "Tue, 24 Nov 2026 14:00:00 +0100",
        "Message-ID": "<1@exemple.fr>",
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=utf-8",
        **{name.replace("_", "-"): value for name, value in headers.items()},
    }
    head = "".join(f"{name}: {value}\r\n" for name, value in given.items() if value)
    return f"{head}\r\n{text}".replace("\r\n", "\n").replace("\n", "\r\n").encode()


def parts(*texts: tuple[str, str], kind: str = "mixed") -> dict[str, str]:
    """`text` and `Content_Type` of a multipart mail; each part is its headers, then its text."""
    body = "".join(f"--limite\r\n{head}\r\n\r\n{text}\r\n" for head, text in texts)
    return {"text": f"{body}--limite--\r\n", "Content_Type": f"multipart/{kind}; boundary=limite"}
