"""Classes with their lists of pupils, and quizzes to use again."""

import datetime as dt
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, closing

from trainer.core.classroom import Choice, Pupil, SavedQuiz, SchoolClass
from trainer.core.names import folded
from trainer.core.questions import QuestionRef
from trainer.core.rubric import Skill
from trainer.core.words import t
from trainer.store.connection import Executor, number, row, rows
from trainer.store.erasing import Eraser, Holds
from trainer.store.room_statements import erase_class, forget_pupils
from trainer.store.rows import from_time, to_time
from trainer.store.statements import Refused
from trainer.store.writer import Job, Receipt

Reading = Callable[[], AbstractContextManager[sqlite3.Connection]]

_ALL = Choice()
_PATIENCE = 5.0


class Classes:
    """All classes and saved quizzes of one history. Calls may come from any thread.

    What changes something returns once it is on the disk, or raises a `UserError`.
    """

    def __init__(
        self,
        reading: Reading,
        save: Callable[[Job], Receipt],
        eraser: Eraser,
    ) -> None:
        self._reading = reading
        self._save = save
        self._eraser = eraser

    def all(self) -> tuple[SchoolClass, ...]:
        """All classes by name."""
        with self._reading() as connection:
            found = rows(
                connection,
                """
                SELECT c.id, c.name,
                    (SELECT count(*) FROM pupils p WHERE p.class = c.id AND p.listed = 1)
                FROM classes c ORDER BY c.name COLLATE NOCASE, c.id
                """,
            )
        return tuple(SchoolClass(*one) for one in found)

    def pupils(self, school_class: int) -> tuple[Pupil, ...]:
        """Who is on the list of a class, in the order of the list."""
        with self._reading() as connection:
            found = rows(
                connection,
                "SELECT id, name FROM pupils WHERE class = ? AND listed = 1 ORDER BY id",
                school_class,
            )
        return tuple(Pupil(*one) for one in found)

    def add(self, name: str, now: dt.datetime) -> int:
        """A new class; its number."""
        numbers: list[int] = []

        def job(executor: Executor) -> None:
            rows(
                executor,
                "INSERT INTO classes (name, created_at) VALUES (?, ?)",
                name,
                from_time(now),
            )
            numbers[:] = [number(executor, "SELECT last_insert_rowid()")]

        self._do(job)
        return numbers[0]

    def rename(self, school_class: int, name: str) -> None:
        """Give a class another name."""

        def job(executor: Executor) -> None:
            _refuse_unknown(executor, school_class)
            rows(executor, "UPDATE classes SET name = ? WHERE id = ?", name, school_class)

        self._do(job)

    def set_pupils(self, school_class: int, names: Sequence[str]) -> None:
        """Have exactly these on the list.

        Who was there under a name that looks the same stays the same pupil, also after having been
        off the list for a while.
        """

        def job(executor: Executor) -> None:
            _refuse_unknown(executor, school_class)
            _set_pupils(executor, school_class, names)

        self._do(job)

    def erase(self, school_class: int) -> None:
        """Let a class go with its pupils and all its quizzes, backups and free pages included."""

        def find(executor: Executor) -> Holds:
            made = row(executor, "SELECT created_at FROM classes WHERE id = ?", school_class)
            if made is None:
                raise _unknown(school_class)
            return lambda source: _has_class(source, school_class, made[0])

        self._eraser.erase(find, lambda executor: erase_class(executor, school_class))

    def quizzes(self) -> tuple[SavedQuiz, ...]:
        """All saved quizzes, the one saved last first."""
        with self._reading() as connection, closing(connection.cursor()):
            found = rows(
                connection,
                "SELECT id, title, saved_at, packs, skills, levels, size FROM quizzes"
                " ORDER BY id DESC",
            )
            return tuple(
                SavedQuiz(
                    key,
                    title,
                    tuple(
                        QuestionRef(pack, question)
                        for pack, question in rows(
                            connection,
                            "SELECT pack, question FROM quiz_items WHERE quiz = ?"
                            " ORDER BY position",
                            key,
                        )
                    ),
                    to_time(saved),
                    _choice(packs, skills, levels),
                    size,
                )
                for key, title, saved, packs, skills, levels, size in found
            )

    def save_quiz(
        self,
        title: str,
        questions: Sequence[QuestionRef],
        now: dt.datetime,
        choice: Choice = _ALL,
        size: int = 0,
    ) -> None:
        """Save a quiz, in place of one of the same title."""

        def job(executor: Executor) -> None:
            for (key,) in rows(executor, "SELECT id FROM quizzes WHERE title = ?", title):
                _delete_quiz(executor, key)
            rows(
                executor,
                "INSERT INTO quizzes (title, saved_at, packs, skills, levels, size)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                title,
                from_time(now),
                " ".join(choice.packs),
                " ".join(skill.value for skill in choice.skills),
                " ".join(str(level) for level in choice.levels),
                size,
            )
            quiz = number(executor, "SELECT last_insert_rowid()")
            for position, (pack, question) in enumerate(questions):
                rows(
                    executor,
                    "INSERT INTO quiz_items (quiz, position, pack, question) VALUES (?, ?, ?, ?)",
                    quiz,
                    position,
                    pack,
                    question,
                )

        self._do(job)

    def delete_quiz(self, quiz: int) -> None:
        """Delete a saved quiz; rooms that asked its questions stay."""
        self._do(lambda executor: _delete_quiz(executor, quiz))

    def _do(self, job: Job) -> None:
        self._save(job).expect(_PATIENCE)


def _set_pupils(executor: Executor, school_class: int, names: Sequence[str]) -> None:
    known = {
        folded(name): key
        for key, name in rows(
            executor,
            "SELECT id, name FROM pupils WHERE class = ? ORDER BY listed, id",
            school_class,
        )
    }
    rows(executor, "UPDATE pupils SET listed = 0 WHERE class = ?", school_class)
    for name in names:
        key = known.get(folded(name))
        if key is None:
            rows(executor, "INSERT INTO pupils (class, name) VALUES (?, ?)", school_class, name)
        else:
            rows(executor, "UPDATE pupils SET listed = 1, name = ? WHERE id = ?", name, key)
    forget_pupils(executor)


def _refuse_unknown(executor: Executor, school_class: int) -> None:
    if row(executor, "SELECT 1 FROM classes WHERE id = ?", school_class) is None:
        raise _unknown(school_class)


def _unknown(school_class: int) -> Refused:
    return Refused(t("This class is not in the history any more."), "", f"class {school_class}")


def _has_class(source: sqlite3.Connection, school_class: int, created_at: int) -> bool:
    """Whether a copy holds this class; a number alone does not tell, where a history began anew."""
    if row(source, "SELECT 1 FROM sqlite_master WHERE name = 'classes'") is None:
        return False
    found = row(source, "SELECT created_at FROM classes WHERE id = ?", school_class)
    return bool(found == (created_at,))


def _choice(packs: str, skills: str, levels: str) -> Choice:
    """What a quiz was drawn from; skills that this release does not know are left out."""
    known = {skill.value: skill for skill in Skill}
    return Choice(
        tuple(packs.split()),
        tuple(known[skill] for skill in skills.split() if skill in known),
        tuple(int(level) for level in levels.split() if level.isdecimal()),
    )


def _delete_quiz(executor: Executor, quiz: int) -> None:
    rows(executor, "DELETE FROM quiz_items WHERE quiz = ?", quiz)
    rows(executor, "DELETE FROM quizzes WHERE id = ?", quiz)
