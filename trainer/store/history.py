"""The history of all answers as the services see it: saved in the background, read at once."""

import datetime as dt
import sqlite3
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager

from trainer.core.answers import Answer
from trainer.core.clock import Clock
from trainer.core.errors import UserError
from trainer.core.history import Learner, PastAnswer, SessionLine
from trainer.core.measures import Tally
from trainer.core.paths import DataPaths
from trainer.core.progress import Advance, Progress
from trainer.core.questions import QuestionRef
from trainer.core.revisions import Revision
from trainer.core.rubric import Verdict
from trainer.core.sessions import Item, Session, SessionKind
from trainer.core.streaks import Practised
from trainer.core.words import t, tn
from trainer.store import progress, quarters, queries, statements
from trainer.store.backup import differs, make_backup
from trainer.store.checkups import Checkups
from trainer.store.classes import Classes
from trainer.store.connection import Access, Executor, connect
from trainer.store.damage import BackgroundCheck, with_backup
from trainer.store.erasing import Eraser
from trainer.store.opening import Place, look_over
from trainer.store.past import Past
from trainer.store.people import People
from trainer.store.readers import Readers
from trainer.store.rooms import Rooms
from trainer.store.statements import Refused
from trainer.store.tellings import Tellings
from trainer.store.trouble import Damaged, Saving, TooNew, in_words
from trainer.store.writer import Job, Receipt, Writer

__all__ = ["Damaged", "History", "Receipt", "Refused", "Saving", "TooNew", "open_history"]

_QUIT_PATIENCE = 10.0
"""Seconds that closing waits for a foreign lock or a full disk."""

_LEARNER_PATIENCE = 5.0
_REBUILD_PATIENCE = 600.0


def open_history(paths: DataPaths, clock: Clock) -> "History":
    """Open the history in a data folder, or make it where there never was one.

    Raises `Damaged`, `TooNew`, or another `UserError` where it is locked or out of reach; the files
    are then as they were. In a folder that cannot be written it opens to look.
    """
    return History(paths, clock, look_over(paths, clock))


