"""A comment as the desk shows it: as readers will see it, and what only a moderator sees around it."""

from dataclasses import dataclass

from plugins.comments import archive
from plugins.comments import format as comment_format
from plugins.comments.model import Comment
from plugins.common.errors import SiteError
from plugins.common.translations import Translations
from plugins.moderation.core import labels, published_files, submission_file
from plugins.moderation.core.context import SubmissionContext
from plugins.moderation.core.known import KnownArticle
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
    """`key`: an access key, of the comment that is looked at."""

    action: Action
    text: str
    key: str


@dataclass(frozen=True, slots=True)
class EditedWords:
    """What a form for changes begins with. `answers`: the number of the comment that it answers."""

    author: str
    site: str
    text: str
    answers: str
    is_html: bool


@dataclass(frozen=True, slots=True)
class ShownComment:
    """`name`: what its forms send, with the revision that is looked at. `url`: of its page at the desk.
    `known`: None where its article is not there. `state`: in the queue; None of one that is in the archive
    only."""

    list: DeskList
    label: str
    id: str
    name: str
    url: str
    author: str
    article: str
    title: str
    known: KnownArticle | None
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
        """Of one that is in the archive only, with its article: another may have one of the same id."""
        return self.id if self.state else f"{self.article}/{self.id}"

    @property
    def box(self) -> str:
        """What the box of this comment sends."""
        return f"{self.full_id}.{self.revision}"


class CommentReader:
    """Reads the files of what a list names. One for a request."""

    def __init__(self, intake: Intake, base: str) -> None:
        self._desk, self._known, self._base = intake.desk, intake.known, base
        self._words = intake.words
        self.context = SubmissionContext(intake.desk.paths)

    def listed(self, one: ListedComment) -> ShownComment | None:
        """None where it is gone meanwhile, or moved to another list."""
        if one.state is DeskList.PUBLISHED:
            return self.published(one.article, one.id)
        try:
            state, submission = self._desk.queue.find(one.id)
        except (NoSuchSubmission, SiteError):
            return None
        return self.submission(state, submission) if DeskList(state) is one.state else None

    def submission(self, state: State, one: Submission) -> ShownComment:
        """What is published is looked at in the archive, where it was perhaps changed since."""
        if state is State.APPROVED and (there := self.published(one.words.article, one.id)):
            return there
        return self._shown(DeskList(state), submission_file.comment_of(one), one.words.article, state, one)

    def published(self, slug: str, identifier: str) -> ShownComment | None:
        there = self.archived(slug, identifier)
        if there is None:
            return None
        comment = there.filed.comment
        try:
            state, one = self._desk.queue.find(identifier)
        except (NoSuchSubmission, SiteError):
            return self._shown(DeskList.PUBLISHED, comment, slug, None, None)
        if state is not State.APPROVED or one.words.article != slug:
            return self._shown(DeskList.PUBLISHED, comment, slug, None, None)
        return self._shown(DeskList.PUBLISHED, comment, slug, state, one)

    def archived(self, slug: str, identifier: str) -> PublishedComment | None:
        """A comment of the archive; only in the folders of articles that have some. Files are named by ids,
        but for those that somebody named otherwise."""
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
        found, _ = archive.conversation(folder, f"{published_files.ARCHIVE}/{slug}")
        return next((PublishedComment(slug, each) for each in found if each.comment.id == identifier), None)

    def _shown(
        self, of: DeskList, comment: Comment, slug: str, state: State | None, one: Submission | None
    ) -> ShownComment:
        known = self._known.articles.get(slug)
        revision = one.revision if one else 0
        reasons = one.reasons if one else ()
        view = self._view(comment, known)
        return ShownComment(
            list=of,
            label=self._words.gettext(words.LABELS[of]),
            id=comment.id,
            name=f"{comment.id}.{revision}",
            url=_url(self._base, of, slug, comment.id),
            author=comment.author,
            article=slug,
            title=known.title if known else slug,
            known=known,
            comment=view,
            state=state,
            buttons=_buttons(state, self._words),
            words=_words(comment, view),
            hosts=tuple(map(hosts.linked, hosts.of(comment))),
            reasons=tuple(labels.reason(each, self._known.site.lang) for each in reasons),
            points=total(reasons),
            email=(one.words.email if one else None) or "",
            source=self._words.gettext(words.SOURCES[one.source])
            if one and one.source in words.SOURCES
            else "",
            corrected=one.corrected if one else 0,
            revision=revision,
            withdrawn=comment.withdrawn is not None,
            is_edited=one is not None and one.original is not None,
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


def _buttons(state: State | None, said: Translations) -> tuple[DecisionButton, ...]:
    return tuple(
        DecisionButton(action, text, text[0].lower() if action in words.WITH_KEY else "")
        for action in _BUTTONS
        if state and (state, action) in TABLE and (text := said.gettext(words.BUTTONS[action]))
    )


def _url(base: str, of: DeskList, slug: str, identifier: str) -> str:
    path = f"publie/{slug}/{identifier}" if of is DeskList.PUBLISHED else f"commentaire/{identifier}"
    return f"{base}/{path}"
