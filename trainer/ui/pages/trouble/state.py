"""What is shown when the history cannot be opened."""

from dataclasses import dataclass

from trainer.core.words import t
from trainer.services.trouble import Trouble


@dataclass(frozen=True, slots=True)
class TroubleState:
    """What happened, what is safe, and which ways on there are."""

    title: str
    message: str
    safe: str
    backup: str
    details: str
    may_restore: bool
    may_salvage: bool
    may_start_empty: bool


def trouble_state(trouble: Trouble) -> TroubleState:
    """The page for this trouble."""
    return TroubleState(
        title=t("Your history needs you") if trouble.damaged else t("This does not open here"),
        message=f"{trouble.message} {trouble.hint}".strip(),
        safe=(
            t("Whatever you choose, the damaged file is kept beside the new one.")
            if trouble.damaged
            else t("Nothing was changed.")
        ),
        backup=trouble.backup,
        details=trouble.details,
        may_restore=bool(trouble.backup),
        may_salvage=trouble.may_salvage,
        may_start_empty=trouble.damaged,
    )
