"""What the start page shows."""

import datetime as dt
from dataclasses import dataclass

from trainer.core.classroom import RoomLine
from trainer.core.dates import moment
from trainer.core.glossary import skill_name
from trainer.core.history import SessionLine
from trainer.core.progress import SkillState
from trainer.core.streaks import Diligence
from trainer.core.words import t, tn
from trainer.services.review import Standing
from trainer.services.today import Day
from trainer.ui.figures import ShareFigure, doubt_and_trust, out_of, share_figure, texts_met

ENOUGH = 10
"""First sights from which on shares are shown; before, they would only be noise."""

SKILLS_SHOWN = 5
"""How many skills the list of what is due shows at most."""


@dataclass(frozen=True, slots=True)
class LatelyRow:
    """One past session in the short list."""

    session: int
    when: str
    title: str
    score: str


@dataclass(frozen=True, slots=True)
class DueRow:
    """One skill in the list of what is due, with when in words."""

    skill: str
    when: str


@dataclass(frozen=True, slots=True)
class CutOffState:
    """A quiz that was cut off, `room` by number, to go on with or to end."""

    room: int
    title: str
    words: str


@dataclass(frozen=True, slots=True)
class TodayState:
    """The start page. `unfinished` is the session to go on with, 0 for none.

    `figures` is empty until there is enough to tell; then `figures_from` says how much is missing.
    `due` has the due skills and those that will be next, `more_due` how many are left out; `day`
    tells of goal and streak.
    """

    greeting: str
    lead: str
    start_title: str
    start_words: str
    unfinished: int
    unfinished_title: str
    unfinished_words: str
    lately: tuple[LatelyRow, ...]
    figures: tuple[ShareFigure, ...]
    figures_from: str
    figures_say: str
    due: tuple[DueRow, ...]
    more_due: str
    day: str
    may_start: bool
    teach_verdicts: bool
    start_teaches: bool


def today_state(
    standing: Standing, day: Day, questions: int, now: dt.datetime, *, lessons: bool = False
) -> TodayState:
    """The start page for a learner's standing, with `questions` at hand to practise with.

    `lessons` says that there are lessons for somebody new.
    """
    first = standing.sessions == 0 and standing.unfinished is None
    unfinished = standing.unfinished
    tally = standing.tally
    known = tally.total >= ENOUGH
    return TodayState(
        greeting=t("Who says so, and how do they know?") if first else _greeting(standing, now),
        lead=_lead(questions, day, first=first),
        start_title=_start_title(first=first, lessons=lessons),
        start_words=_start_words(day, first=first, lessons=lessons),
        unfinished=unfinished.id if unfinished else 0,
        unfinished_title=t("Go on: {title}", title=unfinished.title) if unfinished else "",
        unfinished_words=_unfinished_words(unfinished, now) if unfinished else "",
        lately=tuple(
            LatelyRow(line.id, moment(line.started_at, now), line.title, _score(line))
            for line in standing.lately
        ),
        figures=(
            (
                share_figure(t("Right"), tally.right, "accent", chance=1 / 3),
                share_figure(t("False doubt"), tally.false_doubt, "verified"),
                share_figure(t("False trust"), tally.false_trust, "claim"),
            )
            if known
            else ()
        ),
        figures_from=(
            texts_met(tally.total)
            if known
            else t(
                "After {enough} statements this shows how well you judge. So far: {number}.",
                enough=ENOUGH,
                number=tally.total,
            )
        ),
        figures_say=doubt_and_trust(tally) if known else "",
        due=due_rows(day, now),
        more_due=more_due(len(day.due)),
        day="" if first else day_words(day.diligence),
        may_start=questions > 0,
        teach_verdicts=first,
        start_teaches=first and lessons,
    )


def cut_off_state(line: RoomLine | None, now: dt.datetime) -> CutOffState | None:
    """The card about a quiz that was cut off; None without one."""
    if line is None:
        return None
    people = tn("{number} pupil", "{number} pupils", line.players)
    answers = tn("{number} answer", "{number} answers", line.answers)
    return CutOffState(
        room=line.id,
        title=t("A quiz was cut off: {title}", title=line.title),
        words=t(
            "{when}, {people}, {answers}. Phones that were in it come back by themselves.",
            when=moment(line.started_at, now),
            people=people,
            answers=answers,
        ),
    )


