"""Connections that are spread evenly over the server's processes (连接均分), as a proxy in front of it does.

The kernel deals them out by lot: of eight clients six may have met one process and two the other, and what was
measured was the lot. More are opened than are needed, and of each process as many are kept as of the others.
"""

import os
import socket
import time
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

MOST_AT_ONCE = 4
"""For each connection that is wanted, so many are opened at most."""
ACCEPTED_WITHIN = 0.5
GRACE = 10.0


def spread(host: str, port: int, wanted: int) -> list[socket.socket]:
    """So many connections; each process has as many as any other, where the system tells who took which."""
    opened = [_connection(host, port) for _ in range(wanted)]
    holders = _holders(opened, port)
    processes = max(1, len(_listening(port)))
    chosen = even(holders, wanted, processes)
    while chosen is None and None not in holders and len(opened) < wanted * MOST_AT_ONCE:
        opened.append(_connection(host, port))
        holders = _holders(opened, port)
        chosen = even(holders, wanted, processes)
    chosen = chosen if chosen is not None else list(range(wanted))
    for place, each in enumerate(opened):
        if place not in chosen:
            each.close()
    return [opened[place] for place in chosen]


def _connection(host: str, port: int) -> socket.socket:
    made = socket.create_connection((host, port), timeout=GRACE)
    made.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return made


def even(holders: Sequence[int | None], wanted: int, processes: int) -> list[int] | None:
    """The places of `wanted` connections of which each process has its share; None while there are too few of one."""
    places: dict[int | None, list[int]] = defaultdict(list)
    for place, holder in enumerate(holders):
        places[holder].append(place)
    share, rest = divmod(wanted, processes)
    found = [place for each in places.values() for place in each[:share]]
    more = [place for each in places.values() for place in each[share : share + 1]]
    if None in places or len(found) < share * processes or len(more) < rest:
        return None
    return found + more[:rest]


def _holders(opened: list[socket.socket], port: int) -> list[int | None]:
    """Which process took each connection; None where that cannot be told."""
    ours = [each.getsockname()[1] for each in opened]
    until = time.monotonic() + ACCEPTED_WITHIN
    while True:
        inodes = _inodes(port)
        taken = _sockets(_listening(port))
        found = [taken.get(inodes.get(each, "")) for each in ours]
        if None not in found or time.monotonic() > until:
            return found
        time.sleep(0.01)


def _rows() -> list[list[str]]:
    try:
        return [line.split() for line in Path("/proc/net/tcp").read_text(encoding="ascii").splitlines()[1:]]
    except OSError:
        return []


def _inodes(port: int) -> dict[int, str]:
    """The server's end of each connection by the client's port."""
    return {
        int(row[2].rpartition(":")[2], 16): row[9]
        for row in _rows()
        if row[3] == "01" and int(row[1].rpartition(":")[2], 16) == port
    }


def _listening(port: int) -> list[int]:
    """The processes that take connections of this port."""
    inodes = {row[9] for row in _rows() if row[3] == "0A" and int(row[1].rpartition(":")[2], 16) == port}
    held: dict[str, list[int]] = defaultdict(list)
    for pid in (int(each) for each in os.listdir("/proc") if each.isdigit()):
        for inode in _of(pid):
            if inode in inodes:
                held[inode].append(pid)
    return sorted({max(pids) for pids in held.values()})


def _sockets(pids: list[int]) -> dict[str, int]:
    return {inode: pid for pid in pids for inode in _of(pid)}


def _of(pid: int) -> list[str]:
    """The inodes of the sockets that a process has open; none of one that is not ours to look at."""
    folder = Path(f"/proc/{pid}/fd")
    found = []
    try:
        for each in folder.iterdir():
            name = os.readlink(each)
            if name.startswith("socket:["):
                found.append(name[8:-1])
    except OSError:
        return found
    return found
