"""Quotes are found where they stand, and quotations in an explanation lead to their cues."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from trainer.core.questions import Cue, Quote, QuoteError, Span
from trainer.core.quotations import linked_cues, quotations, telling_sentence
from trainer.core.rubric import CueKind

TEXT = "The mayor said no.\nThe council said no, and the mayor said no again."

prose = st.text(st.sampled_from("ab ,\n’é𝄞"), max_size=30)
words = st.text(st.sampled_from("abc’é𝄞"), min_size=1, max_size=6)


@given(prose, words, prose)
def test_a_quote_that_stands_once_is_found_where_it_was_put(
    before: str, quote: str, behind: str
) -> None:
    text = before + quote + behind
    places = sum(text.startswith(quote, at) for at in range(len(text)))
    assume(places == 1)
    span = Quote(quote).find(text)
    assert span == Span(len(before), len(before) + len(quote))
    assert text[span.start : span.end] == quote


@given(prose, words, prose, st.integers(1, 12), st.integers(1, 12))
def test_enough_words_around_it_tell_a_quote_from_its_twins(
    before: str, quote: str, behind: str, reach_back: int, reach_on: int
) -> None:
    text = f"{before}{quote}{behind}"
    start, end = len(before), len(before) + len(quote)
    # The marks are nowhere else, so that the words around stand once.
    marked = f"{before[:-reach_back]}<{before[-reach_back:]}{quote}{behind[:reach_on]}>{behind}"
    wanted = Quote(quote, after="<" + before[-reach_back:], before=behind[:reach_on] + ">")
    span = wanted.find(marked)
    assert marked[span.start : span.end] == text[start:end] == quote
    assert span.start == start + 1


@pytest.mark.parametrize(
    ("quote", "start"),
    [
        (Quote("said no", before="."), 10),
        (Quote("said no", after="The council"), 31),
        (Quote("said no", after="the mayor"), 54),
        (Quote("said no", before="again"), 54),
        (Quote("said no", after="The mayor ", before=".\n"), 10),
        (Quote("no", after="said", before=", and"), 36),
    ],
)
def test_words_before_and_behind_single_a_quote_out(quote: Quote, start: int) -> None:
    assert quote.find(TEXT) == Span(start, start + len(quote.text))


@pytest.mark.parametrize(
    ("quote", "places"),
    [
        (Quote("said no"), 3),
        (Quote("said yes"), 0),
        (Quote("said no", after="the council"), 0),
        (Quote("said no", before="more"), 0),
        (Quote(""), 0),
    ],
)
def test_a_quote_without_one_place_says_how_many_it_has(quote: Quote, places: int) -> None:
    with pytest.raises(QuoteError) as found:
        quote.find(TEXT)
    assert (found.value.quote, found.value.occurrences) == (quote.text, places)


def test_places_that_overlap_are_two() -> None:
    with pytest.raises(QuoteError) as found:
        Quote("no no").find("no no no")
    assert found.value.occurrences == 2


def cues(*quotes: str) -> tuple[Cue, ...]:
    return tuple(Cue(CueKind.SOURCE, Quote(quote), "note") for quote in quotes)


def linked(text: str, *quotes: str) -> list[tuple[str, int]]:
    return [(text[span.start : span.end], cue) for span, cue in linked_cues(text, cues(*quotes))]


@pytest.mark.parametrize(
    "text",
    ["He said “no”.", 'He said "no".', "He said «no».", "He said „no“.", "He said „no”."],
)
def test_quotation_marks_of_all_kinds_hold_a_quotation(text: str) -> None:
    assert [text[span.start : span.end] for span in quotations(text)] == ["no"]


def test_an_open_mark_and_an_apostrophe_hold_nothing() -> None:
    assert list(quotations("The mayor’s “word and the council’s")) == []


def test_quotations_lead_to_the_cue_whose_words_they_repeat() -> None:
    assert linked(
        "“officials” said so, but it “could not be verified” and “nobody asked”.",
        "according to Ukrainian officials",
        "could not be verified independently",
    ) == [("officials", 0), ("could not be verified", 1)]


def test_a_quotation_that_holds_a_cue_whole_leads_to_it() -> None:
    assert linked("“so the officials said”", "officials") == [("so the officials said", 0)]


def test_of_several_cues_the_closest_fit_is_meant() -> None:
    assert linked("“the officials” and “officials”", "according to the officials", "officials") == [
        ("the officials", 1),
        ("officials", 1),
    ]


def test_capitals_blanks_and_closing_marks_do_not_count() -> None:
    assert linked("“The   party’s\nword,”", "the party's word") == [("The   party’s\nword,", 0)]


def test_part_of_a_word_is_no_quotation_of_it() -> None:
    assert linked("“no” and “the”", "the northern quay") == [("the", 0)]
    assert linked("“another officials’ word”", "other") == []


def test_marks_around_nothing_lead_nowhere() -> None:
    assert linked("“ ” and “…”", "officials") == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("It is plain. Here “seen by two” decides. So it is.", "Here “seen by two” decides."),
        ("It is plain. So it is.", "It is plain."),
        (
            "First “seen by two”. Then “on record” and “seen by two” meet.",
            "Then “on record” and “seen by two” meet.",
        ),
        ("Mr. Vale and J. B. Hay count: “on record”. No more.", None),
        ("“on record. Seen by two” is what it says. Look there.", None),
        ("Is it “on record”? it is, and how. Yes.", None),
        ("“seen by two.” That was the first. Two follow.", "“seen by two.”"),
        ("", ""),
    ],
)
def test_the_sentence_of_an_explanation_that_tells_is_the_one_that_quotes(
    text: str, told: str | None
) -> None:
    expected = told if told is not None else text[: text.rindex(".", 0, -1) + 1]
    assert telling_sentence(text, cues("seen by two", "on record")) == expected
