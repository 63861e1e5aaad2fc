"""What each pupil is handed after a quiz: their own answers, why, and what comes next."""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import replace

import pytest

from tests.core.test_class_reports import room_of
from tests.services.conftest import House
from tests.store.samples import SECONDS, discussion, revision
from trainer.core.class_reports import class_report
from trainer.core.classroom import KeptRoom
from trainer.core.questions import Cue, Key, Quote
from trainer.core.revisions import Revision
from trainer.core.rubric import Asks, CueKind, Reason, Skill, Technique, Verdict
from trainer.services.classroom.pupil_pages import (
    Outcome,
    PupilPage,
    PupilQuestion,
    pupil_pages,
)
from trainer.services.classroom.rooms import Classroom
from trainer.services.made_up_class import MadeUpLesson, class_of, hold_lesson
from trainer.services.opening import Opened

VERIFIED, CLAIM, PROPAGANDA = Verdict
TEXT = "The mayor said so on Monday. The reporter saw the bridge. Nobody else was there."
WHY_NOT = {
    VERIFIED: "Nobody shows how it is known.",
    CLAIM: "You need not take anybody's word.",
    PROPAGANDA: "No word of it pushes you.",
}
REASONS = {
    VERIFIED: Reason.OWN_OBSERVATION,
    CLAIM: Reason.ONE_SOURCE,
    PROPAGANDA: Reason.LOADED_WORDS,
}


def asked(truth: Verdict, *skills: Skill) -> Revision:
    """A question with two deciding words, of which its explanation quotes the second."""
    plain = revision(0, text=TEXT)
    key = Key(
        truth,
        REASONS[truth],
        "A bridge is a plain thing. Here “The reporter saw the bridge”, so look there. That is it.",
        {wrong: words for wrong, words in WHY_NOT.items() if wrong is not truth},
        Technique.SLOGAN if truth is PROPAGANDA else None,
    )
    cues = (
        Cue(CueKind.SOURCE, Quote("The mayor said so"), "one voice"),
        Cue(CueKind.RECORD, Quote("The reporter saw the bridge"), "seen"),
    )
    question = replace(
        plain.question,
        id=truth.value,
        statement=Quote("Nobody else was there"),
        key=key,
        cues=cues,
        skills=skills or (Skill.SINGLE_SOURCE,),
    )
    return replace(plain, question=question)


def quiz(*rows: str, again: Mapping[int, str] | None = None) -> KeptRoom:
    """Rows are players, as in `room_of`; the questions are one of each verdict, one argued."""
    asked_about = (asked(VERIFIED), asked(CLAIM), asked(PROPAGANDA), discussion(3))
    return room_of(*rows, again=again, revisions=asked_about)


def page(kept: KeptRoom, number: int = 1) -> PupilPage:
    (found,) = pupil_pages(class_report(kept, "8b"), number)
    return found


def first(row: str, again: str = "") -> PupilQuestion:
    """The first question, which is verified, for somebody with these votes."""
    return page(quiz(row, again={1: again})).questions[0]


def test_what_was_left_open_is_never_wrong() -> None:
    found = page(quiz("v   "))
    assert [one.outcome for one in found.questions] == [
        Outcome.RIGHT,
        Outcome.OPEN,
        Outcome.OPEN,
        Outcome.ARGUED,
    ]
    assert found.summary[0] == "You answered 1 of 3 questions, and one of your answers is right."
    assert found.summary[-1] == "You left 2 questions open, and that does not count as wrong."
    left = found.questions[1]
    assert left.headline == "Left open"
    assert left.answered == "You gave no answer, and that is not wrong."
    assert left.verdict == "It is: Claim."


def test_somebody_who_answered_nothing_is_told_kindly_and_still_sees_why() -> None:
    found = page(quiz("    "))
    assert "does not count as wrong" in " ".join(found.summary)
    assert "None was right" not in " ".join(found.summary)
    assert all(one.why for one in found.questions[:3])
    assert found.advice == ()
    assert found.closing


def test_recognised_evidence_is_praised_as_much_as_a_catch() -> None:
    said = " ".join(page(quiz("vcp ")).summary)
    assert "You answered 3 of 3 questions, and 3 of your answers are right." in said
    assert "Once you recognised good evidence" in said
    assert "worth as much as catching propaganda" in said
    assert "Once you saw through words that push." in said
    assert "recognised" not in " ".join(page(quiz("cc  ")).summary)


def test_a_right_answer_is_told_what_it_rests_on() -> None:
    found = first("v")
    assert found.headline == "Right"
    assert found.answered == "You said: Verified."
    assert found.why == (
        "You saw what it rests on: the reporter was there.",
        "Here “The reporter saw the bridge”, so look there.",
    )
    assert found.quotes == ("The mayor said so",), "what was quoted is not said twice"


def test_a_wrong_answer_is_told_why_not_what_was_chosen() -> None:
    found = first("c")
    assert found.outcome is Outcome.OTHER
    assert found.why == (WHY_NOT[CLAIM],)
    assert first("p").why == (WHY_NOT[PROPAGANDA],)
    assert found.quotes == ("The mayor said so", "The reporter saw the bridge")


