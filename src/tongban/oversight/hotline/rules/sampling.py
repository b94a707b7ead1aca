"""Which closed orders are checked (质检抽样): a fixed share by the order's own code, and all with a doubt; pure."""

import hashlib


def is_drawn(code: str, *, percent: int) -> bool:
    """The same order is drawn or not whoever asks and when: nobody picks, and nobody foresees it from the number."""
    return int.from_bytes(hashlib.sha256(f"hotline.sample|{code}".encode()).digest()[:4], "big") % 100 < percent
