"""A question as it was shown: kept as JSON, read back the same, named by a hash that stays."""

import datetime as dt
import json
import random
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trainer.core.questions import (
    Article,
    ArticleKind,
    Cue,
    Excerpt,
    Key,
    Pack,
    Question,
    Quote,
)
from trainer.core.revisions import Revision, content_hash, revision_from, revisions_of
from trainer.core.rubric import Asks, CueKind, Reason, Skill, Technique, Verdict

FIXED = Revision(
    pack="harbour",
    pack_title="The harbour of Velm",
    language="en",
    article="Crane falls in Velm",
    outlet="Velm Courier",
    kind=ArticleKind.PRACTICE,
    date=dt.date(2031, 4, 7),
    genre="news report",
    topic="harbour",
    excerpt="crane",
    text="“Only traitors would say so,” the company’s leaflet says.",
    question=Question(
        id="only-traitors",
        statement=Quote("Only traitors would say so"),
        asks=Asks.CONTENT,
        skills=(Skill.ATTACK, Skill.WORDING),
        level=2,
        cues=(
            Cue(CueKind.LOADED, Quote("traitors", "Only", "would"), "judges people"),
            Cue(CueKind.DEVICE, Quote("Only"), "leaves no way out", Technique.NAME_CALLING),
        ),
        key=Key(
            Verdict.PROPAGANDA,
            Reason.DEVICE,
            "Strike out “traitors” and nothing is left.",
            {Verdict.VERIFIED: "Nothing is shown.", Verdict.CLAIM: "Nothing remains."},
            Technique.NAME_CALLING,
        ),
        scope="Judge what is said.",
        side="company",
    ),
)

FIXED_HASH = "b266bc61ba7c51a2ac5c5994722a2392a8ba31fe02ddba23cea61f7bc4dca67a"
"""Histories hold hashes like this one; a change here would orphan them all."""

quotes = st.builds(Quote, st.text(max_size=20), st.text(max_size=5), st.text(max_size=5))
techniques = st.none() | st.sampled_from(Technique)
cues = st.builds(
    Cue, st.sampled_from(CueKind), quotes, st.text(max_size=20), techniques, st.booleans()
)
sentences = st.dictionaries(st.sampled_from(Verdict), st.text(max_size=20))
keys = st.builds(
    Key,
    st.sampled_from(Verdict),
    st.sampled_from(Reason),
    st.text(max_size=30),
    sentences,
    techniques,
)
questions = st.builds(
    Question,
    id=st.text(max_size=10),
    statement=quotes,
    asks=st.sampled_from(Asks),
    skills=st.lists(st.sampled_from(Skill), max_size=3).map(tuple),
    level=st.integers(1, 3),
    cues=st.lists(cues, max_size=3).map(tuple),
    key=st.none() | keys,
    views=sentences,
    scope=st.text(max_size=10),
    side=st.text(max_size=10),
    reserved=st.text(max_size=10),
)
revisions = st.builds(
    Revision,
    pack=st.text(max_size=10),
    pack_title=st.text(max_size=10),
    language=st.text(max_size=5),
    article=st.text(max_size=10),
    outlet=st.text(max_size=10),
    kind=st.sampled_from(ArticleKind),
    date=st.none() | st.dates(),
    genre=st.text(max_size=10),
    topic=st.text(max_size=10),
    excerpt=st.text(max_size=10),
    text=st.text(max_size=60),
    question=questions,
)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=6,
)


@given(revisions)
@settings(max_examples=60)
def test_what_is_kept_is_read_back_the_same(revision: Revision) -> None:
    again = revision_from(revision.body)
    assert again == revision
    assert (again.body, again.hash) == (revision.body, revision.hash)


@given(revisions, st.randoms(use_true_random=False))
@settings(max_examples=60)
def test_the_order_of_fields_does_not_change_the_hash(
    revision: Revision, chance: random.Random
) -> None:
    plain = json.loads(revision.body)

    def shuffled(value: object) -> object:
        if isinstance(value, dict):
            names = list(value)
            chance.shuffle(names)
            return {name: shuffled(value[name]) for name in names}
        return [shuffled(one) for one in value] if isinstance(value, list) else value

    other = json.dumps(shuffled(plain), indent=1)
    assert revision_from(other).hash == revision.hash


