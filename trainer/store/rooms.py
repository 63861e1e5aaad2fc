"""The rooms of the classroom: kept as they happen, and read again after a kill or next month."""

import datetime as dt
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager

from trainer.core.classroom import KeptRoom, RoomLine, Setting, Vote
from trainer.core.errors import UserError
from trainer.core.revisions import Revision, revision_from
from trainer.core.room import Hands, Names, Phase, Player, Room, RoomItem, Round, Way
from trainer.core.rubric import Verdict
from trainer.core.words import t
from trainer.store import room_statements
from trainer.store.connection import Executor, row, rows
from trainer.store.erasing import Eraser, Holds
from trainer.store.rows import to_time
from trainer.store.writer import Job, Receipt

Reading = Callable[[], AbstractContextManager[sqlite3.Connection]]

_PATIENCE = 5.0

_KNOWN_BY = "SELECT started_at, secret FROM rooms WHERE id = ?"
"""What tells a room in an older copy; a number alone does not, where a history began anew."""

_LINE = """
    SELECT r.id, r.title, r.class, ifnull(c.name, ''), r.started_at, r.ended_at,
        (SELECT count(*) FROM room_items i WHERE i.room = r.id),
        (SELECT count(*) FROM room_players p
            WHERE p.room = r.id AND p.admitted = 1 AND p.removed = 0),
        (SELECT count(*) FROM room_votes v
            JOIN room_players p ON p.room = v.room AND p.number = v.player
            JOIN room_items i ON i.room = v.room AND i.position = v.position
            WHERE v.room = r.id AND v.round = 1 AND p.admitted = 1 AND p.removed = 0
            AND i.skipped = 0)
        + (SELECT ifnull(sum(h.raised), 0) FROM room_hands h
            JOIN room_items i ON i.room = h.room AND i.position = h.position
            WHERE h.room = r.id AND h.round = 1 AND i.skipped = 0)
    FROM rooms r LEFT JOIN classes c ON c.id = r.class
"""


