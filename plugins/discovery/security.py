"""`/.well-known/security.txt`: how to report a vulnerability of the site (RFC 9116). Pure."""

import re
from collections.abc import Iterator, Mapping
from datetime import datetime

from plugins.common.errors import Problem, nearest
from plugins.common.site_settings import SettingLocation

# RFC 9116 §2.5; these two stand once at most, Contact and Expires must be there.
_FIELDS = (
    "Contact", "Expires", "Encryption", "Acknowledgments", "Preferred-Languages", "Canonical", "Policy",
    "Hiring",
)  # fmt: skip
_ONCE = ("Expires", "Preferred-Languages")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)", re.ASCII)  # RFC 3339
_WAYS = ("https://", "mailto:", "tel:", "openpgp4fpr:", "dns:")
_EXAMPLES = {"Contact": "mailto:securite@blog.example", "Expires": "2027-12-31T23:59:59Z"}


def text(fields: Mapping[str, object]) -> str:
    """The file, in the order of the RFC. `fields` must have passed `problems`."""
    return "".join(f"{name}: {value}\n" for name in _FIELDS for value in _values(fields.get(name)))


def problems(fields: object, location: SettingLocation) -> Iterator[Problem]:
    """What is wrong with the setting."""
    if not isinstance(fields, Mapping):
        yield location.problem(" is not a table of fields", f"Give it the fields {', '.join(_EXAMPLES)}.")
        return
    for name in fields:
        if name not in _FIELDS:
            yield location.problem(f": unknown field “{name}”", nearest(str(name), _FIELDS))
    for name in ("Contact", "Expires"):
        if not _values(fields.get(name)):
            yield location.problem(f": field “{name}” is missing", f"Add “{name}”: {_EXAMPLES[name]}.")
    for name in _FIELDS:
        yield from (location.problem(f": {what}", hint) for what, hint in _wrong(name, fields.get(name)))


def _wrong(name: str, given: object) -> Iterator[tuple[str, str]]:
    values = _values(given)
    if name in _ONCE and len(values) > 1:
        yield f"“{name}” stands {len(values)} times", "Keep one (RFC 9116 §2.5)."
    for value in values:
        if not value.isprintable() or not value.strip():
            yield f"{name} “{value!r}” is not one line of text", "Write it on one line."
        elif name == "Expires" and not _is_moment(value):
            yield f"Expires: “{value}” is not a moment", f"Write it like {_EXAMPLES['Expires']}."
        elif name not in _ONCE and not value.startswith(_WAYS):
            yield f"{name}: “{value}” is not an address", f"Begin it with {', '.join(_WAYS[:3])}."


def _values(given: object) -> tuple[str, ...]:
    if given is None:
        return ()
    return tuple(map(str, given)) if isinstance(given, list | tuple) else (str(given),)


def _is_moment(value: str) -> bool:
    try:
        return _MOMENT.fullmatch(value) is not None and bool(datetime.fromisoformat(value))
    except ValueError:
        return False
