"""What a site's owner is asked: the questions, as a table, and which answers are wrong. Pure."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from plugins.common.errors import nearest
from plugins.common.site_settings import ADDRESS, is_zone, without_slash
from plugins.moderation.core.settings import MailSettings, Settings

COMMENTS = ("web", "mail", "none")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_MAIL = re.compile(r"[^\s@,<>]+@[^\s@,<>]+\.[^\s@,<>]+")
_SERVER = re.compile(r"(?:[^\s:/\[\]]+|\[[0-9A-Fa-f:]+\]):\d{1,5}")
_ADDRESS = "Its address, as in https://blog.example"
_MEDIA = "The folder with its files, if you have it"
_NO_IMPORT = {"system": "", "file": "", "media": ""}


@dataclass(frozen=True, slots=True)
class Choices:
    """What the owner chose: an answer to each question."""

    name: str
    address: str
    subtitle: str
    author: str
    language: str
    timezone: str
    comments: str
    mail: str
    system: str
    file: str
    media: str
    signed: str = ""
    moderator: str = ""
    smtp: str = ""
    imap: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """`variable`: how `make begin` calls it; `field`: of Choices; `wrong`: what to say of an answer that is
    none, empty for one that is; `read`: what an answer stands for. It is asked only if the choices made so
    far are as `asked_if` wants them."""

    variable: str
    field: str
    text: str
    wrong: Callable[[str], str] = lambda answer: ""
    asked_if: Callable[[Mapping[str, str]], bool] = lambda choices: True
    read: Callable[[str], str] = lambda answer: answer


def questions(
    languages: tuple[str, ...],
    systems: tuple[str, ...],
    path: Callable[[str], str],
    is_there: Callable[[str], bool],
) -> tuple[Question, ...]:
    """In the order in which they are asked. `path`: of what its owner types; `is_there`: whether something
    has that path."""
    old_blog = f"What your old blog ran on, if there is one ({', '.join(systems)})"
    return (
        Question("NAME", "name", "The site's name", _wrong_name),
        Question("SUBTITLE", "subtitle", "What stands below it"),
        Question("SITEURL", "address", _ADDRESS, _wrong_address, read=_address),
        Question("AUTHOR", "author", "Who writes here, in one line of the home page"),
        Question("LANG", "language", f"Its language ({', '.join(languages)} …)", _wrong_language),
        Question("TIMEZONE", "timezone", "Its time zone", _wrong_zone),
        Question("COMMENTS", "comments", "Comments by web, by mail, or none", _one_of(COMMENTS), read=_name),
        Question("MAIL", "mail", "The address that comments are sent to", _wrong_mail, _by_mail),
        Question("SIGNED", "signed", "Your name below your answers to comments", asked_if=_comments),
        Question("MODERATOR", "moderator", "Your address, to be told of comments", _wrong_people, _comments),
        Question("SMTP", "smtp", "Who sends mails, as in smtp.example.org:465", _no_or(_wrong_server), _told),
        Question("IMAP", "imap", "Where they come, as in imap.example.org:993", _no_or(_wrong_server), _told),
        Question("FROM", "system", old_blog, _one_of(("", *systems)), read=_name),
        Question("FILE", "file", "The file with its export", _wrong_file(is_there), _imports, path),
        Question("MEDIA", "media", _MEDIA, _no_or(_wrong_file(is_there)), _imports, path),
    )


def defaults(
    settings: Mapping[str, Any], desk: Settings, new: Mapping[str, str], is_example: bool
) -> dict[str, str]:
    """What holds where nothing is answered: what is set already, by `site.toml` and as `desk`; for one that
    is still the example, `new`."""
    known = {"signed": desk.desk.author, "moderator": desk.mail.moderator, "imap": desk.mail.imap}
    known["smtp"] = "" if desk.mail.smtp == MailSettings().smtp else desk.mail.smtp
    if is_example:
        return {"subtitle": "", "author": "", "comments": "web", "mail": "", **known, **_NO_IMPORT, **new}
    kept = {field: str(settings.get(field, "")) for field in ("name", "subtitle", "address", "author")}
    by_mail, by_web = settings.get("comments_by_mail", ""), settings.get("comments_by_web", "")
    comments = "web" if by_web else "mail" if by_mail else "none"
    return {
        **kept,
        "language": settings.get("language", "fr"),
        "timezone": settings.get("timezone", "UTC"),
        "comments": comments if settings.get("comments", True) else "none",
        "mail": by_mail,
        **known,
        **_NO_IMPORT,
    }


def clean(answer: str) -> str:
    """On one line, without what a keyboard cannot type."""
    return " ".join("".join(sign for sign in answer if sign.isprintable() or sign.isspace()).split())


def _name(answer: str) -> str:
    """`Movable Type` is `movabletype` here."""
    return answer.lower().replace(" ", "").replace("-", "")


def _wrong_name(answer: str) -> str:
    return "" if answer else "A site has a name."


def _address(answer: str) -> str:
    shorter = without_slash(answer)
    return shorter if ADDRESS.fullmatch(shorter) else answer


def _wrong_address(answer: str) -> str:
    if ADDRESS.fullmatch(answer):
        return ""
    if "?" in answer or "#" in answer:
        return "A site's address has no “?” and no “#”. Write it as in https://blog.example."
    return "Write it as in https://blog.example."


def _wrong_language(answer: str) -> str:
    return (
        ""
        if _LANGUAGE.fullmatch(answer)
        else f"“{answer}” is not a language code. Write it as in fr, or en-GB."
    )


def _wrong_zone(answer: str) -> str:
    return "" if is_zone(answer) else f"No zone is called “{answer}”. Write it as in Europe/Paris."


def _wrong_mail(answer: str) -> str:
    return "" if _MAIL.fullmatch(answer) else "Write one address, as in zoe@blog.example."


def _wrong_people(answer: str) -> str:
    """None, one or several, with or without names."""
    wrong = answer and not all(_MAIL.search(one) for one in answer.split(","))
    return "Write addresses, as in zoe@blog.example, lea@blog.example." if wrong else ""


def _wrong_server(answer: str) -> str:
    return "" if _SERVER.fullmatch(answer) else "Write it with its port, as in mail.example.org:993."


def _no_or(wrong: Callable[[str], str]) -> Callable[[str], str]:
    return lambda answer: wrong(answer) if answer else ""


def _wrong_file(is_there: Callable[[str], bool]) -> Callable[[str], str]:
    def wrong(answer: str) -> str:
        if not answer:
            return "Say where it is."
        return "" if is_there(answer) else f"Nothing is at “{answer}”."

    return wrong


def _comments(choices: Mapping[str, str]) -> bool:
    return choices["comments"] != "none"


def _told(choices: Mapping[str, str]) -> bool:
    return _comments(choices) and bool(choices["moderator"])


def _by_mail(choices: Mapping[str, str]) -> bool:
    return choices["comments"] == "mail"


def _imports(choices: Mapping[str, str]) -> bool:
    return bool(choices["system"])


def _one_of(known: tuple[str, ...]) -> Callable[[str], str]:
    def wrong(answer: str) -> str:
        return (
            ""
            if answer in known
            else f"“{answer}” is not one of them. {nearest(answer, [*filter(None, known)])}"
        )

    return wrong
