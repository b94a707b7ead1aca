"""The tests run alone (离线运行): whatever a test does, this process speaks to nobody but this machine."""

import ipaddress
import sys
from typing import Any

_ASKS_NAMES = frozenset({"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"})
_SPEAKS = frozenset({"socket.connect", "socket.sendto", "socket.sendmsg"})


class SpokenOutside(AssertionError):  # noqa: N818 - it says what happened
    """A test wanted to speak to another machine: no error of the network, so that nobody takes it for one."""


def guard() -> None:
    """From now on, for this process and for good: Python asks before it connects, sends or looks a name up."""
    sys.addaudithook(_asked)


def is_this_machine(host: object) -> bool:
    """The loop of this machine, or an address that names nobody yet (to listen on)."""
    plain = host.decode() if isinstance(host, bytes) else host
    if plain in (None, "", "localhost"):
        return True
    try:
        found = ipaddress.ip_address(str(plain).partition("%")[0])
    except ValueError:
        return False
    return found.is_loopback or found.is_unspecified


def _needs_nobody(host: object) -> bool:
    """An address in numbers, or a name that can never exist (RFC 6761): looking it up tells nobody anything."""
    plain = host.decode() if isinstance(host, bytes) else str(host)
    try:
        ipaddress.ip_address(plain.partition("%")[0])
    except ValueError:
        return plain.endswith(".invalid")
    return True


def _asked(event: str, said: tuple[Any, ...]) -> None:
    if event in _ASKS_NAMES:
        host = said[0]
        if _needs_nobody(host):
            return
    elif event in _SPEAKS and isinstance(said[1], tuple):  # a path or nothing is a line within this machine
        host = said[1][0]
    else:
        return
    if not is_this_machine(host):
        raise SpokenOutside(f"a test wanted to speak to {host!r}: bind a simulator, or a server on 127.0.0.1")
