"""What the words of the subject mean, said to a learner."""

from trainer.core.rubric import (
    Asks,
    Confidence,
    CueKind,
    DecisionPath,
    Reason,
    Skill,
    Step,
    StepState,
    Verdict,
)
from trainer.core.words import t


def verdict_name(verdict: Verdict) -> str:
    """The verdict as a heading."""
    return {
        Verdict.VERIFIED: t("Verified"),
        Verdict.CLAIM: t("Claim"),
        Verdict.PROPAGANDA: t("Propaganda"),
    }[verdict]


def verdict_word(verdict: Verdict) -> str:
    """The verdict inside a sentence."""
    return {
        Verdict.VERIFIED: t("verified"),
        Verdict.CLAIM: t("a claim"),
        Verdict.PROPAGANDA: t("propaganda"),
    }[verdict]


def verdict_plain(verdict: Verdict) -> str:
    """The verdict as a bare word, as in "Why not claim?"."""
    return {
        Verdict.VERIFIED: t("verified"),
        Verdict.CLAIM: t("claim"),
        Verdict.PROPAGANDA: t("propaganda"),
    }[verdict]


def verdict_meaning(verdict: Verdict) -> str:
    """What the verdict says of a text, short enough for a button."""
    return {
        Verdict.VERIFIED: t("The text shows how it is known"),
        Verdict.CLAIM: t("Somebody says so"),
        Verdict.PROPAGANDA: t("Words or staging push me"),
    }[verdict]


def verdict_definition(verdict: Verdict) -> str:
    """The verdict in two or three sentences."""
    return {
        Verdict.VERIFIED: t(
            "The text itself shows how this is known: somebody saw it, a record was checked, "
            "sources that do not depend on each other agree, or someone admits what hurts them. "
            "Verified does not mean true for ever; it means you can see the ground it stands on."
        ),
        Verdict.CLAIM: t(
            "The text says that somebody says so, or it cannot be checked at all: one source, "
            "somebody with something to gain, an opinion, a motive, a forecast. "
            "A claim is not a lie. It may well be right; this text does not let you know."
        ),
        Verdict.PROPAGANDA: t(
            "The statement is carried by a device meant to sway you. Take the loaded words or the "
            "device away and nothing checkable is left, or the conclusion falls down. "
            "You can underline the words and name the technique. Anybody can use it, for any side."
        ),
    }[verdict]


def confidence_name(confidence: Confidence) -> str:
    """The confidence as a button's label."""
    return {
        Confidence.GUESS: t("Guess"),
        Confidence.FAIRLY_SURE: t("Fairly sure"),
        Confidence.SURE: t("Sure"),
    }[confidence]


def confidence_word(confidence: Confidence) -> str:
    """The confidence inside a sentence."""
    return {
        Confidence.GUESS: t("a guess"),
        Confidence.FAIRLY_SURE: t("fairly sure"),
        Confidence.SURE: t("sure"),
    }[confidence]


def confidence_odds(confidence: Confidence) -> str:
    """What the confidence says about being right."""
    return {
        Confidence.GUESS: t("right 1 time in 3"),
        Confidence.FAIRLY_SURE: t("right 7 times in 10"),
        Confidence.SURE: t("right 19 times in 20"),
    }[confidence]


def cue_name(kind: CueKind) -> str:
    """The kind of a cue in a word."""
    return {
        CueKind.SOURCE: t("source"),
        CueKind.STAKE: t("stake"),
        CueKind.HEDGE: t("hedge"),
        CueKind.CHECK: t("check"),
        CueKind.RECORD: t("record"),
        CueKind.AGREEMENT: t("agreement"),
        CueKind.LOADED: t("loaded words"),
        CueKind.DEVICE: t("device"),
        CueKind.MOTIVE: t("motive"),
    }[kind]


