"""What is said besides the explanation: credit for trust, calm after a sure slip, places found."""

import pytest

from trainer.core.evidence import Evidence
from trainer.core.feedback import aside, credit, places_words
from trainer.core.measures import Share
from trainer.core.questions import Key
from trainer.core.rubric import Confidence, Reason, Step, Verdict

GOOD = Evidence(1, 1, 1)
REASONS = {
    Verdict.VERIFIED: Reason.OFFICIAL_ACT,
    Verdict.CLAIM: Reason.ANONYMOUS,
    Verdict.PROPAGANDA: Reason.DEVICE,
}


def key(verdict: Verdict) -> Key:
    return Key(verdict, REASONS[verdict], "Why.", {})


@pytest.mark.parametrize("reason", [one for one in Reason if one.step is Step.KNOWN_HOW])
def test_every_ground_of_trust_has_its_own_credit(reason: Reason) -> None:
    others = {credit(one) for one in Reason if one is not reason}
    assert credit(reason)
    assert credit(reason) not in others


@pytest.mark.parametrize("confidence", Confidence)
def test_recognising_what_is_verified_is_credited_however_sure(confidence: Confidence) -> None:
    assert aside(key(Verdict.VERIFIED), Verdict.VERIFIED, confidence) == credit(Reason.OFFICIAL_ACT)


@pytest.mark.parametrize("verdict", [Verdict.CLAIM, Verdict.PROPAGANDA])
def test_other_right_answers_need_no_word(verdict: Verdict) -> None:
    assert aside(key(verdict), verdict, Confidence.SURE) == ""


@pytest.mark.parametrize("confidence", [Confidence.GUESS, Confidence.FAIRLY_SURE])
def test_an_error_one_was_not_sure_of_is_left_to_the_explanation(confidence: Confidence) -> None:
    assert aside(key(Verdict.CLAIM), Verdict.VERIFIED, confidence) == ""


def test_doubting_what_is_verified_for_sure_has_a_word_of_its_own() -> None:
    doubted = aside(key(Verdict.VERIFIED), Verdict.CLAIM, Confidence.SURE)
    trusted = aside(key(Verdict.CLAIM), Verdict.VERIFIED, Confidence.SURE)
    assert "trusting good evidence" in doubted
    assert doubted != trusted
    assert trusted


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (Share(2, 3), "You underlined 2 of the 3 deciding places."),
        (Share(1, 3), "You underlined 1 of the 3 deciding places."),
        (Share(0, 3), "The places that decide are others."),
        (Share(1, 1), "You underlined the place that decides."),
        (Share(0, 1), "The place that decides is another one."),
    ],
)
def test_the_places_found_are_said_in_words(found: Share, said: str) -> None:
    assert places_words(found, GOOD) == said


def test_underlining_nearly_everything_is_named() -> None:
    assert "fewer would do" in places_words(Share(3, 3), Evidence(0.2, 1, 0.33))
    assert "fewer would do" not in places_words(Share(3, 3), Evidence(0.5, 1, 0.67))
