"""How somebody likes the program to look is kept, and never worth an error."""

import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.core.changes import Topic
from trainer.core.settings import TEXT_SIZES, Look, Settings, UnderlineWhen
from trainer.services.preferences import Preferences

LARGE = Settings(Look.CONTRAST_DARK, 175, 4, UnderlineWhen.ALWAYS)

choices = st.builds(
    Settings, st.sampled_from(Look), st.sampled_from(TEXT_SIZES), st.integers(1, 99)
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "data" / "settings.toml"


def test_at_first_everything_is_as_the_system_has_it(file: Path) -> None:
    assert Preferences(file).settings == Settings(Look.SYSTEM, 100, 1)
    assert not file.parent.exists()


@given(choices)
def test_a_choice_is_there_again_at_the_next_start(
    tmp_path_factory: pytest.TempPathFactory, chosen: Settings
) -> None:
    file = tmp_path_factory.mktemp("choices") / "settings.toml"
    Preferences(file).change(chosen)
    again = Preferences(file)
    assert again.settings == chosen
    assert again.learner == chosen.learner


def test_a_file_of_the_first_release_keeps_its_choices(file: Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text('look = "dark"\ntext_size = 125\nlearner = 2\n', encoding="utf-8")
    kept = Preferences(file).settings
    assert kept == Settings(Look.DARK, 125, 2, UnderlineWhen.FROM_LEVEL_2)


def test_a_choice_is_told_and_the_same_one_again_is_not(file: Path) -> None:
    preferences = Preferences(file)
    assert Topic.SETTINGS in preferences.change(LARGE)
    written = file.stat().st_mtime_ns
    assert not preferences.change(LARGE)
    assert file.stat().st_mtime_ns == written
    assert [path.name for path in file.parent.iterdir()] == ["settings.toml"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "look = ",
        'look = "plaid"\ntext_size = 100\nlearner = 1\n',
        'look = "dark"\ntext_size = 100\n',
        'look = ["dark"]\ntext_size = 100\nlearner = 1\n',
        'look = "dark"\ntext_size = 100\nlearner = inf\n',
        'look = "dark"\ntext_size = 100\nlearner = "Ada"\n',
        'look = "dark"\ntext_size = 100\nlearner = []\n',
        "x = " + "[" * 5_000,
    ],
)
def test_a_damaged_file_gives_the_defaults_and_is_mended_by_a_choice(file: Path, text: str) -> None:
    file.parent.mkdir()
    file.write_text(text, encoding="utf-8")
    preferences = Preferences(file)
    assert preferences.settings == Settings()
    preferences.change(LARGE)
    assert Preferences(file).settings == LARGE


@pytest.mark.parametrize("size", ["17", "0", "-100", "1000000", '"big"', "true", "[100]", "nan"])
def test_a_text_size_that_is_not_on_offer_is_the_usual_one(file: Path, size: str) -> None:
    file.parent.mkdir()
    file.write_text(f'look = "dark"\ntext_size = {size}\nlearner = 2\n', encoding="utf-8")
    assert Preferences(file).settings == Settings(Look.DARK, 100, 2)


@given(st.binary(max_size=60))
def test_whatever_bytes_are_there_the_program_starts(
    tmp_path_factory: pytest.TempPathFactory, found: bytes
) -> None:
    file = tmp_path_factory.mktemp("bytes") / "settings.toml"
    file.write_bytes(found)
    assert Preferences(file).settings == Settings()


@given(
    st.sampled_from(['"dark"', "1", "{}"]),
    st.one_of(st.integers(), st.floats(allow_nan=False), st.booleans()),
    st.one_of(st.integers(), st.floats(), st.booleans()),
)
def test_whatever_values_are_there_the_settings_are_sound(
    tmp_path_factory: pytest.TempPathFactory, look: str, size: float, learner: float
) -> None:
    file = tmp_path_factory.mktemp("values") / "settings.toml"
    values = {"look": look, "text_size": toml(size), "learner": toml(learner)}
    file.write_text("".join(f"{name} = {value}\n" for name, value in values.items()))
    settings = Preferences(file).settings
    assert settings.text_size in TEXT_SIZES
    assert type(settings.text_size) is int
    assert type(settings.learner) is int
    assert isinstance(settings.look, Look)


def toml(value: float) -> str:
    if isinstance(value, float) and not math.isfinite(value):
        return "nan" if math.isnan(value) else "inf"
    return str(value).lower()


def test_what_cannot_be_kept_is_in_force_all_the_same(file: Path) -> None:
    file.parent.write_text("a file in the way", encoding="utf-8")
    preferences = Preferences(file)
    assert Topic.SETTINGS in preferences.change(LARGE)
    assert preferences.settings == LARGE
    assert Preferences(file).settings == Settings()


def test_a_folder_in_the_way_of_the_file_is_no_error(file: Path) -> None:
    file.mkdir(parents=True)
    preferences = Preferences(file)
    assert preferences.settings == Settings()
    preferences.change(LARGE)
    assert preferences.settings == LARGE
