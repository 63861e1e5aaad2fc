"""Check-ups: forms that are alike, offers at the right time, changes with honest intervals."""

import datetime as dt
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.core.catalogue import Entry
from trainer.core.checkups import (
    A_VERDICT,
    FORM_SIZE,
    Occasion,
    Taken,
    changes,
    due,
    forms,
    missing,
    next_form,
)
from trainer.core.measures import Tally
from trainer.core.rubric import Skill, Verdict

NOW = dt.datetime(2026, 3, 2, 18, 0, tzinfo=dt.UTC)
VERDICTS = [verdict.value for verdict in Verdict]
SKILLS = [skill.value for skill in Skill]


def entry(number: int, verdict: str, skill: str = "scope", level: int = 1) -> Entry:
    return Entry(
        pack="p",
        question=f"q{number}",
        excerpt=f"e{number}",
        revision=f"{number:064x}",
        verdict=verdict,
        skills=(skill,),
        level=level,
        side="",
        topic="",
        reserved="checkup",
    )


entries = st.lists(
    st.tuples(st.sampled_from(VERDICTS), st.sampled_from(SKILLS[:5]), st.integers(1, 3)),
    max_size=90,
).map(lambda kinds: [entry(n, *kind) for n, kind in enumerate(kinds)])


@given(entries)
def test_every_form_has_four_of_each_verdict_and_shares_no_question(held: list[Entry]) -> None:
    made = forms(held)
    for form in made:
        assert Counter(e.verdict for e in form.entries) == dict.fromkeys(VERDICTS, A_VERDICT)
    questions = [e.ref for form in made for e in form.entries]
    assert len(questions) == len(set(questions)) == FORM_SIZE * len(made)


