"""A class's quiz as plain tables for spreadsheets: questions, pupils, answers, skills."""

import datetime as dt
from collections.abc import Iterator, Mapping

from trainer.core.class_reports import ClassReport, PupilReport, QuestionReport
from trainer.core.class_words import finding_name, key_name, name_kind, names_said, way_name
from trainer.core.classroom import KeptRoom
from trainer.core.glossary import skill_name, verdict_name
from trainer.core.items import ENOUGH
from trainer.core.measures import VERDICTS, Share
from trainer.core.records import Watch
from trainer.core.room import Names, Round
from trainer.core.rubric import Skill, Verdict
from trainer.core.words import t
from trainer.services.exchange.tables import Cell, Row, Table, yes_or_no

_EVERY = 500
"""Rows between two looks at whether the person called it off."""

_DIGITS = 3


def quiz_answer_table(kept: KeptRoom, watch: Watch) -> Table:
    """Every answer that counts, question by question; raised hands as lines with their number."""
    return Table(
        t("Answers"),
        (
            t("Quiz"),
            t("Begun (UTC)"),
            t("Question"),
            t("Pack"),
            t("Question name"),
            t("Statement"),
            t("Skills"),
            t("Verdict"),
            t("Vote"),
            t("Player"),
            t("Name"),
            t("Kind of name"),
            t("Way"),
            t("Team"),
            t("Answered with"),
            t("Right"),
            t("Answers"),
            t("Answered (UTC)"),
        ),
        _answer_rows(kept, watch),
    )


def _answer_rows(kept: KeptRoom, watch: Watch) -> Iterator[Row]:
    players = {player.number: player for player in kept.players}
    counting = [
        vote
        for vote in kept.votes
        if vote.player in players and vote.position not in kept.room.skipped
    ]
    for done, vote in enumerate(counting):
        if done % _EVERY == 0:
            watch.going(done, len(counting))
        player = players[vote.player]
        yield (
            *_of_question(kept, vote.position),
            vote.round.value,
            player.number,
            player.name,
            name_kind(kept.setting.names, player),
            way_name(player.way),
            player.team or None,
            *_said(kept, vote.position, vote.chosen),
            1,
            kept.voted_at.get((vote.player, vote.position, vote.round)),
        )
    for (position, round_), hands in sorted(kept.hands.items()):
        if position in kept.room.skipped:
            continue
        for verdict, raised in zip(VERDICTS, hands, strict=True):
            if raised:
                yield _hands_row(kept, position, round_, verdict, raised)


def _hands_row(kept: KeptRoom, position: int, round_: Round, verdict: Verdict, raised: int) -> Row:
    return (
        *_of_question(kept, position),
        round_.value,
        None,
        "",
        "",
        t("Raised hands"),
        None,
        *_said(kept, position, verdict),
        raised,
        None,
    )


def _of_question(kept: KeptRoom, position: int) -> tuple[Cell, ...]:
    revision = kept.revisions[position]
    return (
        kept.setting.title,
        kept.started_at,
        position + 1,
        revision.pack_title,
        f"{revision.pack}/{revision.question.id}",
        revision.question.statement.text,
        ", ".join(map(skill_name, revision.question.skills)),
        key_name(revision),
    )


def _said(kept: KeptRoom, position: int, chosen: Verdict) -> tuple[Cell, Cell]:
    truth = kept.room.items[position].truth
    return verdict_name(chosen), "" if truth is None else yes_or_no(told=chosen is truth)


def question_table(report: ClassReport) -> Table:
    """Every question that counts with its figures."""
    return Table(
        t("Questions"),
        (
            t("Question"),
            t("Question name"),
            t("Statement"),
            t("Skills"),
            t("Verdict"),
            *(t("Said {verdict}", verdict=verdict_name(one)) for one in VERDICTS),
            t("Right"),
            t("Answers"),
            t("Share right"),
            t("Could be from"),
            t("Could be to"),
            t("Correlation with the rest"),
            t("What it suggests"),
            t("Second vote: right"),
            t("Second vote: answers"),
            t("From wrong to right"),
            t("From right to wrong"),
        ),
        iter([_question_row(question) for question in report.questions]),
    )


