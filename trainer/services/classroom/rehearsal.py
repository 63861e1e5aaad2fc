"""A quiz gone through by its teacher alone, as the class will see it."""

from collections.abc import Sequence
from dataclasses import replace

from trainer.core.classroom import Setting
from trainer.core.clock import Clock
from trainer.core.revisions import Revision
from trainer.core.room import Names, Phase, Player, Room, Round, Way
from trainer.core.rubric import Verdict
from trainer.core.words import t
from trainer.live.host import Board, Own
from trainer.live.reach import Reach
from trainer.services.classroom.boards import asked_of, board_of, own_of
from trainer.services.classroom.views import RoomView
from trainer.store.rooms import item_of

_PUPIL = 1


class Rehearsal:
    """A room in memory alone, with one made-up pupil in it: nothing is kept, and no server runs.

    It begins with the question at `position` and is moved as a real one is, but for the closing of
    the vote and the distribution, which are passed over. `ValueError` without questions.
    """

    def __init__(
        self, title: str, revisions: Sequence[Revision], clock: Clock, position: int = 0
    ) -> None:
        self._revisions = tuple(revisions)
        self._clock = clock
        self._setting = Setting(title, Names.NICKNAMES)
        self._chosen: dict[int, Verdict] = {}
        pupil = Player(_PUPIL, t("A pupil"), Way.PHONE)
        items = tuple(item_of(revision) for revision in revisions)
        self._steps = [Room(0, items, players={_PUPIL: pupil})]
        self.go_to(position)

    @property
    def room(self) -> Room:
        """The room as it stands."""
        return self._steps[-1]

    @property
    def may_go_back(self) -> bool:
        """Whether anything comes before this."""
        return len(self._steps) > 1 or self.room.position > 0

    def view(self) -> RoomView:
        """What the teacher's screens would show."""
        room = self.room
        return RoomView(
            setting=self._setting,
            room=room,
            here=frozenset({_PUPIL}),
            waiting=(),
            doubles=frozenset(),
            revision=None if room.item is None else self._revisions[room.position],
            url="",
            reach=Reach(),
            distribution=room.distribution(),
            first_distribution=None,
            seconds_left=None,
            teams=(),
        )

    def board(self) -> Board:
        """What the pupil's phone would be told of the quiz."""
        revision = self._revisions[self.room.position]
        return board_of(self.room, revision, asked_of(revision), title=self._setting.title)

    def own(self) -> Own:
        """What the pupil's phone would be told of its player."""
        truths = {at: item.truth for at, item in enumerate(self.room.items) if item.truth}
        answers = {at: verdict for at, verdict in self._chosen.items() if at in truths}
        right = sum(truths[at] is verdict for at, verdict in answers.items())
        return own_of(self.room, self.room.players[_PUPIL], (right, len(answers)))

    def step(self) -> None:
        """Reveal the key, light the next word, go on to the next question: whichever it is."""
        room = self.room
        if room.phase is Phase.OPEN:
            self._steps.append(room.close().show_distribution().reveal())
            return
        after = room.step(self._clock.now())
        if after.phase is Phase.OPEN:
            self._steps.append(self._asking(after.position))
        elif after is not room:
            self._steps.append(after)

    def back(self) -> None:
        """Undo the latest step; from the first one go to the question before."""
        if len(self._steps) > 1:
            self._steps.pop()
            if self.room.phase is Phase.OPEN:
                # What the pupil says meanwhile stays said.
                self._steps[-1] = self._asking(self.room.position)
        elif self.room.position:
            self.go_to(self.room.position - 1)

    def go_to(self, position: int) -> None:
        """Begin with the question at this position, or the one nearest to it."""
        self._steps = [self._asking(max(0, min(position, len(self._revisions) - 1)))]

    def choose(self, verdict: Verdict) -> None:
        """Let the pupil answer the open question, or change the answer."""
        after = self.room.vote(_PUPIL, verdict, self.room.position, Round.FIRST)
        if isinstance(after, Room):
            self._steps[-1] = after
            self._chosen[after.position] = verdict

    def _asking(self, position: int) -> Room:
        chosen = self._chosen.get(position)
        return replace(
            self._steps[-1],
            phase=Phase.OPEN,
            position=position,
            revealed=False,
            lit=0,
            votes={} if chosen is None else {_PUPIL: chosen},
        )
