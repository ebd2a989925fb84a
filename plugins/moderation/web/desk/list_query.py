"""The state of a list of the desk (filter, order, position) in its address. Pure.

Forms carry it as text, and `parse` reads it back, so that no form can redirect to anywhere but a list.
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
"""The path of each list, below the desk's own, in the order of the tabs."""
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
"""The parameters of an address, and the fields of `Filter` they stand for."""
_ORDERS = {"anciens": Order.OLDEST, "recents": Order.NEWEST}


@dataclass(frozen=True, slots=True)
class ListQuery:
    """`given`: what was typed into the filter's fields. `here`: the current comment. `done`: the decision
    that led here, for `flash`."""

    list: DeskList = DeskList.PENDING
    given: tuple[tuple[str, str], ...] = ()
    order: str = ""
    after: str = ""
    before: str = ""
    here: str = ""
    done: str = ""

    @property
    def sorted(self) -> Order:
        """The chosen order; by default, waiting comments are sorted oldest first and all others newest
        first."""
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
        """The same list with only this filter, from its beginning."""
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
        """The path and query of the list. `base`: the path of the desk."""
        rest = {"ordre": self.order, "apres": self.after, "avant": self.before, "ici": self.here,
                "fait": self.done}  # fmt: skip
        query = urlencode([*self.given, *((name, value) for name, value in rest.items() if value)])
        anchor = f"#{self.here}" if self.here else ""
        return f"{base}/{PATHS[self.list]}{'?' if query else ''}{query}{anchor}"


def read(of: DeskList, arguments: Mapping[str, str]) -> ListQuery:
    """The query in the arguments of an address. `of`: the list."""
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
    """The query in a hidden field. Whatever the field contains, the result is a list of the desk."""
    arguments = dict(parse_qsl(text))
    of = arguments.get("liste", "")
    return read(DeskList(of) if of in set(PATHS) else DeskList.PENDING, arguments)