class Rooms:
    """What the services keep and ask of rooms. Calls come from any thread.

    Whatever changes it returns a receipt at once. Reads raise as `History` does.
    """

    def __init__(self, reading: Reading, save: Callable[[Job], Receipt], eraser: Eraser) -> None:
        self._reading = reading
        self._save = save
        self._eraser = eraser

    def add(self, setting: Setting, revisions: Sequence[Revision], now: dt.datetime) -> int:
        """A new room with these questions; its number, once it is on the disk.

        Raises a `UserError` where that takes too long or cannot be, `ValueError` without questions.
        """
        if not revisions:
            raise ValueError("a quiz needs a question")
        numbers: list[int] = []

        def job(executor: Executor) -> None:
            numbers[:] = [room_statements.add_room(executor, setting, revisions, now)]

        if not self._save(job).wait(_PATIENCE):
            raise UserError(
                t("The disk is still busy, so the quiz could not be started."),
                t("Wait a moment and start it again."),
            )
        return numbers[0]

    def keep_state(self, room: Room, ended_at: dt.datetime | None = None) -> Receipt:
        """Keep where a room stands."""
        return self._save(lambda executor: room_statements.keep_state(executor, room, ended_at))

    def keep_port(self, room: int, port: int) -> Receipt:
        """Keep at which port phones come in, to let them in there again after a break."""
        return self._save(lambda executor: room_statements.keep_port(executor, room, port))

    def keep_shared_address(self, room: int, *, shared: bool) -> Receipt:
        """Keep whether all phones may come from one address, to let them in so after a break."""
        return self._save(
            lambda executor: room_statements.keep_shared_address(executor, room, shared=shared)
        )

    def keep_players(
        self, room: int, players: Sequence[tuple[Player, str]], now: dt.datetime
    ) -> Receipt:
        """Keep players, each with the hash of its phone's token, "" without a phone."""

        def job(executor: Executor) -> None:
            for player, token in players:
                room_statements.keep_player(executor, room, player, token, now)

        return self._save(job)

    def keep_votes(self, room: int, votes: Sequence[Vote], now: dt.datetime) -> Receipt:
        """Keep verdicts in one commit; the same again changes nothing."""
        return self._save(lambda executor: room_statements.keep_votes(executor, room, votes, now))

    def forget_vote(self, room: int, player: int, position: int, round_: Round) -> Receipt:
        """Take a verdict back."""
        return self._save(
            lambda executor: room_statements.forget_vote(executor, room, player, position, round_)
        )

    def keep_hands(self, room: int, position: int, round_: Round, hands: Hands) -> Receipt:
        """Keep how many hands were raised for each verdict."""
        return self._save(
            lambda executor: room_statements.keep_hands(executor, room, position, round_, hands)
        )

    def erase(self, room: int) -> None:
        """Let a room go with all that happened in it, backups and free pages included.

        It may take seconds. Raises a `UserError`, also where there is no such room.
        """

        def find(executor: Executor) -> Holds:
            known = row(executor, _KNOWN_BY, room)
            if known is None:
                raise _no_room(room)
            return lambda source: _holds(source, room, known)

        self._eraser.erase(find, lambda executor: room_statements.erase_room(executor, room))

    def line(self, room: int) -> RoomLine:
        """One room as a line; a `UserError` where there is none."""
        with self._reading() as connection:
            return _found(room, rows(connection, f"{_LINE} WHERE r.id = ?", room))

    def unfinished(self) -> RoomLine | None:
        """The room opened last that was neither ended nor left."""
        with self._reading() as connection:
            found = row(connection, f"{_LINE} WHERE r.phase <> 'ended' ORDER BY r.id DESC LIMIT 1")
        return None if found is None else _line(found)

    def lines(self, school_class: int | None = None) -> tuple[RoomLine, ...]:
        """All rooms that have ended, those of one class where it is named; the latest first."""
        with self._reading() as connection:
            found = rows(
                connection,
                f"{_LINE} WHERE r.phase = 'ended' AND (? IS NULL OR r.class = ?)"
                " ORDER BY r.id DESC",
                school_class,
                school_class,
            )
        return tuple(_line(one) for one in found)

    def kept(self, room: int) -> KeptRoom:
        """Everything that is kept of a room; a `UserError` where there is none."""
        with self._reading() as connection:
            return _kept(connection, room)


def _line(found: Sequence[object]) -> RoomLine:
    key, title, school_class, name, started, ended, questions, players, answers = found
    return RoomLine(
        int(str(key)),
        str(title),
        None if school_class is None else int(str(school_class)),
        str(name),
        to_time(int(str(started))),
        None if ended is None else to_time(int(str(ended))),
        int(str(questions)),
        int(str(players)),
        int(str(answers)),
    )


def _found(room: int, found: Sequence[Sequence[object]]) -> RoomLine:
    if not found:
        raise _no_room(room)
    return _line(found[0])


def _holds(source: sqlite3.Connection, room: int, known: object) -> bool:
    """Whether a copy holds this room; releases before the classroom had none."""
    if row(source, "SELECT 1 FROM sqlite_master WHERE name = 'rooms'") is None:
        return False
    return bool(row(source, _KNOWN_BY, room) == known)


def _no_room(room: int) -> UserError:
    return UserError(t("This quiz is not in the history any more."), "", f"room {room}")


