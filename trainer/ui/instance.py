"""One window for one data folder: a second start raises the first one's window."""

import contextlib
import hashlib
from pathlib import Path

from PySide6.QtCore import QLockFile, QObject, Signal, Slot
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_CALL = b"raise\n"
_PATIENCE_MS = 500


class Instance(QObject):
    """The right to be the only one on a data folder. It uses a local pipe, never the network.

    `called` is emitted when another start asked for this window.
    """

    called = Signal()

    def __init__(self, folder: Path) -> None:
        super().__init__()
        digest = hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:24]
        self._folder = folder
        self._name = f"who-says-{digest}"
        self._lock = QLockFile(str(folder / "in-use.lock"))
        self._lock.setStaleLockTime(0)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_call)

    def take(self) -> bool:
        """Whether this start may open the folder. A folder that cannot be locked may be looked at.

        Where another program has it, that one is asked to raise its window.
        """
        with contextlib.suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)  # on a first start nothing is there
        if not self._lock.tryLock(0) and self._lock.error() is QLockFile.LockError.LockFailedError:
            self._call_other()
            return False
        QLocalServer.removeServer(self._name)
        self._server.listen(self._name)
        return True

    def release(self) -> None:
        """Let another start have the folder."""
        self._server.close()
        self._lock.unlock()

    def _call_other(self) -> None:
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if socket.waitForConnected(_PATIENCE_MS):
            socket.write(_CALL)
            socket.waitForBytesWritten(_PATIENCE_MS)
            socket.disconnectFromServer()

    @Slot()
    def _on_call(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.disconnected.connect(socket.deleteLater)
            self.called.emit()
