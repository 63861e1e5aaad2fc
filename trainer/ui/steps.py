"""The one next step of a quiz, by its name."""

from enum import Enum

from trainer.core.room import Phase, Room
from trainer.core.words import t


class NextStep(Enum):
    """What the next step of the lesson does."""

    START = "start"
    CLOSE = "close"
    DISTRIBUTION = "distribution"
    REVEAL = "reveal"
    LIGHT = "light"
    GO_ON = "go-on"
    END = "end"
    PUT_AWAY = "put-away"
    """The quiz is over: close its doors."""


def next_step(room: Room) -> NextStep:
    """What `Room.step` does at this moment."""
    if room.phase is Phase.DISTRIBUTION and not room.revealed:
        return NextStep.REVEAL
    if room.phase is Phase.REVEAL and room.item is not None and room.lit < room.item.cues:
        return NextStep.LIGHT
    after = NextStep.END if room.last else NextStep.GO_ON
    return {
        Phase.LOBBY: NextStep.START,
        Phase.OPEN: NextStep.CLOSE,
        Phase.CLOSED: NextStep.DISTRIBUTION,
        Phase.ENDED: NextStep.PUT_AWAY,
    }.get(room.phase, after)


def step_label(step: NextStep) -> str:
    """What stands on the button of the next step."""
    return {
        NextStep.START: t("First question"),
        NextStep.CLOSE: t("Close the vote"),
        NextStep.DISTRIBUTION: t("Show the distribution"),
        NextStep.REVEAL: t("Reveal"),
        NextStep.LIGHT: t("Light the next words"),
        NextStep.GO_ON: t("Next question"),
        NextStep.END: t("End"),
        NextStep.PUT_AWAY: t("Close the room"),
    }[step]
