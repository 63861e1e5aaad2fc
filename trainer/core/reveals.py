"""What a reveal shows of one question: the verdict, the words that decided, and why."""

from dataclasses import dataclass, replace

from trainer.core import feedback, glossary, techniques
from trainer.core.dates import long_date
from trainer.core.evidence import evidence, places_found
from trainer.core.marks import Line, Mark, line_for
from trainer.core.questions import Cue, Question, QuoteError, Span
from trainer.core.quotations import linked_cues
from trainer.core.revisions import Revision
from trainer.core.rubric import Confidence, Step, StepState, Verdict
from trainer.core.words import t


@dataclass(frozen=True, slots=True)
class CueRow:
    """One line of the legend. `line` is how the words are underlined in the excerpt."""

    number: int
    kind: str
    note: str
    quote: str
    verdict: Verdict
    line: Line


@dataclass(frozen=True, slots=True)
class Link:
    """A quotation in the explanation and the number of the cue it repeats."""

    span: Span
    number: int
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class PathRow:
    """One step of the decision path in words."""

    step: Step
    words: str
    state: StepState


@dataclass(frozen=True, slots=True)
class Reveal:
    """Everything the reveal shows. `why_not` and `technique` are empty where they do not apply.

    `own` are the learner's underlined words and `own_said` how they meet the deciding ones; `aside`
    is a line on how it was judged. They are empty where there is nothing to tell.
    """

    verdict: Verdict
    right: bool
    headline: str
    said: str
    explanation: str
    links: tuple[Link, ...]
    path: tuple[PathRow, ...]
    why_not_asked: str
    why_not: str
    why_not_verdict: Verdict
    technique: str
    technique_meaning: str
    marks: tuple[Mark, ...]
    legend: tuple[CueRow, ...]
    aside: str = ""
    own: tuple[Span, ...] = ()
    own_said: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """The excerpt and what is judged in it, before any verdict.

    `statement` is the marked span, None where the statement is put in other words; then
    `statement_text` holds it, else that is empty.
    """

    credit: str
    text: str
    statement: Span | None
    statement_text: str
    asked: str
    scope: str


def shown(revision: Revision) -> Shown:
    """What is on the screen while the statement is judged."""
    question = revision.question
    span = statement_span(revision)
    return Shown(
        credit=credit(revision),
        text=revision.text,
        statement=span,
        statement_text="" if span else question.statement.text,
        asked=(
            t("As this text supports it, what is the marked statement?")
            if span
            else t("As this text supports it, what is this statement?")
        ),
        scope=question.scope or _default_scope(question),
    )


def reveal(
    revision: Revision,
    chosen: Verdict,
    confidence: Confidence,
    underlined: tuple[Span, ...] = (),
) -> Reveal:
    """The reveal of a scored question for the one who chose this verdict and underlined this."""
    question = revision.question
    key = question.key
    if key is None:
        raise ValueError(f"{question.id!r} has no key to reveal")
    right = chosen is key.verdict
    path = question.path
    lit = _lit(revision)
    numbers = {index: number for number, (index, _, _) in enumerate(lit, 1)}
    return Reveal(
        verdict=key.verdict,
        right=right,
        headline=headline(key.verdict),
        said=_said(chosen, confidence, right=right),
        explanation=key.explanation,
        links=tuple(
            Link(span, numbers[index], question.points_to(question.cues[index]))
            for span, index in linked_cues(key.explanation, question.cues)
            if index in numbers
        ),
        path=tuple(
            PathRow(
                step, glossary.path_line(path, step) or glossary.step_name(step), path.state(step)
            )
            for step in Step
            if path.state(step) is not StepState.NOT_REACHED
        ),
        why_not_asked=""
        if right
        else t("Why not {verdict}?", verdict=glossary.verdict_plain(chosen)),
        why_not="" if right else key.why_not.get(chosen, ""),
        why_not_verdict=chosen,
        technique=technique_title(question),
        technique_meaning=techniques.technique_definition(key.technique) if key.technique else "",
        marks=marks_of(revision),
        legend=legend_of(revision),
        aside=feedback.aside(key, chosen, confidence),
        own=underlined,
        own_said=_own_said(revision, underlined),
    )


