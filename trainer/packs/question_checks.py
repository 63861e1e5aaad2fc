"""The checks of one question against the rubric and against the words of its excerpt."""

import re
from collections.abc import Iterator

from trainer.core.questions import Quote, Span, default_reason
from trainer.core.rubric import CueKind, Verdict
from trainer.core.words import t, tn
from trainer.packs.caps import shown
from trainer.packs.findings import Findings
from trainer.packs.lines import Where
from trainer.packs.quotations import Passage
from trainer.packs.quote_checks import CUE, STATEMENT, check_quotations, place
from trainer.packs.wording import Wording, all_fine, check_id, check_wordings
from trainer.packs.written import WrittenCue, WrittenQuestion

LEVELS = range(1, 4)
_MOST_SKILLS = 2
_MOST_CUES = 12
_LONGEST_STATEMENT = 60
"""Words of a statement."""
_FEWEST_VIEWS = 2
_RESERVED = re.compile(r"checkup(-[a-z0-9]{1,20})?")
_SWAYING = (CueKind.LOADED, CueKind.DEVICE)


def check_question(
    question: WrittenQuestion, passage: Passage, at: Where, findings: Findings
) -> None:
    """Note every problem of a question; `at` is the way to its table in the file."""
    if not all_fine(_texts(question)):
        check_wordings(tuple(_wordings(question, at)), findings)
    if question.id is not None:
        check_id((*at, "id"), question.id, findings)
    _check_statement(question, passage, at, findings)
    _check_skills_and_level(question, at, findings)
    _check_reserved(question, at, findings)
    spans = tuple(_check_cues(question, passage, at, findings))
    if question.discussion:
        _check_discussion(question, at, findings)
    else:
        _check_key(question, at, findings)
        _check_technique(question, at, findings)
    quoted = check_quotations(question, passage, at, findings)
    scored = question.explanation and not question.discussion
    if scored and spans and not passage.overlap(quoted, spans):
        findings.error(
            (*at, "explanation"),
            t("The explanation quotes none of the cues."),
            t("Quote the deciding words in it, in quotation marks."),
        )


def _texts(question: WrittenQuestion) -> list[str]:
    """All that the author wrote freely, without where it stands."""
    texts = [
        question.id,
        question.statement,
        question.explanation,
        question.scope,
        question.side,
        question.after,
        question.before,
        question.reserved,
        *(question.why_not or {}).values(),
        *(question.views or {}).values(),
    ]
    for cue in question.cues or ():
        texts += (cue.quote, cue.note, cue.after, cue.before)
    return [text for text in texts if text is not None]


def _wordings(question: WrittenQuestion, at: Where) -> Iterator[Wording]:
    """All that the author wrote freely, with where it stands."""
    for name, text in (
        ("id", question.id),
        ("statement", question.statement),
        ("explanation", question.explanation),
        ("scope", question.scope),
        ("side", question.side),
        ("after", question.after),
        ("before", question.before),
        ("reserved", question.reserved),
    ):
        if text is not None:
            yield (*at, name), text
    for name, sentences in (("why_not", question.why_not), ("views", question.views)):
        for verdict, text in (sentences or {}).items():
            if text is not None:
                yield (*at, name, verdict.value), text
    for i, cue in enumerate(question.cues or ()):
        for name, text in (
            ("quote", cue.quote),
            ("note", cue.note),
            ("after", cue.after),
            ("before", cue.before),
        ):
            if text is not None:
                yield (*at, "cues", i, name), text


def _check_statement(
    question: WrittenQuestion, passage: Passage, at: Where, findings: Findings
) -> None:
    if not question.statement:
        return
    where = (*at, "statement")
    length = len(question.statement.split())
    if length > _LONGEST_STATEMENT:
        message = tn(
            "The statement has {number} word; {most} are the most.",
            "The statement has {number} words; {most} are the most.",
            length,
            most=_LONGEST_STATEMENT,
        )
        findings.error(where, message, t("Judge one thing at a time: cut it down to that."))
    # A statement may be put plainly instead of quoted; then there is nothing to place.
    if question.statement in passage.text or question.after or question.before:
        quote = Quote(question.statement, question.after or "", question.before or "")
        place(STATEMENT, quote, passage, where, findings)


def _check_skills_and_level(question: WrittenQuestion, at: Where, findings: Findings) -> None:
    skills = question.skills
    if skills is not None and (not 1 <= len(skills) <= _MOST_SKILLS):
        message = tn(
            "The question names {number} skill.",
            "The question names {number} skills.",
            len(skills),
        )
        findings.error((*at, "skills"), message, t("Name one skill, or two."))
    if skills and len(set(skills)) < len(skills):
        findings.error((*at, "skills"), t("A skill is named twice."), t("Name it once."))
    if question.level is not None and question.level not in LEVELS:
        message = t("There is no level {level}.", level=question.level)
        findings.error((*at, "level"), message, t("Use 1, 2 or 3."))


def _check_reserved(question: WrittenQuestion, at: Where, findings: Findings) -> None:
    if not question.reserved:
        return
    if not _RESERVED.fullmatch(question.reserved):
        findings.warning(
            (*at, "reserved"),
            t(
                "`{name}` is no check-up, so the question is dealt to any.",
                name=shown(question.reserved),
            ),
            t('Write reserved = "checkup", or "checkup-a" for a form of your own.'),
        )
    if question.discussion:
        findings.warning(
            (*at, "reserved"),
            t("A question for discussion is in no check-up."),
            t("Take `reserved` out, or give the question a verdict."),
        )


