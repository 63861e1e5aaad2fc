"""Texts that repeat each other are found with file and line, and quotations are no echo."""

from pathlib import Path

from tests.packs.samples import ARTICLE, TEXT, write_sample
from trainer.packs.contents import contents_of
from trainer.packs.echo import (
    Part,
    Wording,
    commonest_opening,
    echoes,
    stock_openings,
    wordings_of,
    words_of,
)
from trainer.packs.reading import documents_of

EIGHT = "one two three four five six seven eight"
NINE = f"{EIGHT} nine"


def wording(text: str, part: Part = Part.EXPLANATION, line: int = 1) -> Wording:
    return Wording(Path("a.toml"), line, part, (words_of(text),), words_of(text)[:3])


def of_pack(place: Path) -> list[Wording]:
    return [
        wording
        for document in documents_of(contents_of(place))
        for wording in wordings_of(document, place)
    ]


def test_nine_words_running_are_an_echo_and_eight_are_none() -> None:
    first, second = wording(f"He said {NINE}."), wording(f"They say: {NINE}, and more.")
    (found,) = echoes([first, second])
    assert (found.first, found.second) == (first, second)
    assert found.words == tuple(NINE.split())
    assert echoes([wording(f"He said {EIGHT}."), wording(f"They say: {EIGHT}, and more.")]) == ()


def test_a_longer_run_is_told_once_with_all_its_words() -> None:
    (found,) = echoes([wording(f"a {NINE} ten eleven b"), wording(f"c {NINE} ten eleven d")])
    assert " ".join(found.words) == f"{NINE} ten eleven"


def test_two_runs_of_two_origins_are_told_apart() -> None:
    other = NINE.replace("e", "u")
    found = echoes([wording(NINE), wording(other), wording(f"{NINE} between {other}")])
    assert [" ".join(one.words) for one in found] == [NINE, other]


def test_case_punctuation_and_apostrophes_do_not_hide_an_echo() -> None:
    plain = "it’s what the mayor's own people said on that day"
    assert len(echoes([wording(plain), wording(plain.upper().replace("’", "'") + "!")])) == 1


def test_a_text_that_repeats_itself_is_no_echo() -> None:
    assert echoes([wording(f"{NINE} and {NINE}")]) == ()


def test_every_part_that_a_learner_reads_is_looked_at(tmp_path: Path) -> None:
    parts = {one.part for one in of_pack(write_sample(tmp_path / "harbour"))}
    assert parts == set(Part)


def test_an_echo_names_the_files_and_lines_of_both_places(tmp_path: Path) -> None:
    run = "the harbour master counted every berth twice before anybody came back"
    article = ARTICLE.replace("The company says so itself, and", f"Though {run}, and").replace(
        "Nothing is shown.", f"Here {run}."
    )
    (found,) = echoes(of_pack(write_sample(tmp_path / "harbour", article=article)))
    rows = article.splitlines()
    assert (found.first.file, found.first.part) == (
        tmp_path / "harbour" / "crane.toml",
        Part.EXPLANATION,
    )
    assert run in rows[found.first.line - 1]
    assert (found.second.part, run in rows[found.second.line - 1]) == (Part.WHY_NOT, True)


def test_words_of_the_own_excerpt_in_quotation_marks_are_no_echo(tmp_path: Path) -> None:
    quoted = "This reporter saw the crane lying across two empty berths at noon"
    assert quoted in TEXT
    inside = ARTICLE.replace("“This reporter saw the crane”", f"“{quoted}”")
    outside = ARTICLE.replace("“This reporter saw the crane”", quoted)
    assert echoes(of_pack(write_sample(tmp_path / "inside", article=inside))) == ()
    (found,) = echoes(of_pack(write_sample(tmp_path / "outside", article=outside)))
    assert (found.first.part, found.second.part) == (Part.EXCERPT, Part.EXPLANATION)


def test_marks_around_words_of_another_excerpt_do_not_excuse_them(tmp_path: Path) -> None:
    borrowed = "the ferry had been late on every single day of that long winter"
    first = ARTICLE.replace(TEXT, f"{TEXT} And {borrowed}.")
    second = ARTICLE.replace("The company says so itself", f"“{borrowed}”, as they say")
    wordings = [
        *of_pack(write_sample(tmp_path / "one", article=first)),
        *of_pack(write_sample(tmp_path / "two", article=second)),
    ]
    assert borrowed in [" ".join(one.words) for one in echoes(wordings)]


def test_two_questions_on_one_excerpt_may_not_share_an_explanation(tmp_path: Path) -> None:
    run = "nobody has shown the paper on which all of this is said to rest"
    article = ARTICLE.replace("The company says so itself,", f"Well, {run};").replace(
        "Strike out “traitors” and", f"Strike out “traitors”, for {run}, so"
    )
    (found,) = echoes(of_pack(write_sample(tmp_path / "harbour", article=article)))
    assert found.words == tuple(run.split())


def test_a_stock_opening_is_one_of_more_than_three_in_a_hundred() -> None:
    others = [wording(f"opening{number} is its own") for number in range(96)]
    alike = [wording(f"Step three decides: {number}.") for number in range(3)]
    fourth = wording("Step, three decides")
    assert stock_openings([*others, *alike, wording("Quite another way")]) == ()
    (found,) = stock_openings([*others, *alike, fourth])
    assert (found.words, found.whole) == (("step", "three", "decides"), 100)
    assert found.wordings == (*alike, fourth)
    assert commonest_opening([*others, *alike, fourth]) == found


def test_an_opening_counts_among_explanations_alone() -> None:
    notes = [wording("The company itself says so", Part.NOTE) for _ in range(5)]
    assert stock_openings(notes) == ()
    assert commonest_opening(notes) is None


def test_an_explanation_that_stands_alone_is_no_stock_phrase() -> None:
    assert stock_openings([wording("Step three decides."), wording("Step four decides.")]) == ()
