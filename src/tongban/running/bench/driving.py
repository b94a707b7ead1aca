"""The load generator (压测器): keep-alive connections over raw sockets, in a process of its own and cheap.

`python -m tongban.running.bench.driving HOST PORT CLIENTS` reads one turn a line, as JSON, and answers each with one
line of JSON. In a turn it sends the requests of a file, each client the next one as soon as it has its answer, until
the time or the requests are over.
"""

import select
import selectors
import socket
import struct
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from .spreading import GRACE, spread

LENGTH = struct.Struct(">I")
HEAD_ENDS = b"\r\n\r\n"
RECEIVE = 262_144
SHOWN = 3


@dataclass(frozen=True, slots=True)
class Length:
    """How long a turn lasts: seconds at most; it may end after `least` seconds once it has `enough` answers."""

    seconds: float
    least: float = 0.0
    enough: int = 0

    def is_over(self, spent: float, answers: int) -> bool:
        return spent >= self.seconds or (0 < self.enough <= answers and spent >= self.least)


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn: which file of requests, for how long, and whether they go round or are sent once each."""

    path: str
    length: Length
    is_round: bool


@dataclass
class Drive:
    """What came of it: seconds until the time was up and how many answers were there by then, how long each answer
    took, the quickest first, and the answers that were errors."""

    seconds: float = 0.0
    in_time: int = 0
    spent: list[float] = field(default_factory=list)
    errors: int = 0
    examples: list[str] = field(default_factory=list)

    @property
    def requests(self) -> int:
        return len(self.spent)

    @property
    def rate(self) -> float:
        """Answers a second, while every client had something to wait for."""
        return self.in_time / self.seconds

    def ms(self, share: float) -> float:
        """The milliseconds that this share of the answers does not exceed."""
        return round(percentile(self.spent, share) * 1000, 2)


def joined(drives: Sequence[Drive]) -> Drive:
    """Drives that followed one another, as one."""
    return Drive(
        sum(each.seconds for each in drives),
        sum(each.in_time for each in drives),
        sorted(spent for each in drives for spent in each.spent),
        sum(each.errors for each in drives),
        [example for each in drives for example in each.examples][:SHOWN],
    )


@dataclass(slots=True)
class Client:
    """One connection: what it waits for, and since when."""

    socket: socket.socket
    began: float = 0.0
    received: bytearray = field(default_factory=bytearray)
    wanted: int = 0


def write_requests(path: Path, requests: Iterable[bytes]) -> None:
    """The file that a drive reads."""
    with path.open("wb") as file:
        for each in requests:
            file.write(LENGTH.pack(len(each)) + each)


def read_requests(path: Path) -> list[bytes]:
    blob, found, place = path.read_bytes(), [], 0
    while place < len(blob):
        (length,) = LENGTH.unpack_from(blob, place)
        found.append(blob[place + LENGTH.size : place + LENGTH.size + length])
        place += LENGTH.size + length
    return found


def connected(host: str, port: int, clients: int) -> list[Client]:
    """So many connections, kept from turn to turn as a proxy in front of the server keeps them."""
    return [Client(each) for each in spread(host, port, clients)]


def drive(lines: Sequence[Client], length: Length, requests: list[bytes], *, is_round: bool) -> Drive:
    """Send the requests, in a circle if `is_round`, else each once."""
    waiting = _around(requests) if is_round else iter(requests)
    selector, done, spent = selectors.DefaultSelector(), Drive(), list[float]()
    now = began = time.perf_counter()
    for client in lines:
        if _send_next(client, waiting, began):
            selector.register(client.socket, selectors.EVENT_READ, client)
    while selector.get_map():
        ready = selector.select(GRACE)
        if not ready:
            raise TimeoutError(f"no answer for {GRACE} s")
        for key, _ in ready:
            client = key.data
            if not _receive(client):
                continue
            now = time.perf_counter()
            spent.append(now - client.began)
            _note(client, done)
            if length.is_over(now - began, len(spent)) or not _send_next(client, waiting, now):
                selector.unregister(client.socket)
                if not done.in_time:
                    done.seconds, done.in_time = now - began, len(spent)
    done.spent = sorted(spent)
    return done


@contextmanager
def line(host: str, port: int) -> Iterator[Callable[[bytes], None]]:
    """One connection, and with it one process of the server: send a request on it and wait for its answer."""
    client = Client(socket.create_connection((host, port), timeout=GRACE))
    with client.socket:

        def ask(request: bytes) -> None:
            _send_next(client, iter([request]), 0.0)
            while not _receive(client):
                pass

        yield ask


def _around(requests: list[bytes]) -> Iterator[bytes]:
    while True:
        yield from requests


def _send_next(client: Client, waiting: Iterator[bytes], now: float) -> bool:
    request = next(waiting, None)
    if request is None:
        return False
    client.received.clear()
    client.wanted, client.began = 0, now
    client.socket.sendall(request)
    return True


def _receive(client: Client) -> bool:
    """Take what came; True when the answer is whole."""
    data = client.socket.recv(RECEIVE)
    if not data:
        raise ConnectionError("the server closed the connection")
    client.received += data
    if not client.wanted:
        head = client.received.find(HEAD_ENDS)
        if head < 0:
            return False
        client.wanted = head + len(HEAD_ENDS) + _length(bytes(client.received[:head]).lower())
    return len(client.received) >= client.wanted


def _length(head: bytes) -> int:
    _, found, rest = head.partition(b"content-length:")
    if not found:
        raise ValueError("an answer without its length")
    return int(rest.split(b"\r\n", 1)[0])


def _note(client: Client, done: Drive) -> None:
    if client.received[9:10] != b"2":
        done.errors += 1
        if len(done.examples) < SHOWN:
            done.examples.append(bytes(client.received[:12] + client.received[-300:]).decode("utf-8", "replace"))


def percentile(spent: list[float], share: float) -> float:
    """Which of these, already sorted, this share of them does not exceed."""
    return spent[min(len(spent) - 1, int(len(spent) * share))] if spent else 0.0


def _are_open(lines: Sequence[Client]) -> bool:
    """Whether the server has not closed one meanwhile, as it does when nobody used it for long: nothing else comes on
    a connection that waits for nothing."""
    return not select.select([each.socket for each in lines], [], [], 0)[0]


def main() -> None:
    host, port, clients = sys.argv[1:]
    lines: list[Client] = []
    for said in sys.stdin:
        turn = msgspec.json.decode(said, type=Turn)
        if not lines or not _are_open(lines):
            for each in lines:
                each.socket.close()
            lines = connected(host, int(port), int(clients))
        done = drive(lines, turn.length, read_requests(Path(turn.path)), is_round=turn.is_round)
        print(msgspec.json.encode(done).decode(), flush=True)


if __name__ == "__main__":
    main()
