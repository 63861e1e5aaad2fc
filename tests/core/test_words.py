"""Every shown sentence passes one door: English as written, or a catalogue's words."""

import gettext
import struct
import threading
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.core.words import DOMAIN, language, speak, speaking, t, tn, use

GERMAN = {
    "": "Content-Type: text/plain; charset=UTF-8\nPlural-Forms: nplurals=2; plural=(n != 1);\n",
    "Go on": "Weiter",
    "The pack “{title}” is gone.": "Das Paket „{title}“ ist fort.",
    "{number} answer in {pack}\0{number} answers in {pack}": (
        "{number} Antwort in {pack}\0{number} Antworten in {pack}"
    ),
}


def compiled(words: Mapping[str, str]) -> bytes:
    """A catalogue as translators' tools compile it: the GNU MO format, version 0."""
    pairs = sorted((said.encode(), told.encode()) for said, told in words.items())
    count, texts, tables = len(pairs), b"", []
    start = 28 + 16 * count
    for column in (0, 1):
        for pair in pairs:
            tables.append(struct.pack("<II", len(pair[column]), start + len(texts)))
            texts += pair[column] + b"\0"
    header = struct.pack("<7I", 0x950412DE, 0, count, 28, 28 + 8 * count, 0, 28 + 16 * count)
    return header + b"".join(tables) + texts


def shelve(folder: Path, language: str, words: bytes) -> None:
    place = folder / language / "LC_MESSAGES" / f"{DOMAIN}.mo"
    place.parent.mkdir(parents=True)
    place.write_bytes(words)


@pytest.fixture(autouse=True)
def _english_again() -> Iterator[None]:
    yield
    use(gettext.NullTranslations())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shelve(tmp_path, "de", compiled(GERMAN))
    return tmp_path


def test_english_is_said_as_written() -> None:
    assert t("Go on") == "Go on"
    assert t("The pack “{title}” is gone.", title="Velm") == "The pack “Velm” is gone."


def test_braces_are_words_where_nothing_is_to_be_filled_in() -> None:
    assert t('Write it like { kind = "source" }.') == 'Write it like { kind = "source" }.'


def test_what_is_filled_in_is_not_read_again() -> None:
    assert t("The pack “{title}” is gone.", title="{0} {x}") == "The pack “{0} {x}” is gone."


@pytest.mark.parametrize(
    ("number", "said"), [(0, "0 answers"), (1, "1 answer"), (2, "2 answers"), (11, "11 answers")]
)
def test_numbers_choose_their_form(number: int, said: str) -> None:
    assert tn("{number} answer", "{number} answers", number) == said


def test_a_form_may_have_more_to_fill_in_than_the_number() -> None:
    told = tn("{number} answer in {pack}", "{number} answers in {pack}", 3, pack="Velm")
    assert told == "3 answers in Velm"


def test_a_compiled_catalogue_is_picked_up(folder: Path) -> None:
    speak(folder, ["de"])
    assert t("Go on") == "Weiter"
    assert t("The pack “{title}” is gone.", title="Velm") == "Das Paket „Velm“ ist fort."
    for number, noun in ((1, "Antwort"), (2, "Antworten")):
        told = tn("{number} answer in {pack}", "{number} answers in {pack}", number, pack="Velm")
        assert told == f"{number} {noun} in Velm"


def test_a_sentence_without_a_translation_stays_english(folder: Path) -> None:
    speak(folder, ["de"])
    assert t("Nobody translated this.") == "Nobody translated this."


@pytest.mark.parametrize("languages", [["de-AT", "de"], ["de-CH"], ["fr-FR", "fr", "de-DE"]])
def test_a_country_and_second_choices_find_their_language(
    folder: Path, languages: list[str]
) -> None:
    speak(folder, languages)
    assert t("Go on") == "Weiter"


def test_the_catalogue_of_a_country_comes_before_that_of_its_language(folder: Path) -> None:
    shelve(folder, "de_AT", compiled(GERMAN | {"Go on": "Gemma"}))
    speak(folder, ["de-AT", "de"])
    assert t("Go on") == "Gemma"


@pytest.mark.parametrize("languages", [["en-GB", "en", "de-DE", "de"], ["fr"], [], ["C"], [""]])
def test_who_wants_english_first_or_a_language_that_is_not_there_gets_english(
    folder: Path, languages: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANGUAGE", "de")
    speak(folder, ["de"])
    speak(folder, languages)
    assert t("Go on") == "Go on"


def test_no_folder_of_catalogues_is_english(tmp_path: Path) -> None:
    speak(tmp_path / "nowhere", ["de"])
    assert t("Go on") == "Go on"


@given(st.binary(max_size=80) | st.integers(0, 300).map(lambda size: compiled(GERMAN)[:size]))
def test_a_damaged_catalogue_is_english_and_no_error(
    tmp_path_factory: pytest.TempPathFactory, words: bytes
) -> None:
    folder = tmp_path_factory.mktemp("catalogues")
    shelve(folder, "de", words)
    speak(folder, ["de"])
    assert t("Nobody translated this.") == "Nobody translated this."


def test_the_words_for_somebody_elses_screen_are_in_their_language_alone(folder: Path) -> None:
    speak(folder, ["en"])
    heard = []
    with speaking("de-CH"):
        elsewhere = threading.Thread(target=lambda: heard.append(t("Go on")))
        elsewhere.start()
        elsewhere.join()
        assert t("Go on") == "Weiter"
        assert tn("{number} answer in {pack}", "{number} answers in {pack}", 2, pack="A") == (
            "2 Antworten in A"
        )
    assert (t("Go on"), heard) == ("Go on", ["Go on"])


def test_english_is_spoken_for_others_where_the_person_has_another_language(folder: Path) -> None:
    speak(folder, ["de"])
    with speaking("en-GB"):
        assert (t("Go on"), language()) == ("Go on", "en")
    assert t("Go on") == "Weiter"


def test_for_a_language_without_a_catalogue_the_persons_own_is_spoken(folder: Path) -> None:
    speak(folder, ["de"])
    with speaking("fr"):
        assert t("Go on") == "Weiter"
