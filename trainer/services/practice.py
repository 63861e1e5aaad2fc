"""Practising: start or go on, judge, be told why, note a doubt, leave."""

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from trainer.core.catalogue import Catalogue, Entry
from trainer.core.changes import Changes, Topic
from trainer.core.choosing import SESSION_SIZE, Mix, aim_for, choose
from trainer.core.clock import Clock
from trainer.core.errors import UserError
from trainer.core.measures import Tally
from trainer.core.questions import QuestionRef, Span
from trainer.core.revisions import Revision
from trainer.core.rubric import Confidence, Verdict
from trainer.core.sessions import Session, SessionKind, Stage
from trainer.core.settings import UnderlineWhen
from trainer.core.words import t
from trainer.services.skills import advance
from trainer.store.history import History

PATIENCE = 0.08
"""How long, in seconds, a call waits for the disk before it goes on and says so."""


@dataclass(frozen=True, slots=True)
class Selection:
    """What a new session is drawn from: these packs, or all when none is named."""

    packs: tuple[str, ...] = ()
    title: str = ""
    size: int = SESSION_SIZE
    mix: Mix = Mix.EVEN

    @property
    def kind(self) -> SessionKind:
        """What the session will be for."""
        return SessionKind.REAL_LIFE if self.mix is Mix.REAL_LIFE else SessionKind.PRACTICE


