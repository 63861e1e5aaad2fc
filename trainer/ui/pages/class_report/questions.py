"""The questions of a class's quiz in words: all in one table, each with its text and reasons."""

from dataclasses import dataclass, field, replace

from trainer.core.class_reports import ClassReport, QuestionReport, Shift
from trainer.core.class_words import finding_name, key_name, second_vote_said
from trainer.core.glossary import verdict_name
from trainer.core.items import ENOUGH, Finding
from trainer.core.measures import VERDICTS, Share
from trainer.core.reveals import Reveal, Shown, looked_up, shown
from trainer.core.room import Hands
from trainer.core.words import t, tn
from trainer.ui.figures import interval_words, out_of, per_cent
from trainer.ui.plots import Grid

NOTHING = "–"
_DIGITS = 2


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table with the sentence that says what it shows; without rows the sentence stands alone."""

    title: str
    says: str
    grid: Grid = field(default_factory=Grid)


@dataclass(frozen=True, slots=True)
class QuestionState:
    """One question as the class saw it. `says` tells how it went; `reveal` is None without a key.

    `views` are the best cases for each side of a question that is argued about, with their titles.
    """

    title: str
    says: tuple[str, ...]
    shown: Shown
    reveal: Reveal | None
    views: tuple[tuple[str, str], ...]


def questions_sheet(report: ClassReport) -> Sheet:
    """All questions that count, a line each."""
    if not report.questions:
        return Sheet(t("Questions"), questions_said(report))
    told = any(one.finding is not Finding.TOO_FEW for one in report.questions)
    says = f"{questions_said(report)} {votes_said(report)}"
    again = report.has_second
    # Where there is a correlation beside a second vote, a narrow window has no room for all: whom a
    # question drew then stands on its own page alone.
    drawn = not (told and again)
    columns = (
        t("Question"),
        t("It is"),
        t("Right"),
        t("Likely"),
        t("Votes"),
        *((t("Second vote"),) if again else ()),
        *((t("Wrong ones said"),) if drawn else ()),
        *((t("With the rest"),) if told else ()),
    )
    rows = tuple(_row(one, again=again, drawn=drawn, told=told) for one in report.questions)
    return Sheet(t("Questions"), says, Grid(columns, rows))


def questions_said(report: ClassReport) -> str:
    """What stands out among the questions."""
    if not report.questions:
        return t("Every question was skipped, so there is nothing to tell.")
    says = (_hardest(report), _doubtful(report), _skipped(report), second_vote_said(report))
    return " ".join(one for one in says if one)


def votes_said(report: ClassReport) -> str:
    """How to read the votes of the questions."""
    said = t("Votes are for verified, claim and propaganda in turn.")
    if not report.has_second:
        return said
    again = t(
        "At the second vote, ↑ counts who went from wrong to right and ↓ who went from right to "
        "wrong."
    )
    return f"{said} {again}"


def _row(found: QuestionReport, *, again: bool, drawn: bool, told: bool) -> tuple[str, ...]:
    right = found.right
    return (
        t(
            "{number}. {statement}",
            number=found.position + 1,
            statement=found.revision.question.statement.text,
        ),
        key_name(found.revision),
        share_words(right),
        "" if right is None else interval_words(right) or NOTHING,
        split(found.first),
        *((_again(found),) if again else ()),
        *(((_drawn(found) if right is not None else ""),) if drawn else ()),
        *((_with_the_rest(found),) if told else ()),
    )


def _again(found: QuestionReport) -> str:
    """The second vote: its share right and who went which way; its counts without a key."""
    if found.second is None:
        return NOTHING
    right, shift = found.second_right, found.shift
    if right is None or right.value is None or shift is None:
        return split(found.second)
    return t("{share}, {ways}", share=per_cent(right.value), ways=ways_words(shift))


def ways_words(shift: Shift) -> str:
    """Who went which way at a second vote."""
    return t("↑{gained} ↓{lost}", gained=shift.to_right, lost=shift.to_wrong)


def _with_the_rest(found: QuestionReport) -> str:
    said = (correlation_words(found), warning(found))
    return " · ".join(one for one in said if one)


def warning(found: QuestionReport) -> str:
    """What the figures warn of, "" where they do not."""
    warns = found.finding in (Finding.LOOK, Finding.CHECK_KEY)
    return finding_name(found.finding) if warns else ""


def share_words(share: Share | None) -> str:
    """A share with its counts; a stroke out of nothing, "" where there can be none."""
    if share is None:
        return ""
    value = share.value
    if value is None:
        return NOTHING
    return t("{share}, {counts}", share=per_cent(value), counts=out_of(share.part, share.whole))


def split(counts: Hands) -> str:
    """Votes for each verdict in turn."""
    return " · ".join(map(str, counts))


def _drawn(found: QuestionReport) -> str:
    if found.draws is None:
        return NOTHING
    verdict, count = found.draws
    return t("{verdict}, {number}", verdict=verdict_name(verdict), number=count)


def correlation_words(found: QuestionReport) -> str:
    """The correlation with the rest; nobody is shown one that too few answers made."""
    if found.item is None or found.item.correlation is None or found.persons < ENOUGH:
        return NOTHING
    return f"{found.item.correlation:.{_DIGITS}f}".replace("-", "−")


def _hardest(report: ClassReport) -> str:
    judged = [
        (value, one)
        for one in report.questions
        if one.right is not None and (value := one.right.value) is not None
    ]
    if not judged:
        return t("Nobody has answered a question with a key.")
    value, hardest = min(judged, key=lambda pair: pair[0])
    if value == 1:
        return t("Every answer was right.")
    said = t(
        "Hardest was question {number}: {share} right.",
        number=hardest.position + 1,
        share=per_cent(value),
    )
    if hardest.draws is None:
        return said
    verdict, count = hardest.draws
    drawn = tn(
        "Of the wrong answers, one was “{verdict}”.",
        "Of the wrong answers, {number} were “{verdict}”.",
        count,
        verdict=verdict_name(verdict),
    )
    return f"{said} {drawn}"


def _doubtful(report: ClassReport) -> str:
    wrong_way = [one for one in report.questions if one.finding is Finding.CHECK_KEY]
    if wrong_way:
        return t(
            "Check the key of question {numbers}: those who were right on the rest got it wrong "
            "more often.",
            numbers=", ".join(str(one.position + 1) for one in wrong_way),
        )
    scored = [one for one in report.questions if one.truth is not None]
    if not scored or any(one.finding is not Finding.TOO_FEW for one in scored):
        return ""
    return t(
        "Whether a question itself is at fault can be told from {enough} answers of single pupils "
        "on, where they differ; here it has {most} at most.",
        enough=ENOUGH,
        most=max(one.persons for one in scored),
    )


def _skipped(report: ClassReport) -> str:
    if not report.skipped:
        return ""
    return tn(
        "One question was skipped and does not count.",
        "{number} questions were skipped and do not count.",
        report.skipped,
    )


def question_state(report: ClassReport, found: QuestionReport) -> QuestionState:
    """One question with its text, its reasons, and how the class judged it."""
    revision = found.revision
    says = _how_it_went(report, found)
    reveal = None
    if found.truth is not None:
        reveal = replace(looked_up(revision), said=" ".join(says))
    return QuestionState(
        title=t("Question {number}", number=found.position + 1),
        says=says,
        shown=shown(revision),
        reveal=reveal,
        views=tuple(
            (t("The case for {verdict}", verdict=verdict_name(verdict)), words)
            for verdict, words in revision.question.views.items()
        ),
    )


def _how_it_went(report: ClassReport, found: QuestionReport) -> tuple[str, ...]:
    right = found.right
    if not sum(found.first):
        first = t("Nobody answered.")
    elif right is None:
        first = t("Careful readers split on this one, so nothing is right or wrong here.")
    else:
        first = t(
            "{share} right; chance alone could make it {interval}.",
            share=share_words(right),
            interval=interval_words(right),
        )
    said = [first, _counts(t("First vote"), found.first)]
    said += [_who(report, found)]
    if found.second is not None:
        said.append(_counts(t("Second vote"), found.second))
        said.append(_shift(found.shift, scored=found.truth is not None))
    return tuple(one for one in said if one)


def _counts(vote: str, counts: Hands) -> str:
    return t(
        "{vote}: {counts}.",
        vote=vote,
        counts=", ".join(
            f"{verdict_name(verdict)} {count}"
            for verdict, count in zip(VERDICTS, counts, strict=True)
        ),
    )


def _who(report: ClassReport, found: QuestionReport) -> str:
    """Whom the wrong verdict that drew the most has drawn; raised hands have no names."""
    if found.draws is None:
        return ""
    verdict, _ = found.draws
    names = [
        pupil.player.name
        for pupil in report.pupils
        if pupil.player.number in found.choosers[verdict]
    ]
    if not names:
        return ""
    return t("“{verdict}” drew {names}.", verdict=verdict_name(verdict), names=", ".join(names))


def _shift(shift: Shift | None, *, scored: bool) -> str:
    if shift is None or not shift.both:
        return t("Nobody in particular voted both times.")
    if not scored:
        return t(
            "Of {both} who voted twice, {stayed} stayed with what they had said.",
            both=shift.both,
            stayed=shift.stayed,
        )
    return t(
        "Of {both} who voted twice, {right} went from wrong to right and {wrong} from right to "
        "wrong.",
        both=shift.both,
        right=shift.to_right,
        wrong=shift.to_wrong,
    )
