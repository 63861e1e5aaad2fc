"""Questions that differ in all that can be asked for, and inquiries of all kinds."""

import datetime as dt
from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from tests.store.samples import NOON, revision
from trainer.core.inquiry import ALL_SIGHTS, Inquiry, Sight
from trainer.core.questions import Quote
from trainer.core.revisions import Revision
from trainer.core.rubric import Confidence, Skill, Verdict

HOUR = dt.timedelta(hours=1)

TEXTS = (
    ("harbour", "ships", "Ona", (Skill.SINGLE_SOURCE,), "The ferry was late."),
    ("harbour", "", "Ona", (Skill.WORDING, Skill.SCOPE), "ÉTÉ comes early, say the fishers."),
    ("valley", "wells", "Rusk", (Skill.SCOPE,), "The well in the Große Gasse holds 11 milligrams."),
    ("valley", "ships", "", (Skill.SINGLE_SOURCE, Skill.DURESS), "Nobody was 100% sure_of it."),
)


def text(number: int) -> Revision:
    pack, topic, side, skills, words = TEXTS[number % len(TEXTS)]
    plain = revision(number, pack, words)
    question = replace(
        plain.question, side=side, skills=skills, statement=Quote(words), id=f"q{number}"
    )
    return replace(plain, topic=topic, question=question)


_MOMENTS = st.builds(
    lambda hours, minutes: NOON + dt.timedelta(hours=hours, minutes=minutes),
    st.integers(-2, 70),
    st.sampled_from([0, 0, 5, 11]),
)
_QUARTERS = st.integers(-8, 280).map(lambda n: NOON.replace(microsecond=0) + n * HOUR / 4)
_NARROWED: dict[str, st.SearchStrategy[object]] = {
    "since": _MOMENTS | _QUARTERS,
    "until": _MOMENTS | _QUARTERS,
    "pack": st.sampled_from(["harbour", "valley", "nowhere"]),
    "topic": st.sampled_from(["ships", "wells"]),
    "side": st.just("Ona"),
    "skill": st.sampled_from([Skill.SCOPE, Skill.SINGLE_SOURCE, Skill.CALL]),
    "truth": st.sampled_from(Verdict),
    "chosen": st.sampled_from(Verdict),
    "right": st.booleans(),
    "confidence": st.sampled_from(Confidence),
    "words": st.sampled_from(
        [" ferry ", "été", "%", "_", "FERRIES", "GROSSE", "nothing like it", " "]
    ),
}


@st.composite
def _inquiries(draw: st.DrawFn) -> Inquiry:
    """An inquiry that narrows in few ways, so that it still means some answers."""
    sights = draw(st.just(ALL_SIGHTS) | st.frozensets(st.sampled_from(Sight)))
    narrowed = draw(st.sets(st.sampled_from(sorted(_NARROWED)), max_size=3))
    whole: dict[str, Any] = {name: draw(_NARROWED[name]) for name in sorted(narrowed)}
    return Inquiry(sights, **whole)


INQUIRIES = _inquiries()
