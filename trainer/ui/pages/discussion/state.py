"""What the page for arguing shows."""

from dataclasses import dataclass

from trainer.core import glossary
from trainer.core.marks import Mark
from trainer.core.reveals import CueRow, Shown, legend_of, marks_of, shown
from trainer.core.revisions import Revision
from trainer.core.rubric import Verdict
from trainer.core.words import t


@dataclass(frozen=True, slots=True)
class View:
    """The best case for one verdict."""

    verdict: Verdict
    title: str
    words: str


@dataclass(frozen=True, slots=True)
class DiscussionState:
    """One statement to argue about. Views, marks and legend are empty until asked for."""

    progress: str
    shown: Shown
    views: tuple[View, ...]
    marks: tuple[Mark, ...]
    legend: tuple[CueRow, ...]
    first: bool
    last: bool


def discussion_state(
    revision: Revision, index: int, total: int, *, open_views: bool
) -> DiscussionState:
    """The state for the question at `index`, from 0, of `total`."""
    views = revision.question.views
    return DiscussionState(
        progress=t("{number} of {total}", number=index + 1, total=total),
        shown=shown(revision),
        views=tuple(
            View(
                verdict,
                t("The case for {verdict}", verdict=glossary.verdict_plain(verdict)),
                views[verdict],
            )
            for verdict in Verdict
            if verdict in views and open_views
        ),
        marks=marks_of(revision) if open_views else (),
        legend=legend_of(revision) if open_views else (),
        first=index == 0,
        last=index == total - 1,
    )
