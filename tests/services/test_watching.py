"""Folders that somebody writes in: opened, watched, checked at every save, closed again."""

import os
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.packs.samples import ARTICLE, HEAD, write_sample
from tests.services.conftest import House, judge
from trainer.core.catalogue import PackCard
from trainer.core.errors import UserError
from trainer.packs.archive import archived
from trainer.packs.contents import contents_of
from trainer.services.library import Library
from trainer.services.practice import Selection
from trainer.services.watching import Watcher

SOON = 10.0
MINE = HEAD.replace('"harbour"', '"mine"')
SLIP = ARTICLE.replace("level = 2", "level = 7")


@pytest.fixture
def library(tmp_path: Path) -> Library:
    write_sample(tmp_path / "shipped" / "harbour")
    return started(tmp_path)


def started(tmp_path: Path) -> Library:
    made = Library(
        tmp_path / "shipped", tmp_path / "added", tmp_path / "cache", tmp_path / "open.json"
    )
    made.load()
    return made


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """The folder of an author, somewhere on her disk."""
    return write_sample(tmp_path / "desk" / "mine", head=MINE)


def card_of(library: Library, place: Path) -> PackCard:
    return next(card for card in library.cards if card.place == str(place))


def questions(library: Library, pack: str = "mine") -> list[str]:
    return [entry.question for entry in library.entries if entry.pack == pack]


def test_an_open_folder_is_in_the_library_without_being_copied(
    library: Library, desk: Path, tmp_path: Path
) -> None:
    card = library.open_folder(desk)
    assert (card.id, card.opened, card.broken, card.shipped) == ("mine", True, False, False)
    assert len(questions(library)) == 4
    assert not (tmp_path / "added").exists()


def test_a_broken_folder_can_be_opened_and_says_what_is_wrong(library: Library, desk: Path) -> None:
    write_sample(desk, head=MINE, article=SLIP)
    card = library.open_folder(desk)
    line = SLIP.splitlines().index("level = 7") + 1
    assert card.broken
    assert [(one.file, one.line) for one in card.problems] == [("crane.toml", line)]
    assert questions(library) == []


def test_an_open_folder_is_open_again_at_the_next_start(
    library: Library, desk: Path, tmp_path: Path
) -> None:
    library.open_folder(desk)
    again = started(tmp_path)
    assert card_of(again, desk).opened
    again.close_folder(desk)
    assert questions(again) == []
    assert questions(started(tmp_path)) == []


def test_closing_a_folder_leaves_every_file_in_it(library: Library, desk: Path) -> None:
    before = sorted(desk.iterdir())
    library.open_folder(desk)
    library.close_folder(desk)
    assert [card.id for card in library.cards] == ["harbour"]
    assert sorted(desk.iterdir()) == before


def test_a_folder_is_opened_once(library: Library, desk: Path) -> None:
    library.open_folder(desk)
    library.open_folder(desk)
    assert len(library.cards) == 2


@pytest.mark.parametrize("what", ["shipped/harbour", "added/dropped", "nowhere", "a-file"])
def test_only_a_folder_of_ones_own_is_opened(library: Library, tmp_path: Path, what: str) -> None:
    write_sample(tmp_path / "added" / "dropped", head=MINE)
    (tmp_path / "a-file").write_text("x", encoding="utf-8")
    with pytest.raises(UserError) as refused:
        library.open_folder(tmp_path / what)
    assert refused.value.hint
    assert len(library.cards) == 1


@pytest.mark.parametrize(
    "kept", [b"", b"{", b'{"a": 1}', b'[3, "relative", "/nul\\u0000"]', b"[" * 100_000]
)
def test_a_spoilt_list_of_open_folders_counts_as_none(
    library: Library, tmp_path: Path, kept: bytes
) -> None:
    (tmp_path / "open.json").write_bytes(kept)
    assert [card.id for card in started(tmp_path).cards] == ["harbour"]


def test_a_pack_whose_folder_is_open_is_not_added_over_it(library: Library, desk: Path) -> None:
    """Replacing it would delete the author's own folder."""
    library.open_folder(desk)
    with pytest.raises(UserError, match="is open in your library"):
        library.add(desk, replace=True)
    assert (desk / "pack.toml").exists()


