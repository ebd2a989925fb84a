"""What is kept of a comment or a person, line by line, before it is erased. Pure."""

from dataclasses import dataclass

from plugins.common.translations import Translations
from plugins.moderation.core.excerpts import excerpt
from plugins.moderation.core.listed import DeskList
from plugins.moderation.core.lookup import PublishedComment
from plugins.moderation.core.personal_data import PersonalData, QueueItem
from plugins.moderation.core.subscription import Subscription
from plugins.moderation.web.desk import words


@dataclass(frozen=True, slots=True)
class KeptData:
    """One line of what is kept. `url`: of its page at the desk."""

    kind: str
    author: str
    text: str
    url: str = ""


def lines(found: PersonalData, base: str, said: Translations) -> list[KeptData]:
    """All data of a person that erasing would remove."""
    return [
        *(_kept(item, base, said) for item in found.kept),
        *(published(one, base, said) for one in found.published),
        *(_told(one, said) for one in found.subscriptions),
    ]


def _kept(item: QueueItem, base: str, said: Translations) -> KeptData:
    state, one = item
    return KeptData(
        said.gettext("%(state)s, fichier privé") % {"state": said.gettext(words.LABELS[DeskList(state)])},
        one.words.author,
        excerpt(one.words.text),
        f"{base}/commentaire/{one.id}",
    )


def published(one: PublishedComment, base: str, said: Translations) -> KeptData:
    comment = one.filed.comment
    kind = said.gettext("Retiré") if comment.withdrawn else said.gettext("Publié")
    return KeptData(kind, comment.author, excerpt(comment.text), f"{base}/publie/{one.name}")


def _told(one: Subscription, said: Translations) -> KeptData:
    of = said.gettext("sur %(article)s") % {"article": one.article}
    return KeptData(said.gettext("Avis par courriel"), one.address, of)