def cue_meaning(kind: CueKind) -> str:
    """What words of this kind do in a text."""
    return {
        CueKind.SOURCE: t("who says so"),
        CueKind.STAKE: t("what the source stands to gain or lose"),
        CueKind.HEDGE: t("the writer keeps a distance"),
        CueKind.CHECK: t("what was or was not checked, and by whom"),
        CueKind.RECORD: t("a document, figures, a law, a recording, or sight at first hand"),
        CueKind.AGREEMENT: t("independent sources, or opponents, say the same"),
        CueKind.LOADED: t("words that judge instead of telling"),
        CueKind.DEVICE: t("a propaganda technique at work"),
        CueKind.MOTIVE: t("why something was said, shown or released"),
    }[kind]


def skill_name(skill: Skill) -> str:
    """The skill in a few words."""
    return {
        Skill.SCOPE: t("That they said it, or what they said"),
        Skill.INTERESTED_PARTY: t("Interested party"),
        Skill.SINGLE_SOURCE: t("Single source"),
        Skill.DURESS: t("Speaking under duress"),
        Skill.STATE_OF_CHECKING: t("State of checking"),
        Skill.PUBLIC_RECORD: t("Public record"),
        Skill.OFFICIAL_ACT: t("Official act"),
        Skill.OWN_OBSERVATION: t("The reporter’s own eyes"),
        Skill.INFERENCE_AND_MOTIVE: t("Inference and motive"),
        Skill.AGREEMENT: t("Independent agreement"),
        Skill.ADMISSION: t("Admission against interest"),
        Skill.ATTACK: t("Attack on reputation"),
        Skill.JUSTIFICATION: t("Justification"),
        Skill.SIMPLIFICATION: t("Simplification"),
        Skill.DISTRACTION: t("Distraction"),
        Skill.CALL: t("Call"),
        Skill.WORDING: t("Manipulative wording"),
    }[skill]


def skill_rule(skill: Skill) -> str:
    """What to look out for where this skill is asked for, in a sentence or two for a pupil."""
    return {
        Skill.SCOPE: t(
            "First see which statement is judged: that somebody said it, or what they said."
        ),
        Skill.INTERESTED_PARTY: t(
            "Ask who gains when you believe it. If only they say so, it is a claim."
        ),
        Skill.SINGLE_SOURCE: t(
            "If one voice alone says so and nothing shows how it is known, it is a claim."
        ),
        Skill.DURESS: t(
            "Somebody who is not free to speak may have to say it, so it stays a claim."
        ),
        Skill.STATE_OF_CHECKING: t(
            "“Nobody could check it” leaves the figure a claim; that nobody could is itself known."
        ),
        Skill.PUBLIC_RECORD: t(
            "What anybody can look up, such as a law, a date or a size, is verified."
        ),
        Skill.OFFICIAL_ACT: t(
            "What an office did in its own power, on the record, is verified; what it is good for "
            "is a claim."
        ),
        Skill.OWN_OBSERVATION: t(
            "What the reporter saw is verified; what is concluded from it is a claim."
        ),
        Skill.INFERENCE_AND_MOTIVE: t(
            "Nobody sees into a head or into the future: a motive, a guess or a forecast is a "
            "claim."
        ),
        Skill.AGREEMENT: t(
            "If sources that do not need each other, or even opponents, agree on a detail, that "
            "detail is verified."
        ),
        Skill.ADMISSION: t(
            "Somebody who admits what hurts them gains nothing by it: that is good evidence."
        ),
        Skill.ATTACK: t(
            "Strike out the words that run somebody down. If nothing is left to check, it is "
            "propaganda."
        ),
        Skill.JUSTIFICATION: t(
            "Strike out the flag, the great name, the crowd or the fear. If no reason is left, it "
            "is propaganda."
        ),
        Skill.SIMPLIFICATION: t(
            "Only one cause, or only two choices? If the conclusion falls down once you add what "
            "was left out, it is propaganda."
        ),
        Skill.DISTRACTION: t(
            "See whether the question is answered. If something else is put in its place, it is "
            "propaganda."
        ),
        Skill.CALL: t("A slogan or a hurry that stands where a reason should is propaganda."),
        Skill.WORDING: t(
            "Say it in dry words. If nothing that can be checked is left, it is propaganda."
        ),
    }[skill]