def test_a_second_vote_stands_beside_the_first() -> None:
    changed = first("c", "v")
    assert changed.outcome is Outcome.CHANGED
    assert changed.answered == "You said: Claim. After talking: Verified."
    assert changed.why[0] == "You saw what it rests on: the reporter was there."
    lost = first("v", "p")
    assert lost.outcome is Outcome.RIGHT, "the first vote is what counts"
    assert lost.headline == "Right at first"
    assert lost.why == (WHY_NOT[PROPAGANDA],), "what was said last is answered"
    late = first(" ", "v")
    assert late.answered == "You said after talking: Verified."
    assert late.outcome is Outcome.CHANGED
    assert "one more right answer" in " ".join(page(quiz("cc", again={1: "v"})).summary)


def test_what_is_argued_about_has_no_right_answer_and_the_case_for_each_side() -> None:
    open_ended = discussion(0)
    views = {CLAIM: "One man says so.", PROPAGANDA: "It is there to push."}
    open_ended = replace(open_ended, question=replace(open_ended.question, views=views))
    found = page(room_of("c", revisions=(open_ended,)))
    (question,) = found.questions
    assert question.outcome is Outcome.ARGUED
    assert question.truth is None
    assert question.answered == "You said: Claim."
    assert question.verdict == "Careful readers split on this one, so it has no right answer."
    assert question.why == (
        "The case for Claim: One man says so.",
        "The case for Propaganda: It is there to push.",
    )
    assert found.summary == (
        "In this quiz nothing was right or wrong: it was there to be argued about.",
    )


def test_the_technique_of_propaganda_is_named() -> None:
    assert page(quiz("vcp ")).questions[2].verdict == "It is: Propaganda (slogan)."


def test_that_it_was_said_is_told_apart_from_what_was_said() -> None:
    plain = asked(VERIFIED)
    said = replace(plain, question=replace(plain.question, asks=Asks.UTTERANCE))
    questions = page(room_of("vv", revisions=(plain, said))).questions
    assert [one.scope for one in questions] == [
        "",
        "Judge whether it was said, not whether it is so.",
    ]


def test_the_two_skills_that_went_worst_come_with_their_rules() -> None:
    revisions = (
        asked(VERIFIED, Skill.OWN_OBSERVATION),
        asked(VERIFIED, Skill.DURESS),
        asked(VERIFIED, Skill.CALL),
        asked(VERIFIED, Skill.CALL),
        asked(VERIFIED, Skill.SCOPE),
    )
    found = page(room_of("ccvcv", revisions=revisions))
    assert [skill for skill, _ in found.advice] == [
        "The reporter’s own eyes",
        "Speaking under duress",
    ]
    assert found.advice[0][1].startswith("What the reporter saw is verified")
    assert found.closing == ""
    well = page(room_of("vvvvv", revisions=revisions))
    assert well.advice == ()
    assert "This went well: Call" in well.closing


def test_a_skipped_question_is_not_on_the_page_and_numbers_stay() -> None:
    revisions = (asked(VERIFIED), asked(CLAIM), asked(PROPAGANDA))
    kept = room_of("vcp", revisions=revisions, skipped=frozenset({1}))
    assert [one.number for one in page(kept).questions] == [1, 3]


def test_a_page_holds_nothing_of_anybody_else() -> None:
    kept = quiz("vcpc", "cvvv", "pppp", again={2: "v"})
    found = page(kept)
    alone = page(quiz("vcpc"))
    assert found == alone, "whatever the others said"
    assert found.about == "Monday · 8b · 1 March 2026"
    assert [one.name for one in pupil_pages(class_report(kept))] == [
        "Player 1",
        "Player 2",
        "Player 3",
    ]
    assert pupil_pages(class_report(kept), 9) == ()


@pytest.fixture
def classroom(opened: Opened) -> Iterator[Classroom]:
    yield opened.classroom
    assert opened.all_saved(SECONDS)


COUNTED = """
    SELECT count(*), sum(v.chosen = json_extract(q.body, '$.question.key.verdict'))
    FROM room_votes v
    JOIN room_items i ON i.room = v.room AND i.position = v.position
    JOIN room_questions q ON q.id = i.question
    WHERE v.room = ? AND v.player = ? AND v.round = 1 AND i.skipped = 0
    AND json_extract(q.body, '$.question.key') IS NOT NULL
"""


def test_totals_are_those_of_the_database(
    house: House, classroom: Classroom, opened: Opened
) -> None:
    names = [f"Pupil {number}" for number in range(7)]
    school_class = class_of(classroom, "8b", names)
    room = hold_lesson(classroom, MadeUpLesson("Monday", 7, 9, school_class), 5)
    assert opened.all_saved(SECONDS)
    report = classroom.reports.report(room)
    pages = pupil_pages(report)
    assert [one.name for one in pages] == names
    with closing(sqlite3.connect(house.paths.database)) as database:
        for pupil, found in zip(report.pupils, pages, strict=True):
            row = database.execute(COUNTED, (room, pupil.player.number)).fetchone()
            answered, right = row[0], row[1] or 0
            outcomes = [one.outcome for one in found.questions]
            assert outcomes.count(Outcome.RIGHT) == right
            voted_first = sum(one.answered.startswith("You said:") for one in found.questions)
            assert voted_first == answered
