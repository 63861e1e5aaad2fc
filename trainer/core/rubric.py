"""The words of the subject: verdicts, cues, skills, techniques and the decision path."""

from dataclasses import dataclass
from enum import Enum, IntEnum


class Verdict(Enum):
    """What a statement is, as its own text supports it: not the world, nor who spoke."""

    VERIFIED = "verified"
    CLAIM = "claim"
    PROPAGANDA = "propaganda"


class Asks(Enum):
    """Which of the two statements inside "X said Y" is judged."""

    UTTERANCE = "utterance"
    """That X said it."""
    CONTENT = "content"
    """Y, what X said."""


class Confidence(Enum):
    """How sure the learner says to be of a verdict."""

    GUESS = "guess"
    FAIRLY_SURE = "fairly-sure"
    SURE = "sure"

    @property
    def probability(self) -> float:
        """The probability of being right that this word stands for, as the learner is told.

        A guess among three verdicts is right one time in three.
        """
        return _PROBABILITY[self]


_PROBABILITY = {Confidence.GUESS: 1 / 3, Confidence.FAIRLY_SURE: 0.7, Confidence.SURE: 0.95}


class CueKind(Enum):
    """What the deciding words of an excerpt do."""

    SOURCE = "source"
    STAKE = "stake"
    HEDGE = "hedge"
    CHECK = "check"
    RECORD = "record"
    AGREEMENT = "agreement"
    LOADED = "loaded"
    DEVICE = "device"
    MOTIVE = "motive"

    def points_to(self, *, confirms: bool) -> Verdict:
        """The verdict whose colour this cue wears.

        `confirms` matters for a `check` alone: a check that succeeded points to verified, one that
        failed to claim.
        """
        if self is CueKind.CHECK:
            return Verdict.VERIFIED if confirms else Verdict.CLAIM
        return _FAMILY[self]


_FAMILY = {
    CueKind.SOURCE: Verdict.CLAIM,
    CueKind.STAKE: Verdict.CLAIM,
    CueKind.HEDGE: Verdict.CLAIM,
    CueKind.RECORD: Verdict.VERIFIED,
    CueKind.AGREEMENT: Verdict.VERIFIED,
    CueKind.LOADED: Verdict.PROPAGANDA,
    CueKind.DEVICE: Verdict.PROPAGANDA,
    CueKind.MOTIVE: Verdict.PROPAGANDA,
}


class TechniqueGroup(Enum):
    """The six groups of propaganda techniques (SemEval-2023 Task 3)."""

    ATTACK = "attack"
    JUSTIFICATION = "justification"
    SIMPLIFICATION = "simplification"
    DISTRACTION = "distraction"
    CALL = "call"
    WORDING = "wording"


class Technique(Enum):
    """The 23 techniques of SemEval-2023 Task 3, and *selective facts*."""

    NAME_CALLING = "name-calling"
    GUILT_BY_ASSOCIATION = "guilt-by-association"
    CASTING_DOUBT = "casting-doubt"
    APPEAL_TO_HYPOCRISY = "appeal-to-hypocrisy"
    QUESTIONING_REPUTATION = "questioning-reputation"
    FLAG_WAVING = "flag-waving"
    APPEAL_TO_AUTHORITY = "appeal-to-authority"
    APPEAL_TO_POPULARITY = "appeal-to-popularity"
    APPEAL_TO_VALUES = "appeal-to-values"
    APPEAL_TO_FEAR = "appeal-to-fear"
    CAUSAL_OVERSIMPLIFICATION = "causal-oversimplification"
    FALSE_DILEMMA = "false-dilemma"
    CONSEQUENTIAL_OVERSIMPLIFICATION = "consequential-oversimplification"
    SELECTIVE_FACTS = "selective-facts"
    STRAW_MAN = "straw-man"
    RED_HERRING = "red-herring"
    WHATABOUTISM = "whataboutism"
    SLOGAN = "slogan"
    CONVERSATION_KILLER = "conversation-killer"
    APPEAL_TO_TIME = "appeal-to-time"
    LOADED_LANGUAGE = "loaded-language"
    OBFUSCATION = "obfuscation"
    EXAGGERATION = "exaggeration"
    REPETITION = "repetition"

    @property
    def group(self) -> TechniqueGroup:
        """The group that this technique belongs to."""
        return _GROUP[self]


_MEMBERS = {
    TechniqueGroup.ATTACK: (
        Technique.NAME_CALLING,
        Technique.GUILT_BY_ASSOCIATION,
        Technique.CASTING_DOUBT,
        Technique.APPEAL_TO_HYPOCRISY,
        Technique.QUESTIONING_REPUTATION,
    ),
    TechniqueGroup.JUSTIFICATION: (
        Technique.FLAG_WAVING,
        Technique.APPEAL_TO_AUTHORITY,
        Technique.APPEAL_TO_POPULARITY,
        Technique.APPEAL_TO_VALUES,
        Technique.APPEAL_TO_FEAR,
    ),
    TechniqueGroup.SIMPLIFICATION: (
        Technique.CAUSAL_OVERSIMPLIFICATION,
        Technique.FALSE_DILEMMA,
        Technique.CONSEQUENTIAL_OVERSIMPLIFICATION,
        Technique.SELECTIVE_FACTS,
    ),
    TechniqueGroup.DISTRACTION: (
        Technique.STRAW_MAN,
        Technique.RED_HERRING,
        Technique.WHATABOUTISM,
    ),
    TechniqueGroup.CALL: (
        Technique.SLOGAN,
        Technique.CONVERSATION_KILLER,
        Technique.APPEAL_TO_TIME,
    ),
    TechniqueGroup.WORDING: (
        Technique.LOADED_LANGUAGE,
        Technique.OBFUSCATION,
        Technique.EXAGGERATION,
        Technique.REPETITION,
    ),
}
_GROUP = {technique: group for group, members in _MEMBERS.items() for technique in members}


