"""The part of the tour that shows a quiz on paper while it is entered."""

import random
from collections.abc import Iterator

from trainer.core.changes import Changes, Topic
from trainer.core.rubric import Verdict
from trainer.services.classroom.quizzes import Choice
from trainer.services.classroom.rooms import Plan
from trainer.services.made_up_class import class_of
from trainer.ui.places import Place, Where
from trainer.ui.window import Window

_PUPILS = (
    "Ada Falk", "Ben Okri", "Cleo Marchetti-Sandoval", "Dilara Demir", "Emil Juhl", "Fatou Ndiaye",
    "Goran Ilić", "Hanna Berg", "Ivo Stamm", "Jun Watanabe", "Karim Haddad", "Lena Pohl",
)  # fmt: skip
_DONE = 7
_PATIENCE = 20.0


def paper_views(window: Window) -> Iterator[str]:
    """A quiz on paper without a sheet, then with those of a class. Names come as for the tour."""
    opened = window.opened
    if opened is None:
        return
    classroom, chance = opened.classroom, random.Random(11)  # noqa: S311  the same pictures
    school_class = class_of(classroom, "9b", _PUPILS)
    entries = classroom.quizzes.pick(Choice(), 10, chance)
    room = classroom.open_on_paper(Plan("Reading the news, 9b", entries, school_class=school_class))
    window.lead_to(Place(Where.PAPER, session=room))
    yield "paper-empty"
    window.hub.publish(classroom.paper.add_class(room))
    grid = classroom.paper.grid(room)
    for player in grid.players[:_DONE]:
        for position in range(len(grid.revisions)):
            classroom.paper.tick(room, player.number, position, chance.choice(list(Verdict)))
    opened.all_saved(_PATIENCE)
    window.hub.publish(Changes.of(Topic.CLASSES))
    yield "paper"
