"""What the page of one learner's data shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from trainer.core.history import Learner
from trainer.core.words import t, tn
from trainer.services.exporting import Arrived


class Step(Enum):
    """Where somebody stands on the page."""

    RESTING = "resting"
    WORKING = "working"
    ARRIVED = "arrived"
    """A file was read and it is asked to whom it belongs."""
    ERASING = "erasing"
    """It is asked whether everything is to go."""


class Wish(Enum):
    """What long work is done."""

    EXPORT = "export"
    REPORT = "report"
    READ = "read"
    BRING_IN = "bring-in"
    ERASE = "erase"


@dataclass(frozen=True, slots=True)
class Target:
    """Somebody an import can go to: a learner's number, None for a new one, and the words."""

    learner: int | None
    words: str


@dataclass(frozen=True, slots=True)
class DataState:
    """The page. Empty words hide what they would say."""

    title: str
    lead: str
    may_export: bool
    may_import: bool
    may_erase: bool
    working: str
    said: str
    arrived: str
    targets: tuple[Target, ...]
    erase_question: str
    erase_files: str
    erase_words: str


def data_state(  # noqa: PLR0917  all that the page knows
    step: Step,
    present: Learner,
    sessions: int,
    said: str,
    wish: Wish,
    arrived: Arrived | None,
    set_aside: Sequence[Path],
    *,
    guest: bool,
) -> DataState:
    """The page for the present learner at this step; `said` is what came of the last wish."""
    name = present.name or t("You")
    resting = step is Step.RESTING
    asks = step is Step.ERASING
    return DataState(
        title=t("Your data"),
        lead=_lead(present, sessions, guest=guest),
        may_export=step is not Step.WORKING and step is not Step.ARRIVED,
        may_import=resting and not guest,
        may_erase=resting and not guest,
        working=_working(wish) if step is Step.WORKING else "",
        said=said,
        arrived=_arrived(arrived) if step is Step.ARRIVED and arrived else "",
        targets=_targets(arrived, present) if step is Step.ARRIVED and arrived else (),
        erase_question=_question(name, sessions) if asks else "",
        erase_files=_files(set_aside) if asks and set_aside else "",
        erase_words=t("Erase {name}", name=name),
    )


def _lead(present: Learner, sessions: int, *, guest: bool) -> str:
    counted = tn("one session", "{number} sessions", sessions)
    if guest:
        return t("{sessions} as a guest", sessions=counted)
    if not present.name:
        return t("{sessions} on this computer", sessions=counted)
    return t("{name}, {sessions} on this computer", name=present.name, sessions=counted)


def _working(wish: Wish) -> str:
    return {
        Wish.EXPORT: t("Writing the file…"),
        Wish.REPORT: t("Working out the report…"),
        Wish.READ: t("Reading the file…"),
        Wish.BRING_IN: t("Bringing the answers in…"),
        Wish.ERASE: t("Erasing, in the backups as well…"),
    }[wish]


def _arrived(arrived: Arrived) -> str:
    record = arrived.record
    return t(
        "The file holds {answers} of {name} in {sessions}, written out on {day}. To whom do they "
        "belong?",
        answers=tn("one answer", "{number} answers", record.answers),
        name=_quoted(record.name),
        sessions=tn("one session", "{number} sessions", len(record.sessions)),
        day=f"{arrived.letter.written_at.astimezone():%Y-%m-%d}",
    )


def _quoted(name: str) -> str:
    return t("“{name}”", name=name) if name else t("a learner without a name")


def _targets(arrived: Arrived, present: Learner) -> tuple[Target, ...]:
    """To the same learner where they are here, to the present one, or to a new one."""
    same = arrived.same_here
    mine = Target(present.id, t("Add to {name}", name=present.name or t("your own")))
    if same is None:
        words = t("As a new learner: {name}", name=arrived.record.name or t("No name yet"))
        return (Target(None, words), mine)
    if same.id == present.id or same.pin:
        return (mine,)
    return (Target(same.id, t("Add to {name}", name=same.name or t("No name yet"))), mine)


def _question(name: str, sessions: int) -> str:
    return t(
        "Everything about {name} goes for good: {sessions} with all answers, underlined words and "
        "notes, the scores, the skills and the PIN. It goes out of every backup too, and a backup "
        "that cannot be read is deleted. Nobody can bring it back. Answers of other learners stay. "
        "Export first, above, if you may want it again.",
        name=name,
        sessions=tn("one session", "{number} sessions", sessions),
    )


def _files(set_aside: Sequence[Path]) -> str:
    return t(
        "Damaged files that were set aside may still hold these answers, and those of others: "
        "{files}.",
        files=", ".join(path.name for path in set_aside),
    )
