"""Makes the history that this release leaves to the tests of all later ones.

Run once for each data format, before the next one: `python -m tests.store.make_old_file`.
"""

import datetime as dt
import shutil
import tempfile
from pathlib import Path

from tests.store.people import practise
from tests.store.samples import NOON, SECONDS, answer_all, clock, plan, revision
from trainer.core.classroom import Setting, Vote
from trainer.core.paths import DataPaths
from trainer.core.questions import QuestionRef
from trainer.core.room import Names, Player, Room, Round, Way
from trainer.core.rubric import Verdict
from trainer.core.sessions import SessionKind
from trainer.services.skills import advance
from trainer.store.backup import dated
from trainer.store.history import History, open_history
from trainer.store.schema import VERSION

OLD_FILES = Path(__file__).parents[1] / "old_files"
_DAY = dt.timedelta(days=1)


def main() -> None:
    """Practise for a few days as two people, hold a quiz, and keep the backup of that."""
    with tempfile.TemporaryDirectory() as folder:
        paths = DataPaths(Path(folder))
        history = open_history(paths, clock())
        _first_learner(history)
        _second_learner(history)
        _school_class(history)
        history.rebuild_rollups(advance)
        history.close()
        OLD_FILES.mkdir(exist_ok=True)
        target = OLD_FILES / f"history-format-{VERSION}.sqlite3"
        shutil.copyfile(dated(paths.backups)[0][1], target)


def _first_learner(history: History) -> None:
    """One session whole with a note, one in part."""
    first = plan(history, range(5), title="First session")
    answer_all(history, first)
    history.save_note(first.id, 2, "I doubt it.", NOON).wait(SECONDS)
    answer_all(history, plan(history, range(5, 10), title="Second session"), 2)


def _second_learner(history: History) -> None:
    """First sights and repeats with underlined words, a finished check-up and one that waits."""
    learner = history.people.add("Ona", NOON)
    practise(history, learner, range(9), chosen=tuple(Verdict))
    practise(history, learner, range(4, 12), NOON + _DAY, answered=6, pack="valley")
    practise(history, learner, range(6), NOON + 2 * _DAY, chosen=tuple(Verdict))
    for day, answered in ((3, 4), (4, 3)):
        practise(
            history,
            learner,
            range(20, 24),
            NOON + day * _DAY,
            answered=answered,
            kind=SessionKind.CHECKUP,
        )


def _school_class(history: History) -> None:
    """A class, a kept quiz, and a room that was cut off in its first question."""
    school_class = history.classes.add("8b", NOON)
    history.classes.set_pupils(school_class, ("Ada", "Ben"))
    ada, _ = history.classes.pupils(school_class)
    history.classes.save_quiz("Monday", [QuestionRef("harbour", "q1")], NOON)
    setting = Setting("Monday", Names.ROSTER, school_class, 0, 0, True, "in the QR code", "ABC234")
    room = history.rooms.add(setting, [revision(number) for number in range(3)], NOON)
    player = Player(1, "Ada", Way.PHONE, pupil=ada.id)
    history.rooms.keep_players(room, [(player, "token of Ada")], NOON)
    joined = history.rooms.kept(room).room.join(player)
    if not isinstance(joined, Room):
        raise TypeError(joined)
    history.rooms.keep_state(joined.start(NOON))
    vote = Vote(player.number, 0, Round.FIRST, Verdict.CLAIM)
    if not history.rooms.keep_votes(room, [vote], NOON).wait(SECONDS):
        raise TimeoutError("the disk is busy")


if __name__ == "__main__":
    main()
