"""The library: packs found, added, removed, and read from the cache the second time."""

import os
import shutil
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.packs.samples import ARTICLE, HEAD, big_pack, write_sample
from trainer.core.catalogue import Catalogue
from trainer.core.errors import UserError
from trainer.core.revisions import revisions_of
from trainer.packs import reading
from trainer.packs.reading import read_pack
from trainer.packs.writing import write_pack
from trainer.services import intake
from trainer.services.library import AlreadyThereError, Library


@pytest.fixture
def shipped(tmp_path: Path) -> Path:
    write_sample(tmp_path / "shipped" / "harbour")
    return tmp_path / "shipped"


def opened(tmp_path: Path) -> Library:
    library = Library(tmp_path / "shipped", tmp_path / "added", tmp_path / "cache")
    library.load()
    return library


def other(folder: Path, *, version: str = "1.0", article: str = ARTICLE) -> Path:
    head = HEAD.replace('"harbour"', '"mine"').replace('"1.0"', f'"{version}"')
    return write_sample(folder, head=head, article=article)


def state(folder: Path) -> dict[str, bytes]:
    return {
        str(file.relative_to(folder)): file.read_bytes()
        for file in folder.rglob("*")
        if file.is_file()
    }


@pytest.fixture
def readings(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The places of all packs that were really read."""
    places: list[Path] = []

    def counted(place: Path) -> reading.Reading:
        places.append(place)
        return read_pack(place)

    monkeypatch.setattr(intake, "read_pack", counted)
    return places


def test_the_questions_of_a_shipped_pack_are_at_hand(tmp_path: Path, shipped: Path) -> None:
    library: Catalogue = opened(tmp_path)
    pack = read_pack(shipped / "harbour").pack
    assert pack is not None
    (card,) = library.cards
    assert (card.id, card.shipped, card.broken) == ("harbour", True, False)
    revisions = revisions_of(pack)
    assert [entry.revision for entry in library.entries] == [one.hash for one in revisions]
    assert [library.revision(one.hash) for one in revisions] == list(revisions)
    scored = library.entries[0]
    assert (scored.question, scored.excerpt, scored.verdict) == ("crane-lies", "crane", "verified")
    assert (scored.skills, scored.level, scored.side) == (("own-observation",), 1, "outlet")
    assert (library.entries[3].verdict, library.entries[3].practicable) == ("", False)
    with pytest.raises(KeyError):
        library.revision("0" * 64)


def test_a_plain_file_beside_the_packs_is_passed_by(tmp_path: Path, shipped: Path) -> None:
    (shipped / "KEYS.md").write_text("# How the keys were made\n", encoding="utf-8")
    (tmp_path / "added").mkdir()
    (tmp_path / "added" / "notes.txt").write_text("mine", encoding="utf-8")
    assert [card.id for card in opened(tmp_path).cards] == ["harbour"]


def test_a_library_without_folders_is_empty(tmp_path: Path) -> None:
    library = opened(tmp_path)
    assert (tuple(library.cards), tuple(library.entries)) == ((), ())


def test_a_broken_pack_is_a_card_with_its_problems(tmp_path: Path, shipped: Path) -> None:
    write_sample(shipped / "a-broken", head="id = 'x'", article="[[")
    (shipped / "b-broken.zip").write_bytes(b"PK")
    library = opened(tmp_path)
    assert [card.broken for card in library.cards] == [True, True, False]
    assert all(card.problems for card in library.cards[:2])
    assert {entry.pack for entry in library.entries} == {"harbour"}


def test_of_two_packs_with_one_id_the_second_is_broken_and_says_so(
    tmp_path: Path, shipped: Path
) -> None:
    write_sample(shipped / "z-again")
    library = opened(tmp_path)
    first, second = library.cards
    assert not first.broken
    assert "Another pack has the id `harbour`" in second.problems[0].message
    assert len(library.entries) == 4


def test_an_added_pack_stays_when_its_source_is_gone(tmp_path: Path, shipped: Path) -> None:
    library = opened(tmp_path)
    card = library.add(other(tmp_path / "source"))
    assert (card.id, card.shipped, card.broken) == ("mine", False, False)
    shutil.rmtree(tmp_path / "source")
    again = opened(tmp_path)
    assert [card.id for card in again.cards] == ["harbour", "mine"]
    assert tuple(again.entries) == tuple(library.entries)
    assert again.revision(again.entries[-1].revision).pack == "mine"


def test_a_zip_can_be_added_too(tmp_path: Path) -> None:
    pack = big_pack(20, articles=3)
    write_pack(pack, tmp_path / "big.zip")
    library = opened(tmp_path)
    library.add(tmp_path / "big.zip")
    assert [library.revision(e.revision) for e in library.entries] == list(revisions_of(pack))


def test_a_broken_pack_is_not_added_and_all_is_as_it_was(tmp_path: Path, shipped: Path) -> None:
    library = opened(tmp_path)
    library.add(other(tmp_path / "source"))
    before = state(tmp_path / "added"), tuple(library.cards), tuple(library.entries)
    broken = ARTICLE.replace("level = 2", "level = 9").replace('"attack"', '"atack"')
    with pytest.raises(UserError) as caught:
        library.add(other(tmp_path / "broken", article=broken), replace=True)
    assert "it has 2 problems" in caught.value.message
    assert "There is no skill `atack` here" in caught.value.hint
    assert (state(tmp_path / "added"), tuple(library.cards), tuple(library.entries)) == before


def test_a_pack_is_replaced_only_when_asked_to(tmp_path: Path) -> None:
    library = opened(tmp_path)
    library.add(other(tmp_path / "one"))
    before = state(tmp_path / "added")
    newer = other(
        tmp_path / "two", version="2.0", article=ARTICLE.replace("level = 2", "level = 3")
    )
    with pytest.raises(AlreadyThereError) as caught:
        library.add(newer)
    assert (caught.value.present, caught.value.offered) == ("1.0", "2.0")
    assert state(tmp_path / "added") == before
    old = library.entries[2].revision
    assert library.add(newer, replace=True).version == "2.0"
    assert [card.version for card in library.cards] == ["2.0"]
    assert library.entries[2].level == 3
    with pytest.raises(KeyError):
        library.revision(old)


def test_a_pack_put_there_by_hand_is_replaced_as_well(tmp_path: Path) -> None:
    other(tmp_path / "added" / "by-hand")
    library = opened(tmp_path)
    library.add(other(tmp_path / "two", version="2.0"), replace=True)
    assert [(card.id, card.version) for card in library.cards] == [("mine", "2.0")]


def test_a_shipped_pack_is_neither_replaced_nor_removed(tmp_path: Path, shipped: Path) -> None:
    library = opened(tmp_path)
    with pytest.raises(UserError, match="comes with the program"):
        library.add(write_sample(tmp_path / "source"), replace=True)
    with pytest.raises(UserError, match="comes with the program"):
        library.remove("harbour")
    with pytest.raises(UserError, match="There is no pack `nothing`"):
        library.remove("nothing")
    assert [card.id for card in library.cards] == ["harbour"]


def test_a_removed_pack_is_gone_for_good(tmp_path: Path, shipped: Path) -> None:
    library = opened(tmp_path)
    library.add(other(tmp_path / "source"))
    gone = library.entries[-1].revision
    library.remove("mine")
    assert [card.id for card in library.cards] == ["harbour"]
    with pytest.raises(KeyError):
        library.revision(gone)
    assert state(tmp_path / "added") == {}
    assert len(state(tmp_path / "cache")) == 1
    assert state(tmp_path / "source")


def test_nothing_is_left_behind_where_a_pack_cannot_be_saved(tmp_path: Path) -> None:
    (tmp_path / "added").write_text("a file in the way", encoding="utf-8")
    library = Library(tmp_path / "shipped", tmp_path / "added", tmp_path / "cache")
    with pytest.raises(UserError, match="could not be saved"):
        library.add(other(tmp_path / "source"))


def test_the_second_start_reads_no_pack(
    tmp_path: Path, shipped: Path, readings: list[Path]
) -> None:
    write_sample(shipped / "a-broken", article="[[")
    first = opened(tmp_path)
    assert len(readings) == 2
    second = opened(tmp_path)
    assert len(readings) == 2
    assert tuple(second.cards) == tuple(first.cards)
    assert tuple(second.entries) == tuple(first.entries)
    wanted = [entry.revision for entry in first.entries]
    assert [second.revision(one) for one in wanted] == [first.revision(one) for one in wanted]
    assert len(readings) == 2


def test_a_changed_pack_is_read_again(tmp_path: Path, shipped: Path, readings: list[Path]) -> None:
    write_sample(shipped / "quiet", head=HEAD.replace('"harbour"', '"quiet"'))
    opened(tmp_path)
    file = shipped / "harbour" / "crane.toml"
    os.utime(file, ns=(1, 1))
    opened(tmp_path)
    file.write_text(ARTICLE.replace("level = 3", "level = 2"), encoding="utf-8")
    assert opened(tmp_path).entries[3].level == 2
    (shipped / "harbour" / "more.toml").write_text("[[", encoding="utf-8")
    assert opened(tmp_path).cards[0].broken
    assert [place.name for place in readings] == ["harbour", "quiet", *["harbour"] * 3]


def _emptied(data: bytes) -> bytes:
    return data[:0]


def _cut(data: bytes) -> bytes:
    return data[:300]


def _older(data: bytes) -> bytes:
    return data.replace(b"pack-cache 2 ", b"pack-cache 1 ", 1)


def _index_changed(data: bytes) -> bytes:
    return data.replace(b'"crane-lies"', b'"crane-lied"', 1)


def _no_header(data: bytes) -> bytes:
    return b"\xff" * 300 + data


def _wrong_length(data: bytes) -> bytes:
    header, rest = data.split(b"\n", 1)
    parts = header.split(b" ")
    return b" ".join((*parts[:-2], b"x", parts[-1])) + b"\n" + rest


@pytest.mark.parametrize(
    "damage", [_emptied, _cut, _older, _index_changed, _no_header, _wrong_length]
)
def test_a_damaged_cache_is_made_again_without_a_word(
    tmp_path: Path, shipped: Path, readings: list[Path], damage: Callable[[bytes], bytes]
) -> None:
    first = opened(tmp_path)
    (file,) = (tmp_path / "cache").iterdir()
    sound = file.read_bytes()
    spoilt = damage(sound)
    assert spoilt != sound
    file.write_bytes(spoilt)
    assert tuple(opened(tmp_path).entries) == tuple(first.entries)
    assert len(readings) == 2
    assert file.read_bytes() == sound


def test_a_damaged_text_in_the_cache_is_read_from_the_pack_instead(
    tmp_path: Path, shipped: Path, readings: list[Path]
) -> None:
    first = opened(tmp_path)
    wanted = [entry.revision for entry in first.entries]
    shown = [first.revision(one) for one in wanted]
    (file,) = (tmp_path / "cache").iterdir()
    data = file.read_bytes()
    file.write_bytes(data.replace(b"northern quay", b"southern quay"))
    second = opened(tmp_path)
    assert [second.revision(one) for one in wanted] == shown
    assert len(readings) == 2
    file.write_bytes(data[:-10])
    third = opened(tmp_path)
    assert [third.revision(one) for one in wanted] == shown
    assert len(readings) == 3
    assert [opened(tmp_path).revision(one) for one in wanted] == shown


def test_a_cache_that_vanishes_or_cannot_be_written_does_no_harm(
    tmp_path: Path, shipped: Path
) -> None:
    library = opened(tmp_path)
    shutil.rmtree(tmp_path / "cache")
    assert library.revision(library.entries[0].revision).pack == "harbour"
    (tmp_path / "cache").write_text("a file in the way", encoding="utf-8")
    held = opened(tmp_path)
    assert tuple(held.entries) == tuple(library.entries)
    assert held.revision(held.entries[1].revision).excerpt == "crane"


def test_readers_on_another_thread_see_the_library_before_or_after(tmp_path: Path) -> None:
    write_pack(big_pack(40, articles=4), tmp_path / "shipped" / "big")
    library = opened(tmp_path)
    torn: list[int] = []
    done = threading.Event()

    def read() -> None:
        while not done.is_set():
            entries = library.entries
            if len(entries) not in {40, 44}:
                torn.append(len(entries))
            library.revision(entries[0].revision)

    reader = threading.Thread(target=read)
    reader.start()
    try:
        for _ in range(5):
            library.add(other(tmp_path / "source"))
            library.load()
            library.remove("mine")
    finally:
        done.set()
        reader.join()
    assert torn == []
