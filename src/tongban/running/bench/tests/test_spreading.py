"""Connections of the load generator: as many for each process of the server, or as they come."""

import os
import socket
from collections import Counter

import pytest

from tongban.running.bench.spreading import even, spread


@pytest.mark.parametrize(
    ("holders", "wanted", "processes", "shares"),
    [
        ([1, 1, 1, 1, 1, 2, 1, 2, 2, 2], 8, 2, {1: 4, 2: 4}),
        ([1, 2, 1, 2], 3, 2, {1: 2, 2: 1}),
        ([7, 7, 7], 2, 1, {7: 2}),
    ],
)
def test_each_process_has_its_share(holders: list[int], wanted: int, processes: int, shares: dict[int, int]):
    chosen = even(holders, wanted, processes)

    assert chosen is not None
    assert len(set(chosen)) == wanted
    assert Counter(holders[place] for place in chosen) == shares


@pytest.mark.parametrize("holders", [[1, 1, 1, 1], [1, 2, 1, 1], [1, None, 2, 2]])
def test_it_goes_on_while_one_has_too_few_or_nobody_can_tell(holders: list[int | None]):
    assert even(holders, 4, 2) is None


def test_a_server_of_one_process_gets_them_all_open():
    with socket.create_server(("127.0.0.1", 0), backlog=16) as server:
        opened = spread("127.0.0.1", server.getsockname()[1], 3)
        accepted = [server.accept()[0] for _ in range(3)]
        for ours, theirs in zip(opened, accepted, strict=True):
            ours.sendall(str(os.getpid()).encode())
            assert int(theirs.recv(16)) == os.getpid()
        for each in (*opened, *accepted):
            each.close()
