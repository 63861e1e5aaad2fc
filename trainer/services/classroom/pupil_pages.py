"""A page for each pupil of a quiz, to be taken home: what went well, why, and what comes next."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from trainer.core import feedback
from trainer.core.class_reports import ClassReport, PupilAnswer, PupilReport, QuestionReport
from trainer.core.dates import long_date
from trainer.core.glossary import skill_name, skill_rule, verdict_name
from trainer.core.names import proper_name
from trainer.core.questions import Question
from trainer.core.quotations import quotations, telling_sentence
from trainer.core.reveals import legend_of, shown
from trainer.core.rubric import Asks, Skill, Verdict
from trainer.core.techniques import technique_name
from trainer.core.words import speaking, t, tn

_MOST_ADVICE = 2
"""Skills that a page tells to look out for."""

_LONGEST_TITLE = 120
"""Letters of the quiz's title."""


class Outcome(Enum):
    """How a pupil's answer to a question came out. An answer that was not given is never wrong."""

    RIGHT = "right"
    """The first vote was right, whatever was said after the class had argued."""
    CHANGED = "changed"
    """Right in the second vote alone."""
    OTHER = "other"
    OPEN = "open"
    """Nothing was answered."""
    ARGUED = "argued"
    """There is no key, so that nothing is right or wrong."""


@dataclass(frozen=True, slots=True)
class PupilQuestion:
    """One question on a pupil's page, `number` from 1 as it was in the quiz.

    `truth` is the key's verdict, None where there is none. `headline` is the outcome in words,
    `answered` what was said to it and `verdict` what it is. `why` is a sentence or two on that, or
    for a question to argue about the case for each side. `quotes` are deciding words that `why`
    does not quote. `scope` is empty where the statement speaks for itself.
    """

    number: int
    statement: str
    scope: str
    truth: Verdict | None
    outcome: Outcome
    headline: str
    answered: str
    verdict: str
    why: tuple[str, ...]
    quotes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PupilPage:
    """All that a pupil is handed, in the language of the quiz, and nothing of anybody else.

    `about` says which quiz it was, of which class, and when. `advice` has a few skills by name,
    each with its rule; `closing` stands there where there is none.
    """

    name: str
    about: str
    language: str
    summary: tuple[str, ...]
    questions: tuple[PupilQuestion, ...]
    advice: tuple[tuple[str, str], ...]
    closing: str


def pupil_pages(report: ClassReport, number: int | None = None) -> tuple[PupilPage, ...]:
    """The pages of all pupils in the order of joining, or of the player with this number alone."""
    # As on the phones: what goes to a pupil is in the language of what they read.
    language = report.questions[0].revision.language if report.questions else "en"
    with speaking(language):
        return tuple(
            _page(report, pupil, language)
            for pupil in report.pupils
            if number in (None, pupil.player.number)
        )


def _page(report: ClassReport, pupil: PupilReport, language: str) -> PupilPage:
    day = long_date(report.started_at.astimezone().date())
    title = proper_name(report.title, _LONGEST_TITLE)
    advice = pupil.look_again[:_MOST_ADVICE]
    return PupilPage(
        name=pupil.player.name,
        about=" · ".join(part for part in (title, report.class_name, day) if part),
        language=language,
        summary=tuple(_summary(report, pupil)),
        questions=tuple(_question(asked, pupil) for asked in report.questions),
        advice=tuple((skill_name(skill), skill_rule(skill)) for skill, _ in advice),
        closing="" if advice else _closing(pupil.sits_well),
    )


def _summary(report: ClassReport, pupil: PupilReport) -> Iterator[str]:
    outcomes = [_outcome(asked.truth, _answer(asked, pupil)) for asked in report.questions]
    asked = len(outcomes) - outcomes.count(Outcome.ARGUED)
    left_open = outcomes.count(Outcome.OPEN)
    if not asked:
        yield t("In this quiz nothing was right or wrong: it was there to be argued about.")
    elif left_open == asked:
        yield t(
            "You answered none of the questions that have a right answer. That does not count as "
            "wrong: here you can read what the texts show."
        )
    else:
        yield _score(outcomes.count(Outcome.RIGHT), asked - left_open, asked)
        yield from _praise(pupil, outcomes.count(Outcome.CHANGED))
        if left_open:
            yield tn(
                "You left one question open, and that does not count as wrong.",
                "You left {number} questions open, and that does not count as wrong.",
                left_open,
            )


def _score(right: int, answered: int, asked: int) -> str:
    if right:
        return tn(
            "You answered {answered} of {asked} questions, and one of your answers is right.",
            "You answered {answered} of {asked} questions, and {number} of your answers are right.",
            right,
            answered=answered,
            asked=asked,
        )
    return t(
        "You answered {answered} of {asked} questions. None was right this time; below you find "
        "what gives each of them away.",
        answered=answered,
        asked=asked,
    )


