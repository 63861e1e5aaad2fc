"""What the page of learners shows."""

from collections.abc import Sequence
from dataclasses import dataclass

from trainer.core.words import t, tn
from trainer.services.learners import Person


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One learner. `action` is what the button says, "" for none; `asks_pin` shows a field.

    `locked` says that the PIN has to be asked for first.
    """

    id: int
    name: str
    facts: str
    action: str
    asks_pin: bool
    locked: bool


@dataclass(frozen=True, slots=True)
class LearnersState:
    """All learners, and what the present one may change; nothing of that before their PIN."""

    lead: str
    rows: tuple[PersonRow, ...]
    may_add: bool
    may_change: bool
    name: str
    set_pin: str
    may_remove_pin: bool
    guest: str
    guest_action: str


def learners_state(
    people: Sequence[Person], present: int, asked: int, *, behind_curtain: bool, guest: bool
) -> LearnersState:
    """The page for these people; `asked` is the one whose PIN is to be given, 0 for nobody."""
    here = next(one for one in people if one.id == present)
    return LearnersState(
        lead=_lead(behind_curtain=behind_curtain, guest=guest),
        rows=()
        if guest
        else tuple(_row(one, present, asked, behind_curtain=behind_curtain) for one in people),
        may_add=not behind_curtain and not guest,
        may_change=not behind_curtain and not guest,
        name=here.name,
        set_pin=t("Change the PIN") if here.has_pin else t("Set a PIN"),
        may_remove_pin=here.has_pin,
        guest=t(
            "A guest begins with nothing and leaves nothing behind: the answers are deleted when "
            "the session as a guest ends."
        ),
        guest_action=t("End the guest session") if guest else t("Practise as a guest"),
    )


def _lead(*, behind_curtain: bool, guest: bool) -> str:
    if guest:
        return t("You practise as a guest. Export your data before you end it to keep something.")
    if behind_curtain:
        return t("Give your PIN to go on, or choose somebody else.")
    return t("Each learner has scores, sessions and due skills of their own.")


def _row(one: Person, present: int, asked: int, *, behind_curtain: bool) -> PersonRow:
    here = one.id == present and not behind_curtain
    facts = [
        t("practising now") if here else "",
        tn("one session", "{number} sessions", one.sessions) if not behind_curtain else "",
        t("has a PIN") if one.has_pin else "",
    ]
    asks = one.has_pin and one.id == asked and not here
    return PersonRow(
        id=one.id,
        name=one.name or t("No name yet"),
        facts=" · ".join(fact for fact in facts if fact),
        action="" if here else _action(asks=asks),
        asks_pin=asks,
        locked=one.has_pin and not asks,
    )


def _action(*, asks: bool) -> str:
    return t("Enter") if asks else t("Let practise")
