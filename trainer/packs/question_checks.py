"""The checks of one question against the rubric and against the words of its excerpt."""

import re
from collections.abc import Iterator

from trainer.core.questions import Quote, QuoteError, Span, default_reason
from trainer.core.rubric import CueKind, Verdict
from trainer.packs.caps import shown
from trainer.packs.findings import Findings
from trainer.packs.lines import Where
from trainer.packs.quotations import Passage, has_marks, quotations, unpaired_mark
from trainer.packs.wording import Wording, all_fine, check_id, check_wordings
from trainer.packs.written import WrittenCue, WrittenQuestion

LEVELS = range(1, 4)
_MOST_SKILLS = 2
_MOST_CUES = 12
_MOST_QUOTATIONS = 40
_LONGEST_STATEMENT = 60
"""Words of a statement."""
_FEWEST_VIEWS = 2
_MOST_PLACES = 200
"""Places of one quote that are looked at; no quote that means something stands more often."""
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
    quoted = _check_quotations(question, passage, at, findings)
    scored = question.explanation and not question.discussion
    if scored and spans and not passage.overlap(quoted, spans):
        findings.error(
            (*at, "explanation"),
            "The explanation quotes none of the cues.",
            "Quote the deciding words in it, in quotation marks.",
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
        message = f"The statement has {length} words; {_LONGEST_STATEMENT} are the most."
        findings.error(where, message, "Judge one thing at a time: cut it down to that.")
    # A statement may be put plainly instead of quoted; then there is nothing to place.
    if question.statement in passage.text or question.after or question.before:
        quote = Quote(question.statement, question.after or "", question.before or "")
        _place("statement", quote, passage, where, findings)


def _check_skills_and_level(question: WrittenQuestion, at: Where, findings: Findings) -> None:
    skills = question.skills
    if skills is not None and (not 1 <= len(skills) <= _MOST_SKILLS):
        message = f"The question names {len(skills)} skills."
        findings.error((*at, "skills"), message, "Name one skill, or two.")
    if skills and len(set(skills)) < len(skills):
        findings.error((*at, "skills"), "A skill is named twice.", "Name it once.")
    if question.level is not None and question.level not in LEVELS:
        findings.error((*at, "level"), f"There is no level {question.level}.", "Use 1, 2 or 3.")


def _check_reserved(question: WrittenQuestion, at: Where, findings: Findings) -> None:
    if not question.reserved:
        return
    if not _RESERVED.fullmatch(question.reserved):
        findings.warning(
            (*at, "reserved"),
            f"`{shown(question.reserved)}` is no check-up, so the question is dealt to any.",
            'Write reserved = "checkup", or "checkup-a" for a form of your own.',
        )
    if question.discussion:
        findings.warning(
            (*at, "reserved"),
            "A question for discussion is in no check-up.",
            "Take `reserved` out, or give the question a verdict.",
        )


def _check_cues(
    question: WrittenQuestion, passage: Passage, at: Where, findings: Findings
) -> Iterator[Span]:
    """Note what is wrong with the cues; gives the span of each that was found."""
    cues = question.cues or ()
    if not cues and not question.discussion:
        hint = "Add cues = [ { kind = …, quote = …, note = … } ] with the words that decide."
        findings.error((*at, "cues"), "The question has no cue.", hint)
    if len(cues) > _MOST_CUES:
        message = f"The question has {len(cues)} cues; {_MOST_CUES} are the most."
        findings.error((*at, "cues"), message, "Keep the words that decide.")
        return
    for i, cue in enumerate(cues):
        where = (*at, "cues", i)
        _check_cue_fields(cue, question, where, findings)
        if cue.quote:
            quote = Quote(cue.quote, cue.after or "", cue.before or "")
            span = _place("cue", quote, passage, (*where, "quote"), findings)
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
            "Only a cue of the kind `check` can confirm something.",
            "Take `confirms` out, or make the kind `check`.",
        )
    if cue.technique is not None and cue.kind not in _SWAYING:
        findings.error(
            (*where, "technique"),
            f"A cue of the kind `{cue.kind.value}` has no technique.",
            "Take `technique` out, or make the kind `device` or `loaded`.",
        )
    if cue.kind is CueKind.DEVICE and cue.technique is None and question.technique is None:
        findings.error(
            where,
            "This device names no technique.",
            'Add technique = "…" to the cue.',
        )


def _place(
    noun: str, quote: Quote, passage: Passage, where: Where, findings: Findings
) -> Span | None:
    occurrences = passage.text.count(quote.text)
    if occurrences == 1 and not quote.after and not quote.before:
        start = passage.text.find(quote.text)
        return Span(start, start + len(quote.text))
    if occurrences > _MOST_PLACES:
        _say_ambiguous(noun, quote, occurrences, where, findings)
        return None
    try:
        return quote.find(passage.text)
    except QuoteError as error:
        if error.occurrences:
            _say_ambiguous(noun, quote, error.occurrences, where, findings)
        elif occurrences:
            findings.error(
                where,
                f"The {noun} “{shown(quote.text)}” stands in the excerpt, "
                "but not with these words before or behind it.",
                "`after` holds the words directly before it, `before` those directly behind it.",
            )
        else:
            _say_missing(noun, quote, passage, where, findings)
    return None


