"""A hurt history is noticed at start, kept aside, and never silently replaced by an empty one."""

import hashlib
import shutil
import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.store.samples import NOON, SECONDS, answer_all, clock, plan
from trainer.core.errors import UserError
from trainer.core.paths import DataPaths
from trainer.core.sessions import Session
from trainer.store import damage
from trainer.store.backup import dated
from trainer.store.connection import Access, companions, connect
from trainer.store.history import Damaged, TooNew, open_history
from trainer.store.rescue import restore, salvage, set_aside, start_empty
from trainer.store.schema import VERSION
from trainer.store.trouble import Harm

Hurt = Callable[[Path], object]


def _emptied(path: Path) -> None:
    path.write_bytes(b"")


def _halved(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def _header_overwritten(path: Path) -> None:
    path.write_bytes(b"\xff" * 100 + path.read_bytes()[100:])


def _replaced_by_text(path: Path) -> None:
    path.write_text("These are not your answers.\n" * 500)


def _replaced_by_another_database(path: Path) -> None:
    path.unlink()
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE pictures (id INTEGER)")
    other.commit()
    other.close()


def _pages_overwritten(path: Path) -> None:
    content = bytearray(path.read_bytes())
    middle = len(content) // 2 // 4096 * 4096
    content[middle : middle + 8192] = b"\xa5" * 8192
    path.write_bytes(content)


def _zeroed_from_the_second_page(path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content[:4096] + bytes(len(content) - 4096))


KINDS: list[tuple[Hurt, Harm]] = [
    (Path.unlink, Harm.GONE),
    (_emptied, Harm.EMPTY),
    (_halved, Harm.PAGES),
    (_header_overwritten, Harm.NO_DATABASE),
    (_replaced_by_text, Harm.NO_DATABASE),
    (_replaced_by_another_database, Harm.NO_DATABASE),
    (_pages_overwritten, Harm.PAGES),
    (_zeroed_from_the_second_page, Harm.PAGES),
]


def a_history(paths: DataPaths) -> None:
    """Thirty answers and a backup of them."""
    history = open_history(paths, clock())
    for _ in range(3):
        answer_all(history, plan(history))
    assert history.close() is None


def fingerprint(paths: DataPaths) -> dict[str, str]:
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in paths.root.glob("history*")
    }


@pytest.mark.parametrize(("hurt", "harm"), KINDS, ids=lambda value: getattr(value, "__name__", ""))
def test_every_damage_is_noticed_at_start_and_nothing_is_touched(
    paths: DataPaths, hurt: Hurt, harm: Harm
) -> None:
    a_history(paths)
    hurt(paths.database)
    before = fingerprint(paths)
    with pytest.raises(Damaged) as noticed:
        open_history(paths, clock())
    assert noticed.value.harm is harm
    assert noticed.value.found
    assert noticed.value.backup is not None
    assert noticed.value.backup.answers == 30
    assert str(noticed.value.backup.answers) in noticed.value.hint
    after = fingerprint(paths)
    assert {name: after[name] for name in before} == before


@pytest.mark.parametrize(("hurt", "harm"), KINDS, ids=lambda value: getattr(value, "__name__", ""))
def test_after_every_damage_the_backup_can_be_had_back(
    paths: DataPaths, hurt: Hurt, harm: Harm
) -> None:
    a_history(paths)
    hurt(paths.database)
    hurt_bytes = paths.database.read_bytes() if paths.database.exists() else None
    with pytest.raises(Damaged) as noticed:
        open_history(paths, clock())
    assert noticed.value.backup is not None
    aside = restore(paths, noticed.value.backup, clock())
    assert aside.name == "history.damaged-20260301-120000.sqlite3"
    assert (aside.read_bytes() if aside.exists() else None) == hurt_bytes
    history = open_history(paths, clock())
    assert history.tally(1).total == 30
    answer_all(history, plan(history))
    assert history.tally(1).total == 40
    assert history.close() is None