class Skill(Enum):
    """What a learner gets better at: a boundary case or a technique group, never one text."""

    SCOPE = "scope"
    INTERESTED_PARTY = "interested-party"
    SINGLE_SOURCE = "single-source"
    DURESS = "duress"
    STATE_OF_CHECKING = "state-of-checking"
    PUBLIC_RECORD = "public-record"
    OFFICIAL_ACT = "official-act"
    OWN_OBSERVATION = "own-observation"
    INFERENCE_AND_MOTIVE = "inference-and-motive"
    AGREEMENT = "agreement"
    ADMISSION = "admission"
    ATTACK = "attack"
    JUSTIFICATION = "justification"
    SIMPLIFICATION = "simplification"
    DISTRACTION = "distraction"
    CALL = "call"
    WORDING = "wording"


class Step(IntEnum):
    """The steps of the decision path, in their order."""

    SCOPE = 0
    DELETE_TEST = 1
    CHECKABLE = 2
    KNOWN_HOW = 3
    OTHERWISE = 4


class Reason(Enum):
    """Why the deciding step decided. Each reason belongs to one step, and so to one verdict."""

    LOADED_WORDS = "loaded-words"
    DEVICE = "device"
    OPINION = "opinion"
    FORECAST = "forecast"
    MOTIVE = "motive"
    PROMISE = "promise"
    OWN_OBSERVATION = "own-observation"
    AUTHENTICATED_RECORD = "authenticated-record"
    INDEPENDENT_SOURCES = "independent-sources"
    ADMISSION = "admission"
    OPPONENTS_AGREE = "opponents-agree"
    PUBLIC_RECORD = "public-record"
    OFFICIAL_ACT = "official-act"
    ONE_SOURCE = "one-source"
    INTERESTED_PARTY = "interested-party"
    ANONYMOUS = "anonymous"
    DISPUTED = "disputed"
    UNVERIFIED = "unverified"
    DURESS = "duress"
    INFERENCE = "inference"

    @property
    def step(self) -> Step:
        """The step of the decision path that this reason belongs to."""
        return _STEP[self]

    @property
    def verdict(self) -> Verdict:
        """The verdict that this reason leads to."""
        return _VERDICT_OF_STEP[self.step]


_VERDICT_OF_STEP = {
    Step.DELETE_TEST: Verdict.PROPAGANDA,
    Step.CHECKABLE: Verdict.CLAIM,
    Step.KNOWN_HOW: Verdict.VERIFIED,
    Step.OTHERWISE: Verdict.CLAIM,
}
_REASONS = {
    Step.DELETE_TEST: (Reason.LOADED_WORDS, Reason.DEVICE),
    Step.CHECKABLE: (Reason.OPINION, Reason.FORECAST, Reason.MOTIVE, Reason.PROMISE),
    Step.KNOWN_HOW: (
        Reason.OWN_OBSERVATION,
        Reason.AUTHENTICATED_RECORD,
        Reason.INDEPENDENT_SOURCES,
        Reason.ADMISSION,
        Reason.OPPONENTS_AGREE,
        Reason.PUBLIC_RECORD,
        Reason.OFFICIAL_ACT,
    ),
    Step.OTHERWISE: (
        Reason.ONE_SOURCE,
        Reason.INTERESTED_PARTY,
        Reason.ANONYMOUS,
        Reason.DISPUTED,
        Reason.UNVERIFIED,
        Reason.DURESS,
        Reason.INFERENCE,
    ),
}
_STEP = {reason: step for step, reasons in _REASONS.items() for reason in reasons}


class StepState(Enum):
    """What became of one step on the way to a verdict."""

    PASSED = "passed"
    """It was asked and did not decide."""
    DECIDED = "decided"
    NOT_REACHED = "not-reached"


@dataclass(frozen=True, slots=True)
class DecisionPath:
    """How one statement came to its verdict: what was judged, which step decided, and why."""

    asks: Asks
    reason: Reason

    @property
    def decided(self) -> Step:
        """The step that decided."""
        return self.reason.step

    @property
    def verdict(self) -> Verdict:
        """The verdict that the path ends in."""
        return self.reason.verdict

    def state(self, step: Step) -> StepState:
        """What became of `step`."""
        if step < self.decided:
            return StepState.PASSED
        return StepState.DECIDED if step == self.decided else StepState.NOT_REACHED
