"""A teacher looks at a quiz as the class will see it, by keys, and nothing of that counts."""

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from tests.ui.person import KEYS, Person, other, words_of
from tests.ui.test_classroom import Teacher
from trainer.core.revisions import Revision
from trainer.core.rubric import Verdict
from trainer.core.settings import Look, Settings
from trainer.ui.pages.preview.page import PreviewPage
from trainer.ui.pages.preview.phone import PhoneCard
from trainer.ui.places import Where
from trainer.ui.widgets.projected.screen import ProjectedScreen

Key = Qt.Key


class Rehearsing:
    """Somebody who has picked a quiz and looks at it."""

    def __init__(self, person: Person) -> None:
        self.person = person
        self.teacher = Teacher(person)
        self.teacher.picks()
        self.questions = [one.revision for one in self.teacher.page.prepare._draft.picked]

    def looks(self) -> "Rehearsing":
        self.person.types(Key.Key_F5)
        assert self.person.is_on(Where.PREVIEW)
        return self

    @property
    def page(self) -> PreviewPage:
        page = self.person.window.page(Where.PREVIEW)
        assert isinstance(page, PreviewPage)
        return page

    def board(self) -> str:
        return words_in(self.person.find(ProjectedScreen))

    def phone(self) -> str:
        return words_in(self.person.find(PhoneCard))


def words_in(root: QWidget) -> str:
    """All words that a part of the window shows, in the order in which they were put there."""
    return "\n".join(
        words
        for widget in root.findChildren(QWidget)
        if widget.isVisible() and (words := words_of(widget))
    )


def truth_of(revision: Revision) -> Verdict:
    assert revision.question.key is not None
    return revision.question.key.verdict


@pytest.fixture
def rehearsing(person: Person) -> Rehearsing:
    return Rehearsing(person)


def test_the_whole_quiz_is_gone_through_on_space_alone(rehearsing: Rehearsing) -> None:
    rehearsing.looks()
    for number, revision in enumerate(rehearsing.questions, 1):
        key, cues = revision.question.key, revision.question.cues
        assert key is not None
        assert f"Question {number} of 10" in rehearsing.board()
        assert f"{number} of 10" in rehearsing.phone()
        for screen in (rehearsing.board(), rehearsing.phone()):
            assert revision.text in screen
            assert key.explanation not in screen
            assert not any(cue.note in screen for cue in cues)
        rehearsing.person.types(Key.Key_Space)
        assert key.explanation not in rehearsing.board(), "words come first"
        for lit in range(1, len(cues) + 1):
            rehearsing.person.types(Key.Key_Space)
            assert sum(cue.note in rehearsing.board() for cue in cues) >= lit
            assert sum(cue.note in rehearsing.phone() for cue in cues) >= lit
        assert key.explanation in rehearsing.board()
        rehearsing.person.types(Key.Key_Space)
    assert "Thank you" in rehearsing.board()
    assert "That was the quiz" in rehearsing.phone()
    rehearsing.person.types(Key.Key_Escape)
    assert rehearsing.person.is_on(Where.CLASSROOM)


def test_the_phone_has_the_scope_and_the_three_verdicts(rehearsing: Rehearsing) -> None:
    rehearsing.looks()
    phone = rehearsing.phone()
    places = [phone.index(words) for words in ("1 of 10", "A pupil", rehearsing.questions[0].text)]
    places += [phone.index(f"{name}  (") for name in ("Verified", "Claim", "Propaganda")]
    assert places == sorted(places)
    assert rehearsing.questions[0].question.scope in phone
    assert phone.endswith("Tap your answer.")


def test_an_answer_is_tried_and_told_why_it_was_wrong(rehearsing: Rehearsing) -> None:
    key = rehearsing.looks().questions[0].question.key
    assert key is not None
    wrong = other(key.verdict)
    rehearsing.person.types(KEYS[key.verdict], KEYS[wrong])
    assert "your answer" in rehearsing.phone()
    assert "Saved. You can change it until your teacher closes." in rehearsing.phone()
    assert "1 of 1 have answered" in rehearsing.board()
    rehearsing.person.types(Key.Key_Space)
    assert "Not this time." in rehearsing.phone()
    assert key.why_not[wrong] in rehearsing.phone()
    assert key.why_not[wrong] not in rehearsing.board()


