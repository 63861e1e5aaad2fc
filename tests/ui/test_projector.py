"""What the class sees: large, whole, and nothing of the key before its time."""

import datetime as dt
import random
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
import segno
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.lesson import Key, Lesson, key_at
from tests.ui.person import Person, other
from tests.window import ASSETS, SHIPPED
from trainer.core.classroom import Setting
from trainer.core.nicknames import nickname
from trainer.core.reveals import marks_of, statement_span
from trainer.core.revisions import Revision
from trainer.core.room import Names, Phase, Room, RoomItem
from trainer.core.rubric import Verdict
from trainer.core.settings import Look, Settings
from trainer.live.reach import Reach
from trainer.services.classroom.views import RoomView
from trainer.services.library import Library
from trainer.ui.projection import Projection, Screen, clock_words, spaced
from trainer.ui.projector import Projector
from trainer.ui.steps import NextStep, next_step
from trainer.ui.theme.dress import Dress
from trainer.ui.widgets.projected.fitted import FittedText

SIZES = [(1280, 720), (1024, 768)]
STILL = dt.timedelta(0)
every_size = pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")


@pytest.fixture
def lesson(open_window: Callable[..., Person]) -> Lesson:
    return Lesson(open_window(step=STILL))


@pytest.fixture
def projector(qapp: QApplication, qtbot: QtBot) -> Iterator[Projector]:
    dress = Dress(qapp, ASSETS / "themes", Settings(Look.LIGHT))
    window = Projector(dress)
    window.show()
    yield window
    window.close()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture(scope="module")
def revisions(tmp_path_factory: pytest.TempPathFactory) -> list[Revision]:
    """All questions that ship."""
    folder = tmp_path_factory.mktemp("library")
    library = Library(SHIPPED, folder / "packs", folder / "cache")
    library.load()
    return [library.revision(entry.revision) for entry in library.entries]


def view_of(revision: Revision, phase: Phase, **told: object) -> RoomView:
    """A room of 28 at this question, with everything lit."""
    key = revision.question.key
    lit = len(marks_of(revision))
    item = RoomItem(revision.ref, "hash", key.verdict if key else None, lit)
    revealed = phase is Phase.REVEAL
    room = Room(1, (item,), phase=phase, revealed=revealed, lit=lit if revealed else 0)
    fields: dict[str, object] = {
        "setting": Setting("Monday", Names.NICKNAMES, code="K7M2QX"),
        "room": room,
        "here": frozenset(),
        "waiting": (),
        "doubles": frozenset(),
        "revision": revision,
        "url": "http://192.168.100.200:8765",
        "reach": Reach(),
        "distribution": (5, 6, 17),
        "first_distribution": (9, 8, 11),
        "seconds_left": None,
        "teams": (),
    }
    return RoomView(**(fields | told))  # type: ignore[arg-type]  # the fields of the dataclass


def misfits(projector: Projector) -> list[str]:
    """Everything in sight that does not fit its place or lies on something else."""
    shown = projector.shown
    pieces = [w for w in shown.children() if isinstance(w, QWidget) and w.isVisible()]
    found = [
        f"cut off at {text.size_now} px: {text.toPlainText()[:60]!r}"
        for text in pieces
        if isinstance(text, FittedText) and text.runs and not text.whole
    ]
    found += [
        f"outside: {piece.geometry()}"
        for piece in pieces
        if not shown.rect().adjusted(-1, -1, 1, 1).contains(piece.geometry())
    ]
    filled = [one for one in pieces if not isinstance(one, FittedText) or one.toPlainText().strip()]
    for n, one in enumerate(filled):
        for another in filled[n + 1 :]:
            both = one.geometry().intersected(another.geometry())
            if both.width() > 6 and both.height() > 2:
                found.append(f"on each other: {one} {another}")
    return found