def test_a_folder_that_is_open_cannot_be_removed(library: Library, desk: Path) -> None:
    library.open_folder(desk)
    with pytest.raises(UserError):
        library.remove("mine")
    assert (desk / "pack.toml").exists()


def test_the_folder_one_writes_in_comes_before_the_copy_that_was_added(
    library: Library, desk: Path
) -> None:
    library.add(desk)
    write_sample(desk, head=MINE, article=ARTICLE.replace("crane-lies", "crane-on-quay"))
    library.open_folder(desk)
    assert "crane-on-quay" in questions(library)
    copy = next(card for card in library.cards if card.id == "mine" and not card.opened)
    assert "Another pack has the id" in copy.problems[0].message
    library.close_folder(desk)
    assert "crane-lies" in questions(library)


def test_a_save_that_breaks_the_pack_keeps_its_last_good_questions(
    library: Library, desk: Path
) -> None:
    library.open_folder(desk)
    before = [library.revision(e.revision) for e in library.entries if e.pack == "mine"]
    for article in (SLIP, ARTICLE[:700], "", "\0", '[article]\ntitle = "'):
        write_sample(desk, head=MINE, article=article)
        library.load()
        card = card_of(library, desk)
        assert (card.stale, card.faulty, card.broken) == (True, True, False)
        assert card.title == "The harbour of Velm"
        entries = [entry for entry in library.entries if entry.pack == "mine"]
        assert [library.revision(entry.revision) for entry in entries] == before
    write_sample(desk, head=MINE)
    library.load()
    assert (card_of(library, desk).stale, card_of(library, desk).problems) == (False, ())


def test_last_good_questions_do_not_stand_beside_another_pack_of_their_id(
    library: Library, desk: Path, tmp_path: Path
) -> None:
    second = write_sample(tmp_path / "desk" / "second", head=MINE.replace('"mine"', '"second"'))
    library.open_folder(desk)
    library.open_folder(second)
    write_sample(second, article=SLIP)
    write_sample(desk, head=MINE.replace('"mine"', '"second"'))
    library.load()
    assert (card_of(library, second).broken, card_of(library, desk).broken) == (True, False)
    assert len(questions(library, "second")) == 4


def test_a_folder_that_vanishes_keeps_its_questions_and_comes_back(
    library: Library, desk: Path
) -> None:
    library.open_folder(desk)
    away = desk.rename(desk.parent / "away")
    library.load()
    card = card_of(library, desk)
    assert (card.stale, card.problems[0].message) == (True, "There is nothing here.")
    assert len(questions(library)) == 4
    away.rename(desk)
    library.load()
    assert not card_of(library, desk).faulty


def test_questions_that_are_gone_are_left_out(library: Library, desk: Path) -> None:
    library.open_folder(desk)
    entries = [entry for entry in library.entries if entry.pack == "mine"]
    library.close_folder(desk)
    assert library.questions(entries) == ()
    harbour = [entry for entry in library.entries if entry.pack == "harbour"]
    assert [one.question.id for one in library.questions(harbour)] == questions(library, "harbour")


@pytest.fixture
def told(library: Library) -> Iterator[threading.Event]:
    """Set whenever the watcher tells that something has changed."""
    event = threading.Event()
    watcher = Watcher(library, event.set, every=0.01)
    watcher.start()
    yield event
    watcher.stop()


def told_until(told: threading.Event, seen: Callable[[], bool]) -> bool:
    """Whether it is told that something is seen; what was half written may be told of before."""
    over = time.monotonic() + SOON
    while told.wait(max(0.0, over - time.monotonic())):
        told.clear()
        if seen():
            return True
    return False


def renamed_over(file: Path, text: str) -> None:
    """Saved as most editors do it."""
    beside = file.with_name(f".{file.name}.swp")
    beside.write_text(text, encoding="utf-8")
    beside.replace(file)


