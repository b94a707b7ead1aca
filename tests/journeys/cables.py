"""The line between a browser and the house, to be pulled out and put in again (网线): the address stays the same."""

import contextlib
import socket
import threading
from urllib.parse import urlsplit

CHUNK = 65536


class Cable:
    """While it is in, whatever comes to its port goes to the house; pulled out, nobody answers there."""

    def __init__(self, house: str) -> None:
        self._to = urlsplit(house)
        self._open: set[socket.socket] = set()
        self._door = socket.create_server(("127.0.0.1", 0))
        self._port = self._door.getsockname()[1]
        self.url = f"http://127.0.0.1:{self._port}"
        self._listen()

    def pull(self) -> None:
        for each in (self._door, *list(self._open)):
            _end(each)
        self._open.clear()

    def put_in(self) -> None:
        self._door = socket.create_server(("127.0.0.1", self._port))
        self._listen()

    def _listen(self) -> None:
        threading.Thread(target=self._serve, args=[self._door], daemon=True).start()

    def _serve(self, door: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while True:
                near, _ = door.accept()
                far = socket.create_connection((self._to.hostname or "", self._to.port or 80))
                self._open |= {near, far}
                for one, other in ((near, far), (far, near)):
                    threading.Thread(target=self._pass_on, args=[one, other], daemon=True).start()

    def _pass_on(self, one: socket.socket, other: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while data := one.recv(CHUNK):
                other.sendall(data)
        for each in (one, other):
            _end(each)
            self._open.discard(each)


def _end(one: socket.socket) -> None:
    with contextlib.suppress(OSError):
        one.shutdown(socket.SHUT_RDWR)
    one.close()
