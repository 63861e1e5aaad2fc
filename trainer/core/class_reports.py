"""What a class's quiz amounts to: per question, per skill, per pupil, and in all."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from trainer.core.checkups import Changes, changes
from trainer.core.classroom import KeptRoom, Vote
from trainer.core.items import Finding, Item, Response, items
from trainer.core.measures import VERDICTS, Share, Tally
from trainer.core.questions import QuestionRef
from trainer.core.revisions import Revision
from trainer.core.room import Hands, Names, Player, Round, Way
from trainer.core.rubric import Skill, Verdict

_NOBODY: Hands = (0, 0, 0)
_MOST_ADVICE = 3
"""Skills that a pupil is told to look at again at the most: more than that is no advice."""

_WEAK = 0.5
"""The share right of a skill from which down it is worth another look."""


@dataclass(frozen=True, slots=True)
class Shift:
    """What those did who voted before and after the class had argued.

    Without a key, whoever changed went `elsewhere`, as did who went from one wrong verdict to the
    other.
    """

    stayed: int
    to_right: int
    to_wrong: int
    elsewhere: int

    @property
    def both(self) -> int:
        """How many voted twice."""
        return self.stayed + self.to_right + self.to_wrong + self.elsewhere


@dataclass(frozen=True, slots=True)
class QuestionReport:
    """One question of the quiz that counts, `position` from 0 in the order of the quiz.

    `first` and `second` count the votes of each round with raised hands; `second` is None without a
    second vote. `choosers` are the players who chose each verdict in the first round. `item` has
    the figures that need persons, None where there is no key or nobody answered by themselves.
    """

    position: int
    revision: Revision
    first: Hands
    second: Hands | None
    choosers: Mapping[Verdict, tuple[int, ...]]
    item: Item | None
    shift: Shift | None

    @property
    def truth(self) -> Verdict | None:
        """The key's verdict, None for a question that is argued about."""
        key = self.revision.question.key
        return None if key is None else key.verdict

    @property
    def right(self) -> Share | None:
        """The share right in the first vote with raised hands, None without a key."""
        return _share_right(self.truth, self.first)

    @property
    def second_right(self) -> Share | None:
        """The share right in the second vote, None without a key or a second vote."""
        return None if self.second is None else _share_right(self.truth, self.second)

    @property
    def persons(self) -> int:
        """Answers that somebody in particular gave, so that a correlation can be told of."""
        return self.item.right.whole if self.item else 0

    @property
    def finding(self) -> Finding:
        """What the figures suggest about the question."""
        return self.item.finding if self.item else Finding.TOO_FEW

    @property
    def draws(self) -> tuple[Verdict, int] | None:
        """The wrong verdict that drew the most in the first vote and how many; None for none."""
        wrong = [
            (count, -VERDICTS.index(verdict), verdict)
            for verdict, count in zip(VERDICTS, self.first, strict=True)
            if verdict is not self.truth and count
        ]
        if self.truth is None or not wrong:
            return None
        count, _, verdict = max(wrong)
        return verdict, count


@dataclass(frozen=True, slots=True)
class PupilAnswer:
    """What somebody said to a question: at first, and after the class had argued, if then."""

    position: int
    first: Verdict | None
    second: Verdict | None


@dataclass(frozen=True, slots=True)
class PupilReport:
    """One player whose answers count. `answers` are by position; unanswered is not among them.

    `tally` counts first votes on questions with a key. `skills` have the share right of each skill
    that was met.
    """

    player: Player
    answers: Mapping[int, PupilAnswer]
    tally: Tally
    skills: tuple[tuple[Skill, Share], ...]

    @property
    def look_again(self) -> tuple[tuple[Skill, Share], ...]:
        """The skills in which half or more went wrong, the weakest first, a few at the most."""
        weak = [one for one in self.skills if (one[1].value or 0.0) <= _WEAK]
        return tuple(sorted(weak, key=lambda one: _weakest_first(one[1]))[:_MOST_ADVICE])

    @property
    def sits_well(self) -> tuple[Skill, ...]:
        """The skills in which everything was right, those of many answers first, a few at most."""
        well = [one for one in self.skills if one[1].part == one[1].whole]
        return tuple(
            skill for skill, _ in sorted(well, key=lambda one: -one[1].whole)[:_MOST_ADVICE]
        )


@dataclass(frozen=True, slots=True)
class TeamReport:
    """One team, `number` from 1: how many play in it and how its first votes fell."""

    number: int
    players: int
    tally: Tally