def written_in_place(file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8")


def moved_away_and_anew(file: Path, text: str) -> None:
    file.rename(file.with_name(f"{file.name}~"))
    file.write_text(text, encoding="utf-8")


@pytest.mark.parametrize("save", [renamed_over, written_in_place, moved_away_and_anew])
def test_a_save_is_noticed_however_an_editor_does_it(
    library: Library, desk: Path, told: threading.Event, save: Callable[[Path, str], None]
) -> None:
    library.open_folder(desk)
    told.clear()
    save(desk / "crane.toml", ARTICLE.replace("crane-lies", "crane-on-quay"))
    assert told_until(told, lambda: questions(library)[0] == "crane-on-quay")


def test_a_new_file_a_file_in_a_folder_and_a_deleted_one_are_noticed(
    library: Library, desk: Path, told: threading.Event
) -> None:
    library.open_folder(desk)
    second = ARTICLE
    for old in ("crane", "only-traitors", "who-is-right"):
        second = second.replace(f'id = "{old}', f'id = "second-{old}')
    for file in (desk / "second.toml", desk / "more" / "second.toml"):
        file.parent.mkdir(exist_ok=True)
        told.clear()
        file.write_text(second, encoding="utf-8")
        assert told_until(told, lambda: len(questions(library)) == 8)
        told.clear()
        file.unlink()
        assert told_until(told, lambda: len(questions(library)) == 4)


def test_a_pack_dropped_into_the_packs_folder_is_noticed_and_so_is_its_going(
    library: Library, tmp_path: Path, told: threading.Event
) -> None:
    (tmp_path / "added").mkdir()
    dropped = write_sample(tmp_path / "elsewhere" / "mine", head=MINE)
    shutil.copytree(dropped, tmp_path / "added" / "mine")
    assert told_until(told, lambda: len(questions(library)) == 4)
    told.clear()
    shutil.rmtree(tmp_path / "added" / "mine")
    assert told_until(told, lambda: questions(library) == [])
    told.clear()
    (tmp_path / "added" / "mine.zip").write_bytes(archived(contents_of(dropped).files))
    assert told_until(told, lambda: len(questions(library)) == 4)


def test_nothing_is_told_where_nothing_changes(
    library: Library, desk: Path, told: threading.Event
) -> None:
    library.open_folder(desk)
    told.clear()
    os.utime(desk / "pack.toml", ns=(1, (desk / "pack.toml").stat().st_mtime_ns))
    assert not told.wait(0.3)


def test_a_folder_that_is_written_to_without_end_is_read_all_the_same(
    library: Library, desk: Path, told: threading.Event
) -> None:
    library.open_folder(desk)
    told.clear()
    stop = threading.Event()

    def write() -> None:
        number = 0
        while not stop.wait(0.002):
            number += 1
            (desk / "notes.txt").write_text("x" * number, encoding="utf-8")

    writing = threading.Thread(target=write)
    writing.start()
    noticed = told.wait(SOON)
    stop.set()
    writing.join()
    assert noticed


def test_after_it_was_stopped_nothing_is_told(library: Library, desk: Path) -> None:
    event = threading.Event()
    watcher = Watcher(library, event.set, every=0.01)
    watcher.start()
    library.open_folder(desk)
    watcher.stop()
    event.clear()
    write_sample(desk, head=MINE, article=SLIP)
    assert not event.wait(0.2)


def test_a_running_session_keeps_the_questions_it_began_with(house: House, tmp_path: Path) -> None:
    """The author saves another wording, then nonsense, while she plays her own pack."""
    desk = write_sample(tmp_path / "desk" / "mine", head=MINE)
    opened = house.open()
    opened.library.open_folder(desk)
    practice = opened.practice
    practice.start(Selection(("mine",), "Mine"))
    assert practice.session is not None
    wanted = [item.revision for item in practice.session.items]
    for article in (ARTICLE.replace("northern quay", "southern quay"), "nonsense"):
        write_sample(desk, head=MINE, article=article)
        opened.library.load()
    judge(practice, 3)
    assert [answer.revision for answer in practice.session.answers] == wanted
    practice.leave()
    assert opened.all_saved(SOON)
    past = opened.review.session(opened.review.sessions()[0].id)
    assert all("northern quay" in answer.revision.text for answer in past.answers)