def _greeting(standing: Standing, now: dt.datetime) -> str:
    hour = now.astimezone().hour
    name = standing.learner.name
    if 5 <= hour < 12:  # noqa: PLR2004  hours of the day
        return t("Good morning, {name}", name=name) if name else t("Good morning")
    if 12 <= hour < 18:  # noqa: PLR2004  hours of the day
        return t("Good afternoon, {name}", name=name) if name else t("Good afternoon")
    return t("Good evening, {name}", name=name) if name else t("Good evening")


def _lead(questions: int, day: Day, *, first: bool) -> str:
    if questions == 0:
        return t("No pack with questions is at hand. The Library page tells why.")
    if first:
        return t(
            "You read a short excerpt of a news text and judge one statement in it: does the text "
            "show how it is known, does somebody just say so, or do words push you? "
            "Then you see the words that decide."
        )
    if day.due:
        return tn(
            "One skill is due. Ten questions take about eight minutes.",
            "{number} skills are due. Ten questions take about eight minutes.",
            len(day.due),
        )
    return t("Ten questions take about eight minutes.")


def _start_title(*, first: bool, lessons: bool) -> str:
    if first and lessons:
        return t("Your first lessons")
    return t("Your first ten statements") if first else t("Ten questions")


def _start_words(day: Day, *, first: bool, lessons: bool) -> str:
    if first and lessons:
        return t(
            "Six rules, each with a short example and two questions, then all of them mixed. "
            "Nothing to fill in. You can stop at any time and go on later."
        )
    if first:
        return t("Nothing to fill in. You can stop at any time and go on later.")
    if day.due:
        return t("For the skills that are due, on new texts as far as there are any.")
    return t("On texts that you have not met yet, as far as there are any.")


def due_rows(day: Day, now: dt.datetime) -> tuple[DueRow, ...]:
    """The first few skills of the list, each with since when or until when it can wait."""
    rows = [
        *((state, _due_since(state, now)) for state in day.due),
        *((state, _due_in(state, now)) for state in day.later),
    ]
    return tuple(DueRow(skill_name(state.skill), when) for state, when in rows[:SKILLS_SHOWN])


def more_due(due: int) -> str:
    """How many of the due skills the list leaves out, in words."""
    left = due - SKILLS_SHOWN
    return tn("and {number} more", "and {number} more", left) if left > 0 else ""


def _due_since(state: SkillState, now: dt.datetime) -> str:
    days = _days(state.due, now)
    if days >= 0 or state.last_review > now:
        return t("today")
    if days == -1:
        return t("since yesterday")
    return tn("for {number} day", "for {number} days", -days)


def _due_in(state: SkillState, now: dt.datetime) -> str:
    days = max(1, _days(state.due, now))
    return t("tomorrow") if days == 1 else tn("in {number} day", "in {number} days", days)


def _days(due: dt.datetime, now: dt.datetime) -> int:
    return (due.astimezone().date() - now.astimezone().date()).days


def day_words(diligence: Diligence) -> str:
    """Goal and streak in a calm line: what was done, and never what was missed."""
    done = (
        t("Today’s {goal} statements are read.", goal=diligence.goal)
        if diligence.reached
        else t(
            "{today} of {goal} statements read today.", today=diligence.today, goal=diligence.goal
        )
    )
    if diligence.streak < 2:  # noqa: PLR2004  one day is no row
        return done if diligence.today else ""
    running = t("You have practised {days} days in a row.", days=diligence.streak)
    return f"{done} {running}" if diligence.today else running


def _unfinished_words(line: SessionLine, now: dt.datetime) -> str:
    return t(
        "Question {number} of {total}, from {when}",
        number=line.answered + 1,
        total=line.planned,
        when=moment(line.started_at, now),
    )


def _score(line: SessionLine) -> str:
    return out_of(line.right, line.answered)