def _say_ambiguous(
    noun: str, quote: Quote, occurrences: int, where: Where, findings: Findings
) -> None:
    findings.error(
        where,
        f"The {noun} “{shown(quote.text)}” stands {occurrences} times in the excerpt.",
        "Add `after` (the words directly before it) or `before` (the words directly behind it).",
    )


def _say_missing(
    noun: str, quote: Quote, passage: Passage, where: Where, findings: Findings
) -> None:
    closest = passage.closest(quote.text) if findings.patience.allows_search() else ""
    findings.error(
        where,
        f"The {noun} “{shown(quote.text)}” is not in the excerpt.",
        f"The closest words there are “{shown(closest)}”."
        if closest
        else "Copy the words from the excerpt to the letter.",
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
                f"A discussion question has no `{name}`.",
                "Take it out, or take `discussion = true` out.",
            )
    if question.views is None or len(question.views) < _FEWEST_VIEWS:
        findings.error(
            (*at, "views"),
            "A discussion question needs the best case for at least two verdicts.",
            'Add views = { claim = "…", propaganda = "…" }.',
        )


def _check_key(question: WrittenQuestion, at: Where, findings: Findings) -> None:
    verdict = question.verdict
    for name, value in (
        ("verdict", verdict),
        ("explanation", question.explanation),
        ("why_not", question.why_not),
    ):
        if value is None and not findings.said((*at, name)):
            hint = "Add it, or make the question one for discussion with `discussion = true`."
            findings.error((*at, name), f"`{name}` is missing.", hint)
    if question.views is not None:
        hint = "Take them out, or make the question one for discussion with `discussion = true`."
        findings.error((*at, "views"), "A scored question has no `views`.", hint)
    if verdict is not None and question.why_not is not None:
        _check_why_not(question, verdict, at, findings)
    if verdict is not None and question.because and question.because.verdict is not verdict:
        findings.error(
            (*at, "because"),
            f"The reason `{question.because.value}` leads to {question.because.verdict.value}, "
            f"but the verdict is {verdict.value}.",
            f"Change one of them; `{_usual_reason(question, verdict)}` would be usual here.",
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
                f"`why_not` says nothing on {wrong.value}.",
                f"Add {wrong.value} with one sentence why it is not that.",
            )
    if verdict in given:
        findings.error(
            (*at, "why_not", verdict.value),
            f"`why_not` argues against {verdict.value}, which is the verdict.",
            "Take this sentence out, or change the verdict.",
        )


def _check_technique(question: WrittenQuestion, at: Where, findings: Findings) -> None:
    verdict = question.verdict
    if verdict is None:
        return
    if verdict is not Verdict.PROPAGANDA:
        if question.technique is not None:
            findings.error(
                (*at, "technique"),
                f"The verdict is {verdict.value}, and only propaganda has a technique.",
                "Take `technique` out, or change the verdict.",
            )
        return
    if question.technique is None and not findings.said((*at, "technique")):
        findings.error(
            (*at, "technique"),
            "The verdict is propaganda, but no technique is named.",
            'Add technique = "…", or make the verdict claim.',
        )
    kinds = {cue.kind for cue in question.cues or ()}
    if kinds and kinds.isdisjoint((*_SWAYING, None)):
        findings.error(
            (*at, "cues"),
            "The verdict is propaganda, but no cue shows loaded words or a device.",
            "Underline them in a cue of the kind `loaded` or `device`; else it is a claim.",
        )


def _check_quotations(
    question: WrittenQuestion, passage: Passage, at: Where, findings: Findings
) -> list[Span]:
    """Note quotations that are none; gives where those of the explanation stand."""
    explained: list[Span] = []
    for where, text in _quoting(question, at):
        mark = unpaired_mark(text)
        if mark:
            message = f"The quotation mark {mark} has no partner."
            findings.error(where, message, "Close the quotation, or take the mark out.")
        quoted = quotations(text)
        if len(quoted) > _MOST_QUOTATIONS:
            message = f"This holds {len(quoted)} quotations; {_MOST_QUOTATIONS} are the most."
            findings.error(where, message, "Quote the words that decide.")
            continue
        for quotation in quoted:
            spans = passage.find(quotation)
            if not spans:
                _say_not_quoted(quotation, passage, where, findings)
            elif text is question.explanation:
                explained += spans
    return explained


def _quoting(question: WrittenQuestion, at: Where) -> Iterator[Wording]:
    """The wordings whose quotation marks may hold words of the excerpt alone."""
    if question.explanation is not None and has_marks(question.explanation):
        yield (*at, "explanation"), question.explanation
    for name, sentences in (("why_not", question.why_not), ("views", question.views)):
        for verdict, text in (sentences or {}).items():
            # The walk puts None where a sentence could not be read, and has said so.
            if text is not None and has_marks(text):
                yield (*at, name, verdict.value), text
    for i, cue in enumerate(question.cues or ()):
        if cue.note is not None and has_marks(cue.note):
            yield (*at, "cues", i, "note"), cue.note


def _say_not_quoted(quotation: str, passage: Passage, where: Where, findings: Findings) -> None:
    closest = passage.closest(quotation) if findings.patience.allows_search() else ""
    findings.error(
        where,
        f"“{shown(quotation)}” stands in quotation marks but not in the excerpt.",
        f"The closest words there are “{shown(closest)}”."
        if closest
        else "Quote words of the excerpt alone, or take the marks out.",
    )
