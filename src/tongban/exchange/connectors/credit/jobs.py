"""What a timer does with the credit platform: what was given up is tried anew."""

from datetime import datetime

from .commands.batching import batch, revive_batches
from .commands.pushing import revive


def look_after_messages(at: datetime) -> int:
    """The number of messages that are tried anew; what waits goes as a batch."""
    batch(at=at)
    return revive(at=at) + revive_batches(at=at)
