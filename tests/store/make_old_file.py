"""Makes the history that this release leaves to the tests of all later ones.

Run once for a release: `python -m tests.store.make_old_file`.
"""

import shutil
import tempfile
from pathlib import Path

from tests.store.samples import NOON, SECONDS, answer_all, clock, plan
from trainer import __version__
from trainer.core.paths import DataPaths
from trainer.store.backup import dated
from trainer.store.history import open_history

OLD_FILES = Path(__file__).parents[1] / "old_files"


def main() -> None:
    """Answer one session and a part of another, and keep the backup of that."""
    with tempfile.TemporaryDirectory() as folder:
        paths = DataPaths(Path(folder))
        history = open_history(paths, clock())
        first = plan(history, range(5), title="First session")
        answer_all(history, first)
        history.save_note(first.id, 2, "I doubt it.", NOON).wait(SECONDS)
        answer_all(history, plan(history, range(5, 10), title="Second session"), 2)
        history.close()
        OLD_FILES.mkdir(exist_ok=True)
        shutil.copyfile(dated(paths.backups)[0][1], OLD_FILES / f"history-{__version__}.sqlite3")


if __name__ == "__main__":
    main()
