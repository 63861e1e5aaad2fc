"""The propaganda techniques, each with its name and a definition of our own."""

from trainer.core.rubric import Technique, TechniqueGroup
from trainer.core.words import t


def group_name(group: TechniqueGroup) -> str:
    """The group of techniques by its name."""
    return {
        TechniqueGroup.ATTACK: t("Attack on reputation"),
        TechniqueGroup.JUSTIFICATION: t("Justification"),
        TechniqueGroup.SIMPLIFICATION: t("Simplification"),
        TechniqueGroup.DISTRACTION: t("Distraction"),
        TechniqueGroup.CALL: t("Call"),
        TechniqueGroup.WORDING: t("Manipulative wording"),
    }[group]


def technique_name(technique: Technique) -> str:
    """The technique by its name."""
    return {
        Technique.NAME_CALLING: t("Name calling"),
        Technique.GUILT_BY_ASSOCIATION: t("Guilt by association"),
        Technique.CASTING_DOUBT: t("Casting doubt"),
        Technique.APPEAL_TO_HYPOCRISY: t("Appeal to hypocrisy"),
        Technique.QUESTIONING_REPUTATION: t("Questioning reputation"),
        Technique.FLAG_WAVING: t("Flag waving"),
        Technique.APPEAL_TO_AUTHORITY: t("Appeal to authority"),
        Technique.APPEAL_TO_POPULARITY: t("Appeal to popularity"),
        Technique.APPEAL_TO_VALUES: t("Appeal to values"),
        Technique.APPEAL_TO_FEAR: t("Appeal to fear or prejudice"),
        Technique.CAUSAL_OVERSIMPLIFICATION: t("Causal oversimplification"),
        Technique.FALSE_DILEMMA: t("False dilemma"),
        Technique.CONSEQUENTIAL_OVERSIMPLIFICATION: t("Consequential oversimplification"),
        Technique.SELECTIVE_FACTS: t("Selective facts"),
        Technique.STRAW_MAN: t("Straw man"),
        Technique.RED_HERRING: t("Red herring"),
        Technique.WHATABOUTISM: t("Whataboutism"),
        Technique.SLOGAN: t("Slogan"),
        Technique.CONVERSATION_KILLER: t("Conversation killer"),
        Technique.APPEAL_TO_TIME: t("Appeal to time"),
        Technique.LOADED_LANGUAGE: t("Loaded language"),
        Technique.OBFUSCATION: t("Obfuscation"),
        Technique.EXAGGERATION: t("Exaggeration or minimisation"),
        Technique.REPETITION: t("Repetition"),
    }[technique]


def technique_definition(technique: Technique) -> str:
    """What the technique does, in a sentence or two."""
    return {
        Technique.NAME_CALLING: t(
            "Pins a label on a person or group, so that the label is judged in place of what they "
            "did or said."
        ),
        Technique.GUILT_BY_ASSOCIATION: t(
            "Puts somebody beside a person or group that is disliked, as if standing near were "
            "the same as agreeing."
        ),
        Technique.CASTING_DOUBT: t(
            "Makes somebody look unfit or unreliable by hints and questions, and offers nothing "
            "that could be checked."
        ),
        Technique.APPEAL_TO_HYPOCRISY: t(
            "Answers a charge by saying that the one who brings it does not live up to it either."
        ),
        Technique.QUESTIONING_REPUTATION: t(
            "Goes for a person’s character or past, so that what they say now need not be met."
        ),
        Technique.FLAG_WAVING: t(
            "Plays on love of one’s country or group: being one of us is offered as the reason."
        ),
        Technique.APPEAL_TO_AUTHORITY: t(
            "Takes a great name as the whole proof, though the name brings no evidence or knows "
            "another field."
        ),
        Technique.APPEAL_TO_POPULARITY: t(
            "Says that everybody thinks or does it already, as if numbers of followers were a "
            "reason."
        ),
        Technique.APPEAL_TO_VALUES: t(
            "Wraps the point in a word that all hold dear, such as freedom or decency, and lets "
            "the glow do the arguing."
        ),
        Technique.APPEAL_TO_FEAR: t(
            "Paints a threat or stirs a prejudice, so that the reader agrees out of dread rather "
            "than for a reason."
        ),
        Technique.CAUSAL_OVERSIMPLIFICATION: t(
            "Names one cause, or one culprit, for something that has many."
        ),
        Technique.FALSE_DILEMMA: t(
            "Leaves two choices, one of them unbearable, where there are more."
        ),
        Technique.CONSEQUENTIAL_OVERSIMPLIFICATION: t(
            "Says that one small step must lead to another and another, down to disaster or up to "
            "paradise, and shows none of the links."
        ),
        Technique.SELECTIVE_FACTS: t(
            "Tells the facts that help and leaves out the ones, there in the same text, that do "
            "not."
        ),
        Technique.STRAW_MAN: t(
            "Swaps what the other side said for something sillier, and then refutes that."
        ),
        Technique.RED_HERRING: t(
            "Brings in another matter that stirs more feeling, and leaves the first one unanswered."
        ),
        Technique.WHATABOUTISM: t(
            "Meets a question about one wrong by pointing at somebody else’s."
        ),
        Technique.SLOGAN: t(
            "A short catchy phrase that is made to be repeated, and stands where a reason should."
        ),
        Technique.CONVERSATION_KILLER: t(
            "A phrase that says the talking is over: it calls further questions useless, naive or "
            "indecent."
        ),
        Technique.APPEAL_TO_TIME: t(
            "Says that it must be now: the hour has come and there is no time to look closer."
        ),
        Technique.LOADED_LANGUAGE: t(
            "Words so full of feeling that they judge where they should tell. Say it in dry words "
            "and the push is gone."
        ),
        Technique.OBFUSCATION: t(
            "Words so vague or winding that nobody can say what was done, or by whom."
        ),
        Technique.EXAGGERATION: t(
            "Makes a thing much bigger, or much smaller, than what the text itself shows of it."
        ),
        Technique.REPETITION: t(
            "Says the same thing again and again, until having heard it feels like knowing it."
        ),
    }[technique]
