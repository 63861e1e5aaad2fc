"""The subject has words for everything it names, and each reason leads to one verdict."""

from collections.abc import Callable, Iterable
from enum import Enum
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.core import glossary, techniques
from trainer.core.questions import Cue, Quote, default_reason
from trainer.core.rubric import (
    Asks,
    Confidence,
    CueKind,
    DecisionPath,
    Reason,
    Skill,
    Step,
    StepState,
    Technique,
    TechniqueGroup,
    Verdict,
)

WORDS: tuple[tuple[Callable[[Any], str], Iterable[Enum]], ...] = (
    (glossary.verdict_name, Verdict),
    (glossary.verdict_word, Verdict),
    (glossary.verdict_plain, Verdict),
    (glossary.verdict_meaning, Verdict),
    (glossary.verdict_definition, Verdict),
    (glossary.confidence_name, Confidence),
    (glossary.confidence_word, Confidence),
    (glossary.confidence_odds, Confidence),
    (glossary.cue_name, CueKind),
    (glossary.cue_meaning, CueKind),
    (glossary.skill_name, Skill),
    (glossary.skill_rule, Skill),
    (glossary.step_name, Step),
    (glossary.step_question, Step),
    (glossary.reason_name, Reason),
    (techniques.group_name, TechniqueGroup),
    (techniques.technique_name, Technique),
    (techniques.technique_definition, Technique),
)


@pytest.mark.parametrize(("words", "members"), WORDS, ids=lambda one: getattr(one, "__name__", ""))
def test_everything_has_words_of_its_own(
    words: Callable[[Any], str], members: Iterable[Enum]
) -> None:
    said = [words(member) for member in members]
    assert all(text.strip() for text in said)
    assert len(set(said)) == len(said)


def test_there_are_the_23_techniques_and_selective_facts_in_six_groups() -> None:
    assert len(Technique) == 24
    sizes = {group: sum(one.group is group for one in Technique) for group in TechniqueGroup}
    assert sizes == {
        TechniqueGroup.ATTACK: 5,
        TechniqueGroup.JUSTIFICATION: 5,
        TechniqueGroup.SIMPLIFICATION: 4,
        TechniqueGroup.DISTRACTION: 3,
        TechniqueGroup.CALL: 3,
        TechniqueGroup.WORDING: 4,
    }


@pytest.mark.parametrize("group", TechniqueGroup)
def test_each_group_of_techniques_is_a_skill(group: TechniqueGroup) -> None:
    assert glossary.skill_name(Skill(group.value)) == techniques.group_name(group)


@pytest.mark.parametrize("reason", Reason)
def test_each_reason_belongs_to_a_step_that_can_decide(reason: Reason) -> None:
    assert reason.step is not Step.SCOPE
    assert (
        reason.verdict
        is {
            Step.DELETE_TEST: Verdict.PROPAGANDA,
            Step.CHECKABLE: Verdict.CLAIM,
            Step.KNOWN_HOW: Verdict.VERIFIED,
            Step.OTHERWISE: Verdict.CLAIM,
        }[reason.step]
    )


@pytest.mark.parametrize("reason", Reason)
@pytest.mark.parametrize("asks", Asks)
def test_steps_before_the_deciding_one_are_passed_and_those_behind_not_reached(
    asks: Asks, reason: Reason
) -> None:
    path = DecisionPath(asks, reason)
    states = [path.state(step) for step in Step]
    at = path.decided
    assert states == [
        *[StepState.PASSED] * at,
        StepState.DECIDED,
        *[StepState.NOT_REACHED] * (4 - at),
    ]
    assert path.verdict is reason.verdict


@pytest.mark.parametrize("reason", Reason)
def test_the_path_tells_each_step_it_reached_and_names_the_reason(reason: Reason) -> None:
    path = DecisionPath(Asks.CONTENT, reason)
    lines = {step: glossary.path_line(path, step) for step in Step}
    assert [step for step, line in lines.items() if line] == [s for s in Step if s <= path.decided]
    assert len(set(lines.values()) - {""}) == path.decided + 1
    assert glossary.reason_name(reason).casefold() in " ".join(lines.values()).casefold()
    assert glossary.verdict_word(path.verdict) in lines[path.decided]


