"""An invented example of each propaganda technique, and what each group of them does."""

from trainer.core.examples import Example
from trainer.core.rubric import Technique, TechniqueGroup
from trainer.core.words import t


def group_meaning(group: TechniqueGroup) -> str:
    """What the techniques of the group have in common."""
    return {
        TechniqueGroup.ATTACK: t("Goes for the person, so that what they say need not be met."),
        TechniqueGroup.JUSTIFICATION: t(
            "Offers something that feels like a reason: the flag, a great name, the crowd, a fear."
        ),
        TechniqueGroup.SIMPLIFICATION: t(
            "Makes a matter smaller than it is: one cause, two choices, only the facts that help."
        ),
        TechniqueGroup.DISTRACTION: t("Leads away from the question that was asked."),
        TechniqueGroup.CALL: t("Calls for action, or for silence, where a reason should stand."),
        TechniqueGroup.WORDING: t("Lets the choice of words do what evidence should do."),
    }[group]


def group_example(group: TechniqueGroup) -> Example:
    """The group at work in a sentence or two."""
    return Example.of(
        {
            TechniqueGroup.ATTACK: t(
                "The auditor found a gap in the books. [But who listens to that crow?]"
            ),
            TechniqueGroup.JUSTIFICATION: t(
                "[Our grandfathers would have wanted it]: the mill must be ours again."
            ),
            TechniqueGroup.SIMPLIFICATION: t(
                "[All our troubles have one name]: the motorway bridge."
            ),
            TechniqueGroup.DISTRACTION: t(
                "The roof of the school leaks? [Let us rather speak of the splendid regatta.]"
            ),
            TechniqueGroup.CALL: t("[Enough talk!] Join the march on Sunday."),
            TechniqueGroup.WORDING: t(
                "A [flood] of [so-called] guests has [swamped] the beach; forty came."
            ),
        }[group]
    )


def technique_example(technique: Technique) -> Example:
    """The technique at work in a sentence or two."""
    return Example.of(
        {
            Technique.NAME_CALLING: t("Ask [that dwarf of a treasurer] where the money went."),
            Technique.GUILT_BY_ASSOCIATION: t(
                "The plan for the square? [The swindlers of the old bank liked it too.]"
            ),
            Technique.CASTING_DOUBT: t(
                "She measured the river, we hear. [One wonders whether she can count at all.]"
            ),
            Technique.APPEAL_TO_HYPOCRISY: t(
                "They want us to save water. [And who fills a pool behind the town hall?]"
            ),
            Technique.QUESTIONING_REPUTATION: t(
                "The doctor warns of the well. [This is the man who once failed his exam.]"
            ),
            Technique.FLAG_WAVING: t("[Every true islander] buys the island’s own milk."),
            Technique.APPEAL_TO_AUTHORITY: t(
                "[The great tenor Ansel Moor himself] swears that the spring heals."
            ),
            Technique.APPEAL_TO_POPULARITY: t("[The whole valley has long since signed.] And you?"),
            Technique.APPEAL_TO_VALUES: t(
                "A vote for the car park is a vote [for freedom and decency]."
            ),
            Technique.APPEAL_TO_FEAR: t(
                "If the night bus comes, [no door in this street will be safe again]."
            ),
            Technique.CAUSAL_OVERSIMPLIFICATION: t(
                "The shops are closing [because of the cycle lane, and of nothing else]."
            ),
            Technique.FALSE_DILEMMA: t("[Either the dam or ruin]: there is no third way."),
            Technique.CONSEQUENTIAL_OVERSIMPLIFICATION: t(
                "Today a fee for parking, [tomorrow for walking, and then for breathing]."
            ),
            Technique.SELECTIVE_FACTS: t(
                "Complaints about the trains fell in May, [says the railway, and leaves out June, "
                "when they doubled]."
            ),
            Technique.STRAW_MAN: t(
                "They ask for a speed limit. [So they want to forbid us all to drive.]"
            ),
            Technique.RED_HERRING: t(
                "You ask about the missing bill? [Think of the children who sang for us today!]"
            ),
            Technique.WHATABOUTISM: t(
                "Yes, our factory leaks. [And what about the one across the border?]"
            ),
            Technique.SLOGAN: t("[Our river, our right!]"),
            Technique.CONVERSATION_KILLER: t("It is as it is. [Only a fool would go on asking.]"),
            Technique.APPEAL_TO_TIME: t(
                "[The hour has struck: sign tonight], for tomorrow it is too late."
            ),
            Technique.LOADED_LANGUAGE: t(
                "The council has [butchered] the [beloved] avenue of limes."
            ),
            Technique.OBFUSCATION: t(
                "[Adjustments were made in the area of staffing], and outcomes followed."
            ),
            Technique.EXAGGERATION: t(
                "Two flights were late: [the worst chaos in the history of travel]."
            ),
            Technique.REPETITION: t(
                "[They lied] in spring, [they lied] in summer, and [they lied] again today."
            ),
        }[technique]
    )
