"""What a kept question is about, in columns beside its text, so that lists can be asked for it."""

import json
from typing import Any

from trainer.core.revisions import Revision
from trainer.store.connection import Executor, SqlValue, rows


def about(revision: Revision) -> tuple[SqlValue, ...]:
    """Topic, side, level, skills and technique of a question, as its columns hold them."""
    question = revision.question
    technique = question.key.technique if question.key else None
    return (
        revision.topic,
        question.side,
        question.level,
        " ".join(skill.value for skill in question.skills),
        technique.value if technique else "",
    )


def describe_revisions(executor: Executor) -> None:
    """Fill those columns of all kept questions from their text; one that is hurt keeps blanks."""
    for key, body in rows(executor, "SELECT id, body FROM revisions"):
        try:
            values = _about_body(json.loads(body))
        except (ValueError, KeyError, TypeError):
            continue
        rows(
            executor,
            """
            UPDATE revisions SET topic = ?, side = ?, level = ?, skills = ?, technique = ?
            WHERE id = ?
            """,
            *values,
            key,
        )


def _about_body(plain: dict[str, Any]) -> tuple[SqlValue, ...]:
    question = plain["question"]
    return (
        str(plain["topic"]),
        str(question["side"]),
        int(question["level"]),
        " ".join(str(skill) for skill in question["skills"]),
        str((question["key"] or {}).get("technique") or ""),
    )
