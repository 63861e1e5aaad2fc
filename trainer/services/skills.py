"""When each skill is to be practised again, by the FSRS model of forgetting."""

import datetime as dt
import random

from fsrs import Card, Rating, Scheduler, State

from trainer.core.progress import Judged, Progress, SkillState
from trainer.core.rubric import Confidence, Skill
from trainer.store.history import History

RETENTION = 0.9
"""The chance of still knowing a skill at which it comes back."""

_SHORTEST_TO_SPREAD = 3
_SPREAD = 0.1
_LONGEST = 365

# A skill is practised by a session a day, so no step is shorter than that. Its own fuzz would draw
# from a chance that is everybody's, and the same answers must always give the same dates.
_SCHEDULER = Scheduler(
    desired_retention=RETENTION,
    learning_steps=(),
    relearning_steps=(),
    maximum_interval=_LONGEST,
    enable_fuzzing=False,
)
_CARD_IDS = {skill: number for number, skill in enumerate(Skill, 1)}
_BY_CONFIDENCE = {
    Confidence.GUESS: Rating.Hard,
    Confidence.FAIRLY_SURE: Rating.Good,
    Confidence.SURE: Rating.Easy,
}


def rating(judged: Judged) -> Rating:
    """How an answer rates its skills: wrong is Again, right is Hard, Good or Easy by sureness."""
    return _BY_CONFIDENCE[judged.confidence] if judged.right else Rating.Again


def advance(progress: Progress, judged: Judged) -> Progress:
    """The progress after one more answer, from the progress before and that answer alone.

    Every answer rates the question's skills; the ability moves with first sights only, since a
    repeat is known rather than read.
    """
    states = {
        skill: _reviewed(progress.states.get(skill), skill, judged) for skill in judged.skills
    }
    ability = progress.ability
    if judged.first_sight:
        ability = ability.after(judged.level, right=judged.right)
    return Progress({**progress.states, **states}, ability, judged.sequence)


def rebuild(history: History) -> None:
    """Work out again everything that is derived from the answers, of all learners.

    Raises a `UserError` where the history cannot be written for a long time.
    """
    history.rebuild_rollups(advance)


def catch_up(history: History) -> None:
    """Work out again, in the background, what does not account for all answers.

    That is so after an upgrade, a repair or an import.
    """
    if not history.read_only:
        for learner in history.behind():
            history.work_out(learner, advance)


def _reviewed(before: SkillState | None, skill: Skill, judged: Judged) -> SkillState:
    """The skill after one more review, at the time that the clock showed.

    Where the clock was set back since the last review, no time has passed since then, and the next
    date is counted from the clock as it is now.
    """
    now = judged.answered_at.astimezone(dt.UTC)
    reviews = before.reviews + 1 if before else 1
    card, _ = _SCHEDULER.review_card(_card(before, skill, now), rating(judged), now)
    return SkillState(
        skill=skill,
        card=f"{card.stability!r} {card.difficulty!r}",
        due=now + _spread((card.due - now).days, f"{judged.learner}/{skill.value}/{reviews}"),
        last_review=now,
        reviews=reviews,
        sequence=judged.sequence,
        surely_wrong=not judged.right and judged.confidence is Confidence.SURE,
    )


def _card(before: SkillState | None, skill: Skill, now: dt.datetime) -> Card:
    """The scheduler's card of a skill; only stability and difficulty are not known otherwise."""
    # Without a number from here, a card would sleep a millisecond to make one of its own.
    number = _CARD_IDS[skill]
    if before is None:
        return Card(card_id=number, due=now)
    stability, difficulty = map(float, before.card.split())
    return Card(
        card_id=number,
        state=State.Review,
        stability=stability,
        difficulty=difficulty,
        due=now,
        last_review=min(before.last_review, now),
    )


def _spread(days: int, seed: str) -> dt.timedelta:
    """An interval near `days`, so that skills met together do not all come back together."""
    if days < _SHORTEST_TO_SPREAD:
        return dt.timedelta(days=days)
    reach = max(1, round(days * _SPREAD))
    chance = random.Random(seed)  # noqa: S311  the same answers must give the same dates
    return dt.timedelta(days=days + chance.randint(-reach, reach))
