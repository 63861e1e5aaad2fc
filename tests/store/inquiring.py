"""Questions that differ in all that can be asked for, and inquiries of all kinds."""

import datetime as dt
from dataclasses import replace

from hypothesis import strategies as st

from tests.store.samples import NOON, revision
from trainer.core.inquiry import Inquiry, Sight
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


MOMENTS = st.integers(-2, 70).map(lambda n: NOON + n * HOUR)
QUARTERS = st.integers(-8, 280).map(lambda n: NOON.replace(microsecond=0) + n * HOUR / 4)
ENDS = st.none() | MOMENTS | QUARTERS
INQUIRIES = st.builds(
    Inquiry,
    sights=st.frozensets(st.sampled_from(Sight)),
    since=ENDS,
    until=ENDS,
    pack=st.sampled_from(["", "", "", "harbour", "valley", "nowhere"]),
    topic=st.sampled_from(["", "", "", "ships", "wells"]),
    side=st.sampled_from(["", "", "", "Ona"]),
    skill=st.none() | st.sampled_from([Skill.SCOPE, Skill.SINGLE_SOURCE, Skill.CALL]),
    truth=st.none() | st.sampled_from(Verdict),
    chosen=st.none() | st.sampled_from(Verdict),
    right=st.none() | st.booleans(),
    confidence=st.none() | st.sampled_from(Confidence),
    words=st.sampled_from(
        ["", "", "", " ferry ", "été", "%", "_", "FERRIES", "GROSSE", "nothing like it"]
    ),
)