def _question_row(question: QuestionReport) -> Row:
    revision, right, second = question.revision, question.right, question.second_right
    correlation = None if question.item is None else question.item.correlation
    shift = None if question.truth is None else question.shift
    return (
        question.position + 1,
        f"{revision.pack}/{revision.question.id}",
        revision.question.statement.text,
        ", ".join(map(skill_name, revision.question.skills)),
        key_name(revision),
        *question.first,
        None if right is None else right.part,
        sum(question.first),
        *_share_cells(right),
        None if correlation is None else round(correlation, _DIGITS),
        "" if question.truth is None else finding_name(question.finding),
        None if second is None else second.part,
        None if question.second is None else sum(question.second),
        None if shift is None else shift.to_right,
        None if shift is None else shift.to_wrong,
    )


def pupil_table(report: ClassReport) -> Table:
    """Every player whose answers count, with their figures and answers."""
    skills = [skill for skill, _ in report.skills]
    return Table(
        t("Pupils"),
        (
            t("Player"),
            t("Name"),
            t("Kind of name"),
            t("Way"),
            t("Team"),
            t("Answered"),
            t("Right"),
            t("Share right"),
            t("Could be from"),
            t("Could be to"),
            t("Verified called otherwise"),
            t("Verified met"),
            t("Others called verified"),
            t("Others met"),
            *(t("Right: {skill}", skill=skill_name(skill)) for skill in skills),
            *(t("Met: {skill}", skill=skill_name(skill)) for skill in skills),
        ),
        iter([_pupil_row(report.names, pupil, skills) for pupil in report.pupils]),
    )


def _pupil_row(names: Names, pupil: PupilReport, skills: list[Skill]) -> Row:
    player, tally = pupil.player, pupil.tally
    doubt, trust = tally.false_doubt, tally.false_trust
    by_skill: Mapping[Skill, Share] = dict(pupil.skills)
    met = [by_skill.get(skill, Share(0, 0)) for skill in skills]
    return (
        player.number,
        player.name,
        name_kind(names, player),
        way_name(player.way),
        player.team or None,
        tally.total,
        tally.right.part,
        *_share_cells(tally.right),
        doubt.part,
        doubt.whole,
        trust.part,
        trust.whole,
        *(share.part for share in met),
        *(share.whole for share in met),
    )


def skill_table(report: ClassReport) -> Table:
    """The class's share right by skill, the weakest first."""
    return Table(
        t("Skills"),
        (
            t("Skill"),
            t("Right"),
            t("Answers"),
            t("Share right"),
            t("Could be from"),
            t("Could be to"),
        ),
        iter(
            [
                (skill_name(skill), share.part, share.whole, *_share_cells(share))
                for skill, share in report.skills
            ]
        ),
    )


def about_quiz_table(report: ClassReport, now: dt.datetime) -> Table:
    """Which quiz it is, whose names these are, and how the class judged in all."""
    tally = report.tally
    low, high = tally.balanced_interval or (None, None)
    facts: list[Row] = [
        (t("Quiz"), report.title),
        (t("Class"), report.class_name),
        (t("Begun (UTC)"), report.started_at),
        (t("Written out (UTC)"), now),
        (t("Names"), names_said(report)),
        (t("Players"), len(report.pupils)),
        (t("Answers"), report.answers),
        (t("Raised hands"), report.hands),
        (t("Questions left out"), report.skipped),
        (t("Balanced accuracy"), _rounded(tally.balanced_accuracy)),
        (t("Balanced accuracy could be from"), _rounded(low)),
        (t("Balanced accuracy could be to"), _rounded(high)),
        (t("False doubt"), _rounded(tally.false_doubt.value)),
        (t("False trust"), _rounded(tally.false_trust.value)),
        (t("Over-labelling"), _rounded(tally.over_labelling.value)),
        (
            t("How to read it"),
            t(
                "Shares are from 0 to 1, with the range that chance alone could make of them in 19 "
                "of 20 cases. Unanswered counts for nothing. A correlation says something from "
                "{enough} answers on.",
                enough=ENOUGH,
            ),
        ),
    ]
    return Table(t("About"), (t("What"), t("Is")), iter(facts))


def _share_cells(share: Share | None) -> tuple[Cell, Cell, Cell]:
    """A share and the ends of its interval as numbers from 0 to 1, empty out of nothing."""
    if share is None or share.value is None or share.interval is None:
        return None, None, None
    low, high = share.interval
    return _rounded(share.value), _rounded(low), _rounded(high)


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, _DIGITS)