@dataclass(frozen=True, slots=True)
class QuizTally:
    """How a class judged in one quiz, to compare it with others. `started_at` is aware, in UTC."""

    room: int
    title: str
    started_at: dt.datetime
    tally: Tally


@dataclass(frozen=True, slots=True)
class ClassReport:
    """A class's quiz as it went.

    Who was removed or never let in does not count, nor does a question that was skipped; what
    nobody answered is never wrong. `tally` counts first votes and raised hands on questions with a
    key, `hands` the raised ones alone (first votes). `earlier` are the class's quizzes before this
    one, the earliest first.
    """

    room: int
    title: str
    class_name: str
    names: Names
    started_at: dt.datetime
    ended: bool
    questions: tuple[QuestionReport, ...]
    skipped: int
    skills: tuple[tuple[Skill, Share], ...]
    tally: Tally
    pupils: tuple[PupilReport, ...]
    teams: tuple[TeamReport, ...]
    hands: int
    earlier: tuple[QuizTally, ...] = ()

    @property
    def answers(self) -> int:
        """First votes and raised hands on all questions that count."""
        return sum(sum(question.first) for question in self.questions)

    @property
    def has_second(self) -> bool:
        """Whether any question was voted on twice."""
        return any(question.second is not None for question in self.questions)

    @property
    def on_paper(self) -> bool:
        """Whether sheets of paper are among the answers."""
        return any(pupil.player.way is Way.PAPER for pupil in self.pupils)

    def pupil(self, number: int) -> PupilReport | None:
        """The pupil with this player's number, None where there is none."""
        return next((one for one in self.pupils if one.player.number == number), None)


def class_report(
    kept: KeptRoom, class_name: str = "", earlier: Sequence[QuizTally] = ()
) -> ClassReport:
    """The report on what is kept of a quiz."""
    votes = _counting(kept)
    first = {(vote.player, vote.position): vote.chosen for vote in votes[Round.FIRST]}
    second = {(vote.player, vote.position): vote.chosen for vote in votes[Round.SECOND]}
    figures = _items(kept, first)
    questions = tuple(
        _question(kept, position, first, second, figures.get(position))
        for position in range(len(kept.revisions))
        if position not in kept.room.skipped
    )
    pupils = tuple(_pupil(kept, player, first, second) for player in kept.players)
    return ClassReport(
        room=kept.room.id,
        title=kept.setting.title,
        class_name=class_name,
        names=kept.setting.names,
        started_at=kept.started_at,
        ended=kept.ended_at is not None,
        questions=questions,
        skipped=len(kept.room.skipped),
        skills=_skills(
            (question.revision, right) for question in questions if (right := question.right)
        ),
        tally=quiz_tally(kept),
        pupils=pupils,
        teams=_teams(kept.room.teams, pupils),
        hands=sum(sum(_hands(kept, question.position, Round.FIRST)) for question in questions),
        earlier=tuple(earlier),
    )


def quiz_tally(kept: KeptRoom) -> Tally:
    """The first votes and raised hands of a quiz on its questions with a key."""
    counted: Counter[tuple[Verdict, Verdict]] = Counter()
    for vote in _counting(kept)[Round.FIRST]:
        truth = kept.room.items[vote.position].truth
        if truth is not None:
            counted[truth, vote.chosen] += 1
    for position, item in enumerate(kept.room.items):
        if item.truth is not None and position not in kept.room.skipped:
            for verdict, raised in zip(VERDICTS, _hands(kept, position, Round.FIRST), strict=True):
                counted[item.truth, verdict] += raised
    return Tally.counted((*pair, count) for pair, count in counted.items())


def changed_since(before: Tally, after: Tally) -> Changes | None:
    """What changed between two quizzes of a class, None where either lacks a verdict.

    The intervals take answers for independent, which those of one pupil are not quite, and the
    questions of two quizzes differ: a change within chance is none, one beyond it may still be
    theirs.
    """
    if before.balanced_accuracy is None or after.balanced_accuracy is None:
        return None
    return changes(before, after)


def _counting(kept: KeptRoom) -> Mapping[Round, Sequence[Vote]]:
    """The votes that count, by round: of players who are in, on questions not skipped."""
    active = {player.number for player in kept.players}
    by_round: dict[Round, list[Vote]] = {round_: [] for round_ in Round}
    for vote in kept.votes:
        if vote.player in active and vote.position not in kept.room.skipped:
            by_round[vote.round].append(vote)
    return by_round


