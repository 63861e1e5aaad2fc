"""A teacher leads a quiz from her own page, by keys alone."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtTest import QTest

from tests.ui.lesson import Key, Lesson, spoken, told_of
from tests.ui.person import KEYS, Person, other
from tests.window import ALONE
from trainer.core.changes import Changes, Topic
from trainer.core.room import Names, Phase, Refusal, Round
from trainer.core.rubric import Verdict
from trainer.live.host import Wish
from trainer.ui.keeper import Surroundings
from trainer.ui.pages.room.bar import RoomBar
from trainer.ui.pages.room.page import RoomPage
from trainer.ui.places import Place, Where
from trainer.ui.steps import NextStep, next_step
from trainer.ui.widgets.people import PeopleGrid
from trainer.ui.widgets.votes import VoteRows

STILL = dt.timedelta(0)


@pytest.fixture
def lesson(open_window: Callable[..., Person]) -> Lesson:
    """A teacher whose clock stands still unless a test moves it."""
    return Lesson(open_window(step=STILL))


def test_a_whole_lesson_on_the_hot_seat_by_keys_alone(lesson: Lesson) -> None:
    lesson.begins(1)
    lesson.seats("Mira")
    assert "First question" in lesson.person.sees()
    lesson.presses(Key.Key_Space)
    assert "Question 1 of 1 · the vote is open" in lesson.person.sees()
    assert "0 of 1 have answered" in lesson.person.sees()
    lesson.presses(KEYS[lesson.truth])
    lesson.hears()
    assert "1 of 1 have answered" in lesson.person.sees()
    names = []
    while lesson.room.phase is not Phase.ENDED:
        assert lesson.person.window.page(Where.ROOM).isVisible()
        names.append(next_step(lesson.room))
        lesson.presses(Key.Key_Space)
        if names[-1] is NextStep.END:
            assert lesson.room.phase is Phase.REVEAL, "it is asked about first"
            lesson.presses(Key.Key_Return)
    assert names[:3] == [NextStep.CLOSE, NextStep.DISTRIBUTION, NextStep.REVEAL]
    assert set(names[3:-1]) == {NextStep.LIGHT}
    assert names[-1] is NextStep.END
    assert "The quiz is over." in lesson.person.sees()
    lesson.presses(Key.Key_Space)
    lesson.person.waits_until(lambda: lesson.person.is_on(Where.TODAY))
    assert lesson.person.opened.all_saved(5)
    kept = lesson.person.opened.classroom.past()
    assert [(line.title, line.players, line.answers) for line in kept] == [("Monday", 1, 1)]


def test_the_button_names_what_space_will_do(lesson: Lesson) -> None:
    lesson.begins(2)
    seen: list[str] = []
    while not (seen and seen[-1] == "End"):
        seen.append(lesson.person.find(RoomBar).next.accessibleName())
        lesson.presses(Key.Key_Space)
    lit = [label for label in seen if label != "Light the next words"]
    question = ["Close the vote", "Show the distribution", "Reveal"]
    assert lit == ["First question", *question, "Next question", *question, "End"]


def test_it_says_who_has_answered_and_never_what_while_the_vote_is_open(lesson: Lesson) -> None:
    lesson.begins()
    lesson.joins("a", "b")
    lesson.presses(Key.Key_Space)
    lesson.says("a", lesson.truth)
    first, second = lesson.list_says()
    assert first.endswith(": has answered")
    assert second.endswith(": has not answered")
    lesson.presses(Key.Key_W)
    assert not [row for row in lesson.person.find(PeopleGrid).model_.rows if row.chosen]
    assert not [widget for widget in lesson.person.visible() if isinstance(widget, VoteRows)]


def test_after_closing_she_alone_can_see_which_verdict_drew_whom(lesson: Lesson) -> None:
    lesson.begins()
    lesson.joins("a", "b", "c")
    names = {name: lesson.room.players[n].name for name, n in lesson.phones.items()}
    lesson.keeper.show_projector()
    lesson.presses(Key.Key_Space)
    wrong = other(lesson.truth)
    lesson.says("a", lesson.truth)
    lesson.says("b", wrong)
    lesson.says("c", wrong)
    lesson.presses(Key.Key_Space)
    assert f"{names['b']}, {names['c']}" not in lesson.person.sees()
    lesson.presses(Key.Key_W)
    assert f"{names['b']}, {names['c']}" in lesson.person.sees()
    assert any(said.endswith(wrong.value) for said in lesson.list_says())
    assert names["b"] not in lesson.class_sees()
    lesson.presses(Key.Key_W)
    assert f"{names['b']}, {names['c']}" not in lesson.person.sees()


def test_it_says_whose_phone_is_gone(lesson: Lesson) -> None:
    lesson.begins()
    lesson.joins("a", "b")
    assert "phone gone" not in lesson.person.sees()
    lesson.running.phones.seen(lesson.phones["b"], here=False)
    lesson.hears()
    assert "2 in the room · 1 phone gone" in lesson.person.sees()
    assert lesson.list_says()[1].endswith("phone gone")


def test_free_names_wait_until_she_lets_them_in(lesson: Lesson) -> None:
    lesson.begins(names=Names.FREE)
    lesson.joins("Ada", "Bo")
    lesson.keeper.show_projector()
    assert "2 names wait to be let in; the first is Ada." in lesson.person.sees()
    assert "Ada" not in lesson.class_sees()
    lesson.presses(Key.Key_A)
    assert "Bo waits to be let in." in lesson.person.sees()
    assert "Ada" in lesson.class_sees()
    lesson.presses(Key.Key_A)
    assert "waits" not in lesson.person.sees()
    assert lesson.room.players[2].admitted


def test_the_one_whom_the_arrows_chose_is_let_in_first(lesson: Lesson) -> None:
    lesson.begins(names=Names.FREE)
    lesson.joins("Ada", "Bo")
    lesson.presses(Key.Key_Right, Key.Key_Right, Key.Key_A)
    assert lesson.room.players[2].admitted
    assert not lesson.room.players[1].admitted


def test_two_who_picked_one_pupil_are_told(lesson: Lesson) -> None:
    pupil, _ = with_list(lesson, "Ada", "Bo")
    lesson.running.phones.join([Wish("x", pupil=pupil), Wish("y", pupil=pupil, sure=True)]).result(
        5
    )
    lesson.hears()
    assert "Picked twice: Ada, Ada 2. C lets the wrong one choose again." in lesson.person.sees()
    lesson.person.find(PeopleGrid).choose(2)
    lesson.presses(Key.Key_Delete, Key.Key_Return)
    assert "Picked twice" not in lesson.person.sees()
    assert lesson.room.players[2].removed
    assert not lesson.room.players[2].freed


def with_list(lesson: Lesson, *pupils: str) -> list[int]:
    """Open a room for a class with these pupils; their numbers."""
    classes = lesson.person.opened.classroom.classes
    classes.add("9b")
    (one,) = classes.all()
    classes.set_pupils(one.id, pupils)
    lesson.begins(names=Names.ROSTER, school_class=one.id)
    return [pupil.id for pupil in classes.pupils(one.id)]


def test_the_later_of_two_may_choose_again_unless_another_one_is_pointed_at(
    lesson: Lesson,
) -> None:
    ada, ben = with_list(lesson, "Ada", "Ben")
    wishes = [Wish("x", pupil=ada), Wish("y", pupil=ada, sure=True), Wish("z", pupil=ben)]
    lesson.running.phones.join(wishes).result(5)
    lesson.hears()
    lesson.presses(Key.Key_C)
    asked = "Let Ada 2 choose a name again? What they answered so far will not count."
    assert asked in lesson.person.sees()
    lesson.presses(Key.Key_Escape)
    assert len(lesson.room.active) == 3
    # Ben is pointed at, who picked no name twice: it is still about those who did.
    lesson.person.find(PeopleGrid).choose(3)
    assert "Choose again" not in lesson.person.sees()
    lesson.presses(Key.Key_C)
    assert asked in lesson.person.sees()
    lesson.presses(Key.Key_Escape)
    lesson.person.find(PeopleGrid).choose(1)
    lesson.person.presses("Choose again")
    lesson.presses(Key.Key_Return)
    assert "Picked twice" not in lesson.person.sees()
    assert [player.number for player in lesson.room.active] == [2, 3]
    assert lesson.room.players[1].freed
    assert lesson.running.phones.join([Wish("x", pupil=ben, sure=True)]).result(5) == (4,)


def test_a_typed_name_may_be_chosen_again_and_a_made_up_one_or_the_hot_seat_not(
    open_window: Callable[..., Person],
) -> None:
    typed = Lesson(open_window(step=STILL)).begins(names=Names.FREE)
    typed.joins("Ada")
    typed.seats("Mira")
    typed.presses(Key.Key_C)
    assert "choose a name again?" not in typed.person.sees()
    typed.presses(Key.Key_Left, Key.Key_C)
    assert "Let Ada choose a name again?" in typed.person.sees()
    typed.presses(Key.Key_Return)
    assert typed.room.players[1].freed
    typed.running.phones.join([Wish("token of Ada", "Ada L.")]).result(5)
    typed.hears()
    assert "Ada L. waits to be let in." in typed.person.sees()


def test_a_made_up_name_is_not_chosen_again(lesson: Lesson) -> None:
    lesson.begins()
    lesson.joins("a")
    lesson.presses(Key.Key_Right)
    assert "Choose again" not in lesson.person.sees()
    lesson.presses(Key.Key_C)
    assert "choose a name again?" not in lesson.person.sees()


def test_hands_are_counted_by_keyboard(lesson: Lesson) -> None:
    lesson.begins()
    lesson.presses(Key.Key_Space, Key.Key_H)
    lesson.types("4")
    lesson.presses(Key.Key_Tab)
    lesson.types("12")
    lesson.presses(Key.Key_Tab)
    lesson.types("0")
    lesson.presses(Key.Key_Return)
    assert lesson.room.distribution() == (4, 12, 0)
    assert "16 raised hands" in lesson.person.sees()
    lesson.presses(Key.Key_Space, Key.Key_Space)
    rows = lesson.person.find(VoteRows).toPlainText().splitlines()
    assert rows == ["Verified 4 · 25 %", "Claim 12 · 75 %", "Propaganda 0 · 0 %"]


def test_enter_leads_through_the_three_counts_and_leaves_an_empty_one_at_nothing(
    lesson: Lesson,
) -> None:
    lesson.begins()
    lesson.presses(Key.Key_Space, Key.Key_H)
    lesson.types("7")
    lesson.presses(Key.Key_Return)
    lesson.types("2")
    lesson.presses(Key.Key_Return, Key.Key_Return)
    assert lesson.room.distribution() == (7, 2, 0)


def test_letters_typed_into_a_field_are_no_commands(lesson: Lesson) -> None:
    lesson.begins()
    lesson.presses(Key.Key_Space, Key.Key_N)
    lesson.types("Vesna Pax 123")
    assert lesson.room.phase is Phase.OPEN
    assert not lesson.room.paused
    lesson.presses(Key.Key_Return)
    assert lesson.list_says() == ["Vesna Pax 123: has not answered, hot seat"]


def test_paused_nobody_answers_and_the_timer_stands(lesson: Lesson) -> None:
    lesson.begins(seconds=60)
    lesson.joins("a")
    lesson.presses(Key.Key_Space)
    assert "1:00" in lesson.person.sees()
    lesson.clock.moment += dt.timedelta(seconds=20)
    lesson.person.waits_until(lambda: "0:40" in lesson.person.sees())
    lesson.presses(Key.Key_P)
    assert lesson.says("a", Verdict.CLAIM) is Refusal.PAUSED
    lesson.clock.moment += dt.timedelta(seconds=200)
    lesson.person.rests(300)
    assert "0:40" in lesson.person.sees()
    lesson.presses(Key.Key_P)
    assert lesson.says("a", Verdict.CLAIM) is None


def test_the_vote_closes_when_its_time_is_up_and_half_a_minute_more_can_be_given(
    lesson: Lesson,
) -> None:
    lesson.begins(seconds=60)
    lesson.presses(Key.Key_Space, Key.Key_E)
    assert "1:30" in lesson.person.sees()
    lesson.clock.moment += dt.timedelta(seconds=89)
    lesson.person.rests(300)
    assert lesson.room.phase is Phase.OPEN
    lesson.clock.moment += dt.timedelta(seconds=1)
    lesson.person.waits_until(lambda: "the vote is closed" in lesson.person.sees())


def test_the_clock_is_looked_at_only_while_a_timer_runs(lesson: Lesson) -> None:
    lesson.begins()
    lesson.presses(Key.Key_Space)
    assert not lesson.keeper._timer.isActive()
    lesson.presses(Key.Key_E)
    assert lesson.keeper._timer.isActive()
    lesson.presses(Key.Key_P)
    assert not lesson.keeper._timer.isActive()
    lesson.presses(Key.Key_P, Key.Key_Space)
    assert not lesson.keeper._timer.isActive()


def test_the_second_vote_stands_beside_the_first(lesson: Lesson) -> None:
    lesson.begins()
    lesson.joins("a")
    lesson.presses(Key.Key_Space)
    wrong = other(lesson.truth)
    lesson.says("a", wrong)
    lesson.presses(Key.Key_Space, Key.Key_Space, Key.Key_V)
    assert lesson.room.round is Round.SECOND
    assert "0 of 1 have answered" in lesson.person.sees()
    lesson.says("a", lesson.truth)
    lesson.presses(Key.Key_Space, Key.Key_Space)
    rows = dict(zip(Verdict, lesson.person.find(VoteRows).toPlainText().splitlines(), strict=True))
    assert rows[lesson.truth].endswith("1 · 100 % before: 0 · 0 %")
    assert rows[wrong].endswith("0 · 0 % before: 1 · 100 %")


@pytest.mark.parametrize(
    ("key", "asked"),
    [(Key.Key_S, "Skip this question?"), (Key.Key_X, "End the quiz?")],
    ids=["skip", "end"],
)
def test_what_cannot_be_undone_is_asked_about(lesson: Lesson, key: Key, asked: str) -> None:
    lesson.begins()
    lesson.presses(Key.Key_Space, key)
    assert asked in lesson.person.sees()
    lesson.presses(Key.Key_Space, Key.Key_V, Key.Key_P)
    assert next_step(lesson.room) is NextStep.CLOSE, "no key slips through meanwhile"
    assert not lesson.room.paused
    lesson.presses(Key.Key_Escape)
    assert asked not in lesson.person.sees()
    assert lesson.person.is_on(Where.ROOM)
    assert (lesson.room.position, lesson.room.skipped) == (0, frozenset())
    lesson.presses(key, Key.Key_Return)
    after = (lesson.room.phase, lesson.room.position, lesson.room.skipped)
    assert after in [(Phase.OPEN, 1, frozenset({0})), (Phase.ENDED, 0, frozenset())]
    assert (after[0] is Phase.OPEN) == (key is Key.Key_S)


def test_somebody_is_removed_only_after_a_yes(lesson: Lesson) -> None:
    lesson.begins()
    lesson.joins("a", "b")
    lesson.presses(Key.Key_Right, Key.Key_Delete, Key.Key_Escape)
    assert len(lesson.room.active) == 2
    lesson.presses(Key.Key_Delete, Key.Key_Return)
    assert [player.number for player in lesson.room.active] == [2]
    assert len(lesson.list_says()) == 1


def test_a_name_that_is_taken_stays_in_the_field_with_the_reason(lesson: Lesson) -> None:
    lesson.begins()
    lesson.seats("Mira")
    lesson.seats("Noor")
    lesson.presses(Key.Key_R)
    lesson.types("mira")
    lesson.presses(Key.Key_Return)
    assert "Somebody in the room has this name already." in lesson.person.sees()
    lesson.types("m")
    lesson.presses(Key.Key_Return)
    assert [player.name for player in lesson.room.active] == ["Mira", "miram"]


def test_keys_note_the_answer_of_the_chosen_pupil_and_of_no_phone(lesson: Lesson) -> None:
    lesson.begins()
    lesson.joins("a")
    lesson.seats("Mira")
    lesson.seats("Noor")
    lesson.presses(Key.Key_Space, Key.Key_3, Key.Key_Left, Key.Key_1, Key.Key_Left, Key.Key_2)
    assert dict(lesson.room.votes) == {3: Verdict.PROPAGANDA, 2: Verdict.VERIFIED}
    lesson.presses(Key.Key_Right, Key.Key_2)
    assert lesson.room.votes[2] is Verdict.CLAIM, "a slip is put right while the vote is open"


def test_who_is_chosen_stays_chosen_while_others_come(lesson: Lesson) -> None:
    lesson.begins()
    lesson.seats("Mira")
    lesson.joins("a", "b")
    lesson.presses(Key.Key_Space, Key.Key_1)
    assert lesson.room.votes == {1: Verdict.VERIFIED}


def test_who_is_chosen_is_seen_also_where_the_buttons_take_room_from_the_list(
    open_window: Callable[..., Person],
) -> None:
    lesson = Lesson(open_window(size=(1024, 700), step=STILL)).begins()
    lesson.joins(*(f"phone {number}" for number in range(30)))
    people = lesson.person.find(PeopleGrid)
    assert people.verticalScrollBar().maximum() > 0
    for number in (30, 15):
        people.choose(number)
        lesson.person.settles()
        assert people.viewport().rect().contains(people.visualRect(people.currentIndex()))


def test_space_presses_the_button_that_tab_came_to(lesson: Lesson) -> None:
    lesson.begins()
    lesson.presses(Key.Key_Space)
    lesson.person.button("Pause").setFocus()
    lesson.presses(Key.Key_Space)
    assert lesson.room.paused
    assert lesson.room.phase is Phase.OPEN


def test_a_held_key_is_one_step(lesson: Lesson) -> None:
    lesson.begins()
    lesson.person.holds(Key.Key_Space, 5)
    assert lesson.room.phase is Phase.OPEN


def test_nothing_gives_the_key_away_before_the_reveal(lesson: Lesson) -> None:
    lesson.begins(3)
    lesson.keeper.show_projector()
    lesson.joins("a")
    seen = 0
    while lesson.room.phase is not Phase.ENDED:
        lesson.presses(Key.Key_W)
        shown = "\n".join(
            [
                lesson.person.sees(),
                lesson.class_sees(),
                spoken(lesson.person.window),
                spoken(lesson.projector),
            ]
        )
        given = [words for one in lesson.running.revisions for words in told_of(one)]
        if lesson.room.phase in (Phase.REVEAL, Phase.DISTRIBUTION) and lesson.room.revealed:
            assert lesson.revision.question.key is not None
            seen += lesson.revision.question.key.explanation in shown
            own = set(told_of(lesson.revision))
            given = [words for words in given if words not in own]
        assert [words for words in given if words in shown] == []
        if lesson.room.may_vote_again and lesson.room.revealed:
            lesson.presses(Key.Key_V)
            assert lesson.room.phase is Phase.OPEN
        else:
            lesson.presses(Key.Key_Space)
            lesson.presses(Key.Key_Return)
    assert seen


def test_the_quiz_goes_on_while_she_looks_at_other_pages(lesson: Lesson) -> None:
    lesson.begins()
    lesson.joins("a")
    lesson.presses(Key.Key_Space, Key.Key_Escape)
    assert lesson.person.is_on(Where.TODAY)
    assert lesson.says("a", Verdict.CLAIM) is None
    lesson.person.presses("The quiz goes on")
    assert "1 of 1 have answered" in lesson.person.sees()


def test_without_a_quiz_nothing_leads_to_one(lesson: Lesson) -> None:
    assert "The quiz goes on" not in lesson.person.sees()
    lesson.person.window.lead_to(Place(Where.ROOM))
    assert lesson.person.is_on(Where.TODAY)


def test_closing_the_program_asks_once_and_the_quiz_is_offered_again(
    open_window: Callable[..., Person], tmp_path: Path
) -> None:
    lesson = Lesson(open_window(tmp_path / "data", step=STILL)).begins()
    lesson.joins("a")
    lesson.presses(Key.Key_Space)
    lesson.says("a", Verdict.CLAIM)
    lesson.person.window.close()
    assert lesson.person.window.isVisible()
    assert "Close again to cut it off" in lesson.person.sees()
    lesson.person.window.close()
    assert not lesson.person.window.isVisible()

    again = Lesson(open_window(tmp_path / "data", step=STILL))
    assert "A quiz was cut off: Monday" in again.person.sees()
    again.person.presses("Go on with the quiz")
    again.person.waits_until(lambda: again.person.is_on(Where.ROOM))
    assert "Question 1 of 2" in again.person.sees()
    assert "1 of 1 have answered" in again.person.sees()
    again.presses(Key.Key_Escape)
    assert "A quiz was cut off" not in again.person.sees()


def test_a_quiz_that_was_cut_off_can_be_ended_without_it(
    open_window: Callable[..., Person], tmp_path: Path
) -> None:
    lesson = Lesson(open_window(tmp_path / "data", step=STILL)).begins()
    lesson.person.window.close()
    lesson.person.window.close()
    again = open_window(tmp_path / "data", step=STILL)
    again.presses("End it")
    again.waits_until(lambda: "A quiz was cut off" not in again.sees())
    assert again.opened.classroom.unfinished() is None
    assert again.opened.all_saved(5)
    assert len(again.opened.classroom.past()) == 1


def test_a_quiz_that_has_ended_is_closed_without_a_question(lesson: Lesson) -> None:
    lesson.begins(1)
    lesson.presses(Key.Key_X, Key.Key_Return)
    lesson.person.window.close()
    assert not lesson.person.window.isVisible()


def test_a_guest_does_not_come_in_while_a_quiz_is_open(lesson: Lesson) -> None:
    lesson.begins()
    lesson.person.window.lead_to(Place(Where.GUEST))
    assert "A quiz is open." in lesson.person.sees()
    assert lesson.room.phase is Phase.LOBBY


def test_it_says_that_the_computer_may_fall_asleep_where_nothing_keeps_it_awake(
    open_window: Callable[..., Person],
) -> None:
    asleep = Surroundings(ALONE.addresses, (lambda: None,))
    lesson = Lesson(open_window(step=STILL, surroundings=asleep)).begins()
    lesson.person.waits_until(lambda: "may fall asleep by itself" in lesson.person.sees())


def test_the_computer_is_kept_awake_as_long_as_the_room_is_open(lesson: Lesson) -> None:
    assert not lesson.keeper.awake.held
    lesson.begins(1)
    lesson.person.waits_until(lambda: lesson.keeper.awake.held)
    assert "fall asleep" not in lesson.person.sees()
    lesson.presses(Key.Key_X, Key.Key_Return, Key.Key_Space)
    lesson.person.waits_until(lambda: not lesson.keeper.awake.held)


def test_many_phones_redraw_the_page_a_few_times_only(
    lesson: Lesson, monkeypatch: pytest.MonkeyPatch
) -> None:
    lesson.begins()
    names = [f"phone {number}" for number in range(40)]
    lesson.joins(*names)
    lesson.presses(Key.Key_Space)
    drawn: list[object] = []
    real = RoomPage.refresh

    def counted(self: RoomPage) -> None:
        drawn.append(self)
        real(self)

    monkeypatch.setattr(RoomPage, "refresh", counted)
    for name in names:
        lesson.running.phones.seen(lesson.phones[name], here=True)
    QTest.qWait(200)
    assert 1 <= len(drawn) <= 4


def test_no_other_button_takes_the_keyboard_when_the_pressed_one_goes(lesson: Lesson) -> None:
    lesson.begins()
    lesson.presses(Key.Key_Space)
    lesson.person.button("Pause").setFocus()
    lesson.running.close_vote()
    lesson.person.window.hub.publish(Changes.of(Topic.ROOM))
    lesson.presses(Key.Key_Space)
    assert lesson.room.phase is Phase.DISTRIBUTION


def test_the_projector_leaves_the_keyboard_to_the_teachers_page(lesson: Lesson) -> None:
    lesson.begins()
    lesson.presses(Key.Key_F)
    assert lesson.projector.isVisible()
    lesson.presses(Key.Key_Space)
    assert lesson.room.phase is Phase.OPEN
    lesson.presses(Key.Key_F)
    assert not lesson.projector.isVisible()
