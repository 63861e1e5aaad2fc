"""What the guide shows: verdicts, the decision path, cues, techniques and keys, with examples."""

from collections.abc import Iterator
from dataclasses import dataclass

from trainer.core import glossary, techniques
from trainer.core.examples import Example, cue_example, step_example
from trainer.core.rubric import CueKind, Step, Technique, TechniqueGroup, Verdict
from trainer.core.technique_examples import group_example, group_meaning, technique_example
from trainer.core.words import t


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing to look up. `id` is its own within the guide; `number` that of a step, else None.

    `verdict` is the one whose colour it wears; `expert` says that only the expert view shows it.
    """

    id: str
    word: str
    meaning: str
    verdict: Verdict
    example: Example | None = None
    number: int | None = None
    expert: bool = False

    def tells(self, search: str) -> bool:
        """Whether all words of `search` occur in it, whatever their case."""
        example = self.example.text if self.example else ""
        text = f"{self.word} {self.meaning} {example}".casefold()
        return all(word in text for word in search.casefold().split())


@dataclass(frozen=True, slots=True)
class Section:
    """Entries under one heading."""

    heading: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class GuideState:
    """All that can be looked up while judging."""

    sections: tuple[Section, ...]
    keys: tuple[tuple[str, str], ...]

    def matching(self, search: str, *, expert: bool) -> frozenset[str]:
        """The ids of the entries to show.

        Without a search the single techniques are left to the expert view; whoever searches for
        something finds it in either.
        """
        return frozenset(
            entry.id
            for section in self.sections
            for entry in section.entries
            if (entry.tells(search) if search.strip() else expert or not entry.expert)
        )


def guide_state() -> GuideState:
    """The guide in the person's language."""
    return GuideState(
        sections=(
            Section("", tuple(map(_verdict, Verdict))),
            Section(t("The path"), tuple(map(_step, Step))),
            Section(t("Words that decide"), tuple(map(_cue, CueKind))),
            Section(t("How propaganda works"), tuple(_techniques())),
        ),
        keys=(
            ("1  2  3", t("verified, claim, propaganda")),
            ("G  F  S", t("a guess, fairly sure, sure")),
            (t("Enter"), t("give the answer, go on")),
            (t("Backspace"), t("go back a stage before the reveal")),
            ("U", t("underline the words that decide, or do without")),
            (t("←  →  Space"), t("while underlining: word by word, mark; with Shift draw on")),
            ("←  →", t("walk through the words that decide")),
            ("D", t("I see it differently: write a note")),
            (t("Esc"), t("leave; you go on later where you were")),
            ("?", t("this page")),
        ),
    )


def _verdict(verdict: Verdict) -> Entry:
    return Entry(
        verdict.value,
        glossary.verdict_name(verdict),
        glossary.verdict_definition(verdict),
        verdict,
    )


def _step(step: Step) -> Entry:
    verdict = {Step.DELETE_TEST: Verdict.PROPAGANDA, Step.KNOWN_HOW: Verdict.VERIFIED}
    return Entry(
        f"step-{step.value}",
        glossary.step_name(step),
        glossary.step_question(step),
        verdict.get(step, Verdict.CLAIM),
        step_example(step),
        number=step.value,
    )


def _cue(kind: CueKind) -> Entry:
    return Entry(
        f"cue-{kind.value}",
        glossary.cue_name(kind),
        glossary.cue_meaning(kind),
        kind.points_to(confirms=False),
        cue_example(kind),
    )


def _techniques() -> Iterator[Entry]:
    """Each group, and behind it its techniques."""
    for group in TechniqueGroup:
        yield Entry(
            f"group-{group.value}",
            techniques.group_name(group),
            group_meaning(group),
            Verdict.PROPAGANDA,
            group_example(group),
        )
        for technique in Technique:
            if technique.group is not group:
                continue
            yield Entry(
                technique.value,
                techniques.technique_name(technique),
                techniques.technique_definition(technique),
                Verdict.PROPAGANDA,
                technique_example(technique),
                expert=True,
            )
