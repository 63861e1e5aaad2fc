"""The surface of the questions: what a plain classifier gets from it, said for an author."""

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence

from trainer.core.properties import Property, State
from trainer.core.revisions import Revision
from trainer.core.words import t
from trainer.packs import guessing, surface

_LOPSIDED_TOLD = 3
"""Sides and genres that are told."""


def surface_property(revisions: Iterable[Revision]) -> Property:
    """Whether verdicts can be guessed from what shows of the statements of these questions."""
    name = t("surface: verdicts guessed without reading")
    asked = t("at most {share} balanced accuracy", share=f"{guessing.MOST:.2f}")
    glances = surface.glances_at(revisions)
    if not guessing.enough(glances):
        lacking = t("There are too few questions to measure it.")
        return Property(name, asked, t("not measured"), State.FAILS, (lacking,))
    if not guessing.can_guess():
        lacking = t(
            "scikit-learn is not installed; it is needed for this check alone. Run "
            "`python3 main.py test` once, or `python3 -m pip --python {python} install "
            "-r requirements-dev.txt`.",
            python=sys.executable,
        )
        return Property(name, asked, t("not measured"), State.FAILS, (lacking,))
    guess = guessing.guess(glances)
    score = guess.scores[guess.best]
    holds = score.mean <= guessing.MOST
    worst = next(iter(guess.alone))
    return Property(
        name,
        asked,
        f"{score.mean:.3f}",
        State.HOLDS if holds else State.FAILS,
        ()
        if holds
        else (
            t(
                "What gives most away: {feature}. See below how it is dealt over the verdicts.",
                feature=_feature_name(worst),
            ),
        ),
        (*_scores(guess), *(_alone(glances, one, score) for one, score in guess.alone.items())),
    )


def _scores(guess: guessing.Guess) -> Iterator[str]:
    for model, score in guess.scores.items():
        yield t(
            "{model}: {mean} ± {spread} over {repeats} splits by excerpt.",
            model=_model_name(model),
            mean=f"{score.mean:.3f}",
            spread=f"{score.spread:.3f}",
            repeats=guessing.REPEATS,
        )
    yield t(
        "{model} with the verdicts dealt out by chance: {mean} ± {spread} over {shuffles} deals.",
        model=_model_name(guess.best),
        mean=f"{guess.by_chance.mean:.3f}",
        spread=f"{guess.by_chance.spread:.3f}",
        shuffles=guessing.SHUFFLES,
    )


def _alone(
    glances: Sequence[surface.Glance], feature: surface.Feature, score: guessing.Score
) -> str:
    if feature in surface.FIGURES:
        dealt = [
            _dealt(_figure_name(figure), surface.averages(glances, figure), "{:.2f}")
            for figure in surface.FIGURES[feature]
        ]
    else:
        groups = list(surface.lopsided(glances, feature).items())[:_LOPSIDED_TOLD]
        dealt = [_dealt(f"“{name}”", counts, "{}") for name, counts in groups]
    return t(
        "{feature} alone: {mean} ({dealt})",
        feature=_feature_name(feature),
        mean=f"{score.mean:.3f}",
        dealt="; ".join(dealt),
    )


def _dealt(name: str, by_verdict: Mapping[str, float], form: str) -> str:
    values = ", ".join(f"{form.format(value)} {verdict}" for verdict, value in by_verdict.items())
    return f"{name}: {values}"


def _model_name(model: guessing.Model) -> str:
    return {
        guessing.Model.LOGISTIC: t("logistic regression"),
        guessing.Model.TREE: t("small tree"),
        guessing.Model.FOREST: t("random forest"),
    }[model]


def _feature_name(feature: surface.Feature) -> str:
    return {
        surface.Feature.LENGTH: t("length"),
        surface.Feature.QUOTATION_MARKS: t("quotation marks"),
        surface.Feature.DIGITS: t("digits"),
        surface.Feature.EXCLAMATION: t("exclamation"),
        surface.Feature.CAPITALS: t("capitals"),
        surface.Feature.POSITION: t("position"),
        surface.Feature.SIDE: t("side"),
        surface.Feature.GENRE: t("genre"),
    }[feature]


def _figure_name(figure: surface.Figure) -> str:
    return {
        surface.Figure.WORDS: t("words"),
        surface.Figure.LETTERS: t("letters a word"),
        surface.Figure.MARKS_IN_IT: t("share with quotation marks in it"),
        surface.Figure.INSIDE_MARKS: t("share inside quotation marks"),
        surface.Figure.DIGITS: t("share with digits"),
        surface.Figure.NUMBERS: t("numbers"),
        surface.Figure.EXCLAMATION: t("share with an exclamation mark"),
        surface.Figure.CAPITALS: t("share of capital letters"),
        surface.Figure.NAMES: t("capitalised words behind the first"),
        surface.Figure.BEGINNING: t("beginning, 0 to 1 of the excerpt"),
        surface.Figure.REWORDED: t("share not quoted from it"),
    }[figure]