class History:
    """All learners, sessions and answers. Made by `open_history`, closed once.

    Whatever changes it returns a receipt at once and is done in order in the background. Reads come
    from the file, so they do not see what is still unsaved; they raise a `UserError` where the file
    is locked or fails, `Damaged` where it is damaged. `read_only` says that nothing can be saved.
    Calls may come from any thread.
    """

    def __init__(
        self,
        paths: DataPaths,
        clock: Clock,
        place: Place,
    ) -> None:
        self._paths = paths
        self._clock = clock
        self._place = place
        self._readers = Readers(place.opener)
        self._writer = Writer(paths.database) if place.writable else None
        self._checks: list[BackgroundCheck] = []
        self._planning = threading.Lock()
        self.past = Past(self._reading)
        self.tellings = Tellings(self._reading, self._save)
        self.checkups = Checkups(self._reading)
        eraser = Eraser(paths, self._reading, self._save, self._stop_checks)
        self.people = People(paths, self._reading, self._save, eraser)
        self.rooms = Rooms(self._reading, self._save, eraser)
        self.classes = Classes(self._reading, self._save, eraser)
        self._last_session = 0
        self._clashed: set[int] = set()
        self.read_only = not place.writable

    def first_learner(self) -> Learner:
        """The first learner, made silently where there is none."""
        for learner in self.learners():
            return learner
        now = self._clock.now()
        receipt = self._save(lambda executor: statements.add_learner(executor, "", now))
        if not receipt.wait(_LEARNER_PATIENCE):
            raise UserError(
                t("Another program is using the history of your answers."),
                t("Close it and try again."),
            )
        return self.learners()[0]

    def learners(self) -> tuple[Learner, ...]:
        """All learners, the first one first."""
        with self._reading() as connection:
            return queries.learners(connection)

    def plan_session(
        self,
        learner: int,
        title: str,
        questions: Sequence[tuple[Revision, bool]],
        now: dt.datetime,
        *,
        kind: SessionKind = SessionKind.PRACTICE,
        form: str = "",
    ) -> tuple[Session, Receipt]:
        """A new session of these scored questions; each with whether it is a first sight.

        `form` names the form of a check-up.

        The questions are kept word for word in the same transaction. A `ValueError` without any
        question, or with one for discussion.
        """
        if not questions:
            raise ValueError("a session needs a question")
        items = tuple(
            Item(revision.ref, revision.hash, _truth(revision), first)
            for revision, first in questions
        )
        session = Session(self._next_session(), learner, title, items, kind=kind, form=form)
        revisions = [revision for revision, _ in questions]

        def job(executor: Executor) -> None:
            try:
                statements.add_session(executor, session, revisions, now)
            except sqlite3.IntegrityError:
                # Another process may have taken the number; its session must not get our answers.
                self._clashed.add(session.id)
                raise

        return session, self._save(job)

    def _next_session(self) -> int:
        with self._planning:
            try:
                with self._reading() as connection:
                    used = queries.last_session(connection)
            except UserError:
                # A lock must not keep anybody from starting; the number is very likely free.
                used = 0
            self._last_session = max(self._last_session, used) + 1
            return self._last_session

    def session(self, session_id: int) -> Session:
        """A session as it goes on after a break; a `UserError` where there is none."""
        with self._reading() as connection:
            return queries.session(connection, session_id)

    def save_answer(self, answer: Answer, advance: Advance | None = None) -> Receipt:
        """Save an answer with all that is counted from it, in one transaction.

        With `advance`, which is called on the writer's thread, skills and ability move along.
        Refused where the session planned something else at this position, where an earlier question
        has no answer, or where this one was answered differently; the same answer again is fine.
        """

        def job(executor: Executor) -> None:
            if answer.session in self._clashed:
                raise Refused(
                    t("This answer could not be saved."),
                    t("Another window is practising on the same history. Start a new session."),
                    f"session {answer.session} belongs to another process",
                )
            statements.add_answer(executor, answer, advance)

        return self._save(job)

    def save_note(self, session: int, position: int, text: str, now: dt.datetime) -> Receipt:
        """Save what was written on an answer, after the notes that are there."""
        return self._save(
            lambda executor: statements.add_note(executor, session, position, text, now)
        )

    def close_session(self, session: int) -> Receipt:
        """Leave a session and do not offer it again; its answers stay in the history."""
        return self._save(lambda executor: statements.abandon(executor, session))

    def unfinished(self, learner: int) -> SessionLine | None:
        """The session planned last that has a question left and was not left for good."""
        with self._reading() as connection:
            return queries.unfinished(connection, learner)

    def session_lines(
        self, learner: int, limit: int = 100, before: SessionLine | None = None
    ) -> tuple[SessionLine, ...]:
        """Sessions with answers, the one answered last first, whatever the clock said.

        At most `limit`, and only those behind `before`, the last line of the page before.
        """
        with self._reading() as connection:
            return queries.session_lines(
                connection, learner, limit, None if before is None else before.id
            )

    def session_line(self, session: int) -> SessionLine:
        """One session as a line of the list; a `UserError` where there is none."""
        with self._reading() as connection:
            return queries.session_line(connection, session)

    def revision(self, content: str) -> Revision:
        """The question with this content hash as it was planned once; `KeyError` without one."""
        with self._reading() as connection:
            return queries.revision(connection, content)

    def session_count(self, learner: int) -> int:
        """How many sessions with answers there are."""
        with self._reading() as connection:
            return queries.session_count(connection, learner)

    def past_answers(self, session: int) -> tuple[PastAnswer, ...]:
        """The answers of a session, each with what was shown then; no pack is needed."""
        with self._reading() as connection:
            return queries.past_answers(connection, session)

    def tally(self, learner: int) -> Tally:
        """How a learner judged questions never seen before."""
        with self._reading() as connection:
            return queries.tally(connection, learner)

    def sights(self, learner: int) -> Mapping[QuestionRef, int]:
        """Each question that was answered, with the sequence number of its latest answer."""
        with self._reading() as connection:
            return queries.sights(connection, learner)

    def wait_saved(self, seconds: float) -> bool:
        """Whether everything is saved within `seconds`."""
        return self._writer is None or self._writer.drained(seconds)

    def unsaved(self) -> int:
        """How many things wait to be saved."""
        return 0 if self._writer is None else self._writer.waiting

    def on_saving(self, listener: Callable[[Saving], None]) -> None:
        """Have `listener` called, on the writer's thread, when saving is held up or goes on again.

        Also when something is refused for good, which is then the `trouble`.
        """
        if self._writer is not None:
            self._writer.listen(listener)

    def check_in_background(self, listener: Callable[[Damaged], None]) -> None:
        """Read the whole history through on a thread and call `listener` there if it is damaged."""
        try:
            connection = self._place.opener()
        except sqlite3.Error as error:
            raise with_backup(in_words(error), self._paths) from error
        self._checks.append(BackgroundCheck(connection, self._paths, listener))

    def progress(self, learner: int) -> Progress:
        """How a learner's skills and ability stand."""
        with self._reading() as connection:
            return progress.progress(connection, learner)

    def practised(self, learner: int) -> tuple[Practised, ...]:
        """When a learner answered, by quarters of an hour, in the order of answering."""
        with self._reading() as connection:
            return quarters.practised(connection, learner)

    def behind(self) -> tuple[int, ...]:
        """The learners whose skills and ability do not account for all their answers."""
        with self._reading() as connection:
            return progress.behind(connection)

    def work_out(self, learner: int, advance: Advance) -> Receipt:
        """Work out a learner's skills and ability again from all answers."""
        return self._save(lambda executor: progress.work_out(executor, learner, advance))

    def rebuild_rollups(self, advance: Advance | None = None) -> None:
        """Work out again everything that is derived from the answers. Raises a `UserError`.

        Skills and abilities only with `advance`.
        """

        def job(executor: Executor) -> None:
            statements.derive(executor)
            if advance is not None:
                progress.work_out_all(executor, advance)

        if not self._save(job).wait(_REBUILD_PATIENCE):
            raise UserError(
                t("The counts could not be worked out yet."), t("They will be, in a while.")
            )

    def close(self) -> UserError | None:
        """Save what waits, back up what changed, end all threads.

        Returns what the person should know: things that could not be saved within ten seconds, or a
        backup that failed. A second call does nothing.
        """
        writer, self._writer = self._writer, None
        if writer is None:
            self._end(writer)
            return None
        try:
            writer.drained(_QUIT_PATIENCE)
            trouble = self._back_up(writer.commits)
        finally:
            left = self._end(writer)
        if left:
            return UserError(
                tn(
                    "{number} of your latest answers could not be saved.",
                    "{number} of your latest answers could not be saved.",
                    left,
                ),
                t("See whether the disk is full or another program uses the history."),
            )
        return trouble

    def _end(self, writer: Writer | None) -> int:
        """End all threads and close all files; how many things are unsaved for good."""
        self._stop_checks()
        # The writer's connection is the last, since only that one can tidy up the log.
        self._readers.close()
        left = 0 if writer is None else writer.close()
        self._place.leave.close()
        return left

    def _stop_checks(self) -> None:
        for check in self._checks:
            check.stop()
        self._checks.clear()

    def _back_up(self, commits: int) -> UserError | None:
        try:
            with closing(connect(self._paths.database, Access.READ, 1.0)) as connection:
                if commits or differs(connection, self._paths.backups):
                    make_backup(connection, self._paths.backups, self._clock)
        except sqlite3.Error as error:
            return in_words(error)
        except UserError as error:
            return error
        return None

    def _save(self, job: Job) -> Receipt:
        if self._writer is None:
            return Receipt.refused(
                UserError(
                    t("Nothing can be saved here: the folder of the history cannot be written."),
                    t("Choose another folder with --data-dir."),
                )
            )
        return self._writer.put(job)

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        try:
            with self._readers.reading() as connection:
                yield connection
        except Damaged as error:
            raise with_backup(error, self._paths) from error


def _truth(revision: Revision) -> Verdict:
    key = revision.question.key
    if key is None:
        raise ValueError(f"question {revision.question.id!r} is for discussion")
    return key.verdict
