"""Mail that no person sent, to be taken neither for a comment nor for an answer (RFC 3834 §2). Pure."""

from email.message import Message

_BULK = {"bulk", "junk", "auto_reply"}
_MACHINES = ("mailer-daemon@", "postmaster@", "no-reply@", "noreply@")
_MARKS = ("X-Autoreply", "X-Autorespond", "X-Failed-Recipients")


def why(message: Message, sender: str) -> str | None:
    """What gives it away, or None. `sender`: the address in `From`."""
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


def _word(message: Message, name: str) -> str:
    """The value without its parameters, in small ASCII letters."""
    value = str(message.get(name, "")).split(";")[0].strip().lower()
    return "".join(c for c in value if c.isascii() and (c.isalnum() or c in "-_"))
