"""A pack that is one zip file: its members read in memory, under caps, never unpacked to disk."""

import io
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from trainer.core.problems import Problem
from trainer.core.words import t, tn
from trainer.packs.caps import (
    HEAD_FILE,
    MAX_BYTES,
    MAX_MEMBERS,
    MAX_RATIO,
    Contents,
    PackFile,
    gathered,
    is_ignored,
    is_portable,
    is_text,
    shown,
    too_deep,
    too_heavy,
    too_many,
    twice,
    unportable,
    unreadable,
)

# Names and headers come on top of the texts where nothing is compressed.
_MAX_ARCHIVE = MAX_BYTES + MAX_MEMBERS * 1_000
_DIRECTORY_ENTRY = b"PK\x01\x02"
_ENCRYPTED = 0x1
_LINK_TYPE = 0o120000
_TYPE_BITS = 0o170000
_EPOCH = (1980, 1, 1, 0, 0, 0)
_FAULTS = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    OSError,
    EOFError,
    ValueError,
    NotImplementedError,
    RuntimeError,
    OverflowError,
    IndexError,
)
"""What `zipfile` raises on damaged files, as far as fuzzing has shown."""


def archive_contents(place: Path) -> Contents:
    """The TOML members of the zip, in the order of their names, and what is wrong with it."""
    try:
        with place.open("rb") as file:
            data = file.read(_MAX_ARCHIVE + 1)
    except OSError as error:
        return Contents(problems=(unreadable("", error),))
    return unpacked(data)


def unpacked(data: bytes) -> Contents:
    """The TOML members of a zip in memory, and what is wrong with it."""
    if len(data) > _MAX_ARCHIVE:
        return Contents(problems=(too_heavy(),))
    # Stray matches inside packed bytes are too rare to matter beside a cap of a thousand.
    if data.count(_DIRECTORY_ENTRY) > MAX_MEMBERS + 50:
        return Contents(problems=(too_many(),))
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _contents(archive)
    except _FAULTS:
        return _refused(
            t("This is no zip file, or a damaged one."),
            t("Make it again from the pack's folder."),
        )


def archived(files: Iterable[PackFile]) -> bytes:
    """A zip of `files`, the same bytes for the same files.

    Nothing is compressed: wording that repeats itself would else break the ratio cap.
    """
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for file in files:
            archive.writestr(zipfile.ZipInfo(file.name, _EPOCH), file.data)
    return target.getvalue()


def _contents(archive: zipfile.ZipFile) -> Contents:
    members = archive.infolist()
    if len(members) > MAX_MEMBERS:
        return Contents(problems=(too_many(),))
    problems = [problem for member in members for problem in _wrong_member(member)]
    problems += twice(member.filename for member in members)
    if problems:
        return Contents(problems=tuple(problems))
    root = _root(members)
    texts = {member.filename.removeprefix(root): member for member in members if _wanted(member)}

    def read(name: str, most: int) -> bytes | Problem:
        if name.count("/") > 1:
            return too_deep(name)
        try:
            with archive.open(texts[name]) as file:
                return file.read(most)
        except _FAULTS:
            return Problem(
                shown(name),
                0,
                t("This member of the zip is damaged."),
                t("Make the zip again."),
            )

    return gathered(sorted(texts), read, ())


def _wanted(member: zipfile.ZipInfo) -> bool:
    return is_text(member.filename) and not any(map(is_ignored, member.filename.split("/")))


def _root(members: Sequence[zipfile.ZipInfo]) -> str:
    """The folder that wraps the whole pack, with its `/`, or nothing."""
    heads = [m.filename for m in members if _wanted(m) and m.filename.endswith(HEAD_FILE)]
    if HEAD_FILE in heads:
        return ""
    wrapped = [name for name in heads if name.count("/") == 1]
    return wrapped[0].removesuffix(HEAD_FILE) if len(wrapped) == 1 else ""


def _wrong_member(member: zipfile.ZipInfo) -> Iterator[Problem]:
    name = member.orig_filename
    if not is_portable(name):
        yield unportable(name)
    if member.external_attr >> 16 & _TYPE_BITS == _LINK_TYPE:
        yield Problem(
            shown(name),
            0,
            t("This zip member is a link, and links are not followed."),
            t("Take it out."),
        )
    if member.flag_bits & _ENCRYPTED:
        yield Problem(
            shown(name),
            0,
            t("This zip member is locked with a password."),
            t("Zip it without one."),
        )
    elif member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        yield Problem(
            shown(name),
            0,
            t("This zip member is packed in a rare way."),
            t("Zip it the usual way."),
        )
    if member.file_size > MAX_RATIO * max(member.compress_size, 1):
        yield Problem(
            shown(name),
            0,
            tn(
                "This zip member unpacks to more than {number} time its size.",
                "This zip member unpacks to more than {number} times its size.",
                MAX_RATIO,
            ),
            t("Zip the pack again; a text never shrinks that much."),
        )


def _refused(message: str, hint: str) -> Contents:
    return Contents(problems=(Problem("", 0, message, hint),))
