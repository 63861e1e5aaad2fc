"""A small copy of the program in a folder of its own, started as people start it."""

import base64
import hashlib
import os
import subprocess
import sys
import zipfile
from dataclasses import dataclass, field
from pathlib import Path

PROGRAM = Path(__file__).resolve().parents[2]

APP = '''
"""Stands where the windows would be: tells what it was handed, so that a test can read it."""

import os
import sys
import time


def main(command):
    import paper

    print(f"word={command.word.value!r} packs={[pack.name for pack in command.packs]}")
    print(f"data={command.data_folder} out={command.out} prefix={sys.prefix}")
    print(f"pid={os.getpid()}")
    print(f"platform={os.environ.get('QT_QPA_PLATFORM')}", flush=True)
    time.sleep(float(os.environ.get("APP_SLEEPS", "0")))
    return 40 + len(command.packs)
'''


def wheel(folder: Path, name: str, version: str) -> str:
    """Make a wheel of one empty module in `folder`; its line for a requirements file."""
    folder.mkdir(exist_ok=True)
    file = folder / f"{name}-{version}-py3-none-any.whl"
    about = f"{name}-{version}.dist-info"
    parts = {
        f"{name}.py": "",
        f"{about}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n",
        f"{about}/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    digests = {part: hashlib.sha256(text.encode()).digest() for part, text in parts.items()}
    record = "".join(
        f"{part},sha256={base64.urlsafe_b64encode(digest).rstrip(b'=').decode()},{len(parts[part])}\n"
        for part, digest in digests.items()
    )
    with zipfile.ZipFile(file, "w") as archive:
        for part, text in (parts | {f"{about}/RECORD": f"{record}{about}/RECORD,,\n"}).items():
            archive.writestr(part, text)
    return (
        f"{name}=={version} \\\n    --hash=sha256:{hashlib.sha256(file.read_bytes()).hexdigest()}\n"
    )


@dataclass
class Checkout:
    """A copy of the program with two tiny packages to install instead of Qt."""

    folder: Path
    around: Path
    settings: dict[str, str] = field(default_factory=dict)
    python: Path = Path(sys.executable)

    @property
    def environment(self) -> Path:
        return self.folder / ".venv"

    @property
    def python_inside(self) -> Path:
        return self.environment / "bin" / "python"

    @property
    def stamp(self) -> Path:
        return self.environment / "who-says.stamp"

    def surroundings(self) -> dict[str, str]:
        """The environment variables of a start: nobody's settings, no screen, no index."""
        kept = {
            name: os.environ[name] for name in ("PATH", "LANG", "SYSTEMROOT") if name in os.environ
        }
        own = {
            "HOME": str(self.around / "home"),
            "XDG_CACHE_HOME": str(self.around / "cache"),
            "PIP_CONFIG_FILE": os.devnull,
            "PIP_NO_INDEX": "1",
            "PIP_FIND_LINKS": (self.around / "wheels").as_uri(),
        }
        return kept | own | self.settings

    def begin(self, *arguments: str, before: tuple[str, ...] = ()) -> "subprocess.Popen[str]":
        words = [*before, str(self.python), str(self.folder / "main.py"), *arguments]
        return subprocess.Popen(
            words,
            env=self.surroundings(),
            cwd=self.around,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )

    def start(self, *arguments: str, before: tuple[str, ...] = ()) -> "Ended":
        with self.begin(*arguments, before=before) as process:
            out, err = process.communicate(timeout=120)
        return Ended(process.returncode, out, err)


@dataclass(frozen=True)
class Ended:
    """A start that has ended."""

    code: int
    out: str
    err: str
