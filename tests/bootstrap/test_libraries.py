"""What a Linux lacks is found before it is needed, and named with the way to get it."""

from pathlib import Path

import pytest

from trainer.bootstrap.libraries import (
    BROWSERS,
    Library,
    Linux,
    browser,
    missing,
    require,
    require_browser,
)
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


@pytest.fixture
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only folder on the PATH, with no browser in it."""
    monkeypatch.setenv("PATH", str(tmp_path))
    return tmp_path


def put_there(folder: Path, name: str, script: str = "#!/bin/sh\n") -> None:
    file = folder / name
    file.write_text(script, encoding="utf-8")
    file.chmod(0o755)


@pytest.mark.parametrize("name", BROWSERS)
def test_a_browser_that_is_there_will_do_and_nothing_is_asked(bare: Path, name: str) -> None:
    put_there(bare, name)

    require_browser(Linux(debian=True, root=True), bare / "log.txt")

    assert browser() == str(bare / name)
    assert not (bare / "log.txt").exists()


def test_anybody_but_root_is_told_the_package_of_the_browser(bare: Path) -> None:
    with pytest.raises(UserError) as told:
        require_browser(Linux(debian=True, root=False), bare / "log.txt")

    assert told.value.hint == "sudo apt-get install chromium"
    assert "phone page" in told.value.message


def test_root_gets_the_browser_installed(bare: Path, capsys: pytest.CaptureFixture[str]) -> None:
    making = f"{{ : > {bare}/chromium; /bin/chmod +x {bare}/chromium; }}"
    put_there(bare, "apt-get", f'#!/bin/sh\n[ "$1" = update ] || {making}\n')

    require_browser(Linux(debian=True, root=True), bare / "log.txt")

    assert browser() == str(bare / "chromium")
    assert "apt-get install chromium" in capsys.readouterr().err


def test_a_browser_that_cannot_be_installed_is_told_with_what_to_try(
    apt: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (apt / "code").write_text("100", encoding="utf-8")
    for tool in ("sh", "cat", "dirname"):
        (apt / tool).symlink_to(f"/bin/{tool}")

    monkeypatch.setenv("PATH", str(apt))

    with pytest.raises(UserError) as told:
        require_browser(Linux(debian=True, root=True), apt / "log.txt")

    assert "apt-get update && apt-get install chromium" in told.value.hint
    assert "browser" in told.value.message


def test_an_installation_that_brings_no_browser_is_not_taken_for_one(bare: Path) -> None:
    put_there(bare, "apt-get")

    with pytest.raises(UserError) as told:
        require_browser(Linux(debian=True, root=True), bare / "log.txt")

    assert told.value.hint == "sudo apt-get install chromium"


def test_other_linuxes_are_told_which_browsers_will_do(bare: Path) -> None:
    with pytest.raises(UserError) as told:
        require_browser(Linux(debian=False, root=True), bare / "log.txt")

    assert "chromium" in told.value.hint
