"""Lists the data of a comment or a person before they are erased. Pure."""

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
    """One line of the list. `url`: of its page at the desk."""

    kind: str
    author: str
    text: str
    url: str = ""


def lines(data: PersonalData, base: str, translations: Translations) -> list[KeptData]:
    """All data of a person that erasing would remove."""
    return [
        *(_submission(item, base, translations) for item in data.kept),
        *(published(comment, base, translations) for comment in data.published),
        *(_subscription(subscription, translations) for subscription in data.subscriptions),
    ]


def _submission(item: QueueItem, base: str, translations: Translations) -> KeptData:
    state, submission = item
    _ = translations.gettext
    return KeptData(
        _("%(state)s, fichier privé") % {"state": _(words.LABELS[DeskList(state)])},
        submission.words.author,
        excerpt(submission.words.text),
        f"{base}/commentaire/{submission.id}",
    )


def published(published: PublishedComment, base: str, translations: Translations) -> KeptData:
    """The line of a published comment."""
    comment = published.filed.comment
    kind = translations.gettext("Retiré") if comment.withdrawn else translations.gettext("Publié")
    return KeptData(kind, comment.author, excerpt(comment.text), f"{base}/publie/{published.name}")


def _subscription(subscription: Subscription, translations: Translations) -> KeptData:
    where = translations.gettext("sur %(article)s") % {"article": subscription.article}
    return KeptData(translations.gettext("Avis par courriel"), subscription.address, where)
