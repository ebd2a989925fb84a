"""Asks, before anything is written, whether to keep the old site's permalinks by a setting."""

from collections.abc import Callable, Iterable
from pathlib import Path

from plugins.common import files, standard_output
from plugins.common.site_settings import TABLE
from plugins.common.toml_lines import with_values
from plugins.importers.permalinks import PermalinkOffer
from plugins.importers.record import ImportRefused, Record

_ASK = "Keep them (k), take this site's and lead the old ones there (t), or stop (s)? [k] "
KEEP = "keep"
"""ADDRESSES=…, the answer of whoever is not asked."""
_AGAIN = "Write ARTICLE_URL and ARTICLE_SAVE_AS as you like them below [pelican], then run it again."


def find(records: Iterable[Record]) -> PermalinkOffer | None:
    """The offer in the records of an export, if there is one. It comes last, since it depends on all
    articles."""
    return next((record for record in records if isinstance(record, PermalinkOffer)), None)


def resolve(offer: PermalinkOffer, settings: Path, ask: Callable[[str], str]) -> None:
    """Ask what to do with old addresses. `settings`: `site.toml`, which is changed if they should be kept.
    Raises ImportRefused to stop the import."""
    standard_output.write(f"{offer.found}, as in {offer.example} ({offer.form}); this site's are others.")
    answer = ""
    while answer not in ("k", "t", "s"):
        answer = ask(_ASK).strip().lower() or "k"
    if answer == "s":
        raise ImportRefused(settings.name, 0, "nothing was written", _AGAIN)
    if answer == "k":
        keep(offer, settings)


def keep(offer: PermalinkOffer, settings: Path) -> None:
    """Write into `site.toml` what keeps old addresses."""
    values = {"ARTICLE_URL": offer.form, "ARTICLE_SAVE_AS": offer.save_as}
    text = with_values(settings.read_text(encoding="utf-8"), values, TABLE)
    files.write(settings, text.encode())
    standard_output.write(f"{settings.name}, below [{TABLE}]: ARTICLE_URL, ARTICLE_SAVE_AS\n")
