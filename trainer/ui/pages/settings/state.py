"""What the settings page shows."""

from dataclasses import dataclass

from trainer.core.settings import TEXT_SIZES, Look, Settings, UnderlineWhen
from trainer.core.words import t


@dataclass(frozen=True, slots=True)
class Option:
    """One choice among several: its value, its words, whether it is the one in force."""

    value: str
    words: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class SettingsState:
    """The choices on offer."""

    looks: tuple[Option, ...]
    sizes: tuple[Option, ...]
    underlining: tuple[Option, ...]
    folder: str


def settings_state(settings: Settings, folder: str) -> SettingsState:
    """The page for the settings in force; `folder` is where the history is kept."""
    names = {
        Look.SYSTEM: t("As the system"),
        Look.LIGHT: t("Light"),
        Look.DARK: t("Dark"),
        Look.CONTRAST: t("High contrast, light"),
        Look.CONTRAST_DARK: t("High contrast, dark"),
    }
    return SettingsState(
        looks=tuple(
            Option(look.value, words, settings.look is look) for look, words in names.items()
        ),
        sizes=tuple(
            Option(str(size), t("{size} %", size=size), settings.text_size == size)
            for size in TEXT_SIZES
        ),
        underlining=tuple(
            Option(when.value, words, settings.underline is when)
            for when, words in (
                (UnderlineWhen.ALWAYS, t("Always")),
                (UnderlineWhen.FROM_LEVEL_2, t("From level 2 on")),
                (UnderlineWhen.NEVER, t("Never")),
            )
        ),
        folder=t("Your answers are kept on this computer alone, in {folder}", folder=folder),
    )
