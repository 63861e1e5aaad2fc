"""What the page of a pack's excerpts shows: no key before it was earned, nothing held back."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from trainer.core.catalogue import Entry
from trainer.core.questions import QuestionRef
from trainer.core.reveals import Reveal, Shown, looked_up, shown
from trainer.core.revisions import Revision
from trainer.core.words import t


@dataclass(frozen=True, slots=True)
class StatementChip:
    """One statement of the excerpt in the strip at the top."""

    label: str
    spoken: str
    judged: bool


@dataclass(frozen=True, slots=True)
class BrowseState:
    """One statement of one excerpt. `reveal` is None where the key stays hidden; `note` says why.

    `index` counts the statements of the excerpt from 0. `first` and `last` are about the excerpts.
    """

    title: str
    progress: str
    chips: tuple[StatementChip, ...]
    index: int
    shown: Shown
    reveal: Reveal | None
    note: str
    first: bool
    last: bool


def excerpts_of(pack: str, entries: Iterable[Entry]) -> tuple[tuple[Entry, ...], ...]:
    """The questions of the pack that may be looked at, excerpt by excerpt.

    Those held back for check-ups are left out, and so is an excerpt that has no others.
    """
    groups: dict[str, list[Entry]] = {}
    for entry in entries:
        if entry.pack == pack and not entry.reserved:
            groups.setdefault(entry.excerpt, []).append(entry)
    return tuple(map(tuple, groups.values()))


def browse_state(
    revisions: Sequence[Revision],
    judged: Collection[QuestionRef],
    *,
    index: int,
    excerpt: int,
    excerpts: int,
) -> BrowseState:
    """The state for the statement at `index` of the `excerpt`, from 0, of all `excerpts`.

    `revisions` are the questions on the excerpt, `judged` those that the learner has answered.
    """
    one = revisions[index]
    known = one.ref in judged and one.question.scored
    return BrowseState(
        title=one.pack_title,
        progress=t("Excerpt {number} of {total}", number=excerpt + 1, total=excerpts),
        chips=tuple(
            _chip(number, each, judged=each.ref in judged)
            for number, each in enumerate(revisions, 1)
        ),
        index=index,
        shown=shown(one),
        reveal=looked_up(one) if known else None,
        note="" if known else _hidden(one),
        first=excerpt == 0,
        last=excerpt == excerpts - 1,
    )


def _chip(number: int, one: Revision, *, judged: bool) -> StatementChip:
    standing = t("judged") if judged else t("not judged yet")
    if not one.question.scored:
        standing = t("to argue about")
    return StatementChip(
        label=t("Statement {number}", number=number),
        spoken=t(
            "Statement {number}, {standing}: {statement}",
            number=number,
            standing=standing,
            statement=one.question.statement.text,
        ),
        judged=judged and one.question.scored,
    )


def _hidden(one: Revision) -> str:
    if not one.question.scored:
        return t("Careful readers split on this one, so it is argued about and not scored.")
    return t("You have not judged this one yet, so its answer stays hidden.")