def test_the_path_says_which_of_the_two_statements_is_judged() -> None:
    content, utterance = (
        glossary.path_line(DecisionPath(asks, Reason.OPINION), Step.SCOPE)
        for asks in (Asks.CONTENT, Asks.UTTERANCE)
    )
    assert "what is said" in content
    assert "that it was said" in utterance
    assert content != utterance


def test_confidence_stands_for_a_probability_that_rises() -> None:
    assert [confidence.probability for confidence in Confidence] == [1 / 3, 0.7, 0.95]


@pytest.mark.parametrize("kind", CueKind)
def test_a_cue_wears_the_colour_of_a_verdict_and_only_a_check_has_two(kind: CueKind) -> None:
    colours = {kind.points_to(confirms=True), kind.points_to(confirms=False)}
    expected = {Verdict.VERIFIED, Verdict.CLAIM} if kind is CueKind.CHECK else colours
    assert colours == expected
    assert len(colours) == (2 if kind is CueKind.CHECK else 1)


def test_a_cue_that_confirms_points_to_verified() -> None:
    failed = Cue(CueKind.CHECK, Quote("could not be verified"), "nobody could look")
    done = Cue(CueKind.CHECK, Quote("we verified"), "they looked", confirms=True)
    assert (failed.points_to, done.points_to) == (Verdict.CLAIM, Verdict.VERIFIED)


def cues(*kinds: CueKind) -> tuple[Cue, ...]:
    return tuple(Cue(kind, Quote("words"), "note") for kind in kinds)


@given(
    st.sampled_from(Verdict),
    st.lists(st.sampled_from(Skill), max_size=3),
    st.lists(st.sampled_from(CueKind), max_size=4),
)
def test_the_usual_reason_always_leads_to_the_verdict(
    verdict: Verdict, skills: list[Skill], kinds: list[CueKind]
) -> None:
    assert default_reason(verdict, tuple(skills), cues(*kinds)).verdict is verdict


@pytest.mark.parametrize(
    ("verdict", "skills", "kinds", "reason"),
    [
        (Verdict.PROPAGANDA, (Skill.WORDING,), (CueKind.LOADED,), Reason.LOADED_WORDS),
        (Verdict.PROPAGANDA, (), (CueKind.LOADED, CueKind.DEVICE), Reason.DEVICE),
        (Verdict.VERIFIED, (), (), Reason.AUTHENTICATED_RECORD),
        (Verdict.VERIFIED, (Skill.SCOPE,), (CueKind.AGREEMENT,), Reason.INDEPENDENT_SOURCES),
        (Verdict.VERIFIED, (Skill.SCOPE, Skill.OFFICIAL_ACT), (), Reason.OFFICIAL_ACT),
        (Verdict.VERIFIED, (Skill.ADMISSION,), (CueKind.STAKE,), Reason.ADMISSION),
        (Verdict.VERIFIED, (Skill.STATE_OF_CHECKING,), (), Reason.OWN_OBSERVATION),
        (Verdict.CLAIM, (), (CueKind.SOURCE,), Reason.ONE_SOURCE),
        (Verdict.CLAIM, (), (CueKind.STAKE, CueKind.CHECK), Reason.INTERESTED_PARTY),
        (Verdict.CLAIM, (), (CueKind.CHECK,), Reason.UNVERIFIED),
        (Verdict.CLAIM, (Skill.DURESS,), (CueKind.STAKE,), Reason.DURESS),
        (Verdict.CLAIM, (Skill.INFERENCE_AND_MOTIVE,), (), Reason.INFERENCE),
    ],
)
def test_the_usual_reason_follows_from_skills_and_cues(
    verdict: Verdict, skills: tuple[Skill, ...], kinds: tuple[CueKind, ...], reason: Reason
) -> None:
    assert default_reason(verdict, skills, cues(*kinds)) is reason


def test_every_pair_of_skill_and_verdict_has_a_usual_reason() -> None:
    for verdict, skill in product(Verdict, Skill):
        assert default_reason(verdict, (skill,), ()) in Reason
