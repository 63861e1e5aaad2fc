"""A class's quiz as xAPI statements in a JSON file, for a school's learning record store.

Nothing is sent: somebody brings the file in. It is a list of statements of version 1.0.3 of the
specification (github.com/adlnet/xAPI-Spec), one for each vote of a player on a question.

- `id`: a UUIDv5 of the quiz, the player's number and the question's place in the quiz (and of the
  round, for a second vote), so that bringing the file in twice changes nothing.
- `actor`: an account, never an e-mail address. Its name is the player's: a made-up nickname, or the
  one that the teacher chose. Pupils from the list of a class have one account in all quizzes of the
  class; any other name belongs to its quiz alone.
- `verb`: answered. `object`: the question, a choice of verified, claim and propaganda, with the
  key's verdict as the correct response. A question to argue about has none.
- `result`: the verdict as `response`, and `success` where there is a key.
- `context`: the quiz as `registration` and as the parent activity; as extensions the vote (1 or 2),
  the way of answering, and where names come from (nicknames, roster or free).

Addresses end in `.invalid`, which RFC 6761 keeps from ever being anybody's: they name, and lead
nowhere. Raised hands have no persons and are left out.
"""

import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote
from uuid import NAMESPACE_URL, UUID, uuid5

from trainer.core.classroom import KeptRoom, Vote
from trainer.core.glossary import verdict_meaning, verdict_name
from trainer.core.records import Watch
from trainer.core.revisions import Revision
from trainer.core.room import Names, Player, Round
from trainer.core.rubric import Verdict
from trainer.core.words import language

HOME = "https://who-says.invalid"
VERSION = "1.0.3"
ANSWERED = "http://adlnet.gov/expapi/verbs/answered"
_INTERACTION = "http://adlnet.gov/expapi/activities/cmi.interaction"
_ASSESSMENT = "http://adlnet.gov/expapi/activities/assessment"
_EVERY = 200
_COMPACT = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def write_statements(kept: KeptRoom, class_name: str, path: Path, watch: Watch) -> None:
    """Write the statements of a quiz, a line for each. Raises `OSError`."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write("[")
        for number, statement in enumerate(_statements(kept, class_name, watch)):
            file.write(f"{',' if number else ''}\n{_COMPACT.encode(statement)}")
        file.write("\n]\n")


def quiz_uuid(kept: KeptRoom) -> UUID:
    """What names a quiz everywhere: two computers have quizzes of one number."""
    begun = kept.started_at.astimezone(dt.UTC).isoformat()
    return uuid5(NAMESPACE_URL, f"{HOME}/quiz/{kept.room.id}/{begun}/{kept.setting.secret}")


def _statements(kept: KeptRoom, class_name: str, watch: Watch) -> Iterator[dict[str, Any]]:
    players = {player.number: player for player in kept.players}
    counting = [
        vote
        for vote in kept.votes
        if vote.player in players and vote.position not in kept.room.skipped
    ]
    for done, vote in enumerate(counting):
        if done % _EVERY == 0:
            watch.going(done, len(counting))
        yield _statement(kept, class_name, vote, players[vote.player])


def _statement(kept: KeptRoom, class_name: str, vote: Vote, player: Player) -> dict[str, Any]:
    quiz, revision = quiz_uuid(kept), kept.revisions[vote.position]
    truth = kept.room.items[vote.position].truth
    result: dict[str, Any] = {"response": vote.chosen.value}
    if truth is not None:
        result["success"] = vote.chosen is truth
    moment = kept.voted_at.get((vote.player, vote.position, vote.round), kept.started_at)
    again = "" if vote.round is Round.FIRST else f"/{vote.round.value}"
    return {
        "id": str(uuid5(quiz, f"{player.number}/{vote.position}{again}")),
        "version": VERSION,
        "timestamp": moment.astimezone(dt.UTC).isoformat(timespec="milliseconds"),
        "actor": _actor(kept, class_name, player, quiz),
        "verb": {"id": ANSWERED, "display": {"en": "answered"}},
        "object": _question(revision, truth),
        "result": result,
        "context": {
            "registration": str(quiz),
            "platform": "Who Says?",
            "language": revision.language,
            "contextActivities": {"parent": [_quiz(kept, quiz)]},
            "extensions": {
                f"{HOME}/extensions/vote": vote.round.value,
                f"{HOME}/extensions/way": player.way.value,
                f"{HOME}/extensions/names": kept.setting.names.value,
            },
        },
    }


def _actor(kept: KeptRoom, class_name: str, player: Player, quiz: UUID) -> dict[str, Any]:
    of_class = kept.setting.names is Names.ROSTER and player.pupil is not None and class_name
    home = f"{HOME}/class/{quote(class_name, safe='')}" if of_class else f"{HOME}/quiz/{quiz}"
    return {
        "objectType": "Agent",
        "name": player.name,
        "account": {"homePage": home, "name": player.name},
    }


def _quiz(kept: KeptRoom, quiz: UUID) -> dict[str, Any]:
    return {
        "objectType": "Activity",
        "id": f"{HOME}/quiz/{quiz}",
        "definition": {"type": _ASSESSMENT, "name": {_spoken(): kept.setting.title}},
    }


def _question(revision: Revision, truth: Verdict | None) -> dict[str, Any]:
    question = revision.question
    definition: dict[str, Any] = {
        "type": _INTERACTION,
        "name": {revision.language: question.statement.text},
        "description": {revision.language: f"{revision.text}\n\n{question.scope}".strip()},
        "interactionType": "choice",
        "choices": [
            {
                "id": verdict.value,
                "description": {_spoken(): f"{verdict_name(verdict)}: {verdict_meaning(verdict)}"},
            }
            for verdict in Verdict
        ],
    }
    if truth is not None:
        definition["correctResponsesPattern"] = [truth.value]
    pack, name = quote(revision.pack, safe=""), quote(question.id, safe="")
    return {
        "objectType": "Activity",
        "id": f"{HOME}/question/{pack}/{name}",
        "definition": definition,
    }


def _spoken() -> str:
    """The language that the program speaks, as RFC 5646 writes it."""
    return language().replace("_", "-")
