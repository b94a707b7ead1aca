"""Random bytes drawn in stock: nobody is given what somebody else was given."""

import os
from concurrent.futures import ThreadPoolExecutor

from tongban.foundation.kernel.randomness import AT_ONCE, PIECE, piece


def test_no_piece_is_given_twice_whatever_the_threads_do():
    with ThreadPoolExecutor(4) as threads:
        given = [
            each for many in threads.map(lambda _: [piece() for _ in range(AT_ONCE * 5)], range(4)) for each in many
        ]

    assert len(set(given)) == len(given) == AT_ONCE * 20
    assert {len(each) for each in given} == {PIECE}


def test_a_forked_process_gives_nothing_of_its_parents_stock():
    piece()  # there is a stock now
    reading, writing = os.pipe()
    if (child := os.fork()) == 0:
        os.write(writing, b"".join(piece() for _ in range(10)))
        os._exit(0)
    os.waitpid(child, 0)
    told = os.read(reading, PIECE * 10)
    os.close(reading)
    os.close(writing)

    theirs = {told[place : place + PIECE] for place in range(0, len(told), PIECE)}
    ours = {piece() for _ in range(AT_ONCE * 2)}

    assert len(theirs) == 10
    assert not theirs & ours
