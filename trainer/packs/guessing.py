"""How well a plain classifier guesses verdicts from what shows at a glance; needs scikit-learn.

It is the one place that calls scikit-learn, and calls it only when asked to guess: the program
itself does without.
"""

import importlib.util
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import count
from statistics import fmean, stdev
from typing import Any

from trainer.packs.surface import FIGURES, Feature, Glance

MOST = 0.42
"""The most balanced accuracy that a guess may have; chance is a third."""
FOLDS = 5
REPEATS = 10
"""Times that the excerpts are split anew, each from its own seed."""
SHUFFLES = 20
"""Times that the verdicts are dealt out by chance, to see what chance gets."""
_REPEATS_ALONE = 5
_RARE = 10
"""A side or genre with fewer questions is one of the rare ones."""
_TREES = 30


class Model(Enum):
    """A plain classifier."""

    LOGISTIC = "logistic"
    TREE = "tree"
    FOREST = "forest"


@dataclass(frozen=True, slots=True)
class Score:
    """Balanced accuracy over several repeats: the mean, and how far they spread (one sigma)."""

    mean: float
    spread: float


@dataclass(frozen=True, slots=True)
class Guess:
    """What the classifiers got: from all features, by chance, and from each feature alone.

    `by_chance` is of the best model, with the verdicts dealt out anew. `alone` has for each feature
    what the better of the quick models got from it, the most telling first.
    """

    scores: dict[Model, Score]
    by_chance: Score
    alone: dict[Feature, Score]

    @property
    def best(self) -> Model:
        """The model that got more; it counts."""
        return max(self.scores, key=lambda model: self.scores[model].mean)


def can_guess() -> bool:
    """Whether scikit-learn is there."""
    return importlib.util.find_spec("sklearn") is not None


def enough(glances: Sequence[Glance]) -> bool:
    """Whether there are enough questions to split: each verdict and enough excerpts."""
    verdicts = Counter(one.verdict for one in glances)
    excerpts = {one.excerpt for one in glances}
    return len(verdicts) > 1 and min(verdicts.values()) >= FOLDS and len(excerpts) >= 2 * FOLDS


def guess(glances: Sequence[Glance], *, repeats: int = REPEATS, shuffles: int = SHUFFLES) -> Guess:
    """Guess each verdict from what shows, learnt from other excerpts alone; two repeats at least.

    The same questions give the same figures. Call it only where there are `enough` and scikit-learn
    is there.
    """
    everything = _Table(glances, tuple(Feature))
    scores = {model: everything.score(model, range(repeats)) for model in Model}
    best = max(scores, key=lambda model: scores[model].mean)
    alone = {feature: _alone(glances, feature) for feature in Feature}
    return Guess(
        scores=scores,
        by_chance=everything.score(best, range(shuffles), shuffled=True),
        alone=dict(sorted(alone.items(), key=lambda item: -item[1].mean)),
    )


def _alone(glances: Sequence[Glance], feature: Feature) -> Score:
    table = _Table(glances, (feature,))
    tried = [table.score(model, range(_REPEATS_ALONE)) for model in _QUICK]
    return max(tried, key=lambda score: score.mean)


class _Table:
    """Questions as rows of numbers, in the columns of some features."""

    def __init__(self, glances: Sequence[Glance], features: Collection[Feature]) -> None:
        import numpy as np  # noqa: PLC0415  as costly as what it is needed for

        columns = [column for feature in features for column in _columns(glances, feature)]
        table = np.array(columns, dtype=float).T.reshape(len(glances), -1)
        spread = table.std(axis=0)
        self._rows = (table - table.mean(axis=0)) / np.where(spread > 0, spread, 1.0)
        self._verdicts = np.array([one.verdict for one in glances])
        numbers = dict(zip(dict.fromkeys(one.excerpt for one in glances), count(), strict=False))
        self._excerpts = np.array([numbers[one.excerpt] for one in glances])

    def score(self, model: Model, seeds: Collection[int], *, shuffled: bool = False) -> Score:
        """What the model gets, once for each seed; with the verdicts dealt out anew if `shuffled`.

        Balanced accuracy, each excerpt guessed by a model that never saw it.
        """
        import numpy as np  # noqa: PLC0415  development only
        from sklearn.metrics import balanced_accuracy_score  # noqa: PLC0415  development only
        from sklearn.model_selection import GroupKFold  # noqa: PLC0415  development only

        found: list[float] = []
        for seed in seeds:
            truth = self._verdicts
            if shuffled:
                truth = np.random.default_rng(seed).permutation(truth)
            guessed = np.empty_like(truth)
            folds = GroupKFold(FOLDS, shuffle=True, random_state=seed)
            for seen, hidden in folds.split(self._rows, truth, self._excerpts):
                fitted = _MAKE[model](seed).fit(self._rows[seen], truth[seen])
                guessed[hidden] = fitted.predict(self._rows[hidden])
            found.append(float(balanced_accuracy_score(truth, guessed)))
        return Score(fmean(found), stdev(found))


def _columns(glances: Sequence[Glance], feature: Feature) -> list[list[float]]:
    """The columns of a feature: its figures, or one for each name that is common enough."""
    if feature in FIGURES:
        return [[float(one.figures[figure]) for one in glances] for figure in FIGURES[feature]]
    names = Counter(one.names[feature] for one in glances)
    common = [name for name, number in sorted(names.items()) if number >= _RARE]
    told = [[float(one.names[feature] == name) for one in glances] for name in common]
    return [*told, [float(one.names[feature] not in common) for one in glances]]


def _logistic(seed: int) -> Any:  # noqa: ANN401 - scikit-learn has no types
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415  development only

    return LogisticRegression(class_weight="balanced", max_iter=1_000, random_state=seed)


def _tree(seed: int) -> Any:  # noqa: ANN401 - scikit-learn has no types
    from sklearn.tree import DecisionTreeClassifier  # noqa: PLC0415  development only

    return DecisionTreeClassifier(
        max_depth=4, min_samples_leaf=8, class_weight="balanced", random_state=seed
    )


def _forest(seed: int) -> Any:  # noqa: ANN401 - scikit-learn has no types
    from sklearn.ensemble import RandomForestClassifier  # noqa: PLC0415  development only

    return RandomForestClassifier(
        _TREES, max_depth=5, min_samples_leaf=3, class_weight="balanced", random_state=seed
    )


_MAKE: dict[Model, Callable[[int], Any]] = {
    Model.LOGISTIC: _logistic,
    Model.TREE: _tree,
    Model.FOREST: _forest,
}
_QUICK = (Model.LOGISTIC, Model.TREE)