def step_name(step: Step) -> str:
    """The step of the decision path by its name."""
    return {
        Step.SCOPE: t("Scope"),
        Step.DELETE_TEST: t("Delete test"),
        Step.CHECKABLE: t("Checkable?"),
        Step.KNOWN_HOW: t("How is it known?"),
        Step.OTHERWISE: t("Otherwise"),
    }[step]


def step_question(step: Step) -> str:
    """What one asks oneself at this step."""
    return {
        Step.SCOPE: t(
            "“X said Y” holds two statements: that X said it, and Y. Which of them is judged?"
        ),
        Step.DELETE_TEST: t(
            "Strike out the loaded words or the device. Does nothing checkable remain, or does the "
            "conclusion fall down? And can you underline the words? Then it is propaganda."
        ),
        Step.CHECKABLE: t(
            "Is it an opinion, a forecast, a motive or a promise? Nobody can look that up: a claim."
        ),
        Step.KNOWN_HOW: t(
            "Seen by the reporter, in a checked record, told by independent sources, or admitted "
            "by the one it hurts? Then it is verified."
        ),
        Step.OTHERWISE: t(
            "None of these? Then somebody says so and the text leaves it there: a claim."
        ),
    }[step]


def reason_name(reason: Reason) -> str:
    """Why the deciding step decided, in a few words."""
    return {
        Reason.LOADED_WORDS: t("loaded words carry it"),
        Reason.DEVICE: t("a device carries it"),
        Reason.OPINION: t("an opinion"),
        Reason.FORECAST: t("a forecast"),
        Reason.MOTIVE: t("a motive"),
        Reason.PROMISE: t("a promise"),
        Reason.OWN_OBSERVATION: t("the reporter saw it"),
        Reason.AUTHENTICATED_RECORD: t("a record that was checked"),
        Reason.INDEPENDENT_SOURCES: t("independent sources agree"),
        Reason.ADMISSION: t("the source admits what hurts it"),
        Reason.OPPONENTS_AGREE: t("opponents agree on it"),
        Reason.PUBLIC_RECORD: t("it is on the public record"),
        Reason.OFFICIAL_ACT: t("an official act, on the record"),
        Reason.ONE_SOURCE: t("one source alone"),
        Reason.INTERESTED_PARTY: t("an interested party says so"),
        Reason.ANONYMOUS: t("nobody is named"),
        Reason.DISPUTED: t("others dispute it"),
        Reason.UNVERIFIED: t("expressly not verified"),
        Reason.DURESS: t("said under duress"),
        Reason.INFERENCE: t("an inference that nobody saw"),
    }[reason]


def path_line(path: DecisionPath, step: Step) -> str:
    """What this step came to on this path; empty where it was not reached."""
    if path.state(step) is StepState.NOT_REACHED:
        return ""
    if path.state(step) is StepState.DECIDED:
        return _deciding_line(path)
    return {
        Step.SCOPE: (
            t("Judged: what is said, not that it was said")
            if path.asks is Asks.CONTENT
            else t("Judged: that it was said, not whether it is so")
        ),
        Step.DELETE_TEST: t("Delete test: strike the loaded words and it still stands"),
        Step.CHECKABLE: t("Checkable? Yes, it could be looked into"),
        Step.KNOWN_HOW: t("Known how? Not shown: {reason}", reason=reason_name(path.reason)),
    }[step]


def _deciding_line(path: DecisionPath) -> str:
    reason = reason_name(path.reason)
    match path.decided:
        case Step.DELETE_TEST:
            return t("Delete test: {reason}, so it is propaganda", reason=reason)
        case Step.CHECKABLE:
            return t("Checkable? No: {reason}, so it is a claim", reason=reason)
        case Step.KNOWN_HOW:
            return t("Known how? {reason}, so it is verified", reason=_as_start(reason))
        case _:
            return t("Otherwise: so it is a claim")


def _as_start(words: str) -> str:
    return words[:1].upper() + words[1:]
