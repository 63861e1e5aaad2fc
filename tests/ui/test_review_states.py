"""What the review shows, decided without a window."""

import datetime as dt

import pytest

from trainer.core.calibration import Counted, calibration_of
from trainer.core.inquiry import ALL_SIGHTS, Inquiry, Order, SessionInquiry, Sight
from trainer.core.measures import VERDICTS, Share, Tally
from trainer.core.rubric import Confidence, Skill, Technique, Verdict
from trainer.core.trends import Trend, trend
from trainer.services.lookback import EvidenceMean, Overview, SkillLine
from trainer.ui.pages.review.answers.state import Preset, answers_state, preset_inquiry
from trainer.ui.pages.review.overview.state import OverviewState, overview_state
from trainer.ui.pages.review.sessions.state import is_narrow
from trainer.ui.pages.review.state import Filters, Range, inquiry_of, session_inquiry_of
from trainer.ui.plots import Bars, Plot

NOW = dt.datetime(2026, 3, 2, 17, 4, tzinfo=dt.UTC)
TODAY = NOW.astimezone().date()
DAY = dt.timedelta(days=1)
VERIFIED, CLAIM, PROPAGANDA = Verdict
NOTHING = Share(0, 0)


def found(
    tally: Tally,
    course: Trend | None = None,
    *,
    skills: tuple[SkillLine, ...] = (),
    techniques: tuple[tuple[Technique, Share], ...] = (),
    packs: tuple[tuple[str, Tally], ...] = (),
    sure: Tally | None = None,
    evidence: EvidenceMean | None = None,
) -> Overview:
    """What a lookback may find; all answers are fairly sure but those of `sure`."""
    kinds = [
        Counted(truth, chosen, confidence, counted.count(truth, chosen))
        for counted, confidence in (
            (tally, Confidence.FAIRLY_SURE),
            (sure or Tally(), Confidence.SURE),
        )
        for truth in VERDICTS
        for chosen in VERDICTS
    ]
    whole = tally + (sure or Tally())
    return Overview(
        tally=whole,
        sessions=2,
        days=(TODAY - DAY, TODAY) if whole.total else (),
        trend=course or trend([(TODAY, whole)]),
        calibration=calibration_of(kinds),
        missed_while_sure=(sure or Tally()).total - (sure or Tally()).right.part,
        skills=skills,
        techniques=techniques,
        packs=packs,
        topics=(),
        sides=(),
        evidence=evidence,
    )


def state(overview: Overview, filters: Filters | None = None) -> OverviewState:
    return overview_state(overview, filters or Filters(), {"first": "First steps"}, NOW)


def course(*tallies: Tally) -> Trend:
    return trend([(TODAY + n * DAY, tally) for n, tally in enumerate(tallies)])


FAIR = Tally(((8, 1, 1), (1, 8, 1), (1, 1, 8)))
MIDDLING = Tally(((6, 2, 2), (2, 6, 2), (2, 2, 6)))
POOR = Tally(((4, 3, 3), (3, 4, 3), (3, 3, 4)))
MANY_FAIR = Tally(((80, 10, 10), (10, 80, 10), (10, 10, 80)))
MANY_POOR = Tally(((40, 30, 30), (30, 40, 30), (30, 30, 40)))


def test_without_answers_a_newcomer_is_told_differently_from_one_who_filtered_them_away() -> None:
    assert "After your first answers" in state(found(Tally())).empty
    assert "Choose other packs" in state(found(Tally()), Filters(pack="first")).empty
    assert state(found(FAIR)).empty == ""


def test_the_line_under_the_title_counts_what_is_meant() -> None:
    assert state(found(FAIR)).lead.startswith(
        "30 statements met for the first time, in 2 sessions on 2 days, "
    )
    repeats = Filters(sights=Sight.REPEAT.value)
    assert state(found(FAIR), repeats).lead.startswith("30 repeats, ")
    assert state(found(FAIR), Filters(sights="all")).lead.startswith("30 answers, ")


def test_an_interval_is_shown_before_there_is_a_curve() -> None:
    plot = state(found(FAIR)).accuracy
    assert plot.curves == ()
    (figure,) = plot.figures
    assert figure.value == pytest.approx(0.8)
    assert figure.low is not None
    assert figure.high is not None
    assert figure.low < 0.8 < figure.high
    assert "at least 60 more answers" in plot.says


