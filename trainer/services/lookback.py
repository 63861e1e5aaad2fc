"""Looking back on many answers: the measures over time, single answers, sessions and notes."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from statistics import fmean
from typing import TypeVar

from trainer.core.calibration import Calibration, Counted, calibration_of
from trainer.core.clock import Clock
from trainer.core.evidence import evidence
from trainer.core.history import SessionLine
from trainer.core.inquiry import (
    AnswerLine,
    Cell,
    Inquiry,
    NoteLine,
    SessionInquiry,
    Subjects,
)
from trainer.core.measures import Share, Tally
from trainer.core.questions import QuoteError, Span
from trainer.core.revisions import Revision
from trainer.core.rubric import Confidence, Skill, Technique
from trainer.core.trends import Trend, trend
from trainer.store.history import History

PAGE = 100
"""How many rows one step of a list brings."""

LATEST_UNDERLINED = 200
"""From how many of the latest underlined answers the evidence score is made."""

K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True, slots=True)
class SkillLine:
    """One skill: right answers to its questions, and when it is to be practised again.

    `due` is aware and in UTC, None for a skill that was never practised; `waits` says that it is
    to be practised now.
    """

    skill: Skill
    right: Share
    due: dt.datetime | None
    waits: bool


@dataclass(frozen=True, slots=True)
class EvidenceMean:
    """The mean evidence score, 0 to 1, of so many answers with underlined words."""

    score: float
    answers: int


@dataclass(frozen=True, slots=True)
class Overview:
    """All measures of the meant answers.

    `days` are those with answers, in the computer's time zone. Techniques count propaganda that
    was recognised. `missed_while_sure` counts the wrong answers that were called sure.
    """

    tally: Tally
    sessions: int
    days: tuple[dt.date, ...]
    trend: Trend
    calibration: Calibration
    missed_while_sure: int
    skills: tuple[SkillLine, ...]
    techniques: tuple[tuple[Technique, Share], ...]
    packs: tuple[tuple[str, Tally], ...]
    topics: tuple[tuple[str, Tally], ...]
    sides: tuple[tuple[str, Tally], ...]
    evidence: EvidenceMean | None


class Lookback:
    """Questions about the past of the present learner; it changes nothing.

    Each call may take seconds where there are a million answers, so that a page asks off the GUI
    thread. Raises a `UserError` where the history cannot be read.
    """

    def __init__(self, history: History, clock: Clock, learner: Callable[[], int]) -> None:
        self._history = history
        self._clock = clock
        self._learner = learner

    def overview(self, inquiry: Inquiry) -> Overview:
        """All measures of the meant answers."""
        learner = self._learner()
        counts = self._history.past.counts(learner, inquiry)
        cells = counts.cells
        return Overview(
            tally=_tally(cells),
            sessions=counts.sessions,
            days=tuple(day for day, _ in counts.days),
            trend=trend(counts.days),
            calibration=calibration_of(
                Counted(one.truth, one.chosen, one.confidence, one.times) for one in cells
            ),
            missed_while_sure=sum(
                one.times for one in cells if one.confidence is Confidence.SURE and not one.right
            ),
            skills=self._skills(learner, cells),
            techniques=_shares((one.technique, one) for one in cells if one.technique is not None),
            packs=_tallies((one.pack, one) for one in cells),
            topics=_tallies((one.topic, one) for one in cells if one.topic),
            sides=_tallies((one.side, one) for one in cells if one.side),
            evidence=self._evidence(learner, inquiry),
        )

    def answer_count(self, inquiry: Inquiry) -> int:
        """How many answers are meant."""
        return self._history.past.answer_count(self._learner(), inquiry)

    def answers(self, inquiry: Inquiry, before: AnswerLine | None = None) -> tuple[AnswerLine, ...]:
        """The next `PAGE` of the meant answers, the latest session first."""
        return self._history.past.answer_lines(self._learner(), inquiry, PAGE, before)

    def session_count(self, inquiry: SessionInquiry) -> int:
        """How many sessions are meant."""
        return self._history.past.session_count(self._learner(), inquiry)

    def sessions(self, inquiry: SessionInquiry, skipped: int = 0) -> tuple[SessionLine, ...]:
        """The next `PAGE` of the meant sessions after those `skipped`."""
        return self._history.past.session_lines(self._learner(), inquiry, PAGE, skipped)

    def notes(self, pack: str = "") -> tuple[NoteLine, ...]:
        """The notes on the questions of a pack, or on all, the latest first."""
        return self._history.past.note_lines(self._learner(), pack)

    def subjects(self) -> Subjects:
        """The packs, topics and sides that can be asked for."""
        return self._history.past.subjects()

    def _skills(self, learner: int, cells: Iterable[Cell]) -> tuple[SkillLine, ...]:
        states, now = self._history.progress(learner).states, self._clock.now()
        shares = dict(_shares((skill, one) for one in cells for skill in one.skills))
        return tuple(
            SkillLine(
                skill,
                shares.get(skill, Share(0, 0)),
                states[skill].due if skill in states else None,
                skill in states and states[skill].due_by(now),
            )
            for skill in Skill
            if skill in shares or skill in states
        )

    def _evidence(self, learner: int, inquiry: Inquiry) -> EvidenceMean | None:
        found = self._history.past.underlined(learner, inquiry, LATEST_UNDERLINED)
        scores = [evidence(shown.text, spans, _deciding(shown)).f1 for shown, spans in found]
        return EvidenceMean(fmean(scores), len(scores)) if scores else None


def _deciding(shown: Revision) -> Iterable[Span]:
    for cue in shown.question.cues:
        try:
            yield cue.quote.find(shown.text)
        except QuoteError:
            continue


def _tally(cells: Iterable[Cell]) -> Tally:
    return Tally.counted((one.truth, one.chosen, one.times) for one in cells)


def _tallies(cells: Iterable[tuple[K, Cell]]) -> tuple[tuple[K, Tally], ...]:
    return tuple((key, _tally(alike)) for key, alike in _sorted_out(cells))


def _shares(cells: Iterable[tuple[K, Cell]]) -> tuple[tuple[K, Share], ...]:
    return tuple((key, _tally(alike).right) for key, alike in _sorted_out(cells))


def _sorted_out(cells: Iterable[tuple[K, Cell]]) -> Iterable[tuple[K, list[Cell]]]:
    """The cells by their keys; the key with most answers first."""
    by_key: defaultdict[K, list[Cell]] = defaultdict(list)
    for key, cell in cells:
        by_key[key].append(cell)
    return sorted(by_key.items(), key=lambda pair: -sum(one.times for one in pair[1]))
