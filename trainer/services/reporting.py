"""One learner's figures as a report on paper tells them, worked out from the whole record."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from trainer.core.answers import Answer
from trainer.core.calibration import Calibration, calibration
from trainer.core.detection import Detection, detection, enough_for_detection
from trainer.core.measures import Share, Tally
from trainer.core.progress import Progress
from trainer.core.records import KeptSession, Record
from trainer.core.revisions import Revision, revision_from
from trainer.core.rubric import Skill, Technique, Verdict
from trainer.core.sessions import SessionKind
from trainer.core.trends import Trend, trend

K = TypeVar("K", Skill, Technique)


@dataclass(frozen=True, slots=True)
class SkillFigure:
    """How often a skill's questions were judged rightly at first sight, and when it is due."""

    skill: Skill
    right: Share
    due: dt.datetime | None


@dataclass(frozen=True, slots=True)
class Report:
    """What happened, how well, how sure, and what is weak. Scores are of first sights alone.

    `first` and `last` are the days of the first and last answer in the computer's time zone, None
    without any; `days` counts the days with answers. `detection` is empty while there is too
    little. `checkups` is the tally of each finished check-up by its form.
    """

    name: str
    made_at: dt.datetime
    first: dt.date | None
    last: dt.date | None
    days: int
    sessions: int
    first_sights: int
    repeats: int
    tally: Tally
    trend: Trend
    calibration: Calibration
    detection: tuple[tuple[Verdict, Detection], ...]
    skills: tuple[SkillFigure, ...]
    techniques: tuple[tuple[Technique, Share], ...]
    packs: tuple[tuple[str, Tally], ...]
    checkups: tuple[tuple[str, Tally], ...]

    @property
    def empty(self) -> bool:
        """Whether there is no answer to report on."""
        return self.first is None


@dataclass(frozen=True, slots=True)
class _Given:
    """An answer, the question that was shown, and the session it belongs to."""

    answer: Answer
    revision: Revision
    session: KeptSession


def report_of(record: Record, progress: Progress, now: dt.datetime) -> Report:
    """The report on a record, with the dates of skills that `progress` has."""
    given = sorted(_given(record), key=lambda one: one.answer.answered_at)
    practice = [one for one in given if one.session.kind is not SessionKind.CHECKUP]
    sights = [one for one in practice if one.answer.first_sight]
    days = sorted({_day(one.answer) for one in given})
    tally = _tally(sights)
    return Report(
        name=record.name,
        made_at=now,
        first=days[0] if days else None,
        last=days[-1] if days else None,
        days=len(days),
        sessions=sum(bool(session.answers) for session in record.sessions),
        first_sights=len(sights),
        repeats=len(practice) - len(sights),
        tally=tally,
        trend=trend((_day(one.answer), _tally([one])) for one in sights),
        calibration=calibration([one.answer for one in sights]),
        detection=_detection(tally),
        skills=_skills(sights, progress),
        techniques=_techniques(sights),
        packs=_packs(sights),
        checkups=tuple(
            (session.form, _tally([one for one in given if one.session is session]))
            for session in record.sessions
            if session.kind is SessionKind.CHECKUP and len(session.answers) >= session.planned
        ),
    )


def _given(record: Record) -> Iterator[_Given]:
    revisions = {content: revision_from(body) for content, body in record.questions.items()}
    for number, session in enumerate(record.sessions, 1):
        shown = {item.position: item.revision for item in session.items}
        for kept in session.answers:
            revision = revisions[shown[kept.position]]
            key = revision.question.key
            if key is None:
                continue
            answer = Answer(
                session=number,
                position=kept.position,
                question=revision.ref,
                revision=shown[kept.position],
                truth=key.verdict,
                chosen=kept.chosen,
                confidence=kept.confidence,
                first_sight=kept.first_sight,
                shown_at=kept.shown_at,
                answered_at=kept.answered_at,
                underlined=kept.underlined,
            )
            yield _Given(answer, revision, session)


def _day(answer: Answer) -> dt.date:
    return answer.answered_at.astimezone().date()


def _tally(given: Sequence[_Given]) -> Tally:
    return Tally.of((one.answer.truth, one.answer.chosen) for one in given)


def _detection(tally: Tally) -> tuple[tuple[Verdict, Detection], ...]:
    if not enough_for_detection(tally):
        return ()
    return tuple(
        (verdict, found) for verdict in Verdict if (found := detection(tally, verdict)) is not None
    )


def _skills(sights: Sequence[_Given], progress: Progress) -> tuple[SkillFigure, ...]:
    """Every skill that was met, the weakest first."""
    met = _shares([(skill, one) for one in sights for skill in one.revision.question.skills])
    return tuple(
        SkillFigure(skill, share, state.due if (state := progress.states.get(skill)) else None)
        for skill, share in met.items()
    )


def _techniques(sights: Sequence[_Given]) -> tuple[tuple[Technique, Share], ...]:
    met = _shares(
        [
            (one.revision.question.key.technique, one)
            for one in sights
            if one.revision.question.key and one.revision.question.key.technique
        ]
    )
    return tuple(met.items())


def _shares(met: Sequence[tuple[K, _Given]]) -> Mapping[K, Share]:
    counts: dict[K, list[int]] = {}
    for key, one in met:
        count = counts.setdefault(key, [0, 0])
        count[0] += one.answer.right
        count[1] += 1
    shares = {key: Share(right, whole) for key, (right, whole) in counts.items()}
    return dict(sorted(shares.items(), key=lambda item: (item[1].value or 0.0, -item[1].whole)))


def _packs(sights: Sequence[_Given]) -> tuple[tuple[str, Tally], ...]:
    by_pack: dict[str, list[_Given]] = {}
    for one in sights:
        by_pack.setdefault(one.revision.pack_title, []).append(one)
    return tuple((title, _tally(given)) for title, given in sorted(by_pack.items()))
