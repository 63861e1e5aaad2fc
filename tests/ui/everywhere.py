"""A walk through every page in its typical states, the way somebody comes to them by keys."""

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.packs.samples import write_sample
from tests.ui.lesson import Lesson
from tests.ui.person import Person, other
from trainer.core.paths import DataPaths
from trainer.core.room import Names
from trainer.core.words import t
from trainer.services.made_up_class import MadeUpLesson, class_of, hold_lesson
from trainer.ui.pages.classroom.page import ClassroomPage
from trainer.ui.pages.preview.page import PreviewPage
from trainer.ui.paper_tour import paper_views
from trainer.ui.places import Place, Where

PUPILS = ("Ada Lovelace", "Bodil Ek", "Somebody whose name goes on and on", "Cem Ak", "Dora Fo")
"""A class list."""


def with_broken_pack(folder: Path) -> Path:
    """A data folder in which somebody has put a pack that does not play."""
    write_sample(DataPaths(folder).packs / "broken", article="[article]\ntitle = 3\n")
    return folder


def everywhere(person: Person) -> Iterator[str]:
    """Lead a newcomer through all pages; the name of each state comes once it is on the screen."""
    for state in _walk(person):
        person.settles()
        yield state


def _walk(person: Person) -> Iterator[str]:
    yield "today, the first time"
    person.presses(t("Review"))
    person.waits_until(lambda: "Nothing here yet" in person.sees())
    yield "review, empty"
    person.presses(t("Settings"))
    yield "settings"
    person.presses(t("How to decide"))
    yield "guide"
    person.types(Qt.Key.Key_Escape)
    person.presses(t("Today"))
    person.types(Qt.Key.Key_Return)
    yield from _first_lesson(person)
    yield from _first_session(person)
    person.types(Qt.Key.Key_Escape)
    person.presses(t("Start"))
    person.judges(person.truth)
    person.types(Qt.Key.Key_Escape)
    assert person.is_on(Where.TODAY)
    yield "today, with a session to go on with"
    yield from _review(person)
    person.looks_through(t("Sessions"))
    person.types(Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert person.is_on(Where.SESSION)
    yield "a past session"
    person.types(Qt.Key.Key_Escape)
    yield from _classroom(person)
    person.presses(t("Library"))
    yield "library"
    begins = t("Questions to argue about in {title}", title="\n").partition("\n")[0]
    argue = next(name for name in _names(person) if name.startswith(begins))
    person.presses(argue)
    yield "discussion"
    person.types(Qt.Key.Key_Return)
    yield "discussion, the cases"
    person.types(Qt.Key.Key_Escape)
    yield from _browse(person)
    person.window.banner.say("The disk is busy.")
    yield "library, with a banner"
    person.presses(t("Close"))
    yield from _people(person)
    yield from _quiz(person)
    yield from _afterwards(person)


def _people(person: Person) -> Iterator[str]:
    yield from paper_views(person.window)
    person.presses(t("Leave a sheet out…"))
    yield "paper, asked before a sheet is left out"
    person.types(Qt.Key.Key_Escape)
    person.window.lead_to(Place(Where.LEARNERS))
    yield "learners"
    person.presses(t("Open your data…"))
    yield "data"
    person.presses(t("Erase…"))
    yield "data, asked before erasing"


def _quiz(person: Person) -> Iterator[str]:
    """A quiz with a class, without doors: what a network says would differ from time to time."""
    lesson = Lesson(person).begins(1, names=Names.FREE, teams=2)
    yield "quiz, an empty lobby"
    lesson.joins("Ada Lovelace", "Bo", "Somebody whose name goes on and on and on")
    lesson.seats("Mira")
    yield "quiz, the lobby"
    person.types(*[Qt.Key.Key_A] * 3, Qt.Key.Key_Space)
    lesson.says("Ada Lovelace", lesson.truth)
    lesson.says("Bo", other(lesson.truth))
    yield "quiz, the vote is open"
    person.types(Qt.Key.Key_H)
    yield "quiz, hands are counted"
    person.types(Qt.Key.Key_Escape, Qt.Key.Key_X)
    yield "quiz, asked before the end"
    person.types(Qt.Key.Key_Escape, Qt.Key.Key_Space, Qt.Key.Key_W)
    yield "quiz, closed, and who said what"
    person.types(Qt.Key.Key_W, Qt.Key.Key_Space)
    yield "quiz, the distribution"
    person.types(Qt.Key.Key_Space, Qt.Key.Key_L)
    yield "quiz, revealed"
    person.types(Qt.Key.Key_V)
    lesson.says("Bo", lesson.truth)
    person.types(Qt.Key.Key_Space, Qt.Key.Key_Space)
    yield "quiz, the second vote"
    person.types(Qt.Key.Key_Escape)
    yield "today, while a quiz goes on"
    person.window.lead_to(Place(Where.ROOM))
    person.types(Qt.Key.Key_X, Qt.Key.Key_Return)
    yield "quiz, the end"
    person.types(Qt.Key.Key_Space)
    person.waits_until(lambda: person.is_on(Where.TODAY))


def _afterwards(person: Person) -> Iterator[str]:
    """Look back on a quiz with a class, from the table to a question, the skills and a pupil."""
    school_class = class_of(person.opened.classroom, "8c", PUPILS)
    for title in ("Monday", "Tuesday"):
        held = MadeUpLesson(title, len(PUPILS), 6, school_class, teams=2, hands=True)
        room = hold_lesson(person.opened.classroom, held)
    assert person.opened.all_saved(20)
    person.window.lead_to(Place(Where.CLASS_REPORT, session=room))
    person.waits_until(lambda: "Hardest was" in person.sees())
    yield "class report, questions"
    person.types(Qt.Key.Key_Return)
    yield "class report, a question"
    person.types(Qt.Key.Key_Escape, Qt.Key.Key_2)
    yield "class report, skills"
    person.types(Qt.Key.Key_3, Qt.Key.Key_Return)
    yield "class report, a pupil"
    person.presses(t("Erase this quiz…"))
    yield "class report, asked before erasing"


def _classroom(person: Person) -> Iterator[str]:
    person.presses(t("Classroom"))
    yield "classroom"
    person.presses(t("Pick questions"))
    person.waits_until(lambda: t("Pick again") in person.sees())
    person.presses(t("Show the answers"))
    yield "classroom, a quiz"
    yield from _preview(person)
    yield from _classroom_to_keep(person)


def _preview(person: Person) -> Iterator[str]:
    """The quiz as the class will see it; in a small window one screen after the other."""
    page = person.window.page(Where.CLASSROOM)
    assert isinstance(page, ClassroomPage)
    page.prepare.preview()
    assert person.is_on(Where.PREVIEW)
    preview = person.window.page(Where.PREVIEW)
    assert isinstance(preview, PreviewPage)
    one_by_one = preview.turn.isVisible()
    yield "preview, a question"
    if one_by_one:
        person.types(Qt.Key.Key_T)
        yield "preview, a question on a phone"
    person.types(Qt.Key.Key_1, Qt.Key.Key_Space, Qt.Key.Key_Space)
    yield "preview, revealed"
    if one_by_one:
        person.types(Qt.Key.Key_T)
        yield "preview, revealed on the projector"
    person.types(Qt.Key.Key_Escape)
    assert person.is_on(Where.CLASSROOM)


def _classroom_to_keep(person: Person) -> Iterator[str]:
    page = person.window.page(Where.CLASSROOM)
    assert isinstance(page, ClassroomPage)
    page.prepare.title.setText("Monday")
    person.presses(t("Keep this quiz"))
    person.waits_until(page.prepare.kept.isVisible)
    person.presses(t("Delete…"))
    page.prepare.adding.words.setText("the")
    person.waits_until(page.prepare.adding.table.isVisible)
    yield "classroom, a kept quiz and a search"
    person.presses(t("Classes"))
    yield "classroom, no class"
    page.classes.new_name.setText("8b")
    person.presses(t("Add a class"))
    person.waits_until(page.classes.names.isVisible)
    page.classes.names.setPlainText("Ada\nBo\nAda")
    person.presses(t("Erase this class…"))
    yield "classroom, a class"
    person.presses(t("Past quizzes"))
    yield "classroom, no past quiz"


def _browse(person: Person) -> Iterator[str]:
    """Look through the pack of the first session until a statement comes that was judged."""
    person.window.lead_to(Place(Where.BROWSE, pack=person.opened.library.entries[0].pack))
    begun = person.opened.review.sights()
    wanted = {False: "browse, an answer that stays hidden", True: "browse, an answer that is known"}
    for entry in person.opened.library.entries:
        if entry.pack != person.opened.library.entries[0].pack or entry.reserved:
            continue
        known = bool(entry.verdict) and entry.ref in begun
        if known in wanted:
            yield wanted.pop(known)
        person.types(Qt.Key.Key_Return)
    person.types(Qt.Key.Key_Escape)


def _review(person: Person) -> Iterator[str]:
    person.presses(t("Review"))
    person.waits_until(lambda: "for the first time" in person.sees())
    yield "review"
    person.types(Qt.Key.Key_T)
    yield "review, as tables"
    person.types(Qt.Key.Key_T)
    for part in ("Sessions", "Answers", "Notes"):
        person.looks_through(t(part))
        yield f"review, {part}"


def _first_lesson(person: Person) -> Iterator[str]:
    assert person.is_on(Where.LESSON)
    yield "example"
    person.types(*[Qt.Key.Key_Return] * 4)
    yield "example, to the end"
    person.types(Qt.Key.Key_Return)
    assert person.is_on(Where.PRACTICE)
    person.types(Qt.Key.Key_2, Qt.Key.Key_U)
    yield "underlining"
    person.types(Qt.Key.Key_Space, Qt.Key.Key_Return)
    yield "reveal, with words underlined"
    person.types(Qt.Key.Key_Return)
    person.judges(person.truth)
    person.types(Qt.Key.Key_Return)
    assert person.is_on(Where.LESSON)
    person.types(Qt.Key.Key_Escape)


def _first_session(person: Person) -> Iterator[str]:
    yield "question"
    person.types(Qt.Key.Key_1)
    yield "chosen"
    told: set[str] = set()
    while person.is_on(Where.PRACTICE):
        truth = person.truth
        outcome = "right" if f"{truth.value}, right" not in told else "wrong"
        person.judges(truth if outcome == "right" else other(truth))
        if f"{truth.value}, {outcome}" not in told:
            yield f"reveal: {truth.value}, {outcome}"
        if not told:
            yield from _note(person)
        told.add(f"{truth.value}, {outcome}")
        person.types(Qt.Key.Key_Return)
    assert person.is_on(Where.SUMMARY)
    yield "summary"


def _note(person: Person) -> Iterator[str]:
    person.types(Qt.Key.Key_D)
    QTest.keyClicks(person.focus, "I read it otherwise")
    yield "reveal, writing a note"
    person.types(Qt.Key.Key_Return, modifier=Qt.KeyboardModifier.ControlModifier)
    yield "reveal, with a note"


def _names(person: Person) -> Iterator[str]:
    for widget in person.visible():
        yield widget.accessibleName()