@every_size
def test_every_question_that_ships_fits_whole_while_judged_and_when_revealed(
    projector: Projector, revisions: list[Revision], size: tuple[int, int]
) -> None:
    projector.resize(*size)
    found = []
    for revision in revisions:
        for phase in (Phase.OPEN, Phase.DISTRIBUTION, Phase.REVEAL):
            projector.show_view(view_of(revision, phase))
            found += [f"{revision.ref} {phase}: {one}" for one in misfits(projector)]
    assert len(revisions) > 100
    assert found == []


@every_size
def test_the_excerpt_of_every_question_is_large_enough_for_the_back_row(
    projector: Projector, revisions: list[Revision], size: tuple[int, int]
) -> None:
    """Its letters are no smaller than 1/40 of the height of the picture."""
    projector.resize(*size)
    small = []
    for revision in revisions:
        projector.show_view(view_of(revision, Phase.OPEN))
        pixels = projector.question.reading.document().defaultFont().pixelSize()
        if pixels < min(size[0] / 1280, size[1] / 720) * 18:
            small.append((revision.ref, len(revision.text.split()), pixels))
    assert small == []


@every_size
def test_the_longest_excerpt_there_may_be_fits_without_scrolling(
    projector: Projector, revisions: list[Revision], size: tuple[int, int]
) -> None:
    others = [one.text for one in revisions if one.text != revisions[0].text]
    words = " ".join((revisions[0].text, *others[:8])).split()[:180]
    longest = replace(revisions[0], text=" ".join(words))
    assert statement_span(longest) is not None
    projector.resize(*size)
    for phase in (Phase.OPEN, Phase.REVEAL):
        projector.show_view(view_of(longest, phase))
        assert misfits(projector) == []
        assert projector.question.reading.document().defaultFont().pixelSize() >= 18


def test_the_excerpt_does_not_move_from_the_question_to_the_reveal(
    projector: Projector, revisions: list[Revision]
) -> None:
    places = []
    for phase in (Phase.OPEN, Phase.CLOSED, Phase.DISTRIBUTION, Phase.REVEAL):
        projector.show_view(view_of(revisions[0], phase))
        reading = projector.question.reading
        places.append((reading.geometry(), reading.document().defaultFont().pixelSize()))
    assert len(set(map(str, places))) == 1


def test_the_text_size_of_the_teachers_screen_does_not_change_the_picture(
    qapp: QApplication, projector: Projector, revisions: list[Revision]
) -> None:
    projector.show_view(view_of(revisions[0], Phase.OPEN))
    normal = projector.question.reading.document().defaultFont().pixelSize()
    large = Projector(Dress(qapp, ASSETS / "themes", Settings(Look.LIGHT, 200)))
    large.show()
    large.show_view(view_of(revisions[0], Phase.OPEN))
    assert large.question.reading.document().defaultFont().pixelSize() == normal
    large.close()
    large.deleteLater()


def test_the_statement_is_marked_or_told_below_the_excerpt(
    projector: Projector, revisions: list[Revision]
) -> None:
    marked = [one for one in revisions if statement_span(one) is not None]
    told = [one for one in revisions if statement_span(one) is None]
    projector.show_view(view_of(marked[0], Phase.OPEN))
    assert projector.question.reading._statement is not None
    assert not projector.question.statement.isVisible()
    for revision in told[:1]:
        projector.show_view(view_of(revision, Phase.OPEN))
        assert projector.question.statement.toPlainText() == revision.question.statement.text


@pytest.mark.parametrize("number", [30, 200])
@every_size
def test_the_names_of_a_large_class_all_fit(
    projector: Projector, number: int, size: tuple[int, int]
) -> None:
    chance, names = random.Random(1), list[str]()
    for _ in range(number):
        names.append(nickname(names, chance))
    projector.resize(*size)
    projector.show_projection(
        Projection(
            Screen.LOBBY, title="Monday", link="http://x/j/y", people="in", names=tuple(names)
        )
    )
    assert misfits(projector) == []
    shown = projector.lobby.names.toPlainText().replace("\u00a0", " ")
    assert [name for name in names if name not in shown] == []


