"""The file that carries one learner from computer to computer: JSON in UTF-8, version 1.

It is an object with these members:

- `format`: always `"who-says-learner"`; `version`: 1, one more for each change that an earlier
  release could not read.
- `written_at`: when, as all times in the file: ISO 8601 in UTC with microseconds.
- `learner`: `name` and `created_at`. A PIN is not part of it.
- `questions`: each question that was planned, word for word as it was shown, under the SHA-256 of
  its canonical JSON (sorted keys, no blanks).
- `sessions`: a list in the order of beginning; each with `title`, `kind` (practice, real-life,
  lesson or checkup), `form`, `started_at`, `planned` (how many questions), `left` (whether it is
  not to be offered again), `items` (`position` from 0, `question`: a hash from above,
  `first_sight`) and `answers`: `order` (from 0 over all answers of the learner, in the order of
  answering), `position`, `chosen` (verified, claim or propaganda), `confidence` (guess,
  fairly-sure or sure), `first_sight`, `shown_at`, `answered_at`, `underlined` (pairs of first and
  last character, half open) and `notes` (`text`, `written_at`).
- `notices`: what the learner was told, `kind` and `told_at`.

Scores, skills, due dates and streaks are not in it: they are worked out from the answers.
"""

import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from trainer.core.records import KeptAnswer, KeptItem, KeptNote, KeptSession, Record, Watch

FORMAT = "who-says-learner"
VERSION = 1

_COMPACT = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def write_record(record: Record, path: Path, now: dt.datetime, watch: Watch) -> None:
    """Write the record, a line for each question and session. Raises `OSError`."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for part in _parts(record, now, watch):
            file.write(part)


def _parts(record: Record, now: dt.datetime, watch: Watch) -> Iterator[str]:
    learner = {"name": record.name, "created_at": _moment(record.created_at)}
    yield f'{{\n"format":{_json(FORMAT)},\n"version":{VERSION},\n'
    yield f'"written_at":{_json(_moment(now))},\n"learner":{_json(learner)},\n"questions":{{'
    for number, (content, body) in enumerate(record.questions.items()):
        # The body is JSON already, and its hash is that of just these characters.
        yield f"{',' if number else ''}\n{_json(content)}:{body}"
    yield '\n},\n"sessions":['
    for number, session in enumerate(record.sessions):
        watch.going(number, len(record.sessions))
        yield f"{',' if number else ''}\n{_json(_session(session))}"
    yield '\n],\n"notices":['
    for number, notice in enumerate(record.notices):
        told = {"kind": notice.kind, "told_at": _moment(notice.told_at)}
        yield f"{',' if number else ''}\n{_json(told)}"
    yield "\n]\n}\n"


def _json(value: object) -> str:
    return _COMPACT.encode(value)


def _session(session: KeptSession) -> dict[str, Any]:
    return {
        "title": session.title,
        "kind": session.kind.value,
        "form": session.form,
        "started_at": _moment(session.started_at),
        "planned": session.planned,
        "left": session.left,
        "items": [_item(item) for item in session.items],
        "answers": [_answer(answer) for answer in session.answers],
    }


def _item(item: KeptItem) -> dict[str, Any]:
    return {
        "position": item.position,
        "question": item.revision,
        "first_sight": item.first_sight,
    }


def _answer(answer: KeptAnswer) -> dict[str, Any]:
    return {
        "order": answer.order,
        "position": answer.position,
        "chosen": answer.chosen.value,
        "confidence": answer.confidence.value,
        "first_sight": answer.first_sight,
        "shown_at": _moment(answer.shown_at),
        "answered_at": _moment(answer.answered_at),
        "underlined": [[span.start, span.end] for span in answer.underlined],
        "notes": [_note(note) for note in answer.notes],
    }


def _note(note: KeptNote) -> dict[str, Any]:
    return {"text": note.text, "written_at": _moment(note.written_at)}


def _moment(moment: dt.datetime) -> str:
    return moment.astimezone(dt.UTC).isoformat(timespec="microseconds")
