"""The journey of somebody whose computer goes off in the middle of a session."""

import sys
from pathlib import Path

import pytest

from tests.journeys.program import Program, excerpt, said, started

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is a Unix thing")


def begin(program: Program) -> None:
    """Start the first session and read its first statement."""
    program.sees("Nothing to fill in")
    program.press("Straight to ten questions")
    program.sees("1 of 10")


def answer_four(program: Program) -> list[tuple[str, str]]:
    """Answer four statements and go on to the fifth: each excerpt, and the line on the outcome."""
    answered = []
    for key in ("1", "2", "3", "2"):
        text = excerpt(program.types())
        answered.append((text, said(program.types(key, "S", "Return"))))
        program.types("Return")
    program.sees("5 of 10")
    return answered


def go_on(program: Program, number: int) -> str:
    """Start again and continue: what is seen at the statement with this number."""
    program.sees(f"Question {number} of 10")
    program.press("Continue")
    return program.sees(f"{number} of 10")


def assert_same_answers(program: Program, answered: list[tuple[str, str]]) -> None:
    """Leave, open the session among the past ones, and compare it answer by answer."""
    program.types("Escape")
    program.sees("Lately")
    program.press("All past sessions")
    program.sees("One session")
    program.types("Return")
    for number, (text, outcome) in enumerate(answered):
        words = program.types("Right") if number else program.sees("Before")
        assert text in words
        assert said(words) == outcome


def test_killed_while_judging_it_goes_on_at_the_same_statement(tmp_path: Path) -> None:
    """The lights go out as I have pressed 2 on the fifth statement, and not yet Enter.

    I start again. The start page offers to go on at question 5 of 10, and there it is, the same
    text, nothing chosen. The four answers from before are all there, as I gave them.
    """
    with started(tmp_path) as program:
        begin(program)
        answered = answer_four(program)
        fifth = excerpt(program.types("2"))
        assert "How sure?" in program.words
        program.kill()

    with started(tmp_path) as program:
        words = go_on(program, 5)
        assert excerpt(words) == fifth
        assert "How sure?" not in words
        assert_same_answers(program, answered)
        assert program.close() == 0


def test_killed_at_a_reveal_the_answer_counts(tmp_path: Path) -> None:
    """The lights go out while I read why the fifth was a claim.

    I start again and go on at the sixth; the fifth is among my answers, and so are the four before.
    I play the session to its end, and the summary counts all ten.
    """
    with started(tmp_path) as program:
        begin(program)
        answered = answer_four(program)
        fifth = excerpt(program.types())
        answered.append((fifth, said(program.types("2", "Return"))))
        assert "Not saved yet" not in program.words
        program.kill()

    with started(tmp_path) as program:
        go_on(program, 6)
        assert_same_answers(program, answered)
        program.types("Escape", "Escape")
        program.tab_to("Today")
        program.types("Space")
        go_on(program, 6)
        outcomes = [outcome for _, outcome in answered]
        for _ in range(5):
            outcomes.append(said(program.types("1", "Return")))
            program.types("Return")
        right = sum(outcome.startswith("Right.") for outcome in outcomes)
        assert f"{right} of 10 right" in program.sees("of 10 right")
        assert program.close() == 0
