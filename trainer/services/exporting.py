"""A learner's data as a whole: written out, brought in, told in figures, erased."""

from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from trainer.core.changes import Changes
from trainer.core.clock import Clock
from trainer.core.errors import UserError
from trainer.core.history import Learner
from trainer.core.records import Added, Nobody, Record, Watch
from trainer.core.words import t
from trainer.services.exchange.places import written_beside
from trainer.services.exchange.record_file import write_record
from trainer.services.exchange.record_reading import Letter, read_letter
from trainer.services.exchange.sheets import write_csv, write_xlsx
from trainer.services.exchange.tables import about_table, answer_table, session_table
from trainer.services.learners import Learners
from trainer.services.reporting import Report, report_of
from trainer.services.skills import advance
from trainer.store.history import History
from trainer.store.people import SetAside

__all__ = ["Arrived", "Data", "Form", "SetAside"]

_NOBODY = Nobody()
_PATIENCE = 5.0


class Form(Enum):
    """A file format for answers; the value is the end of the file's name."""

    CSV = "csv"
    XLSX = "xlsx"
    JSON = "json"


@dataclass(frozen=True, slots=True)
class Arrived:
    """A file that was read and can be brought in: its learner, and who that is here, if anybody."""

    letter: Letter
    same_here: Learner | None

    @property
    def record(self) -> Record:
        """What it holds."""
        return self.letter.record


class Data:
    """All data of the present learner. Calls but `erased` and `brought_in` may take long.

    These two belong to the GUI's thread, the others to any. What they raise is a `UserError`, and
    `Cancelled` where a watch called the work off; then nothing was changed.
    """

    def __init__(self, history: History, learners: Learners, clock: Clock) -> None:
        self._history = history
        self._learners = learners
        self._clock = clock

    def export(self, form: Form, place: Path, watch: Watch = _NOBODY) -> None:
        """Write everything about the present learner to `place`, all of it or nothing."""
        record = self._record()
        now = self._clock.now()
        with written_beside(place) as path:
            if form is Form.JSON:
                write_record(record, path, now, watch)
            elif form is Form.CSV:
                write_csv(answer_table(record, watch), path)
            else:
                tables = (
                    answer_table(record, watch),
                    session_table(record),
                    about_table(record, now),
                )
                write_xlsx(tables, path)

    def report(self) -> Report:
        """The figures of the present learner, for a report on paper."""
        learner = self._learners.number()
        return report_of(self._record(), self._history.progress(learner), self._clock.now())

    def _record(self) -> Record:
        if not self._history.wait_saved(_PATIENCE):
            raise UserError(
                t("Your latest answers are still being saved."),
                t("Wait a moment, then try again. Nothing is lost."),
            )
        return self._history.people.record(self._learners.number())

    def read(self, place: Path) -> Arrived:
        """What a JSON export holds; nothing is changed yet."""
        letter = read_letter(place)
        holder = self._history.people.holder(letter.record)
        same = next((one for one in self._history.learners() if one.id == holder), None)
        return Arrived(letter, same)

    def bring_in(self, record: Record, learner: int | None) -> Added:
        """Add a record to a learner, None for a new one; what is there already is not doubled."""
        return self._history.people.take_in(record, learner, advance)

    def brought_in(self, added: Added) -> Changes:
        """Let whom a record was added to practise."""
        return self._learners.looked_again(added.learner)

    def set_aside(self) -> tuple[Path, ...]:
        """Damaged histories that were kept, which may hold answers of anybody."""
        return self._history.people.set_aside()

    def erase(self, learner: int, set_aside: SetAside) -> None:
        """Let everything about a learner go, backups included."""
        self._history.people.erase(learner, set_aside, self._clock.now())

    def erased(self) -> Changes:
        """Let the first of those who are left practise, where the present learner is gone."""
        gone, left = self._learners.present, self._history.learners()
        if any((one.id, one.created_at) == (gone.id, gone.created_at) for one in left):
            return Changes()
        return self._learners.looked_again(left[0].id)
