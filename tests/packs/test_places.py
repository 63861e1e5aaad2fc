"""Packs in folders and zips from strangers: read under caps, nothing followed, nothing fetched."""

import io
import os
import socket
import sys
import zipfile
from pathlib import Path

import pytest

from tests.packs.samples import ARTICLE, HEAD, write_sample
from trainer.packs import archive, caps, folder
from trainer.packs.reading import read_pack
from trainer.packs.writing import write_pack

needs_posix = pytest.mark.skipif(sys.platform == "win32", reason="no such files on Windows")

Members = dict[str, str | bytes]


def zipped(target: Path, members: Members, method: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(target, "w", method) as file:
        for name, data in members.items():
            file.writestr(name, data)
    return target


SOUND: Members = {"pack.toml": HEAD, "crane.toml": ARTICLE}


def messages_at(place: Path) -> list[str]:
    reading = read_pack(place)
    assert reading.pack is None
    return [problem.message for problem in reading.problems]


def test_a_folder_and_a_zip_hold_the_same_pack(tmp_path: Path) -> None:
    pack = read_pack(write_sample(tmp_path / "harbour")).pack
    assert pack is not None
    assert read_pack(zipped(tmp_path / "a.zip", SOUND)).pack == pack
    wrapped = {f"harbour/{name}": data for name, data in SOUND.items()}
    assert read_pack(zipped(tmp_path / "b.zip", wrapped)).pack == pack
    write_pack(pack, tmp_path / "c.zip")
    assert read_pack(tmp_path / "c.zip").pack == pack


def test_articles_come_in_the_order_of_their_names_and_may_lie_one_folder_deep(
    tmp_path: Path,
) -> None:
    other = ARTICLE.replace("crane", "ship").replace("who-is", "who").replace("only-", "")
    other = other.replace("This reporter saw the ship", "This reporter saw").replace("Velm", "Ast")
    place = write_sample(tmp_path / "harbour")
    (place / "articles").mkdir()
    (place / "articles" / "b.toml").write_text(other, encoding="utf-8")
    reading = read_pack(place)
    assert reading.problems == ()
    assert reading.pack is not None
    assert [a.title for a in reading.pack.articles] == ["Crane falls in Ast", "Crane falls in Velm"]
    (place / "articles" / "more").mkdir()
    assert messages_at(place) == ["This lies more than one folder deep."]


def test_files_that_are_no_wording_are_left_unread(tmp_path: Path) -> None:
    place = write_sample(tmp_path / "harbour")
    (place / "LICENSE.txt").write_bytes(b"\xff\xfe")
    (place / ".hidden.toml").write_text("not toml", encoding="utf-8")
    assert read_pack(place).problems == ()
    members = {**SOUND, "__MACOSX/._pack.toml": b"\0", "picture.png": b"\x89PNG"}
    assert read_pack(zipped(tmp_path / "a.zip", members)).problems == ()


@needs_posix
def test_a_pipe_a_socket_or_a_link_in_a_folder_is_told_and_never_opened(tmp_path: Path) -> None:
    place = write_sample(tmp_path / "harbour")
    os.mkfifo(place / "pipe.toml")
    (place / "zero.toml").symlink_to("/dev/zero")
    (place / "outside").symlink_to("/etc")
    with socket.socket(socket.AF_UNIX) as listener:
        here = Path.cwd()
        os.chdir(place)
        try:
            listener.bind("s.toml")
        finally:
            os.chdir(here)
        found = {problem.file: problem.message for problem in read_pack(place).problems}
    assert found == {
        "pipe.toml": "This is no ordinary file.",
        "s.toml": "This is no ordinary file.",
        "zero.toml": "This is a link, and links are not followed.",
        "outside": "This is a link, and links are not followed.",
    }


@needs_posix
def test_a_pipe_that_takes_the_place_of_a_file_does_not_hang_the_reader(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(OSError, match="no ordinary file"):
        folder._read(tmp_path / "pipe", 10)
    (tmp_path / "link").symlink_to(tmp_path / "pipe")
    with pytest.raises(OSError):
        folder._read(tmp_path / "link", 10)


@needs_posix
def test_a_place_that_is_a_device_is_no_pack() -> None:
    assert messages_at(Path("/dev/zero")) == ["This is no ordinary file."]


@pytest.mark.parametrize(
    "name",
    [
        "/abs.toml",
        "../up.toml",
        "a/../../up.toml",
        "a\\b.toml",
        "C:x.toml",
        "c:/x.toml",
        "//server/x.toml",
        "a//b.toml",
        "./a.toml",
        "con.toml",
        "a/LPT1.toml",
        "NUL",
    ],
)
def test_a_member_that_leads_out_of_the_pack_is_refused(tmp_path: Path, name: str) -> None:
    found = messages_at(zipped(tmp_path / "a.zip", {**SOUND, name: "x = 1"}))
    assert any("leads out of the pack" in message for message in found)


def test_a_link_in_a_zip_is_refused(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("link.toml")
    link.external_attr = 0o120777 << 16
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as file:
        for name, data in SOUND.items():
            file.writestr(name, data)
        file.writestr(link, "/etc/passwd")
    found = messages_at(tmp_path / "a.zip")
    assert "This zip member is a link, and links are not followed." in found


def test_a_locked_member_is_refused(tmp_path: Path) -> None:
    place = zipped(tmp_path / "a.zip", SOUND)
    data = bytearray(place.read_bytes())
    for signature, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(signature) + flags] |= 1
    place.write_bytes(data)
    assert "This zip member is locked with a password." in messages_at(place)


def test_a_rare_packing_is_refused(tmp_path: Path) -> None:
    place = zipped(tmp_path / "a.zip", SOUND, zipfile.ZIP_LZMA)
    assert "This zip member is packed in a rare way." in messages_at(place)


def test_a_name_that_stands_twice_is_refused(tmp_path: Path) -> None:
    place = zipped(tmp_path / "a.zip", {**SOUND, "CRANE.toml": ARTICLE})
    assert messages_at(place)[0] == "The pack holds this name 2 times."


def test_a_bomb_is_refused_by_its_ratio_and_never_unpacked(tmp_path: Path) -> None:
    place = zipped(tmp_path / "a.zip", {**SOUND, "bomb.toml": b"#" * 50_000_000})
    assert messages_at(place) == ["This zip member unpacks to more than 100 times its size."]


def test_a_member_that_lies_about_its_size_is_cut_off(tmp_path: Path) -> None:
    data = bytearray(zipped(tmp_path / "a.zip", {"pack.toml": b"#" * 3_000_000}).read_bytes())
    start = data.index(b"PK\x01\x02")
    data[start + 24 : start + 28] = (100).to_bytes(4, "little")
    contents = archive.unpacked(bytes(data))
    assert contents.files == ()
    assert contents.problems


def test_too_many_members_are_refused(tmp_path: Path) -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as file:
        for number in range(caps.MAX_MEMBERS + 1):
            file.writestr(f"{number}.toml", "")
    (found,) = archive.unpacked(target.getvalue()).problems
    assert found.message == "This pack has more than 1000 files."
    for number in range(caps.MAX_MEMBERS + 1):
        (tmp_path / f"{number}.toml").touch()
    assert messages_at(tmp_path)[0] == "This pack has more than 1000 files."


def test_too_heavy_a_pack_is_refused_before_it_is_read_whole(tmp_path: Path) -> None:
    place = write_sample(tmp_path / "harbour")
    half = b"# " + b"x" * (caps.MAX_BYTES // 2)
    (place / "a.toml").write_bytes(half)
    (place / "b.toml").write_bytes(half)
    found = messages_at(place)
    assert "The texts of this pack weigh more than 20 MB together." in found
    heavy = zipped(
        tmp_path / "a.zip", {**SOUND, "a.toml": half, "b.toml": half}, zipfile.ZIP_STORED
    )
    assert "The texts of this pack weigh more than 20 MB together." in messages_at(heavy)


def test_too_many_questions_are_refused(tmp_path: Path) -> None:
    place = write_sample(tmp_path / "harbour")
    many = "[[excerpt.question]]\n" * (caps.MAX_QUESTIONS + 1)
    (place / "many.toml").write_text(f"[[excerpt]]\n{many}", encoding="utf-8")
    assert "This pack has 20005 questions; 20000 are the most." in messages_at(place)


def test_too_long_an_excerpt_is_told_and_not_searched(tmp_path: Path) -> None:
    article = ARTICLE.replace("The harbour of Velm", "word " * 5_000, 1)
    (found,) = read_pack(write_sample(tmp_path / "harbour", article=article)).problems
    assert "20000 are the most" in found.message


@pytest.mark.parametrize("cut", [0, 10, 100, -30, -5])
def test_half_a_zip_is_told(tmp_path: Path, cut: int) -> None:
    place = zipped(tmp_path / "a.zip", SOUND)
    place.write_bytes(place.read_bytes()[:cut])
    assert messages_at(place) == ["This is no zip file, or a damaged one."]


def test_a_damaged_member_does_not_hide_the_others(tmp_path: Path) -> None:
    place = zipped(tmp_path / "a.zip", SOUND, zipfile.ZIP_STORED)
    place.write_bytes(place.read_bytes().replace(b"Velm Courier", b"Velm Cellar!"))
    reading = read_pack(place)
    assert [problem.file for problem in reading.problems] == ["crane.toml"]
    assert reading.outline.title == "The harbour of Velm"


@needs_posix
def test_a_name_that_no_screen_can_show_is_spelt_out(tmp_path: Path) -> None:
    place = write_sample(tmp_path / "harbour")
    (place / os.fsdecode(b"caf\xe9.toml")).write_text(ARTICLE, encoding="utf-8")
    reading = read_pack(place)
    assert reading.pack is None
    for problem in reading.problems:
        problem.file.encode()


def test_a_pack_with_thousands_of_problems_is_left_after_the_first_thousand(tmp_path: Path) -> None:
    place = write_sample(tmp_path / "harbour")
    (place / "many.toml").write_text("[[excerpt]]\n" * 5_000, encoding="utf-8")
    found = messages_at(place)
    assert len(found) == 1_001
    assert found[0] == "This pack has 1000 problems or more; the rest of it was not looked at."