def test_a_verdict_never_met_is_named_as_missing() -> None:
    one_sided = Tally(((8, 1, 1), (1, 8, 1), (0, 0, 0)))
    assert "0 of propaganda" in state(found(one_sided)).accuracy.says
    assert state(found(one_sided)).accuracy.figures == ()


def test_getting_better_is_said_only_where_it_is_more_than_chance() -> None:
    little = state(found(FAIR, course(MIDDLING, MIDDLING, FAIR, FAIR))).accuracy
    assert "may still be chance" in little.says
    much = state(found(FAIR, course(MANY_POOR, MANY_POOR, MANY_FAIR, MANY_FAIR))).accuracy
    assert "You judge better than at first, by more than chance." in much.says
    worse = state(found(FAIR, course(MANY_FAIR, MANY_FAIR, MANY_POOR, MANY_POOR))).accuracy
    assert "less than at first" in worse.says


def test_a_score_that_rises_by_doubting_everything_is_no_progress() -> None:
    doubter = Tally(((10, 45, 45), (0, 100, 0), (0, 0, 100)))
    says = state(found(FAIR, course(MANY_FAIR, MANY_FAIR, doubter, doubter))).doubt.says
    assert "You doubt verified statements more often than at first." in says
    better = state(found(FAIR, course(MANY_POOR, MANY_POOR, MANY_FAIR, MANY_FAIR))).doubt.says
    assert "Both fell: you judge better, not just harder." in better


def test_doubt_and_trust_are_always_a_pair() -> None:
    thin = state(found(FAIR)).doubt
    assert [figure.label for figure in thin.figures] == ["False doubt", "False trust"]
    full = state(found(FAIR, course(FAIR, FAIR, FAIR, FAIR))).doubt
    assert [curve.label for curve in full.curves] == ["False doubt", "False trust"]
    assert len({curve.dashed for curve in full.curves}) == 2, "told apart without colour"
    assert not {curve.colour for curve in full.curves} & {one.value for one in Verdict}


def test_no_verdict_colour_stands_for_anything_else() -> None:
    shown = state(found(FAIR, packs=(("first", FAIR),)))
    bars = (shown.sureness, shown.skills, shown.packs)
    colours = {line.figure.colour for one in bars for line in one.lines}
    assert colours <= {"accent", "ink"}


def test_the_axis_names_a_few_days_or_months_within_it() -> None:
    short = state(found(FAIR, course(*[FAIR] * 6))).accuracy
    far = trend([(TODAY + n * 40 * DAY, FAIR) for n in range(12)])
    long = state(found(FAIR, far)).accuracy
    for plot in (short, long):
        places = [at for at, _ in plot.ticks]
        assert places == sorted(set(places))
        assert 1 <= len(places) <= 5
        dots = plot.curves[0].dots
        assert dots[0].at - 40 <= places[0] <= places[-1] <= dots[-1].at + 40
    assert any("2027" in words for _, words in long.ticks)


def test_every_chart_and_its_table_tell_the_same_points() -> None:
    shown = state(found(FAIR, course(FAIR, FAIR, FAIR, POOR)))
    for plot in (shown.accuracy, shown.doubt):
        assert len(plot.grid.rows) == len(plot.curves[0].dots)
        for row, dot in zip(plot.grid.rows, plot.curves[0].dots, strict=True):
            assert row[1].startswith(f"{round(dot.value * 100)}")
            assert dot.words.startswith(row[0])


def test_each_table_has_a_word_for_each_column() -> None:
    shown = state(
        found(
            FAIR,
            course(FAIR, FAIR, FAIR, POOR),
            skills=(SkillLine(Skill.SCOPE, Share(3, 4), NOW, waits=True),),
            techniques=((Technique.SLOGAN, Share(1, 2)),),
            packs=(("first", FAIR), ("gone", POOR)),
            evidence=EvidenceMean(0.5, 3),
        )
    )
    for name in OverviewState.__slots__:
        part = getattr(shown, name)
        if isinstance(part, Plot | Bars):
            assert part.says.endswith("."), name
            for row in part.grid.rows:
                assert len(row) == len(part.grid.columns), name


