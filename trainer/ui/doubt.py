"""The words of the notice that false doubt has risen."""

from dataclasses import dataclass

from trainer.core.measures import Share
from trainer.core.words import t
from trainer.services.notices import DoubtNotice


@dataclass(frozen=True, slots=True)
class DoubtedRow:
    """A verified statement that was doubted, and where its answer is."""

    statement: str
    session: int
    position: int


@dataclass(frozen=True, slots=True)
class DoubtState:
    """The notice on the start page."""

    title: str
    words: str
    rows: tuple[DoubtedRow, ...]


def doubt_state(notice: DoubtNotice | None) -> DoubtState | None:
    """The notice in words, None where there is none."""
    if notice is None:
        return None
    return DoubtState(
        title=t("You doubt more than you used to"),
        words=t(
            "Of the verified statements among your last thirty you doubted {lately}; before, it "
            "was {before}. Reading with care also means trusting what is well shown. These were "
            "verified:",
            lately=_out_of(notice.lately),
            before=_out_of(notice.before),
        ),
        rows=tuple(
            DoubtedRow(one.statement, one.sight.session, one.sight.position)
            for one in notice.doubted
        ),
    )


def _out_of(share: Share) -> str:
    return t("{part} of {whole}", part=share.part, whole=share.whole)
