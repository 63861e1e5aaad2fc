"""What every page has at hand."""

from dataclasses import dataclass
from pathlib import Path

from trainer.core.clock import Clock
from trainer.services.opening import Services
from trainer.services.preferences import Preferences
from trainer.ui.hub import Hub
from trainer.ui.keeper import Keeper
from trainer.ui.theme.dress import Dress


@dataclass(frozen=True, slots=True)
class Desk:
    """The verbs, the word of changes, the look, and who looks after the quiz that runs."""

    services: Services
    preferences: Preferences
    hub: Hub
    dress: Dress
    clock: Clock
    folder: Path
    keeper: Keeper