def test_where_names_do_not_fit_it_says_how_many_more_there_are(projector: Projector) -> None:
    names = tuple(f"Somebody with a long name, number {number}" for number in range(600))
    projector.show_projection(Projection(Screen.LOBBY, names=names, link="http://x/j/y"))
    shown = projector.lobby.names.toPlainText()
    left = int(shown.rpartition("and ")[2].partition(" ")[0])
    assert 0 < left < 600
    assert shown.count("number") == 600 - left
    assert misfits(projector) == []


def test_the_code_holds_the_way_in_and_can_be_scanned(lesson: Lesson) -> None:
    lesson.begins(phones=True)
    lesson.keeper.show_projector()
    lesson.person.waits_until(lambda: bool(lesson.running.view().url))
    lesson.person.rests(100)
    setting = lesson.running.view().setting
    code = lesson.projector.lobby.code
    assert code.content == f"{lesson.running.view().url}/j/{setting.secret}"
    assert spaced(setting.code) in lesson.class_sees()
    assert lesson.running.view().url.removeprefix("http://") in lesson.class_sees()
    rows = [list(row) for row in segno.make_qr(code.content, error="m").matrix]
    picture = code.grab().toImage()
    whole = len(rows) + 8
    side = min(code.width(), code.height()) // whole
    left, top = (code.width() - side * whole) // 2, (code.height() - side * whole) // 2

    def is_dark(x: int, y: int) -> bool:
        spot = (left + (x + 4) * side + side // 2, top + (y + 4) * side + side // 2)
        return QColor(picture.pixel(*spot)).lightness() < 128

    drawn = [[int(is_dark(x, y)) for x in range(len(rows))] for y in range(len(rows))]
    assert drawn == rows
    assert not any(is_dark(-k, n) for k in range(1, 5) for n in range(len(rows))), "quiet around it"


def test_how_many_have_answered_is_told_and_never_what(lesson: Lesson) -> None:
    lesson.begins()
    lesson.keeper.show_projector()
    lesson.joins("a", "b")
    lesson.presses(Key.Key_Space)
    lesson.says("a", Verdict.CLAIM)
    assert "1 of 2 have answered" in lesson.class_sees()
    assert "Claim" not in lesson.class_sees()
    lesson.presses(Key.Key_Space)
    assert "Claim" not in lesson.class_sees()
    lesson.presses(Key.Key_Space)
    assert "Claim 1 · 100 %" in lesson.class_sees()


def test_the_words_light_up_one_after_the_other_and_the_explanation_comes_last(
    lesson: Lesson,
) -> None:
    entries = lesson.person.opened.library.entries
    rich = next(
        entry
        for entry in entries
        if entry.verdict
        and len(marks_of(lesson.person.opened.library.revision(entry.revision))) > 2
    )
    lesson.begins(entries=[rich])
    lesson.keeper.show_projector()
    lesson.presses(*[Key.Key_Space] * 4)
    assert lesson.room.phase is Phase.REVEAL
    question = lesson.revision.question
    assert question.key is not None
    total = len(question.cues)
    for lit in range(total + 1):
        told = [cue.note for cue in question.cues if cue.note in lesson.class_sees()]
        assert len(told) == lit
        assert (question.key.explanation in lesson.class_sees()) == (lit == total)
        if lit < total:
            lesson.presses(Key.Key_Space)


def test_the_second_vote_is_shown_beside_the_first(lesson: Lesson) -> None:
    lesson.begins()
    lesson.keeper.show_projector()
    lesson.joins("a")
    lesson.presses(Key.Key_Space)
    truth = lesson.truth
    lesson.says("a", other(truth))
    lesson.presses(Key.Key_Space, Key.Key_Space, Key.Key_V)
    lesson.says("a", truth)
    lesson.presses(Key.Key_Space, Key.Key_Space)
    assert "1 · 100 % before: 0 · 0 %" in lesson.class_sees()
    assert "Thin bars: before the discussion" in lesson.class_sees()


def test_a_question_to_argue_about_shows_the_best_case_for_each_side(lesson: Lesson) -> None:
    entries = lesson.person.opened.library.entries
    lesson.begins(entries=[next(entry for entry in entries if not entry.verdict)])
    lesson.keeper.show_projector()
    views = lesson.running.revisions[0].question.views
    lesson.presses(Key.Key_Space, Key.Key_Space, Key.Key_Space)
    assert not [words for words in views.values() if words in lesson.class_sees()]
    lesson.presses(Key.Key_Space)
    assert [words for words in views.values() if words not in lesson.class_sees()] == []
    assert "Careful readers split on this one" in lesson.class_sees()


def test_a_pause_and_the_timer_are_seen(lesson: Lesson) -> None:
    lesson.begins(seconds=90)
    lesson.keeper.show_projector()
    lesson.presses(Key.Key_Space)
    assert "1:30" in lesson.class_sees()
    lesson.clock.moment += dt.timedelta(seconds=25.5)
    lesson.person.waits_until(lambda: "1:05" in lesson.class_sees())
    lesson.presses(Key.Key_P)
    assert "Paused: no answers are taken" in lesson.class_sees()
    assert "1:05" in lesson.class_sees()


def test_the_end_thanks_and_tells_how_the_teams_did(lesson: Lesson) -> None:
    lesson.begins(1, teams=2)
    lesson.keeper.show_projector()
    lesson.joins("a", "b", "c")
    lesson.presses(Key.Key_Space)
    truth = lesson.truth
    lesson.says("a", truth)
    lesson.says("b", other(truth))
    lesson.says("c", other(truth))
    lesson.presses(Key.Key_X, Key.Key_Return)
    assert "Thank you" in lesson.class_sees()
    assert "Team 1: 50 % · 1 of 2\nTeam 2: 0 % · 0 of 1" in lesson.class_sees()


def test_keys_at_the_projector_and_a_remote_for_slides_lead_on(lesson: Lesson) -> None:
    lesson.begins(1)
    lesson.keeper.show_projector()
    for key in (Key.Key_Space, Key.Key_PageDown, Key.Key_Right):
        key_at(lesson.projector, key)
    assert next_step(lesson.room) is NextStep.REVEAL
    while next_step(lesson.room) is not NextStep.END:
        key_at(lesson.projector, Key.Key_PageDown)
    key_at(lesson.projector, Key.Key_PageDown)
    assert lesson.room.phase is Phase.REVEAL, "it never ends the quiz by itself"
    assert "End the quiz?" in lesson.person.sees()


def test_f_fills_the_screen_and_esc_leaves_it(lesson: Lesson) -> None:
    lesson.begins()
    lesson.keeper.show_projector()
    assert not lesson.projector.isFullScreen(), "there is one screen only"
    key_at(lesson.projector, Key.Key_F)
    assert lesson.projector.isFullScreen()
    key_at(lesson.projector, Key.Key_Escape)
    assert not lesson.projector.isFullScreen()
    assert lesson.projector.isVisible()


def test_the_projector_goes_with_its_room(lesson: Lesson) -> None:
    lesson.begins()
    lesson.keeper.show_projector()
    lesson.presses(Key.Key_X, Key.Key_Return, Key.Key_Space)
    lesson.person.waits_until(lambda: not lesson.projector.isVisible())


def test_a_second_that_has_begun_counts_whole() -> None:
    assert [clock_words(s) for s in (0, 0.2, 59.9, 60, 61, 600)] == [
        "0:00", "0:01", "1:00", "1:00", "1:01", "10:00",
    ]  # fmt: skip
