"""Looking back on a class's quiz: its report beside earlier ones, and its files for others."""

from collections.abc import Callable
from enum import Enum
from pathlib import Path

from trainer.core.class_reports import ClassReport, QuizTally, class_report, quiz_tally
from trainer.core.classroom import KeptRoom, RoomLine
from trainer.core.clock import Clock
from trainer.core.errors import UserError
from trainer.core.records import Nobody, Watch
from trainer.core.words import t
from trainer.services.exchange.class_tables import (
    about_quiz_table,
    pupil_table,
    question_table,
    quiz_answer_table,
    skill_table,
)
from trainer.services.exchange.places import written_beside
from trainer.services.exchange.sheets import write_csv, write_xlsx
from trainer.services.exchange.statements import write_statements
from trainer.store.rooms import Rooms

_NOBODY = Nobody()
_PATIENCE = 5.0


class QuizForm(Enum):
    """A file format for a quiz; the value is the end of the file's name."""

    CSV = "csv"
    XLSX = "xlsx"
    XAPI = "json"


class Reports:
    """Reports on past quizzes. Calls may take long, and come from any thread but the GUI's.

    What they raise is a `UserError`, and `Cancelled` where a watch called the work off; then
    nothing was written. `saved` waits that many seconds at most for what was entered last.
    """

    def __init__(self, store: Rooms, clock: Clock, saved: Callable[[float], bool]) -> None:
        self._store = store
        self._clock = clock
        self._saved = saved

    def report(self, room: int) -> ClassReport:
        """The report on a quiz, with the class's quizzes before it."""
        return self._report(self._kept(room), self._store.line(room))

    def export(self, room: int, form: QuizForm, place: Path, watch: Watch = _NOBODY) -> None:
        """Write a quiz to `place`, all of it or nothing."""
        kept, line = self._kept(room), self._store.line(room)
        report = self._report(kept, line)
        with written_beside(place) as path:
            if form is QuizForm.CSV:
                write_csv(quiz_answer_table(kept, watch), path)
            elif form is QuizForm.XAPI:
                write_statements(kept, line.class_name, path, watch)
            else:
                tables = (
                    question_table(report),
                    pupil_table(report),
                    quiz_answer_table(kept, watch),
                    skill_table(report),
                    about_quiz_table(report, self._clock.now()),
                )
                write_xlsx(tables, path)

    def _kept(self, room: int) -> KeptRoom:
        if not self._saved(_PATIENCE):
            raise UserError(
                t("The latest answers of this quiz are still being saved."),
                t("Wait a moment, then try again. Nothing is lost."),
            )
        return self._store.kept(room)

    def _report(self, kept: KeptRoom, line: RoomLine) -> ClassReport:
        return class_report(kept, line.class_name, self._earlier(line))

    def _earlier(self, line: RoomLine) -> tuple[QuizTally, ...]:
        """The class's quizzes before this one that had answers, the earliest first."""
        if line.school_class is None:
            return ()
        before = [
            one
            for one in self._store.lines(line.school_class)
            if one.answers and (one.started_at, one.id) < (line.started_at, line.id)
        ]
        tallies = (
            QuizTally(one.id, one.title, one.started_at, quiz_tally(self._store.kept(one.id)))
            for one in sorted(before, key=lambda one: (one.started_at, one.id))
        )
        return tuple(tally for tally in tallies if tally.tally.total)