_Given = Mapping[tuple[int, int], Verdict]
"""Verdicts by player and position."""


def _items(kept: KeptRoom, first: _Given) -> Mapping[int, Item]:
    """The figures of each question by its position."""
    # Named by position: a quiz may ask a question twice.
    found = items(
        Response(player, QuestionRef("", str(position)), truth, chosen)
        for (player, position), chosen in first.items()
        if (truth := kept.room.items[position].truth) is not None
    )
    return {int(item.question.question): item for item in found}


def _question(
    kept: KeptRoom, position: int, first: _Given, second: _Given, item: Item | None
) -> QuestionReport:
    choosers: dict[Verdict, list[int]] = {verdict: [] for verdict in VERDICTS}
    for (player, at), chosen in first.items():
        if at == position:
            choosers[chosen].append(player)
    again = [chosen for (_, at), chosen in second.items() if at == position]
    later = _hands(kept, position, Round.SECOND)
    voted_again = bool(again) or any(later)
    truth = kept.room.items[position].truth
    return QuestionReport(
        position=position,
        revision=kept.revisions[position],
        first=_with_hands(
            [len(choosers[verdict]) for verdict in VERDICTS],
            _hands(kept, position, Round.FIRST),
        ),
        second=_with_hands([again.count(verdict) for verdict in VERDICTS], later)
        if voted_again
        else None,
        choosers=MappingProxyType({one: tuple(sorted(who)) for one, who in choosers.items()}),
        item=item,
        shift=_shift(truth, position, first, second) if voted_again else None,
    )


def _with_hands(votes: Sequence[int], hands: Hands) -> Hands:
    counts = [vote + raised for vote, raised in zip(votes, hands, strict=True)]
    return counts[0], counts[1], counts[2]


def _hands(kept: KeptRoom, position: int, round_: Round) -> Hands:
    return kept.hands.get((position, round_), _NOBODY)


def _share_right(truth: Verdict | None, counts: Hands) -> Share | None:
    return None if truth is None else Share(counts[VERDICTS.index(truth)], sum(counts))


def _shift(truth: Verdict | None, position: int, first: _Given, second: _Given) -> Shift:
    ways: Counter[str] = Counter()
    for (player, at), after in second.items():
        before = first.get((player, at)) if at == position else None
        if before is None:
            continue
        if before is after:
            ways["stayed"] += 1
        elif after is truth:
            ways["to_right"] += 1
        elif before is truth:
            ways["to_wrong"] += 1
        else:
            ways["elsewhere"] += 1
    return Shift(ways["stayed"], ways["to_right"], ways["to_wrong"], ways["elsewhere"])


def _pupil(kept: KeptRoom, player: Player, first: _Given, second: _Given) -> PupilReport:
    number = player.number
    answers = {
        position: PupilAnswer(position, first.get((number, position)), again)
        for position in range(len(kept.revisions))
        if (again := second.get((number, position))) or (number, position) in first
    }
    scored = [
        (kept.revisions[position], truth, answer.first)
        for position, answer in answers.items()
        if answer.first and (truth := kept.room.items[position].truth)
    ]
    return PupilReport(
        player=player,
        answers=MappingProxyType(answers),
        tally=Tally.of((truth, chosen) for _, truth, chosen in scored),
        skills=_skills(
            (revision, Share(int(chosen is truth), 1)) for revision, truth, chosen in scored
        ),
    )


def _skills(judged: Iterable[tuple[Revision, Share]]) -> tuple[tuple[Skill, Share], ...]:
    """The share right of each skill that was met, the weakest first."""
    counts: defaultdict[Skill, Share] = defaultdict(lambda: Share(0, 0))
    for revision, share in judged:
        for skill in revision.question.skills:
            so_far = counts[skill]
            counts[skill] = Share(so_far.part + share.part, so_far.whole + share.whole)
    met = [(skill, share) for skill, share in counts.items() if share.whole]
    return tuple(sorted(met, key=lambda one: _weakest_first(one[1])))


def _weakest_first(share: Share) -> tuple[float, int]:
    return share.value or 0.0, -share.whole


def _teams(number: int, pupils: Sequence[PupilReport]) -> tuple[TeamReport, ...]:
    return tuple(
        TeamReport(
            team,
            sum(pupil.player.team == team for pupil in pupils),
            sum((one.tally for one in pupils if one.player.team == team), Tally()),
        )
        for team in range(1, number + 1)
    )