def test_the_most_frequent_mistake_is_named() -> None:
    mixed = Tally(((8, 1, 1), (6, 3, 1), (1, 1, 8)))
    assert state(found(mixed)).matrix.says == "Most often: a claim taken for verified, 6 times."
    right = Tally(((3, 0, 0), (0, 3, 0), (0, 0, 3)))
    assert "No verdict was taken for another" in state(found(right)).matrix.says


def test_skill_apart_from_readiness_waits_for_twelve_of_each() -> None:
    early = state(found(FAIR)).apart
    assert "From 12 statements of each verdict on" in early.says
    assert [row[2] for row in early.grid.rows] == ["2", "2", "2"]
    enough = state(found(MANY_FAIR)).apart
    assert [row[0] for row in enough.grid.rows] == ["Verified", "Claim", "Propaganda"]
    assert all(float(row[1]) > 1 for row in enough.grid.rows)


def test_confident_errors_are_counted_and_lead_on() -> None:
    calm = state(found(FAIR))
    assert calm.look_at == ""
    hasty = state(found(FAIR, sure=Tally(((5, 5, 0), (0, 0, 0), (0, 0, 0)))))
    assert hasty.look_at
    assert "5 confident errors are waiting" in hasty.sureness.says
    assert "right 5 times in 10" in hasty.sureness.says


def test_a_weak_skill_is_named_only_where_chance_cannot_explain_it() -> None:
    weak = SkillLine(Skill.DURESS, Share(3, 30), None, waits=False)
    other = SkillLine(Skill.SCOPE, Share(2, 4), NOW + 3 * DAY, waits=False)
    shown = state(found(FAIR, skills=(other, weak))).skills
    assert "Weaker than the others, by more than chance: speaking under duress." in shown.says
    assert shown.lines[0].figure.label == "Speaking under duress"
    assert shown.lines[1].note == "due in 3 days"
    alone = state(found(FAIR, skills=(other,))).skills
    assert "No skill stands out as weak" in alone.says


def test_a_pack_that_is_gone_is_named_by_its_id() -> None:
    shown = state(found(FAIR, packs=(("first", FAIR), ("gone", POOR)))).packs
    assert [line.figure.label for line in shown.lines] == ["First steps", "gone"]


def test_last_seven_days_begin_at_midnight_six_days_ago() -> None:
    asked = inquiry_of(Filters(range=Range.WEEK), NOW)
    assert asked.since is not None
    assert asked.since.astimezone().date() == TODAY - 6 * DAY
    assert asked.since.astimezone().time() == dt.time.min
    assert asked.until is None
    assert inquiry_of(Filters(), NOW) == Inquiry()
    assert session_inquiry_of(Filters(), NOW) == SessionInquiry()


def test_two_days_may_be_chosen_the_wrong_way_round() -> None:
    one, other = dt.date(2026, 1, 5), dt.date(2026, 1, 9)
    filters = Filters(range=Range.BETWEEN, first=other, last=one)
    asked = inquiry_of(filters, NOW)
    assert asked == inquiry_of(Filters(range=Range.BETWEEN, first=one, last=other), NOW)
    assert asked.since is not None
    assert asked.until is not None
    assert asked.since.astimezone().date() == one
    assert asked.until.astimezone().date() == other + DAY


@pytest.mark.parametrize("preset", Preset)
def test_a_preset_narrows_without_touching_the_other_filters(preset: Preset) -> None:
    asked = Inquiry(ALL_SIGHTS, pack="first", words="ferry")
    narrowed = preset_inquiry(asked, preset)
    assert (narrowed.pack, narrowed.words, narrowed.sights) == ("first", "ferry", ALL_SIGHTS)
    assert (narrowed == asked) is (preset is Preset.ALL)


def test_trusted_is_called_verified_and_was_not() -> None:
    trusted = preset_inquiry(Inquiry(), Preset.TRUSTED)
    assert (trusted.chosen, trusted.right) == (VERIFIED, False)
    doubted = preset_inquiry(Inquiry(), Preset.DOUBTED)
    assert (doubted.truth, doubted.right) == (VERIFIED, False)


def test_an_empty_list_says_what_to_do() -> None:
    assert "Nothing here yet" in answers_state(0, (), Inquiry(), NOW).empty
    assert "Choose other packs" in answers_state(0, (), Inquiry(words="x"), NOW).empty


def test_another_order_leaves_no_session_out() -> None:
    assert not is_narrow(SessionInquiry(order=Order.BEST))
    assert is_narrow(SessionInquiry(words="x"))
