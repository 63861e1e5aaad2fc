"""What the guide shows: the verdicts, the decision path, the cues and the keys."""

from dataclasses import dataclass

from trainer.core import glossary
from trainer.core.rubric import CueKind, Step, Verdict
from trainer.core.words import t


@dataclass(frozen=True, slots=True)
class GuideState:
    """All that can be looked up while judging."""

    verdicts: tuple[tuple[Verdict, str, str], ...]
    steps: tuple[tuple[Step, str, str], ...]
    cues: tuple[tuple[str, str], ...]
    keys: tuple[tuple[str, str], ...]


def guide_state() -> GuideState:
    """The guide in the person's language."""
    return GuideState(
        verdicts=tuple(
            (verdict, glossary.verdict_name(verdict), glossary.verdict_definition(verdict))
            for verdict in Verdict
        ),
        steps=tuple(
            (step, glossary.step_name(step), glossary.step_question(step)) for step in Step
        ),
        cues=tuple((glossary.cue_name(kind), glossary.cue_meaning(kind)) for kind in CueKind),
        keys=(
            ("1  2  3", t("verified, claim, propaganda")),
            ("G  F  S", t("a guess, fairly sure, sure")),
            (t("Enter"), t("give the answer, go on")),
            (t("Backspace"), t("take a slip back before the reveal")),
            ("←  →", t("walk through the words that decide")),
            ("D", t("I see it differently: write a note")),
            (t("Esc"), t("leave; you go on later where you were")),
            ("?", t("this page")),
        ),
    )