def test_an_empty_history_is_begun_only_on_request(paths: DataPaths) -> None:
    a_history(paths)
    _pages_overwritten(paths.database)
    with pytest.raises(Damaged):
        open_history(paths, clock())
    with pytest.raises(Damaged):
        open_history(paths, clock())
    aside = start_empty(paths, clock())
    assert aside.exists()
    history = open_history(paths, clock())
    assert history.session_lines(1) == ()
    history.close()


def test_what_was_set_aside_without_a_choice_is_still_missed(paths: DataPaths) -> None:
    history = open_history(paths, clock())
    answer_all(history, plan(history))
    history.close()
    shutil.rmtree(paths.backups)
    set_aside(paths, clock())
    with pytest.raises(Damaged) as noticed:
        open_history(paths, clock())
    assert noticed.value.harm is Harm.GONE
    assert noticed.value.backup is None
    assert "start a new one" in noticed.value.hint


def test_two_damages_in_one_second_are_both_kept(paths: DataPaths) -> None:
    a_history(paths)
    first = start_empty(paths, clock())
    second = start_empty(paths, clock())
    assert first != second
    assert first.exists()
    assert second.exists()


def test_a_backup_that_is_damaged_itself_is_passed_over(paths: DataPaths) -> None:
    a_history(paths)
    (_, newest), *_ = dated(paths.backups)
    older = newest.with_name("history-20250101-000000.sqlite3")
    shutil.copyfile(newest, older)
    _pages_overwritten(newest)
    _emptied(paths.database)
    with pytest.raises(Damaged) as noticed:
        open_history(paths, clock())
    assert noticed.value.backup is not None
    assert noticed.value.backup.path == older
    backup = noticed.value.backup
    _halved(older)
    before = fingerprint(paths)
    with pytest.raises(UserError, match="cannot be used"):
        restore(paths, backup, clock())
    assert fingerprint(paths) == before


