"""A pack that holds all its questions back for check-ups."""

from dataclasses import replace
from itertools import count

from tests.packs.samples import big_pack
from trainer.core.questions import Pack
from trainer.core.rubric import Verdict

HELD_BACK = "held-back"


def checkup_pack(questions: int) -> Pack:
    """So many reserved questions, as many of each verdict; `questions` is a multiple of three."""
    drawn = big_pack(questions * 6, seed=5)
    left = {verdict: questions // len(Verdict) for verdict in Verdict}
    numbers = count(1)
    articles = []
    for article in drawn.articles:
        excerpts = []
        for excerpt in article.excerpts:
            question = excerpt.questions[0]
            assert question.key is not None
            if left[question.key.verdict]:
                left[question.key.verdict] -= 1
                held = replace(question, id=f"held-{next(numbers)}", reserved="checkup")
                excerpts.append(replace(excerpt, questions=(held,)))
        if excerpts:
            articles.append(replace(article, excerpts=tuple(excerpts)))
    assert not any(left.values())
    return replace(drawn, id=HELD_BACK, title="Held back", articles=tuple(articles))
