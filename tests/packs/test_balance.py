"""Warnings over a whole pack, and the silence where there is no reason for one."""

import random
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import cycle, islice

import pytest

from trainer.core.questions import ArticleKind
from trainer.core.rubric import Asks, Skill, Verdict
from trainer.packs.balance import advice_on, chi2_limit
from trainer.packs.written import WrittenArticle, WrittenExcerpt, WrittenFile, WrittenQuestion

V, C, P = Verdict.VERIFIED, Verdict.CLAIM, Verdict.PROPAGANDA
SKILLS = (Skill.SCOPE, Skill.ATTACK, Skill.ADMISSION)
FILLER = "nothing much here and there " * 10


@dataclass(frozen=True)
class Asked:
    """A question as far as the warnings look at it."""

    verdict: Verdict | None
    statement: str = "a plain statement of six words"
    side: str = ""
    skill: Skill = Skill.SCOPE
    before: str = ""


def written(asked: list[Asked], topic: str = "") -> list[WrittenFile]:
    excerpts = [
        WrittenExcerpt(
            f"e{number}",
            f"{one.before}{one.statement} {FILLER}",
            (
                WrittenQuestion(
                    id=f"q{number}",
                    statement=one.statement,
                    asks=Asks.CONTENT,
                    skills=(one.skill,),
                    level=1,
                    verdict=one.verdict,
                    side=one.side or None,
                ),
            ),
        )
        for number, one in enumerate(asked)
    ]
    article = WrittenArticle("t", "o", ArticleKind.PRACTICE, topic=topic or None)
    return [WrittenFile(article, tuple(excerpts))]


def told(asked: list[Asked], topic: str = "") -> list[str]:
    return [advice.message for advice in advice_on(written(asked, topic))]


def balanced(count: int) -> list[Asked]:
    return [Asked(verdict) for verdict in islice(cycle(Verdict), count)]


@pytest.mark.parametrize("count", [3, 12, 18, 24, 90])
def test_a_balanced_pack_is_left_in_peace(count: int) -> None:
    assert told(balanced(count)) == []


def test_unbalanced_verdicts_are_told_once_there_are_twelve() -> None:
    asked = [Asked(V)] * 8 + [Asked(C)] * 2 + [Asked(P)] * 2
    assert told(asked) == ["The verdicts are unbalanced: 8 verified, 2 claim, 2 propaganda."]
    assert told(asked[1:]) == []
    # 10 points of a third are fine: 9, 11 and 7 of 27 are 33, 41 and 26 in a hundred.
    assert told([Asked(V)] * 9 + [Asked(C)] * 11 + [Asked(P)] * 7) == []
    assert told([*asked[:-1], *[Asked(None)] * 10]) == []


_TELLS: dict[str, Callable[[Asked], Asked]] = {
    "length of the statement": lambda one: replace(
        one, statement="word " * (5 if one.verdict is V else 20)
    ),
    "quotation marks in the statement": lambda one: replace(
        one, statement=f"“{one.statement}”" if one.verdict is P else one.statement
    ),
    "digits in the statement": lambda one: replace(
        one, statement="all 40 of them" if one.verdict is C else "some of them"
    ),
    "side": lambda one: replace(one, side="them" if one.verdict is P else "us"),
    "position of the statement": lambda one: replace(
        one, before=FILLER if one.verdict is V else ""
    ),
}


@pytest.mark.parametrize("feature", _TELLS)
def test_a_surface_feature_that_gives_the_verdict_away_is_told(feature: str) -> None:
    give_away = _TELLS[feature]
    messages = told([give_away(one) for one in balanced(24)])
    told_so = re.compile(f"(The )?{feature} gives? the verdict away", re.IGNORECASE)
    assert any(told_so.match(message) for message in messages)
    few = told([give_away(one) for one in balanced(21)])
    assert not any("the verdict away" in message for message in few)


def test_chance_alone_rarely_gives_a_verdict_away() -> None:
    chance = random.Random(7)
    false_alarms = 0
    for _ in range(200):
        asked = [
            replace(
                one,
                statement=" ".join("word" for _ in range(chance.randint(3, 20)))
                + chance.choice((" 7", " “x”", "")),
                side=chance.choice("abcd"),
                before=FILLER[: chance.randrange(len(FILLER))],
            )
            for one in balanced(30)
        ]
        false_alarms += any("the verdict away" in message for message in told(asked))
    # Five features at one in a hundred each.
    assert false_alarms <= 20


def test_a_side_or_topic_with_one_verdict_is_told_from_six_questions_on() -> None:
    asked = [*([Asked(C, side="Velm")] * 6), *([Asked(V, side="Ast")] * 3), Asked(P, side="Ast")]
    assert told(asked) == ["All 6 questions of the side “Velm” are claim."]
    assert told(asked[1:]) == []
    assert told([Asked(C)] * 6, topic="harbour") == [
        "All 6 questions of the topic “harbour” are claim."
    ]


def test_skills_with_a_single_question_are_one_warning_from_eighteen_questions_on() -> None:
    asked = balanced(18)
    asked[0] = replace(asked[0], skill=Skill.CALL)
    asked[1] = replace(asked[1], skill=Skill.WORDING)
    assert told(asked) == ["These skills have a single question: `call`, `wording`."]
    assert told(asked[:17]) == []


def test_the_limits_of_chi2_are_those_of_the_tables() -> None:
    for freedom, exact in ((1, 6.635), (2, 9.210), (4, 13.277), (8, 20.090), (20, 37.566)):
        assert chi2_limit(freedom) == pytest.approx(exact, rel=0.02)
