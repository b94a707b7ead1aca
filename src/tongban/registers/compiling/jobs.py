"""What a timer does for compiling: imports that are too heavy for a page go on."""

from datetime import datetime

from .commands.import_runs import carry_on


def imports_go_on(at: datetime) -> int:
    """Look at heavy files, take in many guides; late or twice changes nothing."""
    return carry_on(at=at)
