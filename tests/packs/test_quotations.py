"""Which words count as quoted, and whether they stand in an excerpt."""

import pytest

from trainer.core.questions import Span
from trainer.packs.quotations import Passage, quotations, unpaired_mark

TEXT = (
    "“We won’t leave,” the soldiers' mothers said.  The\nministry, it says, counted 5,840 dead… "
    "The ministry's report is “under review”.\n\nNobody else has counted."
)


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("“one” and “two”", ("one", "two")),
        ('"one" and "two"', ("one", "two")),
        ("„eins“ und „zwei”", ("eins", "zwei")),
        ("«un» et «deux»", ("un", "deux")),
        ("»eins« und »zwei«", ("eins", "zwei")),
        ("‘one’ and it’s ‘won’t do’", ("one", "won’t do")),
        ("it’s the soldiers’ own word, don’t you think?", ()),
        ("it's 'plain'", ()),
        ("“outer ‘inner’ words”", ("outer ‘inner’ words",)),
        ("nothing", ()),
    ],
)
def test_quotation_marks_of_many_hands_are_known(text: str, quoted: tuple[str, ...]) -> None:
    assert quotations(text) == quoted
    assert not unpaired_mark(text)


@pytest.mark.parametrize(
    ("text", "mark"), [("“open", "“"), ("closed”", "”"), ('a "b" c"', '"'), ("«un", "«")]
)
def test_a_mark_without_a_partner_is_seen(text: str, mark: str) -> None:
    assert unpaired_mark(text) == mark


@pytest.mark.parametrize(
    "quotation",
    [
        "Nobody else has counted.",
        "Nobody else has counted",
        "Nobody else has counted,",
        "Nobody  else\nhas counted",
        "The ministry, it says",
        "We won't leave,",
        'The ministry\'s report is "under review"',
        "counted 5,840 dead",
        "The ministry … counted 5,840 dead",
        "We won’t leave […] Nobody else",
        "The ministry [...] dead… The",
        "review”. Nobody",
        "mothers said. The ministry",
    ],
)
def test_words_of_the_excerpt_are_found(quotation: str) -> None:
    assert Passage(TEXT).find(quotation)


@pytest.mark.parametrize(
    "quotation",
    [
        "",
        "…",
        ".",
        "nobody else",
        "body else",
        "Nobody els",
        "Nobody … ministry",
        "counted 5840 dead",
        "We would not leave",
        "has been counted",
    ],
)
def test_other_words_are_not(quotation: str) -> None:
    assert Passage(TEXT).find(quotation) == ()


def test_places_are_those_in_the_text_as_it_is_written() -> None:
    passage = Passage(TEXT)
    for quotation, written in (
        ("mothers said. The ministry", "mothers said.  The\nministry"),
        ('"under review". Nobody', "“under review”.\n\nNobody"),
        ("Nobody else", "Nobody else"),
        ("won't", "won’t"),
    ):
        (span,) = passage.find(quotation)
        assert TEXT[span.start : span.end] == written


def test_a_quotation_touches_a_cue_that_it_shares_words_with() -> None:
    passage = Passage(TEXT)
    cue = Span(TEXT.index("ministry, it"), TEXT.index(", counted"))
    assert passage.overlap(passage.find("said. The ministry"), [cue])
    assert passage.overlap(passage.find("it says, counted"), [cue])
    assert not passage.overlap(passage.find("Nobody else"), [cue])
    assert not passage.overlap((), [cue])


def test_the_closest_words_are_a_hint_only_where_they_are_close() -> None:
    passage = Passage(TEXT)
    assert passage.closest("Nobody ever has counted") == "Nobody else has counted."
    assert passage.closest("a wholly different matter") == ""
    assert passage.closest("") == ""