@given(entries)
def test_as_many_forms_are_made_as_the_rarest_verdict_fills(held: list[Entry]) -> None:
    counts = Counter(e.verdict for e in held)
    rarest = min((counts[verdict] for verdict in VERDICTS), default=0)
    assert len(forms(held)) == min(rarest // A_VERDICT, 26)


@given(entries)
def test_the_order_of_the_packs_changes_nothing(held: list[Entry]) -> None:
    assert forms(held) == forms(list(reversed(held)))


def test_forms_of_matched_questions_have_the_same_skills_and_levels() -> None:
    held: list[Entry] = []
    for verdict in VERDICTS:
        for skill in SKILLS[:2]:
            for level in (1, 2):
                held += [entry(len(held) + n, verdict, skill, level) for n in range(2)]
    first, second = forms(held)
    alike = [Counter((e.verdict, e.skills, e.level) for e in f.entries) for f in (first, second)]
    assert alike[0] == alike[1]


def test_too_few_reserved_questions_say_how_many_are_missing() -> None:
    assert missing([]) == 2 * FORM_SIZE
    held = [entry(n, verdict) for n, verdict in enumerate(VERDICTS * 7)]
    assert missing(held) == 3
    assert missing([*held, *(entry(90 + n, verdict) for n, verdict in enumerate(VERDICTS))]) == 0


def test_questions_of_ordinary_practice_are_in_no_form() -> None:
    held = [entry(n, verdict)._replace(reserved="") for n, verdict in enumerate(VERDICTS * 8)]
    assert forms(held) == ()


def test_offers_come_at_the_start_after_sixty_answers_and_a_week_and_a_month_later() -> None:
    assert due([], 0, NOW) is Occasion.START
    first = Taken("A", NOW, 5)
    assert due([first], 64, NOW) is None
    assert due([first], 65, NOW) is Occasion.AFTER_PRACTICE
    second = Taken("B", NOW, 65)
    assert due([first, second], 500, NOW + dt.timedelta(days=6, hours=23)) is None
    assert due([first, second], 65, NOW + dt.timedelta(days=7)) is Occasion.AFTER_7_DAYS
    third = Taken("C", NOW + dt.timedelta(days=9), 70)
    assert due([first, second, third], 70, NOW + dt.timedelta(days=29)) is None
    assert due([first, second, third], 70, NOW + dt.timedelta(days=30)) is Occasion.AFTER_30_DAYS
    fourth = Taken("D", NOW + dt.timedelta(days=31), 70)
    assert due([first, second, third, fourth], 900, NOW + dt.timedelta(days=400)) is None


@pytest.mark.parametrize("back", [dt.timedelta(hours=1), dt.timedelta(days=400)])
def test_a_clock_set_back_offers_nothing_early(back: dt.timedelta) -> None:
    taken = [Taken("A", NOW, 0), Taken("B", NOW, 60)]
    assert due(taken, 100, NOW - back) is None


def test_the_next_form_has_a_new_name_and_questions_never_met() -> None:
    held = [entry(n, verdict) for n, verdict in enumerate(VERDICTS * 8)]
    first = next_form(held, [], ())
    assert first == forms(held)[0]
    met = {e.ref for e in first.entries}
    second = next_form(held, [Taken("A", NOW, 0)], met)
    assert second == forms(held)[1]
    met |= {e.ref for e in second.entries}
    assert next_form(held, [Taken("A", NOW, 0), Taken("B", NOW, 0)], met) is None


def test_a_pack_that_comes_between_two_check_ups_brings_back_no_question() -> None:
    held = [entry(n, verdict) for n, verdict in enumerate(VERDICTS * 8)]
    first = next_form(held, [], ())
    assert first is not None
    met = {e.ref for e in first.entries}
    more = [entry(100 + n, verdict, "attack") for n, verdict in enumerate(VERDICTS * 8)]
    second = next_form([*more, *held], [Taken("A", NOW, 0)], met)
    assert second is not None
    assert second.name == "B"
    assert not met & {e.ref for e in second.entries}


def test_a_form_that_an_author_put_together_stays_together() -> None:
    held = [entry(n, verdict) for n, verdict in enumerate(VERDICTS * 8)]
    chosen = [
        entry(100 + n, verdict, level=3)._replace(reserved="checkup-b")
        for n, verdict in enumerate(VERDICTS * 4)
    ]
    made = {form.name: form for form in forms([*held, *chosen])}
    assert sorted(made) == ["A", "B", "C"]
    assert set(made["B"].entries) == set(chosen)


def test_a_form_that_its_author_left_unfinished_is_dealt_out() -> None:
    held = [entry(n, v)._replace(reserved="checkup-a") for n, v in enumerate(VERDICTS * 3)]
    assert forms(held) == ()
    more = [entry(50 + n, verdict) for n, verdict in enumerate(VERDICTS)]
    (only,) = forms([*held, *more])
    assert set(only.entries) == {*held, *more}


def test_the_same_result_twice_is_no_change_and_not_beyond_chance() -> None:
    tally = Tally(((3, 1, 0), (1, 2, 1), (0, 1, 3)))
    change = changes(tally, tally)
    for figure in (change.balanced_accuracy, change.false_doubt, change.sensitivity):
        assert figure.difference == pytest.approx(0)
        assert figure.low < 0 < figure.high
        assert not figure.beyond_chance


def test_newcombe_interval_against_his_published_example() -> None:
    # Newcombe 1998, table II, case (a): 56/70 against 48/80, method 10: 0.0524 to 0.3339.
    before = Tally(((48, 32, 0), (0, 1, 0), (0, 0, 1)))
    after = Tally(((56, 14, 0), (0, 1, 0), (0, 0, 1)))
    doubt = changes(before, after).false_doubt
    assert doubt.difference == pytest.approx(-0.2)
    assert doubt.low == pytest.approx(-0.3339, abs=5e-5)
    assert doubt.high == pytest.approx(-0.0524, abs=5e-5)


def test_from_chance_to_perfect_is_beyond_chance() -> None:
    blind = Tally(((4, 4, 4), (4, 4, 4), (4, 4, 4)))
    perfect = Tally(((12, 0, 0), (0, 12, 0), (0, 0, 12)))
    change = changes(blind, perfect)
    assert change.balanced_accuracy.difference == pytest.approx(2 / 3)
    assert change.balanced_accuracy.beyond_chance
    assert change.sensitivity.beyond_chance
    assert change.false_doubt.high < 0


def test_doubting_everything_is_no_progress() -> None:
    fair = Tally(((6, 3, 3), (3, 6, 3), (3, 3, 6)))
    cynic = Tally(((0, 0, 12), (0, 0, 12), (0, 0, 12)))
    change = changes(fair, cynic)
    assert change.balanced_accuracy.difference < 0
    assert change.false_doubt.difference > 0
    assert change.false_trust.difference < 0


def test_a_verdict_without_answers_cannot_be_compared() -> None:
    with pytest.raises(ValueError, match="without answers"):
        changes(Tally(), Tally())
