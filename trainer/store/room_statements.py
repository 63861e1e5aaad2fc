"""Everything that is ever written about rooms, each function the inside of one transaction."""

import datetime as dt
from collections.abc import Iterable, Sequence

from trainer.core.classroom import Setting, Vote
from trainer.core.revisions import Revision
from trainer.core.room import Hands, Player, Room, Round
from trainer.core.rubric import Verdict
from trainer.core.words import t
from trainer.store.connection import Executor, number, row, rows
from trainer.store.rows import from_time
from trainer.store.statements import Refused

_MICROSECOND = dt.timedelta(microseconds=1)


def add_room(
    executor: Executor, setting: Setting, revisions: Sequence[Revision], now: dt.datetime
) -> int:
    """Add a room with its questions, word for word as they will be shown; its number."""
    rows(
        executor,
        """
        INSERT INTO rooms (title, class, names, teams, seconds, phones, secret, code, started_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        setting.title,
        setting.school_class,
        setting.names.value,
        setting.teams,
        setting.seconds,
        int(setting.phones),
        setting.secret,
        setting.code,
        from_time(now),
    )
    room = number(executor, "SELECT last_insert_rowid()")
    for position, revision in enumerate(revisions):
        rows(
            executor,
            "INSERT INTO room_questions (hash, body) VALUES (?, ?) ON CONFLICT (hash) DO NOTHING",
            revision.hash,
            revision.body,
        )
        rows(
            executor,
            """
            INSERT INTO room_items (room, position, question)
            SELECT ?, ?, id FROM room_questions WHERE hash = ?
            """,
            room,
            position,
            revision.hash,
        )
    return room


def keep_state(executor: Executor, room: Room, ended_at: dt.datetime | None) -> None:
    """Keep where a room stands; its players and votes are kept as they come.

    `ended_at` is noted once.
    """
    _refuse_unknown(executor, room.id)
    rows(
        executor,
        """
        UPDATE rooms SET phase = ?, position = ?, round = ?, revealed = ?, lit = ?, paused = ?,
            closes_at = ?, time_left = ?, ended_at = ifnull(ended_at, ?)
        WHERE id = ?
        """,
        room.phase.value,
        room.position,
        room.round.value,
        int(room.revealed),
        room.lit,
        int(room.paused),
        None if room.closes_at is None else from_time(room.closes_at),
        None if room.left is None else room.left // _MICROSECOND,
        None if ended_at is None else from_time(ended_at),
        room.id,
    )
    for position in room.skipped:
        rows(
            executor,
            "UPDATE room_items SET skipped = 1 WHERE room = ? AND position = ? AND skipped = 0",
            room.id,
            position,
        )


def keep_port(executor: Executor, room: int, port: int) -> None:
    """Keep at which port phones come in."""
    rows(executor, "UPDATE rooms SET port = ? WHERE id = ?", port, room)


def keep_shared_address(executor: Executor, room: int, *, shared: bool) -> None:
    """Keep whether all phones may come from one address."""
    rows(executor, "UPDATE rooms SET shared_address = ? WHERE id = ?", int(shared), room)


def keep_player(
    executor: Executor, room: int, player: Player, token: str, now: dt.datetime
) -> None:
    """Add a player, or keep what has changed about one. A token is kept as it was first given."""
    rows(
        executor,
        """
        INSERT INTO room_players (room, number, name, way, team, pupil, token, admitted, removed,
            joined_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT DO UPDATE SET name = excluded.name, admitted = excluded.admitted,
            removed = excluded.removed
        """,
        room,
        player.number,
        player.name,
        player.way.value,
        player.team,
        player.pupil,
        token,
        int(player.admitted),
        int(player.removed),
        from_time(now),
    )


def keep_votes(executor: Executor, room: int, votes: Iterable[Vote], now: dt.datetime) -> None:
    """Keep verdicts, each in place of the player's earlier one on the same question and round."""
    for vote in votes:
        rows(
            executor,
            """
            INSERT INTO room_votes (room, position, round, player, chosen, voted_at)
            VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT DO UPDATE SET chosen = excluded.chosen, voted_at = excluded.voted_at
            """,
            room,
            vote.position,
            vote.round.value,
            vote.player,
            vote.chosen.value,
            from_time(now),
        )


def forget_vote(executor: Executor, room: int, player: int, position: int, round_: Round) -> None:
    """Take a verdict back, as where a sheet of paper was entered wrongly."""
    rows(
        executor,
        "DELETE FROM room_votes WHERE room = ? AND player = ? AND position = ? AND round = ?",
        room,
        player,
        position,
        round_.value,
    )


def keep_hands(executor: Executor, room: int, position: int, round_: Round, hands: Hands) -> None:
    """Keep how many hands were raised for each verdict, in place of those before."""
    for verdict, raised in zip(Verdict, hands, strict=True):
        rows(
            executor,
            """
            INSERT INTO room_hands (room, position, round, chosen, raised) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT DO UPDATE SET raised = excluded.raised
            """,
            room,
            position,
            round_.value,
            verdict.value,
            raised,
        )


def _refuse_unknown(executor: Executor, room: int) -> None:
    if row(executor, "SELECT 1 FROM rooms WHERE id = ?", room) is None:
        raise Refused(t("This quiz is not in the history any more."), "", f"room {room}")


def erase_room(executor: Executor, room: int) -> None:
    """Delete a room with all that happened in it, pupils included that are kept for it alone.

    What is deleted is overwritten at once, so that a kill leaves none of it in free pages.
    """
    rows(executor, "PRAGMA secure_delete = ON")
    for table in ("room_votes", "room_hands", "room_players", "room_items"):
        rows(executor, f"DELETE FROM {table} WHERE room = ?", room)  # noqa: S608 -- our own names
    rows(executor, "DELETE FROM rooms WHERE id = ?", room)
    forget_pupils(executor)
    _forget_questions(executor)


def erase_class(executor: Executor, school_class: int) -> None:
    """Delete a class, its pupils and its rooms, overwriting them at once as `erase_room` does."""
    rows(executor, "PRAGMA secure_delete = ON")
    for (room,) in rows(executor, "SELECT id FROM rooms WHERE class = ?", school_class):
        erase_room(executor, room)
    rows(executor, "DELETE FROM pupils WHERE class = ?", school_class)
    rows(executor, "DELETE FROM classes WHERE id = ?", school_class)


def forget_pupils(executor: Executor) -> None:
    """Delete the pupils who are on no list any more and took part in no room that is kept."""
    rows(
        executor,
        """
        DELETE FROM pupils WHERE listed = 0
            AND id NOT IN (SELECT pupil FROM room_players WHERE pupil IS NOT NULL)
        """,
    )


def _forget_questions(executor: Executor) -> None:
    rows(
        executor,
        "DELETE FROM room_questions WHERE id NOT IN (SELECT question FROM room_items)",
    )
