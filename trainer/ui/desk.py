"""What every page has at hand."""

from dataclasses import dataclass
from pathlib import Path

from trainer.core.clock import Clock
from trainer.services.checkups import Checkups
from trainer.services.exporting import Data
from trainer.services.learners import Learners
from trainer.services.lessons import Lessons
from trainer.services.library import Library
from trainer.services.lookback import Lookback
from trainer.services.notices import Notices
from trainer.services.practice import Practice
from trainer.services.preferences import Preferences
from trainer.services.review import Review
from trainer.services.today import Today
from trainer.ui.hub import Hub
from trainer.ui.theme.dress import Dress


@dataclass(frozen=True, slots=True)
class Desk:
    """The verbs, the word of changes, and the look."""

    practice: Practice
    lessons: Lessons
    notices: Notices
    checkups: Checkups
    review: Review
    today: Today
    lookback: Lookback
    library: Library
    learners: Learners
    data: Data
    guest: bool
    preferences: Preferences
    hub: Hub
    dress: Dress
    clock: Clock
    folder: Path