def test_keys_lead_back_and_from_question_to_question(rehearsing: Rehearsing) -> None:
    rehearsing.looks()
    rehearsing.person.types(Key.Key_PageDown, Key.Key_PageDown)
    assert "Question 3 of 10" in rehearsing.board()
    rehearsing.person.types(Key.Key_Space)
    assert "Light the next words" in rehearsing.person.sees()
    rehearsing.person.types(Key.Key_Left)
    assert "Reveal" in rehearsing.person.sees()
    rehearsing.person.types(Key.Key_PageUp)
    assert "Question 2 of 10" in rehearsing.board()


def test_it_begins_with_the_question_that_is_chosen_and_comes_back_to_it(
    rehearsing: Rehearsing,
) -> None:
    rehearsing.person.types(Key.Key_Down, Key.Key_Down)
    rehearsing.looks()
    assert "Question 3 of 10" in rehearsing.board()
    rehearsing.person.types(Key.Key_Escape)
    assert rehearsing.person.is_on(Where.CLASSROOM)
    assert rehearsing.teacher.list_().currentIndex().row() == 2
    assert rehearsing.person.focus is rehearsing.teacher.list_()


def test_nothing_is_kept_and_nobody_can_come_in(rehearsing: Rehearsing) -> None:
    opened = rehearsing.person.opened
    assert opened.all_saved(5)
    folder = rehearsing.person.window._folder
    before = (folder / "history.sqlite3").read_bytes()
    rehearsing.looks()
    rehearsing.person.types(*[Key.Key_1, Key.Key_Space, Key.Key_Space, Key.Key_Space] * 4)
    assert not [one for one in threading.enumerate() if one.name == "classroom server"]
    rehearsing.person.types(Key.Key_Escape)
    assert opened.all_saved(5)
    assert (folder / "history.sqlite3").read_bytes() == before
    assert opened.classroom.running is None
    assert opened.classroom.past() == ()
    assert opened.classroom.unfinished() is None


def test_in_a_small_window_one_screen_at_a_time_is_shown(
    open_window: Callable[..., Person], tmp_path: Path
) -> None:
    settings = Settings(Look.LIGHT, 200)
    rehearsing = Rehearsing(open_window(tmp_path / "d", settings=settings, size=(1024, 700)))
    rehearsing.looks()
    assert not rehearsing.page.phone.isVisible()
    assert "Question 1 of 10" in rehearsing.board()
    rehearsing.person.types(Key.Key_T)
    assert "1 of 10" in rehearsing.phone()
    assert not rehearsing.page.board.isVisible()
    bar = rehearsing.page.sheet.verticalScrollBar()
    rehearsing.person.settles()
    rehearsing.person.types(Key.Key_Down)
    assert bar.value() > 0, "what does not fit is scrolled to by keys"
    rehearsing.person.types(Key.Key_T)
    assert "Question 1 of 10" in rehearsing.board()


def test_a_question_to_argue_about_shows_the_cases(person: Person) -> None:
    teacher = Teacher(person)
    argued = next(one for one in person.opened.library.entries if not one.verdict)
    (worded,) = person.opened.classroom.quizzes.worded([argued])
    teacher.page.prepare.adding.added.emit(worded)
    person.types(Key.Key_F5, Key.Key_Space)
    views = worded.revision.question.views
    for screen in (ProjectedScreen, PhoneCard):
        shown = words_in(person.find(screen))
        assert "Careful readers split on this one" in shown
        assert all(case in shown for case in views.values())


def test_without_a_quiz_f5_does_nothing(person: Person) -> None:
    Teacher(person)
    person.types(Key.Key_F5)
    assert person.is_on(Where.CLASSROOM)