class Practice:
    """The running practice session of the present learner, and the verbs on it.

    Calls come from one thread. Each verb returns what it changed; nothing changes when the stage
    of the session does not allow the move.
    """

    def __init__(
        self,
        history: History,
        catalogue: Catalogue,
        clock: Clock,
        learner: Callable[[], int],
        chance: random.Random | None = None,
        *,
        underline: Callable[[], UnderlineWhen] = lambda: UnderlineWhen.NEVER,
    ) -> None:
        self._history = history
        self._catalogue = catalogue
        self._clock = clock
        self._learner = learner
        self._chance = chance or random.SystemRandom()
        self._underline = underline
        self._without_pencil: int | None = None
        self._session: Session | None = None
        self._revisions: dict[str, Revision] = {}
        self._notes: dict[int, list[str]] = {}
        self._met: set[tuple[int, QuestionRef]] = set()

    @property
    def session(self) -> Session | None:
        """The running session, None before the first one."""
        return self._session

    @property
    def revision(self) -> Revision | None:
        """The question on the screen, None when there is none."""
        item = self._session.item if self._session else None
        return self._revisions[item.revision] if item else None

    @property
    def saved(self) -> bool:
        """Whether everything answered so far is safe on the disk."""
        return self._history.unsaved() == 0

    @property
    def notes(self) -> tuple[str, ...]:
        """The notes written on the present question in this session."""
        return tuple(self._notes.get(self._session.position, ())) if self._session else ()

    @property
    def tally(self) -> Tally:
        """The running session's answers by truth and verdict."""
        answers = self._session.answers if self._session else ()
        return Tally.of((answer.truth, answer.chosen) for answer in answers)

    @property
    def statements(self) -> tuple[str, ...]:
        """The words of the statements answered so far, in the order of the answers."""
        answers = self._session.answers if self._session else ()
        return tuple(self._revisions[answer.revision].question.statement.text for answer in answers)

    def start(self, selection: Selection) -> Changes:
        """Begin a session: for the skills that are due, on fresh questions as far as there are any.

        Raises `UserError` when the history cannot be written or no question is at hand.
        """
        self._refuse_when_read_only()
        learner = self._learner()
        sights = self._sights(learner)
        chosen = choose(
            (
                entry
                for entry in self._catalogue.entries
                if not selection.packs or entry.pack in selection.packs
            ),
            sights,
            {card.id: card.level for card in self._catalogue.cards},
            selection.size,
            self._chance,
            aim=aim_for(self._history.progress(learner), self._clock.now(), selection.mix),
        )
        if not chosen:
            raise UserError(
                t("There is no question to practise with here."),
                t("Choose another pack on the Library page."),
            )
        return self.begin(selection.title, chosen, selection.kind)

    def begin(
        self, title: str, entries: Sequence[Entry], kind: SessionKind, form: str = ""
    ) -> Changes:
        """Begin a session of exactly these questions, in this order; at least one.

        `form` names the form of a check-up.

        Raises `UserError` when the history cannot be written or a question is gone.
        """
        self._refuse_when_read_only()
        learner = self._learner()
        sights = self._sights(learner)
        questions = [(self._revision(entry), entry.ref not in sights) for entry in entries]
        session, receipt = self._history.plan_session(
            learner, title, questions, self._clock.now(), kind=kind, form=form
        )
        receipt.wait(PATIENCE)
        self._take_up(session, {revision.hash: revision for revision, _ in questions})
        return Changes.of(Topic.SESSION, Topic.ANSWERS)

    def go_on_with(self, session_id: int) -> Changes:
        """Take up an unfinished session at its first question without an answer.

        Raises `UserError` where the history cannot be written, does not have the session, or is not
        done with saving what was answered last.
        """
        self._refuse_when_read_only()
        if not self._history.wait_saved(PATIENCE):
            raise UserError(
                t("Your latest answers are still being saved."),
                t("Wait a moment, then go on. Nothing is lost."),
            )
        session = self._history.session(session_id)
        revisions = {item.revision: self._history.revision(item.revision) for item in session.items}
        self._take_up(session, revisions)
        return Changes.of(Topic.SESSION)

    def show_anew(self) -> Changes:
        """Count the time of the present question from now."""
        return self._move(Session.show_anew, self._clock.now())

    def choose(self, verdict: Verdict) -> Changes:
        """Choose a verdict, or another one."""
        return self._move(Session.choose, verdict)

    def rate(self, confidence: Confidence) -> Changes:
        """Say how sure."""
        return self._move(Session.rate, confidence)

    def take_back(self) -> Changes:
        """Go back a stage before the reveal."""
        return self._move(Session.take_back)

    @property
    def asks_to_underline(self) -> bool:
        """Whether the present question has the step of underlining; in a check-up none has."""
        session, revision = self._session, self.revision
        if session is None or revision is None or self._without_pencil == session.position:
            return False
        if session.kind is SessionKind.CHECKUP:
            return False
        return self._underline().asks_at(revision.question.level)

    def proceed(self) -> Changes:
        """Go from the verdict to underlining where that is asked for, else give the answer."""
        if self._session and self._session.stage is Stage.CHOSEN and self.asks_to_underline:
            return self._move(Session.take_pencil)
        return self.answer()

    def toggle_pencil(self) -> Changes:
        """Turn to underlining, or drop it for this question whatever the settings ask for."""
        session = self._session
        if session is None or session.stage is not Stage.UNDERLINING:
            return self._move(Session.take_pencil)
        self._without_pencil = session.position
        return self._move(Session.drop_pencil)

    def underline(self, spans: tuple[Span, ...]) -> Changes:
        """Have these spans of the excerpt underlined."""
        return self._move(Session.underline, spans)

    def answer(self) -> Changes:
        """Give the chosen verdict as the answer; it is safe once `saved` is true.

        In a check-up the next question comes at once.
        """
        before = self._session
        changes = self._move(Session.answer, self._clock.now())
        given = self._session.last_answer if self._session and changes else None
        if before is None or given is None:
            return changes
        try:
            self._history.save_answer(given, advance).wait(PATIENCE)
        except UserError:
            self._session = before
            raise
        self._met.add((before.learner, given.question))
        self._show()
        return changes | Changes.of(Topic.ANSWERS)

    def go_on(self) -> Changes:
        """Leave the reveal for the next question, or for the summary."""
        changes = self._move(Session.go_on)
        self._show()
        return changes

    def note(self, text: str) -> Changes:
        """Keep a note with the answer just given: "I see it differently"."""
        session, text = self._session, text.strip()
        if session is None or session.stage is not Stage.REVEALED or not text:
            return Changes()
        receipt = self._history.save_note(session.id, session.position, text, self._clock.now())
        receipt.wait(PATIENCE)
        self._notes.setdefault(session.position, []).append(text)
        return Changes.of(Topic.SESSION, Topic.ANSWERS)

    def put_away(self) -> None:
        """Let somebody else practise: the session can be gone on with later."""
        self._session = None
        if self.saved:
            # What is saved is remembered by the history, under numbers that may be given anew.
            self._met.clear()

    def leave(self) -> Changes:
        """Put the session away; it can be gone on with later."""
        self._session = None
        return Changes.of(Topic.SESSION, Topic.ANSWERS)

    def _sights(self, learner: int) -> Mapping[QuestionRef, int]:
        """When the learner answered which question, with the answers that wait to be saved."""
        saved = self._history.sights(learner)
        latest = max(saved.values(), default=0) + 1
        return {ref: latest for one, ref in self._met if one == learner} | dict(saved)

    def _revision(self, entry: Entry) -> Revision:
        try:
            return self._catalogue.revision(entry.revision)
        except KeyError as error:
            raise UserError(
                t("A pack was changed or removed on the disk in the meantime."),
                t("Close the program and open it again; it then looks for all packs afresh."),
                f"{entry.pack}: {entry.question}",
            ) from error

    def _take_up(self, session: Session, revisions: dict[str, Revision]) -> None:
        self._session = session
        self._revisions = revisions
        self._without_pencil = None
        self._notes = {}
        self._show()

    def _show(self) -> None:
        if self._session is not None:
            self._session = self._session.show(self._clock.now())

    def _move(self, move: Callable[..., Session], *values: object) -> Changes:
        if self._session is None:
            return Changes()
        after = move(self._session, *values)
        if after == self._session:
            return Changes()
        self._session = after
        return Changes.of(Topic.SESSION)

    def _refuse_when_read_only(self) -> None:
        if self._history.read_only:
            raise UserError(
                t("The history can only be looked at, so answers could not be kept."),
                t("Make its folder writable, or start with --data-dir and another folder."),
            )
