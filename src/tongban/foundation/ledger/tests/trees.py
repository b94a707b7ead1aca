"""An outsider's way up a tree, written apart from the code that it checks."""

from hashlib import sha256


def climb(leaf: bytes, path: list[tuple[str, bytes]]) -> bytes:
    here = leaf
    for side, neighbour in path:
        pair = neighbour + here if side == "left" else here + neighbour
        here = sha256(b"\x01" + pair).digest()
    return here
