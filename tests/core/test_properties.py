"""The properties of all packs together: each holds where it should and fails where it should."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import count, cycle

from tests.packs.samples import big_pack
from trainer.core.catalogue import Entry
from trainer.core.checkups import Form, forms
from trainer.core.properties import Property, State, properties_of
from trainer.core.questions import Key
from trainer.core.revisions import Revision, revisions_of
from trainer.core.rubric import Asks, Skill, Technique, Verdict
from trainer.packs.cache import entry_of

BASE = revisions_of(big_pack(2, articles=1))[0]
SKILLS = tuple(Skill)
TECHNIQUES = tuple(Technique)
V, C, P = Verdict


def asked(
    verdict: Verdict | None,
    number: int,
    *,
    pack: str = "one",
    excerpt: str = "",
    reserved: str = "",
    asks: Asks = Asks.CONTENT,
    side: str = "council",
    topic: str = "water",
) -> Revision:
    """One question of a made-up set; skill and technique go by its number."""
    assert BASE.question.key is not None
    key: Key | None = None
    if verdict is not None:
        technique = TECHNIQUES[number // 3 % len(TECHNIQUES)] if verdict is P else None
        key = replace(BASE.question.key, verdict=verdict, technique=technique)
    question = replace(
        BASE.question,
        id=f"q{number}",
        key=key,
        asks=asks,
        skills=(SKILLS[number % len(SKILLS)],),
        level=1 + number % 3,
        reserved=reserved,
        side=side,
    )
    return replace(
        BASE, pack=pack, excerpt=excerpt or f"e{number // 3}", question=question, topic=topic
    )


def good() -> list[Revision]:
    """Enough of everything: 216 scored, 48 held back, 20 to argue about."""
    numbers, verdicts = count(), cycle(Verdict)
    layers = cycle((Asks.CONTENT, Asks.UTTERANCE))
    return [
        *(asked(next(verdicts), next(numbers), asks=next(layers)) for _ in range(216)),
        *(asked(next(verdicts), next(numbers), reserved="checkup") for _ in range(48)),
        *(asked(None, next(numbers)) for _ in range(20)),
    ]


def found(revisions: Sequence[Revision]) -> dict[str, Property]:
    dealt = forms(map(entry_of, revisions))
    return {one.name: one for one in properties_of(revisions, dealt)}


def failing(revisions: Sequence[Revision]) -> Iterator[str]:
    return (name for name, one in found(revisions).items() if one.state is State.FAILS)


def test_a_good_set_holds_in_everything() -> None:
    assert list(failing(good())) == []
    assert all(not one.lacking for one in found(good()).values())


def test_nothing_at_all_fails_and_raises_nothing() -> None:
    assert "scored questions" in list(failing([]))


def test_questions_held_back_are_not_counted_as_scored() -> None:
    held = [
        replace(one, question=replace(one.question, reserved="checkup")) if at < 30 else one
        for at, one in enumerate(good())
    ]
    scored = found(held)["scored questions"]
    assert (scored.found, scored.lacking) == ("186", ("14 more are needed.",))
    assert found(held)["held back for check-ups"].found == "78"


def test_too_few_excerpts_fail() -> None:
    crowded = [replace(one, excerpt="the only one") for one in good()]
    assert "excerpts with one" in list(failing(crowded))


def test_too_few_held_back_or_too_few_of_a_verdict_make_too_few_forms() -> None:
    fewer = [one for one in good() if not one.question.reserved]
    assert {"held back for check-ups", "parallel forms of check-ups"} <= set(failing(fewer))
    one_verdict = [asked(V, 1_000 + at, reserved="checkup") for at in range(48)] + fewer
    assert "parallel forms of check-ups" in list(failing(one_verdict))


def entry(number: int, skill: str, level: int) -> Entry:
    return replaced(entry_of(asked(V, number)), skill, level)


def replaced(one: Entry, skill: str, level: int) -> Entry:
    return one._replace(skills=(skill,), level=level)


def test_how_alike_forms_are_is_told() -> None:
    one = Form("A", (entry(1, "scope", 1), entry(2, "duress", 2)))
    other = Form("B", (entry(3, "scope", 3), entry(4, "scope", 3)))
    told = next(p for p in properties_of([], [one, other]) if p.name.startswith("parallel")).told
    assert told[0] == "Form A: mean level 1.50; 1 of level 1, 1 of level 2."
    assert told[1] == "Form B: mean level 3.00; 2 of level 3."
    assert told[2] == "Any two forms share 50% to 50% of their skills."


def test_a_verdict_more_than_three_points_off_a_third_fails_over_all() -> None:
    even = [
        asked(verdict, number) for number, verdict in zip(range(300), cycle(Verdict), strict=False)
    ]
    a_little = even + [asked(V, 1_000 + at) for at in range(10)]
    too_much = even + [asked(V, 1_000 + at) for at in range(20)]
    assert "verdicts over all" not in list(failing(a_little))
    assert "verdicts over all" in list(failing(too_much))


def test_a_pack_more_than_ten_points_off_fails_and_is_named() -> None:
    lopsided = [asked(C, 2_000 + at, pack="other") for at in range(3)]
    each = found(good() + lopsided)["verdicts in each pack"]
    assert each.state is State.FAILS
    assert each.lacking == (
        "other: 0 verified, 3 claim, 0 propaganda; one is 66.7 points off a third.",
    )


def test_a_skill_and_a_technique_with_too_few_are_named() -> None:
    poorer = [
        one
        for one in good()
        if one.question.skills != (Skill.DURESS,)
        and (one.question.key is None or one.question.key.technique is not Technique.SLOGAN)
    ]
    assert found(poorer)["questions of each skill"].lacking[0] == "`duress` has 0."
    assert "`slogan` has 0." in found(poorer)["questions of each technique"].lacking


def test_a_side_without_a_verdict_fails_from_six_questions_on() -> None:
    few = [asked(C, 3_000 + at, side="union") for at in range(5)]
    sides = found(good() + few)["sides with all three verdicts"]
    assert (sides.state, len(sides.told)) == (State.HOLDS, 1)
    sixth = asked(V, 3_005, side="union", reserved="checkup")
    sides = found([*good(), *few, sixth])["sides with all three verdicts"]
    assert sides.state is State.FAILS
    assert sides.lacking == ("one: “union”: 1 verified, 5 claim, 0 propaganda",)


def test_a_side_is_judged_pack_by_pack() -> None:
    elsewhere = [asked(C, 4_000 + at, pack="other") for at in range(6)]
    assert "sides with all three verdicts" in list(failing(good() + elsewhere))


def test_a_topic_without_a_verdict_fails_as_a_side_does() -> None:
    dry = [asked(P, 5_000 + at, topic="dust") for at in range(6)]
    assert found(good() + dry)["topics with all three verdicts"].lacking == (
        "one: “dust”: 0 verified, 0 claim, 6 propaganda",
    )


def test_a_pair_is_one_question_of_each_layer_on_one_excerpt() -> None:
    said, what = Asks.UTTERANCE, Asks.CONTENT
    on_one = [
        asked(V, 1, excerpt="e", asks=said),
        asked(C, 2, excerpt="e", asks=what),
        asked(P, 3, excerpt="e", asks=what),
        asked(V, 4, excerpt="f", asks=said),
        asked(V, 5, excerpt="g", asks=said),
        asked(C, 6, excerpt="g", asks=what, reserved="checkup"),
        asked(None, 7, excerpt="f", asks=what),
    ]
    pairs = next(one for name, one in found(on_one).items() if name.startswith("two-layer"))
    assert pairs.found == "1"