def _praise(pupil: PupilReport, changed: int) -> Iterator[str]:
    """Credit for evidence that was recognised first: it is worth as much as a catch."""
    evidence = pupil.tally.recognised(Verdict.VERIFIED).part
    caught = pupil.tally.recognised(Verdict.PROPAGANDA).part
    if evidence:
        yield tn(
            "Once you recognised good evidence: trusting what is shown is worth as much as "
            "catching propaganda.",
            "{number} times you recognised good evidence: trusting what is shown is worth as much "
            "as catching propaganda.",
            evidence,
        )
    if caught:
        yield tn(
            "Once you saw through words that push.",
            "{number} times you saw through words that push.",
            caught,
        )
    if changed:
        yield tn(
            "After talking about it you came to one more right answer: a good reason is worth "
            "changing your mind for.",
            "After talking about it you came to {number} more right answers: a good reason is "
            "worth changing your mind for.",
            changed,
        )


def _closing(well: tuple[Skill, ...]) -> str:
    if well:
        return t(
            "Nothing stands out. This went well: {skills}. Go on asking how a text knows what it "
            "says.",
            skills=", ".join(map(skill_name, well)),
        )
    return t("Ask of every statement: does the text show how this is known?")


def _answer(asked: QuestionReport, pupil: PupilReport) -> PupilAnswer:
    return pupil.answers.get(asked.position, PupilAnswer(asked.position, None, None))


def _outcome(truth: Verdict | None, answer: PupilAnswer) -> Outcome:
    if truth is None:
        return Outcome.ARGUED
    if answer.first is truth:
        return Outcome.RIGHT
    if answer.second is truth:
        return Outcome.CHANGED
    return Outcome.OTHER if answer.first or answer.second else Outcome.OPEN


def _question(asked: QuestionReport, pupil: PupilReport) -> PupilQuestion:
    revision, answer = asked.revision, _answer(asked, pupil)
    question = revision.question
    outcome = _outcome(asked.truth, answer)
    why = _why(question, answer)
    quoted = "\n".join(_quoted_in(why))
    scope = shown(revision).scope if question.asks is Asks.UTTERANCE else ""
    return PupilQuestion(
        number=asked.position + 1,
        statement=question.statement.text,
        scope=scope,
        truth=asked.truth,
        outcome=outcome,
        headline=_headline(outcome, answer),
        answered=_answered(answer),
        verdict=_verdict(question),
        why=why,
        quotes=()
        if question.key is None
        else tuple(cue.quote for cue in legend_of(revision) if cue.quote not in quoted),
    )


def _quoted_in(why: tuple[str, ...]) -> Iterator[str]:
    for words in why:
        for span in quotations(words):
            yield words[span.start : span.end]


def _headline(outcome: Outcome, answer: PupilAnswer) -> str:
    if outcome is Outcome.RIGHT and answer.second not in (None, answer.first):
        return t("Right at first")
    return {
        Outcome.RIGHT: t("Right"),
        Outcome.CHANGED: t("Right after talking"),
        Outcome.OTHER: t("Not this time"),
        Outcome.OPEN: t("Left open"),
        Outcome.ARGUED: t("To argue about"),
    }[outcome]


def _answered(answer: PupilAnswer) -> str:
    first = "" if answer.first is None else verdict_name(answer.first)
    second = "" if answer.second is None else verdict_name(answer.second)
    if first and second:
        return t("You said: {first}. After talking: {second}.", first=first, second=second)
    if first:
        return t("You said: {verdict}.", verdict=first)
    if second:
        return t("You said after talking: {verdict}.", verdict=second)
    return t("You gave no answer, and that is not wrong.")


def _verdict(question: Question) -> str:
    key = question.key
    if key is None:
        return t("Careful readers split on this one, so it has no right answer.")
    if key.technique is None:
        return t("It is: {verdict}.", verdict=verdict_name(key.verdict))
    return t(
        "It is: {verdict} ({technique}).",
        verdict=verdict_name(key.verdict),
        technique=technique_name(key.technique).lower(),
    )


def _why(question: Question, answer: PupilAnswer) -> tuple[str, ...]:
    key = question.key
    if key is None:
        return tuple(
            t("The case for {verdict}: {words}", verdict=verdict_name(verdict), words=words)
            for verdict, words in question.views.items()
        )
    latest = answer.second or answer.first
    why_not = "" if latest is None else key.why_not.get(latest, "")
    if latest is not key.verdict and why_not:
        return (why_not,)
    told = telling_sentence(key.explanation, question.cues)
    praise = feedback.credit(key.reason) if latest is key.verdict else ""
    return tuple(words for words in (praise, told) if words)
