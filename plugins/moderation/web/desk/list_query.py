"""What a list of the desk shows, as its address says it; read from an address and written into one. Pure.

A form takes it along as text and gets it back through `parse`, so no form can lead anywhere else.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import parse_qsl, urlencode

from plugins.moderation.core import filters
from plugins.moderation.core.filters import Filter
from plugins.moderation.core.index_query import Order
from plugins.moderation.core.listed import DeskList

PATHS = {
    DeskList.PENDING: "",
    DeskList.PUBLISHED: "publies/",
    DeskList.REJECTED: "refuses/",
    DeskList.SPAM: "indesirables/",
}
"""Of each list, below the desk's own; in the order of the tabs."""
FIELDS = {
    "mots": "words",
    "billet": "article",
    "nom": "author",
    "email": "email",
    "hote": "host",
    "raison": "reason",
    "depuis": "since",
    "jusqu": "until",
}
"""Names in addresses, and of the fields of a filter."""
_ORDERS = {"anciens": Order.OLDEST, "recents": Order.NEWEST}


@dataclass(frozen=True, slots=True)
class ListQuery:
    """`given`: what was typed into the filter's fields. `here`: the comment that is looked at. `done`: the
    decision that led here."""

    list: DeskList = DeskList.PENDING
    given: tuple[tuple[str, str], ...] = ()
    order: str = ""
    after: str = ""
    before: str = ""
    here: str = ""
    done: str = ""

    @property
    def sorted(self) -> Order:
        """What waits comes oldest first, what was decided newest first, unless somebody says otherwise."""
        usual = Order.OLDEST if self.list is DeskList.PENDING else Order.NEWEST
        return _ORDERS.get(self.order, usual)

    @property
    def filter(self) -> Filter:
        """The filter as parsed. Raises BadFilter."""
        typed = dict(self.given)
        fields = {FIELDS[name]: value.replace('"', " ") for name, value in self.given if name != "mots"}
        keys = (f'{name}:"{value}"' for name, value in fields.items())
        return filters.parse(" ".join([typed.get("mots", ""), *keys]))

    def value(self, name: str) -> str:
        """What was typed into a field."""
        return dict(self.given).get(name, "")

    def only(self, **given: str) -> "ListQuery":
        """The same list with this filter alone, from its beginning."""
        return replace(self, given=tuple(given.items()), after="", before="", here="", done="")

    def at(self, **changes: Any) -> "ListQuery":
        return replace(self, **changes)

    @property
    def text(self) -> str:
        """For the hidden field of a form."""
        rest = {"liste": str(self.list), "ordre": self.order, "apres": self.after, "avant": self.before,
                "ici": self.here}  # fmt: skip
        return urlencode([*self.given, *((name, value) for name, value in rest.items() if value)])

    def url(self, base: str) -> str:
        """From the root of the intake's host."""
        rest = {"ordre": self.order, "apres": self.after, "avant": self.before, "ici": self.here,
                "fait": self.done}  # fmt: skip
        query = urlencode([*self.given, *((name, value) for name, value in rest.items() if value)])
        anchor = f"#{self.here}" if self.here else ""
        return f"{base}/{PATHS[self.list]}{'?' if query else ''}{query}{anchor}"


def read(of: DeskList, arguments: Mapping[str, str]) -> ListQuery:
    """The query that an address carries."""
    given = tuple((name, value) for name in FIELDS if (value := arguments.get(name, "").strip()))
    return ListQuery(
        list=of,
        given=given,
        order=arguments["ordre"] if arguments.get("ordre") in _ORDERS else "",
        after=arguments.get("apres", ""),
        before=arguments.get("avant", ""),
        here=arguments.get("ici", ""),
        done=arguments.get("fait", ""),
    )


def parse(text: str) -> ListQuery:
    """Of a hidden field; whatever it says, it is a list of the desk."""
    arguments = dict(parse_qsl(text))
    of = arguments.get("liste", "")
    return read(DeskList(of) if of in set(PATHS) else DeskList.PENDING, arguments)
