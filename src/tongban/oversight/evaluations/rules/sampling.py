"""The draw of spot checks (随机抽查): whoever has the seed and the list draws the same; pure."""

import hashlib
from collections.abc import Iterable
from math import ceil


def drawn(keys: Iterable[str], *, seed: str, percent: int) -> list[str]:
    """The share with the smallest SHA-256 of «seed:key», rounded up: never none of some."""
    found = sorted(set(keys), key=lambda each: hashlib.sha256(f"{seed}:{each}".encode()).digest())
    return found[: ceil(len(found) * percent / 100)]