def looked_up(revision: Revision) -> Reveal:
    """The reveal of a scored question for somebody who has judged it before and looks it up."""
    key = revision.question.key
    if key is None:
        raise ValueError(f"{revision.question.id!r} has no key to reveal")
    known = reveal(revision, key.verdict, Confidence.SURE)
    return replace(known, said=t("You have judged this one."), aside="")


def _own_said(revision: Revision, underlined: tuple[Span, ...]) -> str:
    deciding = [span for _, _, span in _lit(revision)]
    if not underlined or not deciding:
        return ""
    return feedback.places_words(
        places_found(revision.text, underlined, deciding),
        evidence(revision.text, underlined, deciding),
    )


def marks_of(revision: Revision) -> tuple[Mark, ...]:
    """The lit words, numbered in the order of the text."""
    return tuple(
        _mark(revision.question, cue, span, number)
        for number, (_, cue, span) in enumerate(_lit(revision), 1)
    )


def legend_of(revision: Revision) -> tuple[CueRow, ...]:
    """The legend that goes with `marks_of`."""
    return tuple(
        _row(revision.question, cue, number) for number, (_, cue, _) in enumerate(_lit(revision), 1)
    )


def statement_span(revision: Revision) -> Span | None:
    """Where the statement stands in the excerpt, None when it is put in other words."""
    try:
        return revision.question.statement.find(revision.text)
    except QuoteError:
        return None


def credit(revision: Revision) -> str:
    """Where the excerpt comes from, in one line."""
    parts = [revision.outlet]
    if revision.genre:
        parts.append(revision.genre)
    if revision.date:
        parts.append(long_date(revision.date))
    if revision.kind.value == "practice":
        parts.append(t("written for practice, people and places invented"))
    return " · ".join(part for part in parts if part)


def _lit(revision: Revision) -> list[tuple[int, Cue, Span]]:
    """The cues in the order of the text, each with its index in the question and its place."""
    placed = []
    for index, cue in enumerate(revision.question.cues):
        try:
            placed.append((index, cue, cue.quote.find(revision.text)))
        except QuoteError:
            continue
    return sorted(placed, key=lambda lit: (lit[2].start, -lit[2].end))


def _mark(question: Question, cue: Cue, span: Span, number: int) -> Mark:
    tip = t("{number} {kind}: {note}", number=number, kind=_kind(cue), note=cue.note)
    verdict = question.points_to(cue)
    return Mark(span, verdict, line_for(cue.kind, verdict), number, tip)


def _row(question: Question, cue: Cue, number: int) -> CueRow:
    verdict = question.points_to(cue)
    line = line_for(cue.kind, verdict)
    return CueRow(number, _kind(cue), cue.note, cue.quote.text, verdict, line)


def _kind(cue: Cue) -> str:
    if cue.technique:
        return techniques.technique_name(cue.technique).lower()
    return glossary.cue_name(cue.kind)


def headline(verdict: Verdict) -> str:
    """What stands above an explanation."""
    return {
        Verdict.VERIFIED: t("Verified"),
        Verdict.CLAIM: t("A claim"),
        Verdict.PROPAGANDA: t("Propaganda"),
    }[verdict]


def _said(chosen: Verdict, confidence: Confidence, *, right: bool) -> str:
    verdict, sure = glossary.verdict_word(chosen), glossary.confidence_word(confidence)
    if right:
        return t("Right. You said {verdict}, {sure}.", verdict=verdict, sure=sure)
    return t("Not this time. You said {verdict}, {sure}.", verdict=verdict, sure=sure)


def technique_title(question: Question) -> str:
    """The technique of a propaganda question with its group, "" for any other."""
    key = question.key
    if key is None or key.technique is None:
        return ""
    return t(
        "{technique} · {group}",
        technique=techniques.technique_name(key.technique),
        group=techniques.group_name(key.technique.group),
    )


def _default_scope(question: Question) -> str:
    if question.asks.value == "utterance":
        return t("Judge whether it was said, not whether it is so.")
    return t("Judge what is said, not that somebody says it.")
