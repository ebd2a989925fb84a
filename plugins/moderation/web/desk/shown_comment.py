"""A comment as the desk shows it: as readers will see it, together with what only moderators see."""

from dataclasses import dataclass

from plugins.comments import archive
from plugins.comments import format as comment_format
from plugins.comments.model import Comment
from plugins.common.errors import SiteError
from plugins.common.translations import Translations
from plugins.moderation.core import labels, published_files, submission_file
from plugins.moderation.core.context import SubmissionContext
from plugins.moderation.core.known_site import KnownArticle
from plugins.moderation.core.listed import DeskList, ListedComment
from plugins.moderation.core.lookup import PublishedComment
from plugins.moderation.core.policy import total
from plugins.moderation.core.queue import NoSuchSubmission
from plugins.moderation.core.states import TABLE, Action, State
from plugins.moderation.core.submission import Submission
from plugins.moderation.web import responses
from plugins.moderation.web.desk import hosts, words
from plugins.moderation.web.desk.hosts import LinkedHost
from plugins.moderation.web.intake import Intake
from plugins.views.comment_model import CommentView

_BUTTONS = (Action.APPROVE, Action.REJECT, Action.SPAM, Action.UNDO)


@dataclass(frozen=True, slots=True)
class DecisionButton:
    """`key`: an access key, for the current comment."""

    action: Action
    text: str
    key: str


@dataclass(frozen=True, slots=True)
class EditedWords:
    """The initial values of the edit form. `answers`: the number of the comment that this one answers."""

    author: str
    site: str
    text: str
    answers: str
    is_html: bool


@dataclass(frozen=True, slots=True)
class ShownComment:
    """`name`: what its forms send, including the revision. `url`: of its page at the desk. `known_article`:
    None if the site has no such article. `state`: in the queue; None if it is in the archive only."""

    list: DeskList
    label: str
    id: str
    name: str
    url: str
    author: str
    article: str
    title: str
    known_article: KnownArticle | None
    comment: CommentView
    state: State | None
    buttons: tuple[DecisionButton, ...]
    words: EditedWords
    hosts: tuple[LinkedHost, ...] = ()
    reasons: tuple[str, ...] = ()
    points: int = 0
    email: str = ""
    source: str = ""
    corrected: int = 0
    revision: int = 0
    withdrawn: bool = False
    is_edited: bool = False

    @property
    def full_id(self) -> str:
        """The id; with the article if it is in the archive only, where ids are unique per article."""
        return self.id if self.state else f"{self.article}/{self.id}"

    @property
    def box(self) -> str:
        """The value of its check box."""
        return f"{self.full_id}.{self.revision}"


class CommentReader:
    """Reads the files of listed comments. One per request."""

    def __init__(self, intake: Intake, base: str) -> None:
        self._desk, self._known, self._base = intake.desk, intake.known_site, base
        self._words = intake.words
        self.context = SubmissionContext(intake.desk.paths)

    def listed(self, entry: ListedComment) -> ShownComment | None:
        """The comment of a list's entry; None if it is gone, or has moved to another list meanwhile."""
        if entry.state is DeskList.PUBLISHED:
            return self.published(entry.article, entry.id)
        try:
            state, submission = self._desk.queue.find(entry.id)
        except (NoSuchSubmission, SiteError):
            return None
        return self.submission(state, submission) if DeskList(state) is entry.state else None

    def submission(self, state: State, submission: Submission) -> ShownComment:
        """A submission. A published one is read from the archive, where it may have been edited by hand."""
        if state is State.APPROVED and (published := self.published(submission.words.article, submission.id)):
            return published
        return self._shown(
            DeskList(state),
            submission_file.comment_of(submission),
            submission.words.article,
            state,
            submission,
        )

    def published(self, slug: str, identifier: str) -> ShownComment | None:
        """A comment of the archive, with what the queue knows of it."""
        published = self.archived(slug, identifier)
        if published is None:
            return None
        comment = published.filed.comment
        try:
            state, submission = self._desk.queue.find(identifier)
        except (NoSuchSubmission, SiteError):
            return self._shown(DeskList.PUBLISHED, comment, slug, None, None)
        if state is not State.APPROVED or submission.words.article != slug:
            return self._shown(DeskList.PUBLISHED, comment, slug, None, None)
        return self._shown(DeskList.PUBLISHED, comment, slug, state, submission)

    def archived(self, slug: str, identifier: str) -> PublishedComment | None:
        """A comment of the archive. Usually its file is named after its id; if not, all files of the article
        are read."""
        folder = self._desk.paths.comments / slug
        if not published_files.is_folder_name(slug) or not folder.is_dir():
            return None
        path, where = folder / f"{identifier}.txt", f"{published_files.ARCHIVE}/{slug}/{identifier}.txt"
        try:
            if submission_file.is_id(identifier) and path.is_file():
                parsed = comment_format.parse(path.read_bytes(), where)
                if parsed.comment.id == identifier:
                    return PublishedComment(slug, parsed)
        except SiteError:
            return None
        comments, _ = archive.conversation(folder, f"{published_files.ARCHIVE}/{slug}")
        return next(
            (PublishedComment(slug, filed) for filed in comments if filed.comment.id == identifier), None
        )

    def _shown(
        self, of: DeskList, comment: Comment, slug: str, state: State | None, submission: Submission | None
    ) -> ShownComment:
        article = self._known.articles.get(slug)
        revision = submission.revision if submission else 0
        reasons = submission.reasons if submission else ()
        view = self._view(comment, article)
        return ShownComment(
            list=of,
            label=self._words.gettext(words.LABELS[of]),
            id=comment.id,
            name=f"{comment.id}.{revision}",
            url=_url(self._base, of, slug, comment.id),
            author=comment.author,
            article=slug,
            title=article.title if article else slug,
            known_article=article,
            comment=view,
            state=state,
            buttons=_buttons(state, self._words),
            words=_words(comment, view),
            hosts=tuple(map(hosts.linked, hosts.of(comment))),
            reasons=tuple(labels.reason(reason, self._known.site.lang) for reason in reasons),
            points=total(reasons),
            email=(submission.words.email if submission else None) or "",
            source=self._words.gettext(words.SOURCES[submission.source])
            if submission and submission.source in words.SOURCES
            else "",
            corrected=submission.corrected if submission else 0,
            revision=revision,
            withdrawn=comment.withdrawn is not None,
            is_edited=submission is not None and submission.original is not None,
        )

    def _view(self, comment: Comment, article: KnownArticle | None) -> CommentView:
        if article is None:
            article = KnownArticle("", "", None, "", open=False, closes=None, count=0, comments=())
        return responses.by_itself(comment, article, self._known)


def _words(comment: Comment, view: CommentView) -> EditedWords:
    number = view.reply_to.number if view.reply_to else None
    return EditedWords(
        comment.author, comment.site or "", comment.text, str(number or ""), comment.format == "html"
    )


def _buttons(state: State | None, translations: Translations) -> tuple[DecisionButton, ...]:
    return tuple(
        DecisionButton(action, text, text[0].lower() if action in words.WITH_KEY else "")
        for action in _BUTTONS
        if state and (state, action) in TABLE and (text := translations.gettext(words.BUTTONS[action]))
    )


def _url(base: str, of: DeskList, slug: str, identifier: str) -> str:
    path = f"publie/{slug}/{identifier}" if of is DeskList.PUBLISHED else f"commentaire/{identifier}"
    return f"{base}/{path}"