def _check_cues(
    question: WrittenQuestion, passage: Passage, at: Where, findings: Findings
) -> Iterator[Span]:
    """Note what is wrong with the cues; gives the span of each that was found."""
    cues = question.cues or ()
    if not cues and not question.discussion:
        hint = t("Add cues = [ { kind = …, quote = …, note = … } ] with the words that decide.")
        findings.error((*at, "cues"), t("The question has no cue."), hint)
    if len(cues) > _MOST_CUES:
        message = tn(
            "The question has {number} cue; {most} are the most.",
            "The question has {number} cues; {most} are the most.",
            len(cues),
            most=_MOST_CUES,
        )
        findings.error((*at, "cues"), message, t("Keep the words that decide."))
        return
    for i, cue in enumerate(cues):
        where = (*at, "cues", i)
        _check_cue_fields(cue, question, where, findings)
        if cue.quote:
            quote = Quote(cue.quote, cue.after or "", cue.before or "")
            span = place(CUE, quote, passage, (*where, "quote"), findings)
            if span is not None:
                yield span


def _check_cue_fields(
    cue: WrittenCue, question: WrittenQuestion, where: Where, findings: Findings
) -> None:
    if cue.kind is None:
        return
    if cue.confirms is not None and cue.kind is not CueKind.CHECK:
        findings.error(
            (*where, "confirms"),
            t("Only a cue of the kind `check` can confirm something."),
            t("Take `confirms` out, or make the kind `check`."),
        )
    if cue.technique is not None and cue.kind not in _SWAYING:
        findings.error(
            (*where, "technique"),
            t("A cue of the kind `{kind}` has no technique.", kind=cue.kind.value),
            t("Take `technique` out, or make the kind `device` or `loaded`."),
        )
    if cue.kind is CueKind.DEVICE and cue.technique is None and question.technique is None:
        findings.error(
            where,
            t("This device names no technique."),
            t('Add technique = "…" to the cue.'),
        )


def _check_discussion(question: WrittenQuestion, at: Where, findings: Findings) -> None:
    for name, value in (
        ("verdict", question.verdict),
        ("why_not", question.why_not),
        ("because", question.because),
        ("explanation", question.explanation),
        ("technique", question.technique),
    ):
        if value is not None:
            findings.error(
                (*at, name),
                t("A discussion question has no `{name}`.", name=name),
                t("Take it out, or take `discussion = true` out."),
            )
    if question.views is None or len(question.views) < _FEWEST_VIEWS:
        findings.error(
            (*at, "views"),
            t("A discussion question needs the best case for at least two verdicts."),
            t('Add views = { claim = "…", propaganda = "…" }.'),
        )


def _check_key(question: WrittenQuestion, at: Where, findings: Findings) -> None:
    verdict = question.verdict
    for name, value in (
        ("verdict", verdict),
        ("explanation", question.explanation),
        ("why_not", question.why_not),
    ):
        if value is None and not findings.said((*at, name)):
            hint = t("Add it, or make the question one for discussion with `discussion = true`.")
            findings.error((*at, name), t("`{name}` is missing.", name=name), hint)
    if question.views is not None:
        hint = t("Take them out, or make the question one for discussion with `discussion = true`.")
        findings.error((*at, "views"), t("A scored question has no `views`."), hint)
    if verdict is not None and question.why_not is not None:
        _check_why_not(question, verdict, at, findings)
    if verdict is not None and question.because and question.because.verdict is not verdict:
        findings.error(
            (*at, "because"),
            t(
                "The reason `{reason}` leads to {other}, but the verdict is {verdict}.",
                reason=question.because.value,
                other=question.because.verdict.value,
                verdict=verdict.value,
            ),
            t(
                "Change one of them; `{reason}` would be usual here.",
                reason=_usual_reason(question, verdict),
            ),
        )


def _usual_reason(question: WrittenQuestion, verdict: Verdict) -> str:
    return default_reason(verdict, question.skills or (), ()).value


def _check_why_not(
    question: WrittenQuestion, verdict: Verdict, at: Where, findings: Findings
) -> None:
    given = question.why_not or {}
    if len(given) == len(Verdict) - 1 and verdict not in given:
        return
    for wrong in Verdict:
        if wrong is not verdict and wrong not in given:
            findings.error(
                (*at, "why_not"),
                t("`why_not` says nothing on {verdict}.", verdict=wrong.value),
                t("Add {verdict} with one sentence why it is not that.", verdict=wrong.value),
            )
    if verdict in given:
        findings.error(
            (*at, "why_not", verdict.value),
            t("`why_not` argues against {verdict}, which is the verdict.", verdict=verdict.value),
            t("Take this sentence out, or change the verdict."),
        )


def _check_technique(question: WrittenQuestion, at: Where, findings: Findings) -> None:
    verdict = question.verdict
    if verdict is None:
        return
    if verdict is not Verdict.PROPAGANDA:
        if question.technique is not None:
            findings.error(
                (*at, "technique"),
                t(
                    "The verdict is {verdict}, and only propaganda has a technique.",
                    verdict=verdict.value,
                ),
                t("Take `technique` out, or change the verdict."),
            )
        return
    if question.technique is None and not findings.said((*at, "technique")):
        findings.error(
            (*at, "technique"),
            t("The verdict is propaganda, but no technique is named."),
            t('Add technique = "…", or make the verdict claim.'),
        )
    kinds = {cue.kind for cue in question.cues or ()}
    if kinds and kinds.isdisjoint((*_SWAYING, None)):
        findings.error(
            (*at, "cues"),
            t("The verdict is propaganda, but no cue shows loaded words or a device."),
            t("Underline them in a cue of the kind `loaded` or `device`; else it is a claim."),
        )
