"""A learner's record out of its file, every value looked at before anything is believed."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from trainer.core.questions import Span
from trainer.core.records import (
    KeptAnswer,
    KeptItem,
    KeptNote,
    KeptNotice,
    KeptSession,
    Record,
)
from trainer.core.revisions import Revision, content_hash, revision_from
from trainer.core.rubric import Confidence, Verdict
from trainer.core.sessions import SessionKind
from trainer.core.words import t
from trainer.services.exchange.members import Node, Unreadable, read_json
from trainer.services.exchange.record_file import FORMAT, VERSION

_MOST = 10_000_000
_LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class Letter:
    """A record as it came, and when it was written out."""

    record: Record
    written_at: dt.datetime


def read_letter(path: Path) -> Letter:
    """The record in a file. Raises `Unreadable` with the place of what is wrong in it."""
    top = read_json(path)
    if top.member("format").text() != FORMAT:
        raise Unreadable("format", t("it is no export of a learner"))
    version = top.member("version").whole(1, _MOST)
    if version > VERSION:
        raise Unreadable(
            "version",
            t("a later release wrote it (version {found}); install that first", found=version),
        )
    learner = top.member("learner")
    revisions = _questions(top.member("questions"))
    sessions = tuple(_session(node, revisions) for node in top.member("sessions").each())
    _check_order(sessions, top.member("sessions"))
    return Letter(
        Record(
            name=learner.member("name").text()[:_LONGEST_NAME],
            created_at=learner.member("created_at").moment(),
            questions={content: body for content, (body, _) in revisions.items()},
            sessions=sessions,
            notices=tuple(_notice(node) for node in top.member("notices").each()),
        ),
        top.member("written_at").moment(),
    )


_Questions = Mapping[str, tuple[str, Revision]]


def _questions(node: Node) -> _Questions:
    found: dict[str, tuple[str, Revision]] = {}
    for content, question in node.named():
        body = question.as_json()
        _check_question(question)
        try:
            if content_hash(body) != content:
                question.fail(
                    t("the question at {place} was changed by hand", place=question.place)
                )
            revision = revision_from(body)
            for cue in revision.question.cues:
                cue.quote.find(revision.text)
        except ValueError as error:
            raise Unreadable(
                question.place, t("the question at {place} is none", place=question.place)
            ) from error
        found[content] = (body, revision)
    return found


_TEXTS = (
    "pack",
    "pack_title",
    "language",
    "article",
    "outlet",
    "genre",
    "topic",
    "excerpt",
    "text",
)
_LEVELS = 9


def _check_question(node: Node) -> None:
    """See that what pages will show are texts: the hash tells damage apart, and not malice."""
    for name in _TEXTS:
        node.member(name).text()
    question = node.member("question")
    for name in ("id", "scope", "side", "reserved"):
        question.member(name).text()
    question.member("level").whole(1, _LEVELS)
    _check_texts(question.member("statement"))
    for cue in question.member("cues").each():
        cue.member("note").text()
        cue.member("confirms").yes()
        _check_texts(cue.member("quote"))
    key = question.member("key")
    key.member("explanation").text()
    for _, why in key.member("why_not").named():
        why.text()


def _check_texts(node: Node) -> None:
    for one in node.each():
        one.text()


def _session(node: Node, revisions: _Questions) -> KeptSession:
    items = tuple(_item(one, revisions) for one in node.member("items").each())
    texts = {item.position: len(revisions[item.revision][1].text) for item in items}
    answers = tuple(_answer(one, texts) for one in node.member("answers").each())
    planned = node.member("planned").whole(1, _MOST)
    for name, positions in (
        ("items", [item.position for item in items]),
        ("answers", [answer.position for answer in answers]),
    ):
        if len(set(positions)) != len(positions) or len(positions) > planned:
            node.member(name).fail(
                t("a position comes twice, or too many, at {place}", place=f"{node.place}.{name}")
            )
    return KeptSession(
        title=node.member("title").text(),
        kind=node.member("kind").one_of(SessionKind),
        form=node.member("form").text(),
        started_at=node.member("started_at").moment(),
        planned=planned,
        left=node.member("left").yes(),
        items=items,
        answers=answers,
    )


def _item(node: Node, revisions: _Questions) -> KeptItem:
    question = node.member("question")
    if question.text() not in revisions:
        question.fail(t("no such question is in the file, at {place}", place=question.place))
    return KeptItem(
        position=node.member("position").whole(0, _MOST),
        revision=question.text(),
        first_sight=node.member("first_sight").yes(),
    )


def _answer(node: Node, texts: Mapping[int, int]) -> KeptAnswer:
    position = node.member("position")
    if position.whole(0, _MOST) not in texts:
        position.fail(t("nothing was asked at {place}", place=position.place))
    return KeptAnswer(
        order=node.member("order").whole(0, _MOST),
        position=position.whole(0, _MOST),
        chosen=node.member("chosen").one_of(Verdict),
        confidence=node.member("confidence").one_of(Confidence),
        first_sight=node.member("first_sight").yes(),
        shown_at=node.member("shown_at").moment(),
        answered_at=node.member("answered_at").moment(),
        underlined=tuple(
            _span(one, texts[position.whole(0, _MOST)]) for one in node.member("underlined").each()
        ),
        notes=tuple(_note(one) for one in node.member("notes").each()),
    )


def _span(node: Node, length: int) -> Span:
    ends = list(node.each())
    if len(ends) != len(Span._fields):
        node.fail(t("a pair of characters is expected at {place}", place=node.place))
    start = ends[0].whole(0, length)
    return Span(start, ends[1].whole(start, length))


def _note(node: Node) -> KeptNote:
    text = node.member("text")
    if not text.text():
        text.fail(t("the note at {place} is empty", place=node.place))
    return KeptNote(text.text(), node.member("written_at").moment())


def _notice(node: Node) -> KeptNotice:
    kind = node.member("kind")
    if not kind.text():
        kind.fail(t("the notice at {place} has no kind", place=node.place))
    return KeptNotice(kind.text(), node.member("told_at").moment())


def _check_order(sessions: Sequence[KeptSession], node: Node) -> None:
    orders = [answer.order for session in sessions for answer in session.answers]
    if len(set(orders)) != len(orders):
        node.fail(t("two answers have one number in the order of answering"))
