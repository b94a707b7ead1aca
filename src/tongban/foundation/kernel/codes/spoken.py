"""Codes that are drawn by lot and read out (口述码): query codes of cases, verification codes of documents."""

from tongban.foundation.kernel.randomness import piece

# Without 0 1 I L O U: nothing that is read out over a telephone can be taken for something else.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
_BASE = len(ALPHABET)
_PAIRS = [first + second for second in ALPHABET for first in ALPHABET]


def drawn(length: int) -> str:
    """A code of this length that nobody can guess: one draw from all of them.

    Of up to 16 characters each is as likely as any other, to one part in 10⁵³: 256 bits are drawn, 79 are needed.
    """
    rest, found = int.from_bytes(piece(), "big") % _BASE**length, ""
    for _ in range(length // 2):
        rest, place = divmod(rest, len(_PAIRS))
        found += _PAIRS[place]
    return found + ALPHABET[rest] if length % 2 else found
