"""Short invented examples of the steps of the path and of the cues, with the words that count."""

from dataclasses import dataclass

from trainer.core.questions import Span
from trainer.core.rubric import CueKind, Step
from trainer.core.words import t


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence or two, and where the words stand that it is an example of."""

    text: str
    spans: tuple[Span, ...]

    @classmethod
    def of(cls, marked: str) -> "Example":
        """The example written with its words between square brackets."""
        text, spans = "", []
        # Parts outside and inside of brackets take turns.
        for number, part in enumerate(marked.replace("]", "[").split("[")):
            if number % 2:
                spans.append(Span(len(text), len(text) + len(part)))
            text += part
        return cls(text, tuple(spans))


def step_example(step: Step) -> Example:
    """The step of the path at work on a sentence."""
    return Example.of(
        {
            Step.SCOPE: t(
                "“The pool will stay open,” [the mayor told the radio]. That she said it can be "
                "verified; that it will stay open is another matter."
            ),
            Step.DELETE_TEST: t(
                "[Those vultures] of the fare office have struck again. Without the label, nobody "
                "knows what was done."
            ),
            Step.CHECKABLE: t(
                "The new tram [will be the joy] of the town. A forecast and a taste: nobody can "
                "look it up."
            ),
            Step.KNOWN_HOW: t(
                "The bell fell at noon; [our reporter stood in the square]. Seen at first hand."
            ),
            Step.OTHERWISE: t(
                "The spring gives a thousand litres an hour, [says the company that bottles it]. "
                "It may; the text shows nothing more."
            ),
        }[step]
    )


def cue_example(kind: CueKind) -> Example:
    """Words of this kind in a sentence."""
    return Example.of(
        {
            CueKind.SOURCE: t("The bridge is safe, [according to the firm that built it]."),
            CueKind.STAKE: t(
                "The landlord, [who wants to raise the rents], calls the street dear."
            ),
            CueKind.HEDGE: t("The fire [appears to have] begun in the attic."),
            CueKind.CHECK: t("[We could not confirm the number]; the hospital gives none."),
            CueKind.RECORD: t("[The land register names] a cousin of the councillor as owner."),
            CueKind.AGREEMENT: t(
                "[Strikers and management both speak] of four hundred people at the gate."
            ),
            CueKind.LOADED: t("The [shameless] tax on bread comes into force in May."),
            CueKind.DEVICE: t("[Whoever is not with us] has given the valley up."),
            CueKind.MOTIVE: t("The photographs were released [to frighten the other side]."),
        }[kind]
    )
