"""How one person likes the program to look."""

from dataclasses import dataclass
from enum import Enum

_FIRST_LEVEL_ASKED = 2


class UnderlineWhen(Enum):
    """Before which reveals somebody is asked to underline the words that decide."""

    ALWAYS = "always"
    FROM_LEVEL_2 = "from-level-2"
    NEVER = "never"

    def asks_at(self, level: int) -> bool:
        """Whether a question of `level`, 1 to 3, has the step."""
        if self is UnderlineWhen.FROM_LEVEL_2:
            return level >= _FIRST_LEVEL_ASKED
        return self is UnderlineWhen.ALWAYS


class Look(Enum):
    """Which colours the windows wear."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"
    CONTRAST_DARK = "contrast-dark"


TEXT_SIZES = (100, 110, 125, 150, 175, 200)
"""The text sizes on offer, in per cent."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The choices of the settings page. `text_size` is in per cent, one of `TEXT_SIZES`."""

    look: Look = Look.SYSTEM
    text_size: int = 100
    learner: int = 1
    underline: UnderlineWhen = UnderlineWhen.FROM_LEVEL_2