def _kept(executor: Executor, room: int) -> KeptRoom:
    found = row(
        executor,
        """
        SELECT title, class, names, teams, seconds, phones, secret, code, started_at, ended_at,
            phase, position, round, revealed, lit, paused, closes_at, time_left, port,
            shared_address
        FROM rooms WHERE id = ?
        """,
        room,
    )
    if found is None:
        raise _no_room(room)
    title, school_class, names, teams, seconds, phones, secret, code, started, ended, *state = found
    phase, position, round_, revealed, lit, paused, closes_at, left, port, shared = state
    items = rows(
        executor,
        """
        SELECT q.body, i.skipped FROM room_items i JOIN room_questions q ON q.id = i.question
        WHERE i.room = ? ORDER BY i.position
        """,
        room,
    )
    revisions = tuple(revision_from(body) for body, _ in items)
    players, tokens = _players(executor, room)
    votes, voted_at = _votes(executor, room)
    hands = _hands(executor, room)
    present, first = _of_question(votes, position, Round(round_))
    return KeptRoom(
        setting=Setting(
            title, Names(names), school_class, teams, seconds, bool(phones), secret, code
        ),
        room=Room(
            id=room,
            items=tuple(item_of(revision) for revision in revisions),
            phase=Phase(phase),
            position=position,
            round=Round(round_),
            revealed=bool(revealed),
            lit=lit,
            paused=bool(paused),
            closes_at=None if closes_at is None else to_time(closes_at),
            left=None if left is None else dt.timedelta(microseconds=left),
            seconds=seconds,
            teams=teams,
            players=players,
            votes=present,
            first_votes=first,
            hands={of: shown for (where, of), shown in hands.items() if where == position},
            skipped=frozenset(at for at, (_, skipped) in enumerate(items) if skipped),
        ),
        revisions=revisions,
        votes=votes,
        started_at=to_time(started),
        ended_at=None if ended is None else to_time(ended),
        hands=hands,
        tokens=tokens,
        voted_at=voted_at,
        port=port,
        shared_address=bool(shared),
    )


def item_of(revision: Revision) -> RoomItem:
    """A question as an item of a room."""
    key = revision.question.key
    return RoomItem(
        revision.ref,
        revision.hash,
        None if key is None else key.verdict,
        cues=len(revision.question.cues),
    )


def _players(executor: Executor, room: int) -> tuple[dict[int, Player], dict[str, int]]:
    players: dict[int, Player] = {}
    tokens: dict[str, int] = {}
    for key, name, way, team, pupil, token, admitted, removed in rows(
        executor,
        """
        SELECT number, name, way, team, pupil, token, admitted, removed
        FROM room_players WHERE room = ? ORDER BY number
        """,
        room,
    ):
        players[key] = Player(
            key, name, Way(way), team, pupil, admitted=bool(admitted), removed=bool(removed)
        )
        if token:
            tokens[token] = key
    return players, tokens


def _votes(
    executor: Executor, room: int
) -> tuple[tuple[Vote, ...], dict[tuple[int, int, Round], dt.datetime]]:
    votes: list[Vote] = []
    moments: dict[tuple[int, int, Round], dt.datetime] = {}
    for player, position, round_, chosen, moment in rows(
        executor,
        """
        SELECT player, position, round, chosen, voted_at FROM room_votes WHERE room = ?
        ORDER BY position, round, player
        """,
        room,
    ):
        votes.append(Vote(player, position, Round(round_), Verdict(chosen)))
        moments[player, position, Round(round_)] = to_time(moment)
    return tuple(votes), moments


def _hands(executor: Executor, room: int) -> dict[tuple[int, Round], Hands]:
    counted: defaultdict[tuple[int, Round], dict[Verdict, int]] = defaultdict(dict)
    for position, round_, chosen, raised in rows(
        executor, "SELECT position, round, chosen, raised FROM room_hands WHERE room = ?", room
    ):
        counted[position, Round(round_)][Verdict(chosen)] = raised
    return {
        where: (
            shown.get(Verdict.VERIFIED, 0),
            shown.get(Verdict.CLAIM, 0),
            shown.get(Verdict.PROPAGANDA, 0),
        )
        for where, shown in counted.items()
    }


def _of_question(
    votes: Sequence[Vote], position: int, round_: Round
) -> tuple[Mapping[int, Verdict], Mapping[int, Verdict]]:
    """The votes of the present round, and those of the first where the second is the present."""
    by_round: dict[Round, dict[int, Verdict]] = {Round.FIRST: {}, Round.SECOND: {}}
    for vote in votes:
        if vote.position == position:
            by_round[vote.round][vote.player] = vote.chosen
    first = by_round[Round.FIRST] if round_ is Round.SECOND else {}
    return by_round[round_], first
