"""Recognises automatic mail (RFC 3834 §2), which is neither a comment nor an answer. Pure."""

from email.message import Message
from email.utils import parseaddr

_BULK = {"bulk", "junk", "auto_reply"}
_MACHINES = ("mailer-daemon@", "postmaster@", "no-reply@", "noreply@")
_OF_LISTS = ("List-Id", "List-Post", "List-Unsubscribe")  # RFC 2919, 2369
_MARKS = ("X-Autoreply", "X-Autorespond", "X-Failed-Recipients")


def why(message: Message, sender: str) -> str | None:
    """Why a mail counts as automatic, for the report; None if a person sent it. `sender`: the address in
    `From`."""
    submitted = _word(message, "Auto-Submitted")
    if submitted not in ("", "no"):
        return f"Auto-Submitted: {submitted}"
    if message.get_content_type() in ("multipart/report", "message/delivery-status"):
        return "a report of delivery"
    if str(message.get("Return-Path", "")).strip() == "<>":
        return "an empty return path"
    if _word(message, "Precedence") in _BULK:
        return f"Precedence: {_word(message, 'Precedence')}"
    if mark := next((mark for mark in _MARKS if mark in message), None):
        return mark
    return "sent by a machine" if sender.lower().startswith(_MACHINES) else None


def may_be_answered(message: Message, sender: str) -> bool:
    """Whether we may answer automatically: only a person's own mail, which came neither by a list nor from
    another sender (RFC 3834 §2, §4). A return path that differs from `From` means that `From` may be
    forged."""
    path = parseaddr(str(message.get("Return-Path", "")))[1]
    of_list = _word(message, "Precedence") == "list" or any(name in message for name in _OF_LISTS)
    is_genuine = not path or path.casefold() == sender.casefold()
    return why(message, sender) is None and not of_list and is_genuine


def _word(message: Message, name: str) -> str:
    """The value of a header without its parameters, in lower-case ASCII."""
    value = str(message.get(name, "")).split(";")[0].strip().lower()
    return "".join(c for c in value if c.isascii() and (c.isalnum() or c in "-_"))