def test_overwritten_pages_of_a_large_history_are_noticed_in_the_background(
    paths: DataPaths, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_history(paths)
    _pages_overwritten(paths.database)
    monkeypatch.setattr(damage, "SMALL", 0)
    history = open_history(paths, clock())
    heard: list[Damaged] = []
    told = threading.Event()

    def listener(found: Damaged) -> None:
        heard.append(found)
        told.set()

    history.check_in_background(listener)
    assert told.wait(SECONDS)
    history.close()
    assert heard[0].harm is Harm.PAGES
    assert heard[0].backup is not None


def test_rows_without_their_parent_are_noticed_in_the_background(paths: DataPaths) -> None:
    a_history(paths)
    connection = sqlite3.connect(paths.database)
    connection.execute("DELETE FROM session_items WHERE session = 2")
    connection.commit()
    connection.close()
    history = open_history(paths, clock())
    heard: list[Damaged] = []
    told = threading.Event()

    def listener(found: Damaged) -> None:
        heard.append(found)
        told.set()

    history.check_in_background(listener)
    assert told.wait(SECONDS)
    history.close()
    assert "without their parent" in heard[0].found


def test_the_background_check_is_silent_about_a_sound_history_and_ends_with_it(
    paths: DataPaths,
) -> None:
    a_history(paths)
    history = open_history(paths, clock())
    heard: list[Damaged] = []
    for _ in range(3):
        history.check_in_background(heard.append)
    assert history.close() is None
    assert heard == []


def test_damage_met_while_reading_is_told_as_such(
    paths: DataPaths, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_history(paths)
    _overwrite_a_page_of(paths.database, "sessions")
    monkeypatch.setattr(damage, "SMALL", 0)
    history = open_history(paths, clock())
    with pytest.raises(Damaged) as noticed:
        history.session_lines(1)
    assert noticed.value.backup is not None
    # What is damaged does not become a backup.
    trouble = history.close()
    assert len(dated(paths.backups)) == 1
    assert trouble is None or "backup" in trouble.message


def test_a_damaged_history_never_replaces_a_backup(
    paths: DataPaths, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_history(paths)
    _pages_overwritten(paths.database)
    monkeypatch.setattr(damage, "SMALL", 0)
    history = open_history(paths, clock(NOON.replace(year=2027)))
    assert history._back_up(1) is not None
    history.close()
    assert [made_at.year for made_at, _ in dated(paths.backups)] == [2026]
    assert list(paths.backups.glob("*.new*")) == []


def test_what_can_be_read_is_salvaged_and_the_rest_comes_from_the_backup(
    paths: DataPaths,
) -> None:
    history = open_history(paths, clock())
    for _ in range(40):
        answer_all(history, plan(history))
    history.close()
    history = open_history(paths, clock(NOON.replace(year=2025)))
    session = plan(history)
    answer_all(history, session)
    history.save_note(session.id, 3, "Is it so?", NOON).wait(SECONDS)
    history.close()
    for made_at, path in dated(paths.backups):
        if made_at.year == 2025:
            path.unlink()
    _overwrite_a_page_of(paths.database, "answers")
    with pytest.raises(Damaged) as noticed:
        open_history(paths, clock())
    assert noticed.value.backup is not None
    assert noticed.value.backup.answers == 400
    salvaged = salvage(paths, clock())
    assert salvaged.answers == 410
    assert salvaged.from_backup > 0
    again = open_history(paths, clock())
    assert again.tally(1).total == 410
    assert again.past_answers(session.id)[3].notes == ("Is it so?",)
    assert again.close() is None


def test_salvage_without_a_backup_saves_the_rest_and_leaves_sessions_with_holes(
    paths: DataPaths,
) -> None:
    history = open_history(paths, clock())
    for _ in range(40):
        answer_all(history, plan(history, range(20)), 15)
    history.close()
    shutil.rmtree(paths.backups)
    _overwrite_a_page_of(paths.database, "answers")
    salvaged = salvage(paths, clock())
    assert 300 < salvaged.answers < 600
    assert salvaged.from_backup == 0
    again = open_history(paths, clock())
    whole = {session for session in range(1, 41) if _is_whole(again.session(session))}
    assert 0 < len(whole) < 40
    while (offered := again.unfinished(1)) is not None:
        assert offered.id in whole
        whole.remove(offered.id)
        assert again.close_session(offered.id).wait(SECONDS)
    assert whole == set()
    assert again.close() is None


def _is_whole(session: Session) -> bool:
    return [given.position for given in session.answers] == list(range(len(session.answers)))


def _overwrite_a_page_of(database: Path, table: str) -> None:
    """A leaf in the middle of a table."""
    connection = connect(database, Access.READ, 1)
    try:
        pages = [
            page
            for (page,) in connection.execute(
                "SELECT pageno FROM dbstat WHERE name = ? AND pagetype = 'leaf'", (table,)
            )
        ]
    except sqlite3.OperationalError:
        pytest.skip("this SQLite cannot name the pages of a table")
    finally:
        connection.close()
    for companion in companions(database):
        companion.unlink(missing_ok=True)
    content = bytearray(database.read_bytes())
    begin = (pages[len(pages) // 2] - 1) * 4096
    content[begin : begin + 4096] = b"\xa5" * 4096
    database.write_bytes(content)


def test_a_history_of_a_later_release_is_refused_and_left_as_it_is(paths: DataPaths) -> None:
    a_history(paths)
    connection = sqlite3.connect(paths.database)
    connection.execute("PRAGMA user_version = 7")
    connection.close()
    before = paths.database.read_bytes()
    with pytest.raises(TooNew) as refused:
        open_history(paths, clock())
    assert "format 7" in refused.value.message
    assert f"format {VERSION}" in refused.value.message
    assert paths.database.read_bytes() == before


def test_files_that_a_kill_left_half_built_are_no_history(paths: DataPaths) -> None:
    paths.root.mkdir(parents=True)
    (paths.root / "history.sqlite3.4711.new").write_bytes(b"half")
    history = open_history(paths, clock())
    assert history.session_count(1) == 0
    history.close()
