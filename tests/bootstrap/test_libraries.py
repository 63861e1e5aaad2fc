"""Missing system libraries are found before Qt is imported, and named with the way to get them."""

from pathlib import Path

import pytest

from trainer.bootstrap.libraries import Library, Linux, missing, require
from trainer.core.errors import UserError

NOWHERE = Library("libnowhere-who-says.so.7", "libnowhere7")
ALSO_NOWHERE = Library("libnowhere-either.so.1", "libalso-nowhere1")
THERE = Library("libc.so.6", "libc6")


@pytest.fixture
def apt(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with an apt-get that notes its arguments and ends with the code in `code`."""
    script = tmp_path / "apt-get"
    script.write_text(
        '#!/bin/sh\ncd "$(dirname "$0")"\necho "$DEBIAN_FRONTEND $*" >> calls\n'
        'if [ "$1" = update ]; then exit 0; fi\nexit "$(cat code)"\n',
        encoding="utf-8",
    )
    script.chmod(0o755)
    (tmp_path / "code").write_text("0", encoding="utf-8")
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    return tmp_path


def test_only_what_the_system_cannot_load_is_missing() -> None:
    assert missing((THERE, NOWHERE)) == (NOWHERE,)


def test_where_all_is_there_nothing_is_asked(tmp_path: Path) -> None:
    require((THERE,), Linux(debian=True, root=True), tmp_path / "log.txt")

    assert not list(tmp_path.iterdir())


def test_anybody_but_root_is_told_the_exact_line(tmp_path: Path) -> None:
    with pytest.raises(UserError) as told:
        require(
            (NOWHERE, THERE, ALSO_NOWHERE), Linux(debian=True, root=False), tmp_path / "log.txt"
        )

    assert told.value.hint == "sudo apt-get install libalso-nowhere1 libnowhere7"


def test_root_gets_them_installed_from_fresh_lists(
    apt: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(UserError):
        # This apt-get brings nothing, so in the end they are still missing.
        require((NOWHERE,), Linux(debian=True, root=True), apt / "log.txt")

    assert (apt / "calls").read_text(encoding="utf-8").splitlines() == [
        "noninteractive update",
        "noninteractive install --yes --no-install-recommends libnowhere7",
    ]
    assert "apt-get install libnowhere7" in capsys.readouterr().err


def test_an_installation_that_fails_says_what_to_try(apt: Path) -> None:
    (apt / "code").write_text("100", encoding="utf-8")

    with pytest.raises(UserError) as told:
        require((NOWHERE,), Linux(debian=True, root=True), apt / "log.txt")

    assert "apt-get update && apt-get install libnowhere7" in told.value.hint
    assert "exit code 100" in (apt / "log.txt").read_text(encoding="utf-8")


def test_other_linuxes_are_told_the_libraries_names(tmp_path: Path) -> None:
    with pytest.raises(UserError) as told:
        require((NOWHERE,), Linux(debian=False, root=True), tmp_path / "log.txt")

    assert told.value.hint == "libnowhere-who-says.so.7"


def described(text: str, folder: Path) -> Linux:
    """The system whose os-release file holds this text."""
    file = folder / "os-release"
    file.write_text(text, encoding="utf-8")
    return Linux.here(file)


@pytest.mark.parametrize(
    "text",
    ["ID=debian\n", 'NAME="Ubuntu"\nID=ubuntu\n', 'ID=linuxmint\nID_LIKE="ubuntu debian"\n'],
)
def test_debians_kin_is_known_by_its_own_description(text: str, tmp_path: Path) -> None:
    assert described(text, tmp_path).debian


@pytest.mark.parametrize("text", ['ID=fedora\nNAME="not debian"\n', "ID_LIKE=debianish", ""])
def test_a_stranger_is_not_taken_for_debians_kin(text: str, tmp_path: Path) -> None:
    assert not described(text, tmp_path).debian


def test_a_linux_that_does_not_describe_itself_is_no_debian(tmp_path: Path) -> None:
    assert not Linux.here(tmp_path / "os-release").debian