def test_the_order_of_sentences_does_not_change_the_hash() -> None:
    key = FIXED.question.key
    assert key is not None
    turned = replace(key, why_not=dict(reversed(list(key.why_not.items()))))
    assert replace(FIXED, question=replace(FIXED.question, key=turned)).hash == FIXED.hash


def test_the_hash_of_a_fixed_question_never_changes() -> None:
    assert FIXED.hash == FIXED_HASH
    assert content_hash(FIXED.body) == FIXED_HASH


CHANGES: tuple[Callable[[Revision], Revision], ...] = (
    lambda one: replace(one, text=one.text + " "),
    lambda one: replace(one, date=None),
    lambda one: replace(one, outlet="Another"),
    lambda one: replace(one, question=replace(one.question, scope="")),
    lambda one: replace(one, question=replace(one.question, key=None)),
    lambda one: replace(one, question=replace(one.question, cues=one.question.cues[::-1])),
    lambda one: replace(one, question=replace(one.question, reserved="checkup-a")),
)


@pytest.mark.parametrize("change", CHANGES)
def test_whatever_a_learner_could_notice_changes_the_hash(
    change: Callable[[Revision], Revision],
) -> None:
    assert change(FIXED).hash != FIXED.hash


@given(json_values)
def test_other_json_is_no_question(value: object) -> None:
    with pytest.raises(ValueError, match=r"not a question|is not a valid"):
        revision_from(json.dumps(value))


@pytest.mark.parametrize("value", [None, 5, "x", [], [[]], ["x"], {}, {"x": 1}])
@pytest.mark.parametrize("inside", [(), ("question",), ("question", "key")])
def test_a_damaged_field_is_a_value_error_or_another_question(
    inside: tuple[str, ...], value: object
) -> None:
    for name in table(json.loads(FIXED.body), inside):
        plain = json.loads(FIXED.body)
        table(plain, inside)[name] = value
        try:
            found = revision_from(json.dumps(plain))
        except ValueError:
            continue
        assert isinstance(found, Revision)


def table(plain: dict[str, Any], inside: tuple[str, ...]) -> dict[str, Any]:
    for name in inside:
        plain = plain[name]
    return plain


@pytest.mark.parametrize("text", ["", "{", "\x00", '"text"', "null"])
def test_what_is_no_json_is_a_value_error(text: str) -> None:
    with pytest.raises(ValueError):
        revision_from(text)


def test_a_pack_gives_each_question_with_its_credit_in_its_order() -> None:
    pack = Pack(
        id=FIXED.pack,
        title=FIXED.pack_title,
        version="1.0",
        language="en",
        level=1,
        authors=("Ada Example",),
        licence="CC0",
        about="About.",
        articles=(
            Article(
                title=FIXED.article,
                outlet=FIXED.outlet,
                kind=FIXED.kind,
                date=FIXED.date,
                genre=FIXED.genre,
                topic=FIXED.topic,
                excerpts=(
                    Excerpt(
                        FIXED.excerpt,
                        FIXED.text,
                        (FIXED.question, replace(FIXED.question, id="second")),
                    ),
                    Excerpt("bare", "No question here."),
                    Excerpt("late", "Late.", (replace(FIXED.question, id="third"),)),
                ),
            ),
        ),
    )
    first, second, third = revisions_of(pack)
    assert first == FIXED
    assert (second.question.id, second.text) == ("second", FIXED.text)
    assert (third.question.id, third.excerpt, third.text) == ("third", "late", "Late.")
    assert third.ref == ("harbour", "third")


def test_a_question_has_a_path_only_with_a_key() -> None:
    assert FIXED.question.scored
    assert FIXED.question.path.verdict is Verdict.PROPAGANDA
    discussed = replace(FIXED.question, key=None)
    assert not discussed.scored
    with pytest.raises(ValueError, match="discussion"):
        _ = discussed.path
