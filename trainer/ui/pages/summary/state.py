"""What the summary of a session shows."""

from dataclasses import dataclass

from trainer.core import glossary
from trainer.core.measures import Tally
from trainer.core.rubric import Verdict
from trainer.core.sessions import Session
from trainer.core.words import t, tn
from trainer.ui.figures import ShareFigure, doubt_and_trust, interval_words, out_of, share_figure


@dataclass(frozen=True, slots=True)
class MissedRow:
    """One wrong answer to look at again."""

    position: int
    statement: str
    was: str
    said: str
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class SummaryState:
    """The end of a session. `session` is its number; `missed` the wrong ones in their order."""

    session: int
    headline: str
    interval: str
    by_verdict: tuple[ShareFigure, ...]
    doubt_and_trust: tuple[ShareFigure, ...]
    doubt_says: str
    missed_title: str
    missed: tuple[MissedRow, ...]


def summary_state(session: Session, statements: tuple[str, ...]) -> SummaryState:
    """The summary of a running or finished session.

    Statements that had been met before are counted apart, unless there are no others. `statements`
    are the words of each answered statement, in the order of the answers.
    """
    fresh = Tally.of((one.truth, one.chosen) for one in session.answers if one.first_sight)
    repeats = Tally.of((one.truth, one.chosen) for one in session.answers if not one.first_sight)
    tally = fresh if fresh.total else repeats
    missed = tuple(
        MissedRow(
            position=answer.position,
            statement=statement,
            was=glossary.verdict_name(answer.truth),
            said=t(
                "You said {verdict}, {sure}",
                verdict=glossary.verdict_word(answer.chosen),
                sure=glossary.confidence_word(answer.confidence),
            ),
            verdict=answer.truth,
        )
        for answer, statement in zip(session.answers, statements, strict=True)
        if not answer.right
    )
    return SummaryState(
        session=session.id,
        headline=t("{right} right", right=out_of(tally.right.part, tally.right.whole)),
        interval=" ".join(filter(None, (_interval(tally), _apart(fresh, repeats)))),
        by_verdict=tuple(
            share_figure(glossary.verdict_name(verdict), tally.recognised(verdict), verdict.value)
            for verdict in Verdict
        ),
        doubt_and_trust=(
            share_figure(t("False doubt"), tally.false_doubt, "verified"),
            share_figure(t("False trust"), tally.false_trust, "claim"),
        ),
        doubt_says=doubt_and_trust(tally),
        missed_title=(
            tn("One to look at again", "{number} to look at again", len(missed))
            if missed
            else t("Nothing to look at again: all of them were right")
        ),
        missed=missed,
    )


def _interval(tally: Tally) -> str:
    if not tally.total:
        return t("Nothing was answered.")
    return t(
        "Out of so few, chance plays a part: in the long run it may be {interval}.",
        interval=interval_words(tally.right),
    )


def _apart(fresh: Tally, repeats: Tally) -> str:
    if not repeats.total:
        return ""
    if not fresh.total:
        return t("You had met all of these before, so they are not counted with your reading.")
    return tn(
        "One more had been met before and is counted apart: {right} right.",
        "{number} more had been met before and are counted apart: {right} right.",
        repeats.total,
        right=out_of(repeats.right.part, repeats.right.whole),
    )
